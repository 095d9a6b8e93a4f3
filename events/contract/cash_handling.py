"""Facts of 出納管理: money and things of the person in the office's keeping, apart from the city's own 出納."""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.budget_codes import CashAct, KeptThing, PersonConfirmation
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

KEEPING: Final = "家計改善支援事業の出納管理(各市の取扱要領)"


@event("planning.cash-handled", ja="出納", basis=KEEPING, occurred="handled_on", provisional=True)
class CashHandled(Event):
    """One line of the cash book, done by `staff` and confirmed by the person.

    `second_needed`: over the limit, a second member of staff countersigns. `holds_after`: something is
    left in our keeping. `receipt_no` is on the receipt for or from the person.
    """

    handled_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    act: Stat[CashAct]
    thing: Stat[KeptThing | None]
    amount_yen: Money[int]
    purpose: Narrative[str]
    receipt_no: Narrative[str]
    confirmation: Stat[PersonConfirmation]
    staff: Clear[UUID]
    second_needed: Clear[bool]
    holds_after: Clear[bool]


@event(
    "planning.cash-countersigned",
    ja="出納の二人目の署名",
    basis=KEEPING,
    occurred="countersigned_on",
    provisional=True,
)
class CashCountersigned(Event):
    """Somebody other than the first has seen the money and the receipt of line `of_no`."""

    countersigned_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    staff: Clear[UUID]


@event(
    "planning.cash-counted",
    ja="出納の点検",
    basis=KEEPING,
    occurred="counted_on",
    provisional=True,
)
class CashCounted(Event):
    """The monthly count: what lies in the safe against what the book says; a difference has its explanation.

    `next_on` = the last day by which it is counted again, None where nothing is left in our keeping.
    """

    counted_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    counted_yen: Money[int]
    book_yen: Money[int]
    agrees: Clear[bool]
    next_on: Clear[date | None]
    staff: Clear[UUID]
    note: Narrative[str]
