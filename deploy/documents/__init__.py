"""Files generated from declarations: JSON Schemas of the facts, the glossary, the indicators, the coverage.

`python -m deploy.documents` writes them; a test compares them with what it would write.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.documents import coverage, glossary, indicators, schemas

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "events" / "schemas"


def documents() -> Iterator[tuple[Path, str]]:
    """Every generated file and its whole text."""
    for name, text in schemas.every():
        yield SCHEMAS / name, text
    yield ROOT / "docs" / "glossary.md", glossary.text()
    yield ROOT / "docs" / "indicators.md", indicators.text()
    yield ROOT / "docs" / "coverage.md", coverage.text()


def write() -> list[Path]:
    """Bring the files up to date; answers those that changed. A schema of a kind no longer declared is removed."""
    changed = []
    wanted = dict(documents())
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    for path in set(SCHEMAS.glob("*.json")) - wanted.keys():
        path.unlink()
        changed.append(path)
    return changed
