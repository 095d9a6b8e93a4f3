"""滞納の整理: what is overdue is listed, promised, looked at month by month, cleared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract import opened
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    ArrearsListed,
    DebtListed,
    InstalmentAgreed,
    InstalmentChecked,
    OwedBalanceStated,
)
from events.contract.budget_codes import ArrearsKind, ClearedBy, InstalmentResult
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household_budget import owed
from services.planning.programmes.household_budget.months import first_day, next_promised
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new
from services.planning.programmes.household_budget.refusing import positive, spoken_of

ARREARS = "滞納"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListArrears:
    """A creditor to whom something is overdue."""

    today: date
    person: UUID
    listed_on: date
    kind: ArrearsKind
    balance_yen: int
    creditor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOwedBalance:
    """What the creditor of arrears or debt `of_no` says is owed."""

    today: date
    person: UUID
    of_no: int
    stated_on: date
    balance_yen: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeInstalment:
    """A promise: so much a month, from that day on."""

    today: date
    person: UUID
    of_no: int
    agreed_on: date
    first_on: date
    amount_yen: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInstalment:
    """Was the promise of the month of `due_on` kept? `paid_yen` empty = as promised, where it was kept."""

    today: date
    person: UUID
    of_no: int
    checked_on: date
    due_on: date
    result: InstalmentResult
    paid_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearArrears:
    """Nothing is overdue any more, otherwise than by the last instalment."""

    today: date
    person: UUID
    of_no: int
    cleared_on: date
    manner: ClearedBy


def list_arrears(state: Budget | None, command: ListArrears) -> Sequence[Event]:
    """A new line of the ledger."""
    budget = state or NOTHING_YET
    happened(command.listed_on, today=command.today, field="listed_on")
    positive(command.balance_yen, field="balance_yen", ja="残高")
    own = command.person
    return new(
        budget,
        ArrearsListed(
            listed_on=command.listed_on,
            person=own,
            entry_no=budget.next_no,
            kind=Open(own, command.kind),
            creditor=Open(own, command.creditor.strip()),
            balance_yen=Open(own, command.balance_yen),
            note=Open(own, command.note.strip()),
        ),
    )


def state_owed_balance(state: Budget | None, command: StateOwedBalance) -> Sequence[Event]:
    """The creditor's own number, e.g. after interest for delay."""
    budget = state or NOTHING_YET
    entry = budget.entry(command.of_no)
    if not isinstance(entry, ArrearsListed | DebtListed):
        raise Refused("no-such-entry", "この番号の滞納・債務はありません。")
    happened(
        command.stated_on,
        today=command.today,
        field="stated_on",
        not_before=entry.listed_on,
        step="台帳にのせた日",
    )
    own = command.person
    return new(
        budget,
        OwedBalanceStated(
            stated_on=command.stated_on,
            person=own,
            entry_no=budget.next_no,
            of_no=command.of_no,
            balance_yen=Open(own, command.balance_yen),
            note=Open(own, command.note.strip()),
        ),
    )


def agree_instalment(state: Budget | None, command: AgreeInstalment) -> Sequence[Event]:
    """A promise takes the place of the one before."""
    budget = state or NOTHING_YET
    happened(command.agreed_on, today=command.today, field="agreed_on")
    positive(command.amount_yen, field="amount_yen", ja="毎月の額")
    own = command.person
    fact = InstalmentAgreed(
        agreed_on=command.agreed_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        first_on=command.first_on,
        amount_yen=Open(own, command.amount_yen),
        note=Open(own, command.note.strip()),
    )
    if budget.says(fact):
        return []
    _overdue(budget, command.of_no)
    if command.first_on < command.agreed_on:
        raise Refused("first-before-promise", "初回の日が約束の日より前です。", field="first_on")
    return [fact]


