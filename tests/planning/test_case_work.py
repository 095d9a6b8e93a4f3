"""The worklist row says what a case waits for; it follows the decided life and forgets no order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from uuid import UUID

import pytest

from events.bus.projection import replay
from events.contract.codes import ClosureReason, Service, Triage, Urgency
from events.contract.intake import CaseTriaged, UseAppliedFor
from events.log.recorded import Context, Recorded
from services.planning import decisions as d
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.waiting import Step
from tests.intake.facts import contact, received
from tests.planning import life

CASE = UUID("00000000-0000-4000-8000-00000000ca5e")
NOBODY = UUID(int=0)
CONTEXT = Context(
    actor=NOBODY,
    role="counsellor",
    office="nishi",
    operator="city/",
    area="271066",
    request=NOBODY,
    correlation=NOBODY,
    at=datetime(2026, 5, 7, tzinfo=UTC),
)
APPLIED = UseAppliedFor(
    applied_on=life.APPLIED, person=life.PERSON, consent_handling=True, consent_sharing=False
)


def log(facts, source="planning"):
    return [
        Recorded(CASE, n, CASE, fact, CONTEXT, position=n, source=source)
        for n, fact in enumerate(facts, 1)
    ]


def row(facts):
    recorded = log([APPLIED], "intake") + log(facts)
    return replay(CASE_WORK, recorded)[CASE]


@pytest.mark.parametrize(
    ("decision", "step", "next_on", "due"),
    [
        (None, Step.ASSESS, life.APPLIED, False),
        (d.record_assessment, Step.ASSESS, life.APPLIED, False),
        (d.complete_assessment, Step.DRAFT, life.ASSESSED, False),
        (d.draft_plan, Step.AGREE, life.DRAFTED, False),
        (d.agree_plan, Step.CONVENE, life.AGREED, False),
        (d.hold_support_conference, Step.PROPOSE, life.CONFERENCE, False),
        (d.draft_decision, Step.DECIDE, life.PROPOSED, False),
        (d.decide_support, Step.MONITOR, date(2026, 7, 1), True),
        (d.record_monitoring, Step.MONITOR, date(2026, 8, 1), True),
        (d.evaluate_plan, Step.FINISH, life.EVALUATED, False),
        (d.close_case, Step.CLOSED, life.CLOSED, False),
    ],
)
def test_the_row_names_the_next_step_of_an_honest_life(decision, step, next_on, due):
    made = row(life.until(decision))
    assert (made.step, made.next_on, made.is_due) == (step, next_on, due)


def test_a_watched_plan_is_evaluated_when_nothing_is_to_be_watched_before_its_end():
    stated = life.facts(
        (d.record_monitoring, replace(life.MONITOR, next_on=None)),
        start=life.until(d.start_service),
    )
    made = row(stated)
    assert (made.step, made.next_on, made.is_due) == (Step.EVALUATE, life.ENDS, True)


def test_a_returned_plan_waits_for_its_draft():
    made = row(life.facts((d.hold_support_conference, life.RETURN), start=life.until(d.agree_plan)))
    assert (made.step, made.next_on) == (Step.DRAFT, life.CONFERENCE)


def test_a_refused_plan_waits_for_its_draft_and_has_no_proposal():
    made = row(life.facts((d.refuse_support, life.REFUSE), start=life.until(d.draft_decision)))
    assert (made.step, made.next_on, made.drafter) == (Step.DRAFT, life.DECIDED, None)


def test_paused_support_waits_for_the_day_to_look_again():
    paused = life.facts((d.suspend_support, life.SUSPEND), start=life.until(d.start_service))
    assert (row(paused).step, row(paused).next_on) == (Step.REVIEW, life.SUSPEND.review_on)
    resumed = life.facts((d.resume_support, life.RESUME), start=paused)
    assert row(resumed).step is Step.MONITOR


def test_a_renewed_plan_starts_from_its_draft_under_the_next_number():
    stated = life.facts(
        (d.record_assessment, life.REASSESS),
        (d.complete_assessment, life.RECOMPLETE),
        (d.renew_plan, life.RENEW),
        start=life.until(d.evaluate_plan),
    )
    made = row(stated)
    assert (made.plan_no, made.step, made.next_on) == (2, Step.DRAFT, life.CLOSED)


def test_running_and_unapproved_services_are_listed():
    free = replace(life.START, service=Service.OFFICE_EMPLOYMENT_SUPPORT)
    begun = life.facts((d.start_service, free), start=life.until(d.agree_plan))
    assert row(begun).unapproved == (Service.OFFICE_EMPLOYMENT_SUPPORT,)
    approved = life.facts((d.hold_support_conference, life.HOLD), start=begun)
    assert (row(approved).unapproved, row(approved).running) == ((), (free.service,))
    ended = life.facts((d.end_service, replace(life.END, service=free.service)), start=approved)
    assert row(ended).running == ()


def test_the_reason_of_the_end_is_kept():
    assert row(life.until(d.close_case)).closure is ClosureReason.IMPROVED


def test_the_application_may_arrive_before_or_after_any_fact_of_planning():
    planning = log(life.until(d.draft_plan))
    (applied,) = log([APPLIED], "intake")
    rows = {
        replay(CASE_WORK, [*planning[:place], applied, *planning[place:]])[CASE]
        for place in range(len(planning) + 1)
    }
    assert len(rows) == 1


def test_what_planning_knows_of_a_case_is_its_person_application_and_end_at_intake():
    base = received(urgency=Urgency.SAME_DAY)
    known = replay(KNOWN_CASE, log([base, APPLIED], "intake"))[CASE]
    assert (known.person, known.applied_on, known.area) == (life.PERSON, life.APPLIED, "271066")
    assert known.urgency is Urgency.SAME_DAY
    assert known.number == "2026-00001"
    ended = CaseTriaged(
        decided_on=life.APPLIED,
        person=life.PERSON,
        triage=Triage.INFORMATION_ONLY,
        reason=base.story,
    )
    assert replay(KNOWN_CASE, log([base, ended], "intake"))[CASE].closed_at_intake


def test_attempts_are_counted_until_somebody_is_reached():
    def attempts(*reached):
        facts = [received(), *(contact(reached=r) for r in reached)]
        return replay(KNOWN_CASE, log(facts, "intake"))[CASE].attempts

    assert [attempts(), attempts(False, False), attempts(False, True), attempts(True, False)] == [
        0,
        2,
        0,
        1,
    ]


def test_every_permutation_of_independent_services_facts_gives_the_same_row():
    stated = life.until(d.agree_plan)
    tail = log(stated)[-2:]
    head = log(stated)[:-2]
    (applied,) = log([APPLIED], "intake")
    merged = {
        replay(CASE_WORK, [*head, *order])[CASE]
        for order in permutations([*tail, applied])
        if order.index(tail[0]) < order.index(tail[1])
    }
    assert len(merged) == 1
