"""A case's grants as a page needs them: what intake knows, one grant's history, and the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, fold, kind_of, opened
from events.contract.benefits import GrantDrafted
from events.contract.benefits_life import LaterDrafted
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.safety import Standing, standing
from events.host.sheet import Sheet
from events.log.event_log import Move
from events.log.recorded import Recorded
from services.benefits.grant import Grant, evolve, stream_of
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.municipal_rules import municipal_rule
from services.benefits.programmes.housing_security.parameters import allowed
from services.benefits.programmes.housing_security.standards import Standard, standard
from services.benefits.projections import lookup
from services.benefits.projections.grant_work import GrantWork
from services.benefits.projections.known_cases import KnownCase
from services.benefits.screens.secret import masked, without_account
from services.benefits.screens.timeline import Entry, timeline
from services.benefits.screens.wording import month_label, period

C = TypeVar("C")
Draw = Callable[[Sheet], Response]
Typed = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFile:
    """`recorded` is the stream of grant number `number`, `state` its fold (None before the application)."""

    desk: Desk
    case: UUID
    known: KnownCase
    grants: Sequence[GrantWork]
    number: int
    recorded: tuple[Recorded, ...]
    state: Grant | None

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
        """The stream of this grant."""
        return stream_of(self.case, self.number)

    @property
    def grant(self) -> Grant:
        """The grant; Missing (404) where nothing has arrived under this number."""
        if self.state is None:
            raise Missing
        return self.state

    @property
    def proposal(self) -> Recorded | None:
        """The 支給起案 that stands, as recorded; None where none stands."""
        if self.state is None or self.state.proposal is None:
            return None
        found = (r for r in reversed(self.recorded) if isinstance(r.fact, GrantDrafted))
        return next(found, None)

    @property
    def later(self) -> Recorded | None:
        """The proposal of a later decision that stands, as recorded; None where none stands."""
        if self.state is None or self.state.life.draft is None:
            return None
        found = (r for r in reversed(self.recorded) if isinstance(r.fact, LaterDrafted))
        return next(found, None)

    def before(self, command_id: UUID) -> "GrantFile":
        """As it stood before that command: a repeated one is then judged as it was the first time."""
        place = next((n for n, r in enumerate(self.recorded) if r.command == command_id), None)
        if place is None:
            return self
        recorded = self.recorded[:place]
        return replace(self, recorded=recorded, state=fold(evolve, (one.fact for one in recorded)))

    def allows(self, name: str, day: date) -> bool:
        """Whether a yes-or-no parameter of this installation's body says yes on that day."""
        body = self.desk.runtime.municipality.body
        return allowed(self.desk.runtime.areas.prefecture(body), body.name, name, day)

    @property
    def evidence_first(self) -> bool:
        """Whether the activity of a month is accepted before the next one is ordered (municipal, 暫定)."""
        return self.allows("evidence_before_order", self.grant.application.arrived_on)

    def term(self, fact: Event) -> str:
        """The statutory term of a fact."""
        return kind_of(fact).ja

    def month(self, month: str) -> str:
        """令和8年11月分."""
        return month_label(month)

    def may(self, permission: str) -> bool:
        """Whether this person may do that in the case's ward."""
        return self.desk.staff.may(permission, self.known.area)

    @property
    def ward(self) -> str:
        """Short name of the case's ward."""
        areas = self.desk.runtime.areas
        return areas.short_name(areas.at(self.known.area, self.today))

    def ward_of(self, area: str) -> str:
        """Short name of a ward."""
        areas = self.desk.runtime.areas
        return areas.short_name(areas.at(area, self.today))

    @property
    def provisional(self) -> bool:
        """Whether the figures of this application rest on a table or rule that is not confirmed (暫定)."""
        applied = self.grant.application
        home = opened(applied.household, None)
        table = self.standard_for(home.size, applied.arrived_on) if home and home.size else None
        return bool(table and table.provisional) or self.rule_on(applied.arrived_on).provisional

    def period(self, first_month: str, months: int) -> str:
        """令和8年11月分から3か月."""
        return period(first_month, months)

    def rule_on(self, day: date) -> MunicipalRule:
        """Where this installation's body differs from the Regulation on that day."""
        return own_rule(self.desk, day)

    def standard_for(self, size: int, month: date) -> Standard | None:
        """基準額 and rent cap of this installation's body for a household; None if it is not in the table."""
        return own_standard(self.desk, size, month)

    def at(self, page: str = "") -> str:
        """Path of a page of this grant, below the service's prefix."""
        prefix: str = self.desk.request.scope.get("root_path", "")
        return f"{prefix}/cases/{self.case}/grants/{self.number}{'/' if page else ''}{page}"

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

        `at`: path of the page that draws the form, where this request has another. `expected`: version of
        another stream than the grant's own.
        """
        sheet = self.desk.sheet(
            f"{form}-{self.number}",
            area=self.known.area,
            case=self.case,
            expected=len(self.recorded) if expected is None else expected,
            at=at,
        )
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def between(self, sheet: Sheet) -> list[Entry]:
        """What others recorded while the form was open, for people."""
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
        decision: Callable[[Grant | None, C], Sequence[Event]],
        draw: Draw,
        given: Mapping[str, Any] | None = None,
        also: Callable[[C], Sequence[Move]] = lambda _: (),
    ) -> Response:
        """Read the form, let the decision answer, store, and go to the grant; else the same page again.

        `also`: what other streams must agree to in the same command (the person's months).
        """

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
                also=also(command),
            )
            shown = self.desk.wait_for(lookup.WORK, "benefits", receipt.position)
            return f"{self.at()}?noted={'yes' if shown else 'later'}"

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


def stated_before(desk: Desk, case: UUID, command_id: UUID) -> int | None:
    """The number of the grant that this command began when it was sent before; None for a new command."""
    if desk.runtime.log.answered(command_id) is None:
        return None
    numbers = range(1, len(lookup.grants_of(desk.runtime.tables, case)) + 1)
    history = desk.runtime.log.history
    return next((n for n in numbers if _states(history(stream_of(case, n)), command_id)), None)


def _states(recorded: Sequence[Recorded], command_id: UUID) -> bool:
    return any(one.command == command_id for one in recorded)


def own_standard(desk: Desk, size: int, month: date) -> Standard | None:
    """基準額 and rent cap of this installation's body for a household; None if it is not in the table."""
    body = desk.runtime.municipality.body
    return standard(desk.runtime.areas.prefecture(body), body.name, size, month)


def own_rule(desk: Desk, day: date) -> MunicipalRule:
    """Where this installation's body differs from the Regulation on that day."""
    body = desk.runtime.municipality.body
    return municipal_rule(desk.runtime.areas.prefecture(body), body.name, day)


def grant_file(desk: Desk, case: UUID, number: int | None = None) -> GrantFile:
    """One grant of a case, or the next to be applied for; Missing (404) for a case never heard of."""
    known = lookup.known_case(desk.runtime.tables, case)
    if known is None:
        raise Missing
    grants = lookup.grants_of(desk.runtime.tables, case)
    chosen = len(grants) + 1 if number is None else number
    withheld = standing(desk, case).withheld
    history = desk.history(stream_of(case, chosen), known.area)
    if not desk.staff.may("payee.read", known.area):
        history = [without_account(record) for record in history]
    recorded = tuple(masked(record) if withheld else record for record in history)
    return GrantFile(
        desk=desk,
        case=case,
        known=known,
        grants=grants,
        number=chosen,
        recorded=recorded,
        state=fold(evolve, (record.fact for record in recorded)),
    )
