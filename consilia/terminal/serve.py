"""`consilia serve`, `demo`, `migrate` and `worker`: the processes of the house."""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import click

from consilia.terminal import starting

WORKER_PAUSE_SECONDS = 900
SENTENCES_A_ROUND = 20  # so that a slow language model never keeps the worker from its other work for long


@click.command(name="migrate")
def migrate_command() -> None:
    """Bring the database up to date with this version."""
    _start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


@click.command(name="serve")
def serve_command() -> None:
    """Serve the site at CONSILIA_LISTEN:PORT until stopped. The database must be up to date."""
    _start_django()
    _check()
    _collect_static()
    _serve(announce=[])


@click.command(name="demo")
@click.option("--only-prepare", is_flag=True, help="Do everything but serve.")
def demo_command(*, only_prepare: bool) -> None:
    """Start a demonstration: database, sample content, logins, index, server. Needs CONSILIA_DEMO=1."""
    _start_django()
    from django.conf import settings

    if not settings.DEMO:
        raise click.ClickException("A demonstration needs CONSILIA_DEMO=1. For a real service use `consilia serve`.")
    starting.refuse_broken_knowledge(Path(settings.DATA_DIR))
    if _prepare_demo() and not only_prepare:
        # A model that is loaded does not live on in the server's processes: begin again with a clean one.
        os.execv(sys.executable, [sys.executable, "-m", "consilia", "demo"])  # noqa: S606 - our own command
    if only_prepare:
        return
    from consilia.web.accounts.demo import demo_logins

    logins = [f"  {login.who:<22} {login.username:<12} {login.password}" for login in demo_logins()]
    _serve(
        announce=["", "Logins of this demonstration (who, user name, password):", *logins, "", "Stop it with Ctrl+C."]
    )


@click.command(name="worker")
@click.option("--once", is_flag=True, help="Do the work once and end, for cron or a timer.")
def worker_command(*, once: bool) -> None:
    """Do what time brings: erase drafts, end old sessions, mend the index, tell of the urgent. Every 15 minutes."""
    _start_django()
    _check()
    while True:
        _work()
        if once:
            return
        time.sleep(WORKER_PAUSE_SECONDS)


def _work() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import close_old_connections
    from django.utils import timezone

    from consilia.web.questions import searching
    from consilia.web.questions.actions import forget_old_drafts
    from consilia.web.smoothing.actions import smooth
    from consilia.web.workbench.actions import tell_doctors

    erased = forget_old_drafts(before=timezone.now() - timedelta(days=settings.DRAFT_DAYS))
    call_command("clearsessions")
    if not searching.is_built():
        click.echo(f"The index was out of line: built anew with {searching.rebuild()} entries.", err=True)
    if erased:
        click.echo(f"{erased} drafts older than {settings.DRAFT_DAYS} days erased.", err=True)
    if told := tell_doctors():
        click.echo(f"Wrote to {told} doctors that something urgent waits.", err=True)
    smooth(limit=SENTENCES_A_ROUND)
    close_old_connections()


def _start_django() -> None:
    import django

    django.setup()


def _check() -> None:
    """Start nothing on broken knowledge or on a database of another version."""
    from django.conf import settings

    starting.refuse_broken_knowledge(Path(settings.DATA_DIR))
    starting.refuse_an_old_database()


def _prepare_demo() -> bool:
    """Bring database, samples and index up to date; return whether the samples had to be looked at."""
    from django.conf import settings
    from django.core.management import call_command

    from consilia.terminal import stamps
    from consilia.web.ops.queries import migrations_waiting

    if migrations_waiting():
        click.echo("Preparing the database", err=True)
        call_command("migrate", interactive=False, verbosity=0)
    starting.refuse_foreign_tables()
    _collect_static()
    stamp = Path(settings.DATA_DIR) / "demo-loaded"
    if stamps.is_fresh(stamp, stamps.of_demo()):
        return False
    from consilia.web.exchange.samples import load_samples_into_database
    from consilia.web.questions import hearing

    load_samples_into_database()
    hearing.make_ready()
    stamps.write(stamp, stamps.of_demo())
    return True


def _collect_static() -> None:
    """Gather the static files when one of them has changed."""
    from django.conf import settings
    from django.core.management import call_command

    from consilia.terminal import stamps

    stamp = Path(settings.DATA_DIR) / "static-made-from"
    wanted = stamps.of_static_files()
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() or not stamps.is_fresh(stamp, wanted):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamps.write(stamp, wanted)


def _serve(*, announce: list[str]) -> None:
    from django.conf import settings
    from django.db import connections

    from consilia.terminal.server import Server

    connections.close_all()  # each process opens its own
    lines = [f"Consilia is at {settings.SITE_ADDRESS}", *announce]
    Server(on_ready=lambda: click.echo("\n".join(lines))).run()
