"""Facts that are final only under a witness's signature; until it covers them they are shown as 未公証."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from events.contract import (
    KINDS,
    benefits,
    benefits_claims,
    benefits_life,
    benefits_moving,
    benefits_recheck,
    benefits_supplements,
    intake,
    kind_of,
    planning,
    shelter,
)
from events.contract.kind import Event
from events.log.reading import Reading
from events.log.recorded import Recorded

WAITING: Final[frozenset[type[Event]]] = frozenset(
    {
        planning.SupportDecided,
        planning.SupportRefused,
        planning.PlanConfirmed,
        shelter.StayExtensionDecided,
        benefits.GrantDecided,
        benefits.GrantRefused,
        benefits.GrantStopped,
        *benefits_life.DECISIONS,
        benefits_recheck.RecheckDecided,
        benefits_claims.RepaymentDecided,
        benefits_claims.ClaimWrittenOff,
        benefits_supplements.SupplementDecided,
        benefits_moving.MovingDecided,
        benefits_moving.MovingRefused,
        intake.KeyDestructionDecided,
    }
)
"""支給決定・不支給・取消・決裁・消去の決定 (log.md §7.3)."""


@dataclass(frozen=True, slots=True)
class Pending:
    """How many facts of a log still wait, and since when the oldest of them does."""

    count: int = 0
    since: datetime | None = None


def waits(fact: Event) -> bool:
    """Whether a fact of this kind is final only under a witness's signature."""
    return kind_of(fact).cls in WAITING


def kind_waits(wire: str) -> bool:
    """The same of a wire name, where the fact itself is not at hand."""
    return KINDS[wire].cls in WAITING


def is_unnotarised(recorded: Recorded, cosigned_until: int) -> bool:
    """Whether a stored fact waits; `cosigned_until` is the last position witnesses have signed."""
    return waits(recorded.fact) and recorded.position > cosigned_until


def wire_names(service: str) -> list[str]:
    """The kinds that wait in the log of a service."""
    return sorted(kind_of(kind).wire for kind in WAITING if kind_of(kind).stage == service)


def pending(reading: Reading, service: str, cosigned_until: int) -> Pending:
    """What waits in the log of a service."""
    names = wire_names(service)
    if not names:
        return Pending()
    [(count, since)] = reading.rows(
        f"select count(*), min(recorded_at) from {service}.event where position > %b and type_id in"
        f" (select type_id from {service}.event_type where wire_name = any(%b))",
        cosigned_until,
        names,
    )
    return Pending(int(count), since)
