"""Reads a guide: introduction, numbered sections with subsections, questions and answers, conclusion, contact."""

import re

from consilia.web.exchange.parsing.guide_blocks import read_blocks
from consilia.web.exchange.parsing.guide_questions import read_questions
from consilia.web.exchange.parsing.lines import without_blank
from consilia.web.exchange.parsing.marks import PageMarks
from consilia.web.exchange.parsing.model import GuidePage, GuidePart, NotAPage

SECTION = r"(?P<number>\d{1,2})\.\s+(?P<heading>\S.*)$"
SUBSECTION = r"(?P<number>\d{1,2}\.\d{1,2})\.?\s+(?P<heading>\S.*)$"
_QUOTED = re.compile(r"[“\"](?P<words>[^”\"]{3,120})[”\"]")
_HEADING_MOST = 120

_Cut = list[tuple[str, str, list[str]]]  # number, heading, the lines below


def read_guide_page(lines: list[str], *, marks: PageMarks) -> GuidePage:
    """Return the guide in the lines.

    Raises NotAPage when no numbered section is there.
    """
    introduction, cut, after = _sections(without_blank(lines), marks=marks)
    if not cut:
        raise NotAPage("expected numbered sections such as '1. ...'; found none")
    notes: list[str] = []
    sections = tuple(_part(number, heading, below, notes) for number, heading, below in cut)
    questions = tuple(
        q for _, heading, below in cut if _kind(heading) == "questions" for q in read_questions(below, notes)
    )
    conclusion, invitation, contact = _ending(after, marks=marks)
    return GuidePage(
        title=_title(introduction, cut),
        introduction=tuple(introduction),
        sections=sections,
        questions=questions,
        conclusion=conclusion,
        call_to_action=invitation,
        contact=contact,
        notes=tuple(dict.fromkeys(notes)),
    )


def _sections(lines: list[str], *, marks: PageMarks) -> tuple[list[str], _Cut, list[str]]:
    """The introduction, the sections, and what follows the heading of the conclusion."""
    introduction: list[str] = []
    cut: _Cut = []
    for n, line in enumerate(lines):
        if cut and line.rstrip(":") in marks.conclusions:
            return introduction, cut, lines[n + 1 :]
        heading = re.match(SECTION, line)
        if heading and int(heading["number"]) == len(cut) + 1 and _looks_like_heading(line):
            cut.append((heading["number"], heading["heading"], []))
        else:
            (cut[-1][2] if cut else introduction).append(line)
    return introduction, cut, []


def _looks_like_heading(line: str) -> bool:
    return len(line) <= _HEADING_MOST and not line.endswith(".")


def _part(number: str, heading: str, lines: list[str], notes: list[str]) -> GuidePart:
    """A section with its subsections."""
    own: list[str] = []
    cut: _Cut = []
    for line in lines:
        sub = re.match(SUBSECTION, line)
        if sub and sub["number"].startswith(f"{number}.") and _looks_like_heading(line):
            cut.append((sub["number"], sub["heading"], []))
        else:
            (cut[-1][2] if cut else own).append(line)
    kind = _kind(heading)
    if kind == "questions":  # they stand in GuidePage.questions; only the words before the first are kept here
        own = [line for line in own[:1] if not line.startswith("-")]
    return GuidePart(
        number=number,
        heading=heading,
        kind=kind,
        blocks=read_blocks(own, kind=kind, notes=notes),
        parts=tuple(
            GuidePart(n, h, _kind(h), blocks=read_blocks(below, kind=_kind(h), notes=notes)) for n, h, below in cut
        ),
    )


def _kind(heading: str) -> str:
    words = heading.casefold()
    if re.search(r"\bfaqs?\b|frequently asked", words):
        return "questions"
    if re.search(r"\bvs\b", words):
        return "comparison"
    return "case-study" if words.startswith("case study") else "plain"


def _title(introduction: list[str], cut: _Cut) -> str:
    """A short first line, or the question quoted in the introduction, or the first heading."""
    if len(introduction) > 1 and len(introduction[0]) <= _HEADING_MOST and not introduction[0].endswith("."):
        return introduction.pop(0)
    quoted = _QUOTED.search(introduction[0]) if introduction else None
    return quoted["words"] if quoted else cut[0][1]


def _ending(
    lines: list[str], *, marks: PageMarks
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Conclusion, invitation and contact block."""
    labels = "|".join(re.escape(label) for label in marks.contact_labels)
    contact_line = re.compile(rf"(?P<label>{labels}):\s+(?P<words>\S.*)$", re.IGNORECASE)
    conclusion: list[str] = []
    invitation: list[str] = []
    contact: list[tuple[str, str]] = []
    for line in lines:
        match = contact_line.match(line)
        if match:
            contact.append((match["label"], match["words"]))
        elif invitation or contact or (conclusion and any(word in line.casefold() for word in marks.call_to_action)):
            invitation.append(line)
        else:
            conclusion.append(line)
    return tuple(conclusion), tuple(invitation), tuple(contact)
