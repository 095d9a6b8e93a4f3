"""The tables that leave as files: figures per ward, records behind a number."""

from collections.abc import Iterable, Mapping, Sequence

from events.bus.read_tables import ReadTables
from events.host.areas import Areas
from events.host.filters import instant
from events.host.list_file import Cell, Table
from services.reporting.figures import Figure, counts_of, figures, of_parts
from services.reporting.measure import Indicator
from services.reporting.printing import DASH
from services.reporting.projections.kpi_fact import Kind
from services.reporting.projections.records import CountedRecord
from services.reporting.readings import by_sql, parts
from services.reporting.screens.view import View
from services.reporting.screens.wording import formula


def of_wards(tables: ReadTables, view: View, indicators: Mapping[str, Indicator], at: str) -> Table:
    """One line for the whole, one per ward; every indicator a column."""
    every, scope = list(indicators.values()), view.scope
    counts = counts_of(every, scope)
    by_ward = of_parts(every, scope, parts(tables, counts, scope, "area_id"))
    none = of_parts(every, scope, {0: [0] * len(counts)})[0]
    short = view.municipality.areas.short_name
    lines = [(view.title, figures(every, scope, by_sql(tables)))]
    if view.chosen is None and len(view.wards) > 1:
        lines += [(short(ward), by_ward.get(ward.area_id, none)) for ward in view.wards]
    return Table(
        name=f"figures-{view.period.fiscal_year}" + _month(view),
        title=f"集計 {view.period.wareki}",
        heads=["地域", *(f"{i.named(view.period.end)}（{i.unit}）" for i in every)],
        rows=[[name, *(_cell(found[i.id]) for i in every)] for name, found in lines],
        about=[*about(view, at), *((i.ja, f"{i.rule} {formula(i)}") for i in every)],
    )


def of_records(
    view: View, indicator: Indicator, listed: Iterable[CountedRecord], areas: Areas, at: str
) -> Table:
    """One line per record, in the order of counting."""
    return Table(
        name=f"records-{indicator.id}-{view.period.fiscal_year}" + _month(view),
        title=indicator.ja,
        heads=RECORD_HEADS,
        rows=[_line(record, areas) for record in listed],
        about=[
            *about(view, at),
            ("指標", indicator.ja),
            ("数え方", indicator.rule),
            ("式", formula(indicator)),
            ("出典", indicator.source),
        ],
    )


RECORD_HEADS = (
    "計上日",
    "記録",
    "受付番号",
    "区",
    "プラン",
    "支援サービス",
    "就労支援対象",
    "結果",
    "額（円）",
    "数えたか",
    "記録日時",
)


def about(view: View, at: str) -> list[tuple[str, str]]:
    """What every file says of itself."""
    period = view.period
    return [
        ("地域", view.title),
        ("期間", f"{period.wareki}（{period.start.isoformat()} から {period.end.isoformat()}）"),
        ("区分", "速報。数え方は暫定です"),
        ("時点", at),
    ]


def _line(record: CountedRecord, areas: Areas) -> Sequence[Cell]:
    return (
        record.counted_on.isoformat(),
        record.term,
        record.number,
        areas.short_name(areas.by_id(record.area_id)),
        record.plan_no or "",
        record.service_names,
        "対象" if record.is_target else "",
        record.outcome_ja,
        record.amount_yen or "",
        _counted(record),
        instant(record.recorded_at) if record.recorded_at else "",
    )


def _counted(record: CountedRecord) -> str:
    if record.kind is Kind.PAYMENT_RETURNED:
        return "引いた"
    return "同じ人（数えない）" if record.repeated else "数えた"


def _cell(figure: Figure) -> Cell:
    if figure.printed is None:
        return DASH
    return figure.printed if figure.indicator.is_share else figure.value or 0


def _month(view: View) -> str:
    return f"-{view.period.month:02d}" if view.period.month else ""
