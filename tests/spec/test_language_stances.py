"""The reader's manual: one sentence for each way people relate to a sign, and what it must be read as."""

import pytest

from consilia import loaded
from consilia.domain.language import Person, Stance, read

PRESENT, ABSENT, UNSURE, PAST = Stance.PRESENT, Stance.ABSENT, Stance.UNSURE, Stance.PAST
HYPOTHETICAL, FEARED, OTHER = Stance.HYPOTHETICAL, Stance.FEARED, Stance.OTHER_PERSON

CASES = [
    ("I have no fever, headache, or rash.", {"fever": ABSENT, "headache": ABSENT, "rash": ABSENT}),
    ("Neither cramps nor numbness so far.", {"cramp": ABSENT, "numbness": ABSENT}),
    ("Denies palpitations and cough but has chest pain.", {"palpitations": ABSENT, "chest-pain": PRESENT}),
    ("No numbness, my thumb twitches.", {"numbness": ABSENT, "twitching": PRESENT}),
    ("Everything is fine except for a tremor.", {"tremor": PRESENT}),
    ("It is not only my arm that is numb.", {"numbness": PRESENT}),
    ("My calf can't stop twitching.", {"twitching": PRESENT}),
    ("No improvement in my headaches.", {"headache": PRESENT}),
    ("I haven't been able to lift my foot since Friday.", {"muscle-weakness": PRESENT}),
    ("I can still climb the stairs.", {"muscle-weakness": ABSENT}),
    ("I struggle to open jars.", {"muscle-weakness": PRESENT}),
    ("I can't say I don't have headaches.", {"headache": PRESENT}),
    ("I don't think it is weakness, just tired.", {"muscle-weakness": UNSURE}),
    ("Not weak, at least I don't notice it.", {"muscle-weakness": UNSURE}),
    ("My hand may be a bit weak.", {"muscle-weakness": UNSURE}),
    ("I used to have double vision, it has gone.", {"double-vision": PAST}),
    ("I had seizures as a child.", {"seizure": PAST}),
    ("The dizziness went away last week.", {"dizziness": PAST}),
    ("I had a stroke 4 years ago.", {"stroke": PAST}),
    ("The dizziness comes and goes.", {"dizziness": PRESENT}),
    ("If I have trouble swallowing, should I ring?", {"swallowing-difficulty": HYPOTHETICAL}),
    ("Can this tablet cause diarrhoea?", {"diarrhoea": HYPOTHETICAL}),
    ("What are the symptoms of epilepsy?", {"epilepsy": HYPOTHETICAL}),
    ("Why is my cheek twitching?", {"facial-twitching": PRESENT}),
    ("Could it be ALS?", {"als": FEARED}),
    ("I googled it and came across MS.", {"ms": FEARED}),
    ("My neurologist ruled out ALS.", {"als": ABSENT}),
    ("My father has Parkinson's. My eyelid twitches.", {"parkinsons": OTHER, "eyelid-twitching": PRESENT}),
    ("fever: none\ncough: yes", {"fever": ABSENT, "cough": PRESENT}),
    ("Some chest pain.Denies cough", {"chest-pain": PRESENT, "cough": ABSENT}),
    ("1.No rash 2.No fever", {"rash": ABSENT, "fever": ABSENT}),
    ("can't feel when i wipe", {"saddle-numbness": PRESENT}),
    ("This twitching is killing me.", {"twitching": PRESENT}),
    ("i feel dizy and hav a hedache", {"dizziness": PRESENT, "headache": PRESENT}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_is_read_with_its_stance(text, expected):
    found = {}
    for finding in read(text, lexicon=loaded.lexicon()).findings:
        found.setdefault(finding.concept, set()).add(finding.stance)

    assert {concept: found.get(concept) for concept in expected} == {c: {s} for c, s in expected.items()}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("weak coffee in the morning", "muscle-weakness"),
        ("I am numb to it all", "numbness"),
        ("a cold drink", "recent-infection"),
        ("this cramp is killing me", "self-harm-thoughts"),
        ("there is a depression in the bone", "depression"),
        ("a heat stroke last summer", "stroke"),
        ("I keep fit and healthy", "seizure"),
        ("sick and tired of waiting", "fatigue"),
    ],
)
def test_what_only_looks_like_a_sign_is_none(text, concept):
    assert concept not in {f.concept for f in read(text, lexicon=loaded.lexicon()).findings}


def test_a_hedge_knows_where_it_leans():
    [finding] = [
        f for f in read("No weakness, at least I do not notice any.", lexicon=loaded.lexicon()).findings
        if f.concept == "muscle-weakness"
    ]  # fmt: skip

    assert (finding.stance, finding.leans) == (UNSURE, ABSENT)


def test_the_cue_that_decided_is_kept():
    reading = read("He denies chest pain.", lexicon=loaded.lexicon())
    [finding] = [f for f in reading.findings if f.concept == "chest-pain"]

    assert reading.words(finding.cue) == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "My husband is diabetic. His legs cramp most nights. I have back pain myself.",
        "I am writing for my dad. His legs cramp at night. He is diabetic.",
        "My 11 year old son has diabetes and his legs cramp at night. I am so worried.",
    ],
)
def test_a_text_about_somebody_else_is_about_them(text):
    findings = {f.concept: f for f in read(text, lexicon=loaded.lexicon()).findings}

    assert (findings["cramp"].stance, findings["cramp"].about) == (PRESENT, "subject")
    assert findings["diabetes"].stance is PRESENT


def test_the_form_can_say_that_it_is_about_somebody_else():
    reading = read("My mother has MS.", lexicon=loaded.lexicon(), person=Person(for_someone_else=True))

    assert [(f.concept, f.stance, f.about) for f in reading.findings] == [("ms", PRESENT, "subject")]


def test_any_words_given_as_target_get_a_stance():
    text = "No zorbulation, but some quarkiness."
    spans = [(3, 14), (25, 35)]

    reading = read(text, lexicon=loaded.lexicon(), targets=spans)

    assert [f.stance for f in reading.targets] == [ABSENT, PRESENT]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("My MRI was normal.", "normal"),
        ("The MRI showed a lesion.", "abnormal"),
        ("I had an MRI.", "unknown"),
        ("The MRI is booked for next week.", "planned"),
    ],
)
def test_a_test_has_its_result(text, result):
    [finding] = [f for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == "mri"]

    assert finding.result == result


def test_what_hangs_on_a_finding():
    text = "Since three weeks my left calf suddenly twitches and it is getting worse."
    [finding] = [f for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == "twitching"]

    assert (finding.sites, finding.side, finding.onset, finding.course) == (("calf",), "left", "sudden", "worse")
    assert finding.since is not None
    assert finding.since.days == 21


def test_what_brings_it_on_what_eases_it_and_how_often():
    text = "My calf twitches every night. The cramp is worse after long walks. The numbness goes away when I stretch."
    reading = read(text, lexicon=loaded.lexicon())
    found = {f.concept: f for f in reading.findings}

    assert reading.words(found["twitching"].frequency) == "every night"
    assert [reading.words(span) for span in found["cramp"].triggers] == ["worse after long walks"]
    assert [reading.words(span) for span in found["numbness"].relievers] == ["goes away when I stretch"]
