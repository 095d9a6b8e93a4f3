"""Whatever the decisions accept, the auditor's table accepts: random commands in random order, no false alarm."""

import importlib.util
import json
from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from events.contract import KINDS, Group, Refused, kind_of
from events.contract import concern_codes as codes
from events.contract.approving import DeputyGround
from events.contract.codes import (
    AgreementManner,
    ClosureReason,
    ConferencePurpose,
    ContactMethod,
    EmergencyHelp,
    Employment,
    EvaluationOutcome,
    Independence,
    Issue,
    MeasureActor,
    Medium,
    ReferralTarget,
    RenewalReason,
    Service,
    Triage,
)
from events.contract.concern import BeforeCase
from events.contract.meeting import AgendaPurpose, Conclusion
from events.contract.planning import Attended, Objective
from events.contract.tasks import Effect, TaskEnd
from events.contract.watching import JobRetention, MonitoringResult
from events.log.codec import canonical
from services.intake import consultation
from services.intake import decisions as intake
from services.intake.decisions import SharingBasis, council
from services.intake.decisions import concern_ends as ends
from services.intake.decisions import concern_steps as steps
from services.intake.decisions.concern import NoteConcern, note_concern
from services.intake.states import concern
from services.planning import case
from services.planning import decisions as planning
from services.planning.programmes.deliveries import state as deliveries
from services.planning.programmes.deliveries.decisions import (
    RecordDelivery,
    WithdrawDelivery,
    record_delivery,
    withdraw_delivery,
)
from services.planning.programmes.tasks import state as tasks
from services.planning.programmes.tasks.decisions import (
    AgreeTasks,
    EndTask,
    NewTask,
    agree_tasks,
    end_task,
)
from services.planning.states import meeting
from tests.auditor.towns import AUDITOR

DAY = date(2026, 1, 5)
PERSON, CLERK, CHIEF = UUID(int=1), UUID(int=2), UUID(int=3)
SERVICES = (Service.HOUSING_SECURITY, Service.OFFICE_EMPLOYMENT_SUPPORT)
NEEDS = frozenset({Service.HOUSING_SECURITY})
WALKED = {
    f"events.contract.{module}"
    for module in (
        "planning",
        "plan_links",
        "approving",
        "watching",
        "meeting",
        "tasks",
        "delivery",
    )
}
"""Where the facts that the walks of planning state are declared."""


