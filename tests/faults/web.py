"""What may happen to the web server and to what it is sent."""

import http.client
import os
import random
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from sqlalchemy import text

from directory.storage import make_engine
from tests.faults.load import TEXT, Run, number, running
from tests.faults.machines import HOST, below, command_of, kill
from tests.faults.table import Result
from tests.twilio_calls import make_form

ODD = (
    "🙂" * 50, "👨‍👩‍👧‍👦" * 30, "\u202eab", "a\u200bb", "a\0b", "Z" + "\u0336" * 500,
    "\ufeffou dormir",
    "a\r\nb", "x" * 1600, "", " ", "b3UgZG9ybWly", "';--", "<b>&amp;</b>", "{{7*7}}", "=1+1", "%00",
    "ou dormir\u0000paris", "\ufffd\ufffe", "أين أنام", "ሰላም", "𝖔𝖚 𝖉𝖔𝖗𝖒𝖎𝖗", "ＯＵ　ＤＯＲＭＩＲ",
)  # fmt: skip


def web_killed(folder: Path, scale: float) -> Result:
    """Fault 1: answering processes and their master killed -9 while texts come in."""
    texts = int(400 * scale)
    with running(folder) as run:
        web = run.site.serve()
        run.site.work()
        stop = Event()
        killer = Thread(target=kill_web, args=(web.pid, stop, (2.0, 5.0)))
        killer.start()
        run.load(texts, 20)
        stop.set()
        killer.join()
        recovery = run.settle()
        return Result("1 web server killed -9", texts, run.lost(), run.doubled(), recovery)


MASTER = 0.2


def kill_web(supervisor: int, stop: Event, pauses: tuple[float, float]) -> int:
    """Kill one of gunicorn's processes again and again."""
    chosen = random.Random(1)
    kills = 0
    while not stop.wait(chosen.uniform(*pauses)):
        found = [pid for pid in below(supervisor) if "gunicorn" in command_of(pid)]
        if len(found) > 1:  # else they are only beginning
            # The first is the master: without it, all begin anew.
            kill(found[0] if chosen.random() < MASTER else chosen.choice(found[1:]))
            kills += 1
    return kills


def duplicates(folder: Path, scale: float) -> Result:
    """Fault 6: the same text forty times at once."""
    texts = max(int(20 * scale), 2)
    with running(folder) as run:
        run.site.serve("--workers", "4")
        run.caller.plan = lambda message: []
        seen = []
        for person in range(texts):
            form = make_form(MessageSid=f"SM{person}", From=number(person), Body=TEXT)
            with ThreadPoolExecutor(40) as pool:
                posts = [pool.submit(run.caller.post, "/twilio/incoming", form) for _ in range(40)]
            seen.append({post.result()[1] for post in posts})
        doubled = sum(len(answers - {b"", NOTHING}) > 1 for answers in seen)
        rows = run.inbound()
        note = f"{rows} kept of {texts}" + ("" if rows == texts else ": NOT MET")
        return Result("6 each text 40 times at once", texts * 40, 0, doubled, None, note)


NOTHING = b'<?xml version="1.0" encoding="UTF-8"?><Response />'


def pairs(folder: Path, scale: float) -> Result:
    """Fault 8: two texts of one person within 50 ms, met by two processes."""
    count = int(100 * scale)
    with running(folder) as run:
        run.site.serve("--workers", "2")
        with ThreadPoolExecutor(2) as pool:
            for person in range(count):
                one = pool.submit(run.text, person, TEXT, f"SMa{person}")
                sleep(0.03)
                two = pool.submit(run.text, person, "douche lyon", f"SMb{person}")
                one.result(), two.result()
        run.settle()
        engine = make_engine(run.site.database_url)
        with engine.connect() as connection:
            disordered = connection.scalar(text(DISORDERED))
            answered = connection.scalar(text(ANSWERED))
        engine.dispose()
        lost = 2 * count - int(answered or 0)
        note = f"out of order: {disordered}" + (": NOT MET" if disordered else "")
        return Result("8 two texts within 50 ms", 2 * count, lost, run.doubled(), None, note)


ANSWERED = "SELECT count(DISTINCT answers_id) FROM messages WHERE direction = 'out'"
DISORDERED = """
    SELECT count(*) FROM messages a JOIN messages b ON a.thread_id = b.thread_id
    WHERE a.direction = 'out' AND b.direction = 'out'
    AND a.sequence < b.sequence AND a.answers_id > b.answers_id
"""


def odd_texts(folder: Path, scale: float) -> Result:
    """Fault 13: whatever letters there are."""
    rounds = max(int(5 * scale), 1)
    with running(folder) as run:
        run.site.serve()
        for turn in range(rounds):
            for person, body in enumerate(ODD):
                run.text(turn * 100 + person, body)
        run.settle(30)
        faults = sum(status >= 500 or status == 0 for status in run.caller.statuses)
        note = f"{faults} answers of 5xx" + (": NOT MET" if faults else "")
        tried = rounds * len(ODD)
        return Result("13 odd letters", tried, run.lost(), run.doubled(), None, note)


