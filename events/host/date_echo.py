"""What the page answers under a date box while somebody types: the day as read, or the rule that was broken."""

from dataclasses import dataclass
from datetime import date

from events.contract import wareki
from events.contract.deciding import Refused


@dataclass(frozen=True, slots=True)
class DateEcho:
    """`day` is None while nothing readable stands in the box; `text` is what people see."""

    text: str
    day: date | None = None


def date_echo(typed: str, today: date, *, age: bool = False) -> DateEcho:
    """昭和55年3月2日（1980-03-02）満46歳. An empty box echoes nothing; with `age` a future day is refused."""
    if not typed.strip():
        return DateEcho("")
    try:
        day = wareki.read(typed)
        if age:
            wareki.not_in_future(day, today)
    except Refused as refusal:
        return DateEcho(refusal.ja)
    return DateEcho(in_both_eras(day) + (f" 満{full_years(day, today)}歳" if age else ""), day)


def in_both_eras(day: date) -> str:
    """令和8年11月21日（2026-11-21）; before 1873 (明治6年) the western date alone."""
    if day < wareki.ERAS[-1].first:
        return day.isoformat()
    return f"{wareki.long(day)}（{day.isoformat()}）"


def full_years(born_on: date, today: date) -> int:
    """満年齢: one more on each birthday (a person of 29 February has it on 1 March of other years)."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
