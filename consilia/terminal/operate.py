"""`consilia new-key`, `new-admin`, `backup` and `restore`: what an administrator does on the server."""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from consilia.terminal.archive import Contents


@click.command(name="new-key")
def new_key_command() -> None:
    """Print a new key for CONSILIA_SECRET_KEY."""
    click.echo(secrets.token_urlsafe(64))


@click.command(name="new-admin")
@click.option("--username", prompt="User name", help="To log in with.")
@click.option("--email", prompt="E-mail address (may stay empty)", default="", help="For reports of visitors.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def new_admin_command(*, username: str, email: str, password_stdin: bool) -> None:
    """Make an administrator. The password is asked for; it is never an argument, which others could see."""
    import django

    django.setup()
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_for_password()
    _make_administrator(username=username, email=email, password=password)
    click.echo(f"{username} is an administrator now.")


def _ask_for_password() -> str:
    return str(click.prompt("Password (12 characters or more)", hide_input=True, confirmation_prompt=True))


def _make_administrator(*, username: str, email: str, password: str) -> None:
    from django.core.exceptions import ValidationError

    from consilia.web.accounts.actions import create_administrator
    from consilia.web.accounts.checks import check_new_administrator

    try:
        check_new_administrator(username=username, email=email, password=password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
    create_administrator(username=username, email=email, password=password)


@click.command(name="password-link")
@click.argument("username")
def password_link_command(*, username: str) -> None:
    """Print a link by which somebody who works here sets a new password: it works once. The old one ends at once."""
    import django

    django.setup()
    from django.conf import settings

    from consilia.web.accounts.actions import link_from_terminal
    from consilia.web.accounts.models import User

    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise click.ClickException(f"Nobody here has the user name {username}.")
    if not user.is_active:
        raise click.ClickException(f"The account of {username} is closed. Open it first.")
    click.echo(settings.SITE_ADDRESS + link_from_terminal(user))


@click.command(name="backup")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder; default: backups in the data folder."
)
def backup_command(*, out: Path | None) -> None:
    """Write the database into an archive, also while the service runs. It holds what patients wrote: keep it safe."""
    import django

    django.setup()
    from consilia.terminal import archive

    try:
        made = archive.back_up(out)
    except archive.ArchiveRefused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(
        f"{made} ({made.stat().st_size / 1e6:.1f} MB). It holds private words: keep it where only you can read it."
    )


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the database that is there; it is put aside, not erased.")
@click.option("--check", is_flag=True, help="Only say what the archive holds, and whether it can be restored.")
def restore_command(*, file: Path, force: bool, check: bool) -> None:
    """Put the database of an archive in place, after checking it. Stop the service first."""
    import django

    django.setup()
    from consilia.terminal import archive

    try:
        if check:
            click.echo(_told(archive.look_into(file)))
            return
        put_aside = archive.restore(file, force=force)
    except archive.ArchiveRefused as refused:
        raise click.ClickException(str(refused)) from None
    if put_aside:
        click.echo(f"The database that was there is kept as {put_aside}.")
    click.echo("Restored. Now run `consilia migrate`, then `consilia reindex`, then start the service.")


def _told(contents: "Contents") -> str:
    made, held = contents.description, ", ".join(f"{count} {what}" for what, count in contents.counts.items())
    return f"Can be restored. Made {made.made_at:%Y/%m/%d %H:%M} UTC by version {made.code_version}: {held}."
