"""Tables of the generated documents."""

from collections.abc import Iterable, Sequence
from typing import Final

GENERATED: Final = (
    "<!-- 宣言から作った文書です。直すのは宣言のほうです。作り直す: python -m deploy.documents -->"
)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar or a line break in a cell is kept from breaking it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
