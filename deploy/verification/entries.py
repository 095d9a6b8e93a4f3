"""Every entry read again: its columns, its command whole and signed, and the command's own row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from events.log import entry as entries
from events.log.entry import Entry, Malformed
from events.log.registers import Registers
from events.log.signing import Signer, verify
from events.log.stored import Placed

CommandRows = Callable[[Sequence[UUID]], Mapping[UUID, tuple[int, int]]]
"""Command ids → first position and number of events, as the table `command` has them."""
COLUMNS_JA: Final = {
    "stream": "ストリーム",
    "version": "版",
    "type_id": "種類",
    "area_id": "区域",
    "occurred_on": "法律上の日",
    "recorded_at": "記録の時刻",
}


@dataclass(slots=True)
class _Command:
    """A command while its entries are read: their bytes without the signature."""

    id: UUID
    first: int
    count: int
    unsigned: list[bytes] = field(default_factory=list)


class Entries:
    """Reads one log's entries in order; `signer` knows the service's public key and origin line."""

    def __init__(self, registers: Registers, commands: CommandRows, signer: Signer) -> None:
        self._registers, self._commands, self._signer = registers, commands, signer
        self._reading: _Command | None = None
        self.commands = 0

    def page(self, rows: Iterable[Placed]) -> Iterator[str]:
        """A sentence per difference in the next rows; positions and ids only."""
        whole: list[_Command] = []
        for row in rows:
            try:
                found = entries.unpack(row.data)
            except Malformed:
                self._reading = None
                yield f"位置 {row.position}: 記録の本体を読めません。"
            else:
                yield from self._columns(row, found)
                yield from self._of_command(row, found, whole)
        yield from self._kept(whole)

    def end(self) -> Iterator[str]:
        """What is missing behind the last entry."""
        if self._reading is not None:
            yield _broken_off(self._reading)

    def _columns(self, row: Placed, found: Entry) -> Iterator[str]:
        wanted = {
            "stream": found.stream,
            "version": found.version,
            "type_id": _looked_up(self._registers.type_id, found.topic),
            "area_id": _looked_up(self._registers.area_id, found.area, found.occurred_on),
            "occurred_on": found.occurred_on,
            "recorded_at": found.recorded_at,
        }
        for name, value in wanted.items():
            if getattr(row, name) != value:
                yield f"位置 {row.position}: 列「{COLUMNS_JA[name]}」が記録の本体と違います。"

    def _of_command(self, row: Placed, found: Entry, whole: list[_Command]) -> Iterator[str]:
        position, data = row.position, row.data
        before, self._reading = self._reading, None
        if found.ordinal == 1:
            if before is not None:
                yield _broken_off(before)
            command = _Command(found.command, position, found.count)
        elif before is None or not _goes_on(before, found):
            yield f"位置 {position}: 操作 {found.command} の {found.ordinal} 件目だけがあります。"
            return
        else:
            command = before
        command.unsigned.append(entries.unsigned(data, found.signature))
        if found.ordinal < found.count:
            self._reading = command
            if found.signature:
                yield f"位置 {position}: 操作の途中の記録に署名があります。"
        else:
            whole.append(command)
            yield from self._signed(position, found, command)

    def _signed(self, position: int, found: Entry, command: _Command) -> Iterator[str]:
        text = entries.signed_text(self._signer.origin, command.unsigned)
        if found.key_id != self._signer.key_id:
            yield f"位置 {position}: ほかの鍵で署名されています。"
        elif not verify(self._signer.public, text, found.signature):
            yield f"位置 {position}: 操作 {command.id} の署名が合いません。"

    def _kept(self, whole: Sequence[_Command]) -> Iterator[str]:
        """The rows of these commands in the table of commands."""
        self.commands += len(whole)
        rows = self._commands([command.id for command in whole])
        for command in whole:
            if rows.get(command.id) != (command.first, command.count):
                yield f"位置 {command.first}: 操作 {command.id} の行が command にないか、違っています。"


def _goes_on(before: _Command, found: Entry) -> bool:
    return (found.command, found.ordinal, found.count) == (
        before.id,
        len(before.unsigned) + 1,
        before.count,
    )


def _broken_off(command: _Command) -> str:
    missing = command.count - len(command.unsigned)
    return f"位置 {command.first}: 操作 {command.id} の記録が {missing} 件足りません。"


def _looked_up(look: Callable[..., int], *words: object) -> int | None:
    try:
        return look(*words)
    except LookupError:
        return None
