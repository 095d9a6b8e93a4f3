"""One request of a signed-in person: reads histories, carries out decisions, draws pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar
from uuid import UUID, uuid4

import psycopg
from fastapi import Depends, Request
from fastapi.sse import ServerSentEvent
from starlette.responses import Response

from events.contract import OVER_THE_BUS, Event, kind_of
from events.host import cookie
from events.host.answers import Missing
from events.host.auth import Assignment, Staff
from events.host.calendar import japanese_day
from events.host.drafts import Draft, DraftOf, Saved, TooLong
from events.host.edge import ID
from events.host.form import Form
from events.host.frames import frame
from events.host.paper_kit import basis_of
from events.host.sheet import Sheet
from events.host.unnotarised import waits
from events.log.entry import leaf_hash
from events.log.event_log import Move, Stated
from events.log.recorded import Context, Recorded
from events.log.unstored import Overtaken

if TYPE_CHECKING:
    from events.host.names import Named
    from events.host.runtime import Runtime

S = TypeVar("S")
C = TypeVar("C")

OWN_WRITES: Final = 2.0
"""Seconds a page waits for its own record to be counted, then says 反映待ち (performance.md §3.2)."""
CONTROLS: Final = frozenset({"command_id", "draft_id", "draft_sequence", "drawn_for"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the caller may keep as proof (log.md §7.1). `leaf` = hex hash of the first entry.

    Position 0 and no leaf: the command stated nothing new.
    """

    position: int
    command: UUID
    leaf: str
    origin: str
    at: datetime


