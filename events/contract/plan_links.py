"""The fact that ties a draft of a plan to the issues of the case and to the three kinds of independence."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import FORM_5, Independence
from events.contract.group import Clear, Stat
from events.contract.kind import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveIssues:
    """Which issues the `objective`-th short-term objective (from 1) is to solve."""

    objective: int
    issues: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureIndependence:
    """Which kinds of independence the `measure`-th measure (from 1) serves."""

    measure: int
    independence: tuple[Independence, ...]


@event(
    "planning.plan-linked",
    ja="プランと課題の結び付け",
    basis=FORM_5,
    occurred="linked_on",
    provisional=True,
)
class PlanLinked(Event):
    """Stated with the draft it speaks of; `aims` repeats the kinds of all objectives, so that they can be counted."""

    linked_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    draft_no: Clear[int]
    issues: Clear[tuple[ObjectiveIssues, ...]]
    aims: Stat[tuple[Independence, ...]]
    measures: Stat[tuple[MeasureIndependence, ...]]
