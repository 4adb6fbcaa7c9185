"""`make faults`: everything that may break, broken on this machine, and what became of the texts.

All of it runs on loopback, on a PostgreSQL, a Redis and a stand-in for Twilio of its own. Words
after the command choose faults by name; `--scale 0.1` makes it short.
"""

import argparse
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from tests.faults import sending, storage, surroundings, web
from tests.faults.table import Result, lines

Fault = Callable[[Path, float], Result]
FAULTS: tuple[Fault, ...] = (*web.FAULTS, *sending.FAULTS, *surroundings.FAULTS, *storage.FAULTS)


def main() -> int:
    """Run the faults, one after the other; 1 when a text was lost or answered twice."""
    asked = read_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left running
    chosen = [one for one in FAULTS if not asked.names or one.__name__ in asked.names]
    results = []
    for fault in chosen:
        print(f"{fault.__name__} ...", file=sys.stderr, flush=True)
        results.append(run(fault, asked.scale))
        print(lines(results[-1:])[-1], file=sys.stderr, flush=True)
    print("\n".join(lines(results)))
    return 0 if all(one.is_good() for one in results) else 1


def run(fault: Fault, scale: float) -> Result:
    """One fault in a folder of its own, kept when the fault could not be tried."""
    folder = Path(mkdtemp(prefix="solitexto-faults-"))
    os.chmod(folder, 0o755)  # the database runs as another user
    try:
        result = fault(folder, scale)
    except Exception:
        traceback.print_exc()
        return Result(fault.__name__, 0, 0, 0, None, f"NOT MET: could not be tried, see {folder}")
    shutil.rmtree(folder, ignore_errors=True)
    return result


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(one.__name__ for one in FAULTS))
    parser.add_argument("--scale", type=float, default=1.0, help="1: all of it; 0.1: a tenth")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
