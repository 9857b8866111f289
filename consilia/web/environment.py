"""Reads settings from the environment: NAME, or NAME_FILE that holds the value; a failure says how to mend it."""

import os
import secrets
from pathlib import Path


class SettingMissing(SystemExit):
    """A setting is missing or wrong; the message says what to write. Ends the process with status 1."""


def text(name: str, default: str = "") -> str:
    """Return the setting NAME, or the content of the file that NAME_FILE names, or the default.

    Raises SettingMissing when NAME_FILE names a file that cannot be read.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingMissing(f"{name}_FILE={path} cannot be read: {error}") from None
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return the setting as a claim: 1, true, yes, on; 0, false, no, off or empty.

    Raises SettingMissing for any other value.
    """
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SettingMissing(f"{name}={value!r} is neither yes nor no. Write {name}=1 or {name}=0.")


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    """Return the setting as a whole number of at least `least`. Raises SettingMissing otherwise."""
    value = text(name, str(default))
    if not value.isdigit() or int(value) < least:
        raise SettingMissing(f"{name}={value!r} must be a whole number of at least {least}.")
    return int(value)


def host_and_port(name: str, *, default_port: int) -> tuple[str, int]:
    """Return the two parts of a setting such as "mail.example.org:587"; no host when it is empty.

    Raises SettingMissing when the port is no number.
    """
    host, _, port = text(name).partition(":")
    if port and not port.isdigit():
        raise SettingMissing(f"{name}={host}:{port} must end in a port number, such as {host}:587.")
    return host, int(port or default_port)


def secret_key(data_dir: Path, *, demo: bool) -> str:
    """Return the signing key: the setting, or in a demo one that is made once and kept in the data folder.

    Raises SettingMissing outside a demo when it is absent or shorter than 50 characters.
    """
    key = text("CONSILIA_SECRET_KEY")
    if key:
        if len(key) < 50:
            raise SettingMissing(
                "CONSILIA_SECRET_KEY must have 50 characters or more; make one with `consilia new-key`."
            )
        return key
    if not demo:
        raise SettingMissing("CONSILIA_SECRET_KEY is not set. Make one with `consilia new-key` and keep it safe.")
    kept = data_dir / "demo-secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64), "utf-8")
    return kept.read_text("utf-8")
