"""The checks that several decisions of benefits share; each refusal says what to do next."""

import re
from typing import TypeVar

from events.contract.benefits import GrantDrafted, GrantReviewed
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.sealed import Open, Sealed
from events.contract.stating import happened, told
from services.benefits.grant import Grant

__all__ = [
    "approvable",
    "happened",
    "month_named",
    "numbered",
    "payable",
    "readable",
    "running",
    "submitted",
    "told",
    "undecided",
    "unordered_after",
]

T = TypeVar("T")


def submitted(state: Grant | None) -> Grant:
    """A grant whose application has arrived."""
    if state is None:
        raise Refused("no-application", "支給申請がまだありません。先に申請を受け付けてください。")
    return state


def undecided(state: Grant | None) -> Grant:
    """Arrived, and neither granted nor refused."""
    grant = submitted(state)
    if grant.decided is not None or grant.refused is not None:
        raise Refused("already-decided", "この申請にはすでに決定があります。")
    if grant.life.withdrawn is not None:
        raise Refused("withdrawn", "この申請は取り下げられています。")
    return grant


def running(state: Grant | None) -> Grant:
    """Granted and not over."""
    grant = submitted(state)
    if grant.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    if grant.stage.over:
        raise Refused("grant-over", f"この支給は「{grant.stage.value}」です。")
    return grant


def payable(state: Grant | None, *, ended_too: bool = False) -> Grant:
    """Granted, with months to pay; a stop leaves the months before it payable.

    An ended grant is payable again when a transfer comes back. `ended_too`: what the bank says of a transfer
    is true of an ended grant as well.
    """
    grant = submitted(state)
    if grant.decided is None:
        raise Refused("not-decided", "支給決定がまだありません。決定のあとに行ってください。")
    if grant.ended is not None and grant.settled and not ended_too:
        raise Refused("grant-over", f"この支給は「{grant.stage.value}」です。")
    return grant


def unordered_after(grant: Grant, last_month: str) -> None:
    """No month behind `last_month` is ordered: what was ordered is not taken back by a decision."""
    if any(month > last_month for month in grant.months):
        raise Refused(
            "already-ordered",
            "その後の月に支出命令があります。先にその月の扱いを決めてください。",
            field="last_month",
        )


def readable(sealed: Sealed[T]) -> T:
    """What a paper says; refused where it may not or can no longer be opened."""
    if isinstance(sealed, Open):
        return sealed.value
    raise Refused("not-readable", "申請の内容を開けません。権限または保存期間を確認してください。")


def numbered(number: str) -> None:
    """A 文書番号 there must be."""
    told(
        number,
        code="number-missing",
        ja="文書番号を入れてください。",
        field="number",
    )


def month_named(month: str, *, field: str) -> None:
    """`YYYY-MM` with a month that exists."""
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month) is None:
        raise Refused("month-unreadable", "月を選び直してください。", field=field)


def approvable(
    state: Grant | None, command: Approving
) -> tuple[Grant, GrantDrafted, GrantReviewed]:
    """The proposal that this person may decide, and its 審査; else the refusal that says why not."""
    grant = undecided(state)
    proposal = grant.proposal
    if proposal is None:
        raise Refused("no-proposal", "支給起案がまだありません。先に起案してください。")
    if grant.reviewed is None:
        raise Refused("not-reviewed", "審査がまだ終わっていません。審査のあとに決裁してください。")
    decided_by_another(proposal.drafter, command)
    return grant, proposal, grant.reviewed
