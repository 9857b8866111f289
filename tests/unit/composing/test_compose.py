"""What a page says to whom: fit, contra-indications, fear, comfort, crisis."""

import json

import pytest

from consilia.domain.composing import from_record, layout, to_markdown, to_record
from consilia.domain.language.model import Conflict, Dose, Measure, Stance
from consilia.domain.triage.model import Urgency
from tests.unit.composing.hand import Case, span_of, twitching, words_of


def calm(more: str = "", **person) -> Case:
    return twitching(f"I have no weakness. {more}", **person).has("weakness", "muscle-weakness", "absent")


def test_the_opening_defines_and_takes_up_two_facts_of_the_question():
    page = calm("I feel anxious.").has("anxious", "anxiety").page()
    opening = [s for s in page.sentences if s.section == "opening"]

    assert "fasciculation" in words_of(page, "opening")
    assert len({claim.value for s in opening for claim in s.claims}) >= 2


def test_the_sections_come_in_the_order_of_their_file():
    page = calm("Is it serious? I fear ALS.").has("ALS", "als", "feared").page()
    order = list(dict.fromkeys(s.section for s in page.sentences))

    assert order == [
        s
        for s in (
            "opening",
            "questions",
            "fear",
            "causes",
            "signs",
            "help",
            "actions",
            "tests",
            "reassurance",
            "conclusion",
        )
        if s in order
    ]
    assert {"opening", "fear", "causes", "help", "actions", "tests", "conclusion"} <= set(order)


def test_the_same_question_gives_the_same_page():
    assert calm("I sleep badly.").page() == calm("I sleep badly.").page()


@pytest.mark.parametrize("asked", ["", "Is it serious?"])
def test_a_covered_page_is_neither_short_nor_long(asked):
    case = calm(f"I feel anxious. {asked}").has("anxious", "anxiety")
    case.questions = [asked] if asked else []

    assert 350 <= len(words_of(case.page()).split()) <= 700


def test_who_denies_coffee_is_not_told_to_cut_it():
    page = calm("I do not drink coffee.").has("coffee", "caffeine", "absent").page()

    assert "coffee is less likely because" in words_of(page, "causes")
    assert "coffee" not in words_of(page, "actions")


def test_who_drinks_coffee_is_told_so():
    page = calm("I drink coffee.").has("coffee", "caffeine").page()

    assert "Cut coffee" in words_of(page, "actions")
    assert "you drink coffee" in words_of(page, "causes")


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("kidney disease", "kidney-disease"),
        ("spironolactone", "medication"),
        ("ramipril", "medication"),
        ("lisinopril", "medication"),
    ],
)
def test_no_potassium_for_whom_it_could_harm(words, concept):
    page = calm(f"I have {words}.").has(words, concept).page()

    assert "bananas" not in words_of(page)
    assert "greens" not in words_of(page)
    assert "Do not take salt tablets" in words_of(page, "actions")


def test_heat_is_not_advised_where_it_sets_the_twitch_off():
    page = calm("It comes after soaking my feet in hot water.").page()

    assert "warm bath" not in words_of(page)
    assert "Skip hot soaks" in words_of(page, "actions")


@pytest.mark.parametrize(("age", "hours", "not_said"), [(15, "8 to 10", "7 to 9"), (35, "7 to 9", "8 to 10")])
def test_sleep_hours_fit_the_age(age, hours, not_said):
    page = calm("I sleep badly.", age_years=age).has("sleep badly", "sleep-trouble").page()

    assert hours in words_of(page, "sleep")
    assert not_said not in words_of(page)


def test_sleep_advice_comes_only_with_bad_sleep():
    assert words_of(calm().page(), "sleep") == ""


def test_a_young_asker_is_led_to_a_grown_up():
    assert "grown-up you trust" in words_of(calm(age_band="10~19").page(), "first")
    assert "grown-up" not in words_of(calm(age_band="20~29").page())


def test_five_actions_or_more():
    page = calm().page()

    assert len({s.source for s in page.sentences if s.section == "actions" and s.kind == "item"}) >= 5


def test_help_is_graded_with_the_numbers_of_the_locale():
    cards = [block for block in layout(calm().page()) if block.kind == "card"]

    assert [card.card for card in cards] == ["emergency", "urgent", "non-urgent"]
    assert "999" in cards[0].text
    assert "111" in cards[1].text
    assert "GP" in cards[2].text


# --- fear and comfort


def feared(text: str = "", **person) -> Case:
    return calm(f"I read about ALS and fear it. {text}", **person).has("ALS", "als", "feared")


def test_the_fear_is_answered_in_natural_frequencies_with_what_they_mean_at_this_age():
    said = words_of(feared(age_years=25).page(), "fear")

    assert "1 person in 300" in said
    assert "60s or 70s" in said
    assert "180" in said
    assert "121" in said
    assert "At your age it is far less common" in said
    assert "not never" in said


