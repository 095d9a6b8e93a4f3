"""A folder that appears whole or not at all, with the SHA-256 of every file in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

SUMS: Final = "SHA256SUMS"


class FolderExists(Exception):
    """Something stands at that path already; it is never written over. `path` names it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} はすでにあります。まだない場所を指定してください。")
        self.path = path


class Folder:
    """Files under `root`; each is noted in SHA256SUMS as it is written."""

    def __init__(self, root: Path, sums: IO[str]) -> None:
        self.root = root
        self._sums = sums

    def put(self, name: str, data: bytes) -> None:
        """One file at once."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._note(name, sha256(data).hexdigest())

    @contextmanager
    def writing(self, name: str) -> Iterator[Lines]:
        """One file line by line."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            lines = Lines(file)
            yield lines
        self._note(name, lines.digest)

    def _note(self, name: str, digest: str) -> None:
        self._sums.write(f"{digest}  {name}\n")


class Lines:
    """Bytes into a file, hashed on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = sha256()

    def write(self, data: bytes) -> None:
        """The next bytes."""
        self._file.write(data)
        self._hash.update(data)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of everything written."""
        return self._hash.hexdigest()


@contextmanager
def whole(target: Path) -> Iterator[Folder]:
    """Written beside `target` and renamed when the block ends well; FolderExists rather than overwrite."""
    if target.exists():
        raise FolderExists(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f"{target.name}.making-{os.getpid()}")
    making.mkdir()
    try:
        with (making / SUMS).open("w", encoding="utf-8") as sums:
            yield Folder(making, sums)
            sums.flush()
            os.fsync(sums.fileno())
        making.rename(target)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
