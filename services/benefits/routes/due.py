"""What falls due: extensions, evidence, corrections, pauses."""

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.benefits.projections import lookup
from services.benefits.screens.due import AHEAD_DAYS, due_lists
from services.benefits.screens.wording import month_label

router = APIRouter()


@router.get("/due", dependencies=[Requires("case.read")], summary="給付の期限")
def show(desk: AtDesk) -> Response:
    """Lists of the wards one may read, the earliest day first."""
    tables = desk.runtime.tables
    found = due_lists(tables, desk.staff.wards_for("case.read"), desk.today)
    every = [*found.extensions, *found.evidence, *found.corrections, *found.resumptions]
    lists = [
        (
            "延長の申請の期限",
            "最後に支給する月の末日まで。届いた申請は期限のあとでも受け付けます。",
            found.extensions,
        ),
        (
            "求職活動等の確認",
            "終わった月の活動を確認すると、次の月の支出命令を出せます。",
            found.evidence,
        ),
        ("補正の期限", "過ぎると、不支給を起案できます。", found.corrections),
        ("再開の期限", "病気・けがで中断した方。過ぎると再開できません。", found.resumptions),
    ]
    return desk.page(
        "due.html",
        lists=lists,
        days=AHEAD_DAYS,
        month=month_label,
        numbers=lookup.numbers(tables, {one.work.case_id for one in every}),
    )
