"""月次支払: the month's candidates with those left out, orders in bulk, and the progress of long work."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from events.contract import wareki
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.benefits.grant import month_before, months_from
from services.benefits.screens.long_work import AT_ONCE, Work
from services.benefits.screens.month_run import (
    Candidates,
    OrderMonth,
    candidates,
    order_all,
    running,
)
from services.benefits.screens.paying_desk import (
    caught_up,
    gone,
    month_of,
    plain_sheet,
    shown,
    started,
    work_at,
    works,
)
from services.benefits.screens.wording import month_label

router = APIRouter()
ORDER = [Requires("payment.order")]
SHOWN = 200
"""Lines of each list on the page; the files have all."""


@router.get("/payments", dependencies=ORDER, summary="月次支払")
def show(desk: AtDesk, month: str = "", work: str = "") -> Response:
    """Who is to be paid for that month, and who is not and why."""
    wanted = month_of(desk, month)
    known = works(desk).of(work, desk.staff.person) if work else None
    listed = known.result if known and known.over else None
    if not isinstance(listed, Candidates) or listed.month != wanted:
        begun = _judging(desk, wanted)
        if not begun.over:
            return shown(desk, begun)
        known, listed = begun, begun.result
    assert known is not None  # noqa: S101 - either found or begun
    return _draw(desk, known, listed, _sheet(desk, wanted))


@router.post("/payments/{month}/orders", dependencies=ORDER, summary="月の支出命令をまとめて出す")
def order(month: str, desk: AtDesk, sent: Sent) -> Response:
    """Every candidate of the list that was read, judged again when its turn comes."""
    wanted = month_of(desk, month)
    known = works(desk).of(sent.form.value("work"), desk.staff.person)
    if known is None or not isinstance(known.result, Candidates):
        return RedirectResponse(f"{desk.root}/payments?month={wanted}", 303)
    listed: Candidates = known.result

    def act(asked: OrderMonth) -> str:
        def job(work: Work) -> Any:
            outcome = order_all(desk, sent.command_id, asked, listed, work)
            caught_up(desk, outcome.position)
            return outcome

        label = f"{month_label(wanted)}の支出命令"
        return work_at(desk, started(desk, label, len(listed.included), "payments", job))

    return submit(
        desk,
        sent,
        _sheet(desk, wanted),
        into=OrderMonth,
        act=act,
        draw=lambda sheet: _draw(desk, known, listed, sheet),
    )


@router.get("/works/{work}", dependencies=[Requires("case.read")], summary="まとめての処理")
def progress(work: str, desk: AtDesk) -> Response:
    """How far it is, or what came of it."""
    found = works(desk).of(work, desk.staff.person)
    if found is None:
        return gone(desk, f"{desk.root}/")
    if found.over and isinstance(found.result, Candidates):
        month = found.result.month
        return RedirectResponse(f"{desk.root}/payments?month={month}&work={found.id}", 303)
    return desk.page(
        "work.html", work=found, back=f"{desk.root}/{found.then}", outcome=found.result
    )


def _judging(desk: Desk, month: str) -> Work:
    rows = running(desk, month)
    label = f"{month_label(month)}の候補"
    return started(
        desk, label, len(rows), "payments", lambda work: candidates(desk, month, rows, work)
    )


def _sheet(desk: Desk, month: str) -> Sheet:
    typed = {
        "ordered_on": wareki.short(desk.today),
        "due_on": wareki.short(desk.today),
        "prefix": "支",
    }
    return plain_sheet(desk, f"orders-{month}", f"{desk.root}/payments/{month}/orders", typed)


def _draw(desk: Desk, work: Work, listed: Candidates, sheet: Sheet) -> Response:
    month = listed.month
    after = months_from(month, 2)[1]
    return desk.page(
        "payments.html",
        sheet=sheet,
        work=work,
        listed=listed,
        month=month,
        label=month_label(month),
        around=[(month_before(month), "前の月"), (after, "次の月")],
        shown=SHOWN,
        at_once=AT_ONCE,
    )
