"""How far witnesses have signed the logs that reporting reads: a decision behind that is shown as 未公証."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg

from events.bus.source import Conninfo, reading_role
from events.ledger.checkpoints import Checkpoints
from events.ledger.policy import Policy


def cosigned_until(conninfo: Conninfo, sources: Iterable[str], policy: Policy) -> dict[str, int]:
    """Source → the last position under a full quorum, 0 where there is none."""
    return {source: _until(conninfo, source, policy) for source in sources}


def _until(conninfo: Conninfo, source: str, policy: Policy) -> int:
    with psycopg.connect(conninfo(reading_role("reporting", source)), autocommit=True) as session:

        def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
            return session.execute(statement.replace("%b", "%s").encode(), values).fetchall()

        found = Checkpoints(source, rows).newest_believed(policy)
    return found.size if found else 0