def check_instalment(state: Budget | None, command: CheckInstalment) -> Sequence[Event]:
    """One month; the payment that takes the balance to zero clears the arrears."""
    budget = state or NOTHING_YET
    happened(command.checked_on, today=command.today, field="checked_on")
    one = owed.arrears_of(budget, command.of_no)
    if one is None or one.agreed is None:
        raise Refused("not-promised", "分納の約束がまだありません。先に約束を記録してください。")
    month = first_day(command.due_on)
    fact = _checked(budget, one, command, month)
    if _said(one, fact):
        return []
    _overdue(budget, command.of_no)
    if month < first_day(one.agreed.first_on):
        raise Refused("before-first-day", "約束の初回より前の月です。", field="due_on")
    if month > first_day(command.checked_on):
        raise Refused("future-day", "まだ来ていない月です。", field="due_on")
    left = (one.ledger or 0) + one.paid_for(month) - opened(fact.paid_yen, 0)
    if left > 0:
        return [fact]
    last = _cleared(budget, one, ClearedBy.PAID, command.checked_on, fact.entry_no + 1)
    return [_without_next(fact), last]


def clear_arrears(state: Budget | None, command: ClearArrears) -> Sequence[Event]:
    """Paid at once, exempted, within a procedure, prescribed."""
    budget = state or NOTHING_YET
    listed = spoken_of(budget, ArrearsListed, command.of_no, ja=ARREARS)
    one = owed.arrears_of(budget, command.of_no)
    if one is None or one.cleared is not None:
        return []
    happened(
        command.cleared_on,
        today=command.today,
        field="cleared_on",
        not_before=listed.listed_on,
        step="台帳にのせた日",
    )
    return [_cleared(budget, one, command.manner, command.cleared_on, budget.next_no)]


def _overdue(budget: Budget, number: int) -> None:
    spoken_of(budget, ArrearsListed, number, ja=ARREARS)
    if budget.about(ArrearsCleared, number):
        raise Refused("already-cleared", "この滞納はすでに解消しています。")


def _checked(
    budget: Budget, one: owed.Arrears, command: CheckInstalment, month: date
) -> InstalmentChecked:
    assert one.agreed is not None  # noqa: S101 - the caller has looked
    own = command.person
    looked_at = {*(check.month for check in one.checks), month}
    return InstalmentChecked(
        checked_on=command.checked_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        month=month,
        result=Open(own, command.result),
        paid_yen=Open(own, _paid(one, command, month)),
        next_on=next_promised(one.agreed.first_on, looked_at),
    )


def _paid(one: owed.Arrears, command: CheckInstalment, month: date) -> int:
    if command.paid_yen is not None:
        if command.paid_yen and command.result is InstalmentResult.BROKEN:
            raise Refused(
                "paid-though-broken",
                "払った額があるときは「一部だけ」を選んでください。",
                field="result",
            )
        return command.paid_yen
    if command.result is InstalmentResult.PARTLY:
        raise Refused("amount-missing", "払った額を入れてください。", field="paid_yen")
    promised = opened(one.agreed.amount_yen, 0) if one.agreed else 0
    kept = command.result is InstalmentResult.KEPT
    return min(promised, (one.ledger or 0) + one.paid_for(month)) if kept else 0


def _said(one: owed.Arrears, fact: InstalmentChecked) -> bool:
    """The standing word on the month says the same."""
    last = next((check for check in one.checks if check.month == fact.month), None)
    return last is not None and (last.checked_on, last.result, last.paid_yen) == (
        fact.checked_on,
        fact.result,
        fact.paid_yen,
    )


def _cleared(
    budget: Budget, one: owed.Arrears, manner: ClearedBy, day: date, entry_no: int
) -> ArrearsCleared:
    """The sum that was overdue at its highest word of the creditor."""
    own, number = one.listed.person, one.listed.entry_no
    words = [
        one.listed.balance_yen,
        *(s.balance_yen for s in budget.about(OwedBalanceStated, number)),
    ]
    amount = max(opened(word, 0) for word in words)
    return ArrearsCleared(
        cleared_on=day,
        person=own,
        entry_no=entry_no,
        of_no=number,
        kind=one.listed.kind,
        manner=Open(own, manner),
        cleared_thousand_yen=Open(own, amount // 1000),
        cleared_yen=Open(own, amount),
    )


def _without_next(fact: InstalmentChecked) -> InstalmentChecked:
    return replace(fact, next_on=None)
