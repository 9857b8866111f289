"""Keeps a question while it is being written, so that no reload, error or lost connection loses a word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from consilia.web.audit.actions import note
from consilia.web.questions.links import digest, new_key
from consilia.web.questions.models import AskDraft, Question

MOST_SET_ASIDE = 5


@dataclass(frozen=True)
class Saved:
    """What became of saving: the draft as it is now, and whether another window had changed it meanwhile."""

    draft: AskDraft
    was_stale: bool


def start_draft(*, after: Question | None = None, goes_on: bool = False) -> tuple[AskDraft, str]:
    """Begin a draft; return it with the key for the asker's cookie, which is kept nowhere else.

    `after` is a question that was sent by this browser, or whose secret link was shown; the asker is asked whether the
    new one goes on from it, and `goes_on` is the answer so far.
    """
    key = new_key()
    answers = {"after": str(after.public_id), "goes_on": goes_on} if after else {}
    return AskDraft.objects.create(key_hash=digest(key), answers=answers), key


@transaction.atomic
def save_answers(draft: AskDraft, values: dict[str, Any], *, revision: int | None = None) -> Saved:
    """Keep answers in the draft and return it with whether the form was stale.

    A form is stale when it names another `revision` than the draft's and one of its answers would replace something
    written since. The new answers are kept then and the others are set aside, so that both versions stand.
    """
    held = AskDraft.objects.select_for_update().get(pk=draft.pk)
    changed = {name: value for name, value in values.items() if held.answers.get(name, "") != value}
    replaced = [] if revision in (None, held.revision) else _replaced(held.answers, changed)
    if not changed:
        return Saved(held, was_stale=False)
    if replaced:
        held.answers["set_aside"] = [*replaced, *held.answers.get("set_aside", [])][:MOST_SET_ASIDE]
    held.answers |= changed
    held.revision += 1
    held.save()
    return Saved(held, was_stale=bool(replaced))


def _replaced(answers: dict[str, Any], changed: dict[str, Any]) -> list[dict[str, str]]:
    """The answers that would be lost: those that the new ones do not merely go on from."""
    old = {name: answers.get(name) for name, value in changed.items() if isinstance(value, str)}
    return [
        {"name": name, "value": value}
        for name, value in old.items()
        if isinstance(value, str) and value.strip() and value not in changed[name]
    ]


@transaction.atomic
def take_aside(draft: AskDraft, *, use: bool) -> AskDraft:
    """End the choice between two versions of an answer: use the one set aside last, or drop it."""
    held = AskDraft.objects.select_for_update().get(pk=draft.pk)
    aside = held.answers.get("set_aside", [])
    if aside and use:
        held.answers[aside[0]["name"]] = aside[0]["value"]
    held.answers["set_aside"] = aside[1:]
    held.revision += 1
    held.save()
    return held


def forget_draft(draft: AskDraft) -> None:
    """Erase a draft because the asker says so."""
    draft.delete()


@transaction.atomic
def forget_old_drafts(*, before: datetime) -> int:
    """Erase every draft that nobody has touched since `before`; return how many."""
    count, _ = AskDraft.objects.filter(changed_at__lt=before).delete()
    note("old drafts erased", by=None, actor="system", count=count)
    return count
