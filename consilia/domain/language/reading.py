"""Reads a patient's words: the one door of this room."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from consilia.domain.language.concepts import settle
from consilia.domain.language.conflicts import find_conflicts
from consilia.domain.language.coordinated import shared_signs
from consilia.domain.language.corrections import Corrected, correct
from consilia.domain.language.deciding import decide_match
from consilia.domain.language.details import Place, attach, without_denied_sides
from consilia.domain.language.files import ConceptFile
from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Conflict, Dose, Finding, Measure, Person, Reading, Span, Stance
from consilia.domain.language.narrative import Narrative
from consilia.domain.language.numbers import told_by_numbers
from consilia.domain.language.over import where_back, where_over, without_echoes
from consilia.domain.language.owned_up import own_up
from consilia.domain.language.patterns import Match
from consilia.domain.language.people import SELF
from consilia.domain.language.questions import sentence_span
from consilia.domain.language.readability import why_unreadable
from consilia.domain.language.returns import Returns
from consilia.domain.language.since import date_findings
from consilia.domain.language.stance import Decision, decide
from consilia.domain.language.subject import Held, subject_of
from consilia.domain.language.unlisted_medicines import unlisted_medicines
from consilia.domain.language.whole_text import WholeText, lay_out
from consilia.domain.language.words import Words


def read(
    text: str,
    *,
    lexicon: Lexicon,
    person: Person = Person(),  # noqa: B008 - a frozen value
    asked_on: date | None = None,
    targets: Sequence[Span] = (),
) -> Reading:
    """Return what the text says: findings with stance and cue, questions, measures, conflicts, readability.

    `targets` are spans of any words; each gets its stance in `Reading.targets`, in the order given. Never raises for
    any text.
    """
    whole = lay_out(text, lexicon)
    measures = lexicon.measures.find(text)
    held = _places(whole, measures, lexicon=lexicon)
    subject = _subject(whole, held, lexicon=lexicon, person=person)
    places = [_owned(place, holder, subject) for place, holder in held]
    corrected = _told(places, whole, text=text, lexicon=lexicon, asked_on=asked_on)
    findings = without_echoes(corrected.findings, kinds=lexicon.kinds)
    findings, doses, too_much = _with_doses(findings, text=text, lexicon=lexicon)
    findings += lexicon.chinese.find(text)
    completed, told_of = lexicon.ages.complete(person, text=text, subject=subject)
    sure = any(f.concept != "medication" or lexicon.medicine(text[slice(*f.span)]) for f in findings)
    reason = why_unreadable(text, whole.words, speller=lexicon.speller, foreign=lexicon.foreign, found=sure)
    return Reading(
        text=text,
        findings=tuple(findings),
        questions=tuple(sentence_span(whole.words, whole.bounds[number]) for number in whole.asking),
        measures=tuple(measures),
        doses=tuple(doses),
        conflicts=(
            *find_conflicts(person, told_of, findings=findings, measures=measures, text=text, asked_on=asked_on),
            *corrected.conflicts,
            *too_much,
        ),
        person=completed,
        asked_on=asked_on,
        readable=reason is None,
        reason=reason,
        targets=tuple(_target(whole, span, lexicon=lexicon) for span in targets),
    )


def _told(places: list[Place], whole: WholeText, *, text: str, lexicon: Lexicon, asked_on: date | None) -> Corrected:
    """The findings with all that hangs on them: details, what is over by now, and what a later word takes back."""
    found = lexicon.details.find(whole.words)
    marks = without_denied_sides(found, whole.words, denials=lexicon.corrections.denied_sides)
    times = lexicon.times.find(text, asked_on=asked_on)
    story = Narrative(whole.words, bounds=whole.bounds, cues=whole.cues, times=times, text=text, lexicon=lexicon)
    hung = attach(
        places,
        whole.words,
        layout=whole.cues,
        marks=marks,
        since=date_findings(places, whole.words, times=times, layout=whole.cues, pointing=lexicon.times.words.pointing),
        points_back=lexicon.words.points_back,
    )
    told = where_over(hung, places, story, lexicon)
    returns = Returns(
        whole.words, bounds=whole.bounds, cues=whole.cues, places=places, asking=whole.asking, tense=lexicon.tense
    )
    told = where_back(told, places, returns)
    sides = [mark for mark in marks if mark.label.role == "side"]
    told, owned = own_up(told, places, whole.words, cues=whole.cues, known=lexicon.corrections, text=text)
    corrected = correct(told, places, whole.words, cues=whole.cues, sides=sides, text=text)
    return Corrected(corrected.findings, [*owned, *corrected.conflicts])


def _places(whole: WholeText, measures: Sequence[Measure], *, lexicon: Lexicon) -> list[tuple[Place, str]]:
    """Return every finding with its place among the words, and who holds it."""
    found: list[tuple[Place, str]] = []
    spoken = lexicon.phrases.find(whole.words)
    numbers = told_by_numbers(
        whole.words, lexicon.measures.weights(whole.text), measures=measures, found=spoken, known=lexicon.numbers
    )
    settled = settle([*spoken, *numbers])
    settled += unlisted_medicines(whole.words, found=settled, names=lexicon.medicine_names, speller=lexicon.speller)
    shared = shared_signs(whole.words, settled, bounds=whole.bounds, phrases=lexicon.phrases, sites=lexicon.sites)
    for match in sorted([*settled, *shared], key=lambda m: (m.first, m.last)):
        kind = lexicon.concepts[match.label.name].kind
        decision = decide_match(match, whole, lexicon)
        if decision is None or _is_something_else(match, whole, lexicon.concepts[match.label.name]):
            continue
        finding = _finding(match.label.name, whole.words, match.first, match.last, decision)
        holder = whole.people.of(match.first, match.last, sentence=whole.cues.sentence, clause=whole.cues.clause)
        found.append((Place(finding, kind, match.first, match.last, match.anchor), holder))
    return found


def _is_something_else(match: Match, whole: WholeText, concept: ConceptFile) -> bool:
    """Tell from the words of its sentence that a sign is another one: cramps with diarrhoea are none of a muscle."""
    if not concept.not_beside:
        return False
    begin, end = whole.bounds[whole.cues.sentence[match.anchor]]
    said = {*whole.words.plain[begin:end], *whole.words.stems[begin:end]}
    return not concept.not_beside.isdisjoint(said) and concept.but_beside.isdisjoint(said)


def _finding(concept: str, words: Words, first: int, last: int, decided: Decision) -> Finding:
    cue = decided.cue
    return Finding(
        concept=concept,
        stance=decided.stance,
        span=(words.starts[first], words.ends[last - 1]),
        cue=(words.starts[cue.first], words.ends[cue.last - 1]) if cue else None,
        cue_role=cue.label.name if cue else None,
        leans=decided.leans,
    )


def _subject(whole: WholeText, places: list[tuple[Place, str]], *, lexicon: Lexicon, person: Person) -> str:
    told: dict[int, Held] = {}  # by the sign word: one word tells of one sign, whatever else it is called
    for p, holder in places:
        is_sign = p.kind != "circumstance" or p.finding.concept in lexicon.core
        if is_sign and p.finding.stance is not Stance.OTHER_PERSON:
            held = Held(holder, p.finding.concept, p.kind, p.finding.stance)
            told[p.anchor] = held if p.finding.concept in lexicon.core else told.get(p.anchor, held)
    return subject_of(
        list(told.values()),
        people=whole.people,
        words=whole.words,
        known=lexicon.people,
        for_someone_else=person.for_someone_else,
    )


def _owned(place: Place, holder: str, subject: str) -> Place:
    """Tell whose a finding is; what is not the subject's has the stance other-person."""
    if place.finding.stance is Stance.OTHER_PERSON:
        return replace(place, finding=replace(place.finding, about="other"))
    if holder in {subject, ""}:
        about = "self" if subject == SELF else "subject"
        if place.finding.about == about:
            return place
        return replace(place, finding=replace(place.finding, about=about))
    told = place.finding.stance
    return replace(
        place,
        finding=replace(place.finding, about="other", stance=Stance.OTHER_PERSON, leans=None, told=told, whose=holder),
    )


def _with_doses(
    findings: list[Finding], *, text: str, lexicon: Lexicon
) -> tuple[list[Finding], list[Dose], list[Conflict]]:
    named = [(lexicon.medicine(text[f.span[0] : f.span[1]]), f.span) for f in findings if f.concept == "medication"]
    doses = lexicon.doses.find(text, named=named)
    written = {dose.span: text[where[0] : where[1]] for dose, where in doses if where}
    findings = [replace(f, quantity=written[f.span]) if f.span in written else f for f in findings]
    return findings, [dose for dose, _ in doses], lexicon.doses.conflicts(doses, text=text)


def _target(whole: WholeText, span: Span, *, lexicon: Lexicon) -> Finding:
    words = whole.words
    inside = [i for i in range(len(words)) if words.starts[i] < span[1] and words.ends[i] > span[0]]
    if not inside:
        return Finding("target", Stance.PRESENT, span)
    decided = decide(inside[0], inside[-1] + 1, anchor=inside[0], kind="symptom", cues=whole.cues, lexicon=lexicon)
    found = _finding("target", words, inside[0], inside[-1] + 1, decided)
    return replace(found, span=span)
