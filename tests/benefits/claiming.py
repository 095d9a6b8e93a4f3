"""A process to be killed: two wards' threads take months of one person and write down what they were told.

`python -m tests.benefits.claiming HOME KEYS PERSON TOLD`; HOME holds `database.json`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from events.contract import Refused
from events.host import address as addresses
from events.host.runtime import epochs
from events.host.settings import Settings
from events.log.codec import Codec
from events.log.event_log import EventLog, Move
from events.log.key_file import KeyFile
from events.log.keys import KeyRing
from events.log.recorded import Context
from events.log.unstored import Overtaken
from services.benefits import months
from tests.benefits.house import KITA
from tests.planning.house import NISHI

MONTHS = tuple(f"{year}-{month:02d}" for year in range(2000, 2200) for month in range(1, 13))


def opened(home: Path, keys: Path, town: str) -> EventLog:
    """The log of benefits at that address."""
    at = addresses.load(home)
    assert at is not None
    key_file = KeyFile.load(keys, home)
    ring = KeyRing(
        at.conninfo("key_keeper"), epochs(Settings(home=home, keys=keys), key_file), town
    )
    return EventLog(
        "benefits", at.conninfo("writer_benefits"), Codec(ring, key_file.signer("benefits"))
    )


def context(ward: str) -> Context:
    request = uuid4()
    return Context(
        actor=uuid4(),
        role="payment_clerk",
        office="city-hall",
        operator="city/",
        area=ward,
        request=request,
        correlation=request,
        at=datetime.now(UTC),
    )


def claim(log: EventLog, person: UUID, month: str, grant: UUID, ward: str) -> bool:
    """Whether the month is this grant's now."""
    command = months.ClaimMonth(today=date(2026, 12, 1), person=person, month=month, grant=grant)
    move = Move(months.stream_of(person), months.evolve, months.claim_month, command)
    try:
        log.execute(uuid4(), grant, [move], context(ward))
    except (Refused, Overtaken):
        return False
    return True


def main(home: str, keys: str, town: str, person: str, told: str) -> None:
    """Until killed."""
    log, said = opened(Path(home), Path(keys), town), Path(told)

    def office(ward: str) -> None:
        grant = uuid4()
        for month in MONTHS:
            if claim(log, UUID(person), month, grant, ward):
                with said.open("a", encoding="utf-8") as file:
                    file.write(f"{month} {grant}\n")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(office, (NISHI, KITA)))


if __name__ == "__main__":
    main(*sys.argv[1:])
