"""Files a power cut leaves whole: the old one or the new one, never half of either."""

import os
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Replace `path` by this content. Durable once its folder is synced as well (`sync_folders`)."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names of these folders' files survive a power cut, deepest folders first."""
    for folder in sorted(set(folders), key=lambda path: len(path.parts), reverse=True):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def made(folder: Path) -> set[Path]:
    """Make a folder where none is; the folders whose names changed by that, to be synced."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return {path.parent for path in missing}
