"""The worklist: what a case waits for, whatever order the facts of two services arrive in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from uuid import UUID

import pytest

from events.bus.projection import replay
from events.contract import Open
from events.contract.codes import (
    ClosureReason,
    ContactMethod,
    DecisionForm,
    EmergencyHelp,
    EvaluationOutcome,
    Triage,
    Urgency,
)
from events.contract.intake import (
    ContactRecorded,
    CorrectionAsked,
    EmergencyHelpArranged,
    UseApplicationArrived,
)
from events.contract.planning import (
    AssessmentCompleted,
    CaseClosed,
    MonitoringRecorded,
    PlanDecided,
    PlanDrafted,
    PlanEvaluated,
)
from events.log.recorded import MIGRATION_ROLE, Context, Recorded
from services.intake.worklist import WORKLIST, Stage
from tests.intake.facts import MAY_7, MAY_8, MAY_31, PERSON, applied, contact, received, triaged

CASE = UUID(int=7)
CONTEXT = Context(
    actor=UUID(int=1),
    role="counsellor",
    office="",
    operator="",
    area="271063",
    request=UUID(int=2),
    correlation=UUID(int=2),
    at=datetime(2026, 5, 7, tzinfo=UTC),
)
JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)


def recorded(fact, version=1, source="intake", context=CONTEXT):
    return Recorded(
        CASE, version, CASE, fact, context, position=120 + version, source=source, area_id=9
    )


def row(*facts, context=CONTEXT):
    made = [recorded(fact, n, context=context) for n, fact in enumerate(facts, 1)]
    return replay(WORKLIST, made)[CASE]


def call(next_on, on=MAY_8):
    return ContactRecorded(
        contacted_on=on,
        person=PERSON,
        method=ContactMethod.TELEPHONE,
        reached=True,
        minutes=5,
        next_contact_on=next_on,
        counterpart=Open(PERSON, ""),
        content=Open(PERSON, "面談の約束"),
    )


def paper(*missing):
    return UseApplicationArrived(arrived_on=MAY_8, person=PERSON, medium="counter", missing=missing)


CORRECTION = CorrectionAsked(asked_on=MAY_8, person=PERSON, missing=("signature",), due_on=MAY_31)
CLOSED = CaseClosed(
    closed_on=JULY,
    person=PERSON,
    reason=ClosureReason.IMPROVED,
    contact_attempts=0,
    note=Open(PERSON, ""),
)
MONITORED = MonitoringRecorded(
    monitored_on=JUNE, person=PERSON, plan_no=1, plan_fits=True, next_on=JULY, note=Open(PERSON, "")
)
DRAFTED = PlanDrafted(
    drafted_on=MAY_8,
    person=PERSON,
    plan_no=1,
    draft_no=1,
    services=(),
    begins_on=MAY_31,
    evaluation_due_on=date(2026, 8, 31),
    monitoring_on=JUNE,
    seeks_employment=Open(PERSON, False),
    long_term_objective=Open(PERSON, ""),
    objectives=Open(PERSON, ()),
    measures=Open(PERSON, ()),
)
DECIDED = PlanDecided(
    decided_on=MAY_31,
    drafted_on=MAY_8,
    person=PERSON,
    plan_no=1,
    form=DecisionForm.CONFIRMATION,
    services=(),
    begins_on=MAY_31,
    ends_on=date(2026, 8, 31),
    seeks_employment=Open(PERSON, False),
)
EVALUATED = PlanEvaluated(
    evaluated_on=JULY,
    person=PERSON,
    plan_no=1,
    outcome=EvaluationOutcome.CLOSED,
    one_sided=False,
    changes=Open(PERSON, ()),
    results=Open(PERSON, ()),
    remaining=Open(PERSON, ""),
)
RECEIVED = received()


@pytest.mark.parametrize(
    ("facts", "stage", "next_on"),
    [
        ([RECEIVED], Stage.TRIAGE, MAY_7),
        ([RECEIVED, call(MAY_31)], Stage.TRIAGE, MAY_31),
        ([RECEIVED, triaged(Triage.CONSENT_PENDING)], Stage.CONSENT, None),
        ([RECEIVED, triaged(Triage.CONSENT_PENDING), call(JUNE)], Stage.CONSENT, JUNE),
        ([RECEIVED, triaged(Triage.SUPPORT)], Stage.APPLICATION, None),
        ([RECEIVED, paper("signature"), CORRECTION], Stage.CORRECTION, MAY_31),
        ([RECEIVED, triaged(Triage.SUPPORT), paper("signature"), CORRECTION], Stage.CORRECTION, MAY_31),
        ([RECEIVED, triaged(Triage.SUPPORT), applied()], Stage.SUPPORT, None),
        ([RECEIVED, triaged(Triage.SUPPORT), applied(), call(JULY), MONITORED], Stage.SUPPORT, JULY),
        ([RECEIVED, triaged(Triage.INFORMATION_ONLY), call(JUNE)], Stage.ENDED, None),
        ([RECEIVED, triaged(Triage.SUPPORT), applied(), MONITORED, CLOSED], Stage.CLOSED, None),
    ],
)  # fmt: skip
def test_what_a_case_waits_for(facts, stage, next_on):
    assert (row(*facts).stage, row(*facts).next_on) == (stage, next_on)


def test_the_first_monitoring_of_a_plan_is_due_once_the_plan_is_decided():
    begun = [RECEIVED, triaged(Triage.SUPPORT), applied()]
    assert row(*begun, DRAFTED).next_on is None
    assert row(*begun, DRAFTED, DECIDED).next_on == JUNE
    assert row(*begun, DRAFTED, DECIDED, MONITORED).next_on == JULY
    assert row(*begun, DRAFTED, DECIDED, EVALUATED).next_on is None


def test_an_older_contact_entered_late_does_not_move_the_next_one():
    late = row(RECEIVED, call(JULY, on=MAY_31), call(JUNE, on=MAY_8))
    assert (late.contacted_on, late.contact_due_on) == (MAY_31, JULY)


def test_a_contact_without_a_next_day_settles_the_former_one():
    assert row(RECEIVED, call(JUNE), contact(on=MAY_31)).contact_due_on is None


@pytest.mark.parametrize(
    ("urgency", "facts", "rank"),
    [
        (Urgency.SAME_DAY, [], 0),
        (Urgency.SOON, [], 1),
        (Urgency.ORDINARY, [], 2),
        (Urgency.SAME_DAY, [triaged(Triage.SUPPORT)], 2),
    ],
)
def test_what_must_be_answered_today_stands_first_until_it_is_triaged(urgency, facts, rank):
    assert row(received(urgency=urgency), *facts).rank == rank


def test_the_steps_taken_are_marked():
    help_ = EmergencyHelpArranged(
        arranged_on=MAY_8, person=PERSON, help=EmergencyHelp.FOOD_AID, note=Open(PERSON, "")
    )
    assert row(RECEIVED, help_, applied()).steps == 1 << 2 | 1 << 3 | 1 << 4


def test_the_number_of_a_case_is_its_year_and_its_place_in_the_log():
    assert row(RECEIVED).number == "2026-00121"


def test_facts_from_before_the_system_are_marked():
    assert row(RECEIVED, context=replace(CONTEXT, role=MIGRATION_ROLE)).migrated
    assert not row(RECEIVED).migrated


def test_facts_of_planning_alone_make_no_visible_row():
    assert row(MONITORED).received_on is None


def test_it_does_not_matter_which_service_is_read_first():
    completed = AssessmentCompleted(
        completed_on=JUNE,
        person=PERSON,
        assessment_no=1,
        issues=Open(PERSON, ()),
        direction=Open(PERSON, "x"),
    )
    of_intake = [RECEIVED, triaged(Triage.SUPPORT), applied(), call(JULY)]
    of_planning = [completed, MONITORED, CLOSED]
    log = [recorded(f, n) for n, f in enumerate(of_intake, 1)]
    other = [recorded(f, n, source="planning") for n, f in enumerate(of_planning, 1)]
    expected = replay(WORKLIST, log + other)
    for order in permutations(range(7), 7):
        mixed = [(log + other)[i] for i in order]
        if [r for r in mixed if r.source == "intake"] == log and [
            r for r in mixed if r.source == "planning"
        ] == other:
            assert replay(WORKLIST, mixed) == expected
