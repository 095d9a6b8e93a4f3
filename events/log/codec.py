"""Fact ↔ entry: canonical JSON under the wire name, protected fields sealed, one signature per command.

Canonical JSON = sorted keys, no spaces, UTF-8 unescaped, integers only; produced by msgspec and equal to
`json.dumps(sort_keys=True, ensure_ascii=False, separators=(",", ":"))` (a test compares both).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Union
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag

from events.contract import (
    EVERY_GROUP,
    KINDS,
    Event,
    Group,
    Kind,
    NotPermitted,
    Open,
    Sealed,
    Shredded,
)
from events.contract.kind import UPCASTS, newest
from events.log import entry as entries
from events.log.entry import Entry
from events.log.key_slots import Made
from events.log.keys import Keys
from events.log.plain import Plain, plain
from events.log.recorded import Context, Recorded
from events.log.sealing import Nonce, associated, parts, place_of, seal, system_nonce, unseal
from events.log.signing import Signer

_JSON: Final = msgspec.json.Encoder(order="sorted")
GROUP_OF_CODE = {group.code: group for group in Group}


class Unreadable(Exception):
    """A stored entry that this program cannot read; carries ids only, never content."""


@dataclass(frozen=True)
class Codec:
    """Writes and reads one service's entries. `nonce` is the system's; golden tests pass a fixed one."""

    keys: Keys
    signer: Signer | None = None
    nonce: Nonce = system_nonce

    def encode(self, command: Sequence[Recorded]) -> list[bytes]:
        """The packed entries of one command, in order, the last one signed; TooLarge for a long fact."""
        [packed] = self.encode_all([command])
        return packed

    def encode_all(self, commands: Iterable[Sequence[Recorded]]) -> Iterator[list[bytes]]:
        """The same for many commands, whose keys are made together, in one round trip."""
        taken = [[plain(recorded) for recorded in command] for command in commands]
        keys = self.keys.sealing(
            {use for command in taken for fact in command for use, _ in fact.parts}
        )
        return (self._command(command, keys) for command in taken)

    def decode(
        self,
        data: bytes,
        *,
        position: int = 0,
        source: str = "",
        area_id: int = 0,
        groups: frozenset[Group] = EVERY_GROUP,
    ) -> Recorded:
        """The fact of stored bytes, with those groups open that `groups` names and whose key lives."""
        entry = entries.unpack(data)
        return Recorded(
            stream=entry.stream,
            version=entry.version,
            case=entry.case,
            fact=self._fact(entry, groups),
            context=_context(entry),
            event_id=entry.event_id,
            command=entry.command,
            ordinal=entry.ordinal,
            count=entry.count,
            position=position,
            source=source,
            leaf=entries.leaf_hash(data).hex(),
            area_id=area_id,
        )

    def placed(self, recorded: Recorded, data: bytes, position: int, source: str) -> Recorded:
        """The same fact, with the place and the leaf hash it got."""
        leaf = entries.leaf_hash(data).hex()
        return replace(recorded, position=position, source=source, leaf=leaf)

    def _command(self, command: Sequence[Plain], keys: Made) -> list[bytes]:
        key_id = self.signer.key_id if self.signer else b""
        packed: list[bytes] = []
        context: Context | None = None
        for fact in command:
            if fact.recorded.context is not context:
                context = fact.recorded.context
                stated = entries.statement(context)
            day = f"{fact.on.isoformat()}D"
            content = (canonical(fact.clear), self._sealed(fact, keys), b"", key_id, b"")
            packed.append(
                entries.packed(fact.recorded, fact.wire, context.at, day, stated, *content)
            )
        if packed and self.signer is not None:
            text = entries.signed_text(self.signer.origin, packed)
            packed[-1] = entries.signed(packed[-1], self.signer.sign(text))
        return packed

    def _sealed(self, fact: Plain, keys: Made) -> bytes:
        of = fact.recorded
        place = place_of(of.stream, of.version, of.event_id)
        sealed = b""
        for use, body in fact.parts:
            key_id, key = keys[use]
            bound = associated(place, use.group)
            sealed += seal(
                use.group, use.subject, key_id, key, canonical(body), bound, self.nonce()
            )
        return sealed

    def _fact(self, entry: Entry, groups: frozenset[Group]) -> Event:
        kind = KINDS.get(entry.topic)
        if kind is None:
            raise Unreadable(f"unknown kind {entry.topic} (event {entry.event_id})")
        body: dict[str, Any] = {}
        closed: dict[int, Sealed[Any]] = {}
        old = entry.topic in UPCASTS
        read = _plain if old else _typed
        body.update(read(kind, Group.CLEAR, entry.clear))
        place = place_of(entry.stream, entry.version, entry.event_id)
        for part in parts(entry.sealed):
            group = GROUP_OF_CODE[part.group]
            key = self.keys.opening(part.key_id) if group in groups else NotPermitted(part.group)
            if not isinstance(key, bytes):
                closed[part.group] = key
                continue
            try:
                opened = unseal(part, key, associated(place, part.group))
            except InvalidTag:
                raise Unreadable(
                    f"a sealed part of event {entry.event_id} does not belong there"
                ) from None
            for name, value in read(kind, group, opened).items():
                body[name] = Open(part.subject, value)
        if old:
            _fill(kind, body, closed)
            return _upcast(entry.topic, body)
        _fill(kind, body, closed)
        return kind.cls(**body)


def canonical(value: Any) -> bytes:
    """The canonical JSON of log.md §4.1."""
    return _JSON.encode(value)


def _fill(kind: Kind, body: dict[str, Any], closed: dict[int, Sealed[Any]]) -> None:
    for field in kind.fields:
        if field.name in body:
            continue
        if field.group is Group.CLEAR:
            raise Unreadable(f"{kind.wire} lacks its clear field {field.name}")
        body[field.name] = closed.get(field.group.code, NotPermitted(field.group.code))


def _typed(kind: Kind, group: Group, data: bytes) -> dict[str, Any]:
    found = _reader(kind.wire, group).decode(data)
    return {
        name: value
        for name in found.__struct_fields__
        if (value := getattr(found, name)) is not msgspec.UNSET
    }


def _plain(_kind: Kind, _group: Group, data: bytes) -> dict[str, Any]:
    body: dict[str, Any] = msgspec.json.decode(data)
    return body


@cache
def _reader(wire: str, group: Group) -> msgspec.json.Decoder[Any]:
    fields = [
        (field.name, Union[field.type, msgspec.UnsetType], msgspec.UNSET)
        for field in KINDS[wire].of(group)
    ]
    return msgspec.json.Decoder(msgspec.defstruct("Body", fields))


def _upcast(wire: str, body: dict[str, Any]) -> Event:
    wire, body = newest(wire, body, UPCASTS)
    kind = KINDS[wire]
    typed: dict[str, Any] = {}
    for field in kind.fields:
        value = body[field.name]
        if isinstance(value, Open):
            typed[field.name] = Open(value.subject, msgspec.convert(value.value, field.type))
        elif isinstance(value, Shredded | NotPermitted):
            typed[field.name] = value
        else:
            typed[field.name] = msgspec.convert(value, field.type)
    return kind.cls(**typed)


def _context(entry: Entry) -> Context:
    return Context(
        actor=entry.actor,
        role=entry.role,
        office=entry.office,
        operator=entry.operator,
        area=entry.area,
        request=entry.request,
        correlation=entry.correlation,
        at=entry.recorded_at,
        causation=entry.causation,
        basis=entry.basis,
    )


def key_ids(entries_of: Iterable[bytes], groups: frozenset[Group] = EVERY_GROUP) -> set[UUID]:
    """The key ids that entries name for these groups, to read them in one round trip before decoding."""
    codes = {group.code for group in groups}
    return {
        part.key_id
        for data in entries_of
        for part in parts(entries.sealed_of(data))
        if part.group in codes
    }
