"""What a page of figures is about: period, areas within the viewer's scope, and the address that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from events.contract import Refused, wareki
from events.host.answers import Missing
from events.host.areas import Area, Areas
from events.host.auth import Staff
from events.host.municipality import Municipality
from events.host.runtime import Runtime
from services.reporting import asked
from services.reporting.known import Known
from services.reporting.measure import Scope
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import fiscal_year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`wards` are the rows a viewer may see in that period, `chosen` the one picked; `ids` of all its facts.

    `codes` are the area codes these facts are taken from: the chosen one, or all of the viewer's.

    `code` names the area whose goals and population apply, empty for some wards of a city together.
    `known`: drawn as that past day knew it, which is then `today`.
    """

    municipality: Municipality
    period: Period
    today: date
    wards: tuple[Area, ...]
    chosen: Area | None
    title: str
    code: str
    ids: tuple[int, ...]
    codes: frozenset[str]
    known: Known | None = None

    @property
    def scope(self) -> Scope:
        """The facts of the period."""
        return Scope(self.ids, self.period.start, self.period.end, self._upto)

    @property
    def year_scope(self) -> Scope:
        """The facts of the whole fiscal year."""
        year = self.period.year
        return Scope(self.ids, year.start, year.end, self._upto)

    @property
    def _upto(self) -> tuple[tuple[int, int], ...] | None:
        return self.known.upto if self.known else None

    @property
    def under_way(self) -> bool:
        """Whether the period is not over yet."""
        return self.period.end >= self.today

    @property
    def elapsed(self) -> int:
        """Percent of the days of the period that have passed, today included."""
        days = (self.period.end - self.period.start).days + 1
        passed = min((self.today - self.period.start).days + 1, days)
        return passed * 100 // days

    @property
    def years(self) -> list[tuple[int, str]]:
        """The fiscal years that can be picked with their names, the newest first."""
        years = range(fiscal_year_of(self.today), asked.FIRST_YEAR - 1, -1)
        return [(year, f"{wareki.fiscal_year(year)}（{year}）") for year in years]

    def link(self, path: str = "", *, period: Period | None = None, area: str | None = None) -> str:
        """`path?…` for this view, or for another period or area ("" = all)."""
        chosen = self.chosen.code if self.chosen else ""
        asked_area = chosen if area is None else area
        return path + "?" + query(period or self.period, asked_area, self.as_of)

    @property
    def as_of(self) -> str:
        """The past day in addresses, empty for now."""
        return self.known.day.isoformat() if self.known else ""

    @property
    def now_link(self) -> str:
        """The same view as it is known now."""
        return "?" + query(self.period, self.chosen.code if self.chosen else "")

    def neighbour(self, period: Period) -> str:
        """The address of another period, empty where there is none to see."""
        fits = period.fiscal_year >= asked.FIRST_YEAR and period.start <= self.today
        return self.link(period=period) if fits else ""


def query(period: Period, area: str = "", as_of: str = "") -> str:
    """`year=2026&month=11&area=271063&as_of=2026-10-31`; all of it may be missing but the year."""
    words = {"year": str(period.fiscal_year), "month": str(period.month or ""), "area": area}
    words["as_of"] = as_of
    return urlencode({word: value for word, value in words.items() if value})


def view_of(
    runtime: Runtime,
    staff: Staff,
    permission: str,
    today: date,
    *,
    year: str = "",
    month: str = "",
    area: str = "",
    known: Known | None = None,
) -> View:
    """The view of a query. Missing for an area outside the viewer's scope; Refused for an impossible period."""
    today = known.day if known else today
    period = asked.period(
        _number(year) if year else fiscal_year_of(today), _number(month) if month else None, today
    )
    municipality, areas = runtime.municipality, runtime.areas
    codes = staff.wards_for(permission)
    served = municipality.wards_on(min(period.end, today))
    wards = tuple(ward for ward in served if ward.code in codes)
    chosen = next((ward for ward in wards if ward.code == area), None)
    if area and chosen is None:
        raise Missing
    whole = municipality.body.code in codes
    taken = frozenset({chosen.code}) if chosen else codes
    shown = (chosen,) if chosen else wards
    return View(
        municipality=municipality,
        period=period,
        today=today,
        wards=wards,
        chosen=chosen,
        title=_title(areas, municipality, shown, whole=whole and chosen is None),
        code=_code(municipality, shown, whole=whole and chosen is None),
        ids=ids_of(areas, taken),
        codes=taken,
        known=known,
    )


def ids_of(areas: Areas, codes: frozenset[str]) -> tuple[int, ...]:
    """Every area row, of any time, that bears one of these codes or lies inside one that does."""
    held = (row for row in areas if row.code in codes)
    return tuple(sorted({inner.area_id for row in held for inner in areas.within(row)}))


def _title(areas: Areas, municipality: Municipality, shown: Sequence[Area], *, whole: bool) -> str:
    names = [areas.short_name(ward) for ward in shown]
    if whole and len(names) > 1:
        return f"{municipality.body.name} 全{len(names)}区"
    if len(names) == 1 or len(names) > 4:
        return names[0] if len(names) == 1 else f"{names[0]}ほか {len(names)}区"
    return "・".join(names) or municipality.body.name


def _code(municipality: Municipality, shown: Sequence[Area], *, whole: bool) -> str:
    if whole:
        return municipality.body.code
    return shown[0].code if len(shown) == 1 else ""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refused("unknown-period", "年度と月は数字で指定してください。", field="year")
    return int(text)
