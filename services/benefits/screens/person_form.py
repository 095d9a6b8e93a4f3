"""A form that records on the person's own stream of months, from the page of one of the person's cases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from starlette.responses import Response

from events.contract import Event
from events.host.case_stream import Typed
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.sheet import Sheet
from services.benefits import months
from services.benefits.months import Months
from services.benefits.projections import lookup
from services.benefits.screens.grant_file import GrantFile

C = TypeVar("C")


def person_sheet(file: GrantFile, form: str, version: int, typed: Typed | None = None) -> Sheet:
    """A fresh form drawn from that version of the person's stream, or the draft the address names."""
    sheet = file.desk.sheet(form, area=file.known.area, case=file.case, expected=version)
    return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))


def record(
    file: GrantFile,
    sent: SentForm,
    sheet: Sheet,
    *,
    into: type[C],
    decision: Callable[[Months | None, C], Sequence[Event]],
    draw: Callable[[Sheet], Response],
    given: Mapping[str, Any],
    then: str,
) -> Response:
    """Read, decide, store, and go to `then`; else the same page again."""
    stream = months.stream_of(file.known.person)

    def act(command: C) -> str:
        receipt = file.desk.carry_out(
            months.evolve,
            decision,
            command,
            stream=stream,
            case=file.case,
            area=file.known.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        file.desk.wait_for(lookup.WORK, "benefits", receipt.position)
        return then

    return submit(
        file.desk,
        sent,
        sheet,
        into=into,
        act=act,
        draw=draw,
        given={"today": file.today, **given},
        stream=stream,
    )
