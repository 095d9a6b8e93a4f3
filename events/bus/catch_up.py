"""Bringing a service's tables to the heads of the logs at once: for verbs that end or print."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from typing import Any, Final

from events.bus.checkpoints import Checkpoints
from events.bus.filling import Workers
from events.bus.kafka.feed import Feed
from events.bus.kafka.offsets import offsets
from events.bus.kafka.refill import Refill
from events.bus.projection import Projection
from events.bus.reader import Reader
from events.bus.rebuild import Progress, rebuild
from events.bus.source import Conninfo, SourceLog, reading_role
from events.bus.tables import Tables
from events.log.codec import Codec

PATIENCE: Final = 60.0
"""Seconds to wait for the process that feeds the tables (assumed)."""
LOOK: Final = 0.1
"""Seconds between two looks at how far it is."""
Report = Callable[[Progress], None]


class NotCaughtUp(Exception):
    """The process that feeds the tables has not got there in time: see its 状態."""


def catch_up(
    service: str,
    projections: Iterable[Projection[Any]],
    conninfo: Conninfo,
    codec: Codec,
    *,
    report: Report = lambda _: None,
    workers: Workers | None = None,
) -> None:
    """Until every table of the service shows all that the logs hold now.

    Where another process feeds them, wait for it; where none does, read the logs, on the road the
    tables are on. Raises FoldChanged, Unapplicable, NotDense or NotCaughtUp.
    """
    wanted, projector = tuple(projections), conninfo(f"projector_{service}")
    heads: dict[str, int] = {}
    deadline = time.monotonic() + PATIENCE
    while True:
        with closing(Tables.as_stored(service, projector, wanted)) as tables:
            stale = tables.prepare()
            heads = heads or {name: _log(tables, name, conninfo).head() for name in tables.sources}
            if tables.acquire():
                _fill(tables, stale, conninfo, codec, report, workers)
                for source in tables.sources:
                    _drain(tables, source, conninfo, codec)
                return
            if not stale and _shown(tables, heads, conninfo):
                return
        if time.monotonic() > deadline:
            raise NotCaughtUp(service)
        time.sleep(LOOK)


def _fill(
    tables: Tables,
    stale: Iterable[Projection[Any]],
    conninfo: Conninfo,
    codec: Codec,
    report: Report,
    workers: Workers | None,
) -> None:
    def opened(source: str) -> SourceLog:
        return SourceLog.to_rebuild(conninfo, tables.service, source)

    for projection in stale:
        rebuild(tables, projection, opened, codec, report=report, workers=workers)
        tables.admit(projection)


def _drain(tables: Tables, source: str, conninfo: Conninfo, codec: Codec) -> None:
    partitions = tables.partitions(source)
    if partitions == 1:
        role = conninfo(reading_role(tables.service, source))
        with closing(Reader(tables, source, role, codec)) as reader:
            reader.drain()
        return
    feed = Feed(tables, source, codec, lambda _partition, _upto: None)
    with tables.connected() as session:
        feed.offsets = offsets(session, tables.service, source)  # the consumer goes on from there
    feed.drain(_log(tables, source, conninfo), partitions)


def _shown(tables: Tables, heads: Mapping[str, int], conninfo: Conninfo) -> bool:
    """Whether every table has every fact up to these heads."""
    with tables.connected() as session:
        stands = Checkpoints(session, tables.service).all()
    for projection in tables.projections:
        for source in projection.sources:
            places = tables.places(projection, source)
            if any(place not in stands for place in places):
                return False
            at = {place.partition: stands[place].position for place in places}
            if not _has(at, heads[source], _log(tables, source, conninfo)):
                return False
    return True


def _has(at: Mapping[int, int], head: int, log: Refill) -> bool:
    """Whether partitions that stand so have everything; an idle one stands far behind and has."""
    if max(at.values()) < head:
        return False
    if min(at.values()) >= head:
        return True
    return all(at[number] >= last for number, last in log.lasts(min(at.values()), head).items())


def _log(tables: Tables, source: str, conninfo: Conninfo) -> Refill:
    role = conninfo(reading_role(tables.service, source))
    return Refill(role, source, tables.partitions(source))
