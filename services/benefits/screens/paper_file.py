"""The papers of one grant as their pages need them: what came in, what may be sent, what was sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, Open, fold
from events.contract.benefits_papers import NoticeIssued, NoticeKind
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.forms import SentForm, submit
from events.host.frames import office_name
from events.host.sheet import Sheet
from events.log.event_log import Move
from events.log.recorded import Recorded
from services.benefits.fiscal import fiscal_year_of
from services.benefits.notices.notice import Closed, Letter
from services.benefits.numbers import Numbers, numbers_of
from services.benefits.numbers import evolve as evolve_numbers
from services.benefits.papers import Papers, evolve, papers_of
from services.benefits.screens.letters import Occasion, letter

C = TypeVar("C")
UNNUMBERED = "（番号は発行のときに付きます）"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """`of` = stream of the grant; `at` its address; `occasions` = every letter its records call for."""

    desk: Desk
    case: UUID
    area: str
    person: UUID
    of: UUID
    at: str
    recorded: tuple[Recorded, ...]
    occasions: Sequence[Occasion]

    @property
    def stream(self) -> UUID:
        """The stream of these papers."""
        return papers_of(self.of)

    @property
    def state(self) -> Papers:
        """Their fold."""
        return fold(evolve, (record.fact for record in self.recorded)) or Papers()

    @property
    def open_occasions(self) -> list[Occasion]:
        """Letters not yet sent."""
        sent = {(notice.notice, notice.about) for notice in self.state.notices}
        return [one for one in self.occasions if (one.notice, one.about) not in sent]

    def occasion(self, notice: str, about: int) -> Occasion:
        """Missing where the record calls for no such letter."""
        found = (o for o in self.occasions if (o.notice.value, o.about) == (notice, about))
        return next(found, None) or _missing()

    def issued(self, notice_no: int) -> NoticeIssued:
        """Missing where no letter has that number in this grant."""
        found = (one for one in self.state.notices if one.notice_no == notice_no)
        return next(found, None) or _missing()

    def draft(self, occasion: Occasion, issued_on: date, number: str = UNNUMBERED) -> Letter:
        """The letter as it would go out; Closed where something may not be read here."""
        town = self.desk.runtime.municipality
        office = _office(self.desk, self.area, issued_on)
        return letter(occasion.draw(), town, office, issued_on, number)

    def again(self, issued: NoticeIssued) -> Letter:
        """The letter as it is drawn now, under the number it has."""
        return self.draft(
            self.occasion(issued.notice.value, issued.about), issued.issued_on, issued.number
        )

    def differs(self, issued: NoticeIssued) -> bool | None:
        """Whether today's drawing has other words than the letter sent; None where that cannot be told here."""
        try:
            now = self.again(issued).hash
        except Closed:
            return None
        told = issued.text_hash
        return now != told.value if isinstance(told, Open) else None

    def stated_by(self, command: UUID) -> NoticeIssued | None:
        """The letter that this command sent when it came before."""
        facts = (record.fact for record in self.recorded if record.command == command)
        return next((fact for fact in facts if isinstance(fact, NoticeIssued)), None)

    def numbering(self, notice: NoticeKind, day: date) -> "Numbering":
        """The next number of the series of that type in the year of that day."""
        town = self.desk.runtime.municipality
        form, year = town.notice_form(notice, day), fiscal_year_of(day)
        stream = numbers_of(town.body.code, form.series, year)
        facts = (record.fact for record in self.desk.history(stream, self.area))
        serial = (fold(evolve_numbers, facts) or Numbers()).next
        return Numbering(stream, form.series, year, serial, form.written(year, serial))

    def submit(
        self,
        sent: SentForm,
        sheet: Sheet,
        *,
        into: type[Any],
        made: Callable[[Any], C],
        decision: Callable[[Papers | None, C], Sequence[Event]],
        draw: Callable[[Sheet], Response],
        given: Mapping[str, Any] | None = None,
        also: Callable[[C], Sequence[Move]] = lambda _: (),
    ) -> Response:
        """Read the form, make the command of it, store, and go to the list of papers."""

        def act(asked: Any) -> str:
            command = made(asked)
            self.desk.carry_out(
                evolve,
                decision,
                command,
                stream=self.stream,
                case=self.case,
                area=self.area,
                command_id=sent.command_id,
                expected=sent.expected,
                also=also(command),
            )
            return f"{self.at}/papers?noted=yes"

        return submit(
            self.desk, sent, sheet, into=into, act=act, draw=draw, given=given, stream=self.stream
        )


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number that is free, and the stream it is taken from."""

    stream: UUID
    series: str
    fiscal_year: int
    serial: int
    number: str


def paper_file(
    desk: Desk,
    *,
    case: UUID,
    area: str,
    person: UUID,
    of: UUID,
    at: str,
    occasions: Sequence[Occasion],
) -> PaperFile:
    """The papers beside a grant's stream."""
    return PaperFile(
        desk=desk,
        case=case,
        area=area,
        person=person,
        of=of,
        at=at,
        recorded=tuple(desk.history(papers_of(of), area)),
        occasions=occasions,
    )


def _office(desk: Desk, area: str, day: date) -> str:
    """The counter of the ward on that day, by its name."""
    offices = desk.runtime.municipality.offices_on(day, area)
    named = [office for office in offices if office.wards] or list(offices)
    return office_name(desk.runtime.municipality, named[0].code) if named else ""


def _missing() -> Any:
    raise Missing
