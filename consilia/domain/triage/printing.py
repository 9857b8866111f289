"""Prints the rules as pages a clinician can read, from the rules themselves and their own cases."""

from collections.abc import Iterator

from consilia.domain.triage.files import Condition, RuleFile, Variant
from consilia.domain.triage.rules import Rules

HEADER = "<!-- Printed from consilia/knowledge/triage by `consilia check-knowledge --print-to docs/generated`. -->"
_SAID_OTHERWISE = {"concept", "medicine"}


def print_rules(rules: Rules) -> dict[str, str]:
    """Return the generated pages by file name: one overview, and one page that holds every rule."""
    return {"triage-overview.md": "\n".join(_overview(rules)) + "\n", "triage-rules.md": "\n".join(_book(rules)) + "\n"}


def _overview(rules: Rules) -> Iterator[str]:
    yield HEADER
    yield "# Warning signs at a glance\n"
    yield f"{len(rules.all)} rules, {sum(len(rule.cases) for rule in rules.all.values())} cases. "
    yield "No clinician has reviewed them unless the last column names one.\n"
    yield "| rule | what | levels | reviewed by | look again by |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in rules.all.values():
        levels = sorted({variant.urgency for variant in rule.when}, key=lambda urgency: urgency.rank)
        yield (
            f"| [{rule.id}](triage-rules.md#{rule.id.lower()}) | {rule.title} | {', '.join(levels)} "
            f"| {rule.review.by} | {rule.review.again_by} |"
        )


def _book(rules: Rules) -> Iterator[str]:
    yield HEADER
    yield "# The warning signs, one by one"
    for rule in rules.all.values():
        yield from _page(rule)


def _page(rule: RuleFile) -> Iterator[str]:
    yield f"\n## {rule.id}\n\n**{rule.title}.** {rule.why}\n"
    yield f"To the asker: {rule.asker}  \nTo the doctor: {rule.doctor}  \nWhat would change it: {rule.would_change}\n"
    yield from (_variant(variant) for variant in rule.when)
    if rule.signs:
        yield f"- quoted with an emergency of it: {'; '.join(_condition(condition) for condition in rule.signs)}."
    if rule.instead_of:
        yield f"- silent then, when they rest on nothing else: {', '.join(rule.instead_of)}."
    yield "\nKnown misses: " + " ".join(rule.known_misses)
    yield "\nSources: " + "; ".join(
        f"[{r.title}]({r.url}) ({r.status}{f': {r.says}' if r.says else ''})" for r in rule.references
    )
    yield "\n| fires | a person writes |\n| --- | --- |"
    for case in rule.cases:
        level = f"yes, {case.urgency}" if case.urgency else "yes"
        yield f"| {level if case.fires else 'no'} | {case.text.replace('|', '/')} |"


def _variant(variant: Variant) -> str:
    parts = [
        f"{word} {'; '.join(_condition(condition) for condition in conditions)}"
        for word, conditions in (("all of", variant.all), ("one of", variant.any), ("unless", variant.none))
        if conditions
    ]
    return f"- *{variant.urgency}*, {variant.name}: {'. '.join(parts)}."


def _condition(condition: Condition) -> str:
    held = condition.model_dump(exclude_defaults=True)
    names = " or ".join([*condition.concept, *(f"medicine: {c}" for c in condition.medicine)])
    more = ", ".join(
        f"{key.replace('_', ' ')} {_plain(value)}" for key, value in held.items() if key not in _SAID_OTHERWISE
    )
    return f"{names} ({more})" if names and more else names or more


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return "/".join(str(v) for v in value)
    return "yes" if value is True else f"{value:g}" if isinstance(value, float) else str(value)
