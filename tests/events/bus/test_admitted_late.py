"""A table that is put in place while a page of a log is being read: the page is read again from where it stands."""

from contextlib import closing
from dataclasses import dataclass

import pytest

from events.bus.envelope import headers, leaving, value
from events.bus.kafka.cluster import Cluster
from events.bus.kafka.topic_reader import TopicReader
from events.bus.kafka.topics import Topics
from events.bus.projection import replay
from events.bus.reader import Reader
from events.bus.rebuild import rebuild
from events.bus.source import SourceLog, reading_role
from events.bus.tables import Batch, Behind, Tables
from events.log.recorded import SOURCES
from tests.events.bus.city import City, Saying, table
from tests.events.bus.folds import CASES, TALLY

DECIDED = Saying("planning.plan-decided", 1, 1)


def test_no_fact_is_lost_and_the_reader_goes_on(city: City) -> None:
    conninfo = city.address.conninfo

    def opened(source: str) -> SourceLog:
        return SourceLog.to_rebuild(conninfo, "reporting", source)

    city.say(DECIDED, DECIDED)
    tables = Tables("reporting", conninfo("projector_reporting"), (TALLY, CASES))
    assert tables.prepare() == [TALLY, CASES]
    rebuild(tables, TALLY, opened, city.codec)
    rebuild(tables, CASES, opened, city.codec)
    tables.admit(TALLY)
    assert tables.acquire()
    reader = Reader(tables, "planning", conninfo(reading_role("reporting", "planning")), city.codec)
    city.say(DECIDED)
    reader.drain()
    city.say(DECIDED)
    with closing(opened("planning")) as log:
        page = log.page(3)
    tables.admit(CASES)
    with pytest.raises(Behind):
        tables.apply(Batch("planning", 3, 4, city.stated(["planning"])[3:]))
    reader._take(3, page)
    assert tables.after("planning") == 2
    reader.drain()
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    tables.close()
    reader.close()


@dataclass(frozen=True)
class _Record:
    """As the client hands it out."""

    headers: list[tuple[str, bytes]]
    value: bytes
    offset: int


@pytest.mark.parametrize("known", [True, False], ids=["between the pages", "behind its back"])
def test_on_the_city_road_neither(city: City, known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records at hand follow what the old table has; the new one gets what it lacks from the log."""
    conninfo = city.address.conninfo

    def opened(source: str) -> SourceLog:
        return SourceLog.to_rebuild(conninfo, "reporting", source)

    city.say(DECIDED, DECIDED)
    tables = Tables(
        "reporting", conninfo("projector_reporting"), (TALLY, CASES), dict.fromkeys(SOURCES, 1)
    )
    tables.prepare()
    rebuild(tables, TALLY, opened, city.codec)
    rebuild(tables, CASES, opened, city.codec)
    tables.admit(TALLY)
    assert tables.acquire()
    reader = TopicReader(
        tables,
        "planning",
        conninfo(reading_role("reporting", "planning")),
        city.codec,
        cluster=Cluster("127.0.0.1:1"),
        topics=Topics(partitions=1),
    )
    city.say(DECIDED)
    reader.drain()
    city.say(DECIDED, DECIDED)
    with closing(opened("planning")) as log:
        rows = log.page(3).rows
    sent = [
        leaving(
            row.data or b"",
            source="planning",
            position=row.position,
            previd=row.position - 1,
            area_id=row.area_id,
        )
        for row in rows
    ]
    records = [_Record(headers(one), value(one), number) for number, one in enumerate(sent)]
    last, held = reader._feed.last, tables.apply

    def admitting(partition: int) -> int:
        found = last(partition)
        monkeypatch.setattr(reader._feed, "last", last)
        tables.admit(CASES)
        return found

    def admitted(batch: Batch) -> None:
        monkeypatch.setattr(tables, "apply", held)
        tables.admit(CASES)
        held(batch)

    if known:
        monkeypatch.setattr(reader._feed, "last", admitting)
    else:
        monkeypatch.setattr(tables, "apply", admitted)
    assert reader._taken(0, records) is False
    assert reader._taken(0, records) is True
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    tables.close()
