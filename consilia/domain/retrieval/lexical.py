"""The index of words: BM25 over titles and texts, built once into a folder and then only read.

User text never meets tantivy's query language: a query is put together from single terms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from consilia.domain.retrieval import preparing

_FIELDS = ("title", "text")
_SPELLING = "spelling"  # the words of both, as they are written
_MEMORY = 128_000_000  # bytes the writer may hold before it writes a segment
_MOST_SPELLINGS = 3000  # words that a misspelt one is compared with
MOST_TOKENS = 200  # of a query; a long story repeats itself


@dataclass(frozen=True)
class Found:
    """The place of a document in the order of building, and its BM25."""

    place: int
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name="words", index_option="freq")
    builder.add_text_field(_SPELLING, tokenizer_name="plain", index_option="basic")
    builder.add_unsigned_field("place", fast=True)
    return builder.build()


def _register_tokenizers(index: tantivy.Index) -> None:
    index.register_tokenizer("words", preparing.analyzer())
    index.register_tokenizer("plain", preparing.plain_analyzer())


class LexicalWriter:
    """Builds the index of words in an empty folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._index = tantivy.Index(_schema(), path=str(folder))
        _register_tokenizers(self._index)
        self._writer = self._index.writer(_MEMORY, 1)

    def add(self, title: str, text: str, *, place: int) -> None:
        """Add one document, cleaned and spaced; nothing is there for a reader before `finish`."""
        entry = tantivy.Document()
        for name, part in (("title", title), ("text", text)):
            if part:
                entry.add_text(name, part)
                entry.add_text(_SPELLING, part)
        entry.add_unsigned("place", place)
        self._writer.add_document(entry)

    def finish(self) -> None:
        """Write everything to disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class LexicalIndex:
    """A finished index of words, open for reading. Any thread may search."""

    def __init__(self, folder: Path, *, title_boost: float) -> None:
        self._schema = _schema()
        self._index = tantivy.Index.open(str(folder))
        _register_tokenizers(self._index)
        self._index.config_reader(reload_policy="manual")
        self._index.reload()
        self._searcher = self._index.searcher()
        self._boosts = {"title": title_boost, "text": 1.0}

    def search(self, terms: Iterable[str], *, most: int) -> list[Found]:
        """Return up to `most` documents that hold any of the terms, best first."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, term), boost))
            for term in list(terms)[:MOST_TOKENS]
            for field, boost in self._boosts.items()
        ]
        if not clauses:
            return []
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), most, count=False).hits
        places = self._searcher.fast_field_values("place", [address for _, address in hits])
        return [Found(int(place or 0), float(score)) for (score, _), place in zip(hits, places, strict=True)]

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "freq")

    def documents_with(self, term: str) -> int:
        """Return in how many documents the term stands (the larger of the two fields' counts)."""
        return max(int(self._searcher.doc_freq(field, term)) for field in _FIELDS)

    def completions(self, start: str, *, most: int) -> list[str]:
        """Return the commonest terms that begin so."""
        found = dict.fromkeys(
            term for field in _FIELDS for term, _ in self._searcher.terms_with_prefix(field, start, limit=most)
        )
        return list(found)[:most]

    def has_word(self, word: str) -> bool:
        """Whether any document holds the word as it is written, in lower case."""
        return bool(self._searcher.doc_freq(_SPELLING, word))

    def words_like(self, word: str) -> dict[str, int]:
        """Return the commonest words that share its first two letters, with the number of documents of each."""
        return dict(self._searcher.terms_with_prefix(_SPELLING, word[:2], limit=_MOST_SPELLINGS))
