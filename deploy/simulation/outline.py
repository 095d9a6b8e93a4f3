"""A case in days: who came when, which plans, which support, which end. Plain data.

The decisions turn an outline into facts and would refuse an impossible one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from events.contract.codes import (
    ClosureReason,
    EmergencyHelp,
    EvaluationOutcome,
    HardshipCause,
    Medium,
    ReferralTarget,
    Sameness,
    Service,
    StopReason,
    Triage,
    Urgency,
)
from events.testing.city import Resident
from services.benefits.decisions import Document
from services.intake.decisions import ApplicationItem

if TYPE_CHECKING:
    from deploy.simulation.life import Life
    from deploy.simulation.step import Typed

NATIONAL_COLUMNS: Final = (
    (Service.HOUSING_SECURITY,),
    (Service.TEMPORARY_LIVING, Service.RESIDENTIAL_SUPPORT),
    (Service.BUDGET_COUNSELLING, Service.BUDGET_IMPROVEMENT),
    (Service.WORK_PREPARATION,),
    (Service.CERTIFIED_TRAINING,),
    (Service.OFFICE_EMPLOYMENT_SUPPORT,),
    (Service.WELFARE_FUND_LOAN,),
    (Service.HELLO_WORK_JOINT_PROGRAMME,),
)
"""The eight columns; a renamed service is chosen by the day of the plan."""
PLAN_DAYS: Final = 180


@dataclass(slots=True)
class PlanOutline:
    """One plan: assessed, drafted, in conference, proposed and decided on these days, in this order.

    `agreed_on`, `proposed_on`: the day before them where None; `begins_on`: the day of the decision.
    `returned_on`: a first conference sent it back.
    `watched_on`: monitoring. `served`: its services begin.
    """

    assessed_on: date
    drafted_on: date
    conference_on: date
    decided_on: date
    ends_on: date
    columns: set[int] = field(default_factory=set)
    seeks_employment: bool = False
    begins_on: date | None = None
    agreed_on: date | None = None
    proposed_on: date | None = None
    returned_on: date | None = None
    watch_on: date | None = None
    watched_on: tuple[date, ...] = ()
    evaluated_on: date | None = None
    outcome: EvaluationOutcome = EvaluationOutcome.RENEWED
    served: bool = False

    @property
    def services(self) -> tuple[Service, ...]:
        """The services by the names of the decision day."""
        found = (
            next(s for s in NATIONAL_COLUMNS[c] if s.valid_on(self.decided_on))
            for c in sorted(self.columns)
        )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the contact log; not `reached` = tried in vain."""

    on: date
    reached: bool = True
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An application paper that arrived lacking something."""

    arrived_on: date
    due_on: date
    missing: tuple[ApplicationItem, ...]
    medium: Medium = Medium.COUNTER


@dataclass(frozen=True, slots=True)
class Pause:
    """中断, with the day to look again; `resumed_on` None = it lasts."""

    on: date
    review_on: date
    resumed_on: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """終結: `discussed_on` = the conference evaluated the plan; some are looked after once more."""

    on: date
    reason: ClosureReason
    discussed_on: date | None = None
    followed_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Case number `other` of the run was answered to be, or not to be, the same person."""

    other: int
    on: date
    sameness: Sameness


@dataclass(frozen=True, slots=True)
class MonthOutline:
    """One month (`YYYY-MM`) of a grant: 支出命令, 審査, 支給."""

    month: str
    ordered_on: date
    passed_on: date
    paid_on: date


@dataclass(frozen=True, slots=True)
class StopOutline:
    """支給中止: `last_month` (`YYYY-MM`) is the last one paid."""

    on: date
    last_month: str
    reason: StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantOutline:
    """住居確保給付金: yen a month, savings once. `missing` papers come on `corrected_on`, if ever.

    What the figures give is decided by the rules: with too much income it is refused.
    """

    arrived_on: date
    cause: HardshipCause
    cause_on: date
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    missing: tuple[Document, ...] = ()
    due_on: date | None = None
    corrected_on: date | None = None
    drafted_on: date
    reviewed_on: date
    decided_on: date
    committed_on: date
    months: tuple[MonthOutline, ...] = ()
    stop: StopOutline | None = None
    ended_on: date | None = None


@dataclass(slots=True)
class CaseOutline:
    """One person's case; `job_on` a day on which a job began, `rise_on` on which income from work rose.

    `triaged_first`: 同意待ち before the outcome. `resident` None = made from the case's own chance.
    `earlier`: number of the case this consultation follows. `migrated`: all before that day was typed on it.
    `prompt`: nothing of it is typed late. `number`: its place in the run, where others speak of it.
    `more`: what belongs to it besides, each in the order of days.
    """

    received_on: date
    triage: Triage | None = None
    triaged_on: date | None = None
    applied_on: date | None = None
    plans: list[PlanOutline] = field(default_factory=list)
    job_on: date | None = None
    rise_on: date | None = None
    resident: Resident | None = None
    urgency: Urgency = Urgency.ORDINARY
    triaged_first: date | None = None
    target: ReferralTarget | None = None
    consent_sharing: bool = True
    contacts: list[Contact] = field(default_factory=list)
    emergency: tuple[EmergencyHelp, date] | None = None
    paper: Paper | None = None
    pause: Pause | None = None
    end: End | None = None
    earlier: int | None = None
    alike: tuple[Alike, ...] = ()
    migrated: date | None = None
    prompt: bool = False
    grant: GrantOutline | None = None
    number: int = -1
    more: tuple[Callable[[Life], Iterable[Typed]], ...] = ()
