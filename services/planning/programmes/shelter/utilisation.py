"""How much of a place was used in a month: nights slept over nights that could have been slept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.planning.programmes.period import nights


@dataclass(frozen=True, slots=True)
class Capacity:
    """Beds of one room, from its first night to the morning of `until` (None = still)."""

    beds: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Use:
    """One bed, from a night to a morning (None = still)."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Used:
    """One month. `percent` is None where there was no bed."""

    first: date
    slept: int
    possible: int

    @property
    def percent(self) -> int | None:
        """Rounded half up."""
        if not self.possible:
            return None
        return (200 * self.slept + self.possible) // (2 * self.possible)


def utilisation(
    months: Iterable[date], rooms: Iterable[Capacity], uses: Iterable[Use], today: date
) -> list[Used]:
    """Per month (its first day); of the present month the nights up to and with tonight."""
    rooms, uses = tuple(rooms), tuple(uses)
    return [_used(first, rooms, uses, today) for first in months]


def month_after(first: date) -> date:
    """The first day of the next month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def months_until(today: date, count: int) -> list[date]:
    """The first days of the last `count` months, the present one last."""
    place = today.year * 12 + today.month - 1
    return [date((place - n) // 12, (place - n) % 12 + 1, 1) for n in reversed(range(count))]


def _used(first: date, rooms: tuple[Capacity, ...], uses: tuple[Use, ...], today: date) -> Used:
    after = min(month_after(first), date.fromordinal(today.toordinal() + 1))
    possible = sum(r.beds * nights(r.since, r.until, first, after) for r in rooms)
    slept = sum(nights(u.since, u.until, first, after) for u in uses)
    return Used(first, slept, possible)
