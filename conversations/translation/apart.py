"""The process in which models live: reads a request a line, answers a line, ends with its parent.

    python -m conversations.translation.apart FOLDER MEMORY_MB PARENT

A request is `{"texts": [...], "source": "fr", "target": "en"}`, an answer `{"texts": [...]}` or
`{"error": code, "message": "..."}`, with the memory used, in MB, and the models that are loaded.
"""

import json
import logging
import os
import select
import sys
from pathlib import Path
from threading import Thread
from time import sleep
from typing import IO, Any

from conversations.translation.errors import TranslationError
from conversations.translation.library import BARE, Shelf, load_library, prepare_environment

MEGABYTE = 1024**2
# Nobody has asked for anything: the memory goes back to the machine.
IDLE_S = 900
PARENT_SEEN_EVERY_S = 2
# Answering people comes first.
NICENESS = 5


def main(folder: Path, memory_mb: int, parent: int) -> None:
    """Answer until the parent hangs up, or nobody asks for a while."""
    _end_with_parent(parent)
    logging.disable()  # the library logs every text it is given
    os.nice(NICENESS)
    answers = _keep_output_clean()
    prepare_environment(folder)
    shelf = Shelf(folder, memory_mb * MEGABYTE - BARE, load_library())
    while line := _next_line():
        answers.write(json.dumps(answer(shelf, json.loads(line))) + "\n")
        answers.flush()


def answer(shelf: Shelf, request: dict[str, Any]) -> dict[str, Any]:
    """What the parent is told; an error has neither the text nor where in the code it was."""
    try:
        texts = shelf.convert(request["texts"], request["source"], request["target"])
        said: dict[str, Any] = {"texts": texts}
    except TranslationError as error:
        said = {"error": error.code, "message": str(error)}
    return {**said, "memory_mb": used_memory(), "loaded": shelf.loaded()}


def used_memory() -> int:
    """Megabytes of this process in memory; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // MEGABYTE


def _end_with_parent(parent: int) -> None:
    """A parent that is killed cannot stop us when we hang: we look whether it is there."""

    def watch() -> None:
        while os.getppid() == parent:
            sleep(PARENT_SEEN_EVERY_S)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _keep_output_clean() -> IO[str]:
    """The way to the parent; whatever a library prints goes elsewhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def _next_line() -> bytes:
    ready, _, _ = select.select([sys.stdin], [], [], IDLE_S)
    return sys.stdin.buffer.readline() if ready else b""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
