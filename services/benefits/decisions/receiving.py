"""支給申請: a paper that arrived is always stored with its 到達日; what it lacks is asked for (行政手続法7条)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits import (
    ApplicationCorrected,
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    Household,
    Payee,
)
from events.contract.benefits_dwelling import DwellingLackingStated
from events.contract.codes import GrantKind, HardshipCause, Medium
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, Sealed
from services.benefits.decisions.document import Document
from services.benefits.decisions.guards import happened, submitted, undecided
from services.benefits.grant import Grant

LARGEST_HOUSEHOLD: Final = 20
"""Persons; no source sets one, more is a slip of the pen (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveApplication:
    """`person` and `grant_no` from the case; `payee_person` a fresh pseudonym. Yen a month, savings once.

    A figure the paper does not state is None. What is `missing` is asked for until `due_on`.
    `without_dwelling`: 住居喪失者, whose rent comes with the dwelling; not `paper_first`: form 2-1 is asked for.
    """

    today: date
    arrived_on: date
    person: UUID
    payee_person: UUID
    grant_no: int
    medium: Medium
    cause: HardshipCause
    cause_on: date
    household_size: int | None = None
    income_yen: int | None = None
    savings_yen: int | None = None
    rent_yen: int | None = None
    payee_name: str = ""
    payee_bank: str = ""
    payee_branch: str = ""
    payee_account: str = ""
    dwelling: str = ""
    without_dwelling: bool = False
    paper_first: bool = True
    missing: tuple[Document, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectApplication:
    """What the applicant brought later; these figures stand from now on.

    An account that is left empty stays as it was: whoever may not see it need not type it again.
    `rent_yen` None: there is no dwelling yet.
    """

    today: date
    corrected_on: date
    household_size: int
    income_yen: int
    savings_yen: int
    payee_person: UUID
    payee_name: str = ""
    payee_bank: str = ""
    payee_branch: str = ""
    payee_account: str = ""
    rent_yen: int | None = None


def receive_application(state: Grant | None, command: ReceiveApplication) -> list[Event]:
    """The application, and 補正依頼 in the same command where papers are missing."""
    made = _submitted(command)
    if state is not None:
        if state.application == made:
            return []
        raise Refused("already-submitted", "この番号の申請はすでに受け付けています。")
    happened(command.arrived_on, today=command.today, field="arrived_on")
    happened(command.cause_on, today=command.today, field="cause_on")
    _somebody(command.household_size)
    missing = _missing(command)
    lacking = _lacking(command)
    if not missing:
        return [made, *lacking]
    if command.due_on is None or command.due_on < command.arrived_on:
        raise Refused(
            "due-missing", "補正の期限を、到達日以後の日付で入れてください。", field="due_on"
        )
    asked = BenefitCorrectionAsked(
        asked_on=command.arrived_on,
        person=command.person,
        grant_no=command.grant_no,
        missing=missing,
        due_on=command.due_on,
    )
    return [made, *lacking, asked]


def correct_application(state: Grant | None, command: CorrectApplication) -> list[Event]:
    """The completed application, as long as nothing was decided."""
    grant = submitted(state)
    person = grant.person
    made = ApplicationCorrected(
        corrected_on=command.corrected_on,
        person=person,
        grant_no=grant.application.grant_no,
        household=Open(person, _household(command)),
        payee=_payee_now(grant, command),
    )
    if made == grant.corrected:
        return []
    undecided(state)
    _somebody(command.household_size)
    if grant.housed:
        _rented(command.rent_yen, made.payee)
    happened(
        command.corrected_on,
        today=command.today,
        field="corrected_on",
        not_before=grant.application.arrived_on,
        step="支給申請の到達",
    )
    return [made]


def _missing(command: ReceiveApplication) -> tuple[str, ...]:
    """The papers named, and the entries of the form where a figure was left out."""
    household = _household(command)
    if command.without_dwelling and household.rent_yen is None:
        household = replace(household, rent_yen=0)
    entries = () if household.complete else (Document.ENTRIES,)
    first = command.without_dwelling and not command.paper_first
    dwelling = (Document.NEW_DWELLING_NOTICE,) if first else ()
    every = (*entries, *dwelling, *command.missing)
    return tuple(dict.fromkeys(paper.value for paper in every))


def _lacking(command: ReceiveApplication) -> list[Event]:
    if not command.without_dwelling:
        return []
    return [
        DwellingLackingStated(
            stated_on=command.arrived_on, person=command.person, grant_no=command.grant_no
        )
    ]


def _somebody(household_size: int | None) -> None:
    if household_size is not None and household_size < 1:
        raise Refused("no-household", "世帯人数は1人以上です。", field="household_size")
    if household_size is not None and household_size > LARGEST_HOUSEHOLD:
        raise Refused(
            "household-too-large",
            f"世帯人数は{LARGEST_HOUSEHOLD}人までです（暫定）。入力を確かめてください。",
            field="household_size",
        )


def _submitted(command: ReceiveApplication) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        arrived_on=command.arrived_on,
        person=command.person,
        grant_no=command.grant_no,
        kind=GrantKind.RENT,
        medium=command.medium,
        cause=Open(command.person, command.cause),
        cause_on=Open(command.person, command.cause_on),
        household=Open(command.person, _household(command)),
        payee=Open(command.payee_person, _payee(command)),
        dwelling=Open(command.person, command.dwelling),
    )


def _household(command: ReceiveApplication | CorrectApplication) -> Household:
    return Household(
        size=command.household_size,
        income_yen=command.income_yen,
        savings_yen=command.savings_yen,
        rent_yen=command.rent_yen,
    )


def _rented(rent_yen: int | None, payee: Sealed[Payee]) -> None:
    """With a dwelling there is a rent, and somebody to pay it to."""
    if rent_yen is None:
        raise Refused("rent-missing", "家賃を入れてください。", field="rent_yen")
    told = payee.value if isinstance(payee, Open) else None
    if told and not told.name:
        raise Refused("payee-missing", "口座名義を入れてください。", field="payee_name")
    if told and not (told.bank and told.branch and told.account):
        raise Refused(
            "account-missing",
            "口座がまだ届けられていません。口座を入れてください。",
            field="payee_bank",
        )


def _payee_now(grant: Grant, command: CorrectApplication) -> Sealed[Payee]:
    """What was typed; the account of before where none was."""
    typed, before = _payee(command), grant.application.payee
    if (typed.bank, typed.branch, typed.account) != ("", "", "") or not isinstance(before, Open):
        return Open(command.payee_person, typed)
    return Open(command.payee_person, replace(before.value, name=typed.name))


def _payee(command: ReceiveApplication | CorrectApplication) -> Payee:
    return Payee(
        name=command.payee_name,
        bank=command.payee_bank,
        branch=command.payee_branch,
        account=command.payee_account,
    )
