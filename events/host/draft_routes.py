"""The routes under which every form of a service saves itself, is put aside, or thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.responses import Response

from events.host.answers import TOO_BIG, Missing
from events.host.auth import Requires
from events.host.desk import CONTROLS, AtDesk, Desk
from events.host.drafts import DraftOf, Saved, TooLong
from events.host.filters import clock
from events.host.forms import Sent, SentForm
from events.host.problems import answer

router = APIRouter(dependencies=[Requires("draft.keep")])


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a draft as its form names it; checked against the person's wards."""

    form: str
    area: str
    at: str
    case: UUID | None = None


Place = Annotated[Where, Depends()]


@router.post("/drafts/{draft_id}", summary="下書きを保存する")
def keep(draft_id: UUID, place: Place, desk: AtDesk, sent: Sent) -> Response:
    """200 with the time, 409 for an older state or another person's draft."""
    try:
        saved = _saved(desk, draft_id, place, sent)
    except TooLong:
        return answer(desk.request, TOO_BIG)
    if saved is None:
        return JSONResponse({"saved_at": None}, 409)
    return JSONResponse({"saved_at": clock(saved.at), "sequence": saved.sequence})


@router.post("/drafts/{draft_id}/later", summary="あとで続ける")
def later(draft_id: UUID, place: Place, desk: AtDesk, sent: Sent) -> Response:
    """Save what stands in the form and put it on the ward's list; back to the first page."""
    _saved(desk, draft_id, place, sent)
    desk.runtime.drafts.hand_over(draft_id, desk.staff.account)
    return RedirectResponse(f"{_prefix(desk.request)}/", 303)


@router.post("/drafts/{draft_id}/discard", summary="下書きを捨てる")
def discard(draft_id: UUID, desk: AtDesk) -> Response:
    """Delete an own draft; somebody else's is not there for this person."""
    if not desk.runtime.drafts.discard(draft_id, desk.staff.account):
        raise Missing
    return RedirectResponse(f"{_prefix(desk.request)}/", 303)


def _saved(desk: Desk, draft_id: UUID, place: Where, sent: SentForm) -> Saved | None:
    desk.acting(place.area)
    if place.case is not None:
        _in_reach(desk, place.case)
    form = sent.form
    number = form.value("draft_sequence")
    return desk.runtime.drafts.save(
        draft_id,
        sent.command_id,
        DraftOf(form=place.form, case=place.case, area=place.area, at=_path(desk, place.at)),
        desk.staff.account,
        desk.staff.name,
        int(number) if number.isascii() and number.isdigit() and len(number) < 16 else None,
        {name: form.values(name) for name in form.typed if name not in CONTROLS},
        desk.now,
    )


def _in_reach(desk: Desk, case: UUID) -> None:
    area = desk.request.app.state.area_of(case)
    if area is None or not desk.staff.may(desk.permission, area):
        raise Missing


def _path(desk: Desk, at: str) -> str:
    """A page of this service; an address elsewhere could lure whoever continues the draft."""
    parts = urlsplit(at)
    own = parts.path.startswith(f"{_prefix(desk.request)}/") and not parts.path.startswith("//")
    if parts.scheme or parts.netloc or parts.query or not own:
        raise Missing
    return parts.path


def _prefix(request: Request) -> str:
    prefix: str = request.scope.get("root_path", "")
    return prefix
