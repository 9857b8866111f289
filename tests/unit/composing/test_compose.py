"""What a page is made of: order, length, answers, what it takes up, and what it says where nothing is known."""

import json

import pytest

from consilia.domain.composing import from_record, layout, to_markdown, to_record
from tests.unit.composing.hand import Case, calm, feared, span_of, twitching, words_of


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


def test_help_is_graded_with_the_numbers_of_the_locale():
    cards = [block for block in layout(calm().page()) if block.kind == "card"]

    assert [card.card for card in cards] == ["emergency", "urgent", "non-urgent"]
    assert "999" in cards[0].text
    assert "111" in cards[1].text
    assert "GP" in cards[2].text


# --- fear and comfort


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


def test_what_could_not_be_read_is_not_called_well():
    case = Case("asdf qwer", readable=False)
    page = case.page()

    assert not page.covered
    assert "does not mean that all is well" in words_of(page)


def test_where_nothing_covers_it_the_page_is_short_and_honest():
    page = Case("I have a rash on my arm.").has("rash", "rash").page()

    assert not page.covered
    assert "doctor's reply" in words_of(page, "opening")
    assert "“I have a rash on my arm”" in words_of(page, "opening")
    assert len(words_of(page).split()) < 350


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


def test_a_question_whose_answer_says_nothing_is_called_unanswered():
    case = calm("Can I go to the gym?")
    case.questions, case.readable = ["Can I go to the gym?"], True

    assert len(words_of(case.page(), "questions").split()) > 8


@pytest.mark.parametrize("words", ["My periods came", "I have belly pain"], ids=["a period", "the belly"])
def test_cramps_of_another_kind_get_no_page_on_muscles(words):
    case = Case(f"I get cramps. {words}.").has("cramps", "cramp")
    case = case.has("belly pain", "abdominal-pain") if "belly" in words else case

    assert not case.page().covered
    assert Case(f"I get cramps in my calf. {words}.").has("cramps", "cramp", sites=("calf",)).page().covered


def test_a_statement_with_a_question_mark_is_no_question():
    case = twitching("I have a rash?")
    case.questions = ["I have a rash?"]

    assert "cannot answer" not in words_of(case.page())


def test_lists_are_joined_as_people_speak():
    case = Case("I am low, anxious and tired.").has("low", "low-mood").has("anxious", "anxiety").has("tired", "fatigue")

    assert "and you feel" not in words_of(case.page())


def test_what_could_change_is_not_what_is_there_already():
    page = twitching("My arm is weak.").has("weak", "muscle-weakness").page()

    assert "would change with new weakness" not in words_of(page, "conclusion")
    assert "ring 999" in words_of(page, "conclusion")


def test_after_an_injury_stress_is_not_guessed_at():
    case = Case("My lip is numb since my jaw broke.").has("numb", "numbness", sites=("mouth",)).has("broke", "injury")
    causes = words_of(case.page(), "causes")

    assert "hurt" in causes
    assert "tress" not in causes


def test_no_child_is_asked_to_count_cups_of_coffee():
    page = twitching(age_years=11).page()

    assert "coffee" not in words_of(page).casefold()


def test_being_scared_in_passing_makes_no_page_on_worry():
    case = Case("A needle pricked my thumb. I am scared.").has("scared", "anxiety")
    asked = Case("I am scared all day. Why am I so scared?").has("scared all", "anxiety").has("scared?", "anxiety")

    assert not case.page(subject="A prick by a needle").covered
    assert asked.page().covered
    assert case.page(subject="Why am I so scared").covered
