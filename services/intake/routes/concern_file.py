"""One concern as its pages need it: its facts, their state, its row, and what is carried out on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from events.bus.tables import NotReady
from events.contract import fold
from events.contract.concern import ConcernNoted
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.forms import SentForm
from events.log.recorded import Recorded
from services.intake.projections.concerns import CONCERNS, ConcernRow, number_of
from services.intake.states.concern import Concern, evolve

RECORD = "concern.record"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernFile:
    """`row` is None while the list has not read the concern yet."""

    concern: UUID
    history: tuple[Recorded, ...]
    noted: ConcernNoted
    state: Concern
    row: ConcernRow | None

    @property
    def number(self) -> str:
        """気がかり番号."""
        return number_of(self.history[0])

    @property
    def area(self) -> str:
        """Code of the ward."""
        return self.history[-1].context.area

    @property
    def version(self) -> int:
        """From which the forms of its pages are drawn."""
        return len(self.history)

    @property
    def at(self) -> str:
        """The address of its page."""
        return f"/intake/concerns/{self.concern}"


def concern_file(desk: Desk, concern: UUID, permission: str = RECORD) -> ConcernFile:
    """Missing for one that does not exist, or lies where this person may not do that."""
    area = desk.request.app.state.area_of(concern)
    if area is None or not desk.staff.may(permission, area):
        raise Missing
    history = desk.history(concern, area)
    noted = history[0].fact if history else None
    if not isinstance(noted, ConcernNoted):
        raise Missing
    state = fold(evolve, (recorded.fact for recorded in history))
    if state is None:
        raise Missing
    return ConcernFile(
        concern=concern,
        history=tuple(history),
        noted=noted,
        state=state,
        row=row_of(desk, concern),
    )


def row_of(desk: Desk, concern: UUID) -> ConcernRow | None:
    """The concern's row of the list, None while it is not there."""
    try:
        return desk.runtime.tables.row(CONCERNS, concern)
    except NotReady:
        return None


def record(
    desk: Desk,
    file: ConcernFile,
    decide: Callable[[Any, Any], Any],
    command: Any,
    sent: SentForm,
    *,
    basis: str = "",
) -> None:
    """Carry out a form's command on the concern and wait until the list shows it."""
    receipt = desk.carry_out(
        evolve,
        decide,
        command,
        stream=file.concern,
        case=file.concern,
        area=file.area,
        command_id=sent.command_id,
        expected=sent.expected,
        basis=basis,
    )
    desk.wait_for(CONCERNS.name, "intake", receipt.position)
