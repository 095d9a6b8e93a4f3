"""The national table as text: a table for the terminal, CSV for a spreadsheet. A dash where nothing is derivable."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from events.contract import wareki
from services.reporting.measure import Indicator
from services.reporting.national import NationalRow
from services.reporting.printing import DASH, shown

RATES = {
    "employment_income_rate_pct": "就労・増収率",
    "plan_share_of_consultations_pct": "プラン作成率",
    "target_share_of_plans_pct": "就労支援対象者割合",
}
SERVICES_FROM, SERVICES_TO = 4, 11
"""The eight service columns of the national table."""
WIDE = {"F", "W"}


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: what, how many, and its rate; a rule is drawn above where a group begins."""

    label: str
    value: str
    rate: str = ""
    begins: bool = False


def as_table(row: NationalRow, indicators: Mapping[str, Indicator]) -> str:
    """For the terminal; full-width characters take two columns."""
    lines = list(_lines(row, indicators))
    head = Line("項目", "件数・人数", "人口10万人・1か月当たり")
    widths = (
        max(width(line.label) for line in [head, *lines]),
        max(width(line.value) for line in [head, *lines]),
        max(width(line.rate) for line in [head, *lines]),
    )
    drawn = [_ruled(widths, "┌┬┐"), _cells(head, widths)]
    for line in lines:
        if line.begins:
            drawn.append(_ruled(widths, "├┼┤"))
        drawn.append(_cells(line, widths))
    drawn.append(_ruled(widths, "└┴┘"))
    return "\n".join([*_heading(row), *drawn, *_goals(row, indicators), ""])


def as_csv(rows: Sequence[NationalRow], indicators: Mapping[str, Indicator]) -> str:
    """One line per row under Japanese column names, numbers without separators."""
    written = io.StringIO()
    file = csv.writer(written, lineterminator="\r\n")
    for place, row in enumerate(rows):
        columns = dict(_columns(row, indicators))
        if place == 0:
            file.writerow(columns)
        file.writerow(columns.values())
    return written.getvalue()


def width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if east_asian_width(letter) in WIDE else 1 for letter in text)


def _heading(row: NationalRow) -> Iterable[str]:
    first, last = wareki.long(row.period.start), wareki.long(row.period.end)
    people = f"{row.population:,}人" if row.population else DASH
    yield f"{row.area.name}（{row.area.level.ja}） {row.period.wareki}（{first}から{last}まで）"
    yield f"人口 {people}"


def _lines(row: NationalRow, indicators: Mapping[str, Indicator]) -> Iterable[Line]:
    for key, value in row.counts.items():
        indicator = indicators[key]
        inside = SERVICES_FROM <= indicator.order <= SERVICES_TO
        label = indicator.named(row.period.end)
        if "のうち" in label:
            label = "  うち" + label.split("のうち")[1]
        rate = ""
        if indicator.per_population:
            rate = shown(row.by_rule[f"{key}_per_100k_month"])
        begins = indicator.order in {1, SERVICES_FROM, SERVICES_TO + 1}
        yield Line(("  " if inside else "") + label, shown(value), rate, begins)
    for place, (key, label) in enumerate(RATES.items()):
        found = row.by_rule[key]
        yield Line(label, DASH if found is None else f"{found} %", begins=place == 0)


def _goals(row: NationalRow, indicators: Mapping[str, Indicator]) -> Iterable[str]:
    if row.goals:
        yield "目安値"
    for key, goal in row.goals.items():
        label = indicators[key.removesuffix("_share")].ja
        if key.endswith("_share"):
            yield f"  {label}の割合: 目安値 {goal['goal']} %  実績 {goal['printed']}"
        else:
            numbers = f"目安値 {goal['goal']:,}  実績 {goal['actual']:,}"
            yield f"  {label}: {numbers}  達成率 {goal['printed']}"


def _cells(line: Line, widths: tuple[int, int, int]) -> str:
    label = line.label + " " * (widths[0] - width(line.label))
    value = " " * (widths[1] - width(line.value)) + line.value
    rate = " " * (widths[2] - width(line.rate)) + line.rate
    return f"│ {label} │ {value} │ {rate} │"


def _ruled(widths: tuple[int, int, int], corners: str) -> str:
    return corners[0] + corners[1].join("─" * (w + 2) for w in widths) + corners[2]


def _columns(
    row: NationalRow, indicators: Mapping[str, Indicator]
) -> Iterable[tuple[str, str | int]]:
    yield "自治体", row.area.name
    yield "区分", row.area.level.ja
    yield "期間", row.period.wareki
    yield "始期", row.period.start.isoformat()
    yield "終期", row.period.end.isoformat()
    yield "人口", _plain(row.population)
    for key, value in row.counts.items():
        yield indicators[key].named(row.period.end), _plain(value)
        if indicators[key].per_population:
            rate = row.by_rule[f"{key}_per_100k_month"]
            yield f"{indicators[key].ja}(人口10万人・1か月当たり)", _plain(rate)
    for key, label in RATES.items():
        yield f"{label}(%)", _plain(row.by_rule[key])
    for key, label in (("new_consultations", "新規相談"), ("plans_created", "プラン")):
        goal = row.goals.get(key)
        yield f"{label}の目安値", _plain(goal["goal"] if goal else None)
        yield f"{label}の達成率", _plain(goal["printed"] if goal else None)


def _plain(value: str | int | None) -> str | int:
    return DASH if value is None else value
