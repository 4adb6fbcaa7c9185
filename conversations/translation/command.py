"""The models of translation at the command line: installed, listed, removed."""

from pathlib import Path
from typing import Protocol

import click

from conversations.translation.installing import (
    Store,
    choose_offers,
    find_files,
    install_file,
    install_offer,
    read_pair,
    remove,
    wanted_pairs,
)
from conversations.translation.packages import Package, find_ways
from conversations.translation.published import InstallError
from directory.imports.terminal import bar

MEGABYTE = 1_000_000


class Workshop(Protocol):
    """What the command line is given by who puts the parts together."""

    @property
    def translation_store(self) -> Store:
        """Where the models are."""


@click.group()
def translation() -> None:
    """Language models for what operators read and write."""


@translation.command()
@click.argument("what", metavar="LANGUAGE|PAIR|FILE|FOLDER")
@click.pass_obj
def install(workshop: Workshop, what: str) -> None:
    """Install models: `ar` (both ways with the team's language), `fr-ar`, a file or a folder."""
    store = workshop.translation_store
    try:
        if Path(what).exists():
            _install_files(store, Path(what))
        else:
            _install_published(store, what)
    except InstallError as error:
        raise click.ClickException(str(error)) from error


@translation.command("list")
@click.pass_obj
def show(workshop: Workshop) -> None:
    """Show the models that are installed, and the languages they lead to."""
    store = workshop.translation_store
    installed = store.installed()
    if not installed:
        click.echo("No model is installed. For Arabic: solitexto translation install ar")
        return
    for package in installed.values():
        click.echo(_line(package))
    ways, ours = find_ways(frozenset(installed)), store.team_language
    read = sorted(source for source, target in ways if target == ours)
    written = sorted(target for source, target in ways if source == ours)
    click.echo(f"The team ({ours}) reads: {', '.join(read) or 'nothing else'}")
    click.echo(f"The team ({ours}) writes: {', '.join(written) or 'nothing else'}")


@translation.command("remove")
@click.argument("pair")
@click.pass_obj
def take_out(workshop: Workshop, pair: str) -> None:
    """Remove the model of PAIR, such as fr-en."""
    read = read_pair(pair)
    if read is None:
        raise click.UsageError(f"{pair} is not a pair of languages; write one like fr-en.")
    try:
        package = remove(workshop.translation_store, read)
    except InstallError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Removed: {_line(package)}")


def _install_files(store: Store, path: Path) -> None:
    for file in find_files(path):
        click.echo(f"Installed: {_line(install_file(store, file))}")


def _install_published(store: Store, what: str) -> None:
    ways = wanted_pairs(what, store.team_language)
    if not ways or any(source == target for source, target in ways):
        raise click.UsageError(
            f"{what} is neither a language (ar), a pair of languages (fr-ar), a file nor a folder."
        )
    offers = choose_offers(store, ways)
    if not offers:
        click.echo("These models are installed already, in their newest version.")
    for offer in offers:
        with bar(f"{offer.source}-{offer.target}", None) as watch:
            package = install_offer(store, offer, watch)
        click.echo(f"Installed: {_line(package)}")


def _line(package: Package) -> str:
    size = max(1, round(package.size / MEGABYTE))
    return f"{package.source}-{package.target} {package.version}, {size} MB"
