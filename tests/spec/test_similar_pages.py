"""The four cards of the imported pages: what a page lists as like it stands before what is about something else."""

import json
import re
from functools import cache

import pytest

from consilia import loaded
from consilia.domain.language import read
from consilia.domain.retrieval import Document, Entry, Query, open_embedder, open_engine, search
from consilia.domain.retrieval.engine import EmbeddedEngine
from consilia.domain.retrieval.facets import facets_of
from tests.spec.test_composing_pages import PAGES, question_of
from tests.testdata import shared

CARDS = 4
_OF_ANOTHER_KIND = 60  # questions that are not about twitching
ONE_SIDED = [
    ("face", "Left side of my face keeps jerking", "Only the left half of my face jerks, by the eye and the jaw."),
    ("legs", "Twitching calves", "Both calves twitch under the skin when I rest, for two months now."),
    ("hands", "Shaking hands", "My hands shake when I lift a cup, on both sides."),
    ("eyelids", "Both eyelids flutter", "Both eyelids flutter when I am tired. My face is still."),
    ("cramp", "Cramps at night", "Painful cramps in my calves wake me up."),
    ("fear", "Afraid of ALS", "My muscles twitch all over and I read about ALS every night."),
]


def listed(page: str) -> list[tuple[str, str]]:
    """Return title and beginning of the four questions that a page lists as like it."""
    raw = shared("pages", f"{PAGES[page]}.txt").read_text("utf-8")
    part = raw.split("Similar Q&A", 1)[1].split("Related FAQ", 1)[0]
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    return [
        (lines[place - 2], lines[place - 1])
        for place, line in enumerate(lines)
        if re.fullmatch(r"Dr\. .* reply \w+.*", line)
    ][:CARDS]


@cache
def others() -> tuple[str, ...]:
    """Return questions about something else."""
    rows = map(json.loads, shared("mqp/pairs.jsonl").read_text("utf-8").splitlines())
    texts = dict.fromkeys(row["q2"] for row in rows if not re.search(r"twitch|spasm|muscle|tremor", row["q2"]))
    return tuple(texts)[:_OF_ANOTHER_KIND]


def engine_of(documents: list[tuple[str, str, str]], *, folder) -> EmbeddedEngine:
    embedder = open_embedder()
    if embedder is None:
        pytest.skip("the optional model is not installed")
    engine = open_engine(folder, embedder=embedder, knowledge=loaded.retrieval())
    vectors = engine.embed_documents([("", f"{title}\n{text}") for _, title, text in documents])
    found = [facets_of(read(f"{title}\n{text}", lexicon=loaded.lexicon())) for _, title, text in documents]
    rows = zip(documents, vectors, found, strict=True)
    engine.start_over(1, entries=[Entry(Document(key, t, x, facets), vector) for (key, t, x), vector, facets in rows])
    return engine


@pytest.fixture(scope="module")
def cards_of(tmp_path_factory):
    """The keys of the cards of a page, in a corpus of its listed four, itself, and questions about something else."""
    made: dict[str, tuple[str, ...]] = {}

    def cards(page: str) -> tuple[str, ...]:
        if page not in made:
            subject, text, person = question_of(page)
            four = [(f"listed-{n}", title, begins) for n, (title, begins) in enumerate(listed(page))]
            rest = [(f"other-{n}", "", other) for n, other in enumerate(others())]
            engine = engine_of([("itself", subject, text), *four, *rest], folder=tmp_path_factory.mktemp("index"))
            made[page] = _cards(engine, subject, text, person)
        return made[page]

    return cards


def _cards(engine: EmbeddedEngine, subject: str, text: str, person) -> tuple[str, ...]:
    whole = f"{subject}\n{text}"
    facets = facets_of(read(whole, lexicon=loaded.lexicon(), person=person), age_band=person.age_band, sex=person.sex)
    query = Query(whole, facets, exclude=frozenset({"itself"}), fill=True)
    return search(query, engine=engine, k=CARDS).keys


@pytest.mark.slow
@pytest.mark.parametrize("place", range(CARDS))
@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_lists_as_like_it_is_among_its_four_cards(cards_of, page, place):
    assert f"listed-{place}" in cards_of(page)


@pytest.mark.slow
def test_a_face_that_twitches_on_one_side_stands_first_for_one_that_does(tmp_path):
    subject, text, person = question_of("S0")

    cards = _cards(engine_of(ONE_SIDED, folder=tmp_path), subject, text, person)

    assert cards[0] == "face"
