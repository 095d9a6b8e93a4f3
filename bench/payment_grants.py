"""Grants ready to be paid: from the application to the checked account, seven facts each, every payee another."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from events.contract import Event, Open
from events.contract.benefits import (
    ApplicationSubmitted,
    Basis,
    ExpenditureCommitted,
    Found,
    GrantDecided,
    GrantDrafted,
    GrantReviewed,
    Household,
    Payee,
)
from events.contract.benefits_transfers import (
    PayeeAccountChanged,
    PayeeAccountChecked,
    TransferAccount,
)
from events.contract.codes import AmountBranch, GrantKind, HardshipCause, Medium
from events.contract.transfer_codes import AccountKind
from events.log.recorded import Context, Recorded
from services.benefits.grant import stream_of

SPACE: Final = UUID("7d3c2f10-0000-4000-8000-000000000000")
ORDERER, PASSER, RELEASER, DRAFTER, DECIDER = (
    uuid5(SPACE, name) for name in ("orderer", "passer", "releaser", "drafter", "decider")
)
FIRST: Final = "2026-11"
FOUND: Final = Found(
    requirement="収入", met=True, sentence="100,000円は132,000円以下です。", citation="規則11条"
)
LEAF: Final = "ab" * 32


def planted(grants: int, ward: str, at: datetime) -> Iterator[list[Recorded]]:
    """One command per grant; the n-th always the same."""
    context = Context(
        actor=DRAFTER,
        role="municipal_officer",
        office="city-hall",
        operator="city/",
        area=ward,
        request=SPACE,
        correlation=SPACE,
        at=at,
    )
    for number in range(grants):
        case = uuid5(SPACE, f"case {number}")
        stream, command = stream_of(case, 1), uuid5(case, "planted")
        facts = _facts(number, uuid5(case, "person"), uuid5(case, "payee"))
        yield [
            Recorded(
                stream, version, case, fact, context,
                command=command, ordinal=version, count=len(facts),
            )
            for version, fact in enumerate(facts, 1)
        ]  # fmt: skip


def _facts(number: int, person: UUID, payee: UUID) -> Sequence[Event]:
    yen = 30_000 + number % 200 * 100
    of: dict[str, Any] = {"person": person, "grant_no": 1}
    basis = Open(
        person,
        Basis(
            base_amount_yen=92_000,
            rent_yen=yen,
            rent_cap_yen=52_000,
            income_yen=90_000,
            threshold_yen=132_000,
            branch=AmountBranch.FULL,
            table_row="1人",
            rule_version="2025-04-01",
        ),
    )
    found: Open[tuple[Found, ...]] = Open(person, (FOUND,) * 6)
    home = Household(size=1, income_yen=90_000, savings_yen=100_000, rent_yen=yen)
    applied = ApplicationSubmitted(
        arrived_on=date(2026, 11, 2),
        kind=GrantKind.RENT,
        medium=Medium.COUNTER,
        cause=Open(person, HardshipCause.LEFT_WORK),
        cause_on=Open(person, date(2026, 9, 30)),
        household=Open(person, home),
        payee=Open(payee, Payee(name="ミホン カンリ", bank="見本", branch="西", account="普通")),
        dwelling=Open(person, ""),
        **of,
    )
    drafted = GrantDrafted(
        drafted_on=date(2026, 11, 9),
        drafter=DRAFTER,
        first_month=FIRST,
        months=3,
        monthly_yen=Open(person, yen),
        basis=basis,
        findings=found,
        proposal=True,
        **of,
    )
    reviewed = GrantReviewed(
        reviewed_on=date(2026, 11, 10), reviewer=DECIDER, opinion=Open(person, ""), **of
    )
    decided = GrantDecided(
        decided_on=date(2026, 11, 11),
        kind=GrantKind.RENT,
        number=f"福生第{number}号",
        first_month=FIRST,
        months=3,
        post="課長",
        decider=DECIDER,
        drafter=DRAFTER,
        approved=LEAF,
        monthly_yen=Open(person, yen),
        basis=basis,
        findings=found,
        **of,
    )
    committed = ExpenditureCommitted(
        committed_on=date(2026, 11, 12),
        fiscal_year=2026,
        item="扶助費",
        amount_yen=Open(person, 3 * yen),
        **of,
    )
    return (applied, drafted, reviewed, decided, committed, *_account(number, payee, of))


def _account(number: int, payee: UUID, of: dict[str, Any]) -> Sequence[Event]:
    account = TransferAccount(
        bank_code="9999",
        bank_kana="ﾐﾎﾝ",
        branch_code="002",
        branch_kana="ﾆｼ",
        kind=AccountKind.ORDINARY,
        number=f"{number:07d}",
        holder_kana="ﾐﾎﾝ ｶﾝﾘ",
    )
    stated = PayeeAccountChanged(
        stated_on=date(2026, 11, 12),
        account_no=1,
        clerk=ORDERER,
        mandate=LEAF,
        account=Open(payee, account),
        **of,
    )
    checked = PayeeAccountChecked(
        checked_on=date(2026, 11, 13),
        account_no=1,
        checker=PASSER,
        approved=LEAF,
        **of,
    )
    return stated, checked
