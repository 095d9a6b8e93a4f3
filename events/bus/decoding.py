"""Stored entries → facts as tables see them, a page at a time; equal to `Codec.decode` with the bus's groups.

Several times as fast: an entry's fields are found by its layout, the page's keys read at once, parts of groups
that no table sees are not even split off, objects made when a fold asks. What is out of the ordinary goes the
codec's way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.bus.layout import Layout, Layouts
from events.bus.seen import EPOCH, Seen, seen_kind, setter, uuid
from events.contract import KINDS, OVER_THE_BUS, Event, Group
from events.contract.kind import UPCASTS
from events.log.codec import Codec
from events.log.recorded import Recorded
from events.log.sealing import HEAD

_STAT: Final = Group.STAT.code
_LATEST: Final = int((datetime.max.replace(tzinfo=EPOCH.tzinfo) - EPOCH).total_seconds()) * 10**6
"""Microseconds that a recorded instant may have at most; before 1970 nothing was recorded."""
_put_entry, _put_layout = setter(Seen, "entry"), setter(Seen, "layout")
_put_case, _put_fact = setter(Recorded, "case"), setter(Recorded, "fact")
_put_position, _put_source = setter(Recorded, "position"), setter(Recorded, "source")
_put_area_id = setter(Recorded, "area_id")


class Stored(NamedTuple):
    """One row of the log; `data` is None for a kind that nobody here reads."""

    position: int
    area_id: int
    data: bytes | None


class Undecoded(Exception):
    """The entry at `position` cannot be read; the facts before it are in `before`."""

    def __init__(self, position: int, before: list[Recorded], cause: Exception) -> None:
        super().__init__(f"entry {position}: {type(cause).__name__}")
        self.position = position
        self.before = before
        self.cause = cause


class Decoder:
    """Decodes one source's entries."""

    def __init__(self, codec: Codec, source: str) -> None:
        self._codec = codec
        self._source = source
        self._layouts = Layouts()

    def page(self, rows: Sequence[Stored]) -> list[Recorded]:
        """The facts of the rows that hold data; Undecoded at the first that cannot be read."""
        plain = [(row, _plain(row.data, self._layouts)) for row in rows if row.data is not None]
        ciphers = self._ciphers(p[2][17:33] for _, p in plain if p is not None and p[2])
        facts: list[Recorded] = []
        for row, split in plain:
            try:
                facts.append(
                    self._seen(row, split, ciphers) if split is not None else self._odd(row)
                )
            except Exception as cause:
                raise Undecoded(row.position, facts, cause) from cause
        return facts

    def _ciphers(self, key_ids: Iterable[bytes]) -> dict[bytes, AESGCM | None]:
        """The page's ciphers by key id, read in one round trip; they live no longer than the page."""
        wanted = {key_id: uuid(key_id) for key_id in set(key_ids)}
        open_all = getattr(self._codec.keys, "open_all", None)
        if open_all is not None:
            open_all(wanted.values())
        keys = ((key_id, self._codec.keys.opening(name)) for key_id, name in wanted.items())
        return {key_id: AESGCM(key) if isinstance(key, bytes) else None for key_id, key in keys}

    def _odd(self, row: Stored) -> Recorded:
        """Another layout, an older kind, parts of several persons: the way of every other reader."""
        return self._codec.decode(
            row.data or b"",
            position=row.position,
            source=self._source,
            area_id=row.area_id,
            groups=OVER_THE_BUS,
        )

    def _seen(self, row: Stored, split: "_Split", ciphers: dict[bytes, AESGCM | None]) -> Recorded:
        shape, clear, part, data, layout = split
        fact = shape.new(shape.cls)
        shape.put_clear(fact, shape.clear.decode(clear))
        shape.put_stat(fact, _opened(shape, part, data, ciphers) if part else msgspec.UNSET)
        shape.put_subject(fact, part[1:17])
        found = Seen.__new__(Seen)
        _put_entry(found, data)
        _put_layout(found, layout)
        _put_case(found, uuid(data[49:65]))
        _put_fact(found, fact)
        _put_position(found, row.position)
        _put_source(found, self._source)
        _put_area_id(found, row.area_id)
        return found


_Split = tuple["_Shape", bytes, bytes, bytes, Layout]
"""An entry's open parts: shape, clear, the whole sealed statistics or nothing; the entry and its layout."""


def _plain(data: bytes, layouts: Layouts) -> _Split | None:
    """The parts of an entry without any peculiarity; None for any other."""
    layout = layouts.of(data)
    if layout is None:
        return None
    shape = _shape(data[layout.field[4]])
    at = layout.size + 2
    clear = data[at : at + int.from_bytes(data[at - 2 : at], "big")]
    at += len(clear) + 2
    sealed = data[at : at + int.from_bytes(data[at - 2 : at], "big")]
    at += len(sealed)
    for _ in range(3):  # blobs, key id and signature concern no table
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    if shape is None or at != len(data) or not _sound(data, layout):
        return None
    stat = b""
    if sealed and sealed[0] == _STAT:
        end = HEAD.size + int.from_bytes(sealed[45:47], "big")
        stat = sealed[:end]
        if len(stat) != end or sealed[end : end + 1] == bytes((_STAT,)):
            return None
    return shape, clear, stat, data, layout


def _sound(data: bytes, layout: Layout) -> bool:
    """Whether texts, day and instant of the head can be read."""
    texts = data[layout.area] + data[layout.capacity] + data[layout.basis]
    if not texts.isascii():
        return False
    if int.from_bytes(data[layout.field[5]], "big") > _LATEST:
        return False
    return _is_day(data[layout.field[6]][:10])


@lru_cache(maxsize=4_096)
def _is_day(text: bytes) -> bool:
    try:
        date.fromisoformat(text.decode("ascii"))
    except ValueError:
        return False
    return True


def _opened(shape: "_Shape", part: bytes, data: bytes, ciphers: dict[bytes, AESGCM | None]) -> Any:
    """The decoded statistics, None where their key was destroyed."""
    cipher = ciphers[part[17:33]]
    if cipher is None:
        return None
    bound = data[21:37] + data[39:47] + data[3:19] + b"\x01"
    return shape.stat.decode(cipher.decrypt(part[33:45], part[47:], bound))


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one kind is read: the decoders of both open groups, and the class of the facts."""

    cls: type[Event]
    new: Any
    clear: msgspec.json.Decoder[Any]
    stat: msgspec.json.Decoder[Any]
    put_clear: Any
    put_stat: Any
    put_subject: Any


@lru_cache(maxsize=1_024)
def _shape(topic: bytes) -> _Shape | None:
    """None for a name that is not that of a kind as it is stated today."""
    wire = topic.decode(errors="replace")
    if wire not in KINDS or wire in UPCASTS:
        return None
    kind, cls = KINDS[wire], seen_kind(wire)
    clear = [(f.name, f.type) for f in kind.of(Group.CLEAR)]
    stat = [(f.name, f.type | msgspec.UnsetType, msgspec.UNSET) for f in kind.of(Group.STAT)]
    return _Shape(
        cls=cls,
        new=cls.__new__,
        clear=msgspec.json.Decoder(msgspec.defstruct("Clear", clear, gc=False)),
        stat=msgspec.json.Decoder(msgspec.defstruct("Stat", stat, gc=False)),
        put_clear=setter(cls, "seen_clear"),
        put_stat=setter(cls, "seen_stat"),
        put_subject=setter(cls, "seen_subject"),
    )
