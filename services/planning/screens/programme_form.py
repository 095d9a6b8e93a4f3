"""A form of a programme: its page and its submission, declared once and added to a router."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Event, fold
from events.host.case_stream import Typed
from events.host.forms import Sent
from events.host.http import AtDesk, Requires
from events.host.sheet import Sheet
from events.log.event_log import Move
from services.planning.screens.programme_file import Programme, ProgrammeFile, programme_file

S = TypeVar("S")
C = TypeVar("C")

TITLES: Final[dict[str, str]] = {}
"""Name of a form as its drafts keep it → what people call it."""


def _nothing(_: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeForm(Generic[S, C]):
    """`page`: path below the programme's. `opens`: texts it opens with, also what it may refuse (Missing).

    `around`: what its template needs besides; `given`: fields nobody types; `also`: what other streams decide.
    """

    page: str
    ja: str
    template: str
    into: type[C]
    decision: Callable[[S | None, C], Sequence[Event]]
    opens: Callable[[ProgrammeFile[S]], Typed] = _nothing
    around: Callable[[ProgrammeFile[S]], Mapping[str, Any]] = _nothing
    given: Callable[[ProgrammeFile[S]], Mapping[str, Any]] = _nothing
    also: Callable[[ProgrammeFile[S], C], Sequence[Move]] | None = None
    permission: str = ""


def add(router: APIRouter, programme: Programme[S], form: ProgrammeForm[S, C]) -> None:
    """Its two routes; the router's prefix is the programme's page of a case."""
    TITLES[f"{programme.page}/{form.page}"] = form.ja
    needed = [Requires(form.permission or programme.permission, scope="case")]

    def drawn(records: ProgrammeFile[S], sheet: Sheet) -> Response:
        return records.page(form.template, sheet=sheet, title=form.ja, **form.around(records))

    @router.get(f"/{form.page}", dependencies=needed, summary=form.ja)
    def show(case: UUID, desk: AtDesk) -> Response:
        records = programme_file(desk, case, programme)
        return drawn(records, records.sheet(form.page, form.opens(records)))

    @router.post(f"/{form.page}", dependencies=needed, summary=f"{form.ja}を記録する")
    def record(case: UUID, desk: AtDesk, sent: Sent) -> Response:
        records = programme_file(desk, case, programme)
        also, then = form.also, as_before(records, sent.command_id)
        return records.submit(
            sent,
            form.page,
            into=form.into,
            decision=form.decision,
            draw=lambda sheet: drawn(records, sheet),
            given=form.given(then),
            also=(lambda command: also(then, command)) if also else None,
        )


def as_before(records: ProgrammeFile[S], command_id: UUID) -> ProgrammeFile[S]:
    """The records as they stood before that command: a repeated one is then judged as it was the first time."""
    place = next((n for n, r in enumerate(records.recorded) if r.command == command_id), None)
    if place is None:
        return records
    recorded = records.recorded[:place]
    state = fold(records.programme.evolve, (record.fact for record in recorded))
    return replace(records, recorded=recorded, state=state)
