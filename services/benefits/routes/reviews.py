"""会計管理者の審査: what waits, passed in bulk or sent back with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, wareki
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.benefits.projections import lookup
from services.benefits.screens.long_work import Work
from services.benefits.screens.paying_desk import (
    caught_up,
    plain_sheet,
    root,
    started,
    work_at,
)
from services.benefits.screens.review_run import chosen, key, pass_all, return_all, waiting
from services.benefits.screens.wording import paid_for

router = APIRouter()
PASS = [Requires("payment.pass")]
SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`act`: pass everything that waits, or send back what was ticked with one reason."""

    on: date
    act: str
    ticked: tuple[str, ...] = ()
    reasons: str = ""


@router.get("/reviews", dependencies=PASS, summary="支出命令の審査(まとめて)")
def show(desk: AtDesk) -> Response:
    """The oldest day of payment first."""
    return _draw(desk, _sheet(desk))


@router.post("/reviews", dependencies=PASS, summary="支出命令をまとめて審査する")
def review(desk: AtDesk, sent: Sent) -> Response:
    """Every order has a fact of its own; what is refused is told with the reason."""

    def act(asked: Review) -> str:
        rows = waiting(desk)
        back = chosen(rows, asked.ticked)
        if asked.act == "return":
            if not back:
                raise Refused("nothing-ticked", "返す命令を選んでください。")
            if not asked.reasons.strip():
                raise Refused("reasons-missing", "返す理由を書いてください。", field="reasons")
            return _start(desk, "支出命令の返付", len(back), lambda work: return_all(
                desk, sent.command_id, back, asked.on, asked.reasons, work
            ))  # fmt: skip
        kept = [row for row in rows if row not in back]
        return _start(desk, "支出命令の審査", len(kept), lambda work: pass_all(
            desk, sent.command_id, kept, asked.on, work
        ))  # fmt: skip

    return submit(
        desk, sent, _sheet(desk), into=Review, act=act, draw=lambda sheet: _draw(desk, sheet)
    )


def _start(desk: Desk, label: str, total: int, job: Any) -> str:
    def run(work: Work) -> Any:
        outcome = job(work)
        caught_up(desk, outcome.position)
        return outcome

    return work_at(desk, started(desk, label, total, "reviews", run))


def _sheet(desk: Desk) -> Sheet:
    typed = {"on": wareki.short(desk.today)}
    return plain_sheet(desk, "reviews", f"{root(desk)}/reviews", typed)


def _draw(desk: Desk, sheet: Sheet) -> Response:
    rows = waiting(desk)
    drawn = rows[:SHOWN]
    return desk.page(
        "reviews.html",
        sheet=sheet,
        rows=drawn,
        count=len(rows),
        total_yen=sum(row.yen for row in rows),
        own=sum(row.orderer == desk.staff.person for row in rows),
        numbers=lookup.numbers(desk.runtime.tables, {row.case_id for row in drawn}),
        key=key,
        paid_for=paid_for,
    )
