"""Whole lives of cases as a counter sees them, from the first call to the end; seeded, in days.

Days may lie in the future: the city's clock cuts them off, and what has happened by then is the state.
"""

from datetime import date, timedelta
from random import Random
from typing import Final, TypeVar

from deploy.simulation import sample_grants
from deploy.simulation.days import after
from deploy.simulation.outline import (
    PLAN_DAYS,
    CaseOutline,
    Contact,
    End,
    Paper,
    Pause,
    PlanOutline,
)
from deploy.simulation.support_steps import WATCH_DAYS
from events.contract.codes import (
    ClosureReason,
    EmergencyHelp,
    EvaluationOutcome,
    Triage,
    Urgency,
)
from services.intake.decisions import ApplicationItem

T = TypeVar("T")

OUTCOMES: Final = (
    (Triage.INFORMATION_ONLY, 34),
    (Triage.REFERRED, 20),
    (Triage.SUPPORT, 34),
    (Triage.CONSENT_PENDING, 7),
    (Triage.DISCONTINUED, 5),
)
ENDS: Final = (
    (ClosureReason.IMPROVED, 48),
    (ClosureReason.SETTLED_FOR_NOW, 34),
    (ClosureReason.MOVED, 6),
    (ClosureReason.HANDED_OVER, 6),
    (ClosureReason.OWN_REQUEST, 6),
)
FOLLOWS: Final = (
    (EvaluationOutcome.CLOSED, 56),
    (EvaluationOutcome.RENEWED, 36),
    (EvaluationOutcome.SUSPENDED, 8),
)
URGENCIES: Final = ((Urgency.ORDINARY, 80), (Urgency.SOON, 15), (Urgency.SAME_DAY, 5))
HELP: Final = (
    EmergencyHelp.FOOD_AID,
    EmergencyHelp.TEMPORARY_LIVING,
    EmergencyHelp.RESIDENTIAL_SUPPORT,
)
COLUMNS: Final = ((5,), (5, 7), (2,), (2, 5), (3,), (3, 5), (1,), (0, 5), (6,), (4,), ())
"""Sets of services, by column of the national table."""
EMPLOYMENT: Final = {3, 4, 5, 7}
"""Columns that go with 就労目標."""


def life(received_on: date, chance: Random) -> CaseOutline:
    """A case received on that day, whatever becomes of it."""
    triage = drawn(OUTCOMES, chance)
    case = CaseOutline(received_on, triage, after(received_on, 0, 4, chance))
    case.urgency = drawn(URGENCIES, chance)
    if case.urgency is Urgency.SAME_DAY:
        offered = [help_ for help_ in HELP if help_.valid_on(received_on)]
        case.emergency = (chance.choice(offered), received_on)
    if triage is Triage.CONSENT_PENDING:
        _works_toward_consent(case, chance)
    if case.triage is Triage.SUPPORT:
        supported(case, chance)
    return case


def supported(case: CaseOutline, chance: Random) -> None:
    """Application, plans, contacts, work, end."""
    begun = case.triaged_on or case.received_on
    case.applied_on = after(begun, 0, 14, chance)
    if chance.random() < 0.15:
        _completed_later(case, chance)
    case.plans.append(plan(after(case.applied_on, 2, 20, chance), chance))
    if 0 in case.plans[0].columns or chance.random() < 0.06:
        case.grant = sample_grants.grant(case.applied_on, chance)
    _followed(case, chance)
    if chance.random() < 0.12:
        _lost(case, chance)
    _talked(case, begun, chance)


def plan(assessed_on: date, chance: Random) -> PlanOutline:
    """One plan with its watching, to its evaluation."""
    drafted = after(assessed_on, 1, 12, chance)
    agreed = after(drafted, 0, 6, chance)
    returned = after(agreed, 2, 9, chance) if chance.random() < 0.12 else None
    conference = after(returned or agreed, 4, 14, chance)
    proposed = after(conference, 1, 5, chance)
    decided = after(proposed, 1, 8, chance)
    ends = decided + timedelta(days=PLAN_DAYS)
    columns = set(chance.choice(COLUMNS))
    made = PlanOutline(
        assessed_on,
        drafted,
        conference,
        decided,
        ends,
        columns=columns,
        seeks_employment=bool(columns & EMPLOYMENT),
        agreed_on=agreed,
        proposed_on=proposed,
        returned_on=returned,
        watch_on=decided + timedelta(days=WATCH_DAYS),
        evaluated_on=after(ends, -12, 14, chance),
        outcome=drawn(FOLLOWS, chance),
        served=True,
    )
    made.watched_on = _watched(made, chance)
    return made


