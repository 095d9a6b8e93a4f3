"""One numbered plan of a case: the facts of it that stand, and how far it has come."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from events.contract import Event, opened
from events.contract.approving import DecisionReviewed, EndorsementConditioned
from events.contract.codes import ConferencePurpose, DecisionForm, EvaluationOutcome, Service
from events.contract.plan_links import EmploymentAimReasoned, PlanLinked
from events.contract.planning import (
    DecisionDrafted,
    MonitoringRecorded,
    PlanAgreed,
    PlanConfirmed,
    PlanDecided,
    PlanDrafted,
    PlanEndorsed,
    PlanEvaluated,
    PlanRenewed,
    PlanReturned,
    ServiceEnded,
    ServiceStarted,
    SupportConferenceHeld,
    SupportDecided,
    SupportRefused,
)
from events.contract.resource_picks import PlanResourcesPicked


class Stage(Enum):
    """Where a plan stands (programme.md §5.1); the value is what people read."""

    OPENED = "再プラン準備中"
    DRAFT = "プラン(案)"
    AGREED = "本人同意済み"
    IN_CONFERENCE = "会議で了承済み"
    DECIDED = "支援決定済み"
    CONFIRMED = "確認済み"
    ACTIVE = "支援中"
    EVALUATED = "評価済み"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`rests_on` is the number of the completed assessment it was opened on.

    `reviews` are those of all its proposals.

    `granted` are the 支援決定 of the draft that stands, `granted_before` those of earlier rounds.
    """

    plan_no: int
    stage: Stage = Stage.OPENED
    rests_on: int = 0
    renewed: PlanRenewed | None = None
    draft: PlanDrafted | None = None
    linked: PlanLinked | None = None
    reasoned: EmploymentAimReasoned | None = None
    picked: PlanResourcesPicked | None = None
    agreed: PlanAgreed | None = None
    conference: SupportConferenceHeld | None = None
    returned: PlanReturned | None = None
    endorsed: PlanEndorsed | None = None
    conditioned: EndorsementConditioned | None = None
    proposal: DecisionDrafted | None = None
    reviews: tuple[DecisionReviewed, ...] = ()
    granted: tuple[SupportDecided, ...] = ()
    granted_before: tuple[SupportDecided, ...] = ()
    refused: SupportRefused | None = None
    confirmed: PlanConfirmed | None = None
    decided: PlanDecided | None = None
    running: tuple[ServiceStarted, ...] = ()
    ended: tuple[ServiceEnded, ...] = ()
    monitored: MonitoringRecorded | None = None
    evaluation_conference: SupportConferenceHeld | None = None
    evaluated: PlanEvaluated | None = None

    @property
    def services(self) -> tuple[Service, ...]:
        """Services of the draft that stands."""
        return self.draft.services if self.draft else ()

    @property
    def linked_now(self) -> PlanLinked | None:
        """Issues and kinds of the draft that stands; None where none were given with it."""
        of_draft = self.draft and self.linked and self.linked.draft_no == self.draft.draft_no
        return self.linked if of_draft else None

    @property
    def reasoned_now(self) -> EmploymentAimReasoned | None:
        """Why the draft that stands aims at work, or does not; None where nobody said."""
        of_draft = self.draft and self.reasoned and self.reasoned.draft_no == self.draft.draft_no
        return self.reasoned if of_draft else None

    @property
    def picked_now(self) -> PlanResourcesPicked | None:
        """The resources picked for measures of the draft that stands."""
        of_draft = self.draft and self.picked and self.picked.draft_no == self.draft.draft_no
        return self.picked if of_draft else None

    @property
    def under_way(self) -> bool:
        """Decided or confirmed, and not yet evaluated."""
        return self.decided is not None and self.stage is not Stage.EVALUATED

    def granted_service(self, service: Service) -> SupportDecided | None:
        """The latest 支援決定 of that service, of any round."""
        found = (g for g in reversed(self.granted_before + self.granted) if g.service is service)
        return next(found, None)

    def undecided(self, needs_decision: frozenset[Service]) -> tuple[Service, ...]:
        """Services of the standing draft that still wait for their 支援決定."""
        done = {granted.service for granted in self.granted}
        return tuple(s for s in self.services if s in needs_decision and s not in done)

    def holds_employment(self, day: date) -> bool:
        """Whether on that day this was a decided plan with 就労目標 whose period covers the day."""
        plan = self.decided
        return (
            plan is not None
            and plan.decided_on <= day
            and plan.begins_on <= day <= plan.ends_on
            and opened(plan.seeks_employment, otherwise=False)
        )


def evolve(plan: Plan, fact: Event) -> Plan:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """The plan after one more fact of its number."""
    match fact:
        case PlanDrafted():
            return _back(plan, draft=fact)
        case PlanLinked():
            return replace(plan, linked=fact)
        case EmploymentAimReasoned():
            return replace(plan, reasoned=fact)
        case PlanResourcesPicked():
            return replace(plan, picked=fact)
        case PlanAgreed():
            return replace(plan, stage=Stage.AGREED, agreed=fact)
        case SupportConferenceHeld(purpose=ConferencePurpose.EVALUATION):
            return replace(plan, evaluation_conference=fact)
        case SupportConferenceHeld():
            return replace(plan, conference=fact)
        case PlanEndorsed():
            return replace(plan, stage=Stage.IN_CONFERENCE, endorsed=fact)
        case EndorsementConditioned():
            return replace(plan, conditioned=fact)
        case PlanReturned():
            return _back(plan, returned=fact)
        case MonitoringRecorded():
            return replace(plan, monitored=fact)
        case PlanEvaluated():
            return replace(plan, stage=Stage.EVALUATED, evaluated=fact)
        case ServiceStarted():
            begun = Stage.ACTIVE if plan.decided else plan.stage
            return replace(plan, stage=begun, running=(*plan.running, fact))
        case ServiceEnded():
            left = tuple(running for running in plan.running if running.service != fact.service)
            return replace(plan, running=left, ended=(*plan.ended, fact))
    return _decided(plan, fact)


def resumed(plan: Plan) -> Plan:
    """Support goes on: a plan evaluated with the outcome 中断 is under way again."""
    paused = plan.evaluated is not None and plan.evaluated.outcome is EvaluationOutcome.SUSPENDED
    return replace(plan, stage=Stage.ACTIVE) if paused and plan.decided else plan


def _decided(plan: Plan, fact: Event) -> Plan:
    match fact:
        case DecisionDrafted():
            return replace(plan, proposal=fact)
        case DecisionReviewed():
            return replace(plan, reviews=(*plan.reviews, fact))
        case SupportDecided():
            return replace(plan, granted=(*plan.granted, fact))
        case SupportRefused():
            return _back(plan, refused=fact)
        case PlanConfirmed():
            return replace(plan, confirmed=fact)
        case PlanDecided():
            return replace(plan, stage=_stage_of(plan, fact), decided=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of a plan")


def _stage_of(plan: Plan, fact: PlanDecided) -> Stage:
    if plan.running:
        return Stage.ACTIVE
    return Stage.CONFIRMED if fact.form is DecisionForm.CONFIRMATION else Stage.DECIDED


def _back(plan: Plan, **new: Event) -> Plan:
    """To the draft: what was agreed, approved and proposed of the former version no longer holds."""
    return replace(
        plan,
        stage=Stage.DRAFT,
        agreed=None,
        endorsed=None,
        conditioned=None,
        proposal=None,
        granted=(),
        granted_before=plan.granted_before + plan.granted,
        **new,  # type: ignore[arg-type]
    )
