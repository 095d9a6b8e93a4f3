"""住居確保給付金 after the first decision, for the demo: 延長, 中断, 組戻, the path without a home, 転居費用."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any, Final
from uuid import uuid5

from deploy.simulation import sample_states
from deploy.simulation.grant_life import NUMBER, GrantLife
from deploy.simulation.grant_steps import BANKS, POST
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline, GrantOutline
from deploy.simulation.sample_books import More, ago
from deploy.simulation.step import Command, Decision, Typed
from events.contract.benefits_duties import ActivityType
from events.contract.codes import Medium
from events.contract.transfer_codes import AccountKind, TransferReason
from services.benefits import decisions as benefits
from services.benefits.decisions import (
    accounts,
    deciding_later,
    dwelling,
    extending,
    later,
    reporting_activity,
    reporting_income,
    sending_back,
    suspending,
)
from services.benefits.programmes.housing_security.standards import Standard

OFFICER, DECIDER, CLERK, ACCOUNTANT = (
    "municipal_officer",
    "decision_maker",
    "payment_clerk",
    "accounting_manager",
)
TWO_MONTHS: Final = 30
"""Days since the first payment where the second one is made too."""
ONE_MONTH: Final = 10
VALID_DAYS: Final = 30
"""Of the paper for somebody without a home (暫定)."""
SEEN: Final = {
    "main_earner": True,
    "housing_at_risk": True,
    "seeking_work": True,
    "no_overlap": True,
    "no_gang_member": True,
}


def lives(today: date, chance: Random) -> Iterator[CaseOutline]:
    """One grant per way that it may go after the first decision."""
    for told, since in (
        (_asked_for_more, TWO_MONTHS),
        (_proposed, TWO_MONTHS),
        (_reviewed, TWO_MONTHS),
        (_extended, TWO_MONTHS),
        (_suspended, ONE_MONTH),
        (_came_back, ONE_MONTH),
        (_mended, ONE_MONTH),
    ):
        case = sample_states.long_under_way(today, chance)
        case.grant = sample_states.grant_until(today, "paid", since)
        case.more = (_of(told, today),)
        case.prompt = True
        yield case


def _of(told: Any, today: date) -> More:
    def more(life: Life) -> Iterator[Typed]:
        grant = life.case.grant
        assert grant is not None  # noqa: S101 - given above
        yield from told(Later(life, grant, today))

    return more


class Later(GrantLife):
    """What is typed of a grant once it was decided; `today` is the day of filling."""

    def __init__(self, life: Life, grant: GrantOutline, today: date) -> None:
        super().__init__(life, grant)
        self.today = today

    def said(self, back: int, decision: Decision, command: Any, role: str, **told: Any) -> Typed:
        """So many days back; the command is told no leaf."""
        return self.typed(
            ago(self.today, back), decision, lambda today, _: command(today=today, **told), role
        )

    def approved(self, back: int, decision: Decision, command: Command, role: str) -> Typed:
        """So many days back; the command names what it approves."""
        return self.typed(ago(self.today, back), decision, command, role)

    @property
    def standard(self) -> Standard | None:
        """基準額 of the household in the month of the first application."""
        amounts = self.life.setting.amounts
        assert amounts is not None  # noqa: S101 - the city has grants
        return amounts.standard(self.grant.household_size, self.grant.arrived_on)

    @property
    def rules(self) -> dict[str, Any]:
        """Table and rule as the page would hand them in."""
        amounts = self.life.setting.amounts
        assert amounts is not None  # noqa: S101 - the city has grants
        return {"standard": self.standard, "rule": amounts.rule(self.today)}


def _asked_for_more(of: Later, back: int = 4) -> Iterator[Typed]:
    """延長の申請, with two months of activity on the table."""
    yield from _activity(of, 0, back + 8)
    grant = of.grant
    yield of.said(
        back,
        extending.apply_for_extension,
        extending.ApplyForExtension,
        "counsellor",
        arrived_on=ago(of.today, back),
        medium=Medium.COUNTER,
        household_size=grant.household_size,
        income_yen=grant.income_yen,
        savings_yen=grant.savings_yen,
        rent_yen=grant.rent_yen,
    )


def _proposed(of: Later, back: int = 3) -> Iterator[Typed]:
    yield from _asked_for_more(of, back + 4)
    on = ago(of.today, back)
    yield of.said(
        back,
        extending.draft_extension,
        extending.DraftExtension,
        OFFICER,
        drafted_on=on,
        drafter=of.acting(OFFICER, on),
        helps_employment=True,
        **of.rules,
        **SEEN,
    )


def _reviewed(of: Later, back: int = 2) -> Iterator[Typed]:
    yield from _proposed(of, back + 3)
    yield _review(of, back)


def _extended(of: Later) -> Iterator[Typed]:
    """Decided; an income is reported afterwards."""
    yield from _reviewed(of, 8)
    yield _decision(of, 5)
    yield of.said(
        2,
        reporting_income.report_income,
        reporting_income.ReportIncome,
        "counsellor",
        reported_on=ago(of.today, 2),
        month=ago(of.today, 2).strftime("%Y-%m"),
        income_yen=52_000,
        note="短時間の仕事が週1日増えた。",
    )


def _suspended(of: Later) -> Iterator[Typed]:
    """中断: in hospital after the first month."""
    on = ago(of.today, 7)
    yield of.said(
        7,
        suspending.draft_suspension,
        suspending.DraftSuspension,
        OFFICER,
        drafted_on=on,
        drafter=of.acting(OFFICER, on),
        last_month=of.grant.months[0].month,
        reasons="入院のため、3か月ほど求職活動ができない。",
        proved=True,
    )
    yield _review(of, 5)
    yield _decision(of, 2)


def _came_back(of: Later) -> Iterator[Typed]:
    """組戻: the account was closed."""
    yield of.said(
        6,
        sending_back.return_transfer,
        sending_back.ReturnTransfer,
        "treasury_officer",
        returned_on=ago(of.today, 6),
        part=of.grant.months[0].month,
        reason=TransferReason.CLOSED,
    )


def _mended(of: Later) -> Iterator[Typed]:
    """A new account was stated; another person compares it with the paper next."""
    yield from _came_back(of)
    yield account(of, 3)


def account(of: Later, back: int, first: int = 1_000_000) -> Typed:
    """振込口座の届 of the payee; its number counts from `first`."""
    on, holder = ago(of.today, back), "ミホンフドウサン（カ"
    bank, _ = BANKS[of.life.ordinal % len(BANKS)]
    return of.said(
        back,
        accounts.change_account,
        accounts.ChangeAccount,
        CLERK,
        stated_on=on,
        clerk=of.acting(CLERK, on),
        payee_person=uuid5(of.case, "payee/1"),
        mandate=of.stream.hex * 2,
        bank_code=f"99{len(bank):02d}",
        bank_kana="ミホン",
        branch_code="101",
        branch_kana="ホンテン",
        kind=AccountKind.ORDINARY,
        number=f"{of.life.ordinal + first}",
        holder_kana=holder,
    )


def account_checked(of: Later, back: int) -> Typed:
    """By another person."""
    on = ago(of.today, back)
    return of.approved(
        back,
        accounts.check_account,
        lambda today, standing: accounts.CheckAccount(
            today=today,
            checked_on=on,
            checker=of.acting(ACCOUNTANT, on),
            post="会計管理者",
            entitled=True,
            approved=standing,
            standing=standing,
        ),
        ACCOUNTANT,
    )


def _activity(of: Later, month: int, back: int) -> Iterator[Typed]:
    """求職活動等状況報告 of a month, and the officer's word on it."""
    name = of.grant.months[month].month
    yield of.said(
        back,
        reporting_activity.report_activity,
        reporting_activity.ReportActivity,
        "counsellor",
        reported_on=ago(of.today, back),
        month=name,
        kind=ActivityType.JOB_SEARCH,
        contacts=4,
        consultations=2,
        applications=5,
        plan_actions=4,
        note="週1回の応募を続けている。",
    )
    on = ago(of.today, back - 1)
    yield of.said(
        back - 1,
        reporting_activity.accept_evidence,
        reporting_activity.AcceptEvidence,
        OFFICER,
        accepted_on=on,
        officer=of.acting(OFFICER, on),
        month=name,
    )


