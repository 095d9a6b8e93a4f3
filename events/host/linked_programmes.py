"""Programmes for work that other bodies run beside the Act: dated rows of the municipality file, by ward.

総合就職サポート事業, 就労チャレンジ事業 … are a city's own: a new one is a row, never code (programme.md 10.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from events.host.dated import Dated, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedProgramme(Dated):
    """`wards` empty = all of the body. `code` is permanent, `name` may change with a new row."""

    code: str
    name: str
    operator: str = ""
    wards: frozenset[str] = field(default_factory=frozenset)
    mark: Mark = Mark.ASSUMED
    source: str = ""

    def __post_init__(self) -> None:
        if not (self.code and self.code.isascii() and self.name):
            raise ValueError("a linked programme has an ASCII code and a name")


NATIONAL: Final = LinkedProgramme(
    since=date(2015, 4, 1),
    code="hello_work_joint_programme",
    name="生活保護受給者等就労自立促進事業",
    operator="公共職業安定所",
    mark=Mark.SURE,
)
"""Run by Hello Work in the whole country; a row of the file with its code takes its place."""


def offered(rows: Sequence[LinkedProgramme], ward: str, day: date) -> tuple[LinkedProgramme, ...]:
    """What somebody of that ward may be put forward for that day, the nation's first."""
    own = tuple(r for r in rows if r.in_force(day) and (not r.wards or ward in r.wards))
    replaced = any(row.code == NATIONAL.code for row in rows)
    return own if replaced else (NATIONAL, *own)


def overlapping(rows: Sequence[LinkedProgramme]) -> list[str]:
    """Codes that two rows hold for one ward on one day."""
    return [
        row.code
        for place, row in enumerate(rows)
        for other in rows[:place]
        if row.code == other.code
        and (not row.wards or not other.wards or row.wards & other.wards)
        and other.touches(row.since, row.until or date.max)
    ]
