"""All that the reader knows, loaded from the knowledge folder, checked and compiled once."""

import gc
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from consilia.domain import plain_yaml
from consilia.domain.language.chinese import Chinese
from consilia.domain.language.details import details_matcher
from consilia.domain.language.doses import Doses, DoseWords
from consilia.domain.language.files import (
    ChineseFile,
    ConceptFile,
    DetailsFile,
    DosesFile,
    Kind,
    NumbersFile,
    PeopleFile,
    PlainWords,
    SitesFile,
    TicksFile,
    TimeFile,
)
from consilia.domain.language.measures import Measures, MeasuresFile
from consilia.domain.language.patterns import Label, Matcher
from consilia.domain.language.person import Ages, AgesFile
from consilia.domain.language.spelling import Glued, Speller
from consilia.domain.language.stance_files import (
    AbilityFile,
    CorrectionsFile,
    CueFile,
    DoubledFile,
    EndsFile,
    TenseFile,
)
from consilia.domain.language.times import Times
from consilia.domain.language.unlisted_medicines import MedicineNames
from consilia.domain.language.words import cut, forms_in

_NO_CUE_FILES = frozenset({"ends", "ability", "tense", "corrections", "doubled"})
_CUE_ROLES = ("before", "after", "next", "answer", "question", "sentence", "pseudo")
_ABILITY_ROLES = ("unable_before", "able_before", "unable_after", "able_after")
_LARGEST_NUMBER = 99
_LONG_NAME = 7  # letters of a medicine's name, of which a slip leaves enough to be sure
_SAME_BEGINNING = 3
_YEARS = tuple(str(year) for year in range(1930, 2101))


File = TypeVar("File", bound=BaseModel)


class MisnamedConcept(ValueError):
    """A concept file whose name and `id` differ."""


