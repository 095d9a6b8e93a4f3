"""What was picked from 社会資源台帳 while writing: the resource behind a strength, and who carries a measure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import FORM_2, FORM_5
from events.contract.group import Clear
from events.contract.kind import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResource:
    """The `measure`-th measure (from 1) is carried by `resource`, its stream in the directory."""

    measure: int
    resource: UUID


@event(
    "planning.strength-resource-picked",
    ja="強みの地域資源",
    basis=FORM_2,
    occurred="picked_on",
    provisional=True,
)
class StrengthResourcePicked(Event):
    """The strength is a resource of the community: picked, not typed."""

    picked_on: Clear[date]
    person: Clear[UUID]
    strength_no: Clear[int]
    resource: Clear[UUID]


@event(
    "planning.plan-resources-picked",
    ja="プランの地域資源",
    basis=FORM_5,
    occurred="picked_on",
    provisional=True,
)
class PlanResourcesPicked(Event):
    """Stated with the draft it speaks of; all picks of that draft, the later statement takes the former's place."""

    picked_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    draft_no: Clear[int]
    measures: Clear[tuple[MeasureResource, ...]]
