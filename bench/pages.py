"""Pages and records of many counsellors at once (N5), against a bare route that does one prepared INSERT."""

from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import psycopg

from bench import kept, open_files
from bench.append import latency
from bench.arrivals import Answered
from bench.bare_route import Bare, bare_route
from bench.counsellors import WRITES, Counsellor, Worked, at_work, insert_at_rate
from bench.http_client import CONNECTIONS
from bench.rounds import Gate, Line
from bench.running import Running, running
from bench.sample_city import database_of, sample_city, sign_ins
from events.host import accounts
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment

EACH = 0.5
"""Requests per second of one counsellor."""
KNEE = 3
"""Times the usual arrivals, once, where a run is long enough to mean something."""
LONG = 10.0
SERVICES = ("intake", "planning")
OVER = ("ended", "closed")
Told = Callable[[str], None]
InProcess = ProcessPoolExecutor


def pages(owner: Address, rounds: int, counsellors: int, seconds: float, told: Told) -> list[Line]:
    """Both servers run all the time; each round loads one after the other, from a third process."""
    open_files.room_for(CONNECTIONS)
    home, rate = sample_city(told), EACH * counsellors
    lines = _lines(rate)
    with (
        running(home) as serving,
        bare_route(owner) as bare,
        InProcess(1, mp_context=get_context("spawn")) as client,
    ):
        staff = _staff(database_of(home), counsellors)
        for number in range(1, rounds + 1):
            told(f"pages {number}/{rounds}: bare route")
            least = _inserted(client, bare, rate, seconds, number)
            told(f"pages {number}/{rounds}: {counsellors} counsellors")
            work = client.submit(at_work, serving.port, staff, rate, seconds, number)
            worked, faults = _checked(home, work.result)
            if worked.wrong:
                told(f"pages: not as expected: {dict(Counter(worked.wrong))}")
            _enter(lines, least, worked, faults)
        if seconds >= LONG:
            told(f"pages: {KNEE} times the arrivals")
            lines["knee"] = _knee(client, home, serving, staff, rate, seconds)
    return list(lines.values())


def _inserted(client: InProcess, bare: Bare, rate: float, seconds: float, number: int) -> Answered:
    before = bare.rows
    least = client.submit(insert_at_rate, bare.port, rate, seconds, number).result()
    if least.wrong or bare.rows != before + 1 + least.count:
        raise AssertionError("the baseline lost writes: no figure")
    return least


def _checked(home: Path, work: Callable[[], Worked]) -> tuple[Worked, int]:
    """What was answered, and how many facts are lost, doubled or nobody's; drafts must be as last saved."""
    at = database_of(home)
    before = kept.heads(at, SERVICES)
    worked = work()
    with psycopg.connect(at.conninfo()) as session:
        stored = dict[UUID, int](
            session.execute(
                "select draft_id, sequence from intake_desk.draft where draft_id = any(%s)",
                [list(worked.drafts)],
            ).fetchall()
        )
    if any(stored.get(draft, 0) < sequence for draft, sequence in worked.drafts.items()):
        raise AssertionError("a saved draft is not there: no figure")
    return worked, kept.lost_or_doubled(at, before, worked.acknowledged, worked.unknown)


def _staff(at: Address, number: int) -> list[Counsellor]:
    """New accounts, spread over the wards; each has three cases nobody else writes in, one of them open."""
    chance = Random(number)
    with psycopg.connect(at.conninfo()) as session:
        rows = session.execute(
            "select case_id, area, stage from intake_read.worklist where received_on is not null"
            " order by case_id"
        ).fetchall()
        of_ward: dict[str, list[UUID]] = defaultdict(list)
        for case, area, _ in rows:
            of_ward[area].append(case)
        opened = [(case, area) for case, area, stage in rows if stage not in OVER]
        chance.shuffle(opened)
        closed = {area: [c for c, a, s in rows if a == area and s in OVER] for area in of_ward}
        chosen = [
            (area, case, closed[area].pop(), closed[area].pop())
            for case, area in opened
            if len(closed[area]) >= 2
        ][:number]
        if len(chosen) < number:
            raise AssertionError("the city has too few cases: no figure")
        made = [_account(area) for area, *_ in chosen]
        for account in made:
            accounts.insert(session, account)
    tokens = sign_ins(at, [account.account for account in made])
    return [
        Counsellor(token, tuple(of_ward[area]), contact, step, draft)
        for token, (area, step, contact, draft) in zip(tokens, chosen, strict=True)
    ]


