"""Stored entry ↔ CloudEvents 1.0 binary mode: headers, and a JSON value; what may and may not leave (bus.md §2).

Clear fields and the sealed parts of group `stat` leave, everything else stays: not even the ciphertext of a
name is on a topic. A reader of the log itself opens the same groups, so both roads give the same facts.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import msgspec

from events.contract import OVER_THE_BUS
from events.log import entry as entries
from events.log.codec import Codec, canonical
from events.log.entry import Entry
from events.log.recorded import SOURCES, Recorded
from events.log.sealing import HEAD, parts

Headers = list[tuple[str, bytes]]
_LEAVING: Final = {group.code for group in OVER_THE_BUS}
_LEAF: Final = 32
_REFERENCE: Final = 32
"""Bytes of one blob reference (field 20)."""


class MalformedRecord(ValueError):
    """Not a record of ours; names the header or part at fault, never its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One fact under way. `id` = position in the source's log; `previd` = id before it in its partition.

    `entry` holds what may leave; `leaf` is the leaf hash of the whole entry: every consumer has a receipt.
    """

    source: str
    id: int
    previd: int
    area_id: int
    leaf: bytes
    entry: Entry

    @property
    def key(self) -> bytes:
        """The record key: the case, so that a case's facts stay in one partition, in order."""
        return str(self.entry.case).encode("ascii")


class _Context(msgspec.Struct, frozen=True, kw_only=True):
    """`ce_context`: the clear envelope fields that have no header of their own."""

    occurred_on: str
    actor: UUID
    role: str
    office: str
    operator: str
    request: UUID
    correlation: UUID
    causation: UUID | None
    basis: str
    command: UUID
    ordinal: int
    count: int
    area_id: int


class _Value(msgspec.Struct, frozen=True):
    clear: msgspec.Raw
    stat: list[str]
    blobs: list[str]


def leaving(data: bytes, *, source: str, position: int, previd: int, area_id: int) -> Envelope:
    """The envelope of a stored entry."""
    entry = entries.unpack(data)
    stays = {"sealed": _leaving_parts(entry.sealed), "key_id": b"", "signature": b""}
    return Envelope(
        source=source,
        id=position,
        previd=previd,
        area_id=area_id,
        leaf=entries.leaf_hash(data),
        entry=replace(entry, **stays),  # type: ignore[arg-type]
    )


def recorded(envelope: Envelope, codec: Codec) -> Recorded:
    """The fact as tables see it; Unreadable for a kind or part this program cannot read."""
    found = codec.decode(
        entries.pack(envelope.entry),
        position=envelope.id,
        source=envelope.source,
        area_id=envelope.area_id,
        groups=OVER_THE_BUS,
    )
    return replace(found, leaf=envelope.leaf.hex())


def headers(envelope: Envelope) -> Headers:
    """The record's headers. `ce_traceparent` is derived: trace = correlation, parent = request."""
    entry = envelope.entry
    keys = ",".join(sorted({str(part.key_id) for part in parts(entry.sealed)}))
    named = {
        "ce_specversion": "1.0",
        "ce_id": str(envelope.id),
        "ce_source": f"/{envelope.source}",
        "ce_type": entry.topic,
        "ce_time": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "ce_subject": str(entry.case),
        "ce_partitionkey": str(entry.case),
        "ce_caseversion": str(entry.version),
        "ce_stream": str(entry.stream),
        "ce_eventid": str(entry.event_id),
        "ce_context": canonical(_context(envelope)).decode(),
        "ce_previd": str(envelope.previd),
        "ce_ward": entry.area,
        "ce_leafhash": b64encode(envelope.leaf).decode(),
        "ce_dataschema": f"{entry.topic}.json",
        "ce_traceparent": f"00-{entry.correlation.hex}-{entry.request.hex[:16]}-01",
        **({"ce_keyid": keys} if keys else {}),
        "content-type": "application/json",
    }
    return [(name, text.encode()) for name, text in named.items()]


