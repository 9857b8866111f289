"""Importing pages: what is filed, what is shown, what is refused, and that it can be repeated."""

from pathlib import Path

import pytest

from consilia.web.accounts.models import Doctor, Hospital, Origin
from consilia.web.audit.models import Event
from consilia.web.exchange import importing
from consilia.web.exchange.importing import import_files
from consilia.web.exchange.models import Source
from consilia.web.library.models import ImportedGuide
from consilia.web.questions import derived
from consilia.web.questions.models import ImportedEdge, MoreInfo, Question, Reply, Topic
from tests.unit.exchange.pages import GUIDE, LOOSE, TIGHT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_index")]

CALF_PAGE = """\
Rippling calf
My calf ripples.
Ash, 30~39 year old male. Ask Date: 2024/02/02
Dr. Ana Field reply Neurology
It is harmless, and it will pass.
Reply Date: 2024/02/03
"""


def bring_in(tmp_path: Path, **pages: str):
    """Write the pages to files and import them in the order of their names."""
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    files = [tmp_path / f"{name}.txt" for name in pages]
    return import_files(files, by=None, progress=lambda pieces, count: pieces)


def test_a_page_brings_its_question_its_cards_its_topics_and_its_edges(tmp_path):
    report = bring_in(tmp_path, loose=LOOSE)

    assert +report.counts == {"questions": 1, "excerpts": 2}
    assert Question.objects.filter(is_excerpt=True).count() == 2
    assert ImportedEdge.objects.count() == 2
    assert {(t.name, t.department_id) for t in Topic.objects.filter(name__in=["Hand Twitching", "Jumping Lids"])} == {
        ("Hand Twitching", "neurology"),
        ("Jumping Lids", "ophthalmology"),
    }


def test_a_question_keeps_what_its_page_says(tmp_path):
    bring_in(tmp_path, loose=LOOSE)

    question = Question.objects.get(is_excerpt=False)
    assert (question.subject, question.pseudonym, question.age_band, question.sex) == (
        "My thumb jumps",
        "Wren (東)",
        "40~49",
        "female",
    )
    assert question.origin == Origin.IMPORTED
    assert question.department_id == "neurology"
    assert f"{question.asked_at:%Y/%m/%d}" == "2024/02/29"
    assert [section["heading"] for section in question.imported_more_info] == ["", "Why It Happens", "Conclusion"]
    source = Source.objects.get(question=question)
    assert source.page_title == "Thumb Twitching After Knitting: What Helps"
    assert source.related_topics == [["Hand Twitching", "Neurology"], ["Jumping Lids", "Ophthalmology"]]


def test_an_imported_doctor_is_unverified_and_works_at_a_hospital_once(tmp_path):
    bring_in(tmp_path, loose=LOOSE, tight=TIGHT)

    assert set(Doctor.objects.values_list("name", "origin", "verified_at")) == {
        ("Ana Field", "imported", None),
        ("Bo Marsh", "imported", None),
    }
    assert set(Hospital.objects.values_list("name", flat=True)) == {"Hillside Medical Center", "Hillside Hospital"}


def test_an_imported_question_is_understood_titled_and_published_without_names(tmp_path):
    bring_in(tmp_path, loose=LOOSE)

    question = Question.objects.get(is_excerpt=False)
    reply = Reply.objects.get(question=question)
    assert question.urgency
    assert question.generated_title
    assert question.slug
    assert question.published_at == reply.signed_at
    assert MoreInfo.objects.filter(question=question).exists()
    assert "Wren" in reply.text
    assert "Wren" not in reply.public_text
    assert "video.example/a1" in question.public_text, "the films belong to what was asked"


def test_a_name_in_a_teaser_is_not_shown(tmp_path):
    bring_in(tmp_path, loose=LOOSE)

    teaser = Reply.objects.get(text__startswith="Dear Mrs. Larch")
    assert teaser.is_excerpt
    assert "Larch" not in teaser.public_text


def test_importing_again_changes_nothing(tmp_path):
    bring_in(tmp_path, loose=LOOSE, tight=TIGHT, guide=GUIDE)
    before = [model.objects.count() for model in (Question, Reply, Source, Topic, Doctor, ImportedEdge, Event)]

    report = bring_in(tmp_path, loose=LOOSE, tight=TIGHT, guide=GUIDE)

    assert [model.objects.count() for model in (Question, Reply, Source, Topic, Doctor, ImportedEdge, Event)] == before
    assert +report.counts == {"already here": 3}


