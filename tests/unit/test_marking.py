"""The asker's text in pieces: nothing added, nothing lost, the most exact finding named."""

import pytest

from consilia.domain.language.identity import mark_identity
from consilia.domain.language.model import Finding, Stance
from consilia.domain.triage.model import Fired, Urgency
from consilia.web.workbench.presenters.marking import after, before, marked_pieces, pieces

TEXT = "nerve conduction studies were fine, no weakness"
STUDY = Finding("nerve-conduction", Stance.PRESENT, (0, 16))
STUDIES = Finding("nerve-conduction", Stance.PRESENT, (6, 24))
WEAK = Finding("muscle-weakness", Stance.ABSENT, (36, 47))
FIRED = Fired("RF11", Urgency.SOON, evidence=((39, 47),))


def cut(*findings, fired=()):
    return pieces(TEXT, findings=findings, fired=fired, names={"muscle-weakness": "weakness"})


@pytest.mark.parametrize("findings", [(), (STUDY,), (STUDY, STUDIES, WEAK), (WEAK, WEAK)])
def test_the_pieces_are_the_text(findings):
    assert "".join(piece.text for piece in cut(*findings, fired=[FIRED])) == TEXT


def test_a_piece_says_the_stance_and_the_rules():
    told = [(p.text, p.stance, p.label, p.rules) for p in cut(WEAK, fired=[FIRED])][1:]

    assert told == [
        ("no ", "absent", "weakness: said to be absent", ()),
        ("weakness", "absent", "weakness: said to be absent", ("RF11",)),
    ]


def test_only_the_first_piece_of_overlapping_findings_begins():
    assert [p.begins for p in cut(STUDY, STUDIES) if p.stance] == [True, False, False]


def test_evidence_past_the_end_is_cut():
    beyond = Fired("RF11", Urgency.SOON, evidence=((39, 400),))

    assert "".join(piece.text for piece in cut(fired=[beyond])) == TEXT


@pytest.mark.parametrize("border", [0, 7, 36, 40, len(TEXT)])
def test_a_border_loses_nothing(border):
    whole = cut(STUDY, WEAK)

    assert "".join(p.text for p in before(whole, border)) == TEXT[:border]
    assert "".join(p.text for p in after(whole, border)) == TEXT[border:].lstrip()


def test_identity_marks_stand_in_their_places():
    text = "My name is Anna. It twitches."

    assert [(p.text, p.kind, p.replacement) for p in marked_pieces(text, mark_identity(text))] == [
        ("My name is ", "", ""),
        ("Anna", "name", "[name]"),
        (". It twitches.", "", ""),
    ]
