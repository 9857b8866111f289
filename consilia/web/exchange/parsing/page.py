"""Tells a question page from a guide and reads it."""

import re

from consilia.web.exchange.parsing.guide_page import SUBSECTION, read_guide_page
from consilia.web.exchange.parsing.lines import clean_lines
from consilia.web.exchange.parsing.marks import PageMarks
from consilia.web.exchange.parsing.model import GuidePage, NotAPage, QuestionPage
from consilia.web.exchange.parsing.question_page import ASKER_LINE, DOCTOR_LINE, read_question_page

_LEAST_SUBSECTIONS = 2


def read_page(page: str, *, marks: PageMarks) -> QuestionPage | GuidePage:
    """Return what the page says.

    Raises NotAPage when it is neither, or when it is a question page without words of the asker.
    """
    page = page.removeprefix("\ufeff")
    if "\0" in page:
        raise NotAPage("the page holds NUL characters, so it is not text")
    lines = clean_lines(page)
    if any(ASKER_LINE.match(line) or DOCTOR_LINE.match(line) for line in lines):
        return read_question_page(lines, marks=marks)
    if sum(1 for line in lines if re.match(SUBSECTION, line)) >= _LEAST_SUBSECTIONS:
        return read_guide_page(lines, marks=marks)
    raise NotAPage("expected an asker line, a doctor line, or numbered subsections; found none of them")
