"""Reads a question page: subject, question, asker, doctor, reply, More Info, similar questions, related topics."""

import re
from datetime import date

from consilia.web.exchange.parsing.cards import read_cards
from consilia.web.exchange.parsing.lines import paragraphs, rejoin, without_blank
from consilia.web.exchange.parsing.marks import PageMarks
from consilia.web.exchange.parsing.model import Answerer, Asker, NotAPage, QuestionPage, Section
from consilia.web.exchange.parsing.related import read_related

_DATE = r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})"
ASKER_LINE = re.compile(
    r"(?P<pseudonym>.*?)(?:,? ?(?P<band>\d{1,2}~\d{1,3}|\d{2}\+) ?years? old)?(?:,? (?P<sex>\w+))?\. ?"
    rf"Ask Date: ?(?:{_DATE})?$"
)
DOCTOR_LINE = re.compile(r"Dr\. (?P<name>\S.{0,80}?) reply (?P<department>\S.{0,60})$")
_REPLY_DATE = re.compile(rf"Reply Date: ?(?:{_DATE})?$")
_SHARE = re.compile(r"Share to:?$", re.IGNORECASE)
_MORE_INFO = re.compile(r"More Info:?$", re.IGNORECASE)
_SIMILAR = re.compile(r"Similar Q ?& ?A:?$", re.IGNORECASE)
_RELATED = re.compile(r"Related FAQs?:?$", re.IGNORECASE)
_HEADING_MOST = 90
_SEXES = {"male", "female", "other"}


def read_question_page(lines: list[str], *, marks: PageMarks) -> QuestionPage:
    """Return the question page in the lines. A part that the page lacks stays empty and is named in `notes`.

    Raises NotAPage when there is no subject or no question.
    """
    top, info, similar, related = _parts(lines)
    title, subject, has_share_row, body = _heading(top)
    asked, asker, answered = _split_at(body, ASKER_LINE)
    if asker is None:
        asked, answered = _before_doctor(body)
    text, _ = rejoin(asked, titles=marks.titles)
    if not subject or not paragraphs(text):
        raise NotAPage("expected a subject line and then the question; one of them is missing")
    answerer, reply, replied_on, was_split = _reply(answered, marks=marks)
    has_list = any(_RELATED.match(line) for line in lines)
    topics, topic_notes = read_related(related) if has_list else ((), ("no-related-list",))
    return QuestionPage(
        subject=subject,
        text=paragraphs(text),
        page_title=_without_department(title, answerer),
        has_share_row=has_share_row,
        asker=_asker(asker),
        answerer=answerer,
        hospital=_hospital(reply, marks=marks),
        reply=reply,
        replied_on=replied_on,
        more_info=_sections(info),
        cards=read_cards(similar, doctor_line=DOCTOR_LINE),
        related=topics,
        notes=_notes(asker, answerer, info, was_split=was_split) + topic_notes,
    )


def _parts(lines: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """The page cut at its three fixed headings, each of which may be missing."""
    headings = list(enumerate((_MORE_INFO, _SIMILAR, _RELATED), 1))
    parts: list[list[str]] = [[], [], [], []]
    at = 0
    for line in lines:
        found = next((n for n, mark in headings if n > at and mark.match(line)), 0)
        if found:
            at = found
        else:
            parts[at].append(line)
    return parts[0], parts[1], parts[2], parts[3]


def _heading(top: list[str]) -> tuple[str, str, bool, list[str]]:
    """Title, subject, whether there was a share row, and the lines below the subject."""
    share = next((n for n, line in enumerate(top) if _SHARE.match(line)), None)
    title = "" if share is None else next((line for line in top[:share] if line), "")
    rest = top if share is None else top[share + 1 :]
    first = next((n for n, line in enumerate(rest) if line), None)
    if first is None:
        return title, "", share is not None, []
    return title, rest[first], share is not None, rest[first + 1 :]


def _split_at(lines: list[str], mark: re.Pattern[str]) -> tuple[list[str], re.Match[str] | None, list[str]]:
    for n, line in enumerate(lines):
        match = mark.match(line)
        if match:
            return lines[:n], match, lines[n + 1 :]
    return lines, None, []


def _before_doctor(lines: list[str]) -> tuple[list[str], list[str]]:
    for n, line in enumerate(lines):
        if DOCTOR_LINE.match(line):
            return lines[:n], lines[n:]
    return lines, []


def _asker(match: re.Match[str] | None) -> Asker:
    if match is None:
        return Asker()
    sex = (match["sex"] or "").lower()
    return Asker(
        pseudonym=match["pseudonym"].strip(),
        age_band=match["band"] or "",
        sex=sex if sex in _SEXES else "",
        asked_on=_date(match.groups()[-3:]),
    )


def _date(parts: tuple[str | None, ...]) -> date | None:
    try:
        return date(*(int(part) for part in parts if part))
    except (TypeError, ValueError):  # no date, or one like 2023/02/31: unknown rather than guessed
        return None


def _reply(lines: list[str], *, marks: PageMarks) -> tuple[Answerer | None, str, date | None, bool]:
    _, doctor, below = _split_at(lines, DOCTOR_LINE)
    words, dated, _ = _split_at(below, _REPLY_DATE)
    words, was_split = rejoin(words, titles=marks.titles)
    answerer = Answerer(doctor["name"], doctor["department"].strip()) if doctor else None
    return answerer, paragraphs(words), _date(dated.groups()) if dated else None, was_split


def _hospital(reply: str, *, marks: PageMarks) -> str:
    """The institution named in the reply's signature, which starts with "Dr."; "" when there is none."""
    kinds = "|".join(re.escape(word) for word in marks.institutions)
    name = re.compile(rf"(?:, | from | at |\bof )(?P<hospital>(?:[A-Z][\w'’-]*\s){{1,6}}(?:{kinds}))\b")
    for line in reversed(reply.splitlines()[-3:]):
        match = name.search(line) if line.startswith("Dr.") else None
        if match:
            return match["hospital"]
    return ""


def _sections(info: list[str]) -> tuple[Section, ...]:
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in without_blank(info):
        if _is_heading(line):
            sections.append((line, []))
        else:
            sections[-1][1].append(line)
    return tuple(Section(heading, tuple(lines)) for heading, lines in sections if heading or lines)


def _is_heading(line: str) -> bool:
    starts_item = re.match(r"(?:\d+\.|[-*•])\s", line)
    return not starts_item and len(line) <= _HEADING_MOST and line[-1] not in ".:;,!"


def _without_department(title: str, answerer: Answerer | None) -> str:
    if answerer is not None:
        title = title.removesuffix(f" - {answerer.department}")
    return title


def _notes(asker: object, answerer: object, info: list[str], *, was_split: bool) -> tuple[str, ...]:
    found = {
        "no-asker-line": asker is None,
        "no-doctor-line": answerer is None,
        "no-more-info": not info,
        "title-split-from-name": was_split,
    }
    return tuple(note for note, holds in found.items() if holds)
