"""The commands of the support itself: services, monitoring, work, pause, evaluation, end."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from deploy.simulation.life import Life
from deploy.simulation.outline import End, Pause, PlanOutline
from deploy.simulation.plan_steps import CHIEF, objective
from deploy.simulation.step import Typed, planned
from events.contract.codes import (
    Attainment,
    ClosureReason,
    ConferencePurpose,
    Employment,
    EvaluationOutcome,
    ObservedChange,
    Service,
)
from events.contract.planning import Attended, ObjectiveResult
from services.planning import decisions as planning

WATCH_DAYS: Final = 60
"""Between two looks at a plan."""
ATTAINED: Final = {
    EvaluationOutcome.CLOSED: Attainment.ATTAINED,
    EvaluationOutcome.RENEWED: Attainment.PARTLY,
    EvaluationOutcome.SUSPENDED: Attainment.NOT_ATTAINED,
}
NOTES: Final = (
    "家計簿が続いている。プランどおり進める。",
    "応募は週2件。面接の練習を続ける。",
    "体調に波がある。面談の回数を増やす。",
)


def of_plan(life: Life, plan: PlanOutline) -> Iterator[Typed]:
    """What happens between decision and evaluation, and the evaluation."""
    if plan.served:
        yield from (_started(life, plan, service) for service in plan.services)
    yield from (_watched(life, plan, on) for on in plan.watched_on)
    if plan.evaluated_on is None:
        return
    if plan.served:
        yield from (_ended(plan.evaluated_on, service) for service in plan.services)
    yield _evaluated(life, plan, plan.evaluated_on)


def paused(pause: Pause) -> Iterator[Typed]:
    """中断, and 再開 where it came."""
    yield planned(
        pause.on,
        planning.suspend_support,
        lambda today, _: planning.SuspendSupport(
            today=today,
            suspended_on=pause.on,
            review_on=pause.review_on,
            reason="入院のため。退院後に改めて面談する。",
        ),
    )
    if pause.resumed_on:
        on = pause.resumed_on
        yield planned(
            on,
            planning.resume_support,
            lambda today, _: planning.ResumeSupport(today=today, resumed_on=on),
        )


def work(life: Life) -> Iterator[Typed]:
    """A job began, or income from work rose."""
    if life.case.job_on is not None:
        started = life.case.job_on
        yield planned(
            started,
            planning.record_job_started,
            lambda today, _: planning.RecordJobStarted(
                today=today,
                person=life.person,
                started_on=started,
                employment=Employment.ORDINARY_LASTING,
            ),
        )
    if life.case.rise_on is not None:
        rose = life.case.rise_on
        yield planned(
            rose,
            planning.record_income_increase,
            lambda today, _: planning.RecordIncomeIncrease(
                today=today, person=life.person, increased_on=rose
            ),
        )


def ended(life: Life, end: End) -> Iterator[Typed]:
    """The conference that evaluates, 終結, and a look afterwards."""
    if end.discussed_on:
        yield _discussed(end.discussed_on)
    lost = end.reason is ClosureReason.CONTACT_LOST
    yield planned(
        end.on,
        planning.close_case,
        lambda today, _: planning.CloseCase(
            today=today,
            person=life.person,
            closed_on=end.on,
            reason=end.reason,
            contact_attempts=3 if lost else 0,
            note="連絡が取れない。手紙を送った。" if lost else "困ったときは連絡するよう伝えた。",
        ),
    )
    if end.followed_up_on:
        on = end.followed_up_on
        yield planned(
            on,
            planning.record_follow_up,
            lambda today, _: planning.RecordFollowUp(
                today=today, followed_up_on=on, note="仕事を続けている。家賃の滞納はない。"
            ),
        )


def _started(life: Life, plan: PlanOutline, service: Service) -> Typed:
    latest = min(plan.ends_on, plan.decided_on + timedelta(days=7), *plan.watched_on)
    on = plan.decided_on + timedelta(
        days=life.chance.randint(0, max((latest - plan.decided_on).days, 0))
    )
    return planned(
        on,
        planning.start_service,
        lambda today, _: planning.StartService(
            today=today,
            started_on=on,
            service=service,
            needs_decision=life.setting.needs_decision(on),
        ),
    )


def _ended(on: date, service: Service) -> Typed:
    return planned(
        on,
        planning.end_service,
        lambda today, _: planning.EndService(
            today=today, ended_on=on, service=service, reason="プラン期間の終了。"
        ),
    )


def _watched(life: Life, plan: PlanOutline, on: date) -> Typed:
    following = on + timedelta(days=WATCH_DAYS)
    note = life.chance.choice(NOTES)
    return planned(
        on,
        planning.record_monitoring,
        lambda today, _: planning.RecordMonitoring(
            today=today,
            monitored_on=on,
            plan_fits=True,
            next_on=following if following < plan.ends_on else None,
            note=note,
        ),
    )


def _evaluated(life: Life, plan: PlanOutline, on: date) -> Typed:
    changes = tuple(
        life.chance.sample(tuple(ObservedChange)[:14], life.chance.choice((0, 1, 1, 2)))
    )
    result = ObjectiveResult(objective=objective(plan).text, attainment=ATTAINED[plan.outcome])
    closed = plan.outcome is EvaluationOutcome.CLOSED
    return planned(
        on,
        planning.evaluate_plan,
        lambda today, _: planning.EvaluatePlan(
            today=today,
            evaluated_on=on,
            outcome=plan.outcome,
            changes=changes,
            results=(result,),
            remaining="" if closed else "引き続き支援が必要。",
        ),
    )


def _discussed(on: date) -> Typed:
    return planned(
        on,
        planning.hold_support_conference,
        lambda today, _: planning.HoldSupportConference(
            today=today,
            held_on=on,
            purpose=ConferencePurpose.EVALUATION,
            fits_situation=True,
            content_works=True,
            raises_will=True,
            attended=(Attended(organisation="福祉課", name="担当者"),),
            minutes="目標の達成を確かめ、終結を了承した。",
        ),
        CHIEF,
    )
