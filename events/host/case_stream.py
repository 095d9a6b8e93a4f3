"""One stream of a case as its pages need it: its facts as far as they may be read, and the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event
from events.host.desk import Desk, Receipt
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.safety import Standing, standing
from events.host.sheet import Sheet
from events.log.event_log import Move
from events.log.recorded import Recorded

C = TypeVar("C")
S = TypeVar("S")
Draw = Callable[[Sheet], Response]
Typed = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStream(Generic[S]):
    """`recorded` are the facts of `stream`, `state` their fold by `evolve` (None before the first one).

    `area` = code of the case's ward. What a kind of stream has of its own it says by the methods below.
    """

    desk: Desk
    case: UUID
    area: str
    stream: UUID
    evolve: Callable[[S | None, Any], S]
    recorded: tuple[Recorded, ...]
    state: S | None

    def at(self, page: str = "") -> str:
        """Path of a page of this stream, below the service's prefix."""
        return below(self.at_case, page)

    def named(self, form: str) -> str:
        """The name under which a draft of the form is kept."""
        return form

    def told(self) -> Mapping[str, Any]:
        """What every command is told besides the form."""
        return {"today": self.today}

    def guard(self) -> None:
        """Refused where nothing may be recorded any more."""

    def shown(self, receipt: Receipt) -> bool:  # noqa: ARG002 - for those that wait for a table
        """Whether the pages show already what was stored."""
        return True

    @property
    def today(self) -> date:
        """The Japanese day of the request."""
        return self.desk.today

    @property
    def safety(self) -> Standing:
        """What must be known before anybody is contacted, and whether the address is secret."""
        return standing(self.desk, self.case)

    @property
    def ward(self) -> str:
        """Short name of the case's ward."""
        return self.ward_of(self.area)

    def ward_of(self, area: str) -> str:
        """Short name of a ward."""
        areas = self.desk.runtime.areas
        return areas.short_name(areas.at(area, self.today))

    def may(self, permission: str) -> bool:
        """Whether this person may do that in the case's ward."""
        return self.desk.staff.may(permission, self.area)

    @property
    def at_case(self) -> str:
        """Path of the case in this service."""
        return f"{self.desk.root}/cases/{self.case}"

    def latest(self, kind: type[Event]) -> Recorded | None:
        """The last record of a kind."""
        found = (one for one in reversed(self.recorded) if isinstance(one.fact, kind))
        return next(found, None)

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
        another stream than this one.
        """
        sheet = self.desk.sheet(
            self.named(form),
            area=self.area,
            case=self.case,
            expected=len(self.recorded) if expected is None else expected,
            at=at,
        )
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `file` besides what every page of the desk has."""
        return self.desk.page(template, sheet=sheet, file=self, **context)

    def submit(
        self,
        sent: SentForm,
        form: str,
        *,
        into: type[C],
        decision: Callable[[S | None, C], Sequence[Event]],
        draw: Draw,
        given: Mapping[str, Any] | None = None,
        also: Callable[[C], Sequence[Move]] | None = None,
        back: str = "",
    ) -> Response:
        """Read the form, let the decision answer, store, and go to the page `back`; else the same page again.

        `also`: what other streams must agree to in the same command.
        """

        def act(command: C) -> str:
            receipt = self.carry_out(
                decision,
                command,
                command_id=sent.command_id,
                expected=sent.expected,
                also=also(command) if also else (),
            )
            return f"{self.at(back)}?noted={'yes' if self.shown(receipt) else 'later'}"

        return submit(
            self.desk,
            sent,
            self.sheet(form),
            into=into,
            act=act,
            draw=draw,
            given={**self.told(), **(given or {})},
            stream=self.stream,
        )

    def carry_out(
        self,
        decision: Callable[[S | None, C], Sequence[Event]],
        command: C,
        *,
        command_id: UUID,
        expected: int | None,
        also: Sequence[Move] = (),
    ) -> Receipt:
        """Let the decision answer and store."""
        self.guard()
        return self.desk.carry_out(
            self.evolve,
            decision,
            command,
            stream=self.stream,
            case=self.case,
            area=self.area,
            command_id=command_id,
            expected=expected,
            also=also,
        )


def below(place: str, page: str) -> str:
    """A page below a place; the place itself without one."""
    return f"{place}/{page}" if page else place
