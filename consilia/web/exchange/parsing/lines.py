"""The lines of a page: cleaned, and joined again where a title such as "Dr." was taken for the end of a sentence."""

import html
import re

_BROKEN_ENTITY = re.compile(r"&#?\w{0,8}$")
_DOTS = re.compile(r"\s*(?:\.\.\.|…)$")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")


def clean_lines(page: str) -> list[str]:
    """Return the page's lines without outer or doubled spaces; blank lines stay, as ""."""
    return [_SPACES.sub(" ", line).strip() for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def without_blank(lines: list[str]) -> list[str]:
    """Return the lines that hold something."""
    return [line for line in lines if line]


def rejoin(lines: list[str], *, titles: tuple[str, ...]) -> tuple[list[str], bool]:
    """Return the lines with those joined that end in a title, and whether there were any.

    "Hello Mr." followed by "Hsuan," is one line, and so is "Dr." followed by a name.
    """
    joined: list[str] = []
    was_split = False
    for line in lines:
        if joined and line and joined[-1].split(" ")[-1].strip("(\"'") in titles:
            joined[-1] = f"{joined[-1]} {line}"
            was_split = True
        else:
            joined.append(line)
    return joined, was_split


def paragraphs(lines: list[str]) -> str:
    """Return the lines as text: a line each, one blank line where there were any, none at the ends."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def uncut(words: str) -> tuple[str, bool]:
    """Return a teaser without the dots at its end, and whether it had them.

    A word that was cut in the middle is dropped, and so is half an entity: some sites escape before they cut.
    """
    dots = _DOTS.search(words)
    if dots is None:
        return html.unescape(words).strip(), False
    whole = words[: dots.start()]
    if not dots[0].startswith(" "):
        whole = whole.rpartition(" ")[0] or whole
    return html.unescape(_BROKEN_ENTITY.sub("", whole)).strip(), True