def _account(ward: str) -> Account:
    """Nobody can sign in with it by password; its sign-in is made beside it."""
    held = Assignment(
        role="counsellor",
        wards=frozenset({ward}),
        office="bench",
        operator="mihon",
        since=date(2015, 4, 1),
    )
    login = f"bench-{uuid4().hex[:12]}"
    return Account(login=login, password_hash="!", name="試験 花子", roles=(held,), demo=True)  # noqa: S106


def _lines(rate: float) -> dict[str, Line]:
    program = f"pages {rate:g}/s"
    bare = "bare route, one INSERT (p99 ms)"
    return {
        "bare": Line(program, bare, "ms"),
        "ratio": Line(program, "write ÷ bare (p99 ms)", "ms", bare, Gate(at_most=3), "N5"),
        "write": Line(program, "write (p99 ms)", "ms", gate=Gate(at_most=150), goal="N5"),
        "case": Line(program, "case page (p99 ms)", "ms", gate=Gate(at_most=200), goal="N5"),
        "list": Line(program, "list and search (p99 ms)", "ms"),
        "draft": Line(program, "draft (p99 ms)", "ms"),
        "dashboard": Line(program, "dashboard (p99 ms)", "ms"),
        "errors": Line(program, "errors", "answers", gate=Gate(at_most=0), goal="N5"),
        "facts": Line(program, "lost or doubled", "facts", gate=Gate(at_most=0), goal="N5"),
        "reached": Line(program, "answers reached", "answers/s"),
        "cpu": Line(program, "the client's own process", "% of a core"),
    }


KINDS = {
    "write": WRITES,
    "case": ("case page",),
    "list": ("list", "search"),
    "draft": ("draft",),
    "dashboard": ("dashboard",),
}


def _enter(lines: dict[str, Line], least: Answered, worked: Worked, faults: int) -> None:
    bare = latency(least.waits["write"])
    found = {name: latency(_waits(worked, kinds)) for name, kinds in KINDS.items()}
    for name, waits in ({"bare": bare} | found).items():
        if waits:
            lines[name].rounds.append(waits["p99"])
            lines[name].latencies.append(waits)
    if not found["write"]:
        raise AssertionError(f"nothing was recorded, {Counter(worked.wrong)}: no figure")
    lines["ratio"].rounds.append(found["write"]["p99"])
    lines["ratio"].ratios.append(found["write"]["p99"] / bare["p99"])
    lines["errors"].rounds.append(len(worked.wrong))
    lines["facts"].rounds.append(faults)
    lines["reached"].rounds.append(worked.count / worked.took)
    lines["cpu"].rounds.append(100 * worked.cpu)


def _waits(worked: Worked, kinds: tuple[str, ...]) -> list[float]:
    return [wait for kind in kinds for wait in worked.waits.get(kind, ())]


def _knee(
    client: InProcess,
    home: Path,
    serving: Running,
    staff: list[Counsellor],
    rate: float,
    seconds: float,
) -> Line:
    """Write p99 and the rate reached where arrivals come three times as often; its facts are checked too."""
    work = client.submit(at_work, serving.port, staff, KNEE * rate, seconds, KNEE)
    worked, faults = _checked(home, work.result)
    if faults:
        raise AssertionError("facts are lost or doubled: no figure")
    waits = latency(_waits(worked, WRITES))
    reached = worked.count / worked.took
    line = Line(f"pages {KNEE * rate:g}/s", f"write (p99 ms), {reached:.0f}/s reached", "ms")
    line.rounds.append(waits["p99"])
    line.latencies.append(waits)
    return line
