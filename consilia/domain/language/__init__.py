"""A patient's words, understood: findings with their stance. The doors are `load_lexicon` and `read`."""

from consilia.domain.language.lexicon import Lexicon, load_lexicon
from consilia.domain.language.model import Finding, Person, Reading, Stance
from consilia.domain.language.reading import read

__all__ = ["Finding", "Lexicon", "Person", "Reading", "Stance", "load_lexicon", "read"]
