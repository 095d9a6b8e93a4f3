"""出納管理: money and things come in and go out, signed by both; never below zero, never alone above the limit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.budget_codes import CashAct, KeptThing, PersonConfirmation
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.household_budget import cash_book
from services.planning.programmes.household_budget.months import first_day, last_day, later
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new
from services.planning.programmes.household_budget.refusing import positive, spoken_of

SECOND_SIGNATURE_YEN = 30_000
"""Above this amount a second member of staff countersigns (暫定: the limit of the city's 取扱要領)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleCash:
    """A line of the cash book by `staff`."""

    today: date
    person: UUID
    staff: UUID
    handled_on: date
    act: CashAct
    confirmation: PersonConfirmation
    amount_yen: int = 0
    thing: KeptThing | None = None
    purpose: str = ""
    receipt_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignCash:
    """The second look at line `of_no`, by `staff`."""

    today: date
    person: UUID
    staff: UUID
    of_no: int
    countersigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCash:
    """What `staff` counted in the safe."""

    today: date
    person: UUID
    staff: UUID
    counted_on: date
    counted_yen: int
    note: str = ""


def handle_cash(state: Budget | None, command: HandleCash) -> Sequence[Event]:
    """One line; refuses what would take more out than is there, on that day or any later one."""
    budget = state or NOTHING_YET
    happened(command.handled_on, today=command.today, field="handled_on")
    in_cash = command.act in cash_book.CASH
    _fitting(command, in_cash=in_cash)
    own = command.person
    fact = CashHandled(
        handled_on=command.handled_on,
        person=own,
        entry_no=budget.next_no,
        act=Open(own, command.act),
        thing=Open(own, None if in_cash else command.thing),
        amount_yen=Open(own, command.amount_yen if in_cash else 0),
        purpose=Open(own, command.purpose.strip()),
        receipt_no=Open(own, command.receipt_no.strip()),
        confirmation=Open(own, command.confirmation),
        staff=command.staff,
        second_needed=command.amount_yen > SECOND_SIGNATURE_YEN,
        holds_after=True,
    )
    lines = budget.of(CashHandled)
    if _said(lines, fact):
        return []
    _one_large_line_at_a_time(budget, fact)
    after = (*lines, fact)
    _enough(after)
    return [_holding(fact, holds=cash_book.holds(after))]


def countersign_cash(state: Budget | None, command: CountersignCash) -> Sequence[Event]:
    """The second signature, of somebody else."""
    budget = state or NOTHING_YET
    line = spoken_of(budget, CashHandled, command.of_no, ja="出納の記録")
    if budget.about(CashCountersigned, command.of_no):
        return []
    if not line.second_needed:
        raise Refused("no-second-needed", "この出納に二人目の署名は要りません。")
    if line.staff == command.staff:
        raise Refused("same-person", "出納をした職員とは別の職員が署名してください。")
    happened(
        command.countersigned_on,
        today=command.today,
        field="countersigned_on",
        not_before=line.handled_on,
        step="出納",
    )
    return [
        CashCountersigned(
            countersigned_on=command.countersigned_on,
            person=command.person,
            entry_no=budget.next_no,
            of_no=command.of_no,
            staff=command.staff,
        )
    ]


def count_cash(state: Budget | None, command: CountCash) -> Sequence[Event]:
    """The monthly count, by somebody who did not do the last line; a difference is explained."""
    budget = state or NOTHING_YET
    happened(command.counted_on, today=command.today, field="counted_on")
    lines = [fact for fact in budget.of(CashHandled) if fact.handled_on <= command.counted_on]
    if not lines:
        raise Refused("nothing-kept", "この日までに出納の記録がありません。", field="counted_on")
    if cash_book.in_order(lines)[-1].staff == command.staff:
        raise Refused("same-person", "最後の出納をした職員とは別の職員が点検してください。")
    book = cash_book.balance(lines)
    agrees = book == command.counted_yen
    if not agrees:
        told(
            command.note,
            code="difference-unexplained",
            ja="帳簿と合いません。理由と対応を書いてください。",
            field="note",
        )
    own = command.person
    return new(
        budget,
        CashCounted(
            counted_on=command.counted_on,
            person=own,
            entry_no=budget.next_no,
            counted_yen=Open(own, command.counted_yen),
            book_yen=Open(own, book),
            agrees=agrees,
            next_on=_next_count(command.counted_on) if cash_book.holds(lines) else None,
            staff=command.staff,
            note=Open(own, command.note.strip()),
        ),
    )


def _fitting(command: HandleCash, *, in_cash: bool) -> None:
    if in_cash:
        positive(command.amount_yen, field="amount_yen")
        told(
            command.receipt_no,
            code="receipt-missing",
            ja="預り証・領収書の番号を入れてください。",
            field="receipt_no",
        )
    elif command.thing is None:
        raise Refused("thing-missing", "預かる物・返す物を選んでください。", field="thing")
    if command.act is CashAct.PAID_OUT:
        told(
            command.purpose,
            code="purpose-missing",
            ja="何のための支払いかを書いてください。",
            field="purpose",
        )


def _said(lines: Sequence[CashHandled], fact: CashHandled) -> bool:
    """The same line again, whatever it left in our keeping then."""
    return any(_holding(line, holds=True, entry_no=fact.entry_no) == fact for line in lines)


def _one_large_line_at_a_time(budget: Budget, fact: CashHandled) -> None:
    if fact.second_needed and any(line.waits for line in cash_book.cash_book(budget)):
        raise Refused(
            "second-signature-first",
            "二人目の署名を待っている出納があります。先に署名してもらってください。",
            field="amount_yen",
        )


def _enough(lines: Sequence[CashHandled]) -> None:
    if cash_book.lowest(lines) < 0:
        raise Refused(
            "below-zero",
            "預かっている残高より多くなります。日付と金額を確かめてください。",
            field="amount_yen",
        )
    if cash_book.fewest(lines) < 0:
        raise Refused("not-kept", "その物は預かっていません。", field="thing")


def _holding(fact: CashHandled, *, holds: bool, entry_no: int = 0) -> CashHandled:
    return replace(fact, holds_after=holds, entry_no=entry_no or fact.entry_no)


def _next_count(day: date) -> date:
    """The end of the next month."""
    return last_day(later(first_day(day), 1))
