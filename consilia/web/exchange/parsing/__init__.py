"""Pages and rows of other sites -> values. Pure Python: no Django, no database, nothing is stored here."""

from consilia.web.exchange.parsing.marks import PageMarks, load_page_marks
from consilia.web.exchange.parsing.model import GuidePage, NotAPage, QuestionPage
from consilia.web.exchange.parsing.page import read_page

__all__ = ["GuidePage", "NotAPage", "PageMarks", "QuestionPage", "load_page_marks", "read_page"]
