"""The end of keys: three grounds, four eyes, never under 保全, never twice."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from events.contract.codes import DestructionGround, HoldReason
from events.contract.intake import (
    KeyDestroyed,
    KeyDestructionDecided,
    KeyDestructionProposalWithdrawn,
    KeyDestructionProposed,
    LegalHoldLifted,
    LegalHoldSet,
)
from events.testing.scenario import Scenario
from services.intake.decisions import (
    DecideDestruction,
    LiftLegalHold,
    ProposeDestruction,
    SetLegalHold,
    StateDestroyed,
    WithdrawProposal,
    decide_destruction,
    lift_legal_hold,
    propose_destruction,
    set_legal_hold,
    state_destroyed,
    withdraw_proposal,
)
from services.intake.destruction import evolve

keys = Scenario(evolve)
PERSON, CLERK, CHIEF, VISITOR, ENTRY, OTHER_ENTRY = (UUID(int=n, version=4) for n in range(1, 7))
CLOSED, DAY, TODAY = date(2021, 3, 31), date(2026, 11, 20), date(2026, 11, 22)
KEPT = date(2026, 3, 31)
NUMBER = "西福第12号"

PROPOSE = ProposeDestruction(
    today=TODAY,
    proposed_on=DAY,
    person=PERSON,
    proposer=CLERK,
    ground=DestructionGround.RETENTION_EXPIRED,
    number=f" {NUMBER} ",
    closed_on=CLOSED,
    kept_until=KEPT,
    entries=frozenset({ENTRY, OTHER_ENTRY}),
)
WRONG = replace(PROPOSE, ground=DestructionGround.WRONG_PERSON, entry=ENTRY, closed_on=None)
PROPOSED = KeyDestructionProposed(
    proposed_on=DAY,
    person=PERSON,
    ground=DestructionGround.RETENTION_EXPIRED,
    entry=None,
    number=NUMBER,
    proposer=CLERK,
)
PROPOSED_WRONG = replace(PROPOSED, ground=DestructionGround.WRONG_PERSON, entry=ENTRY)
DECIDE = DecideDestruction(
    today=TODAY,
    decided_on=TODAY,
    decider=CHIEF,
    number=NUMBER,
    approved="leaf",
    standing="leaf",
    closed_on=CLOSED,
    kept_until=KEPT,
    others=(VISITOR,),
)
DECIDED = KeyDestructionDecided(
    decided_on=TODAY,
    person=PERSON,
    others=(VISITOR,),
    ground=DestructionGround.RETENTION_EXPIRED,
    entry=None,
    number=NUMBER,
    proposer=CLERK,
    decider=CHIEF,
    approved="leaf",
)
DECIDED_WRONG = replace(DECIDED, ground=DestructionGround.WRONG_PERSON, entry=ENTRY, others=())
HELD = LegalHoldSet(set_on=DAY, person=PERSON, reason=HoldReason.LAWSUIT, number=NUMBER)
LIFTED = LegalHoldLifted(lifted_on=TODAY, person=PERSON, number=NUMBER)
HOLD = SetLegalHold(
    today=TODAY, set_on=DAY, person=PERSON, reason=HoldReason.LAWSUIT, number=NUMBER
)
LIFT = LiftLegalHold(today=TODAY, lifted_on=TODAY, number=NUMBER)


def test_one_proposes_and_another_decides_on_that_very_proposal() -> None:
    keys.given().when(propose_destruction, PROPOSE).then(PROPOSED)
    keys.given(PROPOSED).when(decide_destruction, DECIDE).then(DECIDED)


def test_an_entry_on_the_wrong_person_takes_that_entry_alone_even_in_an_open_case() -> None:
    keys.given().when(propose_destruction, WRONG).then(PROPOSED_WRONG)
    open_case = replace(DECIDE, closed_on=None)
    keys.given(PROPOSED_WRONG).when(decide_destruction, open_case).then(DECIDED_WRONG)
    another = replace(WRONG, entry=OTHER_ENTRY)
    keys.given(PROPOSED_WRONG, DECIDED_WRONG).when(propose_destruction, another).then(
        replace(PROPOSED_WRONG, entry=OTHER_ENTRY)
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closed_on": None}, "case-open"),
        ({"kept_until": None}, "retention-not-set"),
        ({"kept_until": DAY}, "retention-running"),
        ({"number": "　"}, "number-missing"),
        ({"number": "山田さんの書類"}, "document-number"),
        ({"proposed_on": date(2026, 11, 23)}, "future-day"),
        ({"entry": ENTRY}, "entry-with-other-ground"),
        ({"ground": DestructionGround.WRONG_PERSON}, "entry-missing"),
        ({"ground": DestructionGround.WRONG_PERSON, "entry": uuid4()}, "unknown-entry"),
    ],
)
def test_a_proposal_names_its_ground_and_its_document(change: dict[str, object], code: str) -> None:
    keys.given().when(propose_destruction, replace(PROPOSE, **change)).refused(code)  # type: ignore[arg-type]


def test_the_first_day_after_the_last_is_enough() -> None:
    """On both sides of the boundary: 31 March is the last day of the 保存年限."""
    first = date(2026, 4, 1)
    keys.given().when(propose_destruction, replace(PROPOSE, proposed_on=KEPT)).refused(
        "retention-running"
    )
    proposed = replace(PROPOSED, proposed_on=first)
    keys.given().when(propose_destruction, replace(PROPOSE, proposed_on=first)).then(proposed)
    early = replace(PROPOSED, proposed_on=KEPT)
    decided = replace(DECIDE, decided_on=KEPT)
    keys.given(early).when(decide_destruction, decided).refused("retention-running")
    keys.given(early).when(decide_destruction, replace(decided, decided_on=first)).then(
        replace(DECIDED, decided_on=first)
    )


def test_a_decision_to_erase_needs_no_closed_case() -> None:
    ground = DestructionGround.SUSPENSION_OF_USE
    keys.given().when(propose_destruction, replace(PROPOSE, ground=ground, closed_on=None)).then(
        replace(PROPOSED, ground=ground)
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decider": CLERK}, "self-approval"),
        ({"approved": "an older leaf"}, "stale-approval"),
        ({"closed_on": None}, "case-open"),
        ({"kept_until": None}, "retention-not-set"),
        ({"kept_until": TODAY}, "retention-running"),
        ({"number": ""}, "number-missing"),
        ({"number": "12"}, "document-number"),
        ({"decided_on": date(2026, 11, 23)}, "future-day"),
        ({"decided_on": date(2026, 11, 19)}, "before-proposal"),
    ],
)
def test_what_a_decision_is_refused_for(change: dict[str, object], code: str) -> None:
    keys.given(PROPOSED).when(decide_destruction, replace(DECIDE, **change)).refused(code)  # type: ignore[arg-type]


def test_nothing_is_proposed_or_decided_under_hold() -> None:
    keys.given(HELD).when(propose_destruction, PROPOSE).refused("under-hold")
    keys.given(PROPOSED, HELD).when(decide_destruction, DECIDE).refused("under-hold")
    keys.given(PROPOSED, HELD, LIFTED).when(decide_destruction, DECIDE).then(DECIDED)


def test_nothing_twice() -> None:
    keys.given(PROPOSED).when(propose_destruction, PROPOSE).refused("already-proposed")
    keys.given().when(decide_destruction, DECIDE).refused("no-proposal")
    keys.given(PROPOSED, DECIDED).when(decide_destruction, DECIDE).refused("no-proposal")
    keys.given(PROPOSED, DECIDED).when(propose_destruction, PROPOSE).refused("already-decided")
    keys.given(PROPOSED_WRONG, DECIDED_WRONG).when(propose_destruction, WRONG).refused(
        "already-decided"
    )


def test_a_proposal_can_be_taken_back() -> None:
    withdrawn = KeyDestructionProposalWithdrawn(withdrawn_on=TODAY, person=PERSON)
    withdraw = WithdrawProposal(today=TODAY)
    keys.given(PROPOSED).when(withdraw_proposal, withdraw).then(withdrawn)
    keys.given().when(withdraw_proposal, withdraw).then()
    keys.given(PROPOSED, withdrawn).when(decide_destruction, DECIDE).refused("no-proposal")
    keys.given(PROPOSED, withdrawn).when(propose_destruction, PROPOSE).then(PROPOSED)


def test_a_hold_is_set_once_and_lifted_after_it_was_set() -> None:
    keys.given().when(set_legal_hold, HOLD).then(HELD)
    keys.given(HELD).when(set_legal_hold, HOLD).refused("under-hold")
    keys.given(DECIDED).when(set_legal_hold, HOLD).refused("already-decided")
    keys.given(DECIDED_WRONG).when(set_legal_hold, HOLD).then(HELD)
    keys.given(HELD).when(lift_legal_hold, LIFT).then(LIFTED)
    keys.given().when(lift_legal_hold, LIFT).refused("no-hold")
    keys.given(HELD).when(lift_legal_hold, replace(LIFT, lifted_on=date(2026, 11, 1))).refused(
        "before-hold"
    )
    keys.given(HELD).when(lift_legal_hold, replace(LIFT, number="")).refused("number-missing")


def test_the_end_of_the_epoch_is_stated_once_per_decision() -> None:
    decision = uuid4()
    stated = StateDestroyed(on=TODAY, person=PERSON, decided=decision, epoch="2026-11", keys=4)
    final = KeyDestroyed(
        destroyed_on=TODAY, person=PERSON, decided=decision, epoch="2026-11", keys=4
    )
    keys.given(PROPOSED, DECIDED).when(state_destroyed, stated).then(final)
    keys.given(PROPOSED, DECIDED, final).when(state_destroyed, stated).then()
    keys.given(PROPOSED).when(state_destroyed, stated).refused("not-decided")
