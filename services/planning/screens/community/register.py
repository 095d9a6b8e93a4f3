"""A register of no case as data: its list, its entries, and the forms by which they are recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import Event, fold, kind_of, wareki
from events.host.answers import Forbidden, Missing
from events.host.case_stream import Typed
from events.host.desk import Desk
from events.host.form import Form
from events.host.list_file import Table
from events.log.recorded import Recorded
from services.planning.programmes.community.entry import Entry, Evolve
from services.planning.screens.programme_form import TITLES
from services.planning.screens.timeline import Entry as Told
from services.planning.screens.timeline import timeline

RECORD: Final = "community.record"
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`kind`: date, text, area, number, yen, select, radio, checks, attending or hidden."""

    kind: str
    name: str
    label: str
    options: Options | Callable[[Desk], Options] = ()
    hint: str = ""
    required: bool = False
    unit: str = ""
    rows: int = 3
    blank: str = "選んでください"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a list: words, a badge (kind of the kit, its words), and a softer line."""

    text: str = ""
    badge: tuple[str, str] | None = None
    soft: str = ""

    @property
    def plain(self) -> str:
        """As it stands in a file."""
        return " ".join(p for p in (self.text, self.badge[1] if self.badge else "", self.soft) if p)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in its list; `over` = ended or taken back, shown below the others."""

    entry: UUID
    title: str
    cells: Sequence[Cell]
    over: bool = False

    @property
    def plain(self) -> str:
        """Everything that is written in it, for a search."""
        return " ".join((self.title, *(cell.plain for cell in self.cells)))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """One entry as its own stream tells it."""

    register: Register
    desk: Desk
    entry: UUID
    area: str
    recorded: tuple[Recorded, ...]
    state: Entry

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.register.title(self)

    @property
    def may_record(self) -> bool:
        """Whether this person may record here."""
        return self.desk.staff.may(RECORD, self.area)

    def at(self, page: str = "") -> str:
        """Path of a page of this entry."""
        below = f"{self.register.path}/{self.entry}{'/' if page else ''}{page}"
        return f"{self.desk.root}/community/{below}"

    def forms(self) -> list[RegisterForm]:
        """The forms that are open now."""
        if not self.may_record or self.state.over is not None:
            return []
        return [form for form in self.register.forms if form.opens(self.state)]

    def history(self) -> list[Told]:
        """Everything recorded, the newest first."""
        told = timeline(self.desk, self.recorded)
        facts = (record.fact for record in self.recorded)
        said = [
            replace(entry, text=self.register.words(fact, self.desk))
            for entry, fact in zip(told, facts, strict=True)
        ]
        return said[::-1]


def _always(_: Entry) -> bool:
    return True


def _untyped(_: EntryFile) -> Typed:
    return {}


def _nothing(_: Desk, __: Form) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterForm:
    """`given` fills fields of the command nobody types; `opens` says whether the entry is ready for it."""

    path: str
    heading: str
    send: str
    into: type[Any]
    decision: Callable[[Entry | None, Any], Sequence[Event]]
    fields: Sequence[Field]
    lead: str = ""
    typed: Callable[[EntryFile], Typed] = _untyped
    given: Callable[[Desk, Form], Mapping[str, Any]] = _nothing
    opens: Callable[[Entry], bool] = _always
    danger: bool = False

    def drawn(self, desk: Desk) -> list[Field]:
        """The fields with their options."""
        return [
            replace(f, options=f.options(desk)) if callable(f.options) else f for f in self.fields
        ]


def own_area(desk: Desk, _: Form | None = None) -> str:
    """A new entry belongs to the ward of whoever records it; the registers are read by the whole city."""
    wards = desk.staff.wards_for(RECORD)
    if not wards:
        raise Forbidden
    return min(wards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """`table` is waited for after recording; `area` finds an entry's ward (None: no such entry).

    `picture` names a template drawn above the list, `around` what it needs; `heads` are the list's columns.
    """

    path: str
    ja: str
    lead: str
    new: RegisterForm
    forms: Sequence[RegisterForm]
    evolve: Evolve
    table: str
    area: Callable[[Desk, UUID], str | None]
    heads: Sequence[str]
    lines: Callable[[Desk], Sequence[Line]]
    title: Callable[[EntryFile], str]
    facts: Callable[[EntryFile], Sequence[tuple[str, str]]]
    words: Callable[[Event, Desk], str]
    around: Callable[[Desk], Mapping[str, Any]] = field(default=lambda _: {})
    beside: Callable[[EntryFile], Mapping[str, Any]] = field(default=lambda _: {})
    belongs: Callable[[Desk, Form], str] = own_area
    listed: str = ""
    picture: str = ""
    beside_page: str = ""
    empty: str = "登録すると、ここに並びます。"

    def __post_init__(self) -> None:
        for form in (self.new, *self.forms):
            TITLES[self.named(form)] = form.heading

    def named(self, form: RegisterForm) -> str:
        """The name under which drafts of the form are kept."""
        return f"community/{self.path}/{form.path}"

    def table_of(self, desk: Desk) -> Table:
        """The list as a file; no row is about a person."""
        rows = [(line.title, *(cell.plain for cell in line.cells)) for line in self.lines(desk)]
        return Table(name=f"community-{self.path}", title=self.ja, heads=self.heads, rows=rows)

    def file(self, desk: Desk, entry: UUID) -> EntryFile:
        """One entry; Missing (404) for one this register does not know."""
        area = self.area(desk, entry)
        if area is None:
            raise Missing
        recorded = tuple(desk.history(entry, area))
        state = fold(self.evolve, (record.fact for record in recorded))
        if state is None:
            raise Missing
        return EntryFile(
            register=self, desk=desk, entry=entry, area=area, recorded=recorded, state=state
        )


def ward_options(desk: Desk) -> list[tuple[str, str]]:
    """The wards of the city."""
    return [
        (ward.code, desk.runtime.areas.short_name(ward))
        for ward in desk.runtime.municipality.wards_on(desk.today)
    ]


def ward_name(desk: Desk, code: str) -> str:
    """A ward's short name."""
    return desk.runtime.areas.short_name(desk.runtime.areas.at(code, desk.today))


def today(found: EntryFile) -> Typed:
    """A form that opens with today."""
    return {"on": wareki.short(found.desk.today)}


def day(
    name: str = "on", label: str = "日付", *, required: bool = True, hint: str = "例 R8.6.1"
) -> Field:
    """A day in either era."""
    return Field(kind="date", name=name, label=label, required=required, hint=hint)


def words(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """Free text."""
    return Field(kind="area", name=name, label=label, required=required, hint=hint)


def text(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One line of text."""
    return Field(kind="text", name=name, label=label, required=required, hint=hint)


def number(name: str, label: str, unit: str, *, required: bool = False, hint: str = "") -> Field:
    """A whole number."""
    return Field(kind="number", name=name, label=label, unit=unit, required=required, hint=hint)


def joined(*parts: str) -> str:
    """The parts that say something, as sentences."""
    return "。".join(part.rstrip("。") for part in parts if part)


def short(value: date | None) -> str:
    """A day in the short form; a dash where there is none."""
    return wareki.short(value) if value else "－"


def ago(value: date, today: date) -> str:
    """How long ago, in whole months or days."""
    days = (today - value).days
    return f"{days // 30}か月前" if days >= 60 else "今日" if days == 0 else f"{days}日前"


def term(fact: Event) -> str:
    """The Japanese term of a fact."""
    return kind_of(fact).ja
