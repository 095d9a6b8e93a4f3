"""One case in every state, for the wards that the people of the demo see: something waits on every list today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.simulation.days import weekday
from deploy.simulation.outline import (
    PLAN_DAYS,
    CaseOutline,
    Contact,
    End,
    GrantOutline,
    MonthOutline,
    Paper,
    Pause,
    PlanOutline,
    StopOutline,
)
from events.contract.codes import (
    ClosureReason,
    EmergencyHelp,
    EvaluationOutcome,
    HardshipCause,
    StopReason,
    Triage,
    Urgency,
)
from services.benefits.decisions import Document
from services.benefits.grant import months_from
from services.intake.decisions import ApplicationItem

STEPS: Final = {
    "received": 0, "triaged": 1, "applied": 7, "assessed": 14, "drafted": 20, "agreed": 24,
    "conference": 31, "proposed": 35, "decided": 41,
}  # fmt: skip
"""Days from the reception of a case that goes its way."""
MONEY: Final = {
    "arrived": 0, "corrected": 6, "drafted": 9, "reviewed": 12, "decided": 15, "committed": 18,
    "ordered": 21, "passed": 24, "paid": 28,
}  # fmt: skip
"""Days from the arrival of an application for 住居確保給付金."""
NOT_YET: Final = timedelta(days=120)
"""What comes after the state lies so much later."""


def states(today: date, chance: Random) -> list[CaseOutline]:
    """About forty cases; the days are relative to `today`."""
    made = [
        *_at_the_counter(today),
        *_before_the_plan(today, chance),
        *_under_way(today, chance),
        *_over(today, chance),
        *_grants(today, chance),
    ]
    for case in made:
        case.prompt = True
    return made


def _at_the_counter(today: date) -> Iterator[CaseOutline]:
    """Untriaged, waiting for consent, for a paper, for the application."""
    yesterday = weekday(today - timedelta(days=1))
    yield CaseOutline(
        yesterday, urgency=Urgency.SAME_DAY, emergency=(EmergencyHelp.FOOD_AID, yesterday)
    )
    yield CaseOutline(yesterday, urgency=Urgency.SOON)
    yield CaseOutline(weekday(today - timedelta(days=3)))
    for late in (-4, 0, 3):
        called = weekday(today - timedelta(days=16))
        waiting = CaseOutline(called, Triage.CONSENT_PENDING, called)
        waiting.contacts.append(Contact(called, next_on=today + timedelta(days=late)))
        yield waiting
    for late in (-2, 1):
        came = weekday(today - timedelta(days=12))
        lacking = CaseOutline(came, Triage.SUPPORT, came, today + NOT_YET)
        missing = (ApplicationItem.SIGNATURE, ApplicationItem.CONSENT_HANDLING)
        lacking.paper = Paper(came, today + timedelta(days=late), missing)
        yield lacking
    asked = weekday(today - timedelta(days=6))
    yield CaseOutline(asked, Triage.SUPPORT, asked)


def _before_the_plan(today: date, chance: Random) -> Iterator[CaseOutline]:
    for last in ("applied", "assessed", "drafted", "agreed", "conference", "proposed"):
        for since in (2, 9):
            yield _case(today, last, since, chance)
    returned = _case(today, "agreed", 6, chance)
    returned.plans[0].returned_on = weekday(today - timedelta(days=2))
    yield returned


def _under_way(today: date, chance: Random) -> Iterator[CaseOutline]:
    """Decided yesterday; watched; to be watched or evaluated around today; paused."""
    yield _case(today, "decided", 1, chance)
    for due in (-6, -1, 0, 1, 9):
        yield _decided(today, chance, watch_on=today + timedelta(days=due))
    for due in (-4, 5):
        case = _decided(today, chance, days=PLAN_DAYS - due)
        plan = case.plans[0]
        plan.watched_on = tuple(
            weekday(plan.decided_on + timedelta(days=days)) for days in (63, 125)
        )
        yield case
    for due in (-3, 2):
        case = _decided(today, chance, days=70)
        paused = weekday(today - timedelta(days=28))
        case.pause = Pause(paused, today + timedelta(days=due))
        yield case


def _over(today: date, chance: Random) -> Iterator[CaseOutline]:
    """Evaluated and waiting for what follows; closed for the reasons A, B and C."""
    for outcome in (EvaluationOutcome.RENEWED, EvaluationOutcome.CLOSED):
        case = _decided(today, chance, days=PLAN_DAYS + 3)
        case.plans[0].evaluated_on = weekday(today - timedelta(days=3))
        case.plans[0].outcome = outcome
        yield case
    for reason in (ClosureReason.IMPROVED, ClosureReason.SETTLED_FOR_NOW):
        case = _decided(today, chance, days=PLAN_DAYS + 40)
        evaluated = weekday(today - timedelta(days=30))
        case.plans[0].evaluated_on = evaluated
        case.plans[0].outcome = EvaluationOutcome.CLOSED
        ended = weekday(evaluated + timedelta(days=9))
        case.end = End(ended, reason, weekday(evaluated + timedelta(days=4)))
        yield case
    lost = _case(today, "assessed", 60, chance)
    tried = [weekday(today - timedelta(days=n)) for n in (30, 22, 14)]
    lost.contacts.extend(Contact(on, reached=False) for on in tried)
    lost.end = End(weekday(today - timedelta(days=5)), ClosureReason.CONTACT_LOST)
    yield lost


def _grants(today: date, chance: Random) -> Iterator[CaseOutline]:
    """An application that waits for each step, and one for each end."""
    for last in MONEY:
        case = long_under_way(today, chance)
        case.grant = grant_until(today, last, 1)
        yield case
    for due in (-3, 2):
        case = long_under_way(today, chance)
        missing = (Document.TENANCY, Document.SAVINGS)
        lacking = grant_until(today, "arrived", 12)
        case.grant = replace(lacking, missing=missing, due_on=today + timedelta(days=due))
        yield case
    refused = long_under_way(today, chance)
    refused.grant = replace(grant_until(today, "reviewed", 1), income_yen=620_000, months=())
    yield refused
    whole = grant_until(today, "paid", 90)
    for over in (None, weekday(today - timedelta(days=8))):
        paid = long_under_way(today, chance)
        paid.grant = replace(whole, ended_on=over)
        yield paid
    stopped = long_under_way(today, chance)
    first = whole.months[0]
    stop = StopOutline(first.paid_on + timedelta(days=3), first.month, StopReason.MOVED_OUT)
    stopped.grant = replace(whole, months=(first,), stop=stop)
    yield stopped


def _case(today: date, last: str, since: int, chance: Random) -> CaseOutline:
    """A case whose latest step, `last`, was taken `since` days ago."""
    on = _days(today, STEPS, last, since)
    case = CaseOutline(on["received"], Triage.SUPPORT, on["triaged"], on["applied"])
    case.contacts.append(Contact(on["triaged"]))
    begins = on["decided"] if last == "decided" else on["drafted"] + timedelta(days=28)
    columns = chance.choice(({5}, {2}, {3, 5}, set[int]()))
    plan = PlanOutline(
        on["assessed"],
        on["drafted"],
        on["conference"],
        on["decided"],
        begins + timedelta(days=PLAN_DAYS),
        columns=columns,
        seeks_employment=5 in columns,
        begins_on=begins,
        agreed_on=on["agreed"],
        proposed_on=on["proposed"],
        served=True,
    )
    plan.watch_on = begins + timedelta(days=60)
    case.plans.append(plan)
    return case


def _decided(
    today: date, chance: Random, *, days: int = 60, watch_on: date | None = None
) -> CaseOutline:
    """A plan decided so many days ago."""
    case = _case(today, "decided", days, chance)
    if watch_on:
        case.plans[0].watch_on = watch_on
    return case


def long_under_way(today: date, chance: Random) -> CaseOutline:
    """A plan decided months ago and watched as it should be."""
    case = _decided(today, chance, days=chance.randint(25, 165))
    plan = case.plans[0]
    watched = (weekday(plan.decided_on + timedelta(days=days)) for days in (63, 125))
    plan.watched_on = tuple(day for day in watched if day < today)
    return case


def grant_until(today: date, last: str, since: int) -> GrantOutline:
    """A grant whose latest step was taken `since` days ago; two further months behind the first."""
    on = _days(today, MONEY, last, since)
    months = [
        MonthOutline(
            month,
            *(on[step] + timedelta(days=28 * n) for step in ("ordered", "passed", "paid")),
        )
        for n, month in enumerate(months_from(on["arrived"].strftime("%Y-%m"), 3))
    ]
    return GrantOutline(
        arrived_on=on["arrived"],
        cause=HardshipCause.LEFT_WORK,
        cause_on=on["arrived"] - timedelta(days=50),
        household_size=1,
        income_yen=40_000,
        savings_yen=80_000,
        rent_yen=39_000,
        drafted_on=on["drafted"],
        reviewed_on=on["reviewed"],
        decided_on=on["decided"],
        committed_on=on["committed"],
        months=tuple(months),
    )


def _days(today: date, steps: dict[str, int], last: str, since: int) -> dict[str, date]:
    """Step → its working day; those behind `last` lie far in the future."""
    start = today - timedelta(days=since + steps[last])
    known = list(steps)[: list(steps).index(last) + 1]
    return {
        step: weekday(start + timedelta(days=offset) + (timedelta() if step in known else NOT_YET))
        for step, offset in steps.items()
    }
