"""The programs by name: what each measures is said in its own file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.append import Length, append
from bench.bundle import bundle
from bench.fanout import fanout
from bench.importing import importing
from bench.key_to_candidate import key_to_candidate
from bench.matching import matching
from bench.nation import nation
from bench.pages import pages
from bench.payment_month import payment_month
from bench.project import project
from bench.reading import reading
from bench.rebuild import rebuild
from bench.rounds import Line
from bench.size import size
from bench.skipped import Skipped
from bench.slow_disk import slow_disk
from bench.stalls import stalls
from bench.start import start
from bench.tailing import tailing
from events.host.address import Address

FIGURES = Path(__file__).parents[1] / "tests" / "figures" / "statistics_examples.json"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much a run measures. Seconds, and numbers of events.

    `few` where every event is sealed and signed anew in every round; `row` is the published row of `nation`.
    `looking` and `serving` = seconds of `fanout` (per number of viewers) and of `pages` (per round).
    """

    rounds: int
    length: Length
    events: int
    few: int
    visible: float
    tail: float
    snapshot: float
    starts: int
    row: str
    viewers: int
    looking: float
    counsellors: int
    serving: float
    persons: int
    grants: int


SMOKE = Scale(
    1,
    Length(0.05, 0.2),
    1_000,
    1_000,
    0.5,
    1.0,
    0.3,
    1,
    "FY2024/中核市/甲府市",
    20,
    1.0,
    40,
    5.0,
    2_000,
    300,
)
QUICK = Scale(
    3,
    Length(),
    60_000,
    10_000,
    3.0,
    5.0,
    3.0,
    1,
    "FY2024/中核市/甲府市",
    500,
    5.0,
    100,
    10.0,
    100_000,
    2_000,
)
USUAL = Scale(
    5,
    Length(),
    200_000,
    20_000,
    5.0,
    10.0,
    5.0,
    2,
    "FY2024/中核市/甲府市",
    500,
    10.0,
    100,
    20.0,
    500_000,
    10_000,
)
FULL = Scale(
    5,
    Length(),
    2_000_000,
    60_000,
    30.0,
    60.0,
    60.0,
    5,
    "FY2024/nation",
    500,
    30.0,
    100,
    600.0,
    500_000,
    10_000,
)

BUNDLE = 5
"""Times as many entries in a bundle as in a log: 10 million in a full run."""
TYPED = 30
"""Persons typed at the counter, at most."""
LONG = 600.0
"""Seconds of a run of `pages` that stands for itself."""
Told = Callable[[str], None]
Program = Callable[[Address, Scale, Told], list[Line]]


PROGRAMS: dict[str, Program] = {
    "append": lambda o, s, told: append(o, s.rounds, s.length, told),
    "slow-disk": lambda _, s, told: slow_disk(min(s.rounds, 3), s.length, told),
    "import": lambda o, s, told: importing(o, s.rounds, s.few, told),
    "read": lambda o, s, told: reading(o, s.rounds, s.events, told),
    "rebuild": lambda o, s, told: rebuild(o, s.rounds, s.events, told),
    "project": lambda o, s, told: project(o, min(s.rounds, 3), s.few, s.visible, told),
    "size": lambda o, s, told: size(o, s.few, told),
    "tail": lambda o, s, told: tailing(o, s.tail, told),
    "stalls": lambda o, s, told: stalls(o, min(s.rounds, 3), s.events, s.snapshot, told),
    "start": lambda _, s, told: start(s.starts, told),
    "fanout": lambda _, s, told: fanout(min(s.rounds, 3), s.viewers, s.looking, told),
    "pages": lambda o, s, told: pages(
        o, s.rounds if s.serving < LONG else 1, s.counsellors, s.serving, told
    ),
    "matching": lambda _, s, told: matching(min(s.rounds, 3), s.persons, told),
    "key-to-candidate": lambda _, s, told: key_to_candidate(
        s.persons, min(TYPED, s.persons // 1_000), told
    ),
    "payment-month": lambda o, s, told: payment_month(o, s.grants, told),
    "nation": lambda _, s, told: nation(s.row, FIGURES, told),
    "bundle": lambda _, s, told: bundle(1, BUNDLE * s.events, told),
}

NOT_HERE = {
    "N2": "5,000万件は rebuild --events 50000000 で(空き領域 約60GB)",
}
"""Goals that no program answers by default, and why: said under every table."""


def measured(name: str, owner: Address, scale: Scale, told: Told) -> list[Line] | str:
    """A program's rows, or why there are none."""
    try:
        return PROGRAMS[name](owner, scale, told)
    except Skipped as reason:
        return str(reason)
