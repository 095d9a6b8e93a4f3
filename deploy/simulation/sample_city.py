"""The small history of the sample city: about 18 months of 24 wards up to yesterday, through the decisions.

Every id follows from the day of filling, so that a filling that was killed goes on; that day is found again
in the first record.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from deploy.house import House
from deploy.simulation import (
    planting,
    sample_benefit_lives,
    sample_claims,
    sample_drafts,
    sample_lives,
    sample_moves_paid,
    sample_programmes,
    sample_settled,
    sample_transfers,
)
from deploy.simulation.alone import alone
from deploy.simulation.days import between
from deploy.simulation.histories import history
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_staff import staff_of
from deploy.simulation.sample_states import states
from deploy.simulation.sample_twins import twins
from deploy.simulation.setting import Amounts, Setting
from deploy.simulation.stating import Stating
from deploy.simulation.step import JAPAN
from deploy.simulation.telling import Say, Telling
from deploy.verbs import demo
from events.contract.codes import Service
from events.host.areas import Area
from events.host.municipality import Municipality
from events.log.entry import unpack
from services.benefits.bank_file import Remitter
from services.benefits.screens.paying_rule import remitter_of

CITY: Final = uuid5(demo.NAMESPACE, "sample city")
LOGS: Final = ("intake", "planning", "benefits")
DAYS_BACK: Final = 548
"""Days before today on which the first case came."""
DEMO_WARDS: Final = {demo.NISHI: 150, demo.NANIWA: 120}
"""Cases of the wards that the demo's people see."""
OTHER_WARDS: Final = (24, 50)
"""Least and most cases of another ward."""
STATES_FROM: Final = 42
"""Days before today from which the new cases of a demo ward are those of `states`, so that no month bulges."""
MIGRATED: Final = 6
"""Cases of a demo ward that came before the system."""
SEARCHED: Final = 400
"""Days back in which a broken filling may have begun."""


Placed = tuple[Setting, CaseOutline]
"""A case of the city in its ward; its number is its place among all."""


def fill(house: House, say: Say) -> None:
    """State what is not stored yet, then bring the tables up to date.

    Tables made while the logs are empty follow all at once: each fact is read once for all of them.
    """
    planting.catch_up(house, say)
    with alone(house.address):
        _state(house, say)
    planting.catch_up(house, say)


def _state(house: House, say: Say) -> None:
    today = begun_on(house)
    root = uuid5(CITY, today.isoformat())
    placed = cases(house.around.municipality, today, root)
    logs = {name: house.runtime(name).log for name in LOGS}
    stating = Stating(
        logs,
        house.runtime("intake").keys,
        lambda ordinal: placed[ordinal][0],
        lambda number: uuid5(root, f"command {number}"),
        root,
    )
    say(f"見本の街: {len(placed):,}件のケースを作っています…")
    histories = [(n, history(case, n, setting)) for n, (setting, case) in enumerate(placed)]
    tell = Telling(say)
    for progress in stating.run(histories):
        tell(progress)
    sample_drafts.leave(house, placed, today, root)


def begun_on(house: House) -> date:
    """The day whose ids the first record carries; today in an empty log."""
    today = house.around.calendar.today()
    first = house.runtime("intake").log.reading.page(0, 1)
    if not first:
        return today
    request = unpack(first[0].data).request
    days = (today - timedelta(days=n) for n in range(SEARCHED))
    return next((day for day in days if uuid5(CITY, day.isoformat()) == request), today)


def cases(municipality: Municipality, today: date, root: UUID) -> Sequence[Placed]:
    """Every case of the city, ward by ward; a case's number is its place."""
    placed: list[Placed] = []
    remitter = remitter_of(municipality, today)
    for ward in municipality.wards_on(today):
        setting = _setting(municipality, ward, today, root)
        found = _of_ward(setting, today, remitter)
        for place, case in enumerate(found):
            _numbered(case, len(placed), place)
        placed += [(setting, case) for case in found]
    return placed


def _of_ward(setting: Setting, today: date, remitter: Remitter | None) -> list[CaseOutline]:
    chance = Random(f"{setting.area} {today}")  # noqa: S311 - believable, not secret
    many = DEMO_WARDS.get(setting.area)
    first = today - timedelta(days=DAYS_BACK)
    last = today - timedelta(days=1 if many is None else STATES_FROM)
    lives = [
        sample_lives.life(between(first, last, chance), chance)
        for _ in range(many or chance.randint(*OTHER_WARDS))
    ]
    if many is None:
        return lives
    return [
        *lives,
        *twins(lives, setting.place, today, chance),
        *sample_programmes.dealt(states(today, chance), today),
        *sample_benefit_lives.lives(today, chance),
        *sample_benefit_lives.homeless(today, chance),
        *sample_transfers.transfers(today, chance),
        *sample_claims.claims(today, chance),
        *sample_settled.settled(today, chance, remitter),
        sample_moves_paid.granted(today, chance),
        *(_migrated(first, chance) for _ in range(MIGRATED)),
    ]


def _migrated(first: date, chance: Random) -> CaseOutline:
    """A case from before the system, typed on its first day, whose end is its own affair."""
    case = sample_lives.life(first - timedelta(days=chance.randint(40, 300)), chance)
    case.migrated = first
    return case


def _numbered(case: CaseOutline, base: int, place: int) -> None:
    """Places in the ward's list → numbers in the city's."""
    case.number = base + place
    if case.earlier is not None:
        case.earlier += base
    case.alike = tuple(replace(alike, other=alike.other + base) for alike in case.alike)


def _setting(municipality: Municipality, ward: Area, today: date, root: UUID) -> Setting:
    def needs_decision(day: date) -> frozenset[Service]:
        return municipality.switchboard.needing(ward.code, day)

    return Setting(
        place=ward.name.removeprefix("大阪市"),
        area=ward.code,
        acting=staff_of(municipality, ward.code),
        needs_decision=needs_decision,
        seed=root,
        late_share=0.02,
        until=datetime(today.year, today.month, today.day, tzinfo=UTC) - JAPAN,
        amounts=Amounts.of(municipality),
    )
