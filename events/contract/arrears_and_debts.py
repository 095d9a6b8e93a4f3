"""Facts of 滞納 and 債務: the ledger per creditor, instalments, legal advice, 債務整理.

`entry_no` numbers the facts of the programme; `of_no` is the entry a fact speaks of.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.budget_codes import (
    ArrearsKind,
    ClearedBy,
    ConsultationResult,
    CreditorKind,
    DebtProcedure,
    InstalmentResult,
    LegalAdviser,
    ProcedureResult,
)
from events.contract.group import Clear, Money, Narrative, Stat
from events.contract.kind import Event, event

LEDGER: Final = "家計改善支援事業(滞納・債務の整理)"


@event("planning.arrears-listed", ja="滞納", basis=LEDGER, occurred="listed_on", provisional=True)
class ArrearsListed(Event):
    """Something is overdue: to whom, how much, since when (in words)."""

    listed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    kind: Stat[ArrearsKind]
    creditor: Narrative[str]
    balance_yen: Money[int]
    note: Narrative[str]


@event("planning.debt-listed", ja="債務", basis=LEDGER, occurred="listed_on", provisional=True)
class DebtListed(Event):
    """Money borrowed: from whom, how much is left, how much a month."""

    listed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    kind: Stat[CreditorKind]
    creditor: Narrative[str]
    balance_yen: Money[int]
    monthly_yen: Money[int]
    note: Narrative[str]


@event(
    "planning.owed-balance-stated",
    ja="残高の確認",
    basis=LEDGER,
    occurred="stated_on",
    provisional=True,
)
class OwedBalanceStated(Event):
    """What creditor `of_no` says is owed on that day, arrears or debt; goes before our own sum."""

    stated_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    balance_yen: Money[int]
    note: Narrative[str]


@event(
    "planning.instalment-agreed",
    ja="分納の約束",
    basis=LEDGER,
    occurred="agreed_on",
    provisional=True,
)
class InstalmentAgreed(Event):
    """So much a month from `first_on` on, on its day of the month; a later promise takes its place."""

    agreed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    first_on: Clear[date]
    amount_yen: Money[int]
    note: Narrative[str]


@event(
    "planning.instalment-checked",
    ja="分納の確認",
    basis=LEDGER,
    occurred="checked_on",
    provisional=True,
)
class InstalmentChecked(Event):
    """Whether the promise of `month` (its first day) was kept; a later word on the month takes its place.

    `next_on` = the next promised day that nobody has looked at yet.
    """

    checked_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    month: Clear[date]
    result: Stat[InstalmentResult]
    paid_yen: Money[int]
    next_on: Clear[date | None]


@event(
    "planning.arrears-cleared",
    ja="滞納の解消",
    basis=LEDGER,
    occurred="cleared_on",
    provisional=True,
)
class ArrearsCleared(Event):
    """Nothing is overdue any more. For statistics the sum stands in thousands of yen, rounded down."""

    cleared_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    kind: Stat[ArrearsKind]
    manner: Stat[ClearedBy]
    cleared_thousand_yen: Stat[int]
    cleared_yen: Money[int]


@event(
    "planning.legal-consultation-booked",
    ja="法律相談の予約",
    basis=LEDGER,
    occurred="booked_on",
    provisional=True,
)
class LegalConsultationBooked(Event):
    """Where and when the person meets a lawyer, a 司法書士 or the debt desk."""

    booked_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    adviser: Stat[LegalAdviser]
    consultation_on: Clear[date]
    accompanied: Clear[bool]
    place: Narrative[str]


@event(
    "planning.legal-consultation-held",
    ja="法律相談の結果",
    basis=LEDGER,
    occurred="held_on",
    provisional=True,
)
class LegalConsultationHeld(Event):
    """What came of booking `of_no`."""

    held_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ConsultationResult]
    note: Narrative[str]


@event(
    "planning.debt-procedure-started",
    ja="債務整理の開始",
    basis="民事再生法・破産法・特定調停法",
    occurred="started_on",
    provisional=True,
)
class DebtProcedureStarted(Event):
    """Which way, for which `debts` (their entry numbers), in whose hands; `next_on` = the next day in it."""

    started_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    procedure: Stat[DebtProcedure]
    debts: Clear[tuple[int, ...]]
    next_on: Clear[date | None]
    office: Narrative[str]


@event(
    "planning.debt-procedure-ended",
    ja="債務整理の結果",
    basis="民事再生法・破産法・特定調停法",
    occurred="ended_on",
    provisional=True,
)
class DebtProcedureEnded(Event):
    """How procedure `of_no` ended; `left_yen` is still to be paid, `monthly_yen` of it a month."""

    ended_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ProcedureResult]
    left_yen: Money[int]
    monthly_yen: Money[int]
    note: Narrative[str]
