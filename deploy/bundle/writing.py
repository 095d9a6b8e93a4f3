"""Contents → files: tiles of exactly the bundle's size, checkpoints, readable facts, keys, programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from deploy.bundle import explaining, handing_over, readable
from deploy.bundle.contents import Contents, LogPart
from deploy.bundle.folder import Folder, whole
from events.ledger import bundle, former_policies, tile_paths
from events.ledger.tile_paths import ENTRIES, HEIGHT, WIDTH

HERE: Final = Path(__file__).parent
AUDITOR: Final = HERE.parent / "auditor"
INDICATORS: Final = HERE.parents[1] / "services/reporting/indicators"
SEPARATOR: Final = b"\x0c\n"
TOLD: Final = 200
"""Bundles of 256 entries between two words of progress."""
Say = Callable[[str], None]


def write(contents: Contents, target: Path, say: Say) -> None:
    """All files, or none: FolderExists, TileMissing and what the sources raise."""
    with whole(target) as folder:
        for log in contents.logs:
            _tiles(log, folder, say)
        _checkpoints(contents, folder)
        folder.put("policy", contents.policy.encode())
        if contents.former:
            folder.put(former_policies.FILE, contents.former.encode())
        keys = "".join(f"{log.command_key}\n" for log in contents.logs)
        folder.put("command_keys", keys.encode())
        for name, report in contents.reports.items():
            folder.put(f"reports/{name}.json", _json(report, indent=2))
        folder.put("areas.json", _json(contents.areas))
        folder.put("populations.json", _json(contents.populations))
        with folder.writing("keys.status.jsonl") as lines:
            for row in contents.destroyed:
                lines.write(_json(row))
        if contents.cohorts:
            folder.put("cohort/keys.enc", handing_over.sealed(contents.cohorts))
        _programs(folder)
        folder.put("README.ja.md", explaining.readme(contents).encode())


def _tiles(log: LogPart, folder: Folder, say: Say) -> None:
    """Entries with their readable lines, then the levels of hashes."""
    bundles = -(-log.size // WIDTH)
    with folder.writing(f"facts/{log.service}.jsonl") as lines:
        for number in range(bundles):
            width = tile_paths.width(0, number, log.size)
            entries = log.tiles.entries(number, width)
            name = tile_paths.path(ENTRIES, number, width)
            folder.put(f"{log.service}/{name}", bundle.packed(entries))
            for index, entry in enumerate(entries, number * WIDTH):
                lines.write(_json(readable.line(index, entry)))
            if number % TOLD == TOLD - 1:
                say(f"{log.service}: {number * WIDTH + width:,} / {log.size:,} 件")
    level = 0
    while tile_paths.count(level, log.size):
        for number in range(-(-tile_paths.count(level, log.size) // WIDTH)):
            width = tile_paths.width(level, number, log.size)
            hashes = log.tiles.hashes(level, number, width)
            folder.put(f"{log.service}/{tile_paths.path(level, number, width)}", b"".join(hashes))
        level += 1
    assert level <= HEIGHT  # noqa: S101 - 256^8 entries
    say(f"{log.service}: {log.size:,} 件を書きました。")


def _checkpoints(contents: Contents, folder: Folder) -> None:
    with folder.writing("checkpoints.txt") as lines:
        for number, note in enumerate(chain.from_iterable(log.notes for log in contents.logs)):
            lines.write(SEPARATOR * (number > 0) + note.encode())


def _programs(folder: Folder) -> None:
    for path in sorted(AUDITOR.glob("[a-z]*.*")):
        folder.put(path.name, path.read_bytes())
    for path in sorted(INDICATORS.glob("*.toml")):
        folder.put(f"indicators/{path.name}", path.read_bytes())


def _json(value: Mapping[str, Any] | Any, *, indent: int | None = None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
