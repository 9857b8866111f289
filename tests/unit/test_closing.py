"""What an asker reads of a question that was closed: easy, honest, and never as if all were well."""

from pathlib import Path

import pytest

from consilia import loaded
from consilia.domain.closing import load_closing
from consilia.domain.reading_age import grade

HARDEST = 6.0
COMFORT = ("nothing to worry", "you are well.", "you are fine", "harmless", "no reason to worry", "all is well")


@pytest.fixture(scope="module")
def place():
    return loaded.locale("en-GB")


@pytest.mark.parametrize("reason", loaded.closing().reasons, ids=lambda reason: reason.id)
def test_a_child_of_eleven_can_read_it(reason, place):
    assert grade(reason.told(place)) <= HARDEST


@pytest.mark.parametrize("reason", loaded.closing().reasons, ids=lambda reason: reason.id)
def test_it_comforts_nobody(reason, place):
    assert not [words for words in COMFORT if words in reason.told(place).lower()]


def test_every_reason_is_followed_by_the_numbers_and_by_what_it_does_not_mean(place):
    net = loaded.closing().net(place)

    assert "999" in net
    assert "111" in net
    assert "does not mean that you are well" in net
    assert grade(net) <= HARDEST


def test_no_two_share_an_id_or_a_title():
    reasons = loaded.closing().reasons

    assert len({reason.id for reason in reasons}) == len({reason.title for reason in reasons}) == len(reasons) >= 4


def test_a_reason_that_is_gone_is_none():
    assert loaded.closing().reason("an-old-one") is None


@pytest.mark.parametrize(
    "broken", ["reasons: []", "surprise: yes", "reasons: [{id: Spaces here, title: t, hint: h, asker: a}]"]
)
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, broken):
    text = (loaded.KNOWLEDGE / "workbench" / "closing.yaml").read_text("utf-8")
    (tmp_path / "workbench").mkdir()
    head = text[: text.index("reasons:")] if broken.startswith("reasons") else text
    (tmp_path / "workbench" / "closing.yaml").write_text(f"{head}\n{broken}\n", "utf-8")

    with pytest.raises(ValueError, match="Closing"):
        load_closing(tmp_path)
