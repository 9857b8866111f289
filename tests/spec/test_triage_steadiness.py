"""What does not matter must not change the level: spaces, small letters, courtesies, unrelated or denying sentences."""

import pytest

from consilia.domain.language import read
from consilia.domain.triage import assess
from consilia.terminal.knowledge import person_of
from tests.spec.test_triage_rules import RULES, lexicon

SENTENCES = [(rule.id, case) for rule in RULES.all.values() for case in rule.cases]
CHANGES = {
    "small letters": str.lower,
    "more spaces": lambda text: text.replace(" ", "  "),
    "an unrelated sentence": lambda text: f"{text.rstrip('.')}. I live in a small town by the sea.",
    "thanks": lambda text: f"{text.rstrip('.')}. Thank you very much for your time.",
}


def level(text, case):
    return assess(read(text, lexicon=lexicon(), person=person_of(case)), rules=RULES).urgency


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_does_not_matter_changes_no_level(change):
    changed = [case.text for _, case in SENTENCES if level(change(case.text), case) is not level(case.text, case)]

    assert changed == []


@pytest.mark.slow
def test_a_denial_never_makes_a_question_more_urgent():
    denial = " No chest pain and no trouble breathing."
    raised = [
        case.text
        for _, case in SENTENCES
        if level(case.text.rstrip(".") + "." + denial, case).rank < level(case.text, case).rank
    ]

    assert raised == []
