"""What is stated beside the draft of a plan: issues, kinds of independence, why it aims at work or not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import FORM_5, Independence
from events.contract.group import Clear, Narrative, Stat
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


@event(
    "planning.employment-aim-reasoned",
    ja="就労目標の理由",
    basis=FORM_5,
    occurred="reasoned_on",
    provisional=True,
)
class EmploymentAimReasoned(Event):
    """Why the draft of a plan has 就労目標, or has none: what makes a 就労支援対象者 must be answerable."""

    reasoned_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    draft_no: Clear[int]
    seeks_employment: Stat[bool]
    reason: Narrative[str]
