"""Whatever the decisions accept, the auditor's table accepts: random commands in random order, no false alarm."""

import importlib.util
import json
from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from events.contract import KINDS, Group, Refused, kind_of
from events.contract import planning as case_facts
from events.contract.codes import (
    AgreementManner,
    ClosureReason,
    ConferencePurpose,
    ContactMethod,
    EmergencyHelp,
    Employment,
    EvaluationOutcome,
    Issue,
    Medium,
    ReferralTarget,
    RenewalReason,
    Service,
    Triage,
)
from events.contract.planning import Attended
from events.log.codec import canonical
from services.intake import consultation
from services.intake import decisions as intake
from services.planning import case
from services.planning import decisions as planning
from tests.auditor.towns import AUDITOR

DAY = date(2026, 1, 5)
PERSON, CLERK, CHIEF = UUID(int=1), UUID(int=2), UUID(int=3)
SERVICES = (Service.HOUSING_SECURITY, Service.OFFICE_EMPLOYMENT_SUPPORT)
NEEDS = frozenset({Service.HOUSING_SECURITY})


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
                services=tuple(s for s in SERVICES if c.random() < 0.6), long_term_objective=str(c.random()))),
            lambda: (p.agree_plan, p.AgreePlan(today=DAY, agreed_on=DAY, manner=c.choice(list(AgreementManner)))),
            lambda: (p.hold_support_conference, p.HoldSupportConference(
                today=DAY, held_on=DAY, fits_situation=True, content_works=True, raises_will=True,
                purpose=c.choice(list(ConferencePurpose)), endorses=c.random() < 0.8, return_reason="x",
                attended=(Attended(organisation="市", name="x"),), roles="x", minutes=str(c.random()))),
            lambda: (p.draft_decision, p.DraftDecision(today=DAY, drafted_on=DAY, drafter=CLERK, needs_decision=NEEDS, opinion=str(c.random()))),
            lambda: (p.decide_support, p.DecideSupport(
                **{k: v for k, v in approval(c).items() if k != "number"}, decided_on=DAY, needs_decision=NEEDS,
                grantings=(p.Granting(service=Service.HOUSING_SECURITY, number="1", begins_on=DAY, ends_on=later),))),
            lambda: (p.refuse_support, p.RefuseSupport(**approval(c), refused_on=DAY, citation="x", reasons="x")),
            lambda: (p.confirm_plan, p.ConfirmPlan(**approval(c), confirmed_on=DAY, needs_decision=NEEDS)),
            lambda: (p.start_service, p.StartService(today=DAY, started_on=DAY, service=service, needs_decision=NEEDS)),
            lambda: (p.end_service, p.EndService(today=DAY, ended_on=DAY, service=service)),
            lambda: (p.record_monitoring, p.RecordMonitoring(today=DAY, monitored_on=DAY, plan_fits=True, note=str(c.random()))),
            lambda: (p.amend_plan, p.AmendPlan(today=DAY, amended_on=DAY, reason=str(c.random()))),
            lambda: (p.evaluate_plan, p.EvaluatePlan(today=DAY, evaluated_on=DAY, outcome=c.choice(list(EvaluationOutcome)), remaining=str(c.random()))),
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


def intake_command(c: Random):
    """A decision of intake and a command for it."""
    i = intake
    basis = next(iter(__import__("services.intake.decisions.sharing", fromlist=["x"]).SharingBasis))
    return c.choice(
        [
            lambda: (i.record_contact, i.RecordContact(today=DAY, contacted_on=DAY, method=c.choice(list(ContactMethod)), content=str(c.random()))),
            lambda: (i.triage_case, i.TriageCase(
                today=DAY, decided_on=DAY, triage=c.choice(list(Triage)), reason="x", target=c.choice(list(ReferralTarget)), basis=basis)),
            lambda: (i.make_referral, i.MakeReferral(today=DAY, referred_on=DAY, target=c.choice(list(ReferralTarget)), reason="x", basis=basis)),
            lambda: (i.arrange_emergency_help, i.ArrangeEmergencyHelp(today=DAY, arranged_on=DAY, help=c.choice(list(EmergencyHelp)))),
            lambda: (i.enter_application, i.EnterApplication(
                today=DAY, arrived_on=DAY, medium=c.choice(list(Medium)), consent_handling=c.random() < 0.7)),
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
    steps = (kind for kind in KINDS.values() if kind.cls.__module__ == case_facts.__name__)
    kinds = {kind.wire.rsplit(".", 1)[0] for kind in steps}
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
