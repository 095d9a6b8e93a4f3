"""One programme's records of one case as a page needs them, and the way to record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, fold
from events.host.case_stream import CaseStream
from events.host.desk import Desk
from events.host.sheet import Sheet
from services.planning.programmes.stream import stream_of
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.timeline import Entry, timeline

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
class ProgrammeFile(CaseStream[S]):
    """The programme's stream in this case."""

    programme: Programme[S]
    file: CaseFile

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

    def page(self, template: str, *, sheet: Sheet | None = None, **context: Any) -> Response:
        """Draw a template; it has `records` (this) and `file` (the case) besides what every page has."""
        return self.file.page(template, sheet=sheet, records=self, **context)

    def named(self, form: str) -> str:
        """Each programme has its own drafts."""
        return f"{self.programme.page}/{form}"

    def told(self) -> Mapping[str, Any]:
        """The day and the person."""
        return {"today": self.today, "person": self.person}

    def guard(self) -> None:
        """Refuses in a case that ended at intake."""
        self.file.guard()


def programme_file(desk: Desk, case: UUID, programme: Programme[S]) -> ProgrammeFile[S]:
    """The programme's records of a case; Missing (404) for a case that planning has not heard of."""
    file = case_file(desk, case)
    stream = stream_of(case, programme.name)
    recorded = tuple(desk.history(stream, file.known.area))
    state = fold(programme.evolve, (record.fact for record in recorded))
    return ProgrammeFile(
        desk=desk,
        case=case,
        area=file.area,
        stream=stream,
        evolve=programme.evolve,
        programme=programme,
        file=file,
        recorded=recorded,
        state=state,
    )
