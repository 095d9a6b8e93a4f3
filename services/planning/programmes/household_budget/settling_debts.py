"""債務整理: debts are listed, legal advice is booked and had, a procedure runs and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.arrears_and_debts import (
    DebtListed,
    DebtProcedureEnded,
    DebtProcedureStarted,
    LegalConsultationBooked,
    LegalConsultationHeld,
)
from events.contract.budget_codes import (
    ConsultationResult,
    CreditorKind,
    DebtProcedure,
    LegalAdviser,
    ProcedureResult,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new
from services.planning.programmes.household_budget.refusing import positive, spoken_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDebt:
    """A creditor and what is left of the debt."""

    today: date
    person: UUID
    listed_on: date
    kind: CreditorKind
    balance_yen: int
    monthly_yen: int = 0
    creditor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLegalConsultation:
    """The day of a legal consultation, and whether somebody of the office goes along."""

    today: date
    person: UUID
    booked_on: date
    adviser: LegalAdviser
    consultation_on: date
    accompanied: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLegalConsultation:
    """What came of booking `of_no`."""

    today: date
    person: UUID
    of_no: int
    held_on: date
    result: ConsultationResult
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDebtProcedure:
    """Which way, for which debts (entry numbers)."""

    today: date
    person: UUID
    started_on: date
    procedure: DebtProcedure
    debts: tuple[int, ...] = ()
    next_on: date | None = None
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDebtProcedure:
    """How procedure `of_no` ended."""

    today: date
    person: UUID
    of_no: int
    ended_on: date
    result: ProcedureResult
    left_yen: int = 0
    monthly_yen: int = 0
    note: str = ""


def list_debt(state: Budget | None, command: ListDebt) -> Sequence[Event]:
    """A new line of the list."""
    budget = state or NOTHING_YET
    happened(command.listed_on, today=command.today, field="listed_on")
    positive(command.balance_yen, field="balance_yen", ja="残高")
    own = command.person
    return new(
        budget,
        DebtListed(
            listed_on=command.listed_on,
            person=own,
            entry_no=budget.next_no,
            kind=Open(own, command.kind),
            creditor=Open(own, command.creditor.strip()),
            balance_yen=Open(own, command.balance_yen),
            monthly_yen=Open(own, command.monthly_yen),
            note=Open(own, command.note.strip()),
        ),
    )


def book_legal_consultation(
    state: Budget | None, command: BookLegalConsultation
) -> Sequence[Event]:
    """A day with a lawyer, a 司法書士 or a desk."""
    budget = state or NOTHING_YET
    happened(command.booked_on, today=command.today, field="booked_on")
    if command.consultation_on < command.booked_on:
        raise Refused("before-booking", "相談の日が予約の日より前です。", field="consultation_on")
    own = command.person
    return new(
        budget,
        LegalConsultationBooked(
            booked_on=command.booked_on,
            person=own,
            entry_no=budget.next_no,
            adviser=Open(own, command.adviser),
            consultation_on=command.consultation_on,
            accompanied=command.accompanied,
            place=Open(own, command.place.strip()),
        ),
    )


def hold_legal_consultation(
    state: Budget | None, command: HoldLegalConsultation
) -> Sequence[Event]:
    """Once per booking; a slip is withdrawn first."""
    budget = state or NOTHING_YET
    spoken_of(budget, LegalConsultationBooked, command.of_no, ja="法律相談の予約")
    happened(command.held_on, today=command.today, field="held_on")
    own = command.person
    fact = LegalConsultationHeld(
        held_on=command.held_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        result=Open(own, command.result),
        note=Open(own, command.note.strip()),
    )
    _once(budget, LegalConsultationHeld, fact, command.of_no)
    return new(budget, fact)


def start_debt_procedure(state: Budget | None, command: StartDebtProcedure) -> Sequence[Event]:
    """For debts on the list."""
    budget = state or NOTHING_YET
    happened(command.started_on, today=command.today, field="started_on")
    if not command.debts:
        raise Refused("no-debt", "手続に含める債務を一つは選んでください。", field="debts")
    for number in command.debts:
        spoken_of(budget, DebtListed, number, ja="債務")
    own = command.person
    return new(
        budget,
        DebtProcedureStarted(
            started_on=command.started_on,
            person=own,
            entry_no=budget.next_no,
            procedure=Open(own, command.procedure),
            debts=tuple(sorted(set(command.debts))),
            next_on=command.next_on,
            office=Open(own, command.office.strip()),
        ),
    )


def end_debt_procedure(state: Budget | None, command: EndDebtProcedure) -> Sequence[Event]:
    """Once per procedure; a slip is withdrawn first."""
    budget = state or NOTHING_YET
    started = spoken_of(budget, DebtProcedureStarted, command.of_no, ja="債務整理")
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=started.started_on,
        step="債務整理の開始",
    )
    own = command.person
    fact = DebtProcedureEnded(
        ended_on=command.ended_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        result=Open(own, command.result),
        left_yen=Open(own, command.left_yen),
        monthly_yen=Open(own, command.monthly_yen),
        note=Open(own, command.note.strip()),
    )
    _once(budget, DebtProcedureEnded, fact, command.of_no)
    return new(budget, fact)


def _once(budget: Budget, kind: type[Event], fact: Event, number: int) -> None:
    if budget.about(kind, number) and not budget.says(fact):
        raise Refused(
            "already-recorded", "結果はもう記録されています。直すときは先に取り消してください。"
        )
