"""西暦 ⇄ 和暦: reads what counsellors type, prints what pages and papers show.

Civil dates only, from 1873-01-01 (明治6年, the solar calendar). A refusal names the rule, never what was typed.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused


@dataclass(frozen=True, slots=True)
class Era:
    """元号. `first` and `last` are its civil days; `before` + n is the western year of its year n."""

    name: str
    letter: str
    first: date
    last: date

    @property
    def before(self) -> int:
        """The western year before its 元年."""
        return {"明治": 1867}.get(self.name, self.first.year - 1)

    def year(self, day: date) -> str:
        """元 or the number, as printed."""
        return "元" if day.year - self.before == 1 else str(day.year - self.before)


ERAS = (
    Era("令和", "R", date(2019, 5, 1), date.max),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24)),
    Era("明治", "M", date(1873, 1, 1), date(1912, 7, 29)),
)
"""The newest first."""

_ERA_OF = {mark: era for era in ERAS for mark in (era.name, era.name[0], era.letter)}
_MARK = "|".join(sorted(_ERA_OF, key=len, reverse=True))
_SEPARATED = re.compile(rf"(?:西暦|({_MARK}))?(元|\d{{1,4}})[年/](\d{{1,2}})[月/](\d{{1,2}})日?")
_COMPACT = re.compile(rf"(?:西暦|({_MARK}))?(\d{{1,4}})(\d\d)(\d\d)")
_SEPARATORS = str.maketrans(dict.fromkeys(".,。、・-‐−–―ー〜~'", "/"))
_WEEKDAY = re.compile(r"\([月火水木金土日](曜日?)?\)$")
_WESTERN_BESIDE = re.compile(r"\((\d{4})年?\)")


def era_of(day: date) -> Era:
    """The era in force on that day. ValueError before 1873-01-01."""
    for era in ERAS:
        if era.first <= day:
            return era
    raise ValueError("和暦 is defined from 1873-01-01")


def long(day: date) -> str:
    """令和元年5月1日"""
    era = era_of(day)
    return f"{era.name}{era.year(day)}年{day.month}月{day.day}日"


def with_western(day: date) -> str:
    """令和元年5月1日(2019年): the form of pages."""
    return f"{long(day)}({day.year}年)"


def short(day: date) -> str:
    """R1.5.1: the form of narrow columns, a number even in the first year."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.before}.{day.month}.{day.day}"


def month(year: int, number: int) -> str:
    """平成29年4月. A month in which the era changes carries the name of its last day."""
    last = date(year, number, monthrange(year, number)[1])
    return f"{era_of(last).name}{era_of(last).year(last)}年{number}月"


def fiscal_year(year: int) -> str:
    """令和元年度 for 2019: the era of 31 December, as the published tables name a year of two eras."""
    last = date(year, 12, 31)
    return f"{era_of(last).name}{era_of(last).year(last)}年度"


def fiscal_year_in_full(year: int) -> str:
    """平成31年度(令和元年度) for a year that began under another era, else the same as `fiscal_year`."""
    first = date(year, 4, 1)
    begun = f"{era_of(first).name}{era_of(first).year(first)}年度"
    named = fiscal_year(year)
    return named if begun == named else f"{begun}({named})"


def read(typed: str) -> date:
    """The day meant by S55.3.2, s550302, 昭和55年3月2日, ㋿6年5月1日, 1980/3/2, 19800302 and the like.

    Refuses (`date-unreadable`, `date-impossible`) with the rule that was broken. Whether a future day is
    allowed is the caller's question: `not_in_future`.
    """
    text, beside = _cleaned(typed)
    found = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        raise Refused(
            "date-unreadable", "日付として読めません。例: 昭和55年3月2日、S55.3.2、1980/3/2"
        )
    mark, year, number, day = found.groups()
    counted = 1 if year == "元" else int(year)
    if mark is None and len(year) < 4:
        raise Refused("date-unreadable", "元号(S・H・Rなど)か、西暦4桁を付けてください。")
    made = _possible(_western(_ERA_OF[mark], counted) if mark else counted, int(number), int(day))
    if mark:
        _within(_ERA_OF[mark], made)
    elif made < ERAS[-1].first:
        raise Refused("date-impossible", "1873年(明治6年)より前の日付は扱えません。")
    if beside not in (None, made.year):
        raise Refused("date-impossible", "和暦の年と西暦の年が合いません。")
    return made


def not_in_future(day: date, today: date) -> date:
    """The day itself; refuses a day after `today` (`date-in-future`)."""
    if day > today:
        raise Refused("date-in-future", "先の日付です。今日までの日付を書いてください。")
    return day


def _cleaned(typed: str) -> tuple[str, int | None]:
    """One spelling for digits, eras and separators; the western year in brackets apart."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    text = _WEEKDAY.sub("", "".join(folded.split()))
    beside = _WESTERN_BESIDE.search(text)
    return _WESTERN_BESIDE.sub("", text).translate(_SEPARATORS), int(beside[1]) if beside else None


def _western(era: Era, year: int) -> int:
    if year == 0:
        raise Refused("date-impossible", f"{era.name}は元年(1年)からです。")
    if era.before + year > era.last.year:
        raise _after(era)
    return era.before + year


def _possible(year: int, number: int, day: int) -> date:
    if not 1 <= year <= date.max.year:
        raise Refused("date-impossible", "その年はありません。")
    if not 1 <= number <= 12:
        raise Refused("date-impossible", "月は1から12までです。")
    days = monthrange(year, number)[1]
    if not 1 <= day <= days:
        raise Refused("date-impossible", f"その年の{number}月は1日から{days}日までです。")
    return date(year, number, day)


def _within(era: Era, day: date) -> None:
    if day > era.last:
        raise _after(era)
    if day < era.first:
        first = f"{era.year(era.first)}年{era.first.month}月{era.first.day}日"
        raise Refused("date-impossible", f"{era.name}は{first}からです。")


def _after(era: Era) -> Refused:
    last = f"{era.year(era.last)}年{era.last.month}月{era.last.day}日"
    return Refused("date-impossible", f"{era.name}は{last}までです。")
