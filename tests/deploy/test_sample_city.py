"""The sample city: possible on any day, something in every state, filled once also after a broken filling."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast, get_type_hints
from uuid import UUID, uuid4, uuid5

import pytest

from deploy.house import HERE, House
from deploy.roles import SERVICES
from deploy.simulation import sample_city, sample_grants
from deploy.simulation.histories import history
from deploy.simulation.stating import EVOLVE, Progress, Stating
from deploy.simulation.step import Also, Step
from deploy.verbs import demo
from events.bus.projection import Projection, replay
from events.contract import OVER_THE_BUS, Event
from events.contract.codes import Sameness
from events.contract.intake import ConsultationReceived, IdentityJudged
from events.contract.planning import DecisionDrafted
from events.host import areas, municipality_file
from events.host.address import Address
from events.host.runtime import installation, service
from events.host.settings import Settings
from events.log.key_file import KeyFile
from events.log.recorded import Context, Recorded
from services.benefits.fiscal import fiscal_year_of, statutory
from services.benefits.followers import TABLES as BENEFITS
from services.benefits.projections.grant_work import GRANT_WORK
from services.intake.followers import TABLES as INTAKE
from services.intake.worklist import WORKLIST
from services.planning.followers import TABLES as PLANNING
from services.planning.projections.case_work import CASE_WORK

AREAS = areas.load(HERE / "areas.csv")
OSAKA = municipality_file.load(HERE / "municipality.toml", AREAS)
SUNDAY = date(2026, 11, 22)
DAYS = [SUNDAY, date(2027, 1, 4), date(2028, 2, 29), date(2026, 4, 1)]
"""A Sunday, the first days of a year, a leap day, the first day of a fiscal year."""

BARE = {
    "assistance",
    "case_recipient",
    "case_scans",
    "council_cases",
    "deputised_decision",
    "deputised_grant",
    "finding_answer",
    "introductions",
    "key_ends",
    "known_eligibility",
    "letter_register",
    "recheck_list",
    "transfer",
}
"""Tables of what the sample city does not tell of yet: 代決, 返還, 引継ぎ, scans, public assistance, destroyed keys."""

LISTS: tuple[tuple[Projection[Any], str], ...] = (
    (WORKLIST, "stage"),
    (CASE_WORK, "step"),
    (GRANT_WORK, "step"),
)
"""Tables of worklists, and the column that says what is waited for."""


@cache
def told(today: date) -> list[tuple[str, Recorded]]:
    """Every fact of the city with its ward, decided in memory; a refusal would raise."""
    return list(_told(today))


def _told(today: date) -> Iterator[tuple[str, Recorded]]:
    """In the order of typing, as the city is stated: entries of a register are used by several cases."""
    placed = sample_city.cases(OSAKA, today, uuid5(sample_city.CITY, today.isoformat()))
    states: dict[tuple[str, UUID], Any] = defaultdict(lambda: None)
    versions: dict[tuple[str, UUID], int] = defaultdict(int)
    steps = [
        (step.at, number, step)
        for number, (setting, case) in enumerate(placed)
        for step in history(case, number, setting)
    ]
    for _, number, step in sorted(steps, key=lambda each: each[:2]):
        setting, _ = placed[number]
        about = step.what.about or setting.case(number)
        for stream, of, fact in _decided(step, setting.case(number), states):
            key = (step.what.service, stream)
            versions[key] += 1
            yield (
                setting.area,
                _recorded(step, setting.area, of or about, stream, versions[key], fact),
            )


def _decided(
    step: Step, case: UUID, states: dict[tuple[str, UUID], Any]
) -> Iterator[tuple[UUID, UUID | None, Event]]:
    what = step.what
    evolve = what.evolve or EVOLVE[what.service]
    command = what.commanding(lambda stream: (states[what.service, stream], "leaf"))
    for each in (Also(what.stream or case, evolve, what.decision, command), *what.also):
        key = (what.service, each.stream)
        for fact in each.decision(states[key], each.command(step.today, "leaf")):
            states[key] = each.evolve(states[key], fact)
            yield each.stream, each.about, fact


def _recorded(
    step: Step, area: str, case: UUID, stream: UUID, version: int, fact: Event
) -> Recorded:
    context = Context(
        actor=case, role=step.what.role, office="", operator="", area=area, request=case,
        correlation=case, at=step.at,
    )  # fmt: skip
    return Recorded(
        stream, version, case, fact, context, position=version, source=step.what.service
    )


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_of_the_city_is_refused_or_of_the_future(today: date) -> None:
    facts = told(today)
    assert len(facts) > 10_000
    last = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(hours=9)
    assert all(recorded.context.at <= last for _, recorded in facts)
    assert all(recorded.occurred_on < today for _, recorded in facts)
    received = [r for _, r in facts if isinstance(r.fact, ConsultationReceived)]
    assert len({ward for ward, _ in facts}) == 24
    assert 1_000 < len(received) < 1_700


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("ward", [demo.NISHI, demo.NANIWA])
def test_every_list_of_a_demo_ward_has_something_on_it(ward: str, today: date) -> None:
    facts = [recorded for area, recorded in told(today) if area == ward]
    for projection, field in LISTS:
        every = set(get_type_hints(projection.row)[field])
        assert {getattr(row, field) for row in replay(projection, facts).values()} == every
    judged = {r.fact.sameness for r in facts if isinstance(r.fact, IdentityJudged)}
    assert judged == set(Sameness)
    assert any(recorded.migrated for recorded in facts)


@pytest.mark.parametrize("ward", [demo.NISHI, demo.NANIWA])
def test_every_table_of_a_demo_ward_has_a_row(ward: str) -> None:
    facts = [recorded for area, recorded in told(SUNDAY) if area == ward]
    tables = {table.name: table for table in (*INTAKE, *PLANNING, *BENEFITS)}
    bare = {name for name, table in tables.items() if not replay(table, facts)}
    assert bare == BARE


@pytest.mark.parametrize("seed", range(40))
def test_no_month_is_ordered_after_its_year_has_closed(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a walk
    for days in range(0, 120, 3):
        made = sample_grants.grant(date(2027, 1, 4) + timedelta(days=days), chance)
        closes = statutory(fiscal_year_of(made.committed_on)).order_until
        assert all(month.passed_on <= closes for month in made.months)


def test_the_people_of_the_demo_act_in_their_wards() -> None:
    placed = sample_city.cases(OSAKA, SUNDAY, uuid4())
    settings = {setting.area: setting for setting, _ in placed}
    for login, role, ward in (
        ("nishi", "counsellor", demo.NISHI),
        ("naniwa", "counsellor", demo.NANIWA),
        ("shunin", "chief_counsellor", demo.NISHI),
        ("tanto", "municipal_officer", demo.NANIWA),
        ("kacho", "decision_maker", demo.NISHI),
        ("shiharai", "payment_clerk", demo.NISHI),
        ("kaikei", "accounting_manager", "271276"),
    ):
        acting = settings[ward].acting(role, SUNDAY)
        [sample] = [each for each in demo.ACCOUNTS if each.login == login]
        assert acting.person == uuid5(demo.NAMESPACE, f"person {login}")
        assert acting.office == sample.office
        assert acting.operator == f"{sample.operator}/{sample.contract}"
    assert settings["271276"].acting("counsellor", SUNDAY).office == "kita"


class BrokenOffError(Exception):
    """The filling was killed."""


@pytest.fixture
def house(
    address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SimpleNamespace]:
    """An installation whose city is small; `today` is moved by hand."""
    monkeypatch.setattr(sample_city, "DEMO_WARDS", {demo.NISHI: 24, demo.NANIWA: 12})
    monkeypatch.setattr(sample_city, "OTHER_WARDS", (1, 2))
    hands = SimpleNamespace(now=datetime(2026, 11, 22, 1, tzinfo=UTC))
    key_file = KeyFile.make(tmp_path / "keys")
    settings = Settings(home=tmp_path / "home", keys=tmp_path / "keys")
    with ExitStack() as stack:
        around = stack.enter_context(
            installation(
                settings, address, key_file, AREAS, OSAKA, demo=True, clock=lambda: hands.now
            )
        )
        runtimes = {name: stack.enter_context(service(name, around, tmp_path)) for name in SERVICES}
        yield SimpleNamespace(
            around=around, address=address, runtime=runtimes.__getitem__, hands=hands
        )


class BrokenOff(Stating):
    """Killed after a stretch."""

    def run(self, histories: Sequence[tuple[int, Sequence[Step]]]) -> Iterator[Progress]:
        for progress in super().run(histories):
            yield progress
            raise BrokenOffError


def fill(house: SimpleNamespace) -> None:
    sample_city.fill(cast(House, house), lambda _: None)


def fill_in_part(house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sample_city, "Stating", BrokenOff)
        with pytest.raises(BrokenOffError):
            fill(house)


def heads(house: SimpleNamespace) -> Mapping[str, int]:
    return {name: house.runtime(name).log.reading.head() for name in SERVICES}


@pytest.mark.slow
def test_a_broken_filling_goes_on_the_next_day_and_a_whole_one_adds_nothing(
    house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in_part(house, monkeypatch)
    broken = heads(house)
    house.hands.now += timedelta(days=1)
    fill(house)
    whole = heads(house)
    assert 0 < sum(broken.values()) < sum(whole.values())
    wanted = sum(1 for _ in _told(SUNDAY))
    assert sum(whole.values()) == wanted
    fill(house)
    assert heads(house) == whole
    drafts = house.runtime("intake").drafts
    nishi = uuid5(demo.NAMESPACE, "account nishi")
    kept = drafts.list_for(nishi, [demo.NISHI], house.hands.now)
    assert {(draft.owner == nishi, draft.handed_over) for draft in kept} == {
        (True, False),
        (False, True),
    }
    assert house.runtime("planning").drafts.list_for(nishi, [demo.NISHI], house.hands.now)


@pytest.mark.slow
def test_what_was_approved_is_the_draft_that_stands(
    house: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in_part(house, monkeypatch)
    fill(house)
    facts = list(house.runtime("planning").log.read(groups=OVER_THE_BUS))
    drafts = {r.leaf for r in facts if isinstance(r.fact, DecisionDrafted)}
    approved = [r.fact.approved for r in facts if hasattr(r.fact, "approved")]
    assert approved
    assert set(approved) <= drafts
