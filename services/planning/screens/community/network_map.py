"""The map of the network: the office in the middle, organisations around it by kind; places are computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final
from uuid import UUID

from events.host.charts.box import text_width
from services.planning.projections.organisations import OFFICE, OrganisationRow, TieRow

WIDTH: Final = 960.0
LEAST_RADIUS: Final = 150.0
ROOM: Final = 46.0
"""Height of the circle's edge that one name needs."""
LONGEST: Final = 12
"""Characters of a name on the map; the table below has all of them."""
MARGIN: Final = 40.0


@dataclass(frozen=True, slots=True)
class Node:
    """A point and its name, written outward; `kind` is the number of its kind in the legend."""

    x: float
    y: float
    name: str
    label_x: float
    label_y: float
    anchor: str
    kind: int
    organisation: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """A tie from point to point, bent toward the middle; `ours` = with the office."""

    path: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Map:
    """In the units of the drawing; `kinds` = the kinds shown with their numbers."""

    width: float
    height: float
    centre: tuple[float, float]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    kinds: tuple[tuple[int, str], ...]


def drawn(rows: Sequence[OrganisationRow], ties: Sequence[TieRow]) -> Map:
    """The same rows give the same picture: neighbours are of one kind, in the order of the list."""
    radius = max(LEAST_RADIUS, len(rows) * ROOM / 4)
    names = max(text_width(_name(row)) for row in rows) + 24
    width = max(WIDTH, 2 * (radius * 1.35 + names))
    height = 2 * (radius + MARGIN)
    centre = (width / 2, height / 2)
    kinds = sorted({row.kind for row in rows}, key=lambda kind: kind.value)
    numbers = {kind: place + 1 for place, kind in enumerate(kinds)}
    nodes = tuple(
        _node(row, place, len(rows), radius, centre, numbers[row.kind])
        for place, row in enumerate(rows)
    )
    at = {node.organisation: (node.x, node.y) for node in nodes} | {OFFICE: centre}
    pairs = {tuple(sorted((tie.case_id, tie.other))): tie for tie in ties}
    lines = tuple(
        Line(_path(at[one], at[other], centre), OFFICE in (one, other))
        for one, other in sorted(pairs)
        if one in at and other in at
    )
    return Map(
        width, height, centre, nodes, lines, tuple((numbers[kind], kind.ja) for kind in kinds)
    )


def _node(
    row: OrganisationRow,
    place: int,
    of: int,
    radius: float,
    centre: tuple[float, float],
    kind: int,
) -> Node:
    angle = 2 * pi * (place + 0.5) / of - pi / 2
    x, y = centre[0] + radius * 1.35 * cos(angle), centre[1] + radius * sin(angle)
    right = cos(angle) >= 0
    label_x = x + (20 if right else -20)
    return Node(x, y, _name(row), label_x, y + 5, "start" if right else "end", kind, row.case_id)


def _name(row: OrganisationRow) -> str:
    return row.title if len(row.title) <= LONGEST else f"{row.title[: LONGEST - 1]}…"


def _path(one: tuple[float, float], other: tuple[float, float], centre: tuple[float, float]) -> str:
    """A straight line to the office, a curve between two others."""
    start, end = f"M{one[0]:.1f} {one[1]:.1f}", f"{other[0]:.1f} {other[1]:.1f}"
    if centre in (one, other):
        return f"{start}L{end}"
    bend = [
        (a + b) / 2 + (c - (a + b) / 2) * 0.35 for a, b, c in zip(one, other, centre, strict=True)
    ]
    return f"{start}Q{bend[0]:.1f} {bend[1]:.1f} {end}"
