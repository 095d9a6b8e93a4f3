"""How much room the data directory has left, and what follows from it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

WARN_BELOW = 2 * 1024**3
READ_ONLY_BELOW = 500 * 1024**2


@dataclass(frozen=True)
class Room:
    """Free bytes of the file system that holds the data directory."""

    free: int

    @property
    def scarce(self) -> bool:
        """Time to warn the operator."""
        return self.free < WARN_BELOW

    @property
    def read_only(self) -> bool:
        """Time for the pages to stop taking new records."""
        return self.free < READ_ONLY_BELOW


def room(home: Path) -> Room:
    """The room left at `home`."""
    return Room(shutil.disk_usage(home).free)
