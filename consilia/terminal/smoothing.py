"""`consilia smooth`: asks the optional language model about general sentences, with progress."""

import json

import click


@click.command(name="smooth")
@click.option("--limit", type=click.IntRange(min=1), help="Ask about so many sentences at most.")
@click.option("--again", is_flag=True, help="Ask about every sentence again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def smooth_command(*, limit: int | None, again: bool, as_json: bool) -> None:
    """Ask the language model about the sentences it has not seen. Ends with status 1 when it did not answer."""
    import django

    django.setup()
    from consilia.web.smoothing.actions import smooth

    round_ = smooth(limit=limit, again=again, on_step=lambda: click.echo(".", nl=False, err=True))
    if round_ is None:
        raise click.ClickException("No language model is set (CONSILIA_LANGUAGE_MODEL_ADDRESS). Nothing was sent.")
    click.echo(err=True)
    counts = {
        "accepted": round_.accepted,
        "outcomes": dict(round_.outcomes),
        "failures": dict(round_.failures),
        "left": round_.left,
    }
    if as_json:
        click.echo(json.dumps(counts))
    else:
        click.echo(f"{round_.accepted} accepted, {round_.refused} refused, {round_.left} left.")
    if round_.failures:
        why = ", ".join(f"{reason} ({number})" for reason, number in sorted(round_.failures.items()))
        raise click.ClickException(f"The model gave no answer that could be used: {why}.")
