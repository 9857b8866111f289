"""What must be in order before a process of the house starts: the knowledge, and the tables of the database."""

from pathlib import Path

import click

from consilia import loaded
from consilia.terminal import stamps


def refuse_broken_knowledge(folder: Path) -> None:
    """End with one sentence when a knowledge file is broken. `folder` is the data folder.

    What was found whole is written down there, so that only a change is looked at again.
    """
    stamp, wanted = folder / "knowledge-checked", f"{loaded.knowledge_version()} {loaded.code_version()}"
    if stamps.is_fresh(stamp, wanted):
        return
    from consilia.domain.reviewing import first_broken

    broken = first_broken(loaded.KNOWLEDGE)
    if broken is not None:
        raise click.ClickException(
            f"The knowledge is broken: {loaded.KNOWLEDGE / broken.file}, {broken.what}. Mend it, then run `consilia "
            "check-knowledge` until it finds no error."
        )
    stamps.write(stamp, wanted)


def refuse_an_old_database() -> None:
    """End with one sentence when the database cannot be reached, or is not that of this version."""
    from django.db import DatabaseError

    from consilia.web.ops.queries import migrations_waiting

    try:
        waiting = migrations_waiting()
    except DatabaseError as error:
        raise click.ClickException(f"The database cannot be reached ({type(error).__name__}).") from None
    if waiting:
        raise click.ClickException(
            f"The database is not up to date: {waiting} steps wait. Run `consilia migrate` first."
        )
    refuse_foreign_tables()


def refuse_foreign_tables() -> None:
    """End with one sentence when every step is done and tables or columns are missing all the same."""
    from django.conf import settings

    from consilia.web.ops.queries import missing_in_tables

    missing = missing_in_tables()
    if missing:
        raise click.ClickException(
            f"The database was made by another version of Consilia: it has no {', '.join(missing[:3])}. Take what it "
            "holds out with `consilia export` of the version that made it, or begin with an empty data folder "
            f"(CONSILIA_DATA_DIR, now {settings.DATA_DIR})."
        )
