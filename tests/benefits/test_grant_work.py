"""The worklist row: what a grant waits for, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from events.contract import Event, Open
from events.contract.benefits import (
    ApplicationCorrected,
    GrantEnded,
    GrantRefused,
    GrantStopped,
)
from events.contract.benefits_dwelling import (
    DwellingLackingStated,
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
)
from events.contract.codes import StopReason
from events.log.recorded import Context, Recorded
from services.benefits.projections.grant_work import GrantWork, Step, evolve
from tests.benefits import facts
from tests.benefits.facts import PAYABLE, PERSON, SPACE, month_done

CASE, STREAM = uuid5(SPACE, "case"), uuid5(SPACE, "stream")
CONTEXT = Context(
    actor=UUID(int=1),
    role="municipal_officer",
    office="city-hall",
    operator="city/",
    area="271063",
    request=UUID(int=2),
    correlation=UUID(int=2),
    at=datetime(2026, 11, 2, tzinfo=UTC),
)


def row(*history: Event) -> GrantWork:
    made: GrantWork | None = None
    for version, fact in enumerate(history, 1):
        recorded = Recorded(STREAM, version, CASE, fact, CONTEXT, command=UUID(int=3))
        made = evolve(made, replace(recorded, position=version, source="benefits"))
    assert made is not None
    return made


STOPPED = GrantStopped(
    stopped_on=date(2026, 12, 1),
    person=PERSON,
    grant_no=1,
    last_month="2026-11",
    reason=StopReason.OTHER,
    reasons=Open(PERSON, "理由"),
)
CORRECTED = ApplicationCorrected(
    corrected_on=date(2026, 11, 10),
    person=PERSON,
    grant_no=1,
    household=Open(PERSON, facts.HOME),
    payee=Open(facts.LANDLORD, facts.PAYEE),
)


def test_the_step_follows_the_facts() -> None:
    life = (*PAYABLE, *month_done("2026-11"))
    steps = [row(*life[: n + 1]).step for n in range(len(life))]
    assert steps == [
        Step.DRAFT,
        Step.REVIEW,
        Step.DECIDE,
        Step.COMMIT,
        Step.ORDER,
        Step.PASS,
        Step.PAY,
        Step.ORDER,
    ]
    done = row(*life, *month_done("2026-12"), *month_done("2027-01"))
    assert (done.step, done.paid, done.paid_yen) == (Step.END, 3, 111_000)


def test_a_correction_is_due_and_its_answer_puts_the_proposal_back() -> None:
    waiting = row(facts.submitted(), facts.asked())
    assert (waiting.step, waiting.next_on, waiting.is_due) == (
        Step.CORRECT,
        date(2026, 11, 16),
        True,
    )
    proposed = (facts.submitted(), facts.drafted(), facts.reviewed())
    assert row(*proposed, CORRECTED).step is Step.DRAFT
    assert not row(facts.submitted(), facts.asked(), CORRECTED).is_due


def test_somebody_without_a_home_is_not_waiting_for_a_proposal() -> None:
    said = {"person": PERSON, "grant_no": 1}
    lacking = DwellingLackingStated(stated_on=date(2026, 11, 2), **said)
    paper = EligibilityConfirmed(
        confirmed_on=date(2026, 11, 4), valid_until=date(2027, 2, 3), confirmer=facts.LANDLORD,
        table_row="", cap_yen=Open(PERSON, 40_000), findings=Open(PERSON, ()), **said,
    )  # fmt: skip
    notice = DwellingNotified(
        notified_on=date(2026, 11, 9), planned_on=date(2026, 11, 20), rent_yen=Open(PERSON, 40_000),
        address=Open(PERSON, "西区"), payee=Open(facts.LANDLORD, facts.PAYEE), **said,
    )  # fmt: skip
    lease = LeaseShown(
        shown_on=date(2026, 11, 12), lease_from=date(2026, 11, 20),
        household=Open(PERSON, facts.HOME), **said,
    )  # fmt: skip
    way = (facts.submitted(), lacking, paper, notice, lease)
    found = [row(*way[: n + 1]) for n in range(1, len(way))]
    assert [one.step for one in found] == [Step.ELIGIBLE, Step.DWELLING, Step.LEASE, Step.DRAFT]
    assert (found[1].next_on, found[1].is_due) == (date(2027, 2, 3), True)


def test_after_a_stop_the_months_before_it_still_wait() -> None:
    assert row(*PAYABLE, STOPPED).step is Step.ORDER
    assert row(*PAYABLE, STOPPED).over_on is None
    paid = row(*PAYABLE, STOPPED, *month_done("2026-11"))
    assert (paid.step, paid.over_on) == (Step.OVER, date(2026, 12, 1))
    assert row(*PAYABLE, *month_done("2026-11"), STOPPED).step is Step.OVER
    nothing = replace(STOPPED, last_month="2026-10")
    assert row(*PAYABLE, nothing).step is Step.OVER


def test_a_refusal_and_an_end_close_the_row() -> None:
    proposal = facts.drafted(seeking_work=False)
    refused = GrantRefused(
        refused_on=date(2026, 11, 24),
        person=PERSON,
        grant_no=1,
        number="1",
        citation="施行規則10条",
        post="課長",
        decider=facts.DECIDER,
        drafter=facts.DRAFTER,
        approved=facts.LEAF,
        basis=proposal.basis,
        findings=proposal.findings,
        reasons=Open(PERSON, "理由"),
    )
    assert row(facts.submitted(), proposal, facts.reviewed(), refused).step is Step.OVER
    ended = GrantEnded(ended_on=date(2026, 12, 10), person=PERSON, grant_no=1, months_paid=3)
    assert row(*PAYABLE, ended).over_on == date(2026, 12, 10)
