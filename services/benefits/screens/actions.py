"""What can be recorded next for a grant: the first is what it waits for, the others what may be done besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.contract import Refused
from services.benefits.decisions.paying import to_commit
from services.benefits.decisions.reporting_activity import evidence_wanted
from services.benefits.fiscal import fiscal_year_of
from services.benefits.grant import Grant
from services.benefits.orders import Order
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.paying_rule import fiscal_rule


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
    "payment.confirm": "支払担当・出納員",
}

ELIGIBLE = Action("dwelling/eligibility", "対象者を確認（証明書）", "benefit.draft")
ELIGIBLE_AGAIN = Action("dwelling/eligibility", "対象者を確認し直す", "benefit.draft")
NOTIFIED = Action("dwelling/notice", "入居予定住宅の通知（2-1）を記録", "benefit.receive")
NOTIFIED_AGAIN = Action("dwelling/notice", "別の住宅の通知（2-1）を記録", "benefit.receive")
LEASED = Action("dwelling/lease", "賃貸借契約の確認を記録", "benefit.receive")
MOVED_IN = Action("dwelling/move-in", "住居確保報告を記録", "benefit.receive")
CORRECT = Action("correction", "補正を記録", "benefit.receive")
DRAFT = Action("proposal", "支給を起案", "benefit.draft")
REFUSAL_DRAFT = Action("proposal", "不支給を起案", "benefit.draft")
REDRAFT = Action("proposal", "起案し直す", "benefit.draft")
REVIEW = Action("review", "審査する", "benefit.review")
DECIDE = Action("decision", "決裁する", "benefit.decide")
REFUSE = Action("refusal", "不支給を決裁する", "benefit.decide")
COMMIT = Action("commitment", "支出負担行為を登録", "payment.order")
CLAIM = Action("claims/new", "過払いを記録", "benefit.draft")
FOUND = Action("household", "判明した世帯の状況を記録", "benefit.draft")
RECOMMIT = Action("commitment", "支出負担行為の差額を登録", "payment.order")
ACCOUNT = Action("account", "振込口座の届を入力", "payment.order")
ACCOUNT_CHANGE = Action("account", "振込口座を変更", "payment.order")
ACCOUNT_CHECK = Action("account/check", "振込口座を確認", "payment.pass")
LATER_REVIEW = Action("later/review", "後の決定を審査", "benefit.review")
LATER_DECIDE = Action("later/decision", "後の決定を決裁", "benefit.decide")
LATER_DROP = Action("later/drop", "起案を取り下げる", "benefit.draft")
EXTENSION_DRAFT = Action("later/extension", "延長を起案", "benefit.draft")
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
        if file.may(action.permission)
        and not (action in NOT_BY_DRAFTER and _drafted_by(file))
        and not (action in {LATER_REVIEW, LATER_DECIDE} and _later_drafted_by(file))
    ]


def _drafted_by(file: GrantFile) -> bool:
    """Whether this person drafted the 起案 that stands."""
    proposal = file.grant.proposal
    return proposal is not None and proposal.drafter == file.desk.staff.person


def _later_drafted_by(file: GrantFile) -> bool:
    """The same of a later decision."""
    draft = file.grant.life.draft
    return draft is not None and draft.drafter == file.desk.staff.person


def waiting_for(file: GrantFile) -> Action | None:
    """What the grant waits for, whoever is to do it; None where it is over."""
    first = next(_fitting(file), None)
    return None if first in BESIDE else first


def month_action(file: GrantFile, month: str) -> Action | None:
    """What one month waits for; None where it is paid or cannot be ordered yet."""
    grant = file.grant
    held = grant.months.get(month)
    over = grant.ended is not None and grant.settled
    if grant.committed is None or month not in grant.payable or over:
        return None
    if held is None and month in grant.duties.held:
        words = f"{int(month[5:])}月分の見合わせを解除"
        return Action(f"months/{month}/release", words, "benefit.draft")
    wanted = evidence_wanted(grant, month)
    if held is None and wanted and file.evidence_first:
        return evidence_action(grant, wanted)
    return of_order(held, f"months/{month}", f"{int(month[5:])}月分")


def evidence_action(grant: Grant, month: str) -> Action | None:
    """What the activity of a month waits for; None where it was accepted."""
    words = f"{int(month[5:])}月の活動"
    if month in grant.duties.accepted:
        return None
    if month in grant.duties.reported:
        return Action(f"months/{month}/evidence", f"{words}を確認", "benefit.draft")
    return Action(f"months/{month}/activity", f"{words}の報告", "benefit.receive")


def _fitting(file: GrantFile) -> Iterator[Action]:
    grant = file.grant
    if grant.decided is not None:
        yield from _paying(file)
    elif grant.refused is None and grant.life.withdrawn is None:
        yield from _before_decision(file, grant)


def _before_decision(file: GrantFile, grant: Grant) -> Iterator[Action]:
    if grant.proposal is not None:
        yield from _proposed(grant)
        yield CORRECT
    elif grant.complete and not grant.housed:
        yield from _seeking(file, grant)
        yield from (REFUSAL_DRAFT, CORRECT)
    elif grant.complete:
        yield from (DRAFT, CORRECT)
    else:
        yield CORRECT
        if grant.asked and file.today > grant.asked.due_on:
            yield REFUSAL_DRAFT


def _seeking(file: GrantFile, grant: Grant) -> Iterator[Action]:
    """The way of somebody without a home, up to the lease."""
    dwelling = grant.dwelling
    first = file.desk.runtime.municipality.practice(grant.application.arrived_on).paper_first
    if dwelling is None or (first and dwelling.confirmed is None):
        yield ELIGIBLE
    elif dwelling.notified is None:
        yield NOTIFIED
        yield ELIGIBLE_AGAIN
    else:
        yield from (LEASED, NOTIFIED_AGAIN)


def _proposed(grant: Grant) -> Iterator[Action]:
    if grant.reviewed is None:
        yield REVIEW
    else:
        yield DECIDE if grant.proposal and grant.proposal.proposal else REFUSE
    yield REDRAFT


def _paying(file: GrantFile) -> Iterator[Action]:
    yield from _open_months(file)
    if file.grant.paid:
        yield from (FOUND, CLAIM)


def _open_months(file: GrantFile) -> Iterator[Action]:
    grant = file.grant
    if grant.ended is not None and grant.settled:
        return
    if grant.life.draft is not None:
        yield LATER_REVIEW if grant.life.reviewed is None else LATER_DECIDE
        yield LATER_DROP
    elif grant.life.extension is not None:
        yield EXTENSION_DRAFT
    if grant.dwelling is not None and grant.dwelling.moved_in is None and not grant.stage.over:
        yield MOVED_IN
    if _commitment_short(file, grant):
        yield COMMIT if not grant.paying.commitments else RECOMMIT
    if not grant.settled:
        yield from _account(grant)
    waits = (month_action(file, month) for month in grant.payable)
    yield from dict.fromkeys(action for action in waits if action is not None)
    if grant.stopped is None and grant.ended is None and grant.settled and _may_end(file):
        yield END
    if grant.settled:
        yield from _account(grant)
    if grant.paying.checked_account is not None:
        yield ACCOUNT_CHANGE


def _account(grant: Grant) -> Iterator[Action]:
    account = grant.paying.account
    if account is None:
        yield ACCOUNT
    elif account.checked is None:
        yield from (ACCOUNT_CHECK, ACCOUNT_CHANGE)


def _may_end(file: GrantFile) -> bool:
    """Nothing is left to decide, and a pause is over for good."""
    life = file.grant.life
    open_still = life.extension is not None or life.draft is not None
    return not open_still and (life.suspended is None or file.today > life.suspended.resume_by)


def _commitment_short(file: GrantFile, grant: Grant) -> bool:
    """Whether what was committed differs from what is owed; unknown where the yen may not be read."""
    if not grant.payable and not grant.paying.commitments:
        return False
    rule = fiscal_rule(file.desk)
    year = fiscal_year_of(file.today)
    try:
        return to_commit(grant, year, file.today, rule) != 0
    except Refused:
        return grant.committed is None


def of_order(held: Order | None, at: str, words: str) -> Action | None:
    """What an order waits for; None where it is paid, or its batch is to answer."""
    if held is None:
        return Action(f"{at}/order", f"{words}の支出命令", "payment.order")
    if held.returned is not None:
        return Action(f"{at}/reissue", f"{words}の命令を再発行", "payment.order")
    if held.passed is None:
        return Action(f"{at}/pass", f"{words}の命令を審査", "payment.pass")
    if held.paid is None and held.batched is None:
        return Action(f"{at}/payment", f"{words}の支給を確認", "payment.confirm")
    return None
