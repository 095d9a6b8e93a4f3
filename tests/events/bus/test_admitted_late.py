"""A table that is put in place while a page of a log is being read: the page is read again from where it stands."""

from contextlib import closing

import pytest

from events.bus.projection import replay
from events.bus.reader import Reader
from events.bus.rebuild import rebuild
from events.bus.source import SourceLog, reading_role
from events.bus.tables import Batch, Behind, Tables
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
