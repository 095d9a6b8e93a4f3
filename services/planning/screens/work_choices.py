"""Workplaces of the register as choices of a form, and one of them as it stands."""

from uuid import UUID

from events.contract import fold
from events.host.desk import Desk
from events.host.form import Form
from services.planning.programmes.work_places.place import WorkPlace, evolve
from services.planning.projections import work_lookup
from services.planning.projections.work_place import WorkPlaceRow

Options = list[tuple[str, str]]


def for_practice(desk: Desk) -> Options:
    """The places that take people for some kind of practice."""
    rows = work_lookup.places(desk.runtime.tables)
    return [
        _option(r, "・".join(p.ja for p in r.practice))
        for r in rows
        if r.practice and not r.closed_on
    ]


def for_training(desk: Desk) -> Options:
    """The places with a certificate that has not run out, with the room they have."""
    tables = desk.runtime.tables
    used = work_lookup.in_use(tables)
    return [
        _option(row, f"定員{row.capacity}名、利用中・あっせん中{used.get(row.case_id, 0)}名")
        for row in work_lookup.places(tables)
        if row.number and not row.closed_on and (row.valid_until or desk.today) >= desk.today
    ]


def place_of(desk: Desk, place: UUID | None) -> WorkPlace | None:
    """A place of the register as its own stream tells it."""
    row = work_lookup.place(desk.runtime.tables, place) if place else None
    if row is None:
        return None
    return fold(evolve, (one.fact for one in desk.history(row.case_id, row.area)))


def typed_place(form: Form) -> UUID | None:
    """The place chosen in a form; None where nothing readable was chosen."""
    try:
        return UUID(form.value("place"))
    except ValueError:
        return None


def titles(desk: Desk) -> dict[UUID, str]:
    """The name of every place of the register."""
    return {row.case_id: row.title for row in work_lookup.places(desk.runtime.tables)}


def _option(row: WorkPlaceRow, note: str) -> tuple[str, str]:
    return str(row.case_id), f"{row.title}({note})"
