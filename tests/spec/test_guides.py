"""The guides and topics hold what they promise, read easily, and name their sources."""

import re
from pathlib import Path

import pytest

from consilia.domain.guides import GuideInconsistent, load_guides, with_numbers
from consilia.domain.language import load_lexicon, read
from consilia.domain.language.model import Finding, Reading, Stance
from consilia.domain.locales import available_locales, load_locale
from consilia.domain.movements import Answer, best_fits, load_movements
from consilia.domain.provenance import load_sources
from consilia.domain.reading_age import grade
from consilia.domain.topics import TopicInconsistent, load_topics, match_topics
from consilia.domain.triage import assess, load_rules
from consilia.domain.warning_signs import load_warning_signs

KNOWLEDGE = Path(__file__).parents[2] / "consilia/knowledge"
GUIDES = load_guides(KNOWLEDGE)
TOPICS = load_topics(KNOWLEDGE)
MOVEMENTS = load_movements(KNOWLEDGE)
SIGNS = load_warning_signs(KNOWLEDGE)
LEXICON = load_lexicon(KNOWLEDGE)
RULES = load_rules(KNOWLEDGE)
LOCALES = [load_locale(KNOWLEDGE / "locales" / f"{name}.yaml") for name in available_locales(KNOWLEDGE / "locales")]
EACH_GUIDE = [pytest.param(guide, id=guide.slug) for guide in GUIDES]
EACH_TOPIC = [pytest.param(topic, id=topic.id) for topic in TOPICS.topics]
SEEN_TOPICS = [
    ("Muscle Twitching", "neurology"), ("Eyelid Muscle Twitching", "neurology"), ("Facial Twitching", "neurology"),
    ("Muscle Cramp", "neurology"), ("Muscle Fasciculation", "neurology"), ("Involuntary Body Movements", "neurology"),
    ("Tremor", "neurology"), ("Myasthenia Gravis", "neurology"),
    ("Autonomic Nervous System Dysfunction", "neurology"), ("Carpal Tunnel Syndrome", "neurology"),
    ("Tingling Sensation", "neurology"), ("Leg Weakness", "neurology"), ("Leg", "neurology"),
    ("Involuntary Eye Movement", "ophthalmology"), ("Muscle Cramp", "orthopedics"),
]  # fmt: skip


def _guide(slug):
    return next(guide for guide in GUIDES if guide.slug == slug)


def _parts(guide):
    for section in guide.sections:
        yield section
        yield from section.subsections


def _all_text(guide):
    return " ".join([guide.plain_text, *(card.action for part in _parts(guide) for card in part.cards)])


def test_the_long_guide_has_ten_sections_and_at_least_26_subsections():
    guide = _guide("muscle-twitching")

    assert len(guide.sections) + bool(guide.faq) == 10
    assert sum(len(section.subsections) for section in guide.sections) >= 26
    assert len(guide.faq) == 10
    assert len(guide.figures) == 3


def test_self_care_keeps_its_exact_durations():
    actions = [action for part in _parts(_guide("muscle-twitching")) for action in part.actions]
    durations = {(a.duration.words, a.duration.least, a.duration.most) for a in actions if a.duration}

    assert ("hold for 20 to 30 seconds", "PT20S", "PT30S") in durations
    assert ("15 to 20 minutes at a time", "PT15M", "PT20M") in durations
    assert ("7 to 9 hours a night", "PT7H", "PT9H") in durations


def test_warning_signs_are_graded_and_name_rules_that_exist():
    cards = [card for guide in GUIDES for part in _parts(guide) for card in part.cards]
    known = set(RULES.all)

    assert {card.level for card in cards} == {"emergency", "urgent", "non-urgent"}
    assert {rule for card in cards for rule in card.rules} <= known


@pytest.mark.parametrize("guide", EACH_GUIDE)
def test_every_guide_has_an_emergency_card_with_the_number_to_ring(guide):
    cards = [card for part in _parts(guide) for card in part.cards if card.level == "emergency"]

    assert cards
    assert all("{emergency.number}" in card.action for card in cards)


@pytest.mark.parametrize("guide", EACH_GUIDE)
def test_a_guide_is_easy_to_read(guide):
    text = with_numbers(guide.plain_text, locale=LOCALES[0])

    assert grade(text) <= 6
    assert "—" not in text


@pytest.mark.parametrize("guide", EACH_GUIDE)
@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.id)
def test_a_guide_fits_every_locale_and_has_no_number_of_its_own(guide, locale):
    raw = _all_text(guide)

    assert "{" not in with_numbers(raw, locale=locale)
    assert not re.search(r"\b(?:999|111|911|988|112|119|1925|116 ?123)\b", raw)


@pytest.mark.parametrize("guide", EACH_GUIDE)
def test_a_guide_names_sources_with_dates_and_its_review_state(guide):
    assert guide.sources
    assert all(source.read_on for source in guide.sources)
    assert guide.review.again_by > guide.written_on
    assert not guide.review.is_reviewed