def test_from_fifty_on_age_is_no_comfort():
    said = words_of(feared(age_years=58).page(), "fear")

    assert "At your age" not in said
    assert "should still be checked" in said


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("weak", "muscle-weakness"),
        ("choke", "swallowing-difficulty"),
        ("slur", "slurred-speech"),
        ("thinner", "muscle-wasting"),
    ],
)
def test_no_comfort_while_a_sign_that_would_matter_is_possible(words, concept):
    case = twitching(f"I fear ALS. It is {words}.").has("ALS", "als", "feared").has(words, concept, "unsure")
    page = case.page()

    assert "1 person in 300" not in words_of(page)
    assert words_of(page, "reassurance") == ""
    assert "harmless cause is" not in words_of(page, "conclusion")


def test_no_comfort_beside_an_open_red_flag():
    case = feared()
    case.fired, case.urgency = [("RF03", Urgency.URGENT)], Urgency.URGENT
    page = case.page()

    assert "We will not weigh that fear here" in words_of(page, "fear")
    assert "180" not in words_of(page)
    assert words_of(page, "reassurance") == ""


def test_no_numbers_when_weakness_was_not_spoken_of():
    case = twitching("I fear ALS.").has("ALS", "als", "feared")

    assert "180" not in words_of(case.page())
    assert "does not say if you are weak" in words_of(case.page(), "fear")


def test_nobody_is_told_of_an_illness_they_did_not_name():
    page = calm(age_years=20).page()

    assert "ALS" not in words_of(page)


def test_an_illness_that_is_feared_is_never_said_to_be_there():
    page = feared("ALS scares me.").has("ALS scares", "als", "present").page()

    assert "there is ALS" not in words_of(page)


def test_comfort_lists_its_reasons():
    said = words_of(calm().page(), "reassurance")

    assert "you have no weakness" in said
    assert "only while your strength stays" in said


def test_a_hedged_no_is_repeated_as_hedged():
    case = twitching("No weakness that I notice.").has("weakness", "muscle-weakness", "unsure", leans=Stance.ABSENT)

    assert "you notice no weakness" in words_of(case.page(), "reassurance")


# --- what is said of the asker


def test_one_sided_face_is_named():
    case = Case("The left side of my face twitches.").has(
        "face twitches", "facial-twitching", sites=("face",), side="left"
    )

    assert "hemifacial spasm" in words_of(case.page(), "causes")
    assert "left side" in words_of(case.page(), "causes")


def test_both_sides_are_no_one_sided_face():
    case = Case("My face twitches on both sides.").has(
        "face twitches", "facial-twitching", sites=("face",), side="both"
    )

    assert "hemifacial" not in words_of(case.page())


def test_jerks_on_falling_asleep_are_explained():
    page = twitching("It came as I was falling asleep.").page()

    assert "Sleep starts" in words_of(page, "causes")
    assert "Restless legs" in words_of(page, "causes")


def test_a_dose_is_asked_about_and_never_repeated():
    text = "I take 50 mg of pramipexole and 0.5 mg of ropinirole."
    case = twitching(text).has("pramipexole", "medication").has("ropinirole", "medication")
    case.doses = [Dose("pramipexole", span_of(case.text, "50 mg of pramipexole"), 50.0)]
    case.conflicts = [Conflict("dose", "50", "4.5", span_of(case.text, "50 mg"))]
    page = case.page()

    assert "check a dose" in words_of(page, "first")
    assert "pramipexole and ropinirole" in words_of(page, "first")
    assert "50" not in words_of(page)
    assert "0.5" not in words_of(page)


def test_words_that_make_no_sense_are_asked_back():
    page = calm("The test found something in the left hand's axis.").page()

    assert "We do not know what that means" in words_of(page, "signs")


def test_a_normal_test_is_not_proposed_again():
    case = calm("My blood test was normal.").has("blood test", "blood-test", result="normal")

    assert "needs no repeat" in words_of(case.page(), "tests") or "reason to repeat" in words_of(case.page(), "tests")
    assert "Blood tests show if" not in words_of(case.page())


def test_a_planned_test_is_not_called_done():
    case = calm("I will have an EMG.").has("EMG", "emg", "hypothetical", result="planned")

    assert "was normal" not in words_of(case.page(), "tests")


def test_low_weight_is_said_in_neutral_words():
    case = calm("I am 180 cm and 55 kg.", age_years=35)
    case.measures = [Measure("bmi", 17.0, span_of(case.text, "55 kg"))]

    assert "body mass index of 17." in words_of(case.page(), "signs")


def test_a_proxy_is_told_whom_the_page_means():
    case = Case("My father's hands shake.").has("hands shake", "tremor", about="subject")
    page = case.page()

    assert "the person you ask for" in words_of(page, "opening")
    assert "you shake" not in words_of(page).lower()


