"""The doctor on the command line: a line for each finding, 1 when there is a fault."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Protocol

import click

from bot.doctor import Check, Finding, Health, examine

SIGNS = {Health.WELL: "ok     ", Health.WARNING: "warning", Health.FAULT: "FAULT  "}


class Workshop(Protocol):
    """What the doctor uses of the program."""

    def checks(self) -> tuple[Check, ...]:
        """Everything that is looked at, in order."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def doctor(workshop: Workshop, as_json: bool) -> None:
    """Look whether all is well, and say what to fix."""
    findings = list(tell(examine(workshop.checks()), as_json))
    faults = sum(finding.health is Health.FAULT for finding in findings)
    if faults:
        raise click.ClickException(f"{faults} to fix before people are answered as they should be.")


def tell(findings: Iterable[Finding], as_json: bool) -> Iterable[Finding]:
    """The same findings, each printed as it is found."""
    for finding in findings:
        line = f"{SIGNS[finding.health]}  {finding.what}: {finding.sentence}"
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else line)
        yield finding
