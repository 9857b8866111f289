"""The rules, loaded, checked and indexed once a process."""

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from consilia.domain.hearing.files import Hearing, load_hearing
from consilia.domain.triage.files import (
    Ask,
    BrokenRule,
    Combination,
    Condition,
    MedicineClass,
    RuleFile,
    Variant,
    load_folder,
)
from consilia.domain.triage.model import Urgency
from consilia.domain.triage.routing import Department, Routing, load_routing
from consilia.domain.triage.wording import Advice, load_advice


@dataclass(frozen=True)
class Rules:
    """All that triage knows, ready to be asked.

    `trigger` holds, for each variant, the concepts and medicine classes of which one must be there before the variant
    can fire at all; empty when it must always be looked at. `ask_trigger` does the same for questions. `rules_naming`
    holds, for each concept or kind of conflict, the rules that an answer about it can change.
    """

    all: Mapping[str, RuleFile]
    trigger: Mapping[tuple[str, str], frozenset[str]]
    asks: Mapping[str, Ask]
    rule_of_ask: Mapping[str, str]
    ask_trigger: Mapping[str, frozenset[str]]
    rules_naming: Mapping[str, frozenset[str]]
    class_of: Mapping[str, tuple[str, ...]]
    medicine_classes: Mapping[str, MedicineClass]
    routing: Routing
    advice: Advice
    hearing: Hearing
    version: str

    def may_fire(self, there: Set[str], *, only: frozenset[str] | None = None) -> list[tuple[RuleFile, list[Variant]]]:
        """Return the variants, by their rule, that can fire when these concepts and medicine classes are there."""
        found: dict[str, list[Variant]] = {}
        for number in sorted(self._always.union(*(self._by_trigger[name] for name in there & self._by_trigger.keys()))):
            rule_id, variant = self._variants[number]
            if only is None or rule_id in only:
                found.setdefault(rule_id, []).append(variant)
        return [(self.all[rule_id], variants) for rule_id, variants in found.items()]

    @cached_property
    def _variants(self) -> tuple[tuple[str, Variant], ...]:
        return tuple((rule.id, variant) for rule in self.all.values() for variant in rule.when)

    @cached_property
    def _always(self) -> frozenset[int]:
        return frozenset(n for n, (rule_id, v) in enumerate(self._variants) if not self.trigger[rule_id, v.name])

    @cached_property
    def _by_trigger(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, (rule_id, variant) in enumerate(self._variants):
            for name in self.trigger[rule_id, variant.name]:
                found.setdefault(name, set()).add(number)
        return {name: frozenset(numbers) for name, numbers in found.items()}

    @property
    def departments(self) -> Mapping[str, Department]:
        """Every department that answers questions, by its id."""
        return self.routing.departments

    def text_of_ask(self, ask_id: str) -> str:
        """Return what a follow-up question asked; the id itself when the knowledge no longer holds it."""
        if ask_id in self.asks:
            return self.asks[ask_id].text
        danger = self.hearing.by_ask(ask_id)
        return danger.ask if danger else ask_id

    def soonest(self, rule_id: str) -> Urgency:
        """Return the soonest level that a rule can ask for."""
        return min((variant.urgency for variant in self.all[rule_id].when), key=lambda urgency: urgency.rank)

    def concepts(self) -> frozenset[str]:
        """Return every concept that some rule, question, department or fallback names."""
        named = {c for rule in self.all.values() for c in concepts_of(rule)}
        named |= {c for department in self.departments.values() for c in department.concepts}
        fallbacks = self.advice.fallbacks
        settled = {c for condition in self.advice.settled.assessed for c in condition.concept}
        return frozenset(named | settled | {*fallbacks.complaints, *fallbacks.conditions, *fallbacks.just_now})


def concepts_of(rule: RuleFile) -> Iterator[str]:
    """Yield every concept that the rule names, in its variants and in its questions."""
    for combination in (*rule.when, *(ask.when for ask in rule.ask)):
        for condition in (*combination.all, *combination.any, *combination.none):
            yield from condition.concept
    yield from (c for condition in rule.signs for c in condition.concept)
    yield from (ask.decides.concept for ask in rule.ask if ask.decides)


def load_rules(folder: Path) -> Rules:
    """Return the rules of a knowledge folder (the one that holds `triage/`, `advice/`, `departments/`).

    Raises BrokenRule, naming the file, when a file does not follow its schema or names a department, a medicine class
    or a line of advice that does not exist.
    """
    rules = {rule.id: rule for rule in load_folder(folder / "triage", kind=RuleFile)}
    classes = {c.id: c for c in load_folder(folder / "medicine-classes", kind=MedicineClass)}
    routing = load_routing(folder)
    advice = load_advice(folder / "advice")
    for rule in rules.values():
        _check_references(
            rule, classes=classes, departments=routing.departments, advice=advice, known_rules=rules.keys()
        )
    asks = [(ask, rule.id) for rule in rules.values() for ask in rule.ask]
    if len({ask.id for ask, _ in asks}) < len(asks):
        raise BrokenRule("two follow-up questions share an id")
    return Rules(
        all=rules,
        trigger={(rule.id, v.name): trigger_of(v) for rule in rules.values() for v in rule.when},
        asks={ask.id: ask for ask, _ in asks},
        rule_of_ask={ask.id: rule_id for ask, rule_id in asks},
        ask_trigger={ask.id: trigger_of(ask.when) for ask, _ in asks},
        rules_naming=rules_naming(rules),
        class_of=_class_of(classes),
        medicine_classes=classes,
        routing=routing,
        advice=advice,
        hearing=_checked(load_hearing(folder), rules=rules),
        version=_digest(folder),
    )


def _check_references(
    rule: RuleFile,
    *,
    classes: Mapping[str, object],
    departments: Mapping[str, object],
    advice: Advice,
    known_rules: Set[str],
) -> None:
    named = [c for v in rule.when for condition in (*v.all, *v.any, *v.none) for c in condition.medicine]
    for kind, ids, known in (
        ("medicine class", named, classes),
        ("department", rule.departments, departments),
        ("line of advice", rule.do_now, advice.lines),
    ):
        unknown = sorted(set(ids) - set(known))
        if unknown:
            raise BrokenRule(f"{rule.id} names an unknown {kind}: {', '.join(unknown)}")
    unknown_rules = sorted(set(rule.instead_of) - known_rules)
    if unknown_rules:
        raise BrokenRule(f"{rule.id} stands instead of unknown rules: {', '.join(unknown_rules)}")
    if len({variant.name for variant in rule.when}) < len(rule.when):
        raise BrokenRule(f"{rule.id}: two variants share a name")


def _checked(hearing: Hearing, *, rules: Mapping[str, RuleFile]) -> Hearing:
    unknown = sorted(hearing.dangers.keys() - rules.keys())
    if unknown:
        raise BrokenRule(f"hearing/ names unknown rules: {', '.join(unknown)}")
    return hearing


def _class_of(classes: Mapping[str, MedicineClass]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for held in classes.values():
        for name in held.names:
            found[name] = (*found.get(name, ()), held.id)
    return found


def trigger_of(variant: Combination) -> frozenset[str]:
    """The smallest set of names of which one must be in the reading; empty when none can be told."""
    sets = [_names(condition) for condition in variant.all]
    if variant.any and all(_names(condition) for condition in variant.any):
        sets.append(frozenset().union(*(_names(condition) for condition in variant.any)))
    return min((s for s in sets if s), key=len, default=frozenset())


def rules_naming(rules: Mapping[str, RuleFile]) -> dict[str, frozenset[str]]:
    """Return, for each concept and each kind of conflict, the ids of the rules whose variants name it."""
    found: dict[str, set[str]] = {}
    for rule in rules.values():
        for variant in rule.when:
            for condition in (*variant.all, *variant.any, *variant.none):
                for name in (*condition.concept, *condition.conflict, *(["pregnancy"] if condition.pregnant else [])):
                    found.setdefault(name, set()).add(rule.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _names(condition: Condition) -> frozenset[str]:
    """The names of which one must be in the reading; none when a number alone can make the condition hold."""
    return frozenset() if condition.measure else frozenset((*condition.concept, *condition.medicine))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for part in ("advice", "departments", "hearing", "medicine-classes", "routing", "triage"):
        for path in sorted((folder / part).glob("*.yaml")):
            digest.update(f"{part}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
