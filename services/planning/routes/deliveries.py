"""支援の提供 once by once: the list by objective, one more, and taking back what was a mistake."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.tasks import Effect
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.deliveries.decisions import (
    RecordDelivery,
    WithdrawDelivery,
    record_delivery,
    withdraw_delivery,
)
from services.planning.programmes.deliveries.state import Deliveries
from services.planning.screens.deliveries import (
    DELIVERIES,
    by_objective,
    objectives_of,
    provided_periods,
)
from services.planning.screens.programme_file import ProgrammeFile, programme_file

router = APIRouter(prefix="/cases/{case}")
RECORD = [Requires("service.record", scope="case")]
READ = [Requires("case.read", scope="case")]


@router.get("/deliveries", dependencies=READ, summary="支援の提供の記録")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """By plan and objective."""
    records = programme_file(desk, case, DELIVERIES)
    return records.page(
        "deliveries.html",
        groups=by_objective(records),
        running=provided_periods(records.file.plan),
        flash="記録しました。" if noted else "",
    )


@router.get("/deliveries/new", dependencies=RECORD, summary="支援の提供を記録する画面")
def blank(case: UUID, desk: AtDesk) -> Response:
    """One more time."""
    records = programme_file(desk, case, DELIVERIES)
    return _draw_new(records)(records.sheet("new", {"delivered_on": wareki.short(desk.today)}))


@router.post("/deliveries/new", dependencies=RECORD, summary="支援の提供を記録する")
def record(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Only of a service that runs."""
    records = programme_file(desk, case, DELIVERIES)
    plan = records.file.plan
    return records.submit(
        sent,
        "new",
        into=RecordDelivery,
        decision=record_delivery,
        draw=_draw_new(records),
        given={
            "plan_no": plan.plan_no if plan else 0,
            "running": provided_periods(plan),
            "objectives": len(objectives_of(plan)),
        },
    )


@router.get("/deliveries/{number}/withdrawal", dependencies=RECORD, summary="提供の取消の画面")
def withdrawal(case: UUID, number: int, desk: AtDesk) -> Response:
    """What was recorded by mistake."""
    records = programme_file(desk, case, DELIVERIES)
    return _draw_withdrawal(records, number)(records.sheet("withdrawal"))


@router.post("/deliveries/{number}/withdrawal", dependencies=RECORD, summary="提供を取り消す")
def withdraw(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The entry stays, struck through."""
    records = programme_file(desk, case, DELIVERIES)
    return records.submit(
        sent,
        "withdrawal",
        into=WithdrawDelivery,
        decision=withdraw_delivery,
        draw=_draw_withdrawal(records, number),
        given={"delivery_no": number},
    )


def _draw_new(records: ProgrammeFile[Deliveries]) -> Draw:
    plan = records.file.plan
    services = [(service.value, service.ja) for service in provided_periods(plan)]
    objectives = [
        (str(number), f"目標{number}　{one.text}")
        for number, one in enumerate(objectives_of(plan), 1)
    ]

    def drawn(sheet: Sheet) -> Response:
        return records.page(
            "delivery.html",
            sheet=sheet,
            services=services,
            objectives=[*objectives, ("0", "目標に結び付けない")],
            effects=choices(Effect),
        )

    return drawn


def _draw_withdrawal(records: ProgrammeFile[Deliveries], number: int) -> Draw:
    found = (records.state or Deliveries()).delivery(number)
    if found is None:
        raise Missing

    def drawn(sheet: Sheet) -> Response:
        return records.page("delivery_withdrawal.html", sheet=sheet, given=found.given)

    return drawn
