"""保全 and 消去 of one concern: the same acts and decisions as for a case, on the concern's own pseudonyms."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import fold, wareki
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.municipality import Municipality
from events.host.retention import Retention
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake.destruction import Destruction, evolve
from services.intake.key_ends import KEY_ENDS
from services.intake.pseudonyms import destruction_of, informant_of
from services.intake.retention import ended_on
from services.intake.routes.case_file import work_of
from services.intake.routes.concern_file import ConcernFile, concern_file
from services.intake.routes.destruction_page import ACTS, act_of, narratives, proposal_of, shown
from services.intake.routes.said import said
from services.intake.states.concern import Standing
from services.intake.worklist import OVER

router = APIRouter()
DESTROY: Final = [Requires("key.destroy", scope="concern")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernEnding:
    """A concern with what stands about its keys. `case_ended` = the end of the case it became, None while open."""

    file: ConcernFile
    history: tuple[Recorded, ...]
    state: Destruction
    city: Municipality
    case_ended: date | None = None

    @property
    def closed_on(self) -> date | None:
        """The day it was over; of one that became a case, the day the case was."""
        linked = self.file.state.standing is Standing.LINKED
        return self.case_ended if linked else self.file.state.over_on

    @property
    def retention(self) -> Retention | None:
        """The 保存年限 that the day of its end falls under."""
        return self.city.retention_of(self.closed_on) if self.closed_on else None

    @property
    def kept_until(self) -> date | None:
        """Its last day; None for an open concern, and where none is set."""
        rule, ended = self.retention, self.closed_on
        return rule.kept_until(ended) if rule and ended else None

    @property
    def proposed(self) -> Recorded | None:
        """The proposal that stands, as recorded."""
        return proposal_of(self.state, self.history)

    @property
    def standing(self) -> str:
        """Leaf hash of the proposal that stands."""
        return self.proposed.leaf if self.proposed else ""


@router.get("/concerns/{concern}/destruction", dependencies=DESTROY, summary="気がかりの保全・消去")
def ending(concern: UUID, desk: AtDesk, said: str | None = None, act: str = "") -> Response:
    """The form that fits what stands."""
    found = ending_of(desk, concern)
    name = act_of(found.state, act)
    return _draw(desk, found, _sheet(desk, found, name), name, said)


@router.post(
    "/concerns/{concern}/destruction/{name}",
    dependencies=DESTROY,
    summary="気がかりの保全・消去を記録する",
)
def send(concern: UUID, name: str, desk: AtDesk, sent: Sent) -> Response:
    """The fact of one act; the keys of a decision are deleted within a minute."""
    found = ending_of(desk, concern)
    chosen = ACTS.get(name)
    if chosen is None:
        raise Missing
    stream = destruction_of(concern)

    def carry_out(command: Any) -> str:
        receipt = desk.carry_out(
            evolve,
            chosen.decide,
            command,
            stream=stream,
            case=concern,
            area=found.file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        desk.wait_for(KEY_ENDS.name, "intake", receipt.position)
        return f"{found.file.at}/destruction?said={name}"

    return submit(
        desk,
        sent,
        _sheet(desk, found, name),
        into=chosen.command,
        act=carry_out,
        draw=lambda sheet: _draw(desk, ending_of(desk, concern), sheet, name),
        given={
            "today": desk.today,
            "person": found.file.state.person,
            "proposer": desk.staff.person,
            "decider": desk.staff.person,
            "closed_on": found.closed_on,
            "kept_until": found.kept_until,
            "standing": found.standing,
            "others": (informant_of(concern),),
            "entries": frozenset(r.event_id for r in narratives(found.file.history)),
        },
        stream=stream,
    )


def ending_of(desk: Desk, concern: UUID) -> ConcernEnding:
    """Missing for a concern that does not exist or lies in wards of other people."""
    file = concern_file(desk, concern, desk.permission)
    history = tuple(desk.history(destruction_of(concern), file.area))
    state = fold(evolve, (recorded.fact for recorded in history)) or Destruction()
    city = desk.runtime.municipality
    case = work_of(desk, file.state.case) if file.state.case else None
    ended = ended_on(case) if case and case.stage in OVER else None
    return ConcernEnding(file=file, history=history, state=state, city=city, case_ended=ended)


def _sheet(desk: Desk, found: ConcernEnding, name: str) -> Sheet:
    sheet = desk.sheet(
        name,
        area=found.file.area,
        case=found.file.concern,
        expected=len(found.history),
        at=f"{found.file.at}/destruction",
    )
    if sheet.form.typed:
        return sheet
    typed = {ACTS[name].dated: wareki.short(desk.today), "approved": found.standing}
    return replace(sheet, form=Form(typed))


def _draw(
    desk: Desk, found: ConcernEnding, sheet: Sheet, name: str, code: str | None = None
) -> Response:
    return desk.page(
        "concern_destruction.html",
        sheet=sheet,
        file=found.file,
        action=f"{found.file.at}/destruction",
        act=name,
        flash=said(code),
        **shown(desk, found, found.file.history),
    )