def value(envelope: Envelope) -> bytes:
    """The record's value: field 18 as it stands, sealed `stat` parts and blob references in base64."""
    sealed, blobs = envelope.entry.sealed, envelope.entry.blobs
    return msgspec.json.encode(
        _Value(
            clear=msgspec.Raw(envelope.entry.clear),
            stat=[b64encode(part).decode() for part in _split(sealed)],
            blobs=[
                b64encode(blobs[at : at + _REFERENCE]).decode()
                for at in range(0, len(blobs), _REFERENCE)
            ],
        )
    )


def arrived(given: Iterable[tuple[str, bytes]], data: bytes) -> Envelope:
    """The envelope of a record's headers and value; MalformedRecord for anything else than ours."""
    named = dict(given)
    try:
        source = _text(named, "ce_source").removeprefix("/")
        context = msgspec.json.decode(_header(named, "ce_context"), type=_Context)
        body = msgspec.json.decode(data, type=_Value)
        envelope = Envelope(
            source=source,
            id=int(_text(named, "ce_id")),
            previd=int(_text(named, "ce_previd")),
            area_id=context.area_id,
            leaf=b64decode(_header(named, "ce_leafhash"), validate=True),
            entry=_entry(named, context, body),
        )
    except (NotBase64, UnicodeDecodeError, msgspec.MsgspecError, ValueError) as error:
        if isinstance(error, MalformedRecord):
            raise
        raise MalformedRecord("a header or the value cannot be read") from None
    if source not in SOURCES or _text(named, "ce_specversion") != "1.0":
        raise MalformedRecord("ce_source or ce_specversion is not ours")
    if len(envelope.leaf) != _LEAF or not 0 <= envelope.previd < envelope.id:
        raise MalformedRecord("ce_leafhash, ce_id or ce_previd is out of range")
    return envelope


def _entry(named: dict[str, bytes], context: _Context, body: _Value) -> Entry:
    return Entry(
        event_id=UUID(_text(named, "ce_eventid")),
        stream=UUID(_text(named, "ce_stream")),
        version=int(_text(named, "ce_caseversion")),
        case=UUID(_text(named, "ce_subject")),
        topic=_text(named, "ce_type"),
        recorded_at=datetime.fromisoformat(_text(named, "ce_time")),
        occurred_on=date.fromisoformat(context.occurred_on[:10]),
        precision=context.occurred_on[10:],
        area=_text(named, "ce_ward"),
        actor=context.actor,
        role=context.role,
        office=context.office,
        operator=context.operator,
        request=context.request,
        correlation=context.correlation,
        causation=context.causation,
        basis=context.basis,
        command=context.command,
        ordinal=context.ordinal,
        count=context.count,
        clear=bytes(body.clear),
        sealed=_checked(b"".join(b64decode(part, validate=True) for part in body.stat)),
        blobs=b"".join(b64decode(blob, validate=True) for blob in body.blobs),
        key_id=b"",
        signature=b"",
    )


def _context(envelope: Envelope) -> _Context:
    entry = envelope.entry
    return _Context(
        occurred_on=f"{entry.occurred_on.isoformat()}{entry.precision}",
        actor=entry.actor,
        role=entry.role,
        office=entry.office,
        operator=entry.operator,
        request=entry.request,
        correlation=entry.correlation,
        causation=entry.causation,
        basis=entry.basis,
        command=entry.command,
        ordinal=entry.ordinal,
        count=entry.count,
        area_id=envelope.area_id,
    )


def _leaving_parts(sealed: bytes) -> bytes:
    return b"".join(part for part in _split(sealed) if part[0] in _LEAVING)


def _checked(sealed: bytes) -> bytes:
    if _leaving_parts(sealed) != sealed:
        raise MalformedRecord("the value holds a part that may not travel")
    return sealed


def _split(sealed: bytes) -> list[bytes]:
    """The raw bytes of each sealed part."""
    found, at = [], 0
    for part in parts(sealed):
        end = at + HEAD.size + len(part.ciphertext)
        found.append(sealed[at:end])
        at = end
    return found


def _header(named: dict[str, bytes], name: str) -> bytes:
    if name not in named:
        raise MalformedRecord(f"header {name} is missing")
    return named[name]


def _text(named: dict[str, bytes], name: str) -> str:
    return _header(named, name).decode()
