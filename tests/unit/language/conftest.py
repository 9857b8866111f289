"""The lexicon, loaded once for all tests of this room."""

import pytest

from consilia import loaded
from consilia.domain.language import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return loaded.lexicon()
