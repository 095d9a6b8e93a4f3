"""国庫負担金 of a year: sums by month of payment, the lines behind them, and the differences that are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.host.desk import Desk
from events.host.list_file import Table
from services.benefits.fiscal import year_label
from services.benefits.projections import lookup
from services.benefits.projections.orders import PAYMENT_ORDER, OrderRow, OrderState
from services.benefits.projections.paid import PAID_MONEY, PaidMoney
from services.benefits.screens.wording import month_label, paid_for

SHARE: Final = (3, 4)
"""The state bears three quarters of the benefit (法15条2項)."""
OPEN: Final = {
    OrderState.ORDERED: "命令済みで、審査がまだのもの",
    OrderState.PASSED: "審査済みで、振込のまとめに入っていないもの",
    OrderState.BATCHED: "振込のまとめに入り、結果がまだのもの",
    OrderState.RETURNED: "組戻のまま、再発行も取消しもされていないもの",
}
LINES: Final = 200
UNBOOKED: Final = "支給のあと組戻になり、戻入がまだのもの"


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One month of payment: count and yen of payments, yen of 戻入 (positive)."""

    month: str
    label: str
    count: int
    paid_yen: int
    booked_yen: int


@dataclass(frozen=True, slots=True)
class Line:
    """One payment or 戻入: `number` of the case, `label` what was paid, `at` the path of its page."""

    of: PaidMoney
    order_no: str
    number: str
    label: str
    at: str


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """Orders of the year that are not settled."""

    why: str
    count: int
    yen: int
    rows: Sequence[tuple[OrderRow, str]]


@dataclass(frozen=True, slots=True)
class Subsidy:
    """`years` for choosing; `lines` of the month that was opened."""

    year: int
    label: str
    years: Sequence[tuple[int, str]]
    months: Sequence[MonthSum]
    lines: Sequence[Line]
    open: Sequence[OpenDifference]

    @property
    def paid_yen(self) -> int:
        """Payments of the year."""
        return sum(month.paid_yen for month in self.months)

    @property
    def booked_yen(self) -> int:
        """戻入 of the year, positive."""
        return sum(month.booked_yen for month in self.months)

    @property
    def net_yen(self) -> int:
        """対象経費: payments less 戻入."""
        return self.paid_yen - self.booked_yen

    @property
    def state_yen(self) -> int:
        """Three quarters, fractions of a yen dropped (暫定)."""
        return self.net_yen * SHARE[0] // SHARE[1]


def subsidy(desk: Desk, year: int, permission: str, month: str = "") -> Subsidy:
    """The year as far as this person's wards go; `month` opens its lines, "all" every line."""
    wards = list(desk.staff.wards_for(permission))
    rows = desk.runtime.tables.query(
        "select to_char(stated_on, 'YYYY-MM') as month, count(*) filter (where yen > 0) as count,"
        " coalesce(sum(yen) filter (where yen > 0), 0)::bigint as paid,"
        " coalesce(-sum(yen) filter (where yen < 0), 0)::bigint as booked"
        " from paid_money where fiscal_year = %s and area = any(%s) group by 1 order by 1",
        [year, wards],
    )
    months = [
        MonthSum(r["month"], month_label(r["month"])[:-1], r["count"], r["paid"], r["booked"])
        for r in rows
    ]
    known = desk.runtime.tables.query(
        "select distinct fiscal_year from payment_order"
        " where area = any(%s) and fiscal_year > 0 order by 1",
        [wards],
    )
    years = sorted({year, *(r["fiscal_year"] for r in known)})
    return Subsidy(
        year,
        year_label(year),
        [(one, year_label(one)) for one in years],
        months,
        _lines(desk, year, wards, month) if month else [],
        _open(desk, year, wards),
    )


def table(found: Subsidy) -> Table:
    """Every line, with the sums beside them."""
    heads = ("受付番号", "区分", "支払うもの", "命令番号", "年度", "日", "金額(円)", "支給・戻入")
    rows = [
        (
            line.number,
            line.of.matter.ja,
            line.label,
            line.order_no,
            line.of.fiscal_year,
            line.of.stated_on.isoformat(),
            line.of.yen,
            "支給" if line.of.yen > 0 else "戻入",
        )
        for line in found.lines
    ]
    about = (
        ("年度", found.label),
        ("支給額", f"{found.paid_yen:,}円"),
        ("戻入", f"{found.booked_yen:,}円"),
        ("差引(対象経費)", f"{found.net_yen:,}円"),
        ("国庫負担 4分の3(円未満切捨て、暫定)", f"{found.state_yen:,}円"),
    )
    return Table(
        name=f"subsidy-{found.year}", title="国庫負担金", heads=heads, rows=rows, about=about
    )


def _lines(desk: Desk, year: int, wards: list[str], month: str) -> list[Line]:
    rows = desk.runtime.tables.rows(
        PAID_MONEY,
        "fiscal_year = %(year)s and area = any(%(wards)s)"
        " and (%(month)s = 'all' or to_char(stated_on, 'YYYY-MM') = %(month)s)",
        {"year": year, "wards": wards, "month": month},
        order="stated_on, position",
    )
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row in rows})
    orders = desk.runtime.tables.rows(
        PAYMENT_ORDER, "stream = any(%s)", [list({row.stream for row in rows})]
    )
    known = {(one.stream, one.part): one for one in orders}
    return [
        _line(row, known.get((row.stream, row.part)), numbers.get(row.case_id, "")) for row in rows
    ]


def _line(of: PaidMoney, order: OrderRow | None, number: str) -> Line:
    """With what the table of orders says of it; the case alone while that has not caught up."""
    at = order.at if order else f"/cases/{of.case_id}"
    order_no = of.order_no or (order.order_no if order else "")
    return Line(of, order_no or "番号を確認中", number, paid_for(of.matter, of.part), at)


def _open(desk: Desk, year: int, wards: list[str]) -> list[OpenDifference]:
    rows = desk.runtime.tables.rows(
        PAYMENT_ORDER,
        "fiscal_year = %s and area = any(%s) and (state = any(%s) or unbooked)",
        [year, wards, [state.value for state in OPEN]],
        order="due_on, order_no",
    )
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row in rows})
    found = [
        _difference(why, [r for r in rows if r.state is state], numbers)
        for state, why in OPEN.items()
    ]
    found.append(_difference(UNBOOKED, [row for row in rows if row.unbooked], numbers))
    return [one for one in found if one.count]


def _difference(why: str, rows: Sequence[OrderRow], numbers: Mapping[UUID, str]) -> OpenDifference:
    told = [(row, numbers.get(row.case_id, "")) for row in rows[:LINES]]
    return OpenDifference(why, len(rows), sum(row.yen for row in rows), told)
