"""Bringing a service's tables to the heads of the logs at once: for verbs that end or print."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any, Final

from events.bus.checkpoints import Checkpoints
from events.bus.projection import Projection
from events.bus.reader import Reader
from events.bus.rebuild import Progress, rebuild
from events.bus.source import Conninfo, SourceLog, reading_role
from events.bus.tables import Tables
from events.log.codec import Codec

PATIENCE: Final = 60.0
"""Seconds to wait for the process that feeds the tables (assumed)."""


class NotCaughtUp(Exception):
    """The process that feeds the tables has not got there in time: see its 状態."""


def catch_up(
    service: str,
    projections: Iterable[Projection[Any]],
    conninfo: Conninfo,
    codec: Codec,
    *,
    report: Callable[[Progress], None] = lambda _: None,
) -> None:
    """Until every table of the service shows all that the logs hold now.

    Where another process feeds them, wait for it. Raises FoldChanged, Unapplicable, NotDense or NotCaughtUp.
    """
    tables = Tables(service, conninfo(f"projector_{service}"), projections)

    def opened(source: str) -> SourceLog:
        return SourceLog.to_rebuild(conninfo, service, source)

    with closing(tables):
        for projection in tables.prepare():
            rebuild(tables, projection, opened, codec, report=report)
            tables.admit(projection)
        heads = {source: _head(opened, source) for source in tables.sources}
        deadline = time.monotonic() + PATIENCE
        while not tables.acquire():
            if _reached(tables, heads):
                return
            if time.monotonic() > deadline:
                raise NotCaughtUp(service)
            time.sleep(0.05)
        for source in tables.sources:
            role = conninfo(reading_role(service, source))
            with closing(Reader(tables, source, role, codec)) as reader:
                reader.drain()


def _head(opened: Callable[[str], SourceLog], source: str) -> int:
    with closing(opened(source)) as log:
        return log.head()


def _reached(tables: Tables, heads: dict[str, int]) -> bool:
    with tables.connected() as session:
        stands = Checkpoints(session, tables.service).all()
    wanted = (
        (place, heads[source])
        for projection in tables.projections
        for source in projection.sources
        for place in tables.places(projection, source)
    )
    return all(place in stands and stands[place].position >= head for place, head in wanted)
