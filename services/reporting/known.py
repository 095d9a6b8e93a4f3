"""What was known on a past day: how far each log had come by its end, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import psycopg

from events.bus.source import Conninfo, reading_role
from events.contract import wareki
from events.host.filters import instant
from events.ledger.checkpoints import Checkpoints
from events.ledger.policy import Policy
from events.ledger.size_on import KnownSize, size_on
from events.log.recorded import SOURCES

CERTAIN: Final = "証人の署名"
OWN: Final = "証人の署名がなく、この設置だけの署名（暫定）"
"""Without a witness the day rests on our own clock alone (log.md §10)."""
NOTHING: Final = "この日の終わりには、署名された記録がまだありません。"


@dataclass(frozen=True, slots=True)
class Known:
    """`sizes` = records of each log by service; `witnessed`: all of them under a witness's signature.

    `at` = the newest of the signatures that the day ends with.
    """

    day: date
    sizes: Mapping[str, int]
    witnessed: bool
    at: datetime | None

    @property
    def upto(self) -> tuple[tuple[int, int], ...]:
        """Source number and last position of every log that had something."""
        return tuple((SOURCES[name], size) for name, size in self.sizes.items() if size)

    @property
    def words(self) -> str:
        """What day, how many records, how sure; for pages, files and the command line."""
        if self.at is None:
            return NOTHING
        sure, records = CERTAIN if self.witnessed else OWN, sum(self.sizes.values())
        return (
            f"{wareki.long(self.day)}の終わりに分かっていた記録 {records:,} 件"
            f"（{sure}、{instant(self.at)} まで）"
        )


def known_on(conninfo: Conninfo, day: date, policy: Policy) -> Known:
    """How far every log had come by the end of a day, as logs and witnesses of the policy signed it."""
    found = {source: _size(conninfo, source, day, policy) for source in SOURCES}
    signed = [at for at in found.values() if at.size]
    return Known(
        day,
        {source: at.size for source, at in found.items()},
        all(not at.provisional for at in signed),
        max((at.at for at in signed if at.at), default=None),
    )


def _size(conninfo: Conninfo, source: str, day: date, policy: Policy) -> KnownSize:
    with psycopg.connect(conninfo(reading_role("reporting", source)), autocommit=True) as session:

        def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
            text = statement.replace("%b", "%s").encode()
            return session.execute(text, values).fetchall()

        return size_on(Checkpoints(source, rows), day, policy)
