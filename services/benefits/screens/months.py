"""The months of a grant as rows of a table: ordered, passed, paid, each with its days."""

from dataclasses import dataclass

from services.benefits.grant import months_from
from services.benefits.screens.actions import Action, month_action
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.wording import month_label
from services.benefits.transfers import Month


@dataclass(frozen=True, slots=True)
class MonthRow:
    """`state`: cancelled, open, ordered, passed, batched, returned or paid.

    `action` only where this person may take it.
    """

    month: str
    label: str
    state: str
    held: Month | None
    action: Action | None


def month_rows(file: GrantFile) -> list[MonthRow]:
    """Every decided month in order; none before the decision."""
    decided = file.grant.decided
    if decided is None:
        return []
    return [_row(file, month) for month in months_from(decided.first_month, decided.months)]


def _row(file: GrantFile, month: str) -> MonthRow:
    grant = file.grant
    held = grant.months.get(month)
    action = month_action(grant, month)
    allowed = action if action and file.may(action.permission) else None
    return MonthRow(month, month_label(month), _state(file, month, held), held, allowed)


def _state(file: GrantFile, month: str, held: Month | None) -> str:
    if month not in file.grant.payable:
        return "cancelled"
    if held is None:
        return "open"
    if held.returned:
        return "returned"
    if held.paid:
        return "paid"
    return "batched" if held.batched else "passed" if held.passed else "ordered"
