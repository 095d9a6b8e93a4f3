"""Acts on rows, tiles and both: what somebody with the database or the disk can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from deploy.selftest.victim import Place, Victim
from events.ledger.tile_paths import ENTRIES, WIDTH, path, width
from events.log import entry as packing

Act = Callable[[Victim], Place]
Change = Callable[[Victim, list[bytes], int], int]
"""Changes the list in place at about an index; returns the first index that now differs."""
WIDTHS: Final = {1: 16, 2: 16, 3: 8, 4: 16, 6: 8, 9: 16, 13: 16, 14: 16, 17: 20, 21: 4}
"""Fields of fixed width; the others hold text, JSON or sealed parts."""


def flip(victim: Victim, entries: list[bytes], at: int) -> int:
    """One bit of one entry."""
    data = bytearray(entries[at])
    data[victim.chance.randrange(len(data))] ^= 1 << victim.chance.randrange(8)
    entries[at] = bytes(data)
    return at


def swap(victim: Victim, entries: list[bytes], at: int) -> int:
    """Two entries change places."""
    other = victim.chance.choice([n for n in range(len(entries)) if n != at])
    entries[at], entries[other] = entries[other], entries[at]
    return min(at, other)


def move(victim: Victim, entries: list[bytes], at: int) -> int:
    """An entry is taken out and put elsewhere."""
    other = victim.chance.choice([n for n in range(len(entries)) if n != at])
    entries.insert(other, entries.pop(at))
    return min(at, other)


def insert(victim: Victim, entries: list[bytes], at: int) -> int:
    """A forged entry is put between others."""
    entries.insert(at, _forged(victim, entries[at]))
    return at


def delete(_: Victim, entries: list[bytes], at: int) -> int:
    """An entry disappears."""
    del entries[at]
    return min(at, len(entries))


def duplicate(_: Victim, entries: list[bytes], at: int) -> int:
    """An entry stands twice."""
    entries.insert(at, entries[at])
    return at + 1


def replace(victim: Victim, entries: list[bytes], at: int) -> int:
    """A genuine entry of another log takes the place of one."""
    entries[at] = victim.chance.choice(victim.entries("benefits"))
    return at


def edit_field(victim: Victim, entries: list[bytes], at: int) -> int:
    """One of the 22 fields gets another value of the same form."""
    entries[at] = _edited(victim, entries[at], victim.chance.randrange(22))
    return at


def move_part(victim: Victim, entries: list[bytes], at: int) -> int:
    """The sealed parts of one event are hung onto another."""
    held = [n for n, data in enumerate(entries) if packing.unpack(data).sealed]
    at = victim.chance.choice(held)
    fields = _fields(entries[at])
    own = fields[18]
    others = [f for n in held if (f := _fields(entries[n])[18]) != own]
    fields[18] = victim.chance.choice(others)
    entries[at] = _packed(fields)
    return at


CHANGES: Final[Mapping[str, Change]] = {
    "一ビットを反転": flip,
    "二件を入れ替え": swap,
    "一件を移動": move,
    "偽の一件を挿入": insert,
    "一件を削除": delete,
    "一件を複製": duplicate,
    "別の業務の記録で差し替え": replace,
    "一つの欄を書き換え": edit_field,
    "封をした項目を別の記録へ": move_part,
}


def on_rows(change: Change) -> Act:
    """Only the rows are changed."""

    def act(victim: Victim) -> Place:
        service, entries, at = victim.some()
        first = change(victim, entries, at)
        victim.rows(service, entries)
        return service, min(first, len(victim.entries(service)) - 1)

    return act


def with_tiles(change: Change) -> Act:
    """The tree is made anew over the changed rows."""

    def act(victim: Victim) -> Place:
        service, entries, at = victim.some()
        first = change(victim, entries, at)
        victim.rebuilt(service, entries)
        return service, min(first, len(victim.entries(service)) - 1)

    return act


def _cut(victim: Victim) -> tuple[str, list[bytes], int]:
    service, entries, at = victim.some()
    at = max(1, at)
    return service, entries[:at], at


def truncate_rows(victim: Victim) -> Place:
    """The newest rows are gone, the hashes still there."""
    service, entries, at = _cut(victim)
    victim.rows(service, entries)
    return service, at


def truncate_tiles(victim: Victim) -> Place:
    """A leaf tile lost its end."""
    service, entries, at = victim.some()
    number = at // WIDTH
    name = victim.folder / service / path(0, number, width(0, number, len(entries)))
    name.write_bytes(name.read_bytes()[: 32 * (at % WIDTH)])
    return service, at


def truncate_both(victim: Victim) -> Place:
    """Rows and tiles end earlier; the checkpoints stay."""
    service, entries, at = _cut(victim)
    victim.rebuilt(service, entries)
    return service, at


def lose_bundle(victim: Victim) -> Place:
    """One file of entries is missing."""
    service, entries, at = victim.some()
    number = at // WIDTH
    (victim.folder / service / path(ENTRIES, number, width(0, number, len(entries)))).unlink()
    return service, at


def stray_file(victim: Victim) -> Place:
    """A file beside the tiles that no checkpoint covers."""
    service, entries, _ = victim.some()
    number = len(entries) // WIDTH + 1 + victim.chance.randrange(5)
    (victim.folder / service / path(ENTRIES, number)).write_bytes(b"\0\1x")
    return "too many"


def trailing_bytes(victim: Victim) -> Place:
    """Bytes behind the last entry of a bundle."""
    service, entries, at = victim.some()
    number = at // WIDTH
    name = victim.folder / service / path(ENTRIES, number, width(0, number, len(entries)))
    name.write_bytes(name.read_bytes() + victim.chance.randbytes(1 + victim.chance.randrange(9)))
    return service, at


def _forged(victim: Victim, like: bytes) -> bytes:
    fields = _fields(like)
    fields[0] = UUID(int=victim.chance.getrandbits(128), version=4).bytes
    return _packed(fields)


def _edited(victim: Victim, data: bytes, number: int) -> bytes:
    fields = _fields(data)
    length = WIDTHS.get(number + 1, len(fields[number]) or 1)
    old = fields[number]
    while fields[number] == old:
        fields[number] = victim.chance.randbytes(length)
    return _packed(fields)


def _fields(data: bytes) -> list[bytes]:
    found, at = [], 1
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        found.append(data[at + 2 : end])
        at = end
    return found


def _packed(fields: list[bytes]) -> bytes:
    return b"\1" + b"".join(len(field).to_bytes(2, "big") + field for field in fields)
