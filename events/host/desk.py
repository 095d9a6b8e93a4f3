"""One request of a signed-in person: reads histories, carries out decisions, draws pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from starlette.responses import Response

from events.contract import Event
from events.host.auth import Assignment, Staff
from events.host.sheet import Sheet
from events.log.recorded import Recorded

if TYPE_CHECKING:
    from events.host.runtime import Runtime

S = TypeVar("S")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the caller may keep as proof (log.md §7.1). `leaf` = hex hash of the first entry."""

    position: int
    command: UUID
    leaf: str
    origin: str
    at: datetime


class Desk:
    """`today` is the Japanese day, `now` UTC. Without a request (machines) it draws nothing."""

    runtime: Runtime
    staff: Staff
    request_id: UUID
    permission: str
    today: date
    now: datetime

    @classmethod
    def for_machine(
        cls, runtime: Runtime, actor: Staff, permission: str, *, now: datetime | None = None
    ) -> Desk:
        """A desk for a program that acts as `actor`; `now` sets the instant of recording (demo)."""
        raise NotImplementedError

    def history(self, stream: UUID) -> list[Recorded]:
        """The facts of a stream in order, empty if there is none."""
        raise NotImplementedError

    def acting(self, area: str) -> Assignment:
        """The assignment under which this request acts there; MissingHere (404) if there is none."""
        raise NotImplementedError

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
        also: Sequence[Any] = (),
    ) -> Receipt:
        """Decide and store. Raises Refused, Overtaken, Busy or Unavailable; a form is never retried."""
        raise NotImplementedError

    def wait_for(self, projection: str, source: str, position: int) -> bool:
        """Read-your-writes: False after 2 s (反映待ち)."""
        raise NotImplementedError

    def sheet(
        self, form: str, *, area: str, case: UUID | None = None, expected: int | None = None
    ) -> Sheet:
        """A fresh form, or the draft that `?draft=` names; 404 for a draft this person may not open."""
        raise NotImplementedError

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template of the service, with the sheet's status; `sheet` and `form` are in its context."""
        raise NotImplementedError


def at_desk(request: Request) -> Desk:
    """The desk of this request; the route's `Requires` has put the person there."""
    raise NotImplementedError


AtDesk = Annotated[Desk, Depends(at_desk)]
