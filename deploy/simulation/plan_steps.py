"""The commands of a plan up to its decision: assessment, draft, agreement, conference, 起案, 決裁."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from deploy.simulation import decision_steps
from deploy.simulation.life import Life
from deploy.simulation.outline import PlanOutline
from deploy.simulation.step import Typed, planned
from events.contract.codes import (
    AgreementManner,
    Dwelling,
    HealthState,
    Independence,
    MeasureActor,
    PublicAssistance,
    RenewalReason,
    Work,
)
from events.contract.planning import Attended, Measure, Objective
from services.planning import decisions as planning

CHIEF: Final = "chief_counsellor"
WORKING_FROM_YEN: Final = 80_000


def steps(life: Life, plan: PlanOutline, number: int) -> Iterator[Typed]:
    """Plan `number` of the case, in order."""
    yield from assessment(life, plan.assessed_on)
    if number > 1:
        yield _renewed(plan.assessed_on)
    yield _drafted(life, plan, plan.drafted_on)
    yield _agreed(plan.agreed_on or plan.drafted_on)
    if plan.returned_on:
        yield _returned(plan.returned_on)
        again = min(plan.returned_on + timedelta(days=3), plan.conference_on)
        yield _drafted(life, plan, again)
        yield _agreed(again)
    yield _endorsed(plan.conference_on)
    yield from decision_steps.steps(life, plan, number)


def assessment(life: Life, on: date) -> Iterator[Typed]:
    """One sitting, and its completion."""
    who, chance = life.resident, life.chance
    work = Work.WORKING if who.income_yen >= WORKING_FROM_YEN else Work.SEEKING
    dwelling = chance.choice((Dwelling.PRIVATE_RENTAL, Dwelling.PRIVATE_RENTAL, *Dwelling))
    health = chance.choice(tuple(HealthState))
    debts = chance.choice((0, 0, 0, 300_000, 1_200_000))
    yield planned(
        on,
        planning.record_assessment,
        lambda today, _: planning.RecordAssessment(
            today=today,
            person=life.person,
            assessed_on=on,
            issues=who.issues,
            work=work,
            dwelling=dwelling,
            public_assistance=PublicAssistance.NONE,
            household_size=who.household_size,
            health=health,
            monthly_income_yen=who.income_yen,
            savings_yen=who.savings_yen,
            debts_yen=debts,
            background=who.story,
            strengths="約束の時間を守り、自分の言葉で話せる。",
        ),
    )
    yield planned(
        on,
        planning.complete_assessment,
        lambda today, _: planning.CompleteAssessment(
            today=today,
            completed_on=on,
            issues=who.issues,
            direction="収入と住まいの安定から始める。",
        ),
    )


def objective(plan: PlanOutline) -> Objective:
    """The one the plan has, evaluated at its end."""
    if plan.seeks_employment:
        return Objective(text="三か月以内に就職する。", independence=(Independence.ECONOMIC,))
    return Objective(
        text="家計簿をつけ、支払いの見通しを持つ。", independence=(Independence.DAILY_LIFE,)
    )


def _renewed(on: date) -> Typed:
    return planned(
        on,
        planning.renew_plan,
        lambda today, _: planning.RenewPlan(
            today=today, renewed_on=on, reason=RenewalReason.PERIOD_OVER
        ),
    )


def _drafted(life: Life, plan: PlanOutline, on: date) -> Typed:
    begins_on = plan.begins_on or plan.decided_on
    return planned(
        on,
        planning.draft_plan,
        lambda today, _: planning.DraftPlan(
            today=today,
            person=life.person,
            applied_on=life.case.applied_on,
            drafted_on=on,
            begins_on=begins_on,
            evaluation_due_on=max(begins_on, plan.ends_on),
            monitoring_on=plan.watch_on,
            services=plan.services,
            seeks_employment=plan.seeks_employment,
            long_term_objective="自分の収入で安心して暮らす。",
            objectives=(objective(plan),),
            measures=(
                Measure(actor=MeasureActor.OFFICE, action="月2回の面談", due_on=None),
                Measure(actor=MeasureActor.PERSON, action="家計簿をつける", due_on=plan.watch_on),
            ),
        ),
    )


def _agreed(on: date) -> Typed:
    return planned(
        on,
        planning.agree_plan,
        lambda today, _: planning.AgreePlan(
            today=today, agreed_on=on, manner=AgreementManner.SIGNATURE
        ),
    )


def _endorsed(on: date) -> Typed:
    return planned(on, planning.hold_support_conference, lambda t, _: _held(t, on), CHIEF)


def _returned(on: date) -> Typed:
    return planned(
        on, planning.hold_support_conference, lambda t, _: _held(t, on, endorses=False), CHIEF
    )


def _held(today: date, on: date, *, endorses: bool = True) -> planning.HoldSupportConference:
    return planning.HoldSupportConference(
        today=today,
        held_on=on,
        fits_situation=True,
        content_works=endorses,
        raises_will=True,
        endorses=endorses,
        return_reason="" if endorses else "就労の目標が早すぎる。体調に合わせて段階を踏む。",
        attended=(
            Attended(organisation="福祉課", name="担当者"),
            Attended(organisation="相談支援機関", name="支援員"),
        ),
        roles="面談は支援員、手続きの確認は市担当者。",
        minutes="プランを了承した。" if endorses else "目標を見直して再度諮る。",
    )
