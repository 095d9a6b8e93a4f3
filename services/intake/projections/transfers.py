"""`transfer`: one row per request to hand over a case, for both offices."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import SmallInt
from events.bus.projection import Index, Projection
from events.contract.transferring import TransferAccepted, TransferDeclined, TransferRequested
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """`to_area` empty = another municipality. `accepted` None = no answer yet."""

    case_id: UUID
    transfer_no: SmallInt
    from_area: str
    to_area: str
    to_body: str
    requested_on: date
    accepted: bool | None = None
    answered_on: date | None = None
    new_case: UUID | None = None


def evolve(row: Transfer | None, recorded: Recorded) -> Transfer | None:
    """The row after one fact."""
    match recorded.fact:
        case TransferRequested() as fact:
            return Transfer(
                case_id=recorded.case,
                transfer_no=fact.transfer_no,
                from_area=recorded.context.area,
                to_area=fact.to_area,
                to_body=fact.to_body,
                requested_on=fact.requested_on,
            )
        case TransferAccepted() as fact if row:
            return replace(row, accepted=True, answered_on=fact.accepted_on, new_case=fact.new_case)
        case TransferDeclined() as fact if row:
            return replace(row, accepted=False, answered_on=fact.declined_on)
    return row


def _key(recorded: Recorded) -> tuple[UUID, int] | None:
    match recorded.fact:
        case (
            TransferRequested(transfer_no=no)
            | TransferAccepted(transfer_no=no)
            | TransferDeclined(transfer_no=no)
        ):
            return recorded.case, no
    return None


TRANSFERS = Projection(
    "transfer",
    1,
    Transfer,
    evolve,
    one_row_per=_key,
    keys=("case_id", "transfer_no"),
    reads=frozenset({TransferRequested, TransferAccepted, TransferDeclined}),
    indexes=(Index(("to_area",), where="accepted is null"),),
)
