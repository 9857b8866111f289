"""The secret link of a question, and the key of a draft: random, long, and kept here only as a digest."""

import base64
import hashlib
import hmac
import secrets

KEY_BYTES = 32  # 256 bits; 128 would do


def new_key() -> str:
    """Return a new random key for a draft; it lives in the asker's cookie only."""
    return secrets.token_urlsafe(KEY_BYTES)


def digest(secret: str) -> str:
    """Return the SHA-256 of a token or key in hexadecimal: what the database keeps."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_from(key: str) -> str:
    """Return the secret link's token that belongs to a draft's key: 256 bits in 43 characters.

    The same key gives the same token, so that sending twice leads to the same link although the token is kept
    nowhere. Only the key's holder can make it, and the token does not give the key away.
    """
    made = hmac.new(key.encode(), b"consilia secret link", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
