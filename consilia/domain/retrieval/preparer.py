"""Makes queries and documents ready, the same way for every engine; the engine says which words its documents hold."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from consilia.domain.retrieval import preparing
from consilia.domain.retrieval.abbreviations import spelled_out
from consilia.domain.retrieval.asking import Asked
from consilia.domain.retrieval.embedding import Embedder, Vectors
from consilia.domain.retrieval.files import RetrievalKnowledge
from consilia.domain.retrieval.languages import is_english, script_of
from consilia.domain.retrieval.model import FallbackReason
from consilia.domain.retrieval.spelling import mend
from consilia.domain.retrieval.vectors import document_vectors

_MOST_SENTENCES = 8  # of a query that are compared one by one
_LONGEST_SENTENCE = 200  # characters of one
_MOST_EMBEDDED = 3000  # characters of a query; the model reads no more of it
_COMPLETIONS = 5  # words an unfinished one may stand for


class Preparer(ABC):
    """What engines have in common: the model, the knowledge, and how a text becomes a query."""

    def __init__(self, *, embedder: Embedder | None, knowledge: RetrievalKnowledge) -> None:
        self.embedder, self.knowledge = embedder, knowledge

    @property
    def vector_fingerprint(self) -> str:
        """A digest of the model and of what prepares a text for it, "" without a model: what makes a vector stale."""
        if self.embedder is None:
            return ""
        made = f"{preparing.PREPARATION}|{self.embedder.fingerprint}|{self.knowledge.fingerprint}"
        return hashlib.sha256(made.encode()).hexdigest()

    @abstractmethod
    def has_word(self, word: str) -> bool:
        """Whether any document holds the word as it is written, in lower case."""

    @abstractmethod
    def documents_with(self, term: str) -> int:
        """Return in how many documents a term stands."""

    @abstractmethod
    def words_like(self, word: str) -> Mapping[str, int]:
        """Return the words that share its first two letters, with how many documents hold each."""

    @abstractmethod
    def completions(self, start: str, *, most: int) -> list[str]:
        """Return the commonest terms that begin so."""

    def embed_documents(self, documents: Sequence[tuple[str, str]]) -> Vectors:
        """Return a vector for each (title, text). Raises ValueError when there is no model."""
        if self.embedder is None:
            raise ValueError("there is no model to make vectors with")
        return document_vectors(documents, embedder=self.embedder, knowledge=self.knowledge)

    def prepare(
        self, text: str, *, is_typing: bool = False, as_written: bool = False, vector: Vectors | None = None
    ) -> Asked:
        """Return the query of a text. Without a telling word it asks for nothing, and says so.

        `as_written` leaves its spelling alone. `vector` is that of the text where it is known already.
        """
        begin_and_end = preparing.shortened(preparing.clean(text))
        told = preparing.without_courtesies(begin_and_end, phrases=self.knowledge.words.courtesies)
        knows_language = is_english(told, languages=self.knowledge.languages)
        as_written = as_written or not knows_language  # no word of another language is a misspelt English one
        told, corrections = (told, ()) if as_written else self._mended(told, is_typing=is_typing)
        words = len(told.split())
        if not as_written:
            told = self._spelled_out(told)
        terms = preparing.telling_tokens(told, empty=self.knowledge.words.empty)
        if not terms:
            return Asked(reason="empty-query")
        reason: FallbackReason = ""
        if self.embedder is None:
            reason = "no-model"
        elif not knows_language:
            reason = "language"
        if is_typing:
            terms += self._completed(terms[-1])
        sentences = None
        # Of languages in its own letters the model knows a little: what it finds above the floor is mostly right.
        if vector is None and self.embedder and script_of(told) != "other":
            is_long = words > self.knowledge.ranking.sentences_beyond and not is_typing
            vector, sentences = self._vectors(told, embedder=self.embedder, is_long=is_long)
        return Asked(tuple(terms), vector, sentences, words, reason, corrections)

    @staticmethod
    def _vectors(text: str, *, embedder: Embedder, is_long: bool) -> tuple[Vectors, Vectors | None]:
        """Return the vector of the whole, and those of the sentences of a long text that has several."""
        begins = text[:_MOST_EMBEDDED]
        parts = [part[:_LONGEST_SENTENCE] for part in preparing.sentences(begins)[:_MOST_SENTENCES]]
        several = [begins, *parts] if len(parts) > 1 and is_long else [begins]
        vectors = embedder.embed(several)
        return vectors[0], vectors[1:] if len(several) > 1 else None

    def _spelled_out(self, text: str) -> str:
        def is_used(word: str) -> bool:
            return any(map(self.documents_with, preparing.tokens(word)))

        abbreviations, empty = self.knowledge.abbreviations, self.knowledge.words.empty
        return spelled_out(text, abbreviations=abbreviations, empty=empty, is_used=is_used)

    def _mended(self, text: str, *, is_typing: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
        def is_known(word: str) -> bool:
            stem = preparing.tokens(word)
            return (
                bool(self.embedder and any(map(self.embedder.has_word, [word, *stem])))
                or any(map(self.documents_with, stem))
                or self.has_word(word)
            )

        ranking = self.knowledge.ranking
        return mend(text, is_known=is_known, words_like=self.words_like, ranking=ranking, but_last=is_typing)

    def _completed(self, term: str) -> list[str]:
        """Return what an unfinished term may become, when it is no word yet."""
        if self.documents_with(term) or len(term) < self.knowledge.ranking.prefix_from:
            return []
        return self.completions(term, most=_COMPLETIONS)
