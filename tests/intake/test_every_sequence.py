"""Whatever commands come in whatever order: no illegal state, and each command twice is that command once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from events.contract import Refused, fold
from events.contract.assistance import AssistanceAnswer
from events.contract.codes import (
    Channel,
    ConsultationTopic,
    ContactMethod,
    EmergencyHelp,
    Medium,
    ReferralTarget,
    Sameness,
    Triage,
)
from events.contract.contacting import ContactChannel, EmailSender
from events.contract.intake import CaseTriaged, ReferralMade, UseApplicationArrived, UseAppliedFor
from events.contract.referring import HelpOutcome, ReferralStep
from services.intake import decisions
from services.intake.consultation import ENDS_AT_INTAKE, evolve
from tests.intake.facts import CANDIDATE, MAY_7, PERSON, TODAY, VISITOR

DAYS = st.integers(-2, 26).map(lambda n: MAY_7 + timedelta(days=n))
WORDS = st.sampled_from(["", " ", "家賃", "連絡"])
MAYBE = st.booleans()
ITEMS = st.lists(st.sampled_from(list(decisions.ApplicationItem)), max_size=2).map(tuple)
PLACES = st.sampled_from([ReferralTarget.FOOD_BANK, ReferralTarget.HELLO_WORK])
BASES = st.sampled_from([decisions.SharingBasis.NOTHING_SHARED, None])
MEDIA = st.sampled_from(list(Medium))
CLOSED = st.one_of(st.none(), st.none(), st.none(), DAYS)


def of(decide: Any, command: Any, **fields: Any) -> Any:
    return st.builds(
        lambda made: (decide, made), st.builds(command, today=st.just(TODAY), **fields)
    )


COMMANDS = st.one_of(
    of(
        decisions.receive_consultation,
        decisions.ReceiveConsultation,
        received_on=DAYS,
        person=st.sampled_from([PERSON, PERSON, VISITOR]),
        channel=st.sampled_from(list(Channel)),
        topics=st.just((ConsultationTopic.HOUSING,)),
    ),
    of(
        decisions.triage_case,
        decisions.TriageCase,
        decided_on=DAYS,
        triage=st.sampled_from(list(Triage)),
        reason=WORDS,
        target=st.one_of(st.none(), PLACES),
        basis=BASES,
        unreachable=MAYBE,
        closed_on=CLOSED,
    ),
    of(
        decisions.make_referral,
        decisions.MakeReferral,
        referred_on=DAYS,
        target=PLACES,
        reason=WORDS,
        basis=BASES,
        closed_on=CLOSED,
    ),
    of(
        decisions.arrange_emergency_help,
        decisions.ArrangeEmergencyHelp,
        arranged_on=DAYS,
        help=st.sampled_from(list(EmergencyHelp)),
        note=WORDS,
        closed_on=CLOSED,
    ),
    of(
        decisions.record_contact,
        decisions.RecordContact,
        contacted_on=DAYS,
        method=st.sampled_from(list(ContactMethod)),
        channel=st.one_of(st.none(), st.sampled_from(list(ContactChannel))),
        place=WORDS,
        content=WORDS,
        reached=MAYBE,
        minutes=st.integers(-1, 1441),
        next_contact_on=st.one_of(st.none(), DAYS),
    ),
    of(
        decisions.judge_identity,
        decisions.JudgeIdentity,
        judged_on=DAYS,
        candidate=st.sampled_from([CANDIDATE, PERSON]),
        sameness=st.sampled_from(list(Sameness)),
    ),
    of(
        decisions.receive_use_application,
        decisions.ReceiveUseApplication,
        arrived_on=DAYS,
        medium=MEDIA,
        missing=ITEMS,
        due_on=st.one_of(st.none(), DAYS),
    ),
    of(
        decisions.apply_for_use,
        decisions.ApplyForUse,
        applied_on=DAYS,
        consent_handling=MAYBE,
        consent_sharing=MAYBE,
        closed_on=CLOSED,
    ),
    of(
        decisions.enter_application,
        decisions.EnterApplication,
        arrived_on=DAYS,
        medium=MEDIA,
        missing=ITEMS,
        consent_handling=MAYBE,
        closed_on=CLOSED,
    ),
    of(
        decisions.state_address_secrecy,
        decisions.StateAddressSecrecy,
        stated_on=DAYS,
        address_secret=MAYBE,
        until=st.one_of(st.none(), DAYS),
        note=WORDS,
    ),
    of(
        decisions.state_contact_instructions,
        decisions.StateContactInstructions,
        stated_on=DAYS,
        in_force=MAYBE,
        until=st.one_of(st.none(), DAYS),
        never=WORDS,
    ),
    of(
        decisions.record_referral_step,
        decisions.RecordReferralStep,
        referral_no=st.integers(0, 3),
        stepped_on=DAYS,
        step=st.sampled_from(list(ReferralStep)),
        note=WORDS,
    ),
    of(
        decisions.conclude_emergency_help,
        decisions.ConcludeEmergencyHelp,
        help=st.sampled_from([EmergencyHelp.FOOD_AID, EmergencyHelp.PUBLIC_ASSISTANCE]),
        arranged_on=DAYS,
        concluded_on=DAYS,
        outcome=st.sampled_from(list(HelpOutcome)),
    ),
    of(
        decisions.attach_email,
        decisions.AttachEmail,
        sent_on=DAYS,
        sender=st.sampled_from(list(EmailSender)),
        text=WORDS,
    ),
    of(
        decisions.correct_reception,
        decisions.CorrectReception,
        reason=WORDS,
        name=st.sampled_from([None, "髙橋"]),
        phone=st.sampled_from([None, "abc", "06-1234-5678"]),
    ),
    of(
        decisions.start_public_assistance,
        decisions.StartPublicAssistance,
        started_on=DAYS,
        closed_on=CLOSED,
    ),
    of(
        decisions.answer_public_assistance,
        decisions.AnswerPublicAssistance,
        answered_on=DAYS,
        answer=st.sampled_from(list(AssistanceAnswer)),
    ),
)


@dataclass
class History:
    """All facts so far, and what must be true of them."""

    facts: list[Any]

    def carry_out(self, decide: Any, command: Any) -> bool:
        """Whether the command was answered with facts (or with nothing new)."""
        state = fold(evolve, self.facts)
        try:
            self.facts += decide(state, command)
        except Refused as refusal:
            assert refusal.code
            assert refusal.ja
            return False
        return True

    def must_be_legal(self) -> None:
        outcomes = [fact.triage for fact in self.facts if isinstance(fact, CaseTriaged)]
        assert not any(outcome in ENDS_AT_INTAKE for outcome in outcomes[:-1])
        assert len(outcomes) == len(set(outcomes))
        applications = [i for i, fact in enumerate(self.facts) if isinstance(fact, UseAppliedFor)]
        assert len(applications) <= 1
        for index in applications:
            before = fold(evolve, self.facts[:index])
            assert before is not None
            assert before.triage is Triage.SUPPORT
            assert not before.missing
        numbers = [fact.referral_no for fact in self.facts if isinstance(fact, ReferralMade)]
        assert numbers == list(range(1, len(numbers) + 1))
        state = fold(evolve, self.facts)
        if state is not None:
            self.must_be_dated_in_order(state.received_on)

    def must_be_dated_in_order(self, received_on: Any) -> None:
        for fact in self.facts:
            days = [getattr(fact, name) for name in fact.__dataclass_fields__ if name in LEGAL_DAYS]
            assert all(day <= TODAY for day in days)
            if not isinstance(fact, UseApplicationArrived):
                assert all(day >= received_on for day in days)


LEGAL_DAYS = {
    "received_on",
    "judged_on",
    "decided_on",
    "referred_on",
    "arranged_on",
    "arrived_on",
    "asked_on",
    "applied_on",
    "contacted_on",
}


@settings(max_examples=400, deadline=None)
@given(st.lists(COMMANDS, max_size=14))
def test_no_sequence_reaches_an_illegal_state(commands):
    history = History([])
    for decide, command in commands:
        history.carry_out(decide, command)
        history.must_be_legal()


@settings(max_examples=400, deadline=None)
@given(st.lists(COMMANDS, max_size=10))
def test_a_command_repeated_at_once_states_nothing_new(commands):
    history = History([])
    for decide, command in commands:
        if history.carry_out(decide, command):
            before = list(history.facts)
            assert history.carry_out(decide, command), "its own answer stands in its way"
            assert history.facts == before


@settings(max_examples=200, deadline=None)
@given(st.lists(COMMANDS, max_size=12))
def test_a_paper_handed_in_is_always_stored(commands):
    history = History([])
    for decide, command in commands:
        history.carry_out(decide, command)
    paper = decisions.EnterApplication(today=TODAY, arrived_on=TODAY, medium=Medium.ELECTRONIC)
    if fold(evolve, history.facts) is not None:
        assert history.carry_out(decisions.enter_application, paper)
        assert any(
            isinstance(fact, UseApplicationArrived) and fact.medium is Medium.ELECTRONIC
            for fact in history.facts
        )
