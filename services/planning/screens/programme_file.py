"""One programme's records of one case as a page needs them, and the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, Refused, fold
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.sheet import Sheet
from events.log.event_log import Move
from events.log.recorded import Recorded
from services.planning.programmes.stream import stream_of
from services.planning.screens.case_file import CaseFile, Draw, Typed, case_file
from services.planning.screens.timeline import Entry, timeline

C = TypeVar("C")
S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Generic[S]):
    """`name`: permanent, names the stream. `page`: path below the case. `words`: a fact in a line, for people.

    `permission` = what its routes ask for when something is recorded.
    """

    name: str
    ja: str
    page: str
    evolve: Callable[[S | None, Any], S]
    words: Callable[[Event], str]
    permission: str = "service.record"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFile(Generic[S]):
    """`recorded` is the programme's stream in this case, `state` its fold (None before the first fact)."""

    programme: Programme[S]
    file: CaseFile
    stream: UUID
    recorded: tuple[Recorded, ...]
    state: S | None

    @property
    def person(self) -> UUID:
        """The pseudonym of whom the case is about."""
        return self.file.known.person

    @property
    def may_record(self) -> bool:
        """Whether this person may record here."""
        return self.file.may(self.programme.permission)

    def at(self, page: str = "") -> str:
        """Path of a page of this programme in this case."""
        return self.file.at(f"{self.programme.page}{'/' if page else ''}{page}")

    def entries(self) -> list[Entry]:
        """Everything recorded, in the programme's words, in the order of recording."""
        told = timeline(self.file.desk, self.recorded)
        facts = (record.fact for record in self.recorded)
        return [
            replace(entry, text=self.programme.words(fact))
            for entry, fact in zip(told, facts, strict=True)
        ]

    def sheet(self, form: str, typed: Typed | None = None) -> Sheet:
        """A fresh form with these texts in it, or the draft that `?draft=` names."""
        sheet = self.file.desk.sheet(
            self._named(form),
            area=self.file.known.area,
            case=self.file.case,
            expected=len(self.recorded),
        )
        return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `records` (this) and `file` (the case) besides what every page has."""
        return self.file.page(template, sheet=sheet, records=self, **context)

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
        """Read the form, let the decision answer, store, and go to the programme's page; else the page again.

        The command is given `today` and `person`; `also` = what other streams decide in the same command.
        """

        def act(command: C) -> str:
            self.carry_out(
                decision,
                command,
                command_id=sent.command_id,
                expected=sent.expected,
                also=also(command) if also else (),
            )
            return f"{self.at(back)}?noted=yes"

        return submit(
            self.file.desk,
            sent,
            self.sheet(form),
            into=into,
            act=act,
            draw=draw,
            given={"today": self.file.today, "person": self.person, **(given or {})},
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
    ) -> None:
        """Decide and store; refuses in a case that ended at intake."""
        if self.file.known.closed_at_intake:
            raise Refused(
                "closed-at-intake",
                "この相談は受付の段階で終わっています。新しい相談は「再相談」として受け付けてください。",
            )
        self.file.desk.carry_out(
            self.programme.evolve,
            decision,
            command,
            stream=self.stream,
            case=self.file.case,
            area=self.file.known.area,
            command_id=command_id,
            expected=expected,
            also=also,
        )

    def _named(self, form: str) -> str:
        return f"{self.programme.page}/{form}"


def programme_file(desk: Desk, case: UUID, programme: Programme[S]) -> ProgrammeFile[S]:
    """The programme's records of a case; Missing (404) for a case that planning has not heard of."""
    file = case_file(desk, case)
    stream = stream_of(case, programme.name)
    recorded = tuple(desk.history(stream, file.known.area))
    state = fold(programme.evolve, (record.fact for record in recorded))
    return ProgrammeFile(
        programme=programme, file=file, stream=stream, recorded=recorded, state=state
    )