def test_every_salient_finding_is_used_or_named_as_left_out():
    case = calm("I have a rash, a cough and a fever. My knee hurt once.")
    case.has("rash", "rash").has("cough", "cough").has("fever", "fever").has("hurt once", "muscle-pain", "past")
    page = case.page()
    used = {claim.value for s in page.sentences for claim in s.claims}

    assert {f.concept for f in case.findings} <= used | {concept for concept, _ in page.not_discussed}
    assert ("muscle-pain", "It is over and belongs to an earlier time.") in page.not_discussed


# --- questions


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Should I see a neurologist again?", "Should you see a nerve doctor?"),
        ("Is it concerning that my toe is twitching consistently?", "Is it bad that one place keeps twitching?"),
        ("Could the twitching be due to nerve inflammation?", "Could it be an inflamed nerve?"),
        ("Have you encountered patients with similar symptoms?", "Have others had the same?"),
        ("What should I do?", "What can you do about it?"),
        ("How long will it last?", "How long will it last?"),
        ("May I paint my house green?", "What can we not answer here?"),
    ],
)
def test_each_question_gets_a_heading_and_an_answer(question, heading):
    case = calm(question)
    case.questions = [question]
    asked = [s for s in case.page().sentences if s.section == "questions"][1:]

    assert asked[0].text == heading
    assert asked[0].kind == "heading"
    assert asked[0].span == span_of(case.text, question)
    assert len(asked) > 1


def test_what_we_cannot_answer_is_said_so():
    case = calm("May I paint my house green?")
    case.questions = ["May I paint my house green?"]

    assert "doctor's reply" in words_of(case.page(), "questions")


# --- crisis, unreadable, uncovered, urgent


def test_in_a_crisis_there_is_help_and_nothing_else():
    case = calm("I want to end it.").has("end it", "self-harm-thoughts")
    case.crisis, case.urgency, case.fired = True, Urgency.EMERGENCY, [("RF29", Urgency.EMERGENCY)]
    page = case.page()

    assert {s.section for s in page.sentences} == {"first"}
    assert "999" in words_of(page)
    assert "116 123" in words_of(page)
    assert dict(page.not_discussed)["twitching"] == "Getting help comes first. The rest can wait."


def test_what_could_not_be_read_is_not_called_well():
    case = Case("asdf qwer", readable=False)
    page = case.page()

    assert not page.covered
    assert "does not mean that all is well" in words_of(page)


def test_where_nothing_covers_it_the_page_is_short_and_honest():
    page = Case("I have a rash on my arm.").has("rash", "rash").page()

    assert not page.covered
    assert "doctor's reply" in words_of(page, "opening")
    assert "you have a rash" in words_of(page, "opening")
    assert len(words_of(page).split()) < 350


def test_an_emergency_leads_the_page():
    case = twitching("My left arm went weak at once.").has("arm went weak", "muscle-weakness")
    case.urgency, case.fired = Urgency.EMERGENCY, [("RF05", Urgency.EMERGENCY)]
    page = case.page()

    assert page.sentences[1].text.startswith("Get help now")
    assert words_of(page, "reassurance") == ""


# --- forms of the page


def test_a_stored_page_comes_back_whole():
    page = feared("I sleep badly.").page()

    assert from_record(json.loads(json.dumps(to_record(page)))) == page


def test_the_layout_leaves_no_sentence_out():
    page = feared().page()
    shown = [s for block in layout(page) for point in block.points for s in point]

    assert tuple(shown) == page.sentences


def test_markdown_escapes_what_a_person_wrote():
    case = Case("My <b>*legs*</b> [twitch](x) a lot of the time.")

    assert "<b>" not in to_markdown(case.page(subject="<b>*legs*</b> [twitch](x) a lot"))


@pytest.mark.parametrize("concept", ["als", "ms", "cancer", "brain-tumour", "parkinsons"])
def test_nobody_is_told_that_they_have_a_grave_illness(concept):
    case = calm("It says XYZ there.").has("XYZ", concept)
    page = case.page()
    claimed = {claim.value for s in page.sentences for claim in s.claims if claim.words}

    assert concept not in claimed
    assert "XYZ" not in words_of(page)


def test_weak_kidneys_are_the_first_cause_and_no_comfort_stands_beside_them():
    page = calm("I have kidney disease.").has("kidney disease", "kidney-disease").page()
    first = next(s for s in page.sentences if s.section == "causes" and s.kind == "item")

    assert first.source == "kidneys"
    assert words_of(page, "reassurance") == ""


def test_a_question_whose_answer_says_nothing_is_called_unanswered():
    case = calm("Can I go to the gym?")
    case.questions, case.readable = ["Can I go to the gym?"], True

    assert len(words_of(case.page(), "questions").split()) > 8
