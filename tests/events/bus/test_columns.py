"""Every type a row may have goes into the table and comes back as it was."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum, IntFlag
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from events.bus.column_types import Int, SmallInt
from events.bus.columns import all_columns
from events.bus.projection import Projection
from events.bus.sheet import Sheet
from events.bus.tables import projector
from events.contract.codes import Triage
from events.host.address import Address
from events.log.recorded import Recorded
from tests.events.bus.city import Saying, case_id, table
from tests.events.log.examples import CONTEXT


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Flags(IntFlag):
    NONE = 0
    A = 1
    B = 2


@dataclass(frozen=True, slots=True)
class Nested:
    day: date
    words: tuple[str, ...]
    maybe: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    yes: bool
    small: SmallInt
    middle: Int
    big: int
    text: str
    raw: bytes
    day: date
    at: datetime
    who: UUID
    code: Triage
    level: Level
    flags: Flags
    words: tuple[str, ...]
    numbers: tuple[SmallInt, ...]
    days: tuple[date, ...]
    instants: tuple[datetime, ...]
    ids: tuple[UUID, ...]
    codes: tuple[Triage, ...]
    raws: tuple[bytes, ...]
    plans: dict[int, Nested]
    by_code: dict[Triage, int]
    nested: tuple[Nested, ...]
    order: str
    maybe_text: str | None = None
    maybe_day: date | None = None
    maybe_small: SmallInt | None = None
    maybe_words: tuple[str, ...] | None = None
    maybe_nested: Nested | None = None


KEPT: list[Everything] = []


def kept(row: Everything | None, recorded: Recorded) -> Everything | None:
    return KEPT[recorded.version - 1]


EVERYTHING = Projection("everything", 1, Everything, kept, one_row_per="case")

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(
    lambda d: d.replace(tzinfo=UTC)
)
nested = st.builds(Nested, st.dates(), st.tuples(texts, texts), st.none() | st.uuids())
rows = st.builds(
    Everything,
    small=st.integers(-(2**15), 2**15 - 1),
    middle=st.integers(-(2**31), 2**31 - 1),
    big=st.integers(-(2**63), 2**63 - 1),
    text=texts,
    at=instants,
    words=st.lists(texts).map(tuple),
    numbers=st.lists(st.integers(-9, 9)).map(tuple),
    days=st.lists(st.dates()).map(tuple),
    instants=st.lists(instants).map(tuple),
    ids=st.lists(st.uuids()).map(tuple),
    codes=st.lists(st.sampled_from(Triage)).map(tuple),
    raws=st.lists(st.binary()).map(tuple),
    flags=st.integers(0, 3).map(Flags),
    plans=st.dictionaries(st.integers(0, 99), nested),
    by_code=st.dictionaries(st.sampled_from(Triage), st.integers(0, 9)),
    nested=st.lists(nested).map(tuple),
    order=texts,
    maybe_text=st.none() | texts,
    maybe_day=st.none() | st.dates(),
    maybe_small=st.none() | st.integers(0, 9),
    maybe_words=st.none() | st.lists(texts).map(tuple),
    maybe_nested=st.none() | nested,
)


@pytest.fixture
def sheet(each_address: Address) -> Iterator[tuple[Sheet[Everything], Connection, Address]]:
    with projector(each_address.conninfo("projector_intake"), "intake") as session:
        made = Sheet(EVERYTHING, "intake")
        made.create(session)
        yield made, session, each_address


def fact(case: int, version: int) -> Recorded:
    said = Saying("intake.case-triaged", case, 0)
    return Recorded(case_id(case), version, case_id(case), said.fact, CONTEXT)


@pytest.mark.parametrize("copied_from", [1, 100])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(rows, min_size=1, max_size=4))
def test_a_row_comes_back_as_it_was(
    sheet: tuple[Sheet[Everything], Connection, Address],
    monkeypatch: pytest.MonkeyPatch,
    copied_from: int,
    made: list[Everything],
) -> None:
    """Whether it went in as an array among others or by COPY."""
    filling, session, address = sheet
    monkeypatch.setattr("events.bus.sheet.MANY", copied_from)
    if copied_from == 1:
        session.execute("truncate intake_read.everything")
    KEPT[:] = made
    filling.fold(session, [fact(n, n) for n in range(1, len(made) + 1)])
    filling.write(session)
    found = table(address, "intake", EVERYTHING)
    assert [found[case_id(n)] for n in range(1, len(made) + 1)] == made
    filling.fold(session, [fact(1, len(made))])  # loads the row that is there
    filling.write(session)
    assert table(address, "intake", EVERYTHING)[case_id(1)] == made[-1]


def test_only_optional_fields_may_be_null(
    sheet: tuple[Sheet[Everything], Connection, Address],
) -> None:
    _, session, _ = sheet
    nullable = session.execute(
        "select column_name from information_schema.columns"
        " where table_schema = 'intake_read' and is_nullable = 'YES'"
    ).fetchall()
    assert {name for (name,) in nullable} == {
        column.name for column in all_columns(EVERYTHING) if column.name.startswith("maybe_")
    }


def test_an_instant_of_another_zone_is_stored_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    from events.bus.column_types import column_type

    at = datetime(2026, 5, 7, 9, 0, tzinfo=tokyo)
    found = column_type(datetime).load(at)  # type: ignore[misc]
    assert (found, found.tzinfo) == (at, UTC)


def test_a_value_too_large_for_its_column_is_refused(
    sheet: tuple[Sheet[Everything], Connection, Address],
) -> None:
    filling, session, _ = sheet
    KEPT[:] = [rows_example(small=2**15)]
    filling.fold(session, [fact(1, 1)])
    with pytest.raises(struct.error):
        filling.write(session)


def rows_example(**changes: object) -> Everything:
    values: dict[str, object] = {
        "yes": True, "small": 1, "middle": 1, "big": 1, "text": "", "raw": b"", "day": date(2026, 1, 1),
        "at": datetime(2026, 1, 1, tzinfo=UTC), "who": uuid4(), "code": Triage.SUPPORT,
        "level": Level.LOW, "flags": Flags.A | Flags.B, "words": (), "numbers": (), "days": (),
        "instants": (), "ids": (), "codes": (), "raws": (), "plans": {}, "by_code": {},
        "nested": (), "order": "",
    }  # fmt: skip
    return Everything(**{**values, **changes})  # type: ignore[arg-type]