def _review(of: Later, back: int) -> Typed:
    on = ago(of.today, back)
    return of.said(
        back,
        later.review_later,
        later.ReviewLater,
        DECIDER,
        reviewed_on=on,
        reviewer=of.acting(DECIDER, on),
        opinion="書面を確かめた。",
    )


def _decision(of: Later, back: int) -> Typed:
    on = ago(of.today, back)
    return of.approved(
        back,
        deciding_later.decide_later,
        lambda today, standing: deciding_later.DecideLater(
            today=today,
            decided_on=on,
            decider=of.acting(DECIDER, on),
            post=POST,
            entitled=True,
            approved=standing,
            standing=standing,
            number=f"福住変第{of.life.ordinal + 1}号",
        ),
        DECIDER,
    )


def homeless(today: date, chance: Random) -> Iterator[CaseOutline]:
    """住居喪失者: received; eligible up to the cap; the dwelling notified."""
    for steps in (1, 2, 3):
        case = sample_states.long_under_way(today, chance)
        outline = sample_states.grant_until(today, "paid", TWO_MONTHS)
        case.more = (_seeking(outline, today, steps),)
        case.prompt = True
        yield case


def _seeking(grant: GrantOutline, today: date, steps: int) -> More:
    return lambda life: islice(_homeless(Later(life, grant, today)), steps)


def _homeless(of: Later) -> Iterator[Typed]:
    on = ago(of.today, 12)
    payee = uuid5(of.case, "payee/1")
    yield of.said(
        12,
        benefits.receive_application,
        benefits.ReceiveApplication,
        "counsellor",
        arrived_on=on,
        person=of.life.person,
        payee_person=payee,
        grant_no=NUMBER,
        medium=Medium.COUNTER,
        cause=of.grant.cause,
        cause_on=on - timedelta(days=70),
        household_size=1,
        income_yen=20_000,
        savings_yen=30_000,
        without_dwelling=True,
    )
    yield of.said(
        8,
        dwelling.confirm_eligibility,
        dwelling.ConfirmEligibility,
        OFFICER,
        drafted_on=ago(of.today, 8),
        drafter=of.acting(OFFICER, ago(of.today, 8)),
        first_month=on.strftime("%Y-%m"),
        valid_days=VALID_DAYS,
        **of.rules,
        **SEEN,
    )
    yield of.said(
        3,
        dwelling.notify_dwelling,
        dwelling.NotifyDwelling,
        "counsellor",
        notified_on=ago(of.today, 3),
        planned_on=of.today + timedelta(days=5),
        rent_yen=39_000,
        address=f"大阪市{of.life.setting.place}見本町4丁目 見本ハイツ 201",
        payee_person=payee,
        payee_name="見本不動産 株式会社",
        payee_bank="見本銀行",
        payee_branch="本店",
        payee_account="普通 1234567",
    )
