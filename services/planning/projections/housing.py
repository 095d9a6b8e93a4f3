"""`housing_provider` (the register) and `goods_loan` (things that are out), for forms and lists."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.housing import (
    GoodsLent,
    GoodsReturned,
    HousingEntryVoided,
    HousingProviderEnded,
    HousingProviderRegistered,
)
from events.contract.housing_codes import LentGoods, ProviderKind, ReturnedState
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """`ended_on` None = offered in forms."""

    provider: UUID
    area: str
    kind: ProviderKind
    name: str
    telephone: str
    designation: str
    offers: str
    registered_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow:
    """One thing; `returned_on` None = still out."""

    case_id: UUID
    entry_no: Int
    area: str
    item: LentGoods
    lent_on: date
    due_on: date
    returned_on: date | None = None
    state: ReturnedState | None = None


def evolve_provider(row: ProviderRow | None, recorded: Recorded) -> ProviderRow | None:
    """The row after one fact."""
    match recorded.fact:
        case HousingProviderRegistered() as fact:
            return ProviderRow(
                provider=recorded.stream,
                area=recorded.context.area,
                kind=fact.kind,
                name=fact.name,
                telephone=fact.telephone,
                designation=fact.designation,
                offers=fact.offers,
                registered_on=fact.registered_on,
            )
        case HousingProviderEnded(ended_on=day) if row:
            return replace(row, ended_on=day)
    return row


def evolve_loan(row: LoanRow | None, recorded: Recorded) -> LoanRow | None:
    """The row after one fact; entries of other kinds have no row here."""
    match recorded.fact:
        case GoodsLent() as lent:
            return LoanRow(
                case_id=recorded.case,
                entry_no=lent.entry_no,
                area=recorded.context.area,
                item=lent.item,
                lent_on=lent.lent_on,
                due_on=lent.due_on,
            )
        case GoodsReturned(returned_on=day, state=state) if row:
            return replace(row, returned_on=day, state=state)
        case HousingEntryVoided():
            return None
    return row


def _stream(recorded: Recorded) -> UUID:
    return recorded.stream


def _entry(recorded: Recorded) -> tuple[UUID, int]:
    number: int = recorded.fact.entry_no  # type: ignore[attr-defined]
    return recorded.case, number


HOUSING_PROVIDER = Projection(
    "housing_provider",
    1,
    ProviderRow,
    evolve_provider,
    one_row_per=_stream,
    keys=("provider",),
    reads=frozenset({HousingProviderRegistered, HousingProviderEnded}),
)
GOODS_LOAN = Projection(
    "goods_loan",
    1,
    LoanRow,
    evolve_loan,
    one_row_per=_entry,
    keys=("case_id", "entry_no"),
    reads=frozenset({GoodsLent, GoodsReturned, HousingEntryVoided}),
    indexes=(Index(("area", "due_on"), where="returned_on is null"),),
)
