"""Every concept file can be read, is reviewed or says that it is not, and finds its own plain words."""

import pytest

from consilia import loaded
from consilia.domain.language import read

CONCEPTS = loaded.lexicon().concepts
CORE = """
twitching cramp spasm tic tremor jerk facial-twitching eyelid-twitching restless-legs muscle-weakness muscle-wasting
fatigue stiffness numbness tingling muscle-pain headache back-pain neck-pain chest-pain dizziness slurred-speech
swallowing-difficulty breathlessness palpitations double-vision blurred-vision vision-loss drooping-eyelid
bladder-trouble bowel-control-trouble saddle-numbness balance-trouble confusion memory-trouble seizure fainting anxiety
low-mood self-harm-thoughts sleep-trouble fever weight-loss nausea-vomiting diarrhoea dark-urine rash swelling stress
exercise caffeine alcohol smoking recent-infection dehydration pregnancy pesticide-exposure injury medication emg
nerve-conduction mri ct blood-test eeg als ms parkinsons stroke brain-tumour cancer epilepsy myasthenia neuropathy
thyroid-disease diabetes kidney-disease high-blood-pressure heart-disease heart-attack carpal-tunnel anxiety-disorder
depression
""".split()  # noqa: SIM905
FIRST_PHRASES = {
    "twitching": "my calf twitches",
    "muscle-weakness": "my legs are weak",
    "self-harm-thoughts": "I want to die",
    "drooling": "I am drooling",
    "jaw-locked": "my jaw is locked",
    "hallucinations": "I am seeing things that are not there",
    "tick-bite": "a tick bite",
    "cannot-lie-flat": "I cannot lie flat",
    "restless-legs": "I have to move my legs at night",
    "bowel-control-trouble": "I soiled myself",
}


def test_the_core_is_what_other_programs_rely_on():
    assert loaded.lexicon().core == frozenset(CORE)


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=list(CONCEPTS))
def test_a_concept_says_who_has_to_look_again(concept):
    assert concept.phrases
    assert concept.plain
    assert concept.review.on < concept.review.again_by


@pytest.mark.parametrize(("concept", "text"), FIRST_PHRASES.items())
def test_a_plain_sentence_is_found(concept, text):
    assert concept in {f.concept for f in read(text, lexicon=loaded.lexicon()).findings}


@pytest.mark.parametrize("name", ["twitching", "worms under my skin", "fasciculations", "fasciculation", "TWITCHY"])
def test_twitching_has_many_names(name):
    assert "twitching" in {f.concept for f in read(f"I have {name}", lexicon=loaded.lexicon()).findings}
