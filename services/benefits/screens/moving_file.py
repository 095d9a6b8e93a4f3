"""One 転居費用補助 as its pages need it: the case, its history as far as it may be read, the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid5

from starlette.responses import Response

from events.contract import Event, Open, fold
from events.contract.benefits_moving import (
    CostPayee,
    MovingApplied,
    MovingCorrected,
    MovingDrafted,
)
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.safety import Standing, standing
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.benefits.moving import Moving, evolve, moving_of
from services.benefits.projections import lookup
from services.benefits.projections.known_cases import KnownCase
from services.benefits.projections.moving_work import MOVING_WORK, MovingWork
from services.benefits.screens.secret import CLOSED
from services.benefits.screens.timeline import Entry, timeline

C = TypeVar("C")
Draw = Callable[[Sheet], Response]
Typed = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingFile:
    """`recorded` is the stream of number `number`, `state` its fold (None before the application)."""

    desk: Desk
    case: UUID
    known: KnownCase
    number: int
    recorded: tuple[Recorded, ...]
    state: Moving | None

    @property
    def today(self) -> date:
        """The Japanese day of the request."""
        return self.desk.today

    @property
    def safety(self) -> Standing:
        """What must be known before anybody is contacted, and whether the address is secret."""
        return standing(self.desk, self.case)

    @property
    def stream(self) -> UUID:
        """Its stream."""
        return moving_of(self.case, self.number)

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
        found = (r for r in reversed(self.recorded) if isinstance(r.fact, MovingDrafted))
        return next(found, None)

    @property
    def payees_person(self) -> UUID:
        """The pseudonym of the payees, derived from the case so that its key can end with the case's."""
        return uuid5(self.case, f"payee/moving/{self.number}")

    @property
    def ward(self) -> str:
        """Short name of the case's ward."""
        areas = self.desk.runtime.areas
        return areas.short_name(areas.at(self.known.area, self.today))

    def may(self, permission: str) -> bool:
        """Whether this person may do that in the case's ward."""
        return self.desk.staff.may(permission, self.known.area)

    def at(self, page: str = "") -> str:
        """Path of a page of this application."""
        return f"{self.at_case}/moving/{self.number}{'/' if page else ''}{page}"

    @property
    def at_case(self) -> str:
        """Path of the case's grants."""
        prefix: str = self.desk.request.scope.get("root_path", "")
        return f"{prefix}/cases/{self.case}"

    def sheet(
        self,
        form: str,
        typed: Typed | None = None,
        *,
        at: str | None = None,
        expected: int | None = None,
    ) -> Sheet:
        """A fresh form with these texts in it, or the draft that `?draft=` names.

        `at`: path of the page that draws the form, where this request has another.
        """
        sheet = self.desk.sheet(
            f"moving-{form}-{self.number}",
            area=self.known.area,
            case=self.case,
            expected=len(self.recorded) if expected is None else expected,
            at=at,
        )
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def between(self, sheet: Sheet) -> list[Entry]:
        """What others recorded while the form was open."""
        return timeline(self.desk, sheet.between)

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `file` besides what every page of the desk has."""
        return self.desk.page(template, sheet=sheet, file=self, **context)

    def submit(
        self,
        sent: SentForm,
        form: str,
        *,
        into: type[C],
        decision: Callable[[Moving | None, C], Sequence[Event]],
        draw: Draw,
        given: Mapping[str, Any] | None = None,
    ) -> Response:
        """Read the form, let the decision answer, store, and go to the application."""

        def act(command: C) -> str:
            receipt = self.desk.carry_out(
                evolve,
                decision,
                command,
                stream=self.stream,
                case=self.case,
                area=self.known.area,
                command_id=sent.command_id,
                expected=sent.expected,
            )
            self.desk.wait_for(MOVING_WORK.name, "benefits", receipt.position)
            return f"{self.at()}?noted=yes"

        return submit(
            self.desk,
            sent,
            self.sheet(form),
            into=into,
            act=act,
            draw=draw,
            given={"today": self.today, **(given or {})},
            stream=self.stream,
        )


def moving_file(desk: Desk, case: UUID, number: int | None = None) -> MovingFile:
    """One application of a case, or the next one; Missing (404) for a case never heard of."""
    known = lookup.known_case(desk.runtime.tables, case)
    if known is None:
        raise Missing
    chosen = len(movings_of(desk, case)) + 1 if number is None else number
    history = desk.history(moving_of(case, chosen), known.area)
    if not desk.staff.may("payee.read", known.area):
        history = [_without_accounts(record) for record in history]
    if standing(desk, case).withheld:
        history = [_masked(record) for record in history]
    return MovingFile(
        desk=desk,
        case=case,
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
