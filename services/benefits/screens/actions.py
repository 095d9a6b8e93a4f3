"""What can be recorded next for a grant: the first is what it waits for, the others what may be done besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.benefits.grant import Grant, Month
from services.benefits.screens.grant_file import GrantFile


@dataclass(frozen=True, slots=True)
class Action:
    """A page of the grant, with the permission its route asks for."""

    page: str
    label: str
    permission: str

    @property
    def whose(self) -> str:
        """Who usually takes a step with that permission."""
        return WHOSE[self.permission]


WHOSE = {
    "benefit.receive": "相談支援員・市担当者",
    "benefit.draft": "市担当者",
    "benefit.review": "市担当者・決裁者",
    "benefit.decide": "決裁者",
    "payment.order": "支払担当",
    "payment.pass": "会計管理者",
    "payment.confirm": "支払担当",
}

CORRECT = Action("correction", "補正を記録", "benefit.receive")
DRAFT = Action("proposal", "支給を起案", "benefit.draft")
REFUSAL_DRAFT = Action("proposal", "不支給を起案", "benefit.draft")
REDRAFT = Action("proposal", "起案し直す", "benefit.draft")
REVIEW = Action("review", "審査する", "benefit.review")
DECIDE = Action("decision", "決裁する", "benefit.decide")
REFUSE = Action("refusal", "不支給を決裁する", "benefit.decide")
COMMIT = Action("commitment", "支出負担行為を登録", "payment.order")
STOP = Action("stop", "支給を中止", "benefit.decide")
CLAIM = Action("claims/new", "過払いを記録", "benefit.draft")
FOUND = Action("household", "判明した世帯の状況を記録", "benefit.draft")
END = Action("end", "支給を終了", "benefit.draft")

BESIDE = frozenset({FOUND, CLAIM})
"""What may be stated of a grant at any time; it never waits for it."""
NOT_BY_DRAFTER = frozenset({REVIEW, DECIDE, REFUSE})
"""Whoever drafted may neither examine nor decide."""


def actions(file: GrantFile) -> list[Action]:
    """Everything that fits the present state; what this person may not do is left out."""
    return [
        action
        for action in _fitting(file)
        if file.may(action.permission) and not (action in NOT_BY_DRAFTER and _drafted_by(file))
    ]


def _drafted_by(file: GrantFile) -> bool:
    """Whether this person drafted the 起案 that stands."""
    proposal = file.grant.proposal
    return proposal is not None and proposal.drafter == file.desk.staff.person


def waiting_for(file: GrantFile) -> Action | None:
    """What the grant waits for, whoever is to do it; None where it is over."""
    first = next(_fitting(file), None)
    return None if first in BESIDE else first


def month_action(grant: Grant, month: str) -> Action | None:
    """What one month waits for; None where it is paid or cannot be ordered yet."""
    held = grant.months.get(month)
    if grant.committed is None or month not in grant.payable or grant.ended:
        return None
    return _of_month(month, held)


def _fitting(file: GrantFile) -> Iterator[Action]:
    grant = file.grant
    if grant.decided is not None:
        yield from _paying(grant)
    elif grant.refused is None:
        yield from _before_decision(file, grant)


def _before_decision(file: GrantFile, grant: Grant) -> Iterator[Action]:
    if grant.proposal is not None:
        yield from _proposed(grant)
        yield CORRECT
    elif grant.complete:
        yield from (DRAFT, CORRECT)
    else:
        yield CORRECT
        if grant.asked and file.today > grant.asked.due_on:
            yield REFUSAL_DRAFT


def _proposed(grant: Grant) -> Iterator[Action]:
    if grant.reviewed is None:
        yield REVIEW
    else:
        yield DECIDE if grant.proposal and grant.proposal.proposal else REFUSE
    yield REDRAFT


def _paying(grant: Grant) -> Iterator[Action]:
    if grant.ended is None:
        yield from _open_months(grant)
    if grant.paid:
        yield from (FOUND, CLAIM)


def _open_months(grant: Grant) -> Iterator[Action]:
    if grant.committed is None and grant.payable:
        yield COMMIT
    waits = (month_action(grant, month) for month in grant.payable)
    yield from (action for action in waits if action is not None)
    if grant.stopped is None:
        yield END if grant.settled else STOP


def _of_month(month: str, held: Month | None) -> Action | None:
    words = f"{int(month[5:])}月分"
    if held is None:
        return Action(f"months/{month}/order", f"{words}の支出命令", "payment.order")
    if held.passed is None:
        return Action(f"months/{month}/pass", f"{words}の命令を審査", "payment.pass")
    if held.paid is None:
        return Action(f"months/{month}/payment", f"{words}の支給を確認", "payment.confirm")
    return None
