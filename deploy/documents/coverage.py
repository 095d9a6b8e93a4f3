"""docs/coverage.md: the 98 functions of the mission, and how far each can be done today, from docs/coverage.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.documents.markdown import table
from events.host.status import SERVICES_JA

DATA: Final = Path(__file__).parents[2] / "docs" / "coverage.toml"
CHAPTERS: Final = (
    ("目的、対象、運営", 1, 13),
    ("十三の手順", 14, 34),
    ("事業と支援の中身", 35, 62),
    ("働く人", 63, 75),
    ("周知、連携、社会資源", 76, 85),
    ("測る、評価する、報告する", 86, 98),
)
"""Title, first and last number."""

NUMBERS: Final = range(1, 99)
STATES: Final = ("できる", "一部", "まだ")
STEPS: Final = ("受付と計画", "給付", "集計", "人", "道", "市")
"""The work to come, in its order."""

OWNERS_JA: Final = {**SERVICES_JA, "events": "土台"}
GENERATED: Final = (
    "<!-- docs/coverage.toml から作った文書です。作り直す: python -m deploy.documents -->"
)
ABOUT: Final = (
    "このシステムがめざす98のはたらきと、いまどこまでできるかです。「できる」は、その役割の人が画面か命令でいま行え、"
    "検査がそれを示すもの。「一部」と「まだ」には、足りないものと、それを作る段階を書きます。"
    "画面、決定、記録、検査の名前が実物にあることは、検査で確かめています。番号は変わりません。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One function. `decisions` are `module:function`, `facts` wire names, `tests` `path::name`, `pages` routes."""

    ja: str
    owners: tuple[str, ...]
    state: str
    pages: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    missing: str = ""
    step: str = ""


def rows(path: Path = DATA) -> dict[str, Row]:
    """By id (`F1`), as written. TypeError names an unknown or missing key; an id twice is no TOML."""
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _row(values) for name, values in written.items()}


def text() -> str:
    """The whole document."""
    found = rows()
    return (
        "\n\n".join(["# 98のはたらき", GENERATED, ABOUT, *_sums(found), *_chapters(found)]) + "\n"
    )


def _row(values: Mapping[str, str | list[str]]) -> Row:
    return Row(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})  # type: ignore[arg-type]


def _sums(found: Mapping[str, Row]) -> Iterator[str]:
    states = [row.state for row in found.values()]
    yield "**" + "、".join(f"{state} {states.count(state)}" for state in STATES) + "**"
    yield table(
        ["これから作る段階", "一部", "まだ"],
        [(step, *(_waiting(found, step, state) for state in STATES[1:])) for step in STEPS],
    )


def _waiting(found: Mapping[str, Row], step: str, state: str) -> str:
    names = [name for name, row in found.items() if (row.step, row.state) == (step, state)]
    return f"{len(names)}: {', '.join(names)}" if names else "0"


def _chapters(found: Mapping[str, Row]) -> Iterator[str]:
    for title, first, last in CHAPTERS:
        inside = [(f"F{n}", found[f"F{n}"]) for n in range(first, last + 1)]
        yield f"## {title}"
        yield table(
            ["", "はたらき", "受け持ち", "いま", "足りないもの", "段階"],
            [_line(name, row) for name, row in inside],
        )
        yield f"### 確かめるところ: {title}"
        yield table(
            ["", "画面・命令", "決定", "記録", "検査"],
            [_evidence(name, row) for name, row in inside if row.tests],
        )


def _line(name: str, row: Row) -> tuple[str, ...]:
    owners = "・".join(OWNERS_JA[owner] for owner in row.owners)
    return name, row.ja, owners, row.state, row.missing, row.step


def _evidence(name: str, row: Row) -> tuple[str, ...]:
    places = [*row.pages, *(f"yorisoi {verb}" for verb in row.verbs)]
    return name, _codes(places), _codes(row.decisions), _codes(row.facts), _tests(row.tests)


def _codes(names: tuple[str, ...] | list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def _tests(tests: tuple[str, ...]) -> str:
    pairs = (test.split("::") for test in tests)
    return "<br>".join(f"[`{name}`](../{path})" for path, name in pairs)
