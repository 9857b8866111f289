"""Takes a guide's questions and answers apart, also where an answer and the next question stand on one line."""

import re

from consilia.web.exchange.parsing.model import GuideQuestion

_RUN_ON = re.compile(r"\s+-\s+(?=[A-Z][^-]*\?$)")


def read_questions(lines: list[str], notes: list[str]) -> list[GuideQuestion]:
    """Return the pairs in their order; a question without an answer is left out and named in `notes`."""
    pieces: list[str] = []
    for line in lines:
        parts = _RUN_ON.split(line, maxsplit=1)
        if len(parts) > 1:
            notes.append("questions-run-on")
        pieces += [part.removeprefix("- ").strip() for part in parts]
    pairs: list[GuideQuestion] = []
    question, answer = "", []
    for piece in [*pieces, "?"]:
        if not piece.endswith("?"):
            answer.append(piece)
            continue
        if question and answer:
            pairs.append(GuideQuestion(question, " ".join(answer)))
        elif question:
            notes.append("question-without-answer")
        question, answer = piece, []
    return pairs
