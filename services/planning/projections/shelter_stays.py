"""`shelter_stay`: the stays of all cases, for the board, the list of residents and the days that run out."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.shelter import (
    StayBegan,
    StayEnded,
    StayExtensionDecided,
    StayExtensionProposed,
    StayLinked,
    StayVoided,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRow:
    """`until_on`: the day by which the person leaves. `unlinked`: urgent, without its 支援決定 yet."""

    case_id: UUID
    stay_no: Int
    area: str
    began_on: date
    until_on: date
    left_on: date | None = None
    unlinked: bool = False
    proposed_on: date | None = None


def evolve(row: StayRow | None, recorded: Recorded) -> StayRow | None:  # noqa: PLR0911 - one arm per kind
    """The row after one fact; none for a stay that was taken back."""
    match recorded.fact:
        case StayBegan() as began:
            return StayRow(
                case_id=recorded.case,
                stay_no=began.stay_no,
                area=recorded.context.area,
                began_on=began.began_on,
                until_on=began.until_on,
                unlinked=began.before_decision,
            )
        case StayEnded(left_on=day) if row:
            return replace(row, left_on=day)
        case StayLinked() if row:
            return replace(row, unlinked=False)
        case StayExtensionProposed(proposed_on=day) if row:
            return replace(row, proposed_on=day)
        case StayExtensionDecided(until_on=day) if row:
            return replace(row, until_on=day, proposed_on=None)
        case StayVoided():
            return None
    return row


def _stay(recorded: Recorded) -> tuple[UUID, int]:
    number: int = recorded.fact.stay_no  # type: ignore[attr-defined]
    return recorded.case, number


SHELTER_STAY = Projection(
    "shelter_stay",
    1,
    StayRow,
    evolve,
    one_row_per=_stay,
    keys=("case_id", "stay_no"),
    reads=frozenset(
        {
            StayBegan,
            StayEnded,
            StayLinked,
            StayExtensionProposed,
            StayExtensionDecided,
            StayVoided,
        }
    ),
    indexes=(Index(("area", "until_on"), where="left_on is null"),),
)