def bad_signatures(folder: Path, scale: float) -> Result:
    """Fault 14: a flood that Twilio did not sign, with no database to touch."""
    seconds = max(10 * scale, 2)
    with running(folder) as run:
        run.site.serve()
        run.database.stop("fast")
        form = make_form()
        done = Event()
        with ThreadPoolExecutor(8) as pool:
            floods = [pool.submit(flood, run, form, done) for _ in range(8)]
            sleep(seconds)
            done.set()
        sent = sum(one.result() for one in floods)
        refused = run.caller.statuses.count(403)
        alone = timed(run, form, 300)
        run.database.start()
        good = sent == refused and alone < 0.010
        note = f"{sent / seconds:.0f}/s, alone p99 {alone * 1000:.1f} ms" + (
            "" if good else ": NOT MET"
        )
        return Result("14 bad signatures", sent, 0, 0, None, note)


def flood(run: Run, form: dict[str, str], done: Event) -> int:
    sent = 0
    while not done.is_set():
        sent += run.caller.post("/twilio/incoming", form, "stolen")[0] != 0
    return sent


def timed(run: Run, form: dict[str, str], count: int) -> float:
    """The 99th percentile of the answers to so many requests, one after the other."""
    run.caller.times.clear()
    for _ in range(count):
        run.caller.post("/twilio/incoming", form, "stolen")
    return percentile(run.caller.times, 0.99)


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def huge_and_slow(folder: Path, scale: float) -> Result:
    """Fault 12: bodies of 10 MB, and clients that send a byte a second."""
    slow, huge = int(100 * scale) or 10, int(100 * scale) or 10
    with running(folder) as run:
        web = run.site.serve()
        run.load(40, 10)
        before = memory(web.pid)
        run.caller.times.clear()
        done = Event()
        clients = [Thread(target=drip, args=(run.site.port, done)) for _ in range(slow)]
        for client in clients:
            client.start()
        with ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(post_huge, [run.site.port] * huge))
        run.load(int(100 * scale) or 20, 10, first=1000)
        p99 = percentile(run.caller.times, 0.99)
        done.set()
        growth = memory(web.pid) - before
        run.settle(30)
        bad = [status for status in statuses if status not in (413, 403, 400, 0)]
        met = p99 < 1 and growth < 50 and not bad
        note = f"others' p99 {p99 * 1000:.0f} ms, memory +{growth:.0f} MB" + (
            "" if met else ": NOT MET"
        )
        tried = slow + huge
        return Result("12 huge and slow bodies", tried, run.lost(), run.doubled(), None, note)


def drip(port: int, done: Event) -> None:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=5) as client:
        client.sendall(b"POST /twilio/incoming HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n")
        while not done.wait(1):
            client.sendall(b"x")


def post_huge(port: int) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/twilio/incoming", b"Body=" + b"x" * 10_000_000, kind)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0  # cut off in the middle of what nobody wants
    finally:
        connection.close()


def memory(pid: int) -> float:
    """What the processes below this one hold alone, in MB."""
    total = 0
    for one in below(pid):
        with suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def rolling_restart(folder: Path, scale: float) -> Result:
    """Fault 17: begun anew again and again while texts come in."""
    texts = int(300 * scale)
    with running(folder) as run:
        web = run.site.serve()
        worker = run.site.work()
        stop = Event()
        restarter = Thread(target=restart, args=((web.pid, worker.pid), stop))
        restarter.start()
        run.load(texts, 15)
        stop.set()
        restarter.join()
        recovery = run.settle()
        faults = sum(status >= 500 or status == 0 for status in run.caller.statuses)
        note = f"{faults} requests cut or 5xx" + (": NOT MET" if faults else "")
        name = "17 restarts under load"
        return Result(name, texts, run.lost(), run.doubled(), recovery, note)


def restart(pids: tuple[int, ...], stop: Event) -> None:
    while not stop.wait(8):
        for pid in pids:
            os.kill(pid, signal.SIGHUP)


def two_of_each(folder: Path, scale: float) -> Result:
    """Two web servers and two workers share database and queue; one of each is killed."""
    texts = int(200 * scale)
    with running(folder) as run:
        first = run.site.serve()
        other = run.site.port
        run.site.port = other + 1
        second = run.site.serve(port=other + 1)
        workers = [run.site.work(), run.site.work()]
        start = monotonic()
        for half, port in enumerate((other, other + 1)):
            run.caller.target = f"http://{HOST}:{port}"
            run.load(texts // 4, 15, first=half * 1000)
        first.kill()
        workers[0].kill()
        run.load(texts // 2, 15, first=2000)
        recovery = run.settle()
        note = f"{second.is_alive() and monotonic() - start:.0f} s in all"
        return Result("two of each, one killed", texts, run.lost(), run.doubled(), recovery, note)


FAULTS = (
    web_killed, duplicates, pairs, huge_and_slow, odd_texts, bad_signatures, rolling_restart,
    two_of_each,
)  # fmt: skip
