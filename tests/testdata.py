"""Finds the optional test data beside the checkout, or skips with a reason."""

import os
from pathlib import Path

import pytest

HOME = Path(os.environ.get("CONSILIA_TEST_DATA", Path(__file__).resolve().parents[2] / "shared"))


def shared(*parts: str) -> Path:
    """Return a path inside the optional test data; `shared("gold/x.jsonl")` means its folder `data`.

    Skips the calling test, saying why, where the data is not there.
    """
    path = HOME.joinpath(*parts) if parts[0] in {"pages", "tools"} else HOME.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"optional test data is not here: {'/'.join(parts)}")
    return path
