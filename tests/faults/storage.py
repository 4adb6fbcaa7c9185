"""What may happen to database, queue and disk."""

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from conversations.states import Delivery
from conversations.tables import messages
from tests.faults.load import Run, running
from tests.faults.machines import below, command_of, kill
from tests.faults.table import Result
from tests.faults.web import kill_web, percentile

THREE_MINUTES = timedelta(minutes=3)
# A template for each number of buttons and rows, so that answers on WhatsApp leave by the queue.
CONTENTS = ",".join(
    [f"buttons-{n}=HX{n:032x}" for n in range(1, 4)]
    + [f"list-{n}=HX{n + 16:032x}" for n in range(1, 11)]
)


def queue_away(folder: Path, scale: float) -> Result:
    """Fault 3: Redis killed, frozen and wiped while texts are answered by way of the queue."""
    texts = int(100 * scale)
    with running(folder, TWILIO_CONTENTS=CONTENTS) as run:
        run.channel = "whatsapp:"
        run.site.serve()
        run.site.work()
        run.load(texts, 8)
        usual = percentile(run.caller.times, 0.99)
        worst = 0.0
        for turn, away in enumerate((killed, frozen, wiped), 1):
            run.caller.times.clear()
            back = away(run)
            run.load(texts, 8, first=turn * 1000)
            worst = max(worst, percentile(run.caller.times, 0.99))
            back()
        recovery = run.settle()
        note = f"webhook p99 {worst * 1000:.0f} ms, {usual * 1000:.0f} ms before"
        note += "" if worst < 0.25 or worst < 1.5 * usual else ": NOT MET"
        name = "3 queue down, frozen, wiped"
        return Result(name, texts * 4, run.lost(), run.doubled(), recovery, note)


def killed(run: Run) -> Callable[[], None]:
    run.queue.stop()
    return run.queue.start


def frozen(run: Run) -> Callable[[], None]:
    run.queue.signal(signal.SIGSTOP)
    return lambda: run.queue.signal(signal.SIGCONT)


def wiped(run: Run) -> Callable[[], None]:
    run.queue.flush()
    return lambda: None


def database_away(folder: Path, scale: float) -> Result:
    """Fault 4: PostgreSQL restarted, crashed and away for a while, under load."""
    texts = int(400 * scale)
    with running(folder) as run:
        run.site.serve()
        run.site.work()
        loader = Thread(target=run.load, args=(texts, 15))
        loader.start()
        for mode, seconds in (("fast", 0.0), ("immediate", 0.0), ("fast", 8 * scale)):
            sleep(2)
            run.database.stop(mode)
            sleep(seconds)
            run.database.start()
        loader.join()
        spooled = run.site.spooled()
        recovery = run.settle()
        faults = sum(status >= 500 for status in run.caller.statuses)
        note = f"{faults} texts refused; {spooled} left in the spool"
        name = "4 database restarted, away"
        return Result(name, texts, run.lost(), run.doubled(), recovery, note)


def database_frozen(folder: Path, scale: float) -> Result:
    """Fault 4: PostgreSQL takes requests and answers none, twice, under load."""
    texts = int(300 * scale)
    with running(folder) as run:
        run.site.serve()
        run.site.work()
        loader = Thread(target=run.load, args=(texts, 10))
        loader.start()
        for _ in range(2):
            sleep(3)
            run.database.freeze()
            sleep(10 * scale)
            run.database.thaw()
        loader.join()
        recovery = run.settle()
        slowest = max(run.caller.times)
        note = f"{run.untaken} never taken; the slowest answer after {slowest:.1f} s"
        note += "" if slowest < GIVEN_UP_S else ": NOT MET"
        name = "4 database frozen"
        return Result(name, texts, run.lost(), run.doubled(), recovery, note)


GIVEN_UP_S = 4.0


def disk_full(folder: Path, scale: float) -> Result:
    """Fault 11: no database, and a disk with room for a few texts only."""
    texts = max(int(40 * scale), 10)
    disk = folder / "spool"
    disk.mkdir()
    with running(folder) as run:
        is_real = mount_small(disk)
        run.site.serve()
        run.database.stop("fast")
        # Twilio's clock is a little behind: its list is compared at once, not in two minutes.
        run.stand_in.account.clock_shift = -THREE_MINUTES
        fill(disk, is_real)
        run.load(texts, 20)
        refused = run.untaken
        empty(disk, is_real)
        run.database.start()
        start = monotonic()
        for pid in [one for one in below(run.site.programs[0].pid) if "sweep" in command_of(one)]:
            kill(pid)
        run.settle(90)
        recovery = monotonic() - start
        note = f"{refused} answered 503, then found in Twilio's list"
        note += "" if is_real else "; no mount allowed: a file stands in the folder's way"
        result = Result("11 disk full", texts, run.lost(), run.doubled(), recovery, note)
        run.site.stop()
        if is_real:
            subprocess.run(("umount", disk), check=True)
        return result


