"""`intake.key-destroyed.v1` for every deletion whose epoch has ended, stated once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

import psycopg

from events.contract import Group
from events.contract.intake import KeyDestructionDecided
from events.host.calendar import japanese_day
from events.host.runtime import Runtime
from events.log.event_log import Move
from events.log.recorded import Context, Recorded
from services.intake.decisions import StateDestroyed, state_destroyed
from services.intake.destruction import evolve
from services.intake.pseudonyms import destruction_of

NAMESPACE: Final = UUID("3f1f0d3e-6c1b-4f4b-9d63-1d8a4a1c9e52")
_FINAL: Final = """
select d.event, d.case_id, d.keys, max(e.epoch)
from keys.destruction d join keys.ended_epoch e on e.ended_at > d.done_at
where d.final_epoch is null group by d.event, d.case_id, d.keys
"""


def state_final(runtime: Runtime, conninfo: str, now: datetime) -> int:
    """Call after the old keys are gone; how many were stated. `runtime` is intake's."""
    with psycopg.connect(conninfo) as session:
        rows = session.execute(_FINAL).fetchall()
    for event, case, keys, epoch in rows:
        _state(runtime, event, case, keys, epoch, now)
        with psycopg.connect(conninfo) as session:
            session.execute(
                "update keys.destruction set final_epoch = %s where event = %s", [epoch, event]
            )
    return len(rows)


def _state(runtime: Runtime, event: UUID, case: UUID, keys: int, epoch: str, now: datetime) -> None:
    stream = destruction_of(case)
    history = runtime.log.history(stream, frozenset({Group.CLEAR}))
    decided = next((one for one in history if one.event_id == event), None)
    if decided is None or not isinstance(decided.fact, KeyDestructionDecided):
        return
    command = StateDestroyed(
        on=japanese_day(now),
        person=decided.fact.person,
        decided=event,
        epoch=epoch,
        keys=keys,
    )
    move: Move = Move(stream, evolve, state_destroyed, command)
    runtime.log.execute(uuid5(NAMESPACE, str(event)), case, [move], _context(decided, now))


def _context(decided: Recorded, now: datetime) -> Context:
    """Stated by the operator's command, caused by the decision."""
    run: Any = uuid5(NAMESPACE, now.isoformat())
    return Context(
        actor=uuid5(NAMESPACE, "operator"),
        role="system_administrator",
        office=decided.context.office,
        operator=decided.context.operator,
        area=decided.context.area,
        request=run,
        correlation=decided.context.correlation,
        at=now,
        causation=decided.event_id,
    )
