"""Derives what is kept beside a stored question: assessment, title, topics, More Info, public words, index entry.

Call it in the transaction that stores the question. Vectors are left to one `searching.rebuild` at the end: many at
once are quicker than one at a time.
"""

from consilia.web.exchange.actions.public import give_public_words, publish_as_loaded
from consilia.web.questions import derived, searching
from consilia.web.questions.models import Question


def derive_and_publish(question: Question) -> None:
    """Derive everything and give the question its public page, with the words that give nobody away."""
    give_public_words(question)
    derived.make_again(question)
    publish_as_loaded(question)
    searching.put(question, embed=False)


def derive_again(question: Question) -> None:
    """Derive everything anew, but leave the public words as they were: somebody checked them."""
    derived.make_again(question)
    searching.put(question, embed=False)
