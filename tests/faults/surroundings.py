"""What may happen around us: clocks that jump, tokens that change, crowds, and time that passes."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from tests.faults.load import Run, number, running
from tests.faults.machines import Program, below
from tests.faults.table import Result
from tests.faults.web import memory
from tests.twilio.account import Message
from tests.twilio.webhooks import as_usual
from tests.twilio_calls import OLD_TOKEN, TOKEN

SHIFTED = Path(__file__).parent / "shifted"
ROOT = Path(__file__).resolve().parents[2]
HOUR = 3600
# A text without a report is looked up by then: 60 s, and a sweep.
DOUBTS_S = 75


def clock_jumps(folder: Path, scale: float) -> Result:
    """Fault 9: our clock an hour ahead, an hour behind, right again; half the reports are lost."""
    texts = max(int(40 * scale), 10)
    shift = folder / "shift"
    shift.write_text("0")
    with running(folder, CLOCK_SHIFT=str(shift)) as run:
        run.site.settings["PYTHONPATH"] = f"{SHIFTED}:{ROOT}"
        run.caller.plan = half_reported
        run.site.serve()
        run.site.work()
        for turn, seconds in enumerate((0, HOUR, -HOUR, 0)):
            shift.write_text(str(seconds))
            run.load(texts, 10, first=turn * 1000)
            if seconds == HOUR:
                sleep(DOUBTS_S)
        recovery = run.settle()
        sleep(DOUBTS_S)  # whoever would be answered twice is, by then
        name = "9 clock an hour ahead, behind"
        return Result(name, 4 * texts, run.lost(), run.doubled(), recovery)


def half_reported(message: Message) -> list[tuple[float, str]]:
    return as_usual(message) if int(message.sid[-1], 16) % 2 else []


def token_changed(folder: Path, scale: float) -> Result:
    """Fault 19: Twilio's token is changed under load; for a while we know both."""
    most = 2000
    settings = folder / ".env"
    settings.write_text(f"TWILIO_AUTH_TOKEN={OLD_TOKEN}\n")
    with running(folder, TWILIO_AUTH_TOKEN="") as run:
        run.caller.account.token = OLD_TOKEN
        web = run.site.serve()
        stop = Event()
        loader = Thread(target=run.load, args=(most, 10, stop))
        loader.start()
        sleep(2)
        settings.write_text(f"TWILIO_AUTH_TOKEN={TOKEN},{OLD_TOKEN}\n")
        os.kill(web.pid, signal.SIGHUP)
        run.wait_until(lambda: is_known(run, TOKEN), 120)
        run.caller.account.token = TOKEN
        sleep(10 * scale)
        stop.set()
        loader.join()
        texts = len(run.people)
        recovery = run.settle()
        refused = sum(status == 403 for status in run.caller.statuses)
        note = f"{refused} refused" + (": NOT MET" if refused else "")
        name = "19 token changed under load"
        return Result(name, texts, run.lost(), run.doubled(), recovery, note)


def is_known(run: Run, token: str) -> bool:
    """Whether every process takes what is signed so: they take turns."""
    form = {"MessageSid": "SMnone", "MessageStatus": "sent"}
    return all(run.caller.post("/twilio/status", form, token)[0] == 200 for _ in range(10))


def flood(folder: Path, scale: float) -> Result:
    """Fault 20: one number texts without end while others ask for help."""
    times, others = max(int(500 * scale), 80), max(int(60 * scale), 20)
    with running(folder) as run:
        run.site.serve()
        greedy = Thread(target=text_on, args=(run, times))
        greedy.start()
        run.load(others, 5, first=1)
        greedy.join()
        recovery = run.settle()
        answers = len(run.stand_in.account.arrived(number(0)))
        # 30 in an hour, by default, and a few words that they are used up.
        note = f"{answers} answers to {times} texts of one" + ("" if answers <= 35 else ": NOT MET")
        name = "20 one number without end"
        return Result(name, times + others, run.lost(), 0, recovery, note)


def text_on(run: Run, times: int) -> None:
    for turn in range(times):
        run.text(0, f"ou dormir ce soir paris {turn % 20 + 1}")


def soak(folder: Path, scale: float) -> Result:
    """Fault 22, in short: what the processes hold after many texts, and after many more."""
    texts = max(int(600 * scale), 60)
    with running(folder) as run:
        programs = (run.site.serve(), run.site.work())
        run.load(texts, 30)
        run.settle()
        before = held(programs)
        start = monotonic()
        run.load(texts, 30, first=5000)
        recovery = run.settle()
        after = held(programs)
        took = monotonic() - start
        grown, opened = after[0] - before[0], after[1] - before[1]
        note = f"{grown:+.1f} MB, {opened:+d} descriptors in {took:.0f} s"
        note += "" if grown < 15 and opened <= 6 else ": NOT MET"
        return Result("22 the same twice", 2 * texts, run.lost(), run.doubled(), recovery, note)


def held(programs: tuple[Program, ...]) -> tuple[float, int]:
    """The memory in MB and the descriptors of all processes, once none is beginning any more."""
    last, found = 0.0, 1.0
    deadline = monotonic() + 120
    while abs(found - last) > 1 and monotonic() < deadline:
        sleep(6)
        last, found = found, sum(memory(one.pid) for one in programs)
    return found, sum(descriptors(one.pid) for one in programs)


def descriptors(pid: int) -> int:
    return sum(len(list(open_files(one))) for one in (pid, *below(pid)))


def open_files(pid: int) -> Iterator[Path]:
    try:
        yield from Path(f"/proc/{pid}/fd").iterdir()
    except OSError:
        return  # it has ended meanwhile


FAULTS = (clock_jumps, token_changed, flood, soak)
