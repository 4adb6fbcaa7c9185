"""Which machine translates: a server where one is set, else the models that are installed."""

from pathlib import Path

from conversations.translation.argos import ArgosMachine
from conversations.translation.libretranslate import LibreMachine
from conversations.translation.rendering import Machine


def make_machine(folder: Path, memory_mb: int, server: str = "", key: str = "") -> Machine:
    """The machine of the settings; nothing is started or asked before the first text."""
    return LibreMachine(server, key) if server else ArgosMachine(folder, memory_mb)
