"""What is asked of the 文書番号簿: a 会計年度, a ward and a kind of letter, and what there is to choose."""

from dataclasses import dataclass
from urllib.parse import urlencode

from events.contract.benefits_papers import NoticeKind
from events.host.answers import Missing
from events.host.desk import Desk
from services.benefits.fiscal import fiscal_year_of, year_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is asked: a 会計年度, a ward and a kind; "" = every one."""

    year: int
    ward: str = ""
    notice: NoticeKind | None = None

    @property
    def label(self) -> str:
        """令和8年度."""
        return year_label(self.year)

    def query(self, **more: str) -> str:
        """For the address."""
        asked = {
            "year": str(self.year),
            "ward": self.ward,
            "notice": self.notice.value if self.notice else "",
        }
        return urlencode({name: value for name, value in (asked | more).items() if value})


def narrowed(desk: Desk, year: str, ward: str, kind: str) -> Narrowed:
    """As asked for; Missing for what is no year, no ward of this person, or no kind of letter."""
    notice = next((one for one in NoticeKind if one.value == kind), None)
    here = desk.staff.wards_for(desk.permission)
    if (kind and notice is None) or (ward and ward not in here):
        raise Missing
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Missing
    asked = int(year) if year else fiscal_year_of(desk.today)
    return Narrowed(year=asked, ward=ward, notice=notice)


def years(desk: Desk) -> list[tuple[int, str]]:
    """The years that have letters in this person's wards, and the present one; the newest first."""
    known = desk.runtime.tables.query(
        "select distinct fiscal_year from letter_register where area = any(%s)",
        [list(desk.staff.wards_for(desk.permission))],
    )
    found = {fiscal_year_of(desk.today), *(row["fiscal_year"] for row in known)}
    return [(year, year_label(year)) for year in sorted(found, reverse=True)]


def wards(desk: Desk) -> list[tuple[str, str]]:
    """The wards with letters that this person may read."""
    known = desk.runtime.tables.query(
        "select distinct area from letter_register where area = any(%s) order by area",
        [list(desk.staff.wards_for(desk.permission))],
    )
    return [(row["area"], ward_name(desk, row["area"])) for row in known]


def ward_name(desk: Desk, area: str) -> str:
    """西区."""
    areas = desk.runtime.areas
    return areas.short_name(areas.at(area, desk.today))
