"""後閲 of a 総点検 that a deputy decided."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.seeing import SeeDeputyDecision
from events.host.answers import Missing
from events.host.capacity import viewer
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.recheck import evolve
from services.benefits.screens.recheck_proposal import proposal_of
from services.benefits.screens.seeing import chosen, fresh

router = APIRouter(prefix="/recheck/proposals/{recheck_id}")
DECIDE = [Requires("benefit.decide")]


@router.get("/seen", dependencies=DECIDE, summary="総点検の後閲")
def blank(recheck_id: UUID, desk: AtDesk) -> Response:
    """What was decided, by whom, on what ground."""
    _, state = proposal_of(desk, recheck_id)
    return _draw(desk, recheck_id, fresh(desk, state.deputies.unseen))


@router.post("/seen", dependencies=DECIDE, summary="総点検の後閲を記録する")
def see(recheck_id: UUID, desk: AtDesk, sent: Sent) -> Response:
    """By whoever holds the post now."""
    recorded, _ = proposal_of(desk, recheck_id)
    area = recorded[0].context.area

    def act(command: SeeDeputyDecision) -> str:
        desk.carry_out(
            evolve,
            see_money_decision,
            command,
            stream=recheck_id,
            case=recheck_id,
            area=area,
            command_id=sent.command_id,
            expected=None,
        )
        return f"{desk.root}/recheck/proposals/{recheck_id}?noted=seen"

    return submit(
        desk,
        sent,
        desk.sheet("recheck-seen", area=area, case=recheck_id),
        into=SeeDeputyDecision,
        act=act,
        draw=lambda drawn: _draw(desk, recheck_id, sheet=drawn),
        given={"today": desk.today, **viewer(desk)},
    )


def _draw(
    desk: Desk, recheck_id: UUID, typed: Mapping[str, str] | None = None, sheet: Sheet | None = None
) -> Response:
    recorded, state = proposal_of(desk, recheck_id)
    made = sheet or desk.sheet("recheck-seen", area=recorded[0].context.area, case=recheck_id)
    drawn = replace(made, form=Form(typed)) if typed and not made.saved_at else made
    taken = chosen(state.deputies.unseen, drawn)
    if taken is None:
        raise Missing
    return desk.page("recheck_seen.html", sheet=drawn, taken=taken, recheck_id=recheck_id)
