"""The months of a grant as rows of a table: ordered, passed, paid, each with its days."""

from dataclasses import dataclass

from events.contract.benefits_life import GrantExtended, GrantResumed
from events.contract.sealed import Sealed
from services.benefits.grant import months_from
from services.benefits.orders import Order
from services.benefits.screens.actions import Action, evidence_action, month_action
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.wording import month_label


@dataclass(frozen=True, slots=True)
class MonthRow:
    """`state`: cancelled, open, held, ordered, passed, batched, returned or paid.

    `action`, `evidence` where this person may take it.
    `yen` None for a month that is no longer paid; `activity`: accepted, reported or open.
    """

    month: str
    label: str
    state: str
    held: Order | None
    yen: Sealed[int] | None
    action: Action | None
    activity: str
    evidence: Action | None
    holding: Action | None


def month_rows(file: GrantFile) -> list[MonthRow]:
    """Every month ever decided, in order; none before the decision."""
    grant, decided = file.grant, file.grant.decided
    if decided is None:
        return []
    months = set(months_from(decided.first_month, decided.months)) | set(grant.payable)
    for one in grant.life.decisions:
        if isinstance(one, GrantExtended | GrantResumed):
            months |= set(months_from(one.first_month, one.months))
    return [_row(file, month) for month in sorted(months)]


def _row(file: GrantFile, month: str) -> MonthRow:
    grant = file.grant
    held, line = grant.months.get(month), grant.line(month)
    state = _state(file, month, held)
    reported = "reported" if month in grant.duties.reported else "open"
    hold = Action(f"months/{month}/hold", "見合わせる", "benefit.draft")
    return MonthRow(
        month=month,
        label=month_label(month),
        state=state,
        held=held,
        yen=held.ordered.amount_yen if held else line.yen if line else None,
        action=_allowed(file, month_action(file, month)),
        activity="accepted" if month in grant.duties.accepted else reported,
        evidence=_allowed(file, evidence_action(grant, month))
        if line and _due(file, month)
        else None,
        holding=_allowed(file, hold) if state == "open" and not grant.ended else None,
    )


def _due(file: GrantFile, month: str) -> bool:
    """A month's activity can be reported once it has begun."""
    return month <= file.today.strftime("%Y-%m") and not file.grant.ended


def _allowed(file: GrantFile, action: Action | None) -> Action | None:
    return action if action and file.may(action.permission) else None


def _state(file: GrantFile, month: str, held: Order | None) -> str:
    if month not in file.grant.payable:
        return "cancelled"
    if held is None:
        return "held" if month in file.grant.duties.held else "open"
    if held.returned:
        return "returned"
    if held.paid:
        return "paid"
    return "batched" if held.batched else "passed" if held.passed else "ordered"
