"""Where the fields of a stored entry begin, by their frozen widths (log.md §4.1).

Entries of one kind from one office differ in content, not in widths: once a layout is known, a mask over the
head's length bytes tells whether the next entry has it too, and no field needs to be walked.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from events.log.entry import FORMAT

_FIXED: Final = (16, 16, 8, 16, None, 8, 11, None, 16, None, None, None, 16, 16, None, None, 20)
"""Widths of fields 1–17; None = varies."""
_TOPIC: Final = 67
"""Where field 5 begins: the fields before it never vary."""
_COMMAND: Final = 16
Slices = tuple[slice, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The head of an entry, fields 1–17: `field` gives their places, `size` ends before field 18's length.

    `area`, `capacity` and `basis` are ASCII. `mask` and `lengths` are whole heads as numbers: of `mask` the
    bytes that hold lengths are all ones.
    """

    field: Slices
    size: int
    mask: int
    lengths: int
    area: slice
    capacity: slice
    """Role, office and operator, with the lengths between them."""
    basis: slice


def layout_of(data: bytes) -> Layout | None:
    """The entry's layout by walking it; None for a head that is not of format 0x01."""
    widths, at = [], 1
    for fixed in _FIXED:
        width = int.from_bytes(data[at : at + 2], "big")
        at += 2 + width
        if (fixed is not None and width != fixed) or at > len(data):
            return None
        widths.append(width)
    return _layout(tuple(widths)) if data[0] == FORMAT else None


@lru_cache(maxsize=4_096)
def _layout(widths: tuple[int, ...]) -> Layout:
    places, mask, lengths, at = [], b"\xff", bytes((FORMAT,)), 1
    for width in widths:
        places.append(slice(at + 2, at + 2 + width))
        mask += b"\xff\xff" + bytes(width)
        lengths += width.to_bytes(2, "big") + bytes(width)
        at += 2 + width
    return Layout(
        field=tuple(places),
        size=at,
        mask=int.from_bytes(mask, "big"),
        lengths=int.from_bytes(lengths, "big"),
        area=places[7],
        capacity=slice(places[9].start, places[11].stop),
        basis=places[15],
    )


class Layouts:
    """Finds layouts, trying first what the last entry of the same topic length had."""

    def __init__(self) -> None:
        self._last: dict[bytes, Layout] = {}

    def of(self, data: bytes) -> Layout | None:
        """The entry's layout, None where it has none."""
        likely = self._last.get(data[_TOPIC - 2 : _TOPIC])
        if likely is not None:
            head = int.from_bytes(data[: likely.size], "big")
            if head & likely.mask == likely.lengths and len(data) > likely.size:
                return likely
        found = layout_of(data)
        if found is not None:
            self._last[data[_TOPIC - 2 : _TOPIC]] = found
        return found
