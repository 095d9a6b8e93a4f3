"""Outline → the commands of one case, in the order of the thirteen steps, with the instants they are typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid5

from deploy.simulation.outline import CaseOutline, PlanOutline
from events.contract import Event
from events.contract.codes import (
    AgreementManner,
    Attainment,
    Channel,
    ContactMethod,
    Employment,
    EvaluationOutcome,
    Independence,
    MeasureActor,
    ObservedChange,
    ReferralTarget,
    RenewalReason,
    Route,
    Service,
    Triage,
)
from events.contract.planning import Attended, Measure, Objective, ObjectiveResult
from events.testing.city import Resident, resident
from services.intake import decisions as intake
from services.planning import decisions as planning

JST_MORNING: Final = timedelta(hours=0)
"""9:00 in Japan is 0:00 UTC."""
LATE_SHARE: Final = 0.05
"""Facts typed days after they happened."""
CHANNEL_OF_ROUTE: Final = {
    Route.SELF_VISIT: Channel.OFFICE_VISIT,
    Route.SELF_REMOTE: Channel.TELEPHONE,
    Route.FAMILY_VISIT: Channel.OFFICE_VISIT,
    Route.FAMILY_REMOTE: Channel.TELEPHONE,
    Route.OUTREACH: Channel.HOME_VISIT,
    Route.AGENCY_INTRODUCTION: Channel.AGENCY,
}
REASONS: Final = {
    Triage.INFORMATION_ONLY: "利用できる制度と窓口を案内した。",
    Triage.REFERRED: "担当窓口に連絡し、本人に同行した。",
    Triage.CONSENT_PENDING: "継続の同意を保留。改めて連絡する。",
    Triage.DISCONTINUED: "本人の申出により相談を終えた。",
    Triage.SUPPORT: "継続して支援する。",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One command: typed at `at` (UTC), about `day`, in the capacity of `role`.

    `command` gets the leaf hash of the standing 起案 of its case ("" where there is none).
    """

    at: datetime
    service: str
    decision: Callable[[Any, Any], Sequence[Event]]
    command: Callable[[str], Any]
    role: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Pseudonyms of those who act, by role."""

    counsellor: UUID
    municipal_officer: UUID
    decision_maker: UUID

    def of(self, role: str) -> UUID:
        """The person who acts in that role."""
        found: UUID = getattr(self, "counsellor" if role == "chief_counsellor" else role)
        return found


@dataclass(frozen=True, slots=True)
class Setting:
    """What the histories of a run have in common. `needs_decision` answers on a day."""

    place: str
    staff: Staff
    needs_decision: Callable[[date], frozenset[Service]]
    seed: UUID


def history(case: CaseOutline, ordinal: int, setting: Setting) -> list[Step]:
    """All commands of a case, in order; the instants never go back."""
    return _History(case, ordinal, setting).steps()


class _History:
    def __init__(self, case: CaseOutline, ordinal: int, setting: Setting) -> None:
        self.case, self.setting, self.ordinal = case, setting, ordinal
        self.person = uuid5(setting.seed, f"person {ordinal}")
        self.chance = Random(self.person.int)  # noqa: S311 - believable, not secret
        self.resident: Resident = resident(self.chance, setting.place, case.received_on)
        self.clock = datetime(1970, 1, 1, tzinfo=UTC)
        self.numbered = 0

    def steps(self) -> list[Step]:
        """Reception, triage, application, plans, work."""
        dated = [*self._intake(), *self._plans(), *self._work()]
        dated.sort(key=lambda step: step[0])
        return [self._step(*step) for step in dated]

    def _step(self, day: date, service: str, decision: Any, command: Any, role: str) -> Step:
        late = (
            timedelta(days=self.chance.randint(1, 20))
            if self.chance.random() < LATE_SHARE
            else timedelta()
        )
        morning = datetime(day.year, day.month, day.day, tzinfo=UTC)
        typed = morning + late + timedelta(minutes=self.chance.randint(0, 480))
        self.clock = max(typed, self.clock + timedelta(seconds=30))
        today = (self.clock + timedelta(hours=9)).date()
        return Step(self.clock, service, decision, lambda standing: command(today, standing), role)

    def _intake(self) -> Iterator[tuple[Any, ...]]:
        case, who = self.case, self.resident
        yield _typed(case.received_on, "intake", intake.receive_consultation, self._reception)
        if case.triage is None or case.triaged_on is None:
            return
        triage, on = case.triage, case.triaged_on
        target = self.chance.choice(tuple(ReferralTarget)) if triage is Triage.REFERRED else None
        basis = intake.SharingBasis.CONSENT if target else None
        yield _typed(
            on,
            "intake",
            intake.triage_case,
            lambda today, _: intake.TriageCase(
                today=today,
                decided_on=on,
                triage=triage,
                reason=REASONS[triage],
                target=target,
                basis=basis,
            ),
        )
        if triage is Triage.SUPPORT and self.chance.random() < 0.6:
            yield _typed(
                on, "intake", intake.record_contact, lambda today, _: self._contact(today, on, who)
            )
        if case.applied_on is not None:
            applied = case.applied_on
            yield _typed(
                applied,
                "intake",
                intake.apply_for_use,
                lambda today, _: intake.ApplyForUse(
                    today=today, applied_on=applied, consent_handling=True, consent_sharing=True
                ),
            )

    def _reception(self, today: date, _: str) -> intake.ReceiveConsultation:
        who = self.resident
        return intake.ReceiveConsultation(
            today=today,
            received_on=self.case.received_on,
            person=self.person,
            channel=CHANNEL_OF_ROUTE[who.route],
            route=who.route,
            sex=who.sex,
            topics=who.topics,
            main_topics=who.topics[:1],
            name=who.name,
            kana=who.kana,
            born_on=who.born_on,
            address=who.address,
            phone=who.phone,
            story=who.story,
        )

    def _contact(self, today: date, on: date, who: Resident) -> intake.RecordContact:
        return intake.RecordContact(
            today=today,
            contacted_on=on,
            method=ContactMethod.INTERVIEW,
            content=f"面談。{who.story}次回までに書類をそろえる。",
            counterpart="本人",
            minutes=self.chance.choice((30, 45, 60)),
        )

    def _plans(self) -> Iterator[tuple[Any, ...]]:
        for number, plan in enumerate(self.case.plans, 1):
            if number > 1:
                yield from self._evaluation(plan)
            yield from self._assessment(plan)
            if number > 1:
                yield _typed(
                    plan.assessed_on,
                    "planning",
                    planning.renew_plan,
                    lambda today, _, on=plan.assessed_on: planning.RenewPlan(
                        today=today, renewed_on=on, reason=RenewalReason.PERIOD_OVER
                    ),
                )
            yield from self._draft(plan)
            yield from self._conference(plan)
            yield from self._decision(plan)

    def _assessment(self, plan: PlanOutline) -> Iterator[tuple[Any, ...]]:
        who, on = self.resident, plan.assessed_on
        yield _typed(
            on,
            "planning",
            planning.record_assessment,
            lambda today, _: planning.RecordAssessment(
                today=today,
                person=self.person,
                assessed_on=on,
                issues=who.issues,
                household_size=who.household_size,
                monthly_income_yen=who.income_yen,
                savings_yen=who.savings_yen,
                background=who.story,
                strengths="約束の時間を守り、自分の言葉で話せる。",
            ),
        )
        yield _typed(
            on,
            "planning",
            planning.complete_assessment,
            lambda today, _: planning.CompleteAssessment(
                today=today,
                completed_on=on,
                issues=who.issues,
                direction="収入と住まいの安定から始める。",
            ),
        )

    def _draft(self, plan: PlanOutline) -> Iterator[tuple[Any, ...]]:
        on = plan.drafted_on
        yield _typed(
            on,
            "planning",
            planning.draft_plan,
            lambda today, _: planning.DraftPlan(
                today=today,
                person=self.person,
                applied_on=self.case.applied_on,
                drafted_on=on,
                begins_on=plan.decided_on,
                evaluation_due_on=max(plan.decided_on, plan.ends_on),
                services=plan.services,
                seeks_employment=plan.seeks_employment,
                long_term_objective="自分の収入で安心して暮らす。",
                objectives=(_objective(plan),),
                measures=(Measure(actor=MeasureActor.OFFICE, action="月2回の面談", due_on=None),),
            ),
        )
        yield _typed(
            on,
            "planning",
            planning.agree_plan,
            lambda today, _: planning.AgreePlan(
                today=today, agreed_on=on, manner=AgreementManner.SIGNATURE
            ),
        )

    def _conference(self, plan: PlanOutline) -> Iterator[tuple[Any, ...]]:
        on = plan.conference_on
        yield _typed(
            on,
            "planning",
            planning.hold_support_conference,
            lambda today, _: planning.HoldSupportConference(
                today=today,
                held_on=on,
                fits_situation=True,
                content_works=True,
                raises_will=True,
                attended=(
                    Attended(organisation="福祉課", name="担当者"),
                    Attended(organisation="相談支援機関", name="支援員"),
                ),
                roles="面談は支援員、手続きの確認は市担当者。",
                minutes="プランを了承した。",
            ),
            "chief_counsellor",
        )

    def _decision(self, plan: PlanOutline) -> Iterator[tuple[Any, ...]]:
        needs = self.setting.needs_decision(plan.decided_on)
        staff = self.setting.staff
        yield _typed(
            plan.decided_on,
            "planning",
            planning.draft_decision,
            lambda today, _: planning.DraftDecision(
                today=today,
                drafted_on=plan.decided_on,
                drafter=staff.municipal_officer,
                needs_decision=needs,
                opinion="適当と認める。",
            ),
            "municipal_officer",
        )
        self.numbered += 1
        number = f"福第{self.ordinal + 1}-{self.numbered}号"
        wanted = tuple(service for service in plan.services if service in needs)
        decide = self._deciding(plan, wanted, number) if wanted else self._confirming(plan, number)
        yield (plan.decided_on, "planning", *decide, "decision_maker")

    def _deciding(
        self, plan: PlanOutline, wanted: tuple[Service, ...], number: str
    ) -> tuple[Any, Any]:
        grantings = tuple(
            planning.Granting(
                service=s, number=f"{number}-{n}", begins_on=plan.decided_on, ends_on=plan.ends_on
            )
            for n, s in enumerate(wanted, 1)
        )
        return planning.decide_support, lambda today, standing: planning.DecideSupport(
            today=today,
            decided_on=plan.decided_on,
            decider=self.setting.staff.decision_maker,
            post="福祉課長",
            entitled=True,
            approved=standing,
            standing=standing,
            needs_decision=self.setting.needs_decision(plan.decided_on),
            grantings=grantings,
        )

    def _confirming(self, plan: PlanOutline, number: str) -> tuple[Any, Any]:
        return planning.confirm_plan, lambda today, standing: planning.ConfirmPlan(
            today=today,
            confirmed_on=plan.decided_on,
            decider=self.setting.staff.decision_maker,
            post="福祉課長",
            entitled=True,
            approved=standing,
            standing=standing,
            needs_decision=self.setting.needs_decision(plan.decided_on),
            number=number,
        )

    def _evaluation(self, following: PlanOutline) -> Iterator[tuple[Any, ...]]:
        on = following.assessed_on
        changes = tuple(
            self.chance.sample(tuple(ObservedChange)[:14], self.chance.choice((0, 1, 1, 2)))
        )
        before = self.case.plans[self.case.plans.index(following) - 1]
        result = ObjectiveResult(objective=_objective(before).text, attainment=Attainment.PARTLY)
        yield _typed(
            on,
            "planning",
            planning.evaluate_plan,
            lambda today, _: planning.EvaluatePlan(
                today=today,
                evaluated_on=on,
                outcome=EvaluationOutcome.RENEWED,
                changes=changes,
                results=(result,),
                remaining="引き続き支援が必要。",
            ),
        )

    def _work(self) -> Iterator[tuple[Any, ...]]:
        case = self.case
        if case.job_on is not None:
            started = case.job_on
            yield _typed(
                started,
                "planning",
                planning.record_job_started,
                lambda today, _: planning.RecordJobStarted(
                    today=today,
                    person=self.person,
                    started_on=started,
                    employment=Employment.ORDINARY_LASTING,
                ),
            )
        if case.rise_on is not None:
            rose = case.rise_on
            yield _typed(
                rose,
                "planning",
                planning.record_income_increase,
                lambda today, _: planning.RecordIncomeIncrease(
                    today=today, person=self.person, increased_on=rose
                ),
            )


def _typed(
    day: date, service: str, decision: Any, command: Any, role: str = "counsellor"
) -> tuple[Any, ...]:
    return day, service, decision, command, role


def _objective(plan: PlanOutline) -> Objective:
    if plan.seeks_employment:
        return Objective(text="三か月以内に就職する。", independence=(Independence.ECONOMIC,))
    return Objective(
        text="家計簿をつけ、支払いの見通しを持つ。", independence=(Independence.DAILY_LIFE,)
    )
