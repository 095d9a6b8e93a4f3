"""One case as the pages of intake need it: its facts, their state, its row of the worklist."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.bus.tables import NotReady
from events.contract import fold
from events.contract.correcting import ReceptionCorrected, corrected
from events.contract.intake import ConsultationReceived
from events.contract.safety import ContactInstructionsStated
from events.host.answers import Missing
from events.host.desk import Desk
from events.log.recorded import Recorded
from services.intake.case_number import case_number
from services.intake.consultation import Consultation, evolve
from services.intake.routes.secret import is_secret, looked_at, masked
from services.intake.worklist import WORKLIST, Work

ATTEMPTS_NEEDED: Final = 1
"""Contacts tried in vain before a case may end as unreachable at the counter (暫定); never typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """`work` is None while the worklist has not read the case yet.

    `received` reads as corrected. `withheld`: the address is secret and not open to this person now;
    then neither `received` nor `history` holds it. `warned` = what must be read before any contact.
    """

    case: UUID
    history: tuple[Recorded, ...]
    received: ConsultationReceived
    state: Consultation
    work: Work | None
    secret: bool = False
    withheld: bool = False
    warned: ContactInstructionsStated | None = None

    @property
    def number(self) -> str:
        """受付番号."""
        return case_number(self.history[0])

    @property
    def area(self) -> str:
        """Code of the ward the case belongs to now."""
        return self.history[-1].context.area

    @property
    def version(self) -> int:
        """From which the forms of this page are drawn."""
        return len(self.history)

    @property
    def closed_on(self) -> date | None:
        """The day planning closed the case, as far as intake has read."""
        return self.work.closed_on if self.work else None

    @property
    def awaits_assistance(self) -> date | None:
        """Since when the person receives 生活保護, while nobody has said what that means for the case."""
        started = self.state.beside.assistance
        waits = started and self.state.beside.answered is None and not self.over
        return started.started_on if started and waits else None

    @property
    def over(self) -> bool:
        """Ended at intake, or closed by planning."""
        return self.state.ended or self.closed_on is not None


def case_file(desk: Desk, case: UUID) -> CaseFile:
    """Names and narratives are open only to who may read them there.

    Missing for a case that does not exist, or lies in wards of other people.
    """
    area = desk.request.app.state.area_of(case)
    if area is None or not desk.staff.may("case.read", area):
        raise Missing
    history = desk.history(case, area)
    if not history or not isinstance(history[0].fact, ConsultationReceived):
        raise Missing  # nothing, or a stream beside the cases
    state = fold(evolve, (recorded.fact for recorded in history))
    if state is None:
        raise Missing
    secret = is_secret(desk, state)
    withheld = secret and not looked_at(desk, history)
    shown = tuple(masked(recorded) if withheld else recorded for recorded in history)
    return CaseFile(
        case=case,
        history=shown,
        received=_as_corrected(shown),
        state=state,
        work=work_of(desk, case),
        secret=secret,
        withheld=withheld,
        warned=state.beside.instructed_on(desk.today),
    )


def _as_corrected(history: tuple[Recorded, ...]) -> ConsultationReceived:
    received = history[0].fact
    assert isinstance(received, ConsultationReceived)  # noqa: S101 - the caller has looked
    for recorded in history:
        if isinstance(recorded.fact, ReceptionCorrected):
            received = corrected(received, recorded.fact)
    return received


def no_case_of_others(desk: Desk, case: UUID) -> None:
    """Missing where a reception names a case that stands in other people's wards: nothing of it is told."""
    area = desk.request.app.state.area_of(case)
    if area is not None and not desk.staff.may("case.read", area):
        raise Missing


def work_of(desk: Desk, case: UUID) -> Work | None:
    """The case's row of the worklist, None while it is not there."""
    try:
        return desk.runtime.tables.row(WORKLIST, case)
    except NotReady:
        return None


def ward_name(desk: Desk, area: str) -> str:
    """西区; the code where no area bears it today."""
    found = next((row for row in desk.runtime.areas if row.code == area), None)
    return desk.runtime.areas.short_name(found) if found else area
