"""公的給付の確認: the counsellor goes through the list with the person; only what is new is stated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import BenefitResult, PublicBenefit
from events.contract.benefit_checks import BenefitChecked
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.benefit_checks.checklist import NOTHING_YET, Checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the list; without a result nothing is stated of it."""

    benefit: PublicBenefit
    result: BenefitResult | None = None
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBenefits:
    """The list as it was gone through on one day."""

    today: date
    person: UUID
    checked_on: date
    checks: tuple[Check, ...] = ()


def check_benefits(state: Checklist | None, command: CheckBenefits) -> list[Event]:
    """One fact per benefit whose result, day or note differs from the last word on it."""
    known = state or NOTHING_YET
    happened(command.checked_on, today=command.today, field="checked_on")
    found: list[Event] = []
    _each_once(command.checks)
    for row, check in enumerate(command.checks):
        if check.result is None:
            _nothing_else(check, row)
            continue
        _sensible(check, row, command.checked_on)
        last = known.last(check.benefit)
        made = _checked(command, check, check.result)
        if last is None or not _says_the_same(last, made):
            if last is not None and command.checked_on < last.checked_on:
                raise Refused(
                    "before-earlier-step",
                    f"「{check.benefit.ja}」は、この日より後に確かめた記録があります。",
                    field="checked_on",
                )
            found.append(made)
    return found


def _each_once(checks: Sequence[Check]) -> None:
    benefits = [check.benefit for check in checks]
    if len(set(benefits)) < len(benefits):
        raise Refused("benefit-twice", "同じ給付が二度あります。画面を開き直してください。")


def _checked(command: CheckBenefits, check: Check, result: BenefitResult) -> BenefitChecked:
    person = command.person
    return BenefitChecked(
        checked_on=command.checked_on,
        person=person,
        benefit=Open(person, check.benefit),
        result=Open(person, result),
        due_on=check.due_on,
        note=Open(person, check.note),
    )


def _says_the_same(last: BenefitChecked, made: BenefitChecked) -> bool:
    """Nothing new but the day on which it was asked again."""
    return (last.result, last.due_on, last.note) == (made.result, made.due_on, made.note)


def _nothing_else(check: Check, row: int) -> None:
    if check.due_on is not None or check.note.strip():
        raise Refused(
            "result-missing",
            f"「{check.benefit.ja}」の結果を選んでください。",
            field=f"checks-{row}-result",
        )


def _sensible(check: Check, row: int, checked_on: date) -> None:
    if not check.benefit.valid_on(checked_on):
        raise Refused(
            "code-not-in-force",
            f"「{check.benefit.ja}」は、その日にはない給付です。",
            field=f"checks-{row}-result",
        )
    if check.due_on is not None and check.result is not BenefitResult.TO_APPLY:
        raise Refused(
            "due-without-application",
            "期日は「これから申請」のときに入れてください。",
            field=f"checks-{row}-due_on",
        )
