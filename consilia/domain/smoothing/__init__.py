"""What a language model may be asked to say more smoothly, and whether its wording may stand. Pure: it asks nobody."""

from consilia.domain.smoothing.accepting import UNCHANGED, refusal
from consilia.domain.smoothing.applying import Wordings, smoothed
from consilia.domain.smoothing.files import BrokenSmoothing, Smoothing, load_smoothing
from consilia.domain.smoothing.sending import may_be_sent

__all__ = [
    "UNCHANGED",
    "BrokenSmoothing",
    "Smoothing",
    "Wordings",
    "load_smoothing",
    "may_be_sent",
    "refusal",
    "smoothed",
]
