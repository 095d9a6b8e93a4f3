"""Targets → outlines of cases: exact counts, believable days, seeded."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.simulation.days import backward, between, weekday
from deploy.simulation.figures import Row
from deploy.simulation.outline import PLAN_DAYS, CaseOutline, PlanOutline
from deploy.simulation.support import enrich
from deploy.simulation.targets import Targets
from events.contract.codes import Triage

RENEWED_SHARE: Final = 0.12
"""Re-plans among the plans of a period."""
OTHER_OUTCOMES: Final = (
    (Triage.INFORMATION_ONLY, 46),
    (Triage.REFERRED, 26),
    (Triage.SUPPORT, 12),
    (Triage.CONSENT_PENDING, 8),
    (Triage.DISCONTINUED, 8),
)


def outlines(row: Row, targets: Targets, chance: Random) -> list[CaseOutline]:
    """Cases whose facts give exactly `targets` in the row's period, in random order."""
    made = _Planting(row.start, row.end, targets, chance)
    made.plans()
    made.others()
    made.work()
    enrich(made.cases, row.end, chance)
    chance.shuffle(made.cases)
    return made.cases


class _Planting:
    """Cases under construction. `counted` are the plans decided inside the period."""

    def __init__(self, start: date, end: date, targets: Targets, chance: Random) -> None:
        self.start, self.end = start, end
        self.targets, self.chance = targets, chance
        self.cases: list[CaseOutline] = []
        self.counted: list[tuple[CaseOutline, PlanOutline]] = []

    def plans(self) -> None:
        """All plans of the period: on this period's cases, on earlier ones, and re-plans of earlier ones."""
        wanted = self.targets.plans
        renewed = round(wanted * RENEWED_SHARE)
        long_period = (self.end - self.start).days > 60
        here = min(
            round((wanted - renewed) * (0.75 if long_period else 0.2)),
            round(self.targets.consultations * 0.8),
        )
        for _ in range(here):
            self._count(self._case_with_plan(self._received_early(), inside=True))
        for _ in range(renewed):
            self._count(self._renewed_case())
        for _ in range(wanted - here - renewed):
            self._count(self._case_with_plan(None, inside=True))
        self._mark()

    def others(self) -> None:
        """The consultations of the period that lead to no plan in it."""
        here = sum(self.start <= case.received_on for case in self.cases)
        outcomes = [outcome for outcome, _ in OTHER_OUTCOMES]
        weights = [weight for _, weight in OTHER_OUTCOMES]
        for _ in range(self.targets.consultations - here):
            received = between(self.start, self.end, self.chance)
            triage = self.chance.choices(outcomes, weights)[0]
            self.cases.append(self._without_plan(received, triage))

    def work(self) -> None:
        """Job starts and rises, each of another person: holders of employment plans first, then others."""
        held = self.targets.employed_holding + self.targets.increased_holding
        holders = self._holders(held)
        free = self.targets.employed + self.targets.increased - held
        others = self._without_employment_plan(free)
        jobs = self.targets.employed_holding
        for n, (case, plan) in enumerate(holders):
            first, last = max(plan.decided_on, self.start), min(plan.ends_on, self.end)
            _works(case, between(first, last, self.chance), job=n < jobs)
        for n, case in enumerate(others):
            first = max(case.triaged_on or case.received_on, self.start)
            _works(
                case, between(first, self.end, self.chance), job=n < self.targets.employed - jobs
            )

    def _count(self, case: CaseOutline) -> None:
        self.cases.append(case)
        self.counted.append((case, case.plans[-1]))

    def _mark(self) -> None:
        """Which plans seek employment, and which contain which service."""
        plans = [plan for _, plan in self.counted]
        for plan in self.chance.sample(plans, self.targets.employment_targets):
            plan.seeks_employment = True
        for column, count in enumerate(self.targets.services):
            for plan in self.chance.sample(plans, count):
                plan.columns.add(column)

    def _received_early(self) -> date:
        """A day of the period that leaves time for a plan: its first five sixths."""
        days = max((self.end - self.start).days * 5 // 6, 1)
        return between(self.start, self.start + timedelta(days=days), self.chance)

    def _case_with_plan(self, received: date | None, *, inside: bool) -> CaseOutline:
        """A case with one plan decided in the period (`inside`) or before it and still running."""
        if inside:
            last = self.end
            decided = (
                self._decided_after(received)
                if received
                else between(self.start, last, self.chance)
            )
        else:
            decided = between(
                self.start - timedelta(days=90), self.start - timedelta(days=3), self.chance
            )
        if received is None:
            latest = min(decided, self.start) - timedelta(days=1)
            received = weekday(latest - timedelta(days=self.chance.randint(3, 50)))
        return self._with_plan(received, decided)

    def _decided_after(self, received: date) -> date:
        waiting = timedelta(days=self.chance.randint(12, 60))
        return weekday(min(received + waiting, self.end)) if received < self.end else received

    def _with_plan(self, received: date, decided: date) -> CaseOutline:
        """The days between reception and decision, in the order of the thirteen steps."""
        decided = max(decided, received)
        applied, assessed, drafted, conference = backward(received, decided, 4, self.chance)
        plan = PlanOutline(
            assessed, drafted, conference, decided, decided + timedelta(days=PLAN_DAYS)
        )
        return CaseOutline(received, Triage.SUPPORT, applied, applied, [plan])

    def _renewed_case(self) -> CaseOutline:
        """An earlier case whose first plan ran out and whose second is decided in the period."""
        second = between(self.start, self.end, self.chance)
        first = weekday(min(second, self.start) - timedelta(days=self.chance.randint(100, 170)))
        case = self._with_plan(weekday(first - timedelta(days=self.chance.randint(14, 50))), first)
        assessed, drafted, conference = backward(
            weekday(second - timedelta(days=20)), second, 3, self.chance
        )
        case.plans[0] = replace(
            case.plans[0], ends_on=min(case.plans[0].ends_on, assessed), evaluated_on=assessed
        )
        case.plans.append(
            PlanOutline(assessed, drafted, conference, second, second + timedelta(days=PLAN_DAYS))
        )
        return case

    def _without_plan(self, received: date, triage: Triage) -> CaseOutline:
        triaged = min(
            weekday(received + timedelta(days=self.chance.choice((0, 0, 0, 1, 3, 7)))), self.end
        )
        return CaseOutline(received, triage, max(triaged, received))

    def _holders(self, wanted: int) -> list[tuple[CaseOutline, PlanOutline]]:
        """Cases holding an employment plan in the period: of this period, else carried over from before."""
        here = [(case, plan) for case, plan in self.counted if plan.seeks_employment]
        carried = max(wanted - len(here), round(wanted * 0.08))
        found = self.chance.sample(here, wanted - carried)
        for _ in range(carried):
            case = self._case_with_plan(None, inside=False)
            case.plans[0].seeks_employment = True
            case.plans[0].columns = {5}
            self.cases.append(case)
            found.append((case, case.plans[0]))
        self.chance.shuffle(found)
        return found

    def _without_employment_plan(self, wanted: int) -> list[CaseOutline]:
        """Open cases without an employment plan; more consultations of the period are kept open if needed."""
        fit = [
            case
            for case in self.cases
            if case.job_on is None
            and case.triage in {Triage.SUPPORT, Triage.CONSENT_PENDING}
            and not any(plan.seeks_employment for plan in case.plans)
            and (case.triaged_on or case.received_on) <= self.end
        ]
        ended = [
            case
            for case in self.cases
            if case.triage in {Triage.INFORMATION_ONLY, Triage.DISCONTINUED}
        ]
        while len(fit) < wanted and ended:
            case = ended.pop()
            case.triage = Triage.SUPPORT
            fit.append(case)
        while len(fit) < wanted:
            case = self._without_plan(weekday(self.start - timedelta(days=20)), Triage.SUPPORT)
            self.cases.append(case)
            fit.append(case)
        return self.chance.sample(fit, wanted)


def _works(case: CaseOutline, day: date, *, job: bool) -> None:
    if job:
        case.job_on = day
    else:
        case.rise_on = day
