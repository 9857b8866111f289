"""What was understood, as short lists: findings by stance, tests that were done, medicines with their doses."""

from collections.abc import Sequence
from dataclasses import dataclass

from consilia.domain.language.lexicon import Lexicon
from consilia.domain.language.model import Dose, Finding, Reading
from consilia.web.workbench.presenters.marking import STANCES

_RESULTS = {"unknown": "result not told", "planned": "not done yet"}
_SHOWN_STANCES = ("present", "unsure", "absent", "past", "feared", "other-person")


@dataclass(frozen=True)
class StanceLine:
    """All findings of one stance, each named once."""

    stance: str
    label: str
    names: tuple[str, ...]


def by_stance(findings: Sequence[Finding], *, lexicon: Lexicon) -> list[StanceLine]:
    """Return the symptoms and circumstances by stance; tests and medicines have lists of their own."""
    lines = []
    for stance in _SHOWN_STANCES:
        held = [f for f in findings if f.stance.value == stance and _kind(f, lexicon) not in {"test", "medicine"}]
        names = tuple(dict.fromkeys(_described(f, lexicon) for f in held))
        if names:
            lines.append(StanceLine(stance, STANCES[stance], names))
    return lines


def _kind(finding: Finding, lexicon: Lexicon) -> str:
    return lexicon.concepts[finding.concept].kind if finding.concept in lexicon.concepts else "symptom"


def _described(finding: Finding, lexicon: Lexicon) -> str:
    name = lexicon.concepts[finding.concept].name if finding.concept in lexicon.concepts else finding.concept
    more = [*finding.sites, finding.side, finding.severity, finding.course, finding.onset]
    told = ", ".join(word.replace("-", " ") for word in more if word)
    return f"{name} ({told})" if told else name


def tests_done(findings: Sequence[Finding], *, reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return the tests that the asker says were done, each with the result as far as it was told."""
    done = [f for f in findings if _kind(f, lexicon) == "test" and f.stance.value in {"present", "past", "unsure"}]
    results: dict[str, str] = {}
    for finding in done:
        name = lexicon.concepts[finding.concept].name
        results[name] = finding.result or results.get(name, "result not told")
    return [f"{name}: {_RESULTS.get(result, result)}" for name, result in results.items()]


def medicines(findings: Sequence[Finding], *, reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return the medicines as written, each with its dose where one was read."""
    doses = {reading.words(dose.span): _dose(dose) for dose in reading.doses}
    listed = list(doses.values())
    for finding in findings:
        if _kind(finding, lexicon) == "medicine" and finding.stance.value in {"present", "unsure", "past"}:
            words = reading.words(finding.span)
            if not any(words.lower() in written.lower() for written in doses):
                listed.append(f"{words} ({finding.quantity})" if finding.quantity else words)
    return list(dict.fromkeys(listed))


def _dose(dose: Dose) -> str:
    if dose.mg is None:
        return dose.medicine
    return f"{dose.medicine} {dose.mg:g} mg{' a day' if dose.per_day else ''}"