@pytest.mark.parametrize("guide", EACH_GUIDE)
def test_links_within_a_guide_lead_somewhere(guide):
    anchors = {part.id for part in _parts(guide)} | {pair.id for pair in guide.faq}
    pages = {f"/guides/{other.slug}/" for other in GUIDES} | {
        "/ask/",
        "/guides/which-movement/",
        "/guides/warning-signs/",
    }
    links = re.findall(r"\]\(([#/][^)]*)\)", _raw(guide))

    assert {link for link in links if link not in pages and link.removeprefix("#") not in anchors} == set()


def _raw(guide):
    folder = KNOWLEDGE / "guides" / guide.slug
    return "\n".join(path.read_text("utf-8") for path in folder.glob("*.yaml"))


def test_drawings_hold_no_script_no_style_and_no_outside_address():
    drawings = [drawing for guide in GUIDES for drawing in guide.drawings.values()]

    assert len(drawings) == 4
    for drawing in drawings:
        assert not re.search(r"<script|<style|href|\son\w+=|style=|url\(", drawing, re.IGNORECASE)
        assert drawing.startswith("<svg")


def test_corrected_statements_stay_corrected():
    """What popular pages get wrong about twitching must not creep in."""
    text = _guide("muscle-twitching").plain_text

    assert "lower motor neuron" in text
    assert "biopsy is not a routine test" in text
    assert "first choice when one side of the face pulls" in text
    assert "About 1 in 300" in text
    assert "Alcohol" in text
    assert re.search(r"kidney disease, or with tablets such as spironolactone", text)
    assert "True twitches are unusual there" in text


def test_an_unknown_source_or_brace_is_refused(tmp_path):
    _small_guide(tmp_path, sources="[nobody]")
    with pytest.raises(GuideInconsistent, match="nobody"):
        load_guides(tmp_path)

    _small_guide(tmp_path, text="Ring {anybody}.")
    with pytest.raises(ValueError, match="no locale pack can fill"):
        load_guides(tmp_path)


def test_an_anchor_stands_once(tmp_path):
    _small_guide(tmp_path, more="subsections: [{id: one, title: Twice}]")

    with pytest.raises(GuideInconsistent, match="anchors stand twice: one"):
        load_guides(tmp_path)


def test_a_new_guide_needs_files_alone(tmp_path):
    _small_guide(tmp_path)

    (guide,) = load_guides(tmp_path)

    assert guide.slug == "hiccups"
    assert guide.minutes == 1


def _small_guide(folder, *, sources="[a]", text="Hold your breath.", more=""):
    (folder / "guides/hiccups").mkdir(parents=True, exist_ok=True)
    (folder / "guides/sources.yaml").write_text(
        "sources: [{id: a, title: A, url: https://a.example/, says: Something, read_on: 2026-11-22}]", "utf-8"
    )
    (folder / "guides/hiccups/guide.yaml").write_text(
        "title: Hiccups\nsummary: Why they come.\ndepartment: internal-medicine\nabout: []\nwritten_on: 2026-11-22\n"
        "changed_on: 2026-11-22\nreview: {status: draft, by: not yet, on: 2026-11-22, again_by: 2027-05-22}\n"
        "introduction: A jerk of the diaphragm.\nconclusion: They pass.\n",
        "utf-8",
    )
    (folder / "guides/hiccups/01-one.yaml").write_text(
        f"id: one\ntitle: One\ntext: '{text}'\nsources: {sources}\n{more}\n", "utf-8"
    )


@pytest.mark.parametrize(("name", "department"), SEEN_TOPICS)
def test_every_topic_people_are_led_to_has_an_introduction(name, department):
    assert TOPICS.named(name, department=department) is not None


def test_a_synonym_finds_its_topic():
    assert TOPICS.named("Tremors", department="neurology") is TOPICS.named("tremor", department="neurology")


@pytest.mark.parametrize("topic", EACH_TOPIC)
def test_a_topic_is_easy_to_read_and_names_sources_and_concepts_that_exist(topic):
    concepts = {path.stem for path in (KNOWLEDGE / "concepts").glob("*.yaml")}

    assert grade(" ".join(topic.introduction)) <= 7
    assert set(topic.sources) <= set(TOPICS.sources)
    assert {wanted.concept for wanted in topic.concepts} <= concepts
    assert topic.guide in {"", *(guide.slug for guide in GUIDES)}


def test_there_are_always_ten_related_topics():
    matches = match_topics(Reading("xyzzy"), topics=TOPICS)

    assert len(matches[:10]) == 10
    assert matches[0].topic.name == "Muscle Twitching"
    assert not matches[0].is_filed


