"""納入通知 → 督促 → 分納 → 収納・戻入 (自治法231条の3, 施行令159条)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.contract.benefits_claims import (
    ClaimInto,
    DemandIssued,
    Instalment,
    InstalmentsAgreed,
    MoneyCollected,
    ReminderIssued,
    ReturnBooked,
)
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.claim import Claim, closes_on
from services.benefits.decisions.claim_guards import demanded, fixed, of_claim
from services.benefits.decisions.guards import happened
from services.benefits.fiscal import fiscal_year_of

MOST_PARTS = 120
"""Monthly parts of a plan; ten years (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A letter that asks for what is owed, until `due_on`."""

    today: date
    issued_on: date
    number: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDemand(Asking):
    """納入通知書."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReminder(Asking):
    """督促状."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeInstalments:
    """Equal monthly parts from `first_on`; the last one takes the rest."""

    today: date
    agreed_on: date
    first_on: date
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectMoney:
    """What came in on that day."""

    today: date
    collected_on: date
    amount_yen: int


def issue_demand(state: Claim | None, command: IssueDemand) -> list[Event]:
    """Once per 調定, for what is owed."""
    claim = fixed(state)
    number = document_number(command.number, "number")
    if claim.demand is not None:
        if (claim.demand.number, claim.demand.issued_on) == (number, command.issued_on):
            return []
        raise Refused("already-demanded", "納入通知はすでに出しています。")
    assert claim.fixed is not None  # noqa: S101 - fixed
    happened(
        command.issued_on,
        today=command.today,
        field="issued_on",
        not_before=claim.carried.carried_on if claim.carried else claim.fixed.fixed_on,
        step="調定",
    )
    return [DemandIssued(**_asked(claim, command, number))]


def issue_reminder(state: Claim | None, command: IssueReminder) -> list[Event]:
    """Only when the day of the demand has passed."""
    claim = demanded(state)
    number = document_number(command.number, "number")
    before = claim.reminders[-1] if claim.reminders else None
    if before and (before.number, before.issued_on) == (number, command.issued_on):
        return []
    assert claim.demand is not None  # noqa: S101 - demanded
    happened(command.issued_on, today=command.today, field="issued_on")
    if command.issued_on <= (before or claim.demand).due_on:
        raise Refused(
            "not-overdue",
            "納期限がまだ過ぎていません。督促は期限のあとに出します。",
            field="issued_on",
        )
    return [ReminderIssued(**_asked(claim, command, number))]


def agree_instalments(state: Claim | None, command: AgreeInstalments) -> list[Event]:
    """A plan over what is owed; an agreement also renews the limitation (承認)."""
    claim = demanded(state)
    if not 2 <= command.parts <= MOST_PARTS:
        raise Refused("parts", f"分納は2回から{MOST_PARTS}回までです。", field="parts")
    happened(command.agreed_on, today=command.today, field="agreed_on")
    if command.first_on < command.agreed_on:
        raise Refused("first-before", "初回の期限が約束の日より前です。", field="first_on")
    if command.parts > claim.balance_yen:
        raise Refused("parts", "一回が1円に満たない回数です。", field="parts")
    parts = plan_of(claim.balance_yen, command.first_on, command.parts)
    made = InstalmentsAgreed(
        agreed_on=command.agreed_on,
        **of_claim(claim),
        last_on=parts[-1].due_on,
        next_on=parts[0].due_on,
        parts=Open(claim.person, parts),
    )
    return [] if made == claim.plan else [made]


def collect_money(state: Claim | None, command: CollectMoney) -> list[Event]:
    """All or part; while the year is open it is also booked back into its item."""
    claim = demanded(state)
    if claim.expired is not None and claim.public:
        raise Refused("expired", "時効が完成した公債権は、受け取ることができません。")
    if not 0 < command.amount_yen <= claim.balance_yen:
        raise Refused(
            "more-than-owed",
            f"残りは{claim.balance_yen:,}円です。1円から残りの額までで入れてください。",
            field="amount_yen",
        )
    assert claim.demand is not None  # noqa: S101 - demanded
    happened(
        command.collected_on,
        today=command.today,
        field="collected_on",
        not_before=claim.demand.issued_on,
        step="納入通知",
    )
    if claim.into is ClaimInto.EXPENDITURE and command.collected_on > closes_on(claim.fiscal_year):
        raise Refused(
            "year-closed",
            "戻入できるのは5月31日までです。先に過年度収入へ繰り越してください。",
            field="collected_on",
        )
    yen = Open(claim.person, command.amount_yen)
    returned = claim.into is ClaimInto.EXPENDITURE
    year = claim.fiscal_year if returned else fiscal_year_of(command.collected_on)
    came = MoneyCollected(
        collected_on=command.collected_on,
        **of_claim(claim),
        fiscal_year=year,
        amount_yen=yen,
    )
    booked = ReturnBooked(
        booked_on=command.collected_on,
        **of_claim(claim),
        fiscal_year=year,
        item=claim.item,
        amount_yen=yen,
    )
    return [came, booked] if returned else [came]


def plan_of(owed: int, first_on: date, parts: int) -> tuple[Instalment, ...]:
    """Equal parts a month apart; a day a month does not have is its last one."""
    each = owed // parts
    sums = [each] * (parts - 1)
    yen = [*sums, owed - sum(sums)]
    return tuple(
        Instalment(due_on=_months_after(first_on, n), yen=part) for n, part in enumerate(yen)
    )


def _asked(claim: Claim, command: Asking, number: str) -> dict[str, Any]:
    """The fields of a letter for all that is owed."""
    if command.due_on <= command.issued_on:
        raise Refused("due-before", "納期限は発行の日より後にしてください。", field="due_on")
    return {
        "issued_on": command.issued_on,
        **of_claim(claim),
        "number": number,
        "due_on": command.due_on,
        "amount_yen": Open(claim.person, claim.balance_yen),
    }


def _months_after(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)
