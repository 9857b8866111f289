"""Which file is broken, on which line, and how: out of the error that a loader raised."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from consilia.domain import plain_yaml
from consilia.domain.reviewing.model import Problem


def problem_of(error: Exception, *, part: str, reads: Sequence[Path], folder: Path) -> Problem:
    """Return the problem in words. `reads` are the files that were read until then; `part` is named where none fits."""
    broken = error if isinstance(error, ValidationError) else error.__cause__
    if isinstance(broken, ValidationError):
        for detail in broken.errors():
            for path in reversed(reads):
                line = _line(path, detail)
                if line is not None:
                    where = f"line {line}: " if line else ""
                    return Problem(path.relative_to(folder).as_posix(), "error", f"{where}{_in_words(detail)}")
    return Problem(part, "error", " ".join(str(error).split()))


def unreadable_in_words(error: Exception) -> str:
    """Return what is wrong with a file that is no YAML, with the line where that is known."""
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"line {mark.line + 1}: {said}" if isinstance(error, yaml.YAMLError) and mark else said


def _line(path: Path, detail: ErrorDetails) -> int | None:
    """The line of the error, 0 when the whole file is meant, None when this is not the file."""
    place = [step for step in detail["loc"] if step != "[key]"]
    if place and place[0] == path.stem:  # several files read as one: the first step is the name of the file
        place = place[1:]
    text = path.read_text("utf-8")
    if detail["type"] == "missing":
        if plain_yaml.line_of(text, place) is not None:
            return None
        return plain_yaml.line_of(text, place[:-1]) if place[:-1] else 0
    return plain_yaml.line_of(text, place)


def _in_words(detail: ErrorDetails) -> str:
    name = ".".join(str(step) for step in detail["loc"] if step != "[key]")
    if detail["type"] == "extra_forbidden":
        return f"{name!r} is no field of such a file"
    if detail["type"] == "missing":
        return f"{name!r} is missing"
    return f"{name}: {detail['msg']}"
