"""A crisis and a text that could not be read are told in words of their own, unless an ambulance is needed."""

import pytest

from consilia import loaded
from consilia.domain.language import read
from consilia.domain.triage import assess, explain_to_asker


def told(text: str):
    reading = read(text, lexicon=loaded.lexicon())
    assessment = assess(reading, rules=loaded.rules())
    return explain_to_asker(assessment, reading, rules=loaded.rules(), locale=loaded.locale("en-GB"))


@pytest.mark.parametrize(
    "text", ["Seit drei Wochen zuckt mein linkes Augenlid und ich habe Angst.", "bfjdksl fjdksl gfjdks fjdksl jfkdls"]
)
def test_words_that_nobody_could_read_are_never_called_free_of_signs(text):
    card = told(text)

    assert card.heading == "We are not sure that we understood you"
    assert "no words that ask" not in card.lead
    assert "111" in " ".join(card.do_now)


@pytest.mark.parametrize(
    "text",
    ["Since two hours it does the thing again in the garden", "my left side is odd", "It came back and I told nobody"],
)
def test_a_story_in_which_nothing_was_understood_is_never_called_a_matter_for_self_care(text):
    reading = read(text, lexicon=loaded.lexicon())

    assert assess(reading, rules=loaded.rules()).urgency.rank <= 3
    assert told(text).heading == "We are not sure that we understood you"


def test_a_bare_question_is_a_question_for_information():
    reading = read("Who makes cetirizine?", lexicon=loaded.lexicon())

    assert assess(reading, rules=loaded.rules()).fallback == "information-question"


def test_a_crisis_is_met_with_people_to_talk_to_and_nothing_about_an_ordinary_visit():
    card = told("My eyelid twitches. I have been thinking that I do not want to live any more.")

    assert card.crisis
    assert card.heading == "You do not have to be alone with this"
    assert "116 123" in [line.number for line in card.numbers]
    assert "harmless" not in card.lead


def test_an_ambulance_goes_before_everything():
    assert told("I took all my pills an hour ago because I want to die.").heading == "Get help now"
