"""What is kept of questions and answers."""

from consilia.web.questions.models.asking import AskDraft
from consilia.web.questions.models.closing import Closing
from consilia.web.questions.models.evaluation import FrozenPairs, Measurement, SameQuestion, SearchCount
from consilia.web.questions.models.questions import ImportedEdge, MoreInfo, Question, Reply, Report
from consilia.web.questions.models.search import IndexChange, IndexEntry, IndexState
from consilia.web.questions.models.topics import QuestionTopic, Topic

__all__ = [
    "AskDraft",
    "Closing",
    "FrozenPairs",
    "ImportedEdge",
    "IndexChange",
    "IndexEntry",
    "IndexState",
    "Measurement",
    "MoreInfo",
    "Question",
    "QuestionTopic",
    "Reply",
    "Report",
    "SameQuestion",
    "SearchCount",
    "Topic",
]
