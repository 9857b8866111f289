"""A small set of rules of its own, so that these tests speak of the engine and not of the knowledge."""

from datetime import date
from pathlib import Path

import pytest

from consilia.domain.language.model import Finding, Person, Reading, Since, Stance
from consilia.domain.triage import Rules, load_rules
from consilia.domain.triage.files import RuleFile

KNOWLEDGE = Path(__file__).parents[3] / "consilia/knowledge"


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules(KNOWLEDGE)


@pytest.fixture(scope="session")
def rule_of():
    """Build a rule from its variants and questions, with everything else filled in."""

    def build(*variants, id="test-rule", crisis="no", ask=()):  # noqa: A002 - the field is called so
        cases = [{"fires": fires, "text": "x"} for fires in ("yes", "no") for _ in range(3)]
        return RuleFile.model_validate(
            {
                "id": id, "title": "Test", "crisis": crisis, "when": list(variants), "why": "w",
                "references": [{"title": "t", "url": "u"}],
                "review": {"by": "not reviewed yet", "on": "", "again_by": date(2027, 5, 22)},
                "known_misses": ["m"], "departments": ["neurology"], "asker": "a", "doctor": "d", "would_change": "c",
                "ask": list(ask), "cases": cases,
            }
        )  # fmt: skip

    return build


@pytest.fixture(scope="session")
def only(rules):
    """The real rules' surroundings with nothing but the rules given."""
    from dataclasses import replace

    from consilia.domain.triage.rules import rules_naming, trigger_of

    def build(*held):
        asks = {ask.id: ask for rule in held for ask in rule.ask}
        return replace(
            rules,
            all={rule.id: rule for rule in held},
            trigger={(rule.id, v.name): trigger_of(v) for rule in held for v in rule.when},
            asks=asks,
            ask_trigger={ask.id: trigger_of(ask.when) for ask in asks.values()},
            rules_naming=rules_naming({rule.id: rule for rule in held}),
            rule_of_ask={ask.id: rule.id for rule in held for ask in rule.ask},
        )

    return build


def finding(concept, stance="present", *, days=None, **more):
    """A finding over the first letters of its own name."""
    since = None if days is None else Since((0, 1), days)
    return Finding(concept, Stance(stance), (0, len(concept)), since=since, **more)


def reading(*findings, person=None, **more):
    """A reading that holds these findings; its text is long enough for every span."""
    return Reading(text="x" * 80, findings=findings, person=person or Person(), **more)
