"""Suspicions, hearsay, guesses and suppositions: what nobody has said to be so."""

import pytest

from consilia import loaded
from consilia.domain.language import Stance, read

PRESENT, ABSENT, UNSURE, HYPOTHETICAL, FEARED = (
    Stance.PRESENT, Stance.ABSENT, Stance.UNSURE, Stance.HYPOTHETICAL, Stance.FEARED,
)  # fmt: skip


def stances(text, concept):
    return {f.stance for f in read(text, lexicon=loaded.lexicon()).findings if f.concept == concept}


@pytest.mark.parametrize(
    ("text", "concept", "stance"),
    [
        ("I have talked myself into it being ALS.", "als", FEARED),
        ("A search of my symptoms and up came diabetes, says the website.", "diabetes", FEARED),
        ("The chatbot reckons carpal tunnel.", "carpal-tunnel", FEARED),
        ("Please tell me it's not a brain tumour.", "brain-tumour", FEARED),
        ("Could my shaky hands be Parkinson's?", "parkinsons", FEARED),
        ("I lie awake with MS going round my head.", "ms", FEARED),
        ("I felt like I was having a stroke.", "stroke", FEARED),
        ("My cousin the student reckons MS.", "ms", FEARED),
        ("I dreamt it's a brain tumour.", "brain-tumour", FEARED),
        ("A voice in my head says ALS.", "als", FEARED),
        ("Casualty said no heart attack.", "heart-attack", ABSENT),
        ("I have epilepsy and am scared of the next fit.", "epilepsy", PRESENT),
        ("I'm diabetic and googled numb feet.", "diabetes", PRESENT),
        ("My neurologist crossed MS off the list.", "ms", ABSENT),
        ("They checked me for myasthenia and I haven't got it.", "myasthenia", ABSENT),
        ("The consultant does not think it's ALS.", "als", ABSENT),
    ],
)
def test_a_disease(text, concept, stance):
    assert stances(text, concept) == {stance}


@pytest.mark.parametrize(
    ("text", "concept", "stance"),
    [
        ("I think this tingling means something bad.", "tingling", PRESENT),
        ("Will my tremor ever stop?", "tremor", PRESENT),
        ("I'm not sure if this numbness is real or imagined.", "numbness", UNSURE),
        ("I'm not convinced my hand is shaking.", "tremor", UNSURE),
        ("Perhaps a little dizzy, hard to pin down.", "dizziness", UNSURE),
        ("I fancy my left arm is weaker but I can't swear to it.", "muscle-weakness", UNSURE),
        ("Were I to go blind on the road, what then?", "vision-loss", HYPOTHETICAL),
        ("Should my speech ever become slurred, whom do I ring?", "slurred-speech", HYPOTHETICAL),
        ("Were the headaches to return, may I swim?", "headache", HYPOTHETICAL),
        ("Supposing numbness sets in, do I stop?", "numbness", HYPOTHETICAL),
        ("Should I worry about my tremor?", "tremor", PRESENT),
    ],
)
def test_a_sign(text, concept, stance):
    assert stances(text, concept) == {stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("I had my MRI on Tuesday and am waiting to hear.", PRESENT),
        ("I went for an MRI and it was clear.", PRESENT),
        ("The MRI is on the 9th.", HYPOTHETICAL),
        ("They are sending me for an MRI.", HYPOTHETICAL),
        ("My MRI isn't until August.", HYPOTHETICAL),
        ("I have been pencilled in for an MRI.", HYPOTHETICAL),
        ("They're arranging an MRI.", HYPOTHETICAL),
    ],
)
def test_a_scan_that_was_had_or_is_awaited(text, stance):
    assert stances(text, "mri") == {stance}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("My eyelid doesn't droop, it flickers.", "eyelid-twitching"),
        ("It's about my calf, which twitches.", "twitching"),
        ("My fingers go num at nite.", "numbness"),
        ("no tempreture", "fever"),
    ],
)
def test_what_a_pronoun_or_a_slip_stands_for(text, concept):
    assert stances(text, concept) in ({PRESENT}, {ABSENT})


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I have cramps and diarrhoea since lunch.", "cramp"),
        ("My period brings cramps and a sore head.", "cramp"),
        ("It takes weeks to get in to see my doctor, I can't wait.", "vision-loss"),
        ("I can see the twitches under my skin.", "vision-loss"),
        ("My toe shakes with each twitch.", "tremor"),
        ("Whenever I stand up my heart beats hard.", "muscle-weakness"),
        ("I can't turn my head to the left.", "muscle-weakness"),
        ("Omeprazole 40 mg 1-0-1 for my stomach.", "memory-trouble"),
    ],
)
def test_false_friends(text, concept):
    assert not stances(text, concept)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("I get cramps in my calves and nausea.", "cramp"),
        ("I couldn't sleep well last night.", "sleep-trouble"),
        ("I take Lexapro 10 mg 0-0-1.", "medication"),
        ("My heart is beating very fast.", "palpitations"),
    ],
)
def test_what_looks_like_a_false_friend_and_is_none(text, concept):
    assert stances(text, concept) == {PRESENT}


def test_a_test_that_was_had_hides_no_test_to_come():
    text = "My MRI in May was clear. Now the neurologist wants a second MRI."

    assert stances(text, "mri") == {PRESENT, HYPOTHETICAL}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vomiting every day. No sleep. Fever. Weakness?", PRESENT),
        ("My hand feels odd when I write. Weakness?", UNSURE),
    ],
)
def test_a_bare_word_with_a_question_mark(text, stance):
    assert stances(text, "muscle-weakness") == {stance}


def test_a_guessed_cause_is_unsure():
    assert stances("I forget names, maybe due to the stress.", "stress") == {UNSURE}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("My sleep is not good.", "sleep-trouble"),
        ("Can not sleep at night.", "sleep-trouble"),
        ("My hands are shivering while writing.", "tremor"),
        ("Legs are paining.", "muscle-pain"),
        ("Speech not clear since today.", "slurred-speech"),
    ],
)
def test_english_as_many_people_write_it(text, concept):
    assert stances(text, concept) == {PRESENT}
