"""The translator's command: begin a language, or bring it up to date, and see what it lacks."""

import click

from bot.replies.catalogues import find_faults, update
from bot.replies.wording import SOURCE


@click.command()
@click.argument("language")
def catalogue(language: str) -> None:
    """Begin the catalogue of LANGUAGE (a code such as ka), or add what is new to it."""
    if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        raise click.BadParameter("give a language code of two or three letters, such as ka.")
    if language == SOURCE:
        raise click.BadParameter("English stands in the code: give another language.")
    click.echo(update(language))
    faults = [fault for fault in find_faults() if fault.language == language]
    for fault in faults:
        click.echo(fault)
    click.echo("Complete." if not faults else f"{len(faults)} sentences to translate or mend.")


if __name__ == "__main__":
    catalogue()
