"""決裁 of a 総点検, by another person and over the hash of its result; then every correction is recorded."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import fold, wareki
from events.contract.benefits_recheck import RecheckDecided, RecheckProposed
from events.host.answers import Missing
from events.host.capacity import post_of
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from events.log.recorded import Recorded
from services.benefits.decisions.rechecking import DecideRecheck, decide_recheck
from services.benefits.recheck import Recheck, evolve
from services.benefits.recheck_reading import Asked
from services.benefits.routes.recheck import book_of
from services.benefits.screens import recheck_correction
from services.benefits.screens.paying_desk import root, work_at, works
from services.benefits.screens.recheck_runs import Reading
from services.benefits.screens.timeline import capacity

router = APIRouter(prefix="/recheck/proposals/{recheck_id}")
LOOK = [Requires("benefit.review")]
DECIDE = [Requires("benefit.decide")]
NOTED = {
    "yes": "起案しました。別の決裁者に回してください。",
    "done": "決裁し、訂正を記録しました。",
}


@router.get("", dependencies=LOOK, summary="総点検の起案")
def show(recheck_id: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The causes with their sums, who proposed, and the 決裁."""
    return _draw(desk, recheck_id, flash=NOTED.get(noted, ""))


@router.post("", dependencies=DECIDE, summary="総点検を決裁する")
def decide(recheck_id: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The result is read once more: only what was approved is corrected."""
    recorded, state = _of(desk, recheck_id)
    area = recorded[0].context.area
    _all_wards(desk, state)

    def act(command: DecideRecheck) -> str:
        decide_recheck(state, command)

        def decided(result: str) -> RecheckDecided:
            return _decided(
                desk, recheck_id, area, sent.command_id, replace(command, standing=result)
            )

        whole = recheck_correction.Recheck(recheck_id, area, state.proposed.grants)
        reading = Reading(_asked(desk, state, recorded))
        work = recheck_correction.begin(desk, whole, reading, decided)
        if work.over and not work.result.failed:
            return f"{root(desk)}/recheck/proposals/{recheck_id}?noted=done"
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
            "post": post_of(desk, area),
            "entitled": desk.staff.may("benefit.decide", area),
            "standing": state.proposed.result,
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
    standing = _of(desk, recheck_id)[1].decided
    assert standing is not None  # noqa: S101 - just decided
    return standing


def _asked(desk: Desk, state: Recheck, recorded: list[Recorded]) -> Asked:
    """The same months, wards and rules: as they are now, or were when they were decided."""
    proposed = state.proposed
    wards = frozenset(proposed.wards)
    return Asked(
        book=book_of(desk, proposed.rules),
        first=proposed.from_month,
        last=proposed.to_month,
        areas=wards,
        groups=frozenset.intersection(*(desk.staff.opens(ward) for ward in wards)),
        until=next(
            (one.position for one in recorded if isinstance(one.fact, RecheckDecided)), None
        ),
    )


def _all_wards(desk: Desk, state: Recheck) -> None:
    """Missing where the result reaches into wards this person does not decide for."""
    if not set(state.proposed.wards) <= desk.staff.wards_for("benefit.decide"):
        raise Missing


def _of(desk: Desk, recheck_id: UUID) -> tuple[list[Recorded], Recheck]:
    recorded = desk.outline(recheck_id)
    own = [one for one in recorded if one.stream == recheck_id]
    state = fold(evolve, (one.fact for one in own)) if _is_recheck(own) else None
    if state is None or not set(state.proposed.wards) <= desk.staff.wards_for("benefit.review"):
        raise Missing
    return own, state


def _is_recheck(recorded: list[Recorded]) -> bool:
    return bool(recorded) and isinstance(recorded[0].fact, RecheckProposed)


def _draw(desk: Desk, recheck_id: UUID, **context: Any) -> Response:
    recorded, state = _of(desk, recheck_id)
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
        may_decide=desk.staff.may("benefit.decide", area),
        running=works(desk).under_way(recheck_id),
        **context,
    )


def _typed(sheet: Sheet, desk: Desk, state: Recheck) -> Sheet:
    typed = {"decided_on": wareki.short(desk.today), "approved": state.proposed.result}
    return sheet if sheet.saved_at else replace(sheet, form=Form(typed))