@pytest.fixture(scope="module")
def procedure():
    spec = importlib.util.spec_from_file_location("procedure", AUDITOR / "procedure.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def approval(chance: Random) -> dict:
    return {
        "today": DAY, "decider": CHIEF, "post": "課長", "entitled": True,
        "approved": "a", "standing": "a", "number": str(chance.randrange(99)),
        **({"deputy_for": "部長", "deputy_ground": DeputyGround.URGENT} if chance.random() < 0.5 else {}),
    }  # fmt: skip


def plan_command(c: Random):
    """A decision of planning and a command for it."""
    p, later = planning, DAY + timedelta(days=30)
    service = c.choice(SERVICES)
    return c.choice(
        [
            lambda: (p.record_assessment, p.RecordAssessment(today=DAY, person=PERSON, assessed_on=DAY, background=str(c.random()))),
            lambda: (p.complete_assessment, p.CompleteAssessment(today=DAY, completed_on=DAY, issues=(c.choice(list(Issue)),))),
            lambda: (p.draft_plan, p.DraftPlan(
                today=DAY, person=PERSON, applied_on=DAY, drafted_on=DAY, begins_on=DAY, evaluation_due_on=later,
                services=tuple(s for s in SERVICES if c.random() < 0.6), long_term_objective=str(c.random()),
                objectives=(Objective(text="x", independence=tuple(Independence)[:1]),), employment_reason="x")),
            lambda: (p.agree_plan, p.AgreePlan(today=DAY, agreed_on=DAY, manner=c.choice(list(AgreementManner)))),
            lambda: (p.hold_support_conference, p.HoldSupportConference(
                today=DAY, held_on=DAY, fits_situation=True, content_works=True, raises_will=True,
                purpose=c.choice(list(ConferencePurpose)), endorses=c.random() < 0.8, return_reason="x",
                attended=(Attended(organisation="市", name="x"),), roles="x", conditions=c.choice(["", "x"]), minutes=str(c.random()))),
            lambda: (p.draft_decision, p.DraftDecision(today=DAY, drafted_on=DAY, drafter=CLERK, needs_decision=NEEDS, opinion=str(c.random()))),
            lambda: (p.review_decision, p.ReviewDecision(
                today=DAY, reviewed_on=DAY, reviewer=PERSON, post="係長", approved="a", standing="a", passes=c.random() < 0.8, opinion="x")),
            lambda: (p.see_deputy_decision, p.SeeDeputyDecision(
                today=DAY, seen_on=DAY, viewer=CLERK, approved="a", held=frozenset({"部長"}))),
            lambda: (p.check_job_retention, p.CheckJobRetention(
                today=DAY, checked_on=DAY, month=c.choice([1, 3, 6]), retention=c.choice(list(JobRetention)))),
            lambda: (p.decide_support, p.DecideSupport(
                **{k: v for k, v in approval(c).items() if k != "number"}, decided_on=DAY, needs_decision=NEEDS,
                grantings=(p.Granting(service=Service.HOUSING_SECURITY, number="1", begins_on=DAY, ends_on=later),))),
            lambda: (p.refuse_support, p.RefuseSupport(**approval(c), refused_on=DAY, citation="x", reasons="x")),
            lambda: (p.confirm_plan, p.ConfirmPlan(**approval(c), confirmed_on=DAY, needs_decision=NEEDS)),
            lambda: (p.start_service, p.StartService(today=DAY, started_on=DAY, service=service, needs_decision=NEEDS)),
            lambda: (p.end_service, p.EndService(today=DAY, ended_on=DAY, service=service)),
            lambda: (p.record_monitoring, p.RecordMonitoring(today=DAY, monitored_on=DAY, plan_fits=True, note=str(c.random()), result=c.choice([None, *MonitoringResult]))),
            lambda: (p.amend_plan, p.AmendPlan(today=DAY, amended_on=DAY, reason=str(c.random()))),
            lambda: (p.evaluate_plan, p.EvaluatePlan(today=DAY, evaluated_on=DAY, one_sided=True, outcome=c.choice(list(EvaluationOutcome)), remaining=str(c.random()))),
            lambda: (p.renew_plan, p.RenewPlan(today=DAY, renewed_on=DAY, reason=c.choice(list(RenewalReason)))),
            lambda: (p.suspend_support, p.SuspendSupport(today=DAY, suspended_on=DAY, review_on=later, reason=str(c.random()))),
            lambda: (p.resume_support, p.ResumeSupport(today=DAY, resumed_on=DAY)),
            lambda: (p.record_job_started, p.RecordJobStarted(today=DAY, person=PERSON, started_on=DAY, employment=c.choice(list(Employment)))),
            lambda: (p.record_follow_up, p.RecordFollowUp(today=DAY, followed_up_on=DAY, note=str(c.random()))),
            lambda: (p.close_case, p.CloseCase(
                today=DAY, person=PERSON, closed_on=DAY, reason=c.choice(list(ClosureReason)), contact_attempts=3,
                conference_evaluation_required=c.random() < 0.5)) if c.random() < 0.08 else plan_command(c),
        ]
    )()  # fmt: skip


def meeting_command(c: Random):
    """A decision about a meeting and a command for it."""
    p, number = planning, c.randrange(1, 5)
    return c.choice(
        [
            lambda: (p.convene_conference, p.ConveneConference(
                today=DAY, conference=PERSON, meets_on=DAY, hosted=True, place=str(c.random()))),
            lambda: (p.list_items, p.ListItems(today=DAY, conference=PERSON, listings=(
                p.Listing(case=UUID(int=c.randrange(9)), person=PERSON, purpose=c.choice(list(AgendaPurpose))),))),
            lambda: (p.withdraw_item, p.WithdrawItem(today=DAY, conference=PERSON, item_no=number)),
            lambda: (p.record_attendance, p.RecordAttendance(
                today=DAY, conference=PERSON, held_on=DAY, municipality_present=True,
                attended=(Attended(organisation="市", name=str(c.random())),))),
            lambda: (p.conclude_item, p.ConcludeItem(
                conference=PERSON, item_no=number, conclusion=c.choice(list(Conclusion)), minutes="x")),
        ]
    )()  # fmt: skip


def task_command(c: Random):
    """A decision about tasks and a command for it."""
    new = NewTask(actor=c.choice(list(MeasureActor)), action=str(c.random()))
    ended = EndTask(
        today=DAY, task_no=c.randrange(1, 9), ended_on=DAY, end=TaskEnd.DONE, effect=Effect.OPEN
    )
    agreed = AgreeTasks(today=DAY, person=PERSON, agreed_on=DAY, tasks=(new,))
    return c.choice([(agree_tasks, agreed), (end_task, ended)])


def delivery_command(c: Random):
    """A decision about deliveries and a command for it."""
    service = c.choice(SERVICES)
    given = RecordDelivery(
        today=DAY, person=PERSON, delivered_on=DAY, service=service, plan_no=1, objectives=1,
        running={SERVICES[0]: (DAY, None)}, note=str(c.random()),
    )  # fmt: skip
    back = WithdrawDelivery(today=DAY, person=PERSON, delivery_no=c.randrange(1, 9), reason="x")
    return c.choice([(record_delivery, given), (withdraw_delivery, back)])


def intake_command(c: Random):
    """A decision of intake and a command for it."""
    i = intake
    basis = next(iter(__import__("services.intake.decisions.sharing", fromlist=["x"]).SharingBasis))
    return c.choice(
        [
            lambda: (i.record_contact, i.RecordContact(today=DAY, contacted_on=DAY, method=c.choice(list(ContactMethod)), content=str(c.random()))),
            lambda: (i.triage_case, i.TriageCase(
                today=DAY, decided_on=DAY, triage=c.choice(list(Triage)), reason="x", target=c.choice(list(ReferralTarget)), basis=basis, uncovered="x")),
            lambda: (i.make_referral, i.MakeReferral(today=DAY, referred_on=DAY, target=c.choice(list(ReferralTarget)), reason="x", basis=basis, uncovered="x")),
            lambda: (i.arrange_emergency_help, i.ArrangeEmergencyHelp(today=DAY, arranged_on=DAY, help=c.choice(list(EmergencyHelp)))),
            lambda: (i.enter_application, i.EnterApplication(
                today=DAY, arrived_on=DAY, medium=c.choice(list(Medium)), consent_handling=c.random() < 0.7)),
        ]
    )()  # fmt: skip


def concern_command(c: Random):
    """A decision about a concern and a command for it."""
    on, word = DAY, str(c.random())
    basis = next(iter(SharingBasis))
    return c.choice(
        [
            lambda: (steps.triage_concern, steps.TriageConcern(today=DAY, triaged_on=on, handling=c.choice(list(codes.ConcernHandling)), note=word)),
            lambda: (steps.look_into_concern, steps.LookIntoConcern(
                today=DAY, looked_on=on, method=c.choice(list(ContactMethod)), outcome=c.choice(list(codes.LookOutcome)), note=word)),
            lambda: (steps.reply_to_concern, steps.ReplyToConcern(today=DAY, replied_on=on, scope=codes.ReplyScope.CONSENT, text=word)),
            lambda: (steps.reopen_concern, steps.ReopenConcern(today=DAY, reopened_on=on, note=word)),
            lambda: (council.discuss_concern, council.DiscussConcern(
                today=DAY, council=UUID(int=c.randrange(9)), held_on=on, outcome=c.choice(list(codes.CouncilOutcome)), shared=word, roles="x")),
            lambda: (council.open_council_minutes, council.OpenCouncilMinutes(today=DAY, reader=UUID(int=c.randrange(9)), reason=word)),
            lambda: (ends.hand_over_concern, ends.HandOverConcern(
                today=DAY, handed_on=on, target=c.choice(list(ReferralTarget)), note="x", basis=basis)),
            lambda: (ends.end_concern, ends.EndConcern(today=DAY, ended_on=on, reason=c.choice(list(codes.ConcernEndReason)), note="x")),
            lambda: (ends.link_concern, ends.LinkConcern(today=DAY, linked_on=on, case=UUID(int=c.randrange(9)))) if c.random() < 0.2 else concern_command(c),
        ]
    )()  # fmt: skip


def walked(procedure, chance: Random, state, evolve, command, first=()) -> Counter:
    """One stream: every fact the decisions make must be allowed where it stands."""
    stream, made = procedure.Stream(), Counter()
    for decide, given in [*first, *(command(chance) for _ in range(120))]:
        try:
            facts = decide(state, given)
        except Refused:
            continue
        for fact in facts:
            kind = kind_of(fact)
            clear = {field.name: getattr(fact, field.name) for field in kind.of(Group.CLEAR)}
            wire = kind.wire.rsplit(".", 1)[0]
            assert stream.follows(wire, json.loads(canonical(clear))), (wire, made)
            state = evolve(state, fact)
            made[wire] += 1
    return made


def test_whatever_planning_accepts_the_table_accepts(procedure) -> None:
    total: Counter = Counter()
    for number in range(400):
        total += walked(procedure, Random(number), None, case.evolve, plan_command)  # noqa: S311
    for evolve, command in (
        (meeting.evolve, meeting_command),
        (tasks.evolve, task_command),
        (deliveries.evolve, delivery_command),
    ):
        for number in range(60):
            total += walked(procedure, Random(number), None, evolve, command)  # noqa: S311
    kinds = {
        wire.rsplit(".", 1)[0] for wire, kind in KINDS.items() if kind.cls.__module__ in WALKED
    }
    assert kinds - set(total) <= {"planning.income-increased"}


def test_whatever_intake_accepts_the_table_accepts(procedure) -> None:
    from events.contract.codes import Channel

    received = intake.ReceiveConsultation(
        today=DAY, received_on=DAY, person=PERSON, channel=next(iter(Channel)), story="x"
    )
    total: Counter = Counter()
    for number in range(300):
        total += walked(
            procedure, Random(number), None, consultation.evolve, intake_command,  # noqa: S311
            [(intake.receive_consultation, received)],
        )  # fmt: skip
    assert {"intake.use-applied-for", "intake.referral-made", "intake.case-triaged"} <= set(total)


def test_whatever_is_accepted_of_a_concern_the_table_accepts(procedure) -> None:
    noted = NoteConcern(
        today=DAY, noted_on=DAY, person=PERSON, informant_person=CLERK, told="x",
        source=codes.ConcernSource.NEIGHBOUR, basis=codes.ConcernBasis.NOBODY_NAMED,
    )  # fmt: skip
    total: Counter = Counter()
    for number in range(100):
        total += walked(
            procedure, Random(number), None, concern.evolve, concern_command,  # noqa: S311
            [(note_concern, noted)],
        )  # fmt: skip
    kinds = {
        wire.rsplit(".", 1)[0] for wire, kind in KINDS.items() if issubclass(kind.cls, BeforeCase)
    }
    assert kinds - set(total) == {"intake.confidential-council-held"}


def test_keys_end_after_a_proposal_of_another_and_never_under_a_hold(procedure) -> None:
    def told(*facts: tuple[str, dict]) -> list[bool]:
        stream = procedure.Stream()
        return [stream.follows(f"intake.{kind}", fact) for kind, fact in facts]

    proposed, decided = (
        ("key-destruction-proposed", {"entry": None}),
        ("key-destruction-decided", {"entry": None}),
    )
    assert told(proposed, decided, ("key-destroyed", {})) == [True, True, True]
    assert told(decided) == [False]
    assert told(proposed, ("legal-hold-set", {}), decided, ("legal-hold-lifted", {}), decided) == [
        True, True, False, True, True,
    ]  # fmt: skip
    assert told(proposed, decided, proposed) == [True, True, False]
    stream = procedure.Stream()
    assert (
        list(stream.eyes("intake.key-destruction-proposed", {"proposer": "a"}, "1", "leaf")) == []
    )
    answer = {"proposer": "a", "decider": "a", "approved": "leaf"}
    assert "decided by who proposed" in "".join(
        stream.eyes("intake.key-destruction-decided", answer, "2", "")
    )
    assert (
        list(stream.eyes("intake.key-destruction-decided", answer | {"decider": "b"}, "2", ""))
        == []
    )
