"""The doors from a terminal. Each command lives in `consilia/terminal/` and is named here."""

import os

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consilia.web.settings")


class _Lazy(click.Group):
    """Imports a command's module only when it is called, so that `consilia assess` starts without Django."""

    commands_in = {
        "assess": "consilia.terminal.assess",
        "explain": "consilia.terminal.assess",
        "retrieve": "consilia.terminal.retrieve",
        "evaluate": "consilia.terminal.evaluate",
        "compose": "consilia.terminal.compose",
        "import": "consilia.terminal.exchange",
        "export": "consilia.terminal.exchange",
        "reindex": "consilia.terminal.index",
        "check-knowledge": "consilia.terminal.knowledge",
        "serve": "consilia.terminal.serve",
        "demo": "consilia.terminal.serve",
        "migrate": "consilia.terminal.serve",
        "worker": "consilia.terminal.serve",
        "smooth": "consilia.terminal.smoothing",
        "new-key": "consilia.terminal.operate",
        "new-admin": "consilia.terminal.operate",
        "password-link": "consilia.terminal.operate",
        "backup": "consilia.terminal.operate",
        "restore": "consilia.terminal.operate",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.commands_in)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from importlib import import_module

        if name not in self.commands_in:
            return None
        command = getattr(import_module(self.commands_in[name]), name.replace("-", "_") + "_command")
        assert isinstance(command, click.Command)  # noqa: S101 - a slip of ours, not of the user's
        return command


@click.group(cls=_Lazy, help="Consilia: a self-hosted ask-a-doctor service.")
@click.version_option(package_name=None, version=__import__("consilia").__version__)
def main() -> None:
    """Choose a command."""
