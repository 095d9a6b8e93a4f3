"""Facts and commands of one grant, with everything in order unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from events.contract import Open
from events.contract.benefits import (
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantReviewed,
    Household,
    OrderPassed,
    Payee,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.codes import GrantKind, HardshipCause, Medium, StopReason
from services.benefits.decisions import (
    CommitExpenditure,
    ConfirmPayment,
    CorrectApplication,
    DecideGrant,
    DraftGrant,
    EndGrant,
    OrderPayment,
    PassOrder,
    ReceiveApplication,
    RefuseGrant,
    ReviewGrant,
    StopGrant,
)
from services.benefits.decisions.proposing import draft_grant
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.standards import Standard

SPACE = UUID("b3a1f0de-0000-4000-8000-000000000000")
PERSON, LANDLORD, DRAFTER, REVIEWER, DECIDER, CLERK, TREASURER = (
    uuid5(SPACE, name)
    for name in ("person", "landlord", "drafter", "reviewer", "decider", "clerk", "treasurer")
)
ARRIVED, TODAY = date(2026, 11, 2), date(2026, 12, 10)
HOME = Household(size=1, income_yen=100_000, savings_yen=300_000, rent_yen=45_000)
PAYEE = Payee(name="ミナト カンリ", bank="見本銀行", branch="西", account="普通 1234567")
ONE_PERSON = Standard(92_000, 40_000, "大阪市 1人 2026-07-01から", provisional=True)
RULE = MunicipalRule()
LEAF = "ab" * 32
ITEM = "民生費・扶助費"


def submitted(**changes: Any) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        **{
            "arrived_on": ARRIVED,
            "person": PERSON,
            "grant_no": 1,
            "kind": GrantKind.RENT,
            "medium": Medium.COUNTER,
            "cause": Open(PERSON, HardshipCause.LEFT_WORK),
            "cause_on": Open(PERSON, date(2026, 9, 30)),
            "household": Open(PERSON, HOME),
            "payee": Open(LANDLORD, PAYEE),
            "dwelling": Open(PERSON, ""),
            **changes,
        }
    )


def asked(**changes: Any) -> BenefitCorrectionAsked:
    made: dict[str, Any] = {
        "asked_on": ARRIVED,
        "person": PERSON,
        "grant_no": 1,
        "missing": ("income",),
        "due_on": date(2026, 11, 16),
    }
    return BenefitCorrectionAsked(**(made | changes))


def receive(**changes: Any) -> ReceiveApplication:
    made: dict[str, Any] = {
        "today": TODAY,
        "arrived_on": ARRIVED,
        "person": PERSON,
        "payee_person": LANDLORD,
        "grant_no": 1,
        "medium": Medium.COUNTER,
        "cause": HardshipCause.LEFT_WORK,
        "cause_on": date(2026, 9, 30),
        "household_size": 1,
        "income_yen": 100_000,
        "savings_yen": 300_000,
        "rent_yen": 45_000,
        "payee_name": PAYEE.name,
        "payee_bank": PAYEE.bank,
        "payee_branch": PAYEE.branch,
        "payee_account": PAYEE.account,
    }
    return ReceiveApplication(**(made | changes))


def correct(**changes: Any) -> CorrectApplication:
    made: dict[str, Any] = {
        "today": TODAY,
        "corrected_on": date(2026, 11, 10),
        "household_size": 1,
        "income_yen": 110_000,
        "savings_yen": 300_000,
        "rent_yen": 45_000,
        "payee_person": LANDLORD,
        "payee_name": PAYEE.name,
        "payee_bank": PAYEE.bank,
        "payee_branch": PAYEE.branch,
        "payee_account": PAYEE.account,
    }
    return CorrectApplication(**(made | changes))


def draft(**changes: Any) -> DraftGrant:
    made: dict[str, Any] = {
        "today": TODAY,
        "drafted_on": date(2026, 11, 20),
        "drafter": DRAFTER,
        "first_month": "2026-11",
        "standard": ONE_PERSON,
        "rule": RULE,
        "main_earner": True,
        "housing_at_risk": True,
        "seeking_work": True,
        "no_overlap": True,
        "no_gang_member": True,
    }
    return DraftGrant(**(made | changes))


def drafted(application: ApplicationSubmitted | None = None, **changes: Any) -> GrantDrafted:
    """What the decision itself makes of that application."""
    (made,) = draft_grant(Grant(application=application or submitted()), draft(**changes))
    assert isinstance(made, GrantDrafted)
    return made


def review(**changes: Any) -> ReviewGrant:
    made: dict[str, Any] = {
        "today": TODAY,
        "reviewed_on": date(2026, 11, 21),
        "reviewer": REVIEWER,
    }
    return ReviewGrant(**(made | changes))


def reviewed(**changes: Any) -> GrantReviewed:
    made: dict[str, Any] = {
        "reviewed_on": date(2026, 11, 21),
        "person": PERSON,
        "grant_no": 1,
        "reviewer": REVIEWER,
        "opinion": Open(PERSON, ""),
    }
    return GrantReviewed(**(made | changes))


def decide(**changes: Any) -> DecideGrant:
    made: dict[str, Any] = {
        "today": TODAY,
        "decided_on": date(2026, 11, 24),
        "decider": DECIDER,
        "post": "福祉局 課長",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
        "number": "福生第101号",
    }
    return DecideGrant(**(made | changes))


def refuse(**changes: Any) -> RefuseGrant:
    made: dict[str, Any] = {
        "today": TODAY,
        "refused_on": date(2026, 11, 24),
        "decider": DECIDER,
        "post": "福祉局 課長",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
        "number": "福生第102号",
        "citation": "施行規則10条",
        "reasons": "世帯収入が上限を超えるため",
    }
    return RefuseGrant(**(made | changes))


def decided(**changes: Any) -> GrantDecided:
    proposal = drafted()
    made: dict[str, Any] = {
        "decided_on": date(2026, 11, 24),
        "person": PERSON,
        "grant_no": 1,
        "kind": GrantKind.RENT,
        "number": "福生第101号",
        "first_month": "2026-11",
        "months": 3,
        "post": "福祉局 課長",
        "decider": DECIDER,
        "drafter": DRAFTER,
        "approved": LEAF,
        "monthly_yen": proposal.monthly_yen,
        "basis": proposal.basis,
        "findings": proposal.findings,
    }
    return GrantDecided(**(made | changes))


def commit(**changes: Any) -> CommitExpenditure:
    made: dict[str, Any] = {
        "today": TODAY,
        "committed_on": date(2026, 11, 25),
        "fiscal_year": 2026,
        "item": ITEM,
    }
    return CommitExpenditure(**(made | changes))


def committed(**changes: Any) -> ExpenditureCommitted:
    made: dict[str, Any] = {
        "committed_on": date(2026, 11, 25),
        "person": PERSON,
        "grant_no": 1,
        "fiscal_year": 2026,
        "item": ITEM,
        "amount_yen": Open(PERSON, 111_000),
    }
    return ExpenditureCommitted(**(made | changes))


def order(month: str = "2026-11", **changes: Any) -> OrderPayment:
    made: dict[str, Any] = {
        "today": TODAY,
        "ordered_on": date(2026, 11, 26),
        "orderer": CLERK,
        "month": month,
        "order_no": f"支-{month}",
        "due_on": date(2026, 11, 30),
        "evidence_first": False,
    }
    return OrderPayment(**(made | changes))


def ordered(month: str = "2026-11", **changes: Any) -> PaymentOrdered:
    made: dict[str, Any] = {
        "ordered_on": date(2026, 11, 26),
        "person": PERSON,
        "grant_no": 1,
        "month": month,
        "order_no": f"支-{month}",
        "fiscal_year": 2026,
        "item": ITEM,
        "due_on": date(2026, 11, 30),
        "orderer": CLERK,
        "amount_yen": Open(PERSON, 37_000),
    }
    return PaymentOrdered(**(made | changes))


def pass_on(month: str = "2026-11", **changes: Any) -> PassOrder:
    made: dict[str, Any] = {
        "today": TODAY,
        "passed_on": date(2026, 11, 27),
        "reviewer": TREASURER,
        "part": month,
    }
    return PassOrder(**(made | changes))


def passed(month: str = "2026-11") -> OrderPassed:
    return OrderPassed(
        passed_on=date(2026, 11, 27),
        person=PERSON,
        grant_no=1,
        month=month,
        order_no=f"支-{month}",
        reviewer=TREASURER,
    )


def confirm(month: str = "2026-11", **changes: Any) -> ConfirmPayment:
    made: dict[str, Any] = {"today": TODAY, "paid_on": date(2026, 11, 30), "part": month}
    return ConfirmPayment(**(made | changes))


def paid(month: str = "2026-11") -> PaymentMade:
    return PaymentMade(
        paid_on=date(2026, 11, 30),
        person=PERSON,
        grant_no=1,
        month=month,
        order_no=f"支-{month}",
        fiscal_year=2026,
        amount_yen=Open(PERSON, 37_000),
    )


def month_done(month: str) -> tuple[PaymentOrdered, OrderPassed, PaymentMade]:
    return ordered(month), passed(month), paid(month)


def stop(**changes: Any) -> StopGrant:
    made: dict[str, Any] = {
        "today": TODAY,
        "stopped_on": date(2026, 12, 1),
        "last_month": "2026-11",
        "reason": StopReason.INCOME_ABOVE_THRESHOLD,
        "reasons": "常用就職により収入が上限を超えたため",
    }
    return StopGrant(**(made | changes))


def end(**changes: Any) -> EndGrant:
    made: dict[str, Any] = {"today": TODAY, "ended_on": date(2026, 12, 10)}
    return EndGrant(**(made | changes))


GRANTED = (submitted(), drafted(), reviewed(), decided())
PAYABLE = (*GRANTED, committed())
