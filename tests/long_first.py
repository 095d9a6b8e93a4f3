"""Among several workers the rooms whose files take longest come first, so that none is left alone at the end.

Used by `pytest_plugins` in tests/conftest.py; one process alone keeps the order of the folders.
"""

from typing import Final

import pytest

LONG: Final = ("journeys", "lives", "kafka", "faults", "keys", "pages", "deploy", "auditor")
"""Folders below tests/, longest files first (measured: `make test ARGS=--durations=50`)."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sorted by room; a file's tests keep their order."""
    if hasattr(config, "workerinput"):
        items.sort(key=_room)


def _room(item: pytest.Item) -> int:
    folders = [part for part in item.nodeid.split("/")[1:-1] if part in LONG]
    return LONG.index(folders[0]) if folders else len(LONG)
