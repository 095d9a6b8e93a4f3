"""Resources of 社会資源台帳 to pick from while something is written about a case: those its ward may use."""

from collections.abc import Collection
from uuid import UUID

from events.contract.resource_picks import MeasureResource
from events.host.case_stream import Typed
from events.host.form import Form
from services.planning.plan import Plan
from services.planning.programmes.community.resources import stale
from services.planning.projections import community_lookup
from services.planning.projections.resources import ResourceRow
from services.planning.screens.case_file import CaseFile
from services.planning.screens.plan_links import filled_rows

UNKNOWN = UUID(int=0)
"""No resource: what cannot be read is refused as one that is not in the directory."""


def offered(file: CaseFile, picked: Collection[UUID] = ()) -> list[tuple[str, str]]:
    """For a form: name, theme, room, and a mark where nobody looked for long; `picked` stay, also once closed."""
    return [(str(row.case_id), _line(file, row)) for row in _rows(file, picked)]


def known(file: CaseFile, picked: Collection[UUID] = ()) -> frozenset[UUID]:
    """What may be picked."""
    return frozenset(row.case_id for row in _rows(file, picked))


def picked_of(plan: Plan | None) -> tuple[UUID, ...]:
    """What the draft that stands picked."""
    now = plan.picked_now if plan else None
    return tuple(one.resource for one in now.measures) if now else ()


def picks(form: Form) -> tuple[MeasureResource, ...]:
    """What was picked beside the measures, counted as the rows that will be recorded."""
    found = (
        (place, form.value(f"measures-{row}-resource"))
        for place, row in enumerate(filled_rows(form, "measures"), 1)
    )
    return tuple(MeasureResource(measure=n, resource=_uuid(text)) for n, text in found if text)


def as_typed(plan: Plan) -> Typed:
    """The picks of the draft that stands, as its form shows them."""
    now = plan.picked_now
    return (
        {f"measures-{o.measure - 1}-resource": str(o.resource) for o in now.measures} if now else {}
    )


def _rows(file: CaseFile, picked: Collection[UUID]) -> list[ResourceRow]:
    area = file.known.area
    return [
        row
        for row in community_lookup.resources(file.desk.runtime.tables)
        if row.case_id in picked or (row.closed_on is None and (not row.wards or area in row.wards))
    ]


def _line(file: CaseFile, row: ResourceRow) -> str:
    room = "登録終了" if row.closed_on else row.vacancy.ja
    old = "・要確認" if not row.closed_on and stale(row.confirmed_on, file.today) else ""
    return f"{row.title}（{row.theme.ja}・{room}{old}）"


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UNKNOWN
