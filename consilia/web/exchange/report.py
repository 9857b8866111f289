"""What an import did: counts, and each refusal with its place and its reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Refusal:
    """Something that was not taken in. `where` is "file" or "file:line"; `reason` never repeats what a person wrote."""

    where: str
    reason: str


@dataclass
class Report:
    """Counts by name ("questions", "replies", "already here", ...) and the refusals, gathered while importing."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)  # irregular, but taken in

    def refuse(self, where: str, reason: str) -> None:
        """Write a refusal down."""
        self.refused.append(Refusal(where, reason))

    def note(self, where: str, notes: Iterable[str]) -> None:
        """Write down what was irregular about something that was taken in."""
        self.notes += [Refusal(where, name) for name in notes]

    def as_record(self) -> dict[str, object]:
        """Return the report as plain values."""
        return {
            "counts": dict(self.counts),
            "refused": [asdict(refusal) for refusal in self.refused],
            "irregular": [asdict(note) for note in self.notes],
        }