@pytest.mark.parametrize("order", [("calf", "loose"), ("loose", "calf")], ids=["page first", "card first"])
def test_a_card_and_its_own_page_are_one_question(tmp_path, order):
    pages = {"calf": CALF_PAGE, "loose": LOOSE}

    bring_in(tmp_path, **{name: pages[name] for name in order})

    calf = Question.objects.get(text__startswith="My calf ripples")
    assert not calf.is_excerpt
    assert calf.subject == "Rippling calf"
    assert calf.replies.get().text == "It is harmless, and it will pass."
    assert calf.listed_by.count() == 1
    assert Source.objects.get(question=calf).card_title == "Calf Ripples"


def test_a_card_that_two_pages_show_is_one_question_with_two_edges(tmp_path):
    other = LOOSE.replace("three weeks", "four years").replace("My thumb jumps", "Still jumping")

    bring_in(tmp_path, loose=LOOSE, other=other)

    assert Question.objects.filter(is_excerpt=True).count() == 2
    assert ImportedEdge.objects.count() == 4


def test_a_question_in_crisis_stays_private_whatever_its_origin(tmp_path):
    bring_in(tmp_path, tight=TIGHT.replace("It began in May.", "I want to kill myself tonight."))

    question = Question.objects.get(is_excerpt=False)
    assert question.is_crisis
    assert question.published_at is None


def test_a_guide_is_filed_as_data(tmp_path):
    report = bring_in(tmp_path, guide=GUIDE)

    guide = ImportedGuide.objects.get()
    assert +report.counts == {"guides": 1}
    assert guide.slug == "why-does-my-leg-jump"
    assert [section["number"] for section in guide.content["sections"]] == ["1", "2", "3"]
    assert len(guide.content["questions"]) == 2


def test_a_broken_page_is_refused_with_its_reason_and_the_others_go_on(tmp_path):
    (tmp_path / "latin.txt").write_bytes(TIGHT.replace("calf", "calf\xe9").encode("latin-1"))
    (tmp_path / "notes.txt").write_text("Nothing but a note.", "utf-8")
    (tmp_path / "tight.txt").write_text(TIGHT, "utf-8")
    files = [tmp_path / name for name in ("latin.txt", "gone.txt", "picture.png", "notes.txt", "tight.txt")]

    report = import_files(files, by=None, progress=lambda pieces, count: pieces)

    assert [(r.where, r.reason.split(":")[0].split(" ")[0]) for r in report.refused] == [
        ("latin.txt", "not"),
        ("gone.txt", "[Errno"),
        ("picture.png", "expected"),
        ("notes.txt", "expected"),
    ]
    assert Question.objects.filter(is_excerpt=False).count() == 1


def test_a_question_that_cannot_be_understood_leaves_nothing_behind(tmp_path, monkeypatch):
    understand = derived.make_again

    def fail_on_thumbs(question):
        if "thumb" in question.text.lower():
            raise ValueError("no sense in it")
        understand(question)

    monkeypatch.setattr(derived, "make_again", fail_on_thumbs)

    report = bring_in(tmp_path, calf=CALF_PAGE, loose=LOOSE)

    assert [(r.where, r.reason) for r in report.refused] == [("loose.txt", "ValueError: no sense in it")]
    assert +report.counts == {"questions": 1}
    assert Question.objects.count() == 1
    assert ImportedEdge.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_halfway_goes_on_where_it_was(tmp_path, monkeypatch):
    understand = derived.make_again

    def die_on_thumbs(question):
        if "thumb" in question.text.lower() and not question.is_excerpt:
            raise KeyboardInterrupt
        understand(question)

    monkeypatch.setattr(derived, "make_again", die_on_thumbs)
    monkeypatch.setattr(importing, "_SHORT", 0)
    with pytest.raises(KeyboardInterrupt):
        bring_in(tmp_path, calf=CALF_PAGE, loose=LOOSE)
    assert list(Question.objects.values_list("subject", flat=True)) == ["Rippling calf"]
    monkeypatch.setattr(derived, "make_again", understand)

    report = bring_in(tmp_path, calf=CALF_PAGE, loose=LOOSE)

    assert report.counts["already here"] == 1
    assert report.counts["questions"] == 1
    assert not importing.searching.IndexEntry.objects.filter(question__published_at=None).exists()


def test_the_words_of_a_page_are_never_code(tmp_path):
    bring_in(tmp_path, tight=TIGHT.replace("My calf ripples at rest.", "<script>alert(1)</script> My calf ripples."))

    assert Question.objects.get(is_excerpt=False).text.startswith("<script>alert(1)</script>")
