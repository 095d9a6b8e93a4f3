"""The file in which a process writes what it acknowledged, and which is read while it writes and after it is killed.

A kill, or a look in the middle, can leave a part of a line where it crosses a page of memory. So each line
begins with its own line break and ends with a mark: what lacks the mark was never acknowledged.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

WHOLE = "."
FIELDS = 5


@dataclass(frozen=True)
class Acknowledged:
    """One answer that a process gave: the command's first position and number of events."""

    service: str
    command: UUID
    position: int
    events: int


class Told:
    """The writing side, appended to by one process after the other."""

    def __init__(self, path: str | Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def acknowledged(self, service: str, command: UUID, position: int, events: int) -> None:
        """One line, in one write."""
        os.write(self._file, f"\n{service} {command} {position} {events} {WHOLE}".encode())


def acknowledged(path: Path) -> list[Acknowledged]:
    """What was told so far."""
    if not path.exists():
        return []
    lines = (line.split() for line in path.read_text().splitlines())
    return [
        Acknowledged(line[0], UUID(line[1]), int(line[2]), int(line[3]))
        for line in lines
        if len(line) == FIELDS and line[-1] == WHOLE
    ]
