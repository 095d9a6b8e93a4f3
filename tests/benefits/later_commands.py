"""Any command of a grant's later life, by chance: for the walks that must never break a rule."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from events.contract.benefits_duties import ActivityType
from services.benefits import decisions as d
from tests.benefits import later_facts as f
from tests.benefits.facts import (
    CLERK,
    DECIDER,
    DRAFTER,
    REVIEWER,
    TREASURER,
    confirm,
    order,
    pass_on,
)
from tests.benefits.facts import commit as commit_command

PEOPLE = (DRAFTER, REVIEWER, DECIDER, CLERK, TREASURER)
MONTHS = ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-08")
LATEST = date(2027, 12, 20)


def any_step(c: Random) -> tuple[Any, Any]:
    """A decision and a command for it; days wander, people are anybody."""
    day = date(2026, 11, 26) + timedelta(days=c.randrange(380))
    month, who, now = c.choice(MONTHS), c.choice(PEOPLE), {"today": LATEST}
    draft = {**now, "drafted_on": day, "drafter": who}
    pay = {**now, "ordered_on": day, "due_on": LATEST, "orderer": who, "evidence_first": False}
    late = max(day, LATEST - timedelta(days=c.randrange(3)))
    reviewer, decider = c.choice((REVIEWER, REVIEWER, who)), c.choice((DECIDER, DECIDER, who))
    number = f"福生第{c.randrange(99)}号"
    return c.choice(
        (
            lambda: (d.apply_for_extension, f.apply(**now, arrived_on=day)),
            lambda: (d.draft_extension, f.extend(**draft, seeking_work=c.random() < 0.8)),
            lambda: (d.draft_change, f.change(
                **draft, first_month=month, proved=c.random() < 0.5)),
            lambda: (d.draft_suspension, f.suspend(**draft, last_month=month)),
            lambda: (d.draft_resumption, f.resume(**draft, asked_on=day, first_month=month)),
            lambda: (d.draft_stop, f.stop(**draft, last_month=month)),
            *[lambda: (d.review_later, f.review(**now, reviewed_on=late, reviewer=reviewer))] * 5,
            *[lambda: (d.decide_later, f.decide(number, **now, decided_on=late, decider=decider))] * 8,
            lambda: (d.drop_later, f.drop(**now, dropped_on=day)),
            lambda: (d.ask_for_explanation, f.ask(**now, asked_on=day, due_on=LATEST)),
            lambda: (d.record_explanation, f.explain(**now, given_on=day)),
            lambda: (d.withdraw_application, f.withdraw(**now, signed_on=day, withdrawn_on=day)),
            lambda: (d.report_activity, f.report(
                month, **now, reported_on=day, kind=c.choice(list(ActivityType)))),
            lambda: (d.accept_evidence, f.accept(month, **now, accepted_on=day, officer=who)),
            lambda: (d.hold_payment, f.hold(month, **now, held_on=day)),
            lambda: (d.release_payment, f.release(month, **now, released_on=day)),
            lambda: (d.report_income, f.earned(month, **now, reported_on=day)),
            lambda: (d.commit_expenditure, commit_command(**now, committed_on=day)),
            lambda: (d.order_payment, order(month, **pay)),
            lambda: (d.order_payment, order(month, **pay)),
            lambda: (d.pass_order, pass_on(month, **now, passed_on=day, reviewer=who)),
            lambda: (d.confirm_payment, confirm(month, **now, paid_on=day)),
            lambda: (d.end_grant, d.EndGrant(**now, ended_on=day)),
        )
    )()  # fmt: skip
