"""Links inside a question as labelled cards. Nothing is loaded from elsewhere until somebody follows one."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from consilia.domain.language.identity_words import identity_words

_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "dailymotion.com")
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp")


@dataclass(frozen=True)
class MediaCard:
    """A link with what it probably is and where it leads."""

    kind: str  # Video, Picture, Link
    host: str
    url: str


def media_in(text: str) -> list[MediaCard]:
    """Return each link of the text once, in order, as a card.

    >>> [(c.kind, c.host) for c in media_in("see https://youtu.be/abc, please")]
    [('Video', 'youtu.be')]
    """
    urls = dict.fromkeys(match[0].rstrip(".,;:!?") for match in _LINK.finditer(text))
    return [_card(url) for url in urls]


def left_out(public_text: str) -> int:
    """Return how many links were taken out of a public text, so that the page can say so."""
    return public_text.count(identity_words().stands_for.link)


def _card(url: str) -> MediaCard:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://[": typed, not meant
        return MediaCard("Link", "", url)
    host = (parts.hostname or "").removeprefix("www.")
    if any(host == known or host.endswith(f".{known}") for known in _VIDEO_HOSTS):
        kind = "Video"
    else:
        kind = "Picture" if parts.path.lower().endswith(_IMAGE_ENDINGS) else "Link"
    return MediaCard(kind, host, url)