def mount_small(disk: Path) -> bool:
    """Whether the folder is a file system of its own now, of 64 kB."""
    command = ("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk)
    return subprocess.run(command, capture_output=True).returncode == 0


def fill(disk: Path, is_real: bool) -> None:
    if not is_real:
        shutil.rmtree(disk)
        disk.write_text("a file in the way")
        return
    with (disk / "ballast").open("wb") as ballast:
        try:
            while True:
                os.write(ballast.fileno(), b"x" * 4096)
        except OSError:
            return


def empty(disk: Path, is_real: bool) -> None:
    if not is_real:
        disk.unlink()
        disk.mkdir()
    else:
        (disk / "ballast").unlink()


def poison(folder: Path, scale: float) -> Result:
    """Fault 10: texts that kill the process that thinks about them."""
    del scale
    others = 40
    poisoned = Path(__file__).parent / "poison"
    with running(folder) as run:
        run.site.settings["PYTHONPATH"] = f"{poisoned}:{Path(__file__).resolve().parents[2]}"
        run.site.serve()
        run.site.work()
        run.text(9000, "POISON", "SMpoison")
        run.people.clear()
        run.load(others, 5)
        start = monotonic()
        run.wait_until(lambda: run.count(messages.c.quarantined_at.is_not(None)) == 1, 240)
        recovery = monotonic() - start
        run.settle()
        held = run.count(messages.c.quarantined_at.is_not(None))
        waiting = run.count(messages.c.delivery == Delivery.READY)
        note = f"{held} in quarantine, {waiting} about to leave" + (
            "" if held == 1 else ": NOT MET"
        )
        name = "10 a text that kills"
        return Result(name, others + 1, run.lost(), run.doubled(), recovery, note)


def everything(folder: Path, scale: float) -> Result:
    """10,000 texts while all is killed at random: web, worker, Redis, PostgreSQL."""
    texts = int(10_000 * scale)
    with running(folder) as run:
        web = run.site.serve()
        worker = run.site.work()
        stop = Event()
        works = (
            Thread(target=kill_web, args=(web.pid, stop, (2.0, 5.0))),
            Thread(target=kill_background, args=(run, worker.pid, stop)),
            Thread(target=restart_storage, args=(run, stop)),
        )
        for one in works:
            one.start()
        begun = monotonic()
        run.load(texts, 60)
        took = monotonic() - begun
        stop.set()
        for one in works:
            one.join()
        recovery = run.settle(600)
        note = f"{texts / took:.0f} texts/s"
        name = "all killed at random"
        return Result(name, texts, run.lost(), run.doubled(), recovery, note)


BEGINNING_S = 15


def kill_background(run: Run, supervisor: int, stop: Event) -> None:
    """Kill workers, what they started, and the sweep beside the web server."""
    chosen = random.Random(2)
    seen: dict[int, float] = {}
    while not stop.wait(chosen.uniform(2, 6)):
        roots = (supervisor, run.site.programs[0].pid)
        every = [pid for root in roots for pid in below(root)]
        for pid in every:
            seen.setdefault(pid, monotonic())
        # One that is only beginning has done nothing yet that could be lost.
        grown = [pid for pid in every if seen[pid] + BEGINNING_S < monotonic()]
        found = [pid for pid in grown if "import worker" in command_of(pid)]
        if found:
            kill(chosen.choice(found))


def restart_storage(run: Run, stop: Event) -> None:
    """Restart Redis and PostgreSQL in turn, gently and not."""
    chosen = random.Random(3)
    while not stop.wait(chosen.uniform(10, 20)):
        if chosen.random() < 0.5:
            run.queue.stop()
            sleep(chosen.uniform(0, 3))
            run.queue.start()
        else:
            run.database.stop(chosen.choice(("fast", "immediate")))
            sleep(chosen.uniform(0, 3))
            run.database.start()


FAULTS = (queue_away, database_away, database_frozen, poison, disk_full, everything)
