"""One case as a page needs it: what intake knows of it, its planning history, and the way to record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from events.contract import Refused, fold
from events.contract.codes import Service
from events.contract.planning import DecisionDrafted
from events.contract.recipient import Category
from events.host.answers import Missing
from events.host.case_stream import CaseStream
from events.host.consent import Sharing, sharing
from events.host.desk import Desk, Receipt
from events.host.recipient import Opened, category_of, opened_on, outside
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.planning.case import Case, evolve
from services.planning.known_cases import KnownCase
from services.planning.plan import Plan
from services.planning.projections import community_lookup, lookup
from services.planning.projections.help_given import CaseHelp, help_given
from services.planning.screens.timeline import Entry, timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile(CaseStream[Case]):
    """The planning stream of the case."""

    known: KnownCase

    @property
    def sharing(self) -> Sharing:
        """To whom the person lets the office tell, or why to nobody."""
        return sharing(self.desk, self.case)

    @property
    def category(self) -> Category | None:
        """As what kind of recipient of 生活保護 the person counts today; None for who receives none."""
        return category_of(self.desk, self.case)

    @property
    def opened_to_recipients(self) -> tuple[Opened, ...]:
        """What 特定被保護者 may use today."""
        return opened_on(self.today)

    @property
    def outside(self) -> list[Service]:
        """Services of the plan that a person of this category may not use today (dated rule)."""
        services = self.plan.services if self.plan else ()
        return outside(self.category, services, self.today)

    @property
    def help_given(self) -> CaseHelp | None:
        """The emergency help and the referrals so far, from intake."""
        return help_given(self.desk.runtime.tables, self.case)

    @property
    def plan(self) -> Plan | None:
        """The plan with the highest number."""
        return self.state.plan if self.state else None

    @property
    def drafted_plan(self) -> Plan:
        """The plan under work that has a draft; Missing (404) where there is none."""
        plan = self.plan
        if plan is None or plan.draft is None:
            raise Missing
        return plan

    @property
    def needs_decision(self) -> frozenset[Service]:
        """The switchboard of this ward today: services that need a decision of the municipality."""
        board = self.desk.runtime.municipality.switchboard
        return board.needing(self.known.area, self.today)

    @property
    def offered(self) -> tuple[Service, ...]:
        """The services a plan of today may hold in this ward."""
        return self.desk.runtime.municipality.switchboard.offered(self.known.area, self.today)

    @property
    def proposal(self) -> Recorded | None:
        """The 起案 that stands, as recorded; None where none stands."""
        stands = self.plan and self.plan.proposal
        return self.latest(DecisionDrafted) if stands else None

    @property
    def over(self) -> bool:
        """Closed here, or ended at intake."""
        return self.known.closed_at_intake or bool(self.state and self.state.closed)

    def picked(self, plan: Plan) -> Mapping[int, str]:
        """Number of a measure of the standing draft → the name of the resource that carries it."""
        now = plan.picked_now
        names = self.resource_names([one.resource for one in now.measures]) if now else {}
        return {one.measure: names[one.resource] for one in now.measures} if now else {}

    def resource_names(self, picked: Sequence[UUID]) -> Mapping[UUID, str]:
        """Names in the directory, also of entries closed since."""
        if not picked:
            return {}
        names = community_lookup.names(self.desk.runtime.tables, picked)
        return {one: names.get(one, "台帳にない資源") for one in picked}

    def between(self, sheet: Sheet) -> list[Entry]:
        """What others recorded while the form was open, for people."""
        return timeline(self.desk, sheet.between)

    def shown(self, receipt: Receipt) -> bool:
        """Whether the worklist shows it already."""
        return self.desk.wait_for(lookup.WORK, "planning", receipt.position)

    def guard(self) -> None:
        """Refuses in a case that ended at intake."""
        if self.known.closed_at_intake:
            raise Refused(
                "closed-at-intake",
                "この相談は受付の段階で終わっています。新しい相談は「再相談」として受け付けてください。",
            )


def case_file(desk: Desk, case: UUID) -> CaseFile:
    """The case; Missing (404) for one that planning has not heard of."""
    known = lookup.known_case(desk.runtime.tables, case)
    if known is None:
        raise Missing
    recorded = tuple(desk.history(case, known.area))
    state = fold(evolve, (record.fact for record in recorded))
    return CaseFile(
        desk=desk,
        case=case,
        area=known.area,
        stream=case,
        evolve=evolve,
        known=known,
        recorded=recorded,
        state=state,
    )
