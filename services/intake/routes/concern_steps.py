"""見立て, 確認, つなぎ, 終わり, 再開, 返事 of a concern: one small form each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import ContactMethod, ReferralTarget
from events.contract.concern_codes import (
    ConcernEndReason,
    ConcernHandling,
    LookOutcome,
    ReplyScope,
)
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, SentForm, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.decisions import SharingBasis, concern_ends, concern_steps
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD, ConcernFile, concern_file, record
from services.intake.routes.concern_page import name_of

router = APIRouter()
HERE: Final = [Requires(RECORD, scope="concern")]
VISITS: Final = tuple(
    method
    for method in ContactMethod
    if method
    in {
        ContactMethod.VISIT_OR_ACCOMPANIMENT,
        ContactMethod.TELEPHONE,
        ContactMethod.INTERVIEW,
        ContactMethod.AGENCY_CONSULTATION,
        ContactMethod.OTHER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One form: its name in the address, its command and decision, its lists; `dated` proposes today."""

    name: str
    command: type[Any]
    decide: Callable[[Any, Any], Any]
    dated: str
    lists: Mapping[str, Any]


STEPS: Final = {
    step.name: step
    for step in (
        Step(
            name="triage",
            command=concern_steps.TriageConcern,
            decide=concern_steps.triage_concern,
            dated="triaged_on",
            lists={"handlings": ConcernHandling},
        ),
        Step(
            name="look",
            command=concern_steps.LookIntoConcern,
            decide=concern_steps.look_into_concern,
            dated="looked_on",
            lists={"methods": VISITS, "outcomes": LookOutcome},
        ),
        Step(
            name="reply",
            command=concern_steps.ReplyToConcern,
            decide=concern_steps.reply_to_concern,
            dated="replied_on",
            lists={"scopes": ReplyScope, "receipt": concern_steps.RECEIPT},
        ),
        Step(
            name="reopening",
            command=concern_steps.ReopenConcern,
            decide=concern_steps.reopen_concern,
            dated="reopened_on",
            lists={},
        ),
        Step(
            name="handover",
            command=concern_ends.HandOverConcern,
            decide=concern_ends.hand_over_concern,
            dated="handed_on",
            lists={"targets": ReferralTarget, "bases": SharingBasis},
        ),
        Step(
            name="end",
            command=concern_ends.EndConcern,
            decide=concern_ends.end_concern,
            dated="ended_on",
            lists={"reasons": ConcernEndReason},
        ),
    )
}


@router.get("/concerns/{concern}/{step}", dependencies=HERE, summary="気がかりの手続の画面")
def form(concern: UUID, step: str, desk: AtDesk) -> Response:
    """The form of one step; Missing for a step there is none of."""
    chosen, file = _step(step), concern_file(desk, concern)
    sheet = _sheet(desk, file, chosen)
    if not sheet.form.typed:
        sheet = replace(sheet, form=Form({chosen.dated: wareki.short(desk.today)}))
    return _draw(desk, chosen, file, sheet)


@router.post("/concerns/{concern}/{step}", dependencies=HERE, summary="気がかりの手続を記録する")
def send(concern: UUID, step: str, desk: AtDesk, sent: Sent) -> Response:
    """The fact of one step."""
    chosen, file = _step(step), concern_file(desk, concern)
    return _send(desk, chosen, file, sent)


def _send(desk: Desk, chosen: Step, file: ConcernFile, sent: SentForm) -> Response:
    basis = sent.form.value("basis")

    def act(command: Any) -> str:
        known = basis if basis in list(SharingBasis) else ""
        record(desk, file, chosen.decide, command, sent, basis=known)
        return f"{file.at}?said=concern-{chosen.name}"

    return submit(
        desk,
        sent,
        _sheet(desk, file, chosen),
        into=chosen.command,
        act=act,
        draw=lambda sheet: _draw(desk, chosen, concern_file(desk, file.concern), sheet),
        given={"today": desk.today},
        stream=file.concern,
    )


def _step(name: str) -> Step:
    if name not in STEPS:
        raise Missing
    return STEPS[name]


def _sheet(desk: Desk, file: ConcernFile, chosen: Step) -> Sheet:
    return desk.sheet(
        f"concern-{chosen.name}",
        area=file.area,
        case=file.concern,
        expected=file.version,
        at=f"{file.at}/{chosen.name}",
    )


def _draw(desk: Desk, chosen: Step, file: ConcernFile, sheet: Sheet) -> Response:
    return desk.page(
        f"concern_{chosen.name}.html",
        sheet=sheet,
        file=file,
        name=name_of(file),
        ward=ward_name(desk, file.area),
        action=f"{file.at}/{chosen.name}",
        on=desk.today,
        **chosen.lists,
    )
