"""Values of a JSON document, read strictly: a wrong one is refused with its path and the rule, never repaired."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

from events.contract.code import ACT_IN_FORCE
from events.contract.deciding import Refused
from services.benefits.programmes.calendar_month import first_day_of

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Read = Callable[[object, str], T]
LARGEST_YEN = 10**12
DEEPEST = 20
FIRST_YEAR, LAST_YEAR = 1950, 2100
NOTHING: Mapping[str, Any] = {}


def wrong(path: str, rule: str) -> Refused:
    """The refusal of one value; the value itself is never repeated."""
    return Refused("quote-input", f"{path}: {rule}", field=path)


def optional(held: Mapping[str, Any], name: str, read: Read[T], above: str = "") -> T | None:
    """The value of a key, None where it is absent or null."""
    value = held.get(name)
    return None if value is None else read(value, f"{above}{name}")


def table(value: object, path: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise wrong(path, "オブジェクト（{ }）で指定してください。")
    return value


def walkable(document: object) -> None:
    """Refused before anything walks or repeats it: a hostile nesting, letters that no file can hold (half of a
    surrogate pair, which JSON can escape but UTF-8 cannot write), numbers that JSON cannot write (NaN, infinity).
    """
    level: list[object] = [document]
    for _ in range(DEEPEST):
        if any(isinstance(one, str) and not _written(one) for one in level):
            raise wrong("document", "文字にできない符号（対にならないサロゲート）があります。")
        if any(isinstance(one, float) and not isfinite(one) for one in level):
            raise wrong("document", "数でない値（NaN、Infinity）があります。")
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise wrong("document", f"入れ子は{DEEPEST}段までです。")


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else ()


def _written(text_: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text_)


def items(value: object, path: str) -> Sequence[object]:
    """A JSON list."""
    if not isinstance(value, list):
        raise wrong(path, "リスト（[ ]）で指定してください。")
    return value


def yen(value: object, path: str) -> int:
    """Whole yen, not negative."""
    return _whole(value, path, 0, LARGEST_YEN, "0以上の整数（円）で指定してください。")


def positive(value: object, path: str) -> int:
    """A unit of rounding: at least one yen."""
    return _whole(value, path, 1, LARGEST_YEN, "1以上の整数（円）で指定してください。")


def people(value: object, path: str) -> int:
    """Persons of a household."""
    return _whole(value, path, 1, 99, "1から99までの整数（人）で指定してください。")


def months(value: object, path: str) -> int:
    """A number of months."""
    return _whole(value, path, 0, 999, "0以上の整数（月数）で指定してください。")


def days(value: object, path: str) -> int:
    """A number of days."""
    return _whole(value, path, 0, 99_999, "0以上の整数（日数）で指定してください。")


def year(value: object, path: str) -> int:
    """A year of the western calendar."""
    return _whole(value, path, 2015, LAST_YEAR, "2015年度以後の西暦の年で指定してください。")


def flag(value: object, path: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise wrong(path, "true か false で指定してください。")
    return value


def text(value: object, path: str) -> str:
    """Words."""
    if not isinstance(value, str):
        raise wrong(path, "文字列で指定してください。")
    return value


def month(value: object, path: str) -> str:
    """`YYYY-MM`."""
    try:
        first = first_day_of(text(value, path))
    except ValueError:
        raise wrong(path, "YYYY-MM の形の月で指定してください。") from None
    _within(first, path)
    return str(value)


def day(value: object, path: str) -> date:
    """`YYYY-MM-DD`."""
    try:
        found = date.fromisoformat(text(value, path))
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise wrong(path, "YYYY-MM-DD の形の日付で指定してください。")
    _within(found, path)
    return found


def day_of_the_act(value: object, path: str) -> date:
    """A day on which the Act is in force."""
    return _since_the_act(day(value, path), path)


def month_of_the_act(value: object, path: str) -> str:
    """A month in which the Act is in force."""
    found = month(value, path)
    _since_the_act(first_day_of(found), path)
    return found


def one_of(kind: type[E]) -> Read[E]:
    """A code of a list."""

    def read(value: object, path: str) -> E:
        try:
            return kind(text(value, path))
        except ValueError:
            known = "、".join(str(member.value) for member in kind)
            raise wrong(path, f"{known} のどれかで指定してください。") from None

    return read


def many(read: Read[T]) -> Read[tuple[T, ...]]:
    """A list of such values."""

    def each(value: object, path: str) -> tuple[T, ...]:
        return tuple(read(one, f"{path}.{n}") for n, one in enumerate(items(value, path)))

    return each


def each_key(read: Read[T]) -> Read[Mapping[str, T]]:
    """An object whose every value is such."""
    return lambda value, path: {
        name: read(one, f"{path}.{name}") for name, one in table(value, path).items()
    }


def _within(found: date, path: str) -> None:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise wrong(path, f"{FIRST_YEAR}年から{LAST_YEAR}年までの日付で指定してください。")


def _since_the_act(found: date, path: str) -> date:
    if found < ACT_IN_FORCE:
        raise wrong(path, "法の施行（2015年4月1日）以後の日付で指定してください。")
    return found


def _whole(value: object, path: str, least: int, most: int, rule: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise wrong(path, rule)
    return value
