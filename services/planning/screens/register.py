"""Registers of things of no case: who may keep them, in which ward, and the way to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar
from uuid import UUID

from starlette.responses import Response

from events.contract import Event, wareki
from events.host.answers import Forbidden, Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.sheet import Sheet

S = TypeVar("S")
C = TypeVar("C")
KEEP: Final = "register.keep"


def area_of(desk: Desk, wanted: str = "") -> str:
    """The ward a new entry belongs to: the one that was chosen, else the first one may keep."""
    wards = desk.staff.wards_for(KEEP)
    if not wards:
        raise Forbidden
    if wanted and wanted not in wards:
        raise Missing
    return wanted or min(wards)


def wards(desk: Desk) -> list[tuple[str, str]]:
    """The wards to choose from, by name."""
    areas = desk.runtime.areas
    kept = sorted(desk.staff.wards_for(KEEP))
    return [(code, areas.short_name(areas.at(code, desk.today))) for code in kept]


def opened_on_today(desk: Desk, form: str, area: str, day: str) -> Sheet:
    """A fresh form with today in the field `day`, or the draft that the address names."""
    sheet = desk.sheet(form, area=area)
    return sheet if sheet.saved_at else replace(sheet, form=Form({day: wareki.short(desk.today)}))


def may_keep(desk: Desk, area: str) -> bool:
    """Whether the person keeps this ward's register."""
    return desk.staff.may(KEEP, area)


def record(  # noqa: PLR0913 - everything one form knows of itself
    desk: Desk,
    sent: SentForm,
    sheet: Sheet,
    *,
    stream: UUID,
    area: str,
    evolve: Callable[[S | None, Any], S],
    into: type[C],
    decision: Callable[[S | None, C], Sequence[Event]],
    draw: Callable[[Sheet], Response],
    table: str,
    back: str,
    given: Mapping[str, Any] | None = None,
) -> Response:
    """Read, decide, store in `stream`, wait for `table`, go to `back` below the service; else the page again."""

    def act(command: C) -> str:
        receipt = desk.carry_out(
            evolve,
            decision,
            command,
            stream=stream,
            case=stream,
            area=area,
            command_id=sent.command_id,
            expected=None,
        )
        shown = desk.wait_for(table, "planning", receipt.position)
        return f"{desk.root}{back}?noted={'yes' if shown else 'later'}"

    return submit(
        desk,
        sent,
        sheet,
        into=into,
        act=act,
        draw=draw,
        given={"today": desk.today, **(given or {})},
    )


NOTED: Final = {
    "yes": "記録しました。",
    "later": "記録しました。一覧には、まもなく反映されます。",
}
