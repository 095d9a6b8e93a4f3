"""Entries out of tiles (C2SP tlog-tiles), and the fields of an entry (format 1)."""

from collections.abc import Iterator
from pathlib import Path


def read(folder: Path, level: int | str, number: int, width: int) -> bytes:
    """One tile; nothing where it is missing."""
    digits = str(number).zfill(-(-len(str(number)) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([f"x{part}" for part in parts[:-1]] + parts[-1:])
    path = folder / "tile" / str(level) / (name + (f".p/{width}" if width < 256 else ""))
    return path.read_bytes() if path.is_file() else b""


def split(data: bytes) -> list[bytes]:
    """The entries of a bundle; of a broken bundle none."""
    found, at = [], 0
    while at < len(data):
        begin = at + 2
        at = begin + int.from_bytes(data[at:begin], "big")
        found.append(data[begin:at])
    return found if at == len(data) else []


def entries(folder: Path, size: int) -> Iterator[bytes]:
    """All entries of a log in order, 256 in memory."""
    for number in range(-(-size // 256)):
        yield from split(read(folder, "entries", number, min(256, size - number * 256)))


def fields(data: bytes) -> list[bytes]:
    """The 22 fields of an entry, counted from 1; ValueError for anything else."""
    found, at = [data[:1]], 1
    for _ in range(22):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        found.append(data[at + 2 : end])
        at = end
    if (
        at != len(data)
        or found[0] != b"\1"
        or [len(found[n]) for n in (2, 3, 6, 17)] != [16, 8, 8, 20]
    ):
        raise ValueError("形式1の記録ではありません / no entry of format 1")
    return found
