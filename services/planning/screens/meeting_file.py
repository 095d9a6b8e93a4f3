"""One meeting as its pages need it: its history, its agenda with the cases, and the way to record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from starlette.responses import Response

from events.contract.codes import Service
from events.contract.deciding import fold
from events.contract.meeting import AgendaPurpose
from events.host.answers import Missing
from events.host.case_stream import below
from events.host.desk import Desk
from events.host.form import Form
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.planning.plan import Plan
from services.planning.projections import lookup, meeting_lookup
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.states.meeting import Item, Meeting, evolve

Typed = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendum:
    """An item with the case it is about."""

    item: Item
    file: CaseFile

    @property
    def plan(self) -> Plan | None:
        """The plan that is discussed, as it stands now."""
        plans = self.file.state.plans if self.file.state else ()
        number = self.item.listed.plan_no
        return plans[number - 1] if 1 <= number <= len(plans) else None

    @property
    def judges(self) -> bool:
        """Whether the meeting approves or returns a plan."""
        return self.item.purpose is AgendaPurpose.PLAN

    @property
    def begun(self) -> tuple[Service, ...]:
        """Services already provided that ask for approval afterwards (事後了承)."""
        plan = self.plan
        if plan is None or plan.endorsed is not None:
            return ()
        return tuple(s.service for s in plan.running if s.retroactive_approval)

    @property
    def redrafted(self) -> bool:
        """Whether the plan was changed after it came on the agenda."""
        plan = self.plan
        draft = plan.draft if plan else None
        return draft is not None and draft.draft_no != self.item.listed.draft_no


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFile:
    """`area` is the ward that convened it."""

    desk: Desk
    meeting: UUID
    area: str
    recorded: tuple[Recorded, ...]
    state: Meeting

    def at(self, page: str = "") -> str:
        """Path of a page of this meeting, below the service's prefix."""
        return below(f"{self.desk.root}/conferences/{self.meeting}", page)

    @property
    def ward(self) -> str:
        """Its name."""
        areas = self.desk.runtime.areas
        return areas.short_name(areas.at(self.area, self.desk.today))

    def agendum(self, item: Item) -> Agendum:
        """An item with its case; Missing where the person may not see it."""
        return Agendum(item=item, file=case_file(self.desk, item.listed.case))

    def agenda(self) -> list[Agendum]:
        """Every item on the agenda."""
        return [self.agendum(item) for item in self.state.agenda]

    def next_open(self) -> Item | None:
        """What is to be discussed next."""
        return next((item for item in self.state.items if item.waits), None)

    def sheet(self, form: str, typed: Typed | None = None) -> Sheet:
        """A fresh form about the meeting itself."""
        sheet = self.desk.sheet(form, area=self.area, expected=len(self.recorded))
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `meeting` besides what every page of the desk has."""
        return self.desk.page(template, sheet=sheet, meeting=self, **context)


def meeting_file(desk: Desk, meeting: UUID) -> MeetingFile:
    """The meeting; Missing (404) for one nobody convened."""
    row = meeting_lookup.conference(desk.runtime.tables, meeting)
    if row is None:
        raise Missing
    recorded = tuple(desk.history(meeting, row.area))
    state = fold(evolve, (one.fact for one in recorded))
    if state is None:
        raise Missing
    return MeetingFile(desk=desk, meeting=meeting, area=row.area, recorded=recorded, state=state)


def purpose_of(plan: Plan | None) -> AgendaPurpose:
    """For what a case comes to the meeting, judged by its plan."""
    if plan is None or plan.draft is None:
        return AgendaPurpose.OTHER
    if plan.decided is not None:
        return AgendaPurpose.EVALUATION if _to_evaluate(plan) else AgendaPurpose.OTHER
    return AgendaPurpose.PLAN if plan.agreed is not None else AgendaPurpose.OTHER


def _to_evaluate(plan: Plan) -> bool:
    return plan.evaluated is not None and plan.evaluation_conference is None


def waiting_cases(file: MeetingFile) -> Sequence[lookup.Item]:
    """Cases of the ward that wait for a meeting and are on no agenda."""
    tables = file.desk.runtime.tables
    listed = meeting_lookup.listed(tables, [file.area])
    found = meeting_lookup.to_be_listed(tables, file.area)
    return [item for item in found if item.work.case_id not in listed and item.known]
