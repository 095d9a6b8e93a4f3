"""A list leaves as a file: first the fact that it does, then the file (people.md §14; docs/decisions/0006)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import uuid4

from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, FileForm, ListExported
from events.host import list_file
from events.host.answers import Forbidden
from events.host.auth import Requires
from events.host.list_file import Table

if TYPE_CHECKING:
    from events.host.desk import Desk

EXPORT: Final = Requires("export.make")
"""Every route of a file, whatever it holds: whoever holds it may read the pages too (a test says so)."""
S = TypeVar("S")


def exported(
    desk: Desk,
    table: Table,
    form: FileForm,
    *,
    fact: type[ListExported],
    listed: ExportedList,
    groups: Collection[FieldGroup],
    wards: Collection[str] | None = None,
) -> Response:
    """The file of rows about persons; stated in a stream of its own first: without the fact no file.

    `wards` = codes the rows were taken from, default every one where the person may export.
    """
    codes = desk.staff.wards_for(desk.permission) if wards is None else frozenset(wards)
    if not codes:
        raise Forbidden
    made = fact(
        exported_on=desk.today,
        listed=listed,
        form=form,
        rows=len(table.rows),
        groups=tuple(group for group in FieldGroup if group in groups),
        wards=tuple(sorted(codes)),
    )
    export = uuid4()
    city = desk.runtime.municipality.body.code
    desk.carry_out(
        _standing,
        _stated,
        made,
        stream=export,
        case=export,
        area=city if city in codes else min(codes),
        command_id=export,
        expected=0,
    )
    return list_file.answer(table, form)


def _stated(_: None, made: ListExported) -> Sequence[ListExported]:
    """Nothing is decided here: the route has asked whether the person may."""
    return [made]


def _standing(_: S | None, __: ListExported) -> None:
    """An export has no later facts."""
