"""A form that records one entry of a programme, as data: its fields, its command, its decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from events.contract import Event
from events.host.case_stream import Typed
from events.host.desk import Desk
from events.host.form import Form
from services.planning.programmes.work_book import WorkBook
from services.planning.screens.programme_file import ProgrammeFile

Work = ProgrammeFile[WorkBook]
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """`kind`: date, text, area, number, select, radio, checks or check (a macro of the kit).

    `options` may ask the desk, e.g. for the register of workplaces.
    """

    kind: str
    name: str
    label: str
    options: Options | Callable[[Desk], Options] = ()
    hint: str = ""
    required: bool = False
    unit: str = ""
    rows: int = 4


def _nothing(_: Work, __: int, ___: Form) -> Mapping[str, Any]:
    return {}


def _untyped(_: Work) -> Typed:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """`of`: the kind of the entry it goes on with, whose number stands in the path; None = a new entry.

    `given` fills fields of the command that nobody types; `typed` is what a fresh form begins with.
    """

    path: str
    heading: str
    send: str
    into: type[Any]
    decision: Callable[[WorkBook | None, Any], list[Event]]
    fields: Sequence[FormField]
    of: type[Event] | None = None
    lead: str = ""
    typed: Callable[[Work], Typed] = _untyped
    given: Callable[[Work, int, Form], Mapping[str, Any]] = _nothing

    def drawn(self, desk: Desk) -> list[FormField]:
        """The fields with their options."""
        return [_drawn(field, desk) for field in self.fields]


def _drawn(field: FormField, desk: Desk) -> FormField:
    return replace(field, options=field.options(desk)) if callable(field.options) else field


def day(name: str, label: str, *, required: bool = True, hint: str = "例 R8.6.1") -> FormField:
    """A day in either era."""
    return FormField(kind="date", name=name, label=label, required=required, hint=hint)


def words(
    name: str, label: str, *, required: bool = False, rows: int = 4, hint: str = ""
) -> FormField:
    """Free text about the person."""
    return FormField(kind="area", name=name, label=label, required=required, rows=rows, hint=hint)
