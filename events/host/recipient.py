"""`case_recipient` and the dated rule: which programmes of the Act somebody may use who receives 生活保護."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.tables import NotReady
from events.contract.assistance import PublicAssistanceAnswered, PublicAssistanceStarted
from events.contract.codes import Service
from events.contract.recipient import Category, Recipient, Stated, known_of
from events.contract.recipient_standing import REFORM, RecipientStandingConfirmed
from events.host.dated import Dated, Mark

if TYPE_CHECKING:
    from events.host.desk import Desk
    from events.log.recorded import Recorded

WHO: Final = (
    "生活保護を受けている方のうち、福祉事務所が特定被保護者と確認した方"
    "（生活保護法55条の11第1項。基準の細目は未確認のため暫定）"
)
"""Who counts as 特定被保護者. The criteria are the 福祉事務所's: this system records its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Dated):
    """One programme 特定被保護者 may use, for some time; `part` where it is not all of it."""

    service: Service
    part: str = ""
    mark: Mark
    source: str


OPENED: Final = (
    Opened(since=REFORM, service=Service.WORK_PREPARATION, mark=Mark.SURE, source="法3条4項"),
    Opened(since=REFORM, service=Service.BUDGET_IMPROVEMENT, mark=Mark.SURE, source="法3条5項"),
    Opened(
        since=REFORM,
        service=Service.RESIDENTIAL_SUPPORT,
        part="地域居住支援の部分だけ",
        mark=Mark.ASSUMED,
        source="法3条6項(未確認)",
    ),
)
"""Rows are added, never changed; before the first one nobody on 生活保護 could use anything (S1 L18)."""
OF_THE_ACT: Final = frozenset(
    {
        Service.HOUSING_SECURITY,
        Service.TEMPORARY_LIVING,
        Service.RESIDENTIAL_SUPPORT,
        Service.BUDGET_COUNSELLING,
        Service.BUDGET_IMPROVEMENT,
        Service.WORK_PREPARATION,
        Service.CERTIFIED_TRAINING,
    }
)
"""Programmes for 生活困窮者; the others of a plan (子どもの学習, other schemes) ask nothing of the kind (暫定)."""


def opened_on(day: date) -> tuple[Opened, ...]:
    """What 特定被保護者 may use on that day."""
    return tuple(row for row in OPENED if row.in_force(day))


def outside(category: Category | None, services: Iterable[Service], day: date) -> list[Service]:
    """Those of `services` that a person of that category may not use on that day; none for who is no recipient."""
    if category is None:
        return []
    specified = category is Category.SPECIFIED
    allowed = {row.service for row in opened_on(day)} if specified else set()
    return [one for one in services if one in OF_THE_ACT and one not in allowed]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecipient:
    """Who is, or was, on 生活保護 while a case ran."""

    case_id: UUID
    area_id: Int
    started_on: date | None = None
    ended_on: date | None = None
    stated: tuple[Stated, ...] = ()

    @property
    def known(self) -> Recipient:
        """As asked by day."""
        return Recipient(started_on=self.started_on, ended_on=self.ended_on, stated=self.stated)


def evolve(row: CaseRecipient | None, recorded: Recorded) -> CaseRecipient | None:
    """The row after one fact of intake."""
    before = row or CaseRecipient(case_id=recorded.case, area_id=recorded.area_id)
    match recorded.fact:
        case PublicAssistanceStarted() | PublicAssistanceAnswered() | RecipientStandingConfirmed():
            after = known_of(before.known, recorded.fact)
            return replace(
                before,
                started_on=after.started_on,
                ended_on=after.ended_on,
                stated=after.stated,
            )
    return row


CASE_RECIPIENT = Projection(
    "case_recipient",
    1,
    CaseRecipient,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {PublicAssistanceStarted, PublicAssistanceAnswered, RecipientStandingConfirmed}
    ),
    indexes=(Index(("area_id",)),),
)


def category_of(desk: Desk, case: UUID) -> Category | None:
    """As the service's own table has it today; None too while the table is not ready."""
    try:
        row = desk.runtime.tables.row(CASE_RECIPIENT, case)
    except NotReady:
        return None
    return row.known.on(desk.today) if row else None
