"""`organisation` and `organisation_tie`: who there is in the network, and who works with whom."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from events.bus.projection import Projection
from events.contract.community_codes import OrganisationKind, TieKind
from events.contract.network import (
    OrganisationChanged,
    OrganisationClosed,
    OrganisationContacted,
    OrganisationListed,
    OrganisationTied,
    OrganisationUntied,
)
from events.log.recorded import Recorded

OFFICE: Final = UUID(int=0)
"""Stands for the office itself at the other end of a tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """`contacted_on` None = nobody has recorded a contact yet."""

    case_id: UUID
    area: str
    title: str
    kind: OrganisationKind
    listed_on: date
    contacted_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """`case_id` is where the tie was recorded, `other` the other end."""

    case_id: UUID
    other: UUID
    tie: TieKind
    tied_on: date
    ended_on: date | None = None


def _organisation(row: OrganisationRow | None, recorded: Recorded) -> OrganisationRow | None:
    match recorded.fact:
        case OrganisationListed() as made:
            return OrganisationRow(
                case_id=recorded.case,
                area=recorded.context.area,
                title=made.title,
                kind=made.kind,
                listed_on=made.listed_on,
            )
        case OrganisationChanged(title=title, kind=kind) if row:
            return replace(row, title=title, kind=kind)
        case OrganisationContacted(contacted_on=day) if row:
            return replace(row, contacted_on=max(day, row.contacted_on or day))
        case OrganisationClosed(closed_on=day) if row:
            return replace(row, closed_on=day)
    return row


def _tie(row: TieRow | None, recorded: Recorded) -> TieRow | None:
    fact = recorded.fact
    if isinstance(fact, OrganisationTied):
        since = row.tied_on if row and not row.ended_on else fact.tied_on
        other = fact.other or OFFICE
        return TieRow(case_id=recorded.case, other=other, tie=fact.tie, tied_on=since)
    if isinstance(fact, OrganisationUntied) and row:
        return replace(row, ended_on=fact.untied_on)
    return row


def _ends(recorded: Recorded) -> tuple[UUID, UUID] | None:
    fact = recorded.fact
    if isinstance(fact, OrganisationTied | OrganisationUntied):
        return recorded.case, fact.other or OFFICE
    return None


ORGANISATION = Projection(
    "organisation",
    1,
    OrganisationRow,
    _organisation,
    one_row_per="case",
    reads=frozenset(
        {OrganisationListed, OrganisationChanged, OrganisationContacted, OrganisationClosed}
    ),
)
ORGANISATION_TIE = Projection(
    "organisation_tie",
    1,
    TieRow,
    _tie,
    one_row_per=_ends,
    keys=("case_id", "other"),
    reads=frozenset({OrganisationTied, OrganisationUntied}),
)
