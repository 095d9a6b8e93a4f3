"""給付の総点検: propose a result, decide over its hash, correct month by month; and what was found out later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits import Household
from events.contract.benefits_recheck import (
    CauseSum,
    HouseholdFound,
    PaymentCorrected,
    RecheckCarriedOut,
    RecheckDecided,
    RecheckProposed,
)
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from events.contract.two_persons import Words
from services.benefits.decisions.guards import happened, month_named, payable, told
from services.benefits.decisions.standing_in import stand_in
from services.benefits.grant import Grant
from services.benefits.recheck import Recheck
from services.benefits.rechecking.line import Line

RECHECKING: Final = Words(
    not_entitled="この決裁を行う職位にありません。決裁者に回してください。",
    self_approval="起案者本人は決裁できません。別の決裁者に回してください。",
    stale="起案のあとで結果が変わりました。総点検をもう一度行い、起案し直してください。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRecheck:
    """The result as it was shown; `sums` per cause, `result` its hash."""

    today: date
    drafter: UUID
    as_of: int
    from_month: str
    to_month: str
    wards: tuple[str, ...]
    rules: str
    result: str
    grants: int
    payments: int
    sums: tuple[CauseSum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRecheck(Approving):
    """`approved` is the hash that was read, `standing` that of the result now."""

    today: date
    decided_on: date
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPayments:
    """The lines of one grant, as decided in `recheck`."""

    today: date
    recheck: UUID
    decided: RecheckDecided
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishRecheck:
    """Every grant was corrected."""

    today: date
    grants: int
    corrections: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHousehold:
    """What was found out of the household, from a month on. Yen a month, savings once."""

    today: date
    found_on: date
    from_month: str
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    how: str


def propose_recheck(state: Recheck | None, command: ProposeRecheck) -> list[Event]:
    """Once per result."""
    if state is not None:
        return []
    if not command.sums:
        raise Refused("nothing-differs", "違いのある支給がないので、起案するものがありません。")
    return [
        RecheckProposed(
            proposed_on=command.today,
            drafter=command.drafter,
            as_of=command.as_of,
            from_month=command.from_month,
            to_month=command.to_month,
            wards=command.wards,
            rules=command.rules,
            result=command.result,
            grants=command.grants,
            payments=command.payments,
            sums=command.sums,
        )
    ]


def decide_recheck(state: Recheck | None, command: DecideRecheck) -> list[Event]:
    """By another natural person, as long as the result is still the one that was read."""
    if state is None:
        raise Refused("no-proposal", "総点検の起案がありません。")
    number = document_number(command.number, "number")
    before = state.decided
    if before is not None:
        if before.number == number:
            return []
        raise Refused("already-decided", "この総点検にはすでに決裁があります。")
    decided_by_another(state.proposed.drafter, command, RECHECKING)
    if command.approved != state.proposed.result:
        raise Refused("stale-approval", RECHECKING.stale)
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=state.proposed.proposed_on,
        step="起案",
    )
    return [
        RecheckDecided(
            decided_on=command.decided_on,
            drafter=state.proposed.drafter,
            decider=command.decider,
            post=command.post,
            number=number,
            approved=command.approved,
        ),
        *stand_in(
            command,
            command.decided_on,
            matter=MoneyMatter.CORRECTION,
            by=command.decider,
            approved=command.approved,
        ),
    ]


def correct_payments(state: Grant | None, command: CorrectPayments) -> list[Event]:
    """Each step of each line as its own fact; a grant corrected by this recheck before stays as it is."""
    grant = payable_ever(state)
    if any(one.recheck == command.recheck for one in grant.corrections):
        return []
    for line in command.lines:
        if grant.standing(line.month) != line.paid_yen:
            raise Refused("stale-approval", "決裁のあとで、この月の額が変わっています。")
    return [
        PaymentCorrected(
            corrected_on=command.decided.decided_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=line.month,
            recheck=command.recheck,
            approved=command.decided.approved,
            old_yen=Open(grant.person, step.old_yen),
            new_yen=Open(grant.person, step.new_yen),
            cause=Open(grant.person, step.cause),
        )
        for line in command.lines
        for step in line.differences
    ]


def finish_recheck(state: Recheck | None, command: FinishRecheck) -> list[Event]:
    """After the last correction."""
    if state is None or state.decided is None:
        raise Refused("not-decided", "総点検の決裁がまだありません。")
    if state.carried is not None:
        return []
    return [
        RecheckCarriedOut(
            carried_on=command.today,
            approved=state.decided.approved,
            grants=command.grants,
            corrections=command.corrections,
        )
    ]


def record_household(state: Grant | None, command: RecordHousehold) -> list[Event]:
    """Only a statement: the next recheck judges by it."""
    grant = payable_ever(state)
    assert grant.decided is not None  # noqa: S101 - payable_ever
    month_named(command.from_month, field="from_month")
    if command.household_size < 1:
        raise Refused("no-household", "世帯人数は1人以上です。", field="household_size")
    told(
        command.how,
        code="how-missing",
        ja="どのように判明したかを書いてください。",
        field="how",
    )
    happened(
        command.found_on,
        today=command.today,
        field="found_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    made = HouseholdFound(
        found_on=command.found_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        from_month=command.from_month,
        household=Open(
            grant.person,
            Household(
                size=command.household_size,
                income_yen=command.income_yen,
                savings_yen=command.savings_yen,
                rent_yen=command.rent_yen,
            ),
        ),
        how=Open(grant.person, command.how),
    )
    return [] if made in grant.found else [made]


def payable_ever(state: Grant | None) -> Grant:
    """A grant that was decided, over or not."""
    return payable(replace(state, ended=None) if state else None)


def by_grant(lines: Sequence[Line]) -> dict[UUID, tuple[Line, ...]]:
    """The lines of each grant, in the order they came."""
    found: dict[UUID, tuple[Line, ...]] = {}
    for line in lines:
        found[line.stream] = (*found.get(line.stream, ()), line)
    return found
