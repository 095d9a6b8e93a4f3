"""A tiny line that fills its height, for a cell or a card."""

from collections.abc import Sequence

MARGIN = 5.0


def sparkline(
    values: Sequence[float], width: float = 96.0, height: float = 28.0
) -> list[tuple[float, float]]:
    """The points of the line; a flat one runs in the middle."""
    low, high = min(values, default=0), max(values, default=0)
    step = (width - 2 * MARGIN) / max(len(values) - 1, 1)

    def up(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return height - MARGIN - (height - 2 * MARGIN) * share

    return [(MARGIN + step * i, up(value)) for i, value in enumerate(values)]