@dataclass(frozen=True, repr=False)
class Lexicon:
    """The compiled knowledge of the language room. `concepts` maps an id to its file."""

    concepts: dict[str, ConceptFile]
    cue_files: dict[str, CueFile]
    ends: EndsFile
    doubled: DoubledFile
    tense: TenseFile
    corrections: CorrectionsFile
    words: PlainWords
    ticks: TicksFile
    numbers: NumbersFile
    medicines: dict[str, str]  # any written name to the international one
    medicine_names: MedicineNames
    people: PeopleFile
    sites: SitesFile
    phrases: Matcher
    cues: Matcher
    details: Matcher
    times: Times
    measures: Measures
    ages: Ages
    doses: Doses
    speller: Speller
    chinese: Chinese
    foreign: frozenset[str]  # words that other languages have and English lacks

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of each concept."""
        return {id_: concept.kind for id_, concept in self.concepts.items()}

    @cached_property
    def core(self) -> frozenset[str]:
        """The ids that other programs rely on; the rest of the concepts stand beside them."""
        return frozenset(id_ for id_, concept in self.concepts.items() if concept.vocabulary == "core")

    @cached_property
    def lasting(self) -> frozenset[str]:
        """The diseases that stay: no date makes them over."""
        return frozenset(id_ for id_, concept in self.concepts.items() if concept.lasts)

    @cached_property
    def lingering(self) -> frozenset[str]:
        """The concepts whose marks stay: a date within a year does not make them over."""
        return frozenset(id_ for id_, concept in self.concepts.items() if concept.lingers)

    def medicine(self, written: str) -> str:
        """Return the international name of a medicine as somebody wrote it, also misspelled; "" for none.

        A short name that begins like no other is not bent to one: "Nexpro" is no slip of the pen for "Neupro".
        """
        plain = " ".join(written.lower().split())
        if plain in self.medicines:
            return self.medicines[plain]
        meant = self.speller.meant(plain) or ""
        is_near = len(plain) >= _LONG_NAME or meant.startswith(plain[:_SAME_BEGINNING])
        return self.medicines.get(meant, "") if is_near else ""

    def name(self, concept: str) -> str:
        """Return the plain name of a concept, as a person would say it inside a sentence."""
        return self.concepts[concept].plain


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector still: nothing of what is loaded is garbage, and looking takes a third of the time.

    What was loaded is then frozen: every later look would go through all of it again, in the middle of a question.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@_uncollected()
def load_lexicon(folder: Path) -> Lexicon:
    """Return the lexicon of a knowledge folder.

    Raises pydantic.ValidationError for a file that does not fit its schema, MisnamedConcept and BrokenPhrase for
    slips inside one.
    """
    concepts = _load_concepts(folder / "concepts")
    words = _load(PlainWords, folder / "words" / "plain.yaml")
    lists = _lists(folder / "words" / "lists.yaml")
    medicines = _load_medicines(folder / "words" / "medicines.yaml")
    cue_files = _load_cue_files(folder / "stance")
    people = _load(PeopleFile, folder / "words" / "people.yaml")
    ends = _load(EndsFile, folder / "stance" / "ends.yaml")
    tense = _load(TenseFile, folder / "stance" / "tense.yaml")
    corrections = _load(CorrectionsFile, folder / "stance" / "corrections.yaml")
    ability = _load(AbilityFile, folder / "stance" / "ability.yaml")
    time_words = _load(TimeFile, folder / "words" / "time.yaml")
    limits = _load(DosesFile, folder / "doses" / "maximum.yaml").limits
    numbers = (*map(str, range(_LARGEST_NUMBER + 1)), *time_words.numbers)
    return Lexicon(
        concepts=concepts,
        cue_files=cue_files,
        ends=ends,
        doubled=_load(DoubledFile, folder / "stance" / "doubled.yaml"),
        tense=tense,
        corrections=corrections,
        words=words,
        ticks=_load(TicksFile, folder / "words" / "ticks.yaml"),
        numbers=_load(NumbersFile, folder / "words" / "numbers.yaml"),
        medicines=medicines,
        medicine_names=_load(MedicineNames, folder / "words" / "medicine-names.yaml"),
        people=people,
        sites=_load_sites(folder / "words" / "sites.yaml"),
        phrases=_phrases(concepts, lists={**lists, "medicine": tuple(medicines)}, fillers=words.fillers),
        cues=_cues(cue_files, ends=ends, ability=ability, tense=tense, corrections=corrections, numbers=numbers),
        details=details_matcher(_load(DetailsFile, folder / "words" / "details.yaml")),
        times=Times(time_words),
        measures=Measures(_load(MeasuresFile, folder / "words" / "measures.yaml")),
        ages=Ages(_load(AgesFile, folder / "words" / "ages.yaml"), people),
        doses=Doses(_load(DoseWords, folder / "words" / "doses.yaml"), limits=limits),
        foreign=frozenset(itertools.chain.from_iterable(_lists(folder / "words" / "foreign.yaml").values())),
        chinese=Chinese(_load(ChineseFile, folder / "words" / "chinese.yaml")),
        speller=_speller(folder, _spoken(concepts, lists=lists, medicines=medicines), medicines, words, people),
    )


def _speller(
    folder: Path, spoken: set[str], medicines: dict[str, str], words: PlainWords, people: PeopleFile
) -> Speller:
    known = _known_words(folder / "words" / "common.txt") | words.spelled_right
    return Speller(
        spoken,
        known=known | people.male_family | people.female_family | people.family | people.others,
        names=frozenset(medicines),
        glued=Glued(words.glued_before, words.glued_behind, words.glued_own),
    )


def _spoken(
    concepts: dict[str, ConceptFile], *, lists: dict[str, tuple[str, ...]], medicines: dict[str, str]
) -> set[str]:
    """Return every word that the phrases, their lists and the medicines are written with."""
    phrases = (p for concept in concepts.values() for p in (*concept.phrases, *concept.ability, *concept.denials))
    written = re.sub(r"\{[^}]*\}", " ", "\n".join(phrases))
    return forms_in("\n".join((written, *itertools.chain.from_iterable(lists.values()), *medicines)))


def _known_words(path: Path) -> frozenset[str]:
    return frozenset(line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))


def _load_sites(path: Path) -> SitesFile:
    sites = _load(SitesFile, path)
    return sites.model_copy(update={"names": frozenset(root for name in sites.names for root in cut(name).stems)})


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(plain_yaml.load(path))


def _load(schema: type[File], path: Path) -> File:
    return schema.model_validate(plain_yaml.load(path))


def _load_concepts(folder: Path) -> dict[str, ConceptFile]:
    concepts: dict[str, ConceptFile] = {}
    for path in sorted(folder.glob("*.yaml")):
        concept = ConceptFile.model_validate(plain_yaml.load(path))
        if concept.id != path.stem:
            raise MisnamedConcept(f"{path.name} says its id is {concept.id!r}")
        concepts[concept.id] = concept
    return concepts


def _load_cue_files(folder: Path) -> dict[str, CueFile]:
    paths = sorted(folder.glob("*.yaml"))
    return {path.stem: _load(CueFile, path) for path in paths if path.stem not in _NO_CUE_FILES}


def _load_medicines(path: Path) -> dict[str, str]:
    return {written: name for name, others in _lists(path).items() for written in (name, *others)}


def _phrases(
    concepts: dict[str, ConceptFile], *, lists: dict[str, tuple[str, ...]], fillers: frozenset[str]
) -> Matcher:
    matcher = Matcher(lists=lists, fillers=fillers)
    for concept in concepts.values():
        for role in ("phrases", "ability", "denials", "blockers"):
            for phrase in getattr(concept, role):
                matcher.add(phrase, Label(concept.id, role, is_further=concept.vocabulary == "further"))
    return matcher


def _cues(
    cue_files: dict[str, CueFile],
    *,
    ends: EndsFile,
    ability: AbilityFile,
    tense: TenseFile,
    corrections: CorrectionsFile,
    numbers: tuple[str, ...],
) -> Matcher:
    matcher = Matcher(lists={"number": numbers, "year": _YEARS}, fillers=frozenset())
    spoken: list[tuple[str, str, tuple[str, ...]]] = [
        ("correction", "correction", corrections.marks),
        ("owned-up", "lie", corrections.lies),
        ("owned-up", "bare", corrections.bare),
        ("owned-up", "a-little", corrections.a_little),
        ("goes-on", "goes-on", tense.goes_on),
        ("return", "return", tense.returns),
        ("anchor", "anchor", tense.anchors),
        ("end", "end", ends.always),
    ]
    for name, cues in cue_files.items():
        spoken += [(name, role, getattr(cues, role)) for role in _CUE_ROLES]
    spoken += [("ability", role, getattr(ability, role)) for role in _ABILITY_ROLES]
    for name, role, phrases in spoken:
        for phrase in phrases:
            matcher.add(phrase, Label(name, role))
    return matcher
