"""決裁 of a 総点検, by another person and over the hash of its result; then every correction is recorded."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.benefits_recheck import RecheckDecided
from events.host.answers import Missing
from events.host.capacity import acting, capacity_everywhere, shown, to_see
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from events.host.posts import Capacity, Matter
from services.benefits.decisions.rechecking import DecideRecheck, decide_recheck
from services.benefits.recheck import Recheck, evolve
from services.benefits.screens import recheck_correction
from services.benefits.screens.paying_desk import work_at, works
from services.benefits.screens.recheck_proposal import asked_again, proposal_of
from services.benefits.screens.recheck_runs import Reading
from services.benefits.screens.timeline import capacity

router = APIRouter(prefix="/recheck/proposals/{recheck_id}")
LOOK = [Requires("benefit.review")]
DECIDE = [Requires("benefit.decide")]
NOTED = {
    "yes": "起案しました。別の決裁者に回してください。",
    "done": "決裁し、訂正を記録しました。",
    "seen": "後閲を記録しました。",
}


@router.get("", dependencies=LOOK, summary="総点検の起案")
def show(recheck_id: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The causes with their sums, who proposed, and the 決裁."""
    return _draw(desk, recheck_id, flash=NOTED.get(noted, ""))


@router.post("", dependencies=DECIDE, summary="総点検を決裁する")
def decide(recheck_id: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The result is read once more: only what was approved is corrected."""
    recorded, state = proposal_of(desk, recheck_id)
    area = recorded[0].context.area
    _all_wards(desk, state)

    def act(command: DecideRecheck) -> str:
        decide_recheck(state, command)

        def decided(result: str) -> RecheckDecided:
            return _decided(
                desk, recheck_id, area, sent.command_id, replace(command, standing=result)
            )

        whole = recheck_correction.Recheck(recheck_id, area, state.proposed.grants)
        reading = Reading(asked_again(desk, state, recorded))
        work = recheck_correction.begin(desk, whole, reading, decided)
        if work.over and not work.result.failed:
            return f"{desk.root}/recheck/proposals/{recheck_id}?noted=done"
        return work_at(desk, work)

    sheet = desk.sheet("recheck", area=area, case=recheck_id)
    return submit(
        desk,
        sent,
        sheet,
        into=DecideRecheck,
        act=act,
        draw=lambda drawn: _draw(desk, recheck_id, sheet=drawn),
        given={
            "today": desk.today,
            "decider": desk.staff.person,
            "standing": state.proposed.result,
            **acting(_capacity(desk, state)),
        },
    )


def _decided(
    desk: Desk, recheck_id: UUID, area: str, command_id: UUID, command: DecideRecheck
) -> RecheckDecided:
    desk.carry_out(
        evolve,
        decide_recheck,
        command,
        stream=recheck_id,
        case=recheck_id,
        area=area,
        command_id=command_id,
        expected=None,
    )
    standing = proposal_of(desk, recheck_id)[1].decided
    assert standing is not None  # noqa: S101 - just decided
    return standing


def _all_wards(desk: Desk, state: Recheck) -> None:
    """Missing where the result reaches into wards this person does not decide for."""
    if not set(state.proposed.wards) <= desk.staff.wards_for("benefit.decide"):
        raise Missing


def _capacity(desk: Desk, state: Recheck) -> Capacity | None:
    """In which post this person decides the result in every one of its wards."""
    return capacity_everywhere(desk, "benefit.decide", Matter.CORRECTION, state.proposed.wards)


def _draw(desk: Desk, recheck_id: UUID, **context: Any) -> Response:
    recorded, state = proposal_of(desk, recheck_id)
    area = recorded[0].context.area
    fresh = desk.sheet("recheck", area=area, case=recheck_id)
    sheet = context.pop("sheet", None) or _typed(fresh, desk, state)
    return desk.page(
        "recheck_proposal.html",
        sheet=sheet,
        recheck=state,
        proposed=recorded[0],
        proposer=capacity(desk, recorded[0]),
        own=state.proposed.drafter == desk.staff.person,
        may_decide=_capacity(desk, state) is not None,
        may_see=bool(to_see(desk, state.deputies.unseen)),
        running=works(desk).under_way(recheck_id),
        **shown(_capacity(desk, state)),
        **context,
    )


def _typed(sheet: Sheet, desk: Desk, state: Recheck) -> Sheet:
    typed = {"decided_on": wareki.short(desk.today), "approved": state.proposed.result}
    return sheet if sheet.saved_at else replace(sheet, form=Form(typed))
