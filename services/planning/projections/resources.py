"""`resource` and `resource_use`: the directory, one row per resource, and one row per standing use by a case."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import opened
from events.contract.community_codes import ResourceResult, ResourceTheme, Vacancy
from events.contract.resource import (
    ResourceChanged,
    ResourceClosed,
    ResourceConfirmed,
    ResourceListed,
)
from events.contract.resource_use import ResourceUseAnswered, ResourceUsed, ResourceUseWithdrawn
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRow:
    """`confirmed_on` and `_by`: when the entry was last looked at, and by whom (pseudonym)."""

    case_id: UUID
    area: str
    title: str
    theme: ResourceTheme
    wards: tuple[str, ...]
    offers: str
    opening: str
    capacity: Int
    vacancy: Vacancy
    confirmed_on: date
    confirmed_by: UUID
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceUse:
    """One use of a resource by a case, with the latest result."""

    case_id: UUID
    entry_no: Int
    area: str
    resource: UUID
    used_on: date
    result: ResourceResult


def _resource(row: ResourceRow | None, recorded: Recorded) -> ResourceRow | None:
    fact, by = recorded.fact, recorded.context.actor
    if isinstance(fact, ResourceListed | ResourceChanged):
        return ResourceRow(
            case_id=recorded.case,
            area=recorded.context.area,
            title=fact.title,
            theme=fact.theme,
            wards=fact.wards,
            offers=fact.offers,
            opening=fact.opening,
            capacity=fact.capacity,
            vacancy=fact.vacancy,
            confirmed_on=recorded.occurred_on,
            confirmed_by=by,
        )
    if isinstance(fact, ResourceConfirmed) and row:
        newest = max(fact.confirmed_on, row.confirmed_on)
        return replace(row, confirmed_on=newest, confirmed_by=by, vacancy=fact.vacancy)
    if isinstance(fact, ResourceClosed) and row:
        return replace(row, closed_on=fact.closed_on)
    return row


def _use(row: ResourceUse | None, recorded: Recorded) -> ResourceUse | None:
    fact = recorded.fact
    if isinstance(fact, ResourceUsed):
        return ResourceUse(
            case_id=recorded.case,
            entry_no=fact.entry_no,
            area=recorded.context.area,
            resource=fact.resource,
            used_on=fact.used_on,
            result=opened(fact.result, ResourceResult.PENDING),
        )
    if isinstance(fact, ResourceUseAnswered) and row:
        return replace(row, result=opened(fact.result, ResourceResult.PENDING))
    return None if isinstance(fact, ResourceUseWithdrawn) else row


def _key(recorded: Recorded) -> tuple[UUID, int] | None:
    fact = recorded.fact
    if isinstance(fact, ResourceUsed):
        return recorded.case, fact.entry_no
    ours = isinstance(fact, ResourceUseAnswered | ResourceUseWithdrawn)
    return (recorded.case, fact.of_no) if ours else None  # type: ignore[attr-defined]


RESOURCE = Projection(
    "resource",
    1,
    ResourceRow,
    _resource,
    one_row_per="case",
    reads=frozenset({ResourceListed, ResourceChanged, ResourceConfirmed, ResourceClosed}),
)
RESOURCE_USE = Projection(
    "resource_use",
    1,
    ResourceUse,
    _use,
    one_row_per=_key,
    keys=("case_id", "entry_no"),
    reads=frozenset({ResourceUsed, ResourceUseAnswered, ResourceUseWithdrawn}),
    indexes=(Index(("resource",)),),
)
