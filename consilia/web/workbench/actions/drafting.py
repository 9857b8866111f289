"""Keeps an answer while it is being written. No reload, error, lost connection or second window loses a word."""

from dataclasses import dataclass

from django.db import transaction

from consilia.web.accounts.models import Doctor
from consilia.web.audit.actions import note
from consilia.web.questions.models import Question, Reply
from consilia.web.workbench.actions.claiming import claim, is_claimed_by_another
from consilia.web.workbench.models import DraftVersion


@dataclass(frozen=True)
class Saved:
    """What became of saving: the draft as it now stands, and the version set aside because it came too late."""

    draft: Reply
    set_aside: DraftVersion | None = None


@transaction.atomic
def save_draft(question: Question, text: str, *, revision: int, window: str, by: Doctor) -> Saved:
    """Keep `text` as the draft, if `revision` is that of the draft that the window has seen.

    Otherwise another window has saved meanwhile: the draft stays and `text` is set aside for that window, so that both
    stand. Whoever begins to write has claimed the question, unless somebody else has.
    """
    draft, is_new = Reply.objects.select_for_update().get_or_create(question=question, doctor=by, signed_at=None)
    if is_new:
        note("draft begun", by=by.user, actor="doctor", thing=f"question:{question.pk}")
        if not is_claimed_by_another(question, doctor=by) and question.state == Question.State.WAITING:
            claim(question, by=by)
    if text == draft.text:
        DraftVersion.objects.filter(reply=draft, window=window).delete()
        return Saved(draft)
    if revision != draft.revision and draft.text:
        return Saved(draft, _set_aside(draft, text, window=window))
    _replace(draft, text)
    DraftVersion.objects.filter(reply=draft, window=window).delete()
    return Saved(draft)


def _replace(draft: Reply, text: str) -> None:
    draft.text = text
    draft.revision += 1
    draft.save(update_fields=["text", "revision", "changed_at"])


def _set_aside(draft: Reply, text: str, *, window: str) -> DraftVersion | None:
    if not text.strip():
        return None
    version, _ = DraftVersion.objects.update_or_create(reply=draft, window=window[:40], defaults={"text": text})
    return version


@transaction.atomic
def use_version(version: DraftVersion, *, by: Doctor) -> Reply:
    """Make the version the draft. What it replaces becomes the version, so that one can change one's mind again."""
    draft = Reply.objects.select_for_update().get(pk=version.reply_id)
    old = draft.text
    _replace(draft, version.text)
    version.text = old
    version.save()
    note("draft version used", by=by.user, actor="doctor", thing=f"question:{draft.question_id}")
    return draft


@transaction.atomic
def drop_version(version: DraftVersion, *, by: Doctor) -> None:
    """Erase the version because the doctor says so."""
    note("draft version dropped", by=by.user, actor="doctor", thing=f"question:{version.reply.question_id}")
    version.delete()
