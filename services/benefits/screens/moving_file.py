"""One 転居費用補助 as its pages need it: the case, its history as far as it may be read, the way to record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from events.contract import Open, fold
from events.contract.benefits_moving import (
    CostPayee,
    MovingApplied,
    MovingCorrected,
    MovingDrafted,
)
from events.host.answers import Missing
from events.host.case_stream import CaseStream, below
from events.host.desk import Desk, Receipt
from events.host.safety import standing
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.benefits.moving import Moving, evolve, moving_of
from services.benefits.projections import lookup
from services.benefits.projections.known_cases import KnownCase
from services.benefits.projections.moving_work import MOVING_WORK, MovingWork
from services.benefits.screens.secret import CLOSED
from services.benefits.screens.timeline import Entry, timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingFile(CaseStream[Moving]):
    """The stream of application number `number`."""

    known: KnownCase
    number: int

    @property
    def moving(self) -> Moving:
        """Missing (404) where nothing has arrived under this number."""
        if self.state is None:
            raise Missing
        return self.state

    @property
    def proposal(self) -> Recorded | None:
        """The 起案 that stands, as recorded."""
        if self.state is None or self.state.proposal is None:
            return None
        return self.latest(MovingDrafted)

    @property
    def payees_person(self) -> UUID:
        """The pseudonym of the payees, derived from the case so that its key can end with the case's."""
        return uuid5(self.case, f"payee/moving/{self.number}")

    def at(self, page: str = "") -> str:
        """Path of a page of this application."""
        return below(f"{self.at_case}/moving/{self.number}", page)

    def named(self, form: str) -> str:
        """Each application has its own drafts."""
        return f"moving-{form}-{self.number}"

    def shown(self, receipt: Receipt) -> bool:
        """The worklist is waited for; the page itself reads the log."""
        self.desk.wait_for(MOVING_WORK.name, "benefits", receipt.position)
        return True

    def between(self, sheet: Sheet) -> list[Entry]:
        """What others recorded while the form was open."""
        return timeline(self.desk, sheet.between)


def moving_file(desk: Desk, case: UUID, number: int | None = None) -> MovingFile:
    """One application of a case, or the next one; Missing (404) for a case never heard of."""
    known = lookup.known_case(desk.runtime.tables, case)
    if known is None:
        raise Missing
    chosen = len(movings_of(desk, case)) + 1 if number is None else number
    stream = moving_of(case, chosen)
    history = desk.history(stream, known.area)
    if not desk.staff.may("payee.read", known.area):
        history = [_without_accounts(record) for record in history]
    if standing(desk, case).withheld:
        history = [_masked(record) for record in history]
    return MovingFile(
        desk=desk,
        case=case,
        area=known.area,
        stream=stream,
        evolve=evolve,
        known=known,
        number=chosen,
        recorded=tuple(history),
        state=fold(evolve, (record.fact for record in history)),
    )


def movings_of(desk: Desk, case: UUID) -> Sequence[MovingWork]:
    """The applications of a case, by number."""
    return desk.runtime.tables.rows(MOVING_WORK, "case_id = %s", [case], order="moving_no")


def _masked(recorded: Recorded) -> Recorded:
    """Without the place moved to, and without the payees there."""
    fact = recorded.fact
    if isinstance(fact, MovingApplied | MovingCorrected):
        return replace(recorded, fact=replace(fact, destination=CLOSED, payees=CLOSED))
    return recorded


def _without_accounts(recorded: Recorded) -> Recorded:
    """With the payees' names alone (F36)."""
    fact = recorded.fact
    if isinstance(fact, MovingApplied | MovingCorrected) and isinstance(fact.payees, Open):
        named = tuple(
            CostPayee(kind=one.kind, name=one.name, bank="", branch="", account="")
            for one in fact.payees.value
        )
        return replace(recorded, fact=replace(fact, payees=Open(fact.payees.subject, named)))
    return recorded
