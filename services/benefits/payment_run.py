"""月次支払: whether a grant is to be paid for a month, judged by the very decision that would order it."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.contract.deciding import Refused
from services.benefits import months
from services.benefits.decisions.paying import OrderPayment, order_payment
from services.benefits.grant import Grant

NO_ACCOUNT = "振込口座の届がありません。"
UNCHECKED = "振込口座の届が、まだ別の方に確認されていません。"
SILENT = frozenset(
    {"not-payable", "already-ordered", "grant-over", "not-decided", "no-application"}
)
"""Refusals that say that the month is no business of this grant, or is ordered already."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`why` is empty for a candidate, else the sentence why the month is left out."""

    yen: int
    why: str = ""


def judged(
    grant: Grant | None, taken: months.Months | None, stream: UUID, command: OrderPayment
) -> Judged | None:
    """None where the month does not concern the grant, or its order stands already."""
    try:
        order_payment(grant, replace(command, order_no="…"))
    except Refused as refusal:
        if refusal.code in SILENT:
            return None
        return Judged(_owed(grant, command.month), refusal.ja)
    if grant is None or command.month in grant.months:
        return None
    yen = _owed(grant, command.month)
    claim = months.ClaimMonth(
        today=command.today, person=grant.person, month=command.month, grant=stream
    )
    try:
        months.claim_month(taken, claim)
    except Refused as refusal:
        return Judged(yen, refusal.ja)
    account = grant.paying.account
    if account is None:
        return Judged(yen, NO_ACCOUNT)
    return Judged(yen, "" if account.checked else UNCHECKED)


def _owed(grant: Grant | None, month: str) -> int:
    try:
        return grant.owed(month) if grant else 0
    except Refused:
        return 0
