"""Which characters the fonts of this computer can print: named before printing, never a blank or 〓.

A sequence (a character with a variation selector) needs its own shape in the font: else another shape of the
same character would stand on the paper (葛󠄀 and 葛).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

NOTO: Final = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
)
OWN: Final = "fonts"
"""Folder of the data directory for the city's own fonts (行政事務標準文字, IPAmj明朝)."""
FIRST: Final = 0
"""The Japanese face of a Noto CJK collection."""
STANDARD: Final = range(0xFE00, 0xFE10)
IDEOGRAPHIC: Final = range(0xE0100, 0xE01F0)


@dataclass(frozen=True, slots=True)
class Unprintable:
    """`text` = the character with its selector; `code` = U+845B U+E0100; `shape_only`: the plain one prints."""

    text: str
    code: str
    shape_only: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Code points of one font, and its sequences."""

    plain: frozenset[int]
    sequences: frozenset[tuple[int, int]]


def fonts(home: Path) -> tuple[Path, ...]:
    """The fonts a PDF is set in: the city's own first."""
    own = sorted(p for p in (home / OWN).glob("*") if p.suffix.lower() in {".ttf", ".otf", ".ttc"})
    return (*own, *(path for path in NOTO if path.exists()))


def unprintable(text: str, among: Sequence[Path]) -> list[Unprintable]:
    """Every such character once, in the order of the text."""
    coverages = [covered(path) for path in among]
    found: dict[str, Unprintable] = {}
    for base, selector in _characters(text):
        shape = chr(base) + (chr(selector) if selector else "")
        plain = any(base in one.plain for one in coverages)
        whole = any((base, selector) in one.sequences for one in coverages) if selector else plain
        if not whole and shape not in found:
            found[shape] = Unprintable(
                shape, " ".join(f"U+{ord(c):04X}" for c in shape), shape_only=plain
            )
    return list(found.values())


@lru_cache(maxsize=16)
def covered(path: Path) -> Coverage:
    """What a font file covers; read once."""
    from fontTools.ttLib import TTFont  # a part of printing only

    with TTFont(path, fontNumber=FIRST, lazy=True) as font:
        tables = font["cmap"].tables
        plain = {code for table in tables if table.format != 14 for code in table.cmap}
        sequences = {
            (base, selector)
            for table in tables
            if table.format == 14
            for selector, pairs in table.uvsDict.items()
            for base, _ in pairs
        }
    return Coverage(frozenset(plain), frozenset(sequences))


def _characters(text: str) -> Iterator[tuple[int, int | None]]:
    """Each character that leaves a mark, with the selector behind it."""
    codes = [ord(c) for c in text]
    for at, code in enumerate(codes):
        if code in STANDARD or code in IDEOGRAPHIC or _leaves_no_mark(code):
            continue
        following = codes[at + 1] if at + 1 < len(codes) else 0
        yield code, following if following in IDEOGRAPHIC else None


def _leaves_no_mark(code: int) -> bool:
    kind = unicodedata.category(chr(code))
    return kind in {"Cc", "Cf", "Zs", "Zl", "Zp"}
