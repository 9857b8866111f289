"""Asks about a danger that somebody's words sound like, where no rule understood them.

Without a model nothing is asked. The ear is made in the background, once a process: until it is ready nothing is
suspected, and nobody waits.
"""

import logging
import threading
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from consilia import loaded
from consilia.domain.hearing.ear import Ear
from consilia.domain.hearing.examples import examples_of
from consilia.domain.hearing.files import ID_PREFIX
from consilia.domain.language.model import Reading
from consilia.domain.retrieval.remembered import RememberedEmbedder
from consilia.domain.samples import load_samples
from consilia.domain.triage.model import Assessment, FollowUp
from consilia.web.questions import index_steps

MOST_QUESTIONS = 3
_log = logging.getLogger("consilia.hearing")
_making = threading.Lock()
_ears: dict[str, Ear | None] = {}  # by the folder of the data; None where there is no model


def make_ready() -> None:
    """Make the ear, embedding the examples that are not remembered yet. Returns at once when it is there."""
    place = str(settings.DATA_DIR)
    with _making:
        if place not in _ears:
            _ears[place] = _made(Path(place))


def warm_up() -> None:
    """Begin to make the ear in the background, unless it is there or being made."""
    if str(settings.DATA_DIR) not in _ears and not _making.locked():
        threading.Thread(target=make_ready, name="hearing", daemon=True).start()


def suspected(reading: Reading, decided: Assessment, *, answered: Collection[str] = ()) -> tuple[FollowUp, ...]:
    """Return what to ask because the words sound like a danger: nothing where help is already shown.

    At most three with those that triage asks or has asked by itself; the last one fits every danger.
    """
    is_heard = decided.crisis or any(f.urgency.is_today for f in decided.fired)
    if is_heard or not reading.readable:
        return ()
    warm_up()
    ear = _ears.get(str(settings.DATA_DIR))
    heard = ear.suspects(reading.text) if ear else ()
    if not heard:
        return ()
    rules = loaded.rules()
    general = rules.hearing.policy.general
    asks = [FollowUp(f"{ID_PREFIX}{s.rule}", s.rule, rules.hearing.dangers[s.rule].ask, "") for s in heard]
    last = FollowUp(general, rules.rule_of_ask[general], rules.asks[general].text, "")
    by_triage = {ask.id for ask in decided.ask} | {i for i in answered if i in rules.asks and i != general}
    room = max(0, MOST_QUESTIONS - 1 - len(by_triage))
    return (*asks[:room], last)


def _made(data: Path) -> Ear | None:
    embedder = index_steps.model()
    if embedder is None:
        return None
    rules = loaded.rules()
    samples = load_samples(loaded.KNOWLEDGE)
    examples = examples_of(rules.hearing, rules=rules.all.values(), samples=samples)
    kept = RememberedEmbedder(embedder, file=data / "index" / "hearing-vectors.sqlite3")
    ear = Ear(examples, policy=rules.hearing.policy, embedder=embedder, remember=kept)
    _log.info("the ear knows %d sentences of danger and %d others", len(examples.danger), len(examples.harmless))
    return ear
