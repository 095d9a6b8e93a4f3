"""Logs to follow: facts of a few cases stated through the real recorder, and tables read back whole."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import psycopg
from hypothesis import strategies as st

from events.bus.columns import columns_of, key_columns, row_of
from events.bus.projection import Projection
from events.contract import KINDS, OVER_THE_BUS, Event
from events.contract.code import Code
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.keys import Keys, MemoryKeys
from events.log.recorded import SOURCES, Recorded
from tests.events.log.examples import CONTEXT, example

DAY = date(2026, 4, 1)
KINDS_USED = (
    "intake.consultation-received",
    "intake.case-triaged",
    "intake.contact-recorded",
    "planning.plan-drafted",
    "planning.plan-decided",
    "planning.plan-evaluated",
    "benefits.payment-made",
)


@dataclass(frozen=True)
class Saying:
    """A fact to state: kind, number of the case, and a number that varies its content."""

    wire: str
    case: int
    n: int

    @property
    def source(self) -> str:
        return self.wire.split(".")[0]

    @property
    def fact(self) -> Event:
        kind = KINDS[f"{self.wire}.v1"]
        fact = example(kind)
        changes: dict[str, Any] = {kind.occurred: DAY + timedelta(days=self.n)}
        for f in kind.fields:
            if f.name == "plan_no":
                changes["plan_no"] = self.n % 3
            elif f.type is bool:
                changes[f.name] = bool(self.n % 2)
            elif isinstance(f.type, type) and issubclass(f.type, Code):
                codes = list(f.type)
                changes[f.name] = codes[self.n % len(codes)]
        clear = {n: v for n, v in changes.items() if not _sealed(fact, n)}
        return replace(fact, **clear)  # type: ignore[type-var]


def _sealed(fact: Event, name: str) -> bool:
    return hasattr(getattr(fact, name), "subject")


sayings = st.lists(
    st.builds(Saying, st.sampled_from(KINDS_USED), st.integers(1, 4), st.integers(0, 9)),
    max_size=25,
)
"""Some facts of a few cases in three services."""


def case_id(number: int) -> UUID:
    return uuid5(NAMESPACE_OID, str(number))


@dataclass
class City:
    """The logs of three services in one database, and what was stated in them."""

    address: Address
    keys: Keys = field(default_factory=MemoryKeys)

    def __post_init__(self) -> None:
        self.codec = Codec(self.keys)
        self.logs = {
            source: EventLog(source, self.address.conninfo(f"writer_{source}"), self.codec)
            for source in SOURCES
        }
        self._versions: dict[tuple[str, UUID], int] = {}

    def close(self) -> None:
        for log in self.logs.values():
            log.close()

    def say(self, *said: Saying) -> list[int]:
        """State each fact as a command of its own; their positions."""
        return [self._state(one.source, one.case, one.fact) for one in said]

    def say_many(self, said: Sequence[Saying]) -> None:
        """State facts quickly, grouped in commands by source."""
        for source in SOURCES:
            mine = [one for one in said if one.source == source]
            commands = [self._recorded(source, one.case, one.fact) for one in mine]
            for _ in self.logs[source].append_all([one] for one in commands):
                pass

    def _state(self, source: str, case: int, fact: Event) -> int:
        return self.logs[source].append([self._recorded(source, case, fact)]).position

    def _recorded(self, source: str, case: int, fact: Event) -> Recorded:
        stream = case_id(case)
        version = self._versions[source, stream] = self._versions.get((source, stream), 0) + 1
        return Recorded(stream, version, stream, fact, CONTEXT, command=uuid4())

    def stated(self, sources: Iterable[str] = SOURCES) -> list[Recorded]:
        """Every fact of these logs as tables see it: log after log, each in its order."""
        return [
            recorded
            for source in sources
            for recorded in self.logs[source].read(groups=OVER_THE_BUS)
        ]

    def head(self, source: str) -> int:
        return self.logs[source].reading.head()


def table(address: Address, service: str, projection: Projection[Any]) -> dict[Any, Any]:
    """All rows of a table by key, as `replay` gives them."""
    key, columns = key_columns(projection), columns_of(projection.row)
    selected = ", ".join(c.selected for c in (*key, *columns))
    with psycopg.connect(address.conninfo()) as session:
        session.execute("set timezone to 'UTC'")
        with session.cursor(binary=True) as cursor:
            cursor.execute(f"select {selected} from {service}_read.{projection.name}".encode())
            found = cursor.fetchall()
    width = len(key)
    rows = {}
    for values in found:
        parts = tuple(c.value(v) for c, v in zip(key, values[:width], strict=True))
        rows[parts if width > 1 else parts[0]] = row_of(projection.row, columns, values[width:])
    assert len(rows) == len(found)
    return rows


def positions(address: Address, service: str, projection: str) -> dict[tuple[int, int], int]:
    """(source number, partition) → position of one projection."""
    with psycopg.connect(address.conninfo()) as session:
        found = session.execute(
            "select source, partition, position from "
            f"{service}_read.checkpoint where projection = %s".encode(),
            [projection],
        ).fetchall()
    return {(source, partition): position for source, partition, position in found}


def at_the_heads(city: City, *projections: Projection[Any]) -> bool:
    """Whether these tables of reporting have read everything that is stated."""
    return all(
        positions(city.address, "reporting", p.name)
        == {(SOURCES[source], 0): city.head(source) for source in p.sources}
        for p in projections
    )


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something another thread or process brings about."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)
