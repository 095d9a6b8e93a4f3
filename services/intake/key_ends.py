"""`key_ends`: one row per case with a hold, a proposal or a decision about its keys; codes and days only."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.codes import DestructionGround, HoldReason
from events.contract.intake import (
    KeyDestroyed,
    KeyDestructionDecided,
    KeyDestructionProposalWithdrawn,
    KeyDestructionProposed,
    LegalHoldLifted,
    LegalHoldSet,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEnd:
    """What stands about the keys of a case. `epoch` = the month whose end made the last decision final."""

    case_id: UUID
    area_id: Int
    area: str
    held: HoldReason | None = None
    proposed_on: date | None = None
    decided_on: date | None = None
    ground: DestructionGround | None = None
    one_entry: bool = False
    destroyed_on: date | None = None
    epoch: str = ""


def evolve(row: KeyEnd | None, recorded: Recorded) -> KeyEnd:  # noqa: PLR0911 - one arm per fact
    """The row after a fact."""
    row = row or KeyEnd(case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area)
    match recorded.fact:
        case LegalHoldSet() as fact:
            return replace(row, held=fact.reason)
        case LegalHoldLifted():
            return replace(row, held=None)
        case KeyDestructionProposed() as fact:
            return replace(
                row,
                proposed_on=fact.proposed_on,
                ground=fact.ground,
                one_entry=fact.entry is not None,
            )
        case KeyDestructionProposalWithdrawn():
            return replace(row, proposed_on=None)
        case KeyDestructionDecided() as fact:
            return replace(
                row,
                proposed_on=None,
                decided_on=fact.decided_on,
                ground=fact.ground,
                one_entry=fact.entry is not None,
                destroyed_on=None,
                epoch="",
            )
        case KeyDestroyed() as fact:
            return replace(row, destroyed_on=fact.destroyed_on, epoch=fact.epoch)
    return row


KEY_ENDS = Projection(
    "key_ends",
    1,
    KeyEnd,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            LegalHoldSet,
            LegalHoldLifted,
            KeyDestructionProposed,
            KeyDestructionProposalWithdrawn,
            KeyDestructionDecided,
            KeyDestroyed,
        }
    ),
    indexes=(Index(("area_id", "proposed_on")),),
)
