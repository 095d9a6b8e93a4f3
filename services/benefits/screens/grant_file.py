"""A case's grants as a page needs them: what intake knows, one grant's history, and the way to record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract import Event, fold, kind_of, opened
from events.contract.benefits import GrantDrafted
from events.contract.benefits_life import LaterDrafted
from events.host.answers import Missing
from events.host.case_stream import CaseStream, below
from events.host.desk import Desk, Receipt
from events.host.safety import standing
from events.host.sheet import Sheet
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFile(CaseStream[Grant]):
    """The stream of grant number `number`, and what else the case has."""

    known: KnownCase
    grants: Sequence[GrantWork]
    number: int

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
        return self.latest(GrantDrafted)

    @property
    def later(self) -> Recorded | None:
        """The proposal of a later decision that stands, as recorded; None where none stands."""
        if self.state is None or self.state.life.draft is None:
            return None
        return self.latest(LaterDrafted)

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
        return below(f"{self.at_case}/grants/{self.number}", page)

    def named(self, form: str) -> str:
        """Each grant has its own drafts."""
        return f"{form}-{self.number}"

    def shown(self, receipt: Receipt) -> bool:
        """Whether the worklist shows it already."""
        return self.desk.wait_for(lookup.WORK, "benefits", receipt.position)

    def between(self, sheet: Sheet) -> list[Entry]:
        """What others recorded while the form was open, for people."""
        return timeline(self.desk, sheet.between)


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
    stream = stream_of(case, chosen)
    history = desk.history(stream, known.area)
    if not desk.staff.may("payee.read", known.area):
        history = [without_account(record) for record in history]
    recorded = tuple(masked(record) if withheld else record for record in history)
    return GrantFile(
        desk=desk,
        case=case,
        area=known.area,
        stream=stream,
        evolve=evolve,
        known=known,
        grants=grants,
        number=chosen,
        recorded=recorded,
        state=fold(evolve, (record.fact for record in recorded)),
    )