class Desk:
    """`today` is the Japanese day, `now` UTC. A machine's desk has no request and draws nothing."""

    def __init__(
        self,
        runtime: Runtime,
        staff: Staff,
        permission: str,
        *,
        now: datetime,
        request: Request | None = None,
    ) -> None:
        self.runtime = runtime
        self.staff = staff
        self.permission = permission
        self.now = now
        self.today: date = japanese_day(now)
        self.request_id: UUID = request.scope.get(ID, uuid4()) if request else uuid4()
        self._request = request
        self._case: UUID | None = None
        self._paper = ""
        self._colleagues: dict[UUID, str] = {staff.person: staff.name}

    @classmethod
    def for_machine(
        cls, runtime: Runtime, staff: Staff, permission: str, *, now: datetime | None = None
    ) -> Desk:
        """A desk for a program that acts as `staff`; `now` sets the instant of recording."""
        return cls(runtime, staff, permission, now=now or runtime.clock())

    @property
    def request(self) -> Request:
        """The request of a page; a machine has none."""
        if self._request is None:
            raise RuntimeError("a machine draws no pages")
        return self._request

    @property
    def root(self) -> str:
        """The path in front of every page of the service: /benefits."""
        prefix: str = self.request.scope.get("root_path", "")
        return prefix

    def written_on(self, kit: str) -> None:
        """What follows was first written on paper, under this number; Refused for what is no such number."""
        self._paper = basis_of(kit)

    def history(self, stream: UUID, area: str) -> list[Recorded]:
        """The facts of a stream in order, as far open as the person may read there; empty if there is none."""
        return self.runtime.log.history(stream, self.staff.opens(area))

    def outline(self, stream: UUID) -> list[Recorded]:
        """The facts of a stream with nothing of a person open: how many there are, which, and when."""
        return self.runtime.log.history(stream, OVER_THE_BUS)

    def colleague(self, person: UUID) -> str:
        """The name of whoever stated a fact, for those who may read names; "" else, and for machines."""
        if person not in self._colleagues:
            named = self._request is not None and self.staff.may("identity.read")
            self._colleagues[person] = self.runtime.sign_in.name_of(person) if named else ""
        return self._colleagues[person]

    def acting(self, area: str) -> Assignment:
        """The assignment under which this request acts there; Missing (404) if there is none."""
        held = self.staff.acting(self.permission, area)
        if held is None:
            raise Missing
        return held

    def context(self, area: str, *, basis: str = "") -> Context:
        """Who states a fact now, in which capacity."""
        held = self.acting(area)
        self.runtime.areas.at(area, self.today)
        return Context(
            actor=self.staff.person,
            role=held.role,
            office=held.office,
            operator=f"{held.operator}/{held.contract}",
            area=area,
            request=self.request_id,
            correlation=self.request_id,
            at=self.now,
            basis=basis or self._paper,
        )

    def carry_out(  # noqa: PLR0913 - a command with everything that identifies it
        self,
        evolve: Callable[[S | None, Any], S],
        decision: Callable[[S | None, C], Sequence[Event]],
        command: C,
        *,
        stream: UUID,
        case: UUID,
        area: str,
        command_id: UUID,
        expected: int | None,
        basis: str = "",
        also: Sequence[Move] = (),
    ) -> Receipt:
        """Decide and store; `also` = further streams that decide in the same command.

        Raises Refused, Overtaken, TooLarge, Busy or Unavailable. A form is never retried, a machine once.
        """
        self._case = case
        context = self.context(area, basis=basis)
        first = Move(stream, evolve, decision, command, expected)
        moves = [
            replace(move, decision=self._placed(move.decision, area)) for move in (first, *also)
        ]
        log = self.runtime.log
        try:
            stated = log.execute(command_id, case, moves, context)
        except Overtaken:
            if self._request is not None or expected is not None:
                raise
            stated = log.execute(command_id, case, moves, context)
        if any(waits(recorded.fact) for recorded in stated.recorded):
            self.runtime.ledger.soon()
        return self._receipt(command_id, stated)

    def wait_for(self, projection: str, source: str, position: int) -> bool:
        """Read-your-writes of what this desk carried out last: False after 2 s (反映待ち)."""
        tables = self.runtime.tables
        return tables.wait_for(projection, source, position, OWN_WRITES, case=self._case)

    def sheet(
        self,
        form: str,
        *,
        area: str,
        case: UUID | None = None,
        expected: int | None = None,
        at: str | None = None,
    ) -> Sheet:
        """A fresh form, or the draft that `?draft=` names; Missing for one this person may not open.

        `at` = path of the page that draws the form, where that is not the path of this request.
        """
        here = at or self.request.url.path
        of = DraftOf(form=form, case=case, area=area, at=here)
        fresh = Sheet(of=of, prefix=self.root, expected=expected)
        wanted = self.request.query_params.get("draft")
        if not wanted or self.request.method != "GET":
            return fresh
        draft = self._draft(wanted)
        if draft is None or (draft.of.form, draft.of.case) != (form, case):
            raise Missing
        return fresh.resumed(draft)

    def keep_draft(self, sheet: Sheet) -> Saved | None:
        """Put the text of a form that could not be recorded into its draft; None if that failed too."""
        texts = {name: sheet.form.values(name) for name in sheet.form.typed if name not in CONTROLS}
        version = [] if sheet.expected is None else [str(sheet.expected)]
        try:
            return self.runtime.drafts.save(
                sheet.draft_id,
                sheet.command_id,
                sheet.of,
                self.staff.account,
                self.staff.name,
                None,
                {**texts, "expected_version": version},
                self.now,
            )
        except (psycopg.Error, TooLong):
            return None

    def forget_draft(self, draft_id: UUID) -> None:
        """Delete the draft of a recorded form; if that fails the sweep does it."""
        try:
            self.runtime.drafts.recorded(draft_id, self.staff.account)
        except psycopg.Error:
            return

    def names(self, cases: Collection[UUID]) -> Mapping[UUID, Named] | None:
        """Whom these cases concern, as far as the person may read it; None where intake is another process."""
        found = self.runtime.names
        return None if found is None else found(self.staff, cases)

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template of the service; its context also has desk, staff, today, sheet and form."""
        self.request.state.frame = frame(self.runtime, self.staff, self.permission)
        around: dict[str, Any] = {
            "desk": self,
            "staff": self.staff,
            "today": self.today,
            "sheet": sheet,
            "form": sheet.form if sheet else Form(),
        }
        status = sheet.status if sheet else 200
        drawn: Response = self.runtime.pages.render(
            self.request, template, status, None, **(around | context)
        )
        return drawn

    def fragment(self, template: str, **context: Any) -> str:
        """The text of a template, e.g. for a message of a live page."""
        around: dict[str, Any] = {"desk": self, "staff": self.staff, "today": self.today}
        return self.runtime.pages.text(self.request, template, **(around | context))

    def live(
        self,
        projection: str,
        draw: Callable[[int, Staff], str],
        *,
        shared: Callable[[Staff], Hashable] | None = None,
    ) -> AsyncIterator[ServerSentEvent]:
        """Messages with `draw(position, staff)` whenever the table has moved; ends with the person's rights.

        `staff` has the rights of a moment ago. `shared` names a drawing in which nothing depends on the
        viewer but what the name says.
        """
        runtime, request, permission = self.runtime, self.request, self.permission
        token = cookie.token(request) or ""

        staff = self.staff

        def allowed() -> bool:
            nonlocal staff
            living = runtime.sign_in.who(token, runtime.clock(), active=False)
            if living is None or not living.staff.may(permission):
                return False
            staff = living.staff
            return True

        seen = request.headers.get("last-event-id", "")
        return runtime.live.follow(
            (runtime.service, projection),
            lambda: moved(runtime, projection),
            lambda _: draw(position(runtime, projection), staff),
            allowed,
            seen=int(seen) if seen.isascii() and seen.isdigit() else None,
            shared=(lambda: shared(staff)) if shared else None,
        )

    def _placed(
        self, decision: Callable[[Any, Any], Sequence[Event]], area: str
    ) -> Callable[[Any, Any], Sequence[Event]]:
        """The decision, refused (`unknown-area`) where the area did not exist on the day of a fact."""

        def decide(state: Any, command: Any) -> Sequence[Event]:
            facts = decision(state, command)
            for fact in facts:
                self.runtime.areas.at(area, getattr(fact, kind_of(fact).occurred))
            return facts

        return decide

    def _draft(self, wanted: str) -> Draft | None:
        """A draft this person may open: an own one, or one handed over in a ward of theirs."""
        try:
            draft = self.runtime.drafts.load(UUID(wanted), self.now)
        except ValueError:
            return None
        if draft is None or draft.owner == self.staff.account:
            return draft
        return draft if draft.handed_over and self.staff.may("draft.keep", draft.of.area) else None

    def _receipt(self, command_id: UUID, stated: Stated) -> Receipt:
        """The proof; of a repeated command from its stored first entry."""
        signer = self.runtime.codec.signer
        origin = signer.origin if signer else ""
        if stated.recorded:
            first = stated.recorded[0]
            return Receipt(stated.position, command_id, first.leaf, origin, first.context.at)
        if stated.position:
            row = self.runtime.log.reading.page(stated.position - 1, 1)[0]
            leaf = leaf_hash(row.data).hex()
            return Receipt(stated.position, command_id, leaf, origin, row.recorded_at)
        return Receipt(0, command_id, "", origin, self.now)


def position(runtime: Runtime, projection: str) -> int:
    """How many records a table has read, all sources together."""
    rows = runtime.tables.query(
        "select coalesce(sum(position), 0)::bigint as read from (select max(position) as position"
        " from checkpoint where projection = %s group by source) as reached",
        [projection],
    )
    return int(rows[0]["read"])


def moved(runtime: Runtime, projection: str) -> int:
    """A number that grows with every batch a table takes in, whichever partition it came from."""
    rows = runtime.tables.query(
        "select coalesce(sum(position), 0)::bigint as read from checkpoint where projection = %s",
        [projection],
    )
    return int(rows[0]["read"])


def at_desk(request: Request) -> Desk:
    """The desk of this request; the route's `Requires` has put the person there."""
    runtime = request.app.state.runtime
    return Desk(
        runtime,
        request.state.staff,
        request.state.permission,
        now=runtime.clock(),
        request=request,
    )


AtDesk = Annotated[Desk, Depends(at_desk)]
