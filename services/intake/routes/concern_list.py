"""気がかりの一覧: by what must be done next, narrowed by state, ward and source; exported without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, LiteralString
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract import wareki
from events.contract.concern_codes import ConcernSource
from events.contract.exporting import ExportedList, FieldGroup, ReceptionsExported
from events.host.answers import Forbidden
from events.host.desk import AtDesk, Desk
from events.host.exporting import EXPORT, exported
from events.host.frames import office_name
from events.host.http import Requires
from events.host.list_file import Table, form_of
from services.intake.projections.concerns import CONCERNS, QUIET_AT_MOST, SEEN_WITHIN, ConcernRow
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD
from services.intake.routes.concern_new import wards_of
from services.intake.states.concern import OVER, Standing

router = APIRouter()
PAGE: Final = 50
EXPORTED_AT_MOST: Final = 20_000
OPEN: Final = "open"
HEADS: Final = (
    "番号", "区", "情報源", "連携先", "根拠", "緊急度", "受けた日", "受けた日(和暦)", "状態", "期限(暫定)",
    "見立ての日", "見立てまでの日数", "見立てまでの時間", "確認の回数", "支援会議の回数", "終わった日", "返事の日",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list shows. `standing` open = everything that waits for somebody."""

    standing: str = OPEN
    ward: str = ""
    source: str = ""
    page: Annotated[int, Query(ge=1, le=10_000)] = 1

    def query(self, **changes: Any) -> str:
        """The same list with changes, as an address."""
        kept = {"standing": self.standing, "ward": self.ward, "source": self.source} | changes
        return urlencode({name: value for name, value in kept.items() if value})


Chosen = Annotated[Narrowed, Depends()]


@router.get("/concerns", dependencies=[Requires(RECORD)], summary="気がかりの一覧")
def concerns(desk: AtDesk, narrowed: Chosen) -> Response:
    """What must be done first stands first."""
    try:
        rows = _rows(desk, narrowed, limit=PAGE + 1, skip=(narrowed.page - 1) * PAGE)
        counts = _counts(desk, narrowed)
    except NotReady:
        rows, counts = [], None
    return desk.page(
        "concerns.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        counts=counts or {},
        ready=counts is not None,
        narrowed=narrowed,
        standings=[(OPEN, "進行中"), *((one.value, one.ja) for one in Standing)],
        wards=wards_of(desk),
        sources=ConcernSource,
        named={row.area: ward_name(desk, row.area) for row in rows},
        desks={row.partner: partner_name(desk, row.partner) for row in rows},
        within=[(urgency.ja, days.days) for urgency, days in SEEN_WITHIN.items()],
        quiet=QUIET_AT_MOST.days,
        may_council=desk.staff.may("council.record"),
    )


@router.get("/concerns/export.{kind}", dependencies=[EXPORT], summary="気がかりの一覧の書き出し")
def export(kind: str, desk: AtDesk, narrowed: Chosen) -> Response:
    """Codes and days; for who may also read the list there."""
    form, codes = form_of(kind), _codes(desk, narrowed)
    if not codes:
        raise Forbidden
    rows = _rows(desk, narrowed, limit=EXPORTED_AT_MOST)
    return exported(
        desk,
        Table("yorisoi-concerns", "気がかりの一覧", HEADS, [_cells(desk, row) for row in rows]),
        form,
        fact=ReceptionsExported,
        listed=ExportedList.CONCERNS,
        groups={FieldGroup.CLEAR},
        wards=codes,
    )


def partner_name(desk: Desk, code: str) -> str:
    """The registered name of a partner desk, empty for none."""
    return office_name(desk.runtime.municipality, code) if code else ""


def areas_of(desk: Desk, codes: frozenset[str]) -> list[int]:
    """The stored numbers of these areas, whenever they existed."""
    return [row.area_id for row in desk.runtime.areas if row.code in codes]


def _codes(desk: Desk, narrowed: Narrowed) -> frozenset[str]:
    """Where the person may read concerns, and do what the route demands."""
    allowed = desk.staff.wards_for(RECORD) & desk.staff.wards_for(desk.permission)
    return frozenset({narrowed.ward}) & allowed if narrowed.ward else allowed


def _rows(desk: Desk, narrowed: Narrowed, *, limit: int, skip: int = 0) -> list[ConcernRow]:
    where, values = _where(desk, narrowed)
    order: LiteralString = (
        "over_on desc nulls first, rank, due_on nulls last, noted_on, concern_id offset %(skip)s"
    )
    return desk.runtime.tables.rows(
        CONCERNS, where, {**values, "skip": skip}, order=order, limit=limit
    )


def _counts(desk: Desk, narrowed: Narrowed) -> dict[str, int]:
    where, values = _where(desk, Narrowed("", narrowed.ward, narrowed.source))
    statement: LiteralString = "select standing, count(*) as concerns from concerns where "
    found = desk.runtime.tables.query(statement + where + " group by standing", values)
    counts = {row["standing"]: row["concerns"] for row in found}
    counts[OPEN] = sum(n for standing, n in counts.items() if standing not in OVER)
    return counts


def _where(desk: Desk, narrowed: Narrowed) -> tuple[LiteralString, dict[str, Any]]:
    where: LiteralString = "area_id = any(%(areas)s)"
    values: dict[str, Any] = {
        "areas": areas_of(desk, _codes(desk, narrowed)),
        "over": [one.value for one in OVER],
        "standing": narrowed.standing,
        "source": narrowed.source,
    }
    if narrowed.standing == OPEN:
        where += " and standing <> all(%(over)s)"
    elif narrowed.standing:
        where += " and standing = %(standing)s"
    if narrowed.source:
        where += " and source = %(source)s"
    return where, values


def _cells(desk: Desk, row: ConcernRow) -> Sequence[str | int]:
    seen = (row.seen_on - row.noted_on).days if row.seen_on else ""
    hours = int((row.seen_at - row.noted_at).total_seconds() // 3600) if row.seen_at else ""
    return [
        row.number,
        ward_name(desk, row.area),
        row.source.ja,
        partner_name(desk, row.partner),
        row.basis.ja,
        row.urgency.ja,
        row.noted_on.isoformat(),
        wareki.long(row.noted_on),
        row.standing.ja,
        *(day.isoformat() if day else "" for day in (row.due_on, row.seen_on)),
        seen,
        hours,
        row.looks,
        row.discussed,
        *(day.isoformat() if day else "" for day in (row.over_on, row.replied_on)),
    ]