def drawn(weighted: tuple[tuple[T, int], ...], chance: Random) -> T:
    """One of them, by weight."""
    return chance.choices([each for each, _ in weighted], [weight for _, weight in weighted])[0]


def _works_toward_consent(case: CaseOutline, chance: Random) -> None:
    """同意待ち, and weeks later the consent, or the end."""
    first = case.triaged_first = case.triaged_on or case.received_on
    case.contacts.append(Contact(first, next_on=after(first, 14, 30, chance)))
    case.triage = chance.choice((Triage.SUPPORT, Triage.DISCONTINUED))
    case.triaged_on = after(first, 20, 50, chance)


def _completed_later(case: CaseOutline, chance: Random) -> None:
    """The paper came without something, and complete days later."""
    arrived = case.applied_on or case.received_on
    missing = tuple(chance.sample(tuple(ApplicationItem), chance.choice((1, 2))))
    case.paper = Paper(arrived, arrived + timedelta(days=14), missing)
    case.applied_on = after(arrived, 4, 20, chance)


def _followed(case: CaseOutline, chance: Random) -> None:
    """What comes after the first plan: its end, a second plan, or a pause."""
    first = case.plans[0]
    evaluated = first.evaluated_on or first.ends_on
    if first.seeks_employment and chance.random() < 0.45:
        day = after(first.decided_on, 10, 160, chance)
        case.job_on, case.rise_on = (day, None) if chance.random() < 0.75 else (None, day)
    if first.outcome is EvaluationOutcome.RENEWED:
        second = plan(evaluated, chance)
        second.outcome = EvaluationOutcome.CLOSED
        case.plans.append(second)
        _closed(case, second.evaluated_on or second.ends_on, chance)
    elif first.outcome is EvaluationOutcome.CLOSED:
        _closed(case, evaluated, chance)
        if chance.random() < 0.06:
            _paused(case, first, chance)
    else:
        case.pause = Pause(evaluated, evaluated + timedelta(days=30))
        case.end = End(after(evaluated, 30, 80, chance), ClosureReason.MOVED)


def _closed(case: CaseOutline, evaluated: date, chance: Random) -> None:
    discussed = after(evaluated, 0, 7, chance)
    ended = after(discussed, 1, 10, chance)
    followed = after(ended, 30, 90, chance) if chance.random() < 0.3 else None
    case.end = End(ended, drawn(ENDS, chance), discussed, followed)


def _paused(case: CaseOutline, first: PlanOutline, chance: Random) -> None:
    """Support pauses after the last look, and goes on before the evaluation."""
    last = max((first.decided_on, *first.watched_on)) + timedelta(days=8)
    on = after(last, 0, 10, chance)
    resumed = after(on, 14, 40, chance)
    if resumed < (first.evaluated_on or first.ends_on):
        case.pause = Pause(on, on + timedelta(days=30), resumed)


def _lost(case: CaseOutline, chance: Random) -> None:
    """Nobody answers any more: three attempts, then 終結C."""
    silent = after(case.applied_on or case.received_on, 20, 200, chance)
    attempts = [silent + timedelta(days=7 * n) for n in range(3)]
    ended = attempts[-1] + timedelta(days=14)
    if case.end is None or ended < case.end.on:
        case.end = End(ended, ClosureReason.CONTACT_LOST)
        case.contacts.extend(Contact(on, reached=False) for on in attempts)
        if case.job_on and case.job_on > ended:
            case.job_on = None


def _talked(case: CaseOutline, begun: date, chance: Random) -> None:
    """Contacts every few weeks for as long as the case lives."""
    last = case.end.on if case.end else max(p.ends_on for p in case.plans)
    silent = min((c.on for c in case.contacts if not c.reached), default=last)
    on = begun
    while on < min(last, silent):
        following = after(on, 21, 63, chance)
        case.contacts.append(Contact(on, next_on=following if following < last else None))
        on = max(following, on + timedelta(days=1))


def _watched(made: PlanOutline, chance: Random) -> tuple[date, ...]:
    days: list[date] = []
    due = made.watch_on
    while due is not None and due < (made.evaluated_on or made.ends_on) - timedelta(days=12):
        on = after(due, -3, 9, chance)
        days.append(on)
        due = on + timedelta(days=WATCH_DAYS)
    return tuple(days)
