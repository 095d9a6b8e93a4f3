"""Indicators turned into figures: a number or a share with its parts, for a scope or for each part of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.reporting.measure import Count, Indicator, Scope
from services.reporting.printing import percent, shown

Read = Callable[[Sequence[Count], Scope], Sequence[int]]
"""One reading of several counts at once: by SQL over the table, or over replayed rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`parts` = each count of the indicator, `of` = the denominator of a share.

    `value` None = not collected in that period; `printed` None = not derivable.
    """

    indicator: Indicator
    parts: tuple[int, ...] | None
    of: int = 0

    @property
    def value(self) -> int | None:
        """The number counted; of a share, what stands above the line."""
        return None if self.parts is None else sum(self.parts)

    @property
    def printed(self) -> str | None:
        """As tables print it, without its unit."""
        if self.value is None:
            return None
        if self.indicator.is_share:
            return percent(self.value, self.of, self.indicator.decimals)
        return shown(self.value)


def figures(indicators: Iterable[Indicator], scope: Scope, read: Read) -> dict[str, Figure]:
    """Every indicator counted once over a scope."""
    held = list(indicators)
    return sliced(held, scope, read(counts_of(held, scope), scope))


def counts_of(indicators: Iterable[Indicator], scope: Scope) -> list[Count]:
    """What must be counted for these indicators, in the order `sliced` expects."""
    exist = (each for each in indicators if each.exists_in(scope.start, scope.end))
    return [count for each in exist for count in (*each.counts, *each.out_of)]


def sliced(
    indicators: Iterable[Indicator], scope: Scope, values: Sequence[int]
) -> dict[str, Figure]:
    """The figures of values counted for `counts_of`."""
    following = iter(values)
    return {each.id: _figure(each, scope, following) for each in indicators}


def counted(indicators: Sequence[Indicator], scope: Scope, read: Read) -> dict[str, int | None]:
    """The numbers of indicators that are no shares."""
    return {name: figure.value for name, figure in figures(indicators, scope, read).items()}


def of_parts(
    indicators: Sequence[Indicator], scope: Scope, found: Mapping[object, Sequence[int]]
) -> dict[object, dict[str, Figure]]:
    """The figures of each part of a scope (month, area), where values per part were read."""
    return {part: sliced(indicators, scope, values) for part, values in found.items()}


def _figure(indicator: Indicator, scope: Scope, values: Iterator[int]) -> Figure:
    if not indicator.exists_in(scope.start, scope.end):
        return Figure(indicator, None)
    parts = tuple(next(values) for _ in indicator.counts)
    return Figure(indicator, parts, sum(next(values) for _ in indicator.out_of))
