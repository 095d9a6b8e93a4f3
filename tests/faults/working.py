"""A process at work until it is killed: `python -m tests.faults.working FILE BUG SEED`.

Several threads append to intake's log under the version they read, one to each of the others, a follower fills
reporting's tables, four checkpointers sign, the witness is asked of every log. Every acknowledgement goes to FILE in
one write. BUG is `none` or a seeded mistake, which the campaign's checker must find.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random
from threading import Thread
from uuid import UUID, uuid4

from deploy.house import House, opened
from events.bus.follow import Follower
from events.contract import KINDS, Event
from events.host.settings import Settings
from events.ledger.checkpointer import Pace
from events.ledger.ledger import Ledger
from events.log.event_log import EventLog
from events.log.recorded import SOURCES, Recorded
from events.log.unstored import Unavailable
from services.reporting.followers import TABLES
from tests.events.log.examples import CONTEXT, example
from tests.faults.seeded import BUGS, HIDDEN_BY_CHECKPOINTS
from tests.faults.told import Told
from tests.reporting.logs import made

WRITERS = 6
BESIDE = 0.01
"""Seconds between two commands in each of the other logs."""
DAY = date(2026, 5, 7)


def exports(log: EventLog, told: Told) -> None:
    """Lists that leave, as every service states them: streams of one, two and three facts."""
    fact = example(KINDS[f"{log.service}.list-exported.v1"])
    for length in cycle((1, 2, 3)):
        stream, command = uuid4(), uuid4()
        recorded = [
            Recorded(stream, n, stream, fact, CONTEXT, command=command)
            for n in range(1, length + 1)
        ]
        try:
            stated = log.append(recorded)
        except Unavailable:
            time.sleep(0.02)
            continue
        told.acknowledged(log.service, command, stated.position, length)
        time.sleep(BESIDE)


def appends(log: EventLog, told: Told, chance: Random) -> None:
    """One case after the other: a reception, then some contacts and a triage, each under its version."""
    while True:
        case, person = uuid4(), uuid4()
        day = DAY + timedelta(days=chance.randrange(300))
        version = 0
        for facts in life(person, day, chance):
            command = uuid4()
            recorded = [
                Recorded(case, version + n, case, fact, CONTEXT, command=command)
                for n, fact in enumerate(facts, 1)
            ]
            try:
                stated = log.append(recorded)
            except Unavailable:
                time.sleep(0.02)  # the database is away: whether this one was stored is never told
                break
            told.acknowledged("intake", command, stated.position, len(facts))
            version += len(facts)


def life(person: UUID, day: date, chance: Random) -> Sequence[Sequence[Event]]:
    received = made("intake.consultation-received", person, received_on=day)
    contacts = [
        made("intake.contact-recorded", person, contacted_on=day + timedelta(days=n))
        for n in range(chance.randrange(4))
    ]
    triaged = made("intake.case-triaged", person, decided_on=day)
    return [[received, *contacts[:1]], *([contact] for contact in contacts[1:]), [triaged]]


def quick(ledger: Ledger) -> None:
    """Many checkpoints in a short life, each carried to the witness at once."""
    ledger._checkpointer._pace = Pace(every=0.05, again=0.1)
    ledger._witnessing._every = 0.05


def work(house: House, told: Told, bug: str, seed: int) -> None:
    runtimes = {service: house.runtime(service) for service in SOURCES}
    follower = Follower(
        "reporting", TABLES, house.address.conninfo, house.runtime("reporting").codec
    )
    follower.start()
    if bug not in HIDDEN_BY_CHECKPOINTS:
        for runtime in runtimes.values():
            quick(runtime.ledger)
    house.sign(["intake"] if bug in HIDDEN_BY_CHECKPOINTS else list(SOURCES))
    for service in list(SOURCES)[1:]:
        Thread(target=exports, args=(runtimes[service].log, told), daemon=True).start()
    for n in range(WRITERS):
        chance = Random(f"{seed} {n}")  # noqa: S311 - lives
        Thread(target=appends, args=(runtimes["intake"].log, told, chance), daemon=True).start()
    while True:
        time.sleep(60)


if __name__ == "__main__":
    path, bug, seed = sys.argv[1:4]
    BUGS[bug]()
    with opened(Settings(), say=lambda _: None) as house:
        work(house, Told(path), bug, int(seed))
