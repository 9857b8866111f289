"""`consilia reindex`: builds the search index from what is published."""

import json
import sys

import click


@click.command(name="reindex")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
def reindex_command(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Build the search index anew. Vectors that are still right are kept; may be stopped and called again."""
    import django

    django.setup()
    from consilia.web.questions import hearing, searching

    done_before = 0
    with click.progressbar(length=1, label="vectors", file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            nonlocal done_before
            bar.length = of
            bar.update(done - done_before)
            done_before = done

        entries = searching.rebuild(show)
        hearing.make_ready()
        bar.update((bar.length or 0) - done_before)
    if not searching.is_built():
        raise click.ClickException("The index could not be brought in line with what is published.")
    has_model = searching.has_model()
    if as_json:
        click.echo(json.dumps({"entries": entries, "vectors_made": done_before, "by_meaning": has_model}))
        return
    click.echo(f"{entries} questions can be found; {done_before} vectors were made.")
    if not has_model:
        click.echo("No model is installed: questions are compared by their words alone.")
