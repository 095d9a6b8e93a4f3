"""Many wards ask for one person's month at the same moment: one gets it, whatever falls over in between."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from threading import Barrier
from time import sleep
from uuid import UUID, uuid4, uuid5

import pytest
from fastapi.testclient import TestClient

from events.contract import Refused, fold
from events.contract.benefits_person import ReleaseReason
from events.host.address import Address
from events.log.event_log import EventLog, Move
from events.log.recorded import Context
from events.log.unstored import Overtaken
from services.benefits import months
from tests.benefits.house import KITA, House, house
from tests.planning.house import NISHI

TODAY = date(2026, 12, 1)
WARDS = (NISHI, KITA)
THREADS = 8


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        yield made


def context(ward: str, running: House) -> Context:
    request = uuid4()
    return Context(
        actor=running.persons["fujii"],
        role="payment_clerk",
        office="city-hall",
        operator="city/",
        area=ward,
        request=request,
        correlation=request,
        at=running.now,
    )


def claim(log: EventLog, person: UUID, month: str, grant: UUID, held: Context) -> str:
    """What came of one attempt: taken, refused or overtaken."""
    command = months.ClaimMonth(today=TODAY, person=person, month=month, grant=grant)
    move = Move(months.stream_of(person), months.evolve, months.claim_month, command)
    try:
        log.execute(uuid4(), grant, [move], held)
    except Refused:
        return "refused"
    except Overtaken:
        return "overtaken"
    return "taken"


def holders(log: EventLog, person: UUID) -> Counter[str]:
    """Claims per month, as they stand in the log; a month claimed twice would count two."""
    history = log.history(months.stream_of(person))
    return Counter(one.fact.month for one in history)  # type: ignore[attr-defined]


def test_wards_at_the_same_moment_take_a_persons_month_once(running: House) -> None:
    person, log = uuid4(), running.benefits.log
    grants = [uuid5(person, f"grant {n}") for n in range(THREADS)]
    start = Barrier(THREADS)

    def ask(n: int) -> str:
        start.wait()
        return claim(log, person, "2026-11", grants[n], context(WARDS[n % 2], running))

    with ThreadPoolExecutor(THREADS) as pool:
        answers = Counter(pool.map(ask, range(THREADS)))
    assert answers["taken"] == 1
    assert holders(log, person) == {"2026-11": 1}


def test_a_month_given_back_is_free_for_another_grant_and_no_sooner(running: House) -> None:
    person, log = uuid4(), running.benefits.log
    first, second = uuid4(), uuid4()
    held = context(NISHI, running)
    assert claim(log, person, "2026-11", first, held) == "taken"
    assert claim(log, person, "2026-11", second, held) == "refused"
    release = months.ReleaseMonth(
        today=TODAY,
        person=person,
        month="2026-11",
        grant=first,
        reason=ReleaseReason.ORDER_CANCELLED,
    )
    stream = months.stream_of(person)
    move = Move(stream, months.evolve, months.release_month, release)
    log.execute(uuid4(), first, [move], held)
    assert claim(log, person, "2026-11", second, held) == "taken"
    state = fold(months.evolve, (one.fact for one in log.history(stream)))
    assert state is not None
    assert state.taken == {"2026-11": second}


@pytest.mark.slow
def test_no_kill_loses_a_month_or_gives_it_to_two_grants(running: House, tmp_path: Path) -> None:
    person, chance = uuid4(), Random("kill")  # noqa: S311 - moments
    around, told = running.around, tmp_path / "told"
    around.address.save(tmp_path)
    keys, town = around.settings.keys, around.municipality.body.code
    for number in range(5):
        before = told.read_text().count("\n") if told.exists() else 0
        office = subprocess.Popen(
            [sys.executable, "-m", "tests.benefits.claiming", str(tmp_path), str(keys), town,
             str(person), str(told)],
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        for _ in range(600):
            if told.exists() and told.read_text().count("\n") > before + 2:
                break
            assert office.poll() is None, number
            sleep(0.05)
        sleep(chance.uniform(0, 0.05))
        office.send_signal(signal.SIGKILL)
        office.wait()
    state = fold(
        months.evolve,
        (one.fact for one in running.benefits.log.history(months.stream_of(person))),
    )
    assert state is not None
    assert set(holders(running.benefits.log, person).values()) == {1}
    lines = [line.split() for line in told.read_text().splitlines()]
    acknowledged = [line for line in lines if len(line) == 2]
    assert len(acknowledged) >= 10
    for month, grant in acknowledged:
        assert str(state.taken[month]) == grant
