"""Planted histories in a real log, as if typed long ago."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid5

from events.log.event_log import EventLog
from events.log.recorded import Context, Recorded
from events.testing.grant_histories import SPACE, Planted
from tests.planning.house import NISHI

CONTEXT = Context(
    actor=uuid5(SPACE, "clerk"),
    role="municipal_officer",
    office="city-hall",
    operator="city/",
    area=NISHI,
    request=uuid5(SPACE, "request"),
    correlation=uuid5(SPACE, "request"),
    at=datetime(2026, 10, 1, tzinfo=UTC),
)


def plant(log: EventLog, planted: Iterable[Planted]) -> None:
    """Each grant as one command."""
    commands = [
        [
            Recorded(
                one.stream, version, one.case, fact, CONTEXT, command=uuid5(one.stream, "planted")
            )
            for version, fact in enumerate(one.facts, 1)
        ]
        for one in planted
    ]
    for _ in log.append_all(commands):
        pass
