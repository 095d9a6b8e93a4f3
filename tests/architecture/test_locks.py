"""PostgreSQL's advisory locks have one room for all: no two purposes may share a number."""

import re
from collections import Counter

from tests.architecture.checkout import python_files

NUMBER = re.compile(r"\b0x796F72[0-9A-F]+\b")
FOLDERS = ("events", "services", "deploy")


def test_every_lock_has_a_number_of_its_own() -> None:
    found = Counter(
        number
        for folder in FOLDERS
        for path in python_files(folder)
        for number in NUMBER.findall(path.read_text(encoding="utf-8"))
    )
    assert len(found) >= 6
    assert [number for number, times in found.items() if times > 1] == []
