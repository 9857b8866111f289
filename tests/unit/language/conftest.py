"""The lexicon, loaded once for all tests of this room."""

import pytest

from consilia.domain.language import Lexicon, load_lexicon
from consilia.loaded import KNOWLEDGE


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon(KNOWLEDGE)
