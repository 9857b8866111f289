"""The processes of the house: serving, and the worker."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from consilia.terminal import serve, stamps
from consilia.web.ops import queries
from consilia.web.questions.models import AskDraft
from tests.web.factories import a_published_question

SECRET = "my secret sentence about a calf"


@pytest.mark.django_db
def test_serving_refuses_an_old_database(monkeypatch):
    monkeypatch.setattr(queries, "migrations_waiting", lambda: 3)

    result = CliRunner().invoke(serve.serve_command)

    assert result.exit_code == 1
    assert "consilia migrate" in result.output


@pytest.mark.usefixtures("noise")
def test_the_worker_erases_what_was_never_sent_and_nothing_else(settings):
    settings.DRAFT_DAYS = 7
    for key, days in (("old", 8), ("new", 6)):
        draft = AskDraft.objects.create(key_hash=key, answers={"words": SECRET})
        AskDraft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=days))

    result = CliRunner().invoke(serve.worker_command, ["--once"])

    assert result.exit_code == 0, result.output
    assert [draft.key_hash for draft in AskDraft.objects.all()] == ["new"]
    assert SECRET not in result.output


@pytest.mark.usefixtures("noise")
def test_the_worker_mends_the_index():
    from consilia.web.questions import searching
    from consilia.web.questions.models import IndexEntry

    a_published_question()
    IndexEntry.objects.all().delete()

    CliRunner().invoke(serve.worker_command, ["--once"])

    assert searching.is_built()
    assert IndexEntry.objects.count() >= 3


def test_a_stamp_is_fresh_only_for_what_it_was_made_from(tmp_path):
    stamp = tmp_path / "stamp"

    assert not stamps.is_fresh(stamp, "a")
    stamps.write(stamp, "a")
    assert stamps.is_fresh(stamp, "a")
    assert not stamps.is_fresh(stamp, "b")
