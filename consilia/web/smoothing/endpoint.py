"""Where the language model answers, checked before the service starts. Off unless an operator names one."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from consilia.web import environment as env

ADDRESS, MODEL, KEY = "CONSILIA_LANGUAGE_MODEL_ADDRESS", "CONSILIA_LANGUAGE_MODEL", "CONSILIA_LANGUAGE_MODEL_KEY"
ELSEWHERE = "CONSILIA_LANGUAGE_MODEL_ELSEWHERE"


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint. `elsewhere` is the operator's leave to send to another machine."""

    scheme: str
    host: str
    port: int
    path: str
    model: str
    key: str = ""
    elsewhere: bool = False

    def __repr__(self) -> str:
        return f"Endpoint({self.address}, {self.model})"  # never the key

    @property
    def address(self) -> str:
        """The address without a key, to be shown and compared."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def is_here(self) -> bool:
        """Whether the address says that the model runs on this machine."""
        return self.host == "localhost" or is_loopback(self.host)


def is_loopback(address: str) -> bool:
    """Tell whether an IP address is of the loopback interface. A name is not an address."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def endpoint_from_settings() -> Endpoint | None:
    """Return the endpoint that the operator named, or None: then nothing is ever sent.

    Raises SettingMissing when half of it is missing, or when it lies on another machine without the second setting.
    """
    address, model = env.text("CONSILIA_LANGUAGE_MODEL_ADDRESS"), env.text("CONSILIA_LANGUAGE_MODEL")
    key = env.text("CONSILIA_LANGUAGE_MODEL_KEY")
    elsewhere = env.flag("CONSILIA_LANGUAGE_MODEL_ELSEWHERE")
    if not address and not model:
        return None
    if not address or not model:
        raise env.SettingMissing(f"{ADDRESS} and {MODEL} belong together: set both, or neither to send nothing.")
    endpoint = _parsed(address, model=model, key=key, elsewhere=elsewhere)
    if not endpoint.is_here and not elsewhere:
        raise env.SettingMissing(
            f"{ADDRESS} names another machine ({endpoint.host}). Set {ELSEWHERE}=1 as well if sentences may leave this "
            "machine, or name one on it, such as http://127.0.0.1:11434/v1."
        )
    if key and endpoint.scheme == "http" and not endpoint.is_here:
        raise env.SettingMissing(f"{KEY} would cross the network in the clear. Use an https address.")
    return endpoint


def _parsed(address: str, *, model: str, key: str, elsewhere: bool) -> Endpoint:
    """Return the parts of the address. Raises SettingMissing for one that is not a plain web address."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        parts, port = urlsplit(""), 0
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    is_printable = all("!" <= c <= "~" for c in address + key) and all(c.isprintable() for c in model)
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_plain or not is_printable:
        raise env.SettingMissing(f"{ADDRESS} must be a plain web address, such as http://127.0.0.1:11434/v1.")
    path = parts.path.rstrip("/") + "/chat/completions"
    return Endpoint(parts.scheme, parts.hostname, port, path, model, key, elsewhere)