@pytest.mark.parametrize(
    ("stance", "is_filed"),
    [(Stance.PRESENT, True), (Stance.UNSURE, True), (Stance.ABSENT, False), (Stance.OTHER_PERSON, False)],
)
def test_a_denied_finding_files_nothing(stance, is_filed):
    reading = Reading("I have a tremor", (Finding("tremor", stance, (9, 15)),))
    tremor = next(match for match in match_topics(reading, topics=TOPICS) if match.topic.id == "neurology/tremor")

    assert tremor.is_filed is is_filed


def test_the_reason_for_filing_is_the_askers_own_words():
    reading = Reading("My calf twitches", (Finding("twitching", Stance.PRESENT, (8, 16)),))
    (best, *_) = match_topics(reading, topics=TOPICS)

    assert best.because == ("twitches",)


def test_a_topic_in_the_wrong_file_is_refused(tmp_path):
    _small_guide(tmp_path)
    (tmp_path / "topics/neurology").mkdir(parents=True)
    (tmp_path / "topics/filing.yaml").write_text((KNOWLEDGE / "topics/filing.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "topics/neurology/leg.yaml").write_text(
        "name: Arm\ndepartment: neurology\nintroduction: [One., Two.]\nsources: [a]\nconcepts: []\n"
        "review: {status: draft, by: not yet, on: 2026-11-22, again_by: 2027-05-22}\n",
        "utf-8",
    )

    with pytest.raises(TopicInconsistent, match=r"neurology/arm stands in neurology/leg\.yaml"):
        load_topics(tmp_path)


def test_a_source_id_stands_once(tmp_path):
    one = "{id: a, title: A, url: https://a.example/, says: Something, read_on: 2026-11-22}"
    (tmp_path / "sources.yaml").write_text(f"sources: [{one}, {one}]", "utf-8")

    with pytest.raises(ValueError, match="holds an id twice"):
        load_sources(tmp_path / "sources.yaml")


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        ({"small-jumps": "yes", "hurts": "no"}, "twitch"),
        ({"hurts": "yes", "small-jumps": "no"}, "cramp"),
        ({"hold-back": "yes"}, "tic"),
        ({"beat": "yes", "whole-limb": "no"}, "tremor"),
        ({"whole-limb": "yes", "falling-asleep": "no"}, "jerk"),
        ({"whole-limb": "yes", "falling-asleep": "yes"}, "sleep-start"),
        ({"urge-at-rest": "yes", "small-jumps": "no"}, "restless-legs"),
        ({"one-side-of-face": "yes", "small-jumps": "yes"}, "face-spasm"),
        ({"eyes-shut": "yes"}, "lids-shut"),
        ({"held": "yes", "hurts": "no"}, "twisting"),
        pytest.param({"blank": "yes", "small-jumps": "yes"}, "fit", id="a fit comes before what fits better"),
    ],
)
def test_answers_end_in_the_movement_they_describe(answers, best):
    fits = best_fits({question: Answer(answer) for question, answer in answers.items()}, movements=MOVEMENTS)

    assert fits.movements[0].id == best


@pytest.mark.parametrize("answer", [*Answer])
def test_the_same_answer_to_everything_describes_at_most_two_movements(answer):
    fits = best_fits({question.id: answer for question in MOVEMENTS.questions}, movements=MOVEMENTS)

    assert len(fits.movements) <= 2
    assert fits.separating is None


def test_the_separating_question_is_one_that_is_still_open():
    answers = {"small-jumps": Answer.YES, "whole-limb": Answer.UNSURE, "hold-back": Answer.YES, "hurts": Answer.NO}

    fits = best_fits(answers, movements=MOVEMENTS)

    assert {movement.id for movement in fits.movements} == {"twitch", "tic"}
    assert fits.separating is not None
    assert fits.separating.id not in {"small-jumps", "hold-back", "hurts"}


def test_every_movement_is_easy_to_read_and_has_sources():
    text = " ".join(f"{movement.about} {movement.next}" for movement in MOVEMENTS.movements)

    assert grade(with_numbers(text, locale=LOCALES[0])) <= 6
    assert set(MOVEMENTS.sources) <= set(TOPICS.sources)


@pytest.mark.parametrize("sign", [pytest.param(sign, id=sign.id) for sign in SIGNS.signs])
def test_a_ticked_sign_reaches_at_least_its_level(sign):
    reading = read(SIGNS.as_text([sign.id]), lexicon=LEXICON)

    assert assess(reading, rules=RULES).urgency.rank <= sign.at_least.rank


def test_ticking_more_never_makes_it_calmer():
    alone = {sign.id: assess(read(SIGNS.as_text([sign.id]), lexicon=LEXICON), rules=RULES) for sign in SIGNS.signs}
    everything = assess(read(SIGNS.as_text(alone), lexicon=LEXICON), rules=RULES)

    assert everything.urgency.rank <= min(assessment.urgency.rank for assessment in alone.values())
    assert everything.crisis


def test_the_text_holds_what_was_ticked_and_nothing_else():
    assert SIGNS.as_text(["calf", "unknown"]) == "My muscles twitch. One calf is swollen and painful."
