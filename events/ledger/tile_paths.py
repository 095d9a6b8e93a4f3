"""Names and widths of C2SP tiles (tlog-tiles): 256 hashes or entries a file."""

from typing import Final

WIDTH: Final = 256
HEIGHT: Final = 8
"""2^8 = 256: one tile spans eight levels of the tree."""
ENTRIES: Final = "entries"


def path(level: int | str, number: int, width: int = WIDTH) -> str:
    """`tile/<level>/<number>`, with `.p/<width>` below 256; 1234067 → `x001/x234/067`."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


def count(level: int, size: int) -> int:
    """How many hashes a tree of `size` leaves has at this level of tiles."""
    return size >> (HEIGHT * level)


def width(level: int, number: int, size: int) -> int:
    """How wide this tile is in a tree of `size` leaves: 256, less for the last, 0 for none."""
    return max(0, min(WIDTH, count(level, size) - number * WIDTH))
