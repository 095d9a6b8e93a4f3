"""転居費用補助: 申請 with whatever it lacks, 補正, and the finding of the budget service."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import BenefitCorrectionAsked, Household
from events.contract.benefits_moving import (
    CostLine,
    CostPayee,
    MonthlyBudget,
    MovingApplied,
    MovingBudgetFound,
    MovingCause,
    MovingCorrected,
    MovingCost,
)
from events.contract.codes import Medium
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.document import Document
from services.benefits.decisions.guards import happened, month_named
from services.benefits.moving import Moving
from services.benefits.programmes.housing_security.moving import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One cost as it is typed, with who is paid for it."""

    kind: MovingCost
    cost_yen: int
    payee_name: str = ""
    payee_bank: str = ""
    payee_branch: str = ""
    payee_account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForMoving:
    """`payees_person` = pseudonym under which the payees are kept. A figure not stated is None."""

    today: date
    arrived_on: date
    person: UUID
    payees_person: UUID
    moving_no: int
    medium: Medium
    cause: MovingCause
    fell_in: str
    household_size: int | None = None
    income_yen: int | None = None
    savings_yen: int | None = None
    rent_yen: int | None = None
    destination: str = ""
    costs: tuple[CostRow, ...] = ()
    missing: tuple[Document, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMoving:
    """What stands from now on. A payee left empty stays as it was."""

    today: date
    corrected_on: date
    payees_person: UUID
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    destination: str
    costs: tuple[CostRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindBudget:
    """What the adviser finds, with the figures behind it."""

    today: date
    found_on: date
    adviser: UUID
    needed: bool = False
    rent_before_yen: int
    rent_after_yen: int
    others_before_yen: int
    others_after_yen: int
    note: str = ""


def apply_for_moving(state: Moving | None, command: ApplyForMoving) -> list[Event]:
    """The application, and 補正依頼 in the same command where something is missing."""
    made = _applied(command)
    if state is not None:
        if state.application == made:
            return []
        raise Refused("already-submitted", "この番号の申請はすでに受け付けています。")
    happened(command.arrived_on, today=command.today, field="arrived_on")
    month_named(command.fell_in, field="fell_in")
    _each_once(command.costs)
    if not in_force(command.arrived_on):
        raise Refused(
            "not-yet", "転居費用補助は、令和7年4月1日以後の申請からです。", field="arrived_on"
        )
    missing = _missing(command)
    if not missing:
        return [made]
    if command.due_on is None or command.due_on < command.arrived_on:
        raise Refused(
            "due-missing", "補正の期限を、到達日以後の日付で入れてください。", field="due_on"
        )
    asked = BenefitCorrectionAsked(
        asked_on=command.arrived_on,
        person=command.person,
        grant_no=command.moving_no,
        missing=missing,
        due_on=command.due_on,
    )
    return [made, asked]


def correct_moving(state: Moving | None, command: CorrectMoving) -> list[Event]:
    """The completed application, as long as nothing was decided."""
    moving = undecided_moving(state)
    person = moving.person
    made = MovingCorrected(
        corrected_on=command.corrected_on,
        person=person,
        moving_no=moving.application.moving_no,
        household=Open(person, _household(command)),
        destination=Open(person, command.destination.strip()),
        costs=Open(person, _costs(command.costs)),
        payees=Open(command.payees_person, _kept(moving, command.costs)),
    )
    if made == moving.corrected:
        return []
    _each_once(command.costs)
    if not command.costs:
        raise Refused("no-costs", "転居にかかる費用を入れてください。", field="costs")
    happened(
        command.corrected_on,
        today=command.today,
        field="corrected_on",
        not_before=moving.application.arrived_on,
        step="申請の到達",
    )
    return [made]


def find_budget(state: Moving | None, command: FindBudget) -> list[Event]:
    """The newest finding stands; a proposal made before it is put aside."""
    moving = undecided_moving(state)
    person = moving.person
    budget = MonthlyBudget(
        rent_before_yen=command.rent_before_yen,
        rent_after_yen=command.rent_after_yen,
        others_before_yen=command.others_before_yen,
        others_after_yen=command.others_after_yen,
    )
    made = MovingBudgetFound(
        found_on=command.found_on,
        person=person,
        moving_no=moving.application.moving_no,
        adviser=command.adviser,
        needed=command.needed,
        budget=Open(person, budget),
        note=Open(person, command.note),
    )
    if made == moving.found:
        return []
    happened(command.found_on, today=command.today, field="found_on")
    return [made]


def undecided_moving(state: Moving | None) -> Moving:
    """Arrived, and neither granted nor refused."""
    if state is None:
        raise Refused("no-application", "申請がまだありません。先に申請を受け付けてください。")
    if state.decided is not None or state.refused is not None:
        raise Refused("already-decided", "この申請にはすでに決定があります。")
    return state


def _missing(command: ApplyForMoving) -> tuple[str, ...]:
    stated = _household(command).complete and command.costs and command.destination.strip()
    entries = () if stated else (Document.ENTRIES,)
    return tuple(dict.fromkeys(one.value for one in (*entries, *command.missing)))


def _applied(command: ApplyForMoving) -> MovingApplied:
    person = command.person
    return MovingApplied(
        arrived_on=command.arrived_on,
        person=person,
        moving_no=command.moving_no,
        medium=command.medium,
        cause=Open(person, command.cause),
        fell_in=Open(person, command.fell_in),
        household=Open(person, _household(command)),
        destination=Open(person, command.destination.strip()),
        costs=Open(person, _costs(command.costs)),
        payees=Open(command.payees_person, _payees(command.costs)),
    )


def _each_once(costs: tuple[CostRow, ...]) -> None:
    if len({row.kind for row in costs}) < len(costs):
        raise Refused(
            "cost-twice", "同じ種類の費用が2行あります。1行にまとめてください。", field="costs"
        )


def _household(command: ApplyForMoving | CorrectMoving) -> Household:
    return Household(
        size=command.household_size,
        income_yen=command.income_yen,
        savings_yen=command.savings_yen,
        rent_yen=command.rent_yen,
    )


def _costs(rows: tuple[CostRow, ...]) -> tuple[CostLine, ...]:
    return tuple(CostLine(kind=row.kind, yen=row.cost_yen) for row in rows)


def _payees(rows: tuple[CostRow, ...]) -> tuple[CostPayee, ...]:
    return tuple(
        CostPayee(
            kind=row.kind,
            name=row.payee_name,
            bank=row.payee_bank,
            branch=row.payee_branch,
            account=row.payee_account,
        )
        for row in rows
    )


def _kept(moving: Moving, rows: tuple[CostRow, ...]) -> tuple[CostPayee, ...]:
    """The account of before where none was typed: whoever may not see it need not type it again."""
    held = moving.application.payees
    before = {one.kind: one for one in held.value} if isinstance(held, Open) else {}
    return tuple(
        before.get(one.kind, one) if not (one.bank or one.branch or one.account) else one
        for one in _payees(rows)
    )
