"""Generated logs: many lives of cases over several wards and years, with everything that counting must tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from events.contract import KINDS, NOT_ASKED, OVER_THE_BUS, Event, Open, kind_of
from events.contract.codes import (
    AgeBand,
    ClosureReason,
    DecisionForm,
    EvaluationOutcome,
    Issue,
    ObservedChange,
    Origin,
    ReferralTarget,
    Route,
    Service,
    Sex,
    Triage,
)
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.keys import MemoryKeys
from events.log.recorded import MIGRATION_ROLE, Context, Recorded
from tests.events.log.examples import CONTEXT, example

NAMESPACE = UUID("6f1d7a52-6f4b-4c3e-9d1b-0c1b8a6f2f10")
SOURCES = ("intake", "planning", "benefits")


@dataclass(frozen=True)
class Spoken:
    """A fact to be recorded: of which case, where, in which capacity."""

    case: UUID
    ward: str
    fact: Event
    role: str = "counsellor"

    @property
    def source(self) -> str:
        return kind_of(self.fact).stage


def made(wire: str, person: UUID, **changes: Any) -> Event:
    """The example of a kind, about this person, with changes; sealed fields are given plain."""
    kind = KINDS[f"{wire}.v1"]
    values: dict[str, Any] = {"person": person}
    for name, value in changes.items():
        sealed = hasattr(getattr(example(kind), name), "subject")
        values[name] = Open(person, value) if sealed else value
    return replace(example(kind), **values)  # type: ignore[type-var]


@dataclass(frozen=True)
class Setting:
    """Where and when the lives take place, and which part of them came from before the system."""

    wards: tuple[str, ...] = ("271063", "271217", "271225")
    begins: date = date(2023, 10, 1)
    days: int = 900
    migrated: float = 0.15


def life(chance: Random, number: int, persons: list[UUID], setting: Setting) -> Iterator[Spoken]:  # noqa: C901 - a life has turns
    """One case from its reception: some end there, some go through several plans."""
    case = uuid5(NAMESPACE, f"case {number}")
    person = chance.choice(persons)
    ward = chance.choice(setting.wards)
    role = MIGRATION_ROLE if chance.random() < setting.migrated else "counsellor"
    day = setting.begins + timedelta(days=chance.randrange(setting.days))

    def say(wire: str, occurred: str, **changes: Any) -> Spoken:
        fact = made(wire, person, **{occurred: day}, **changes)
        return Spoken(case, ward, fact, role)

    yield say(
        "intake.consultation-received",
        "received_on",
        origin=chance.choice(list(Origin)),
        sex=chance.choice([*Sex, NOT_ASKED]),
        age_band=chance.choice([*AgeBand, NOT_ASKED]),
        route=chance.choice([*Route, NOT_ASKED]),
    )
    triage = chance.choice(list(Triage))
    day += timedelta(days=chance.randrange(10))
    yield say("intake.case-triaged", "decided_on", triage=triage)
    if triage is Triage.REFERRED:
        for place in range(chance.randint(1, 2)):
            target = chance.choice(list(ReferralTarget))
            yield say("intake.referral-made", "referred_on", referral_no=place + 1, target=target)
    if triage is not Triage.SUPPORT and chance.random() < 0.6:
        return
    yield say("intake.use-applied-for", "applied_on")
    for plan_no in range(1, chance.randint(1, 3) + 1):
        day += timedelta(days=chance.randrange(60))
        issues = tuple(chance.sample(list(Issue), chance.randint(0, 3)))
        yield say("planning.assessment-completed", "completed_on", issues=issues)
        services = tuple(chance.sample(list(Service), chance.randint(0, 4)))
        yield say("planning.plan-drafted", "drafted_on", plan_no=plan_no, services=services)
        seeks = chance.random() < 0.5
        yield say(
            "planning.plan-decided",
            "decided_on",
            plan_no=plan_no,
            form=chance.choice(list(DecisionForm)),
            services=services,
            seeks_employment=seeks,
        )
        if chance.random() < 0.4:
            yield say("planning.plan-amended", "amended_on", plan_no=plan_no)
        for wire, occurred in (
            ("planning.job-started", "started_on"),
            ("planning.income-increased", "increased_on"),
        ):
            for _ in range(chance.choice((0, 0, 1, 2))):
                day += timedelta(days=chance.randrange(25))
                yield say(wire, occurred, plan_no=plan_no, holds_employment_plan=seeks)
        for month in range(chance.choice((0, 0, 3))):
            yield say(
                "benefits.payment-made",
                "paid_on",
                month=f"2024-{month + 1:02d}",
                amount_yen=40_000 + chance.randrange(14) * 1_000,
            )
            if number % 3 == 0 and month == 1:
                yield say("benefits.transfer-returned", "returned_on", was_paid=number % 2 == 0)
        day += timedelta(days=chance.randrange(90))
        yield say(
            "planning.plan-evaluated",
            "evaluated_on",
            plan_no=plan_no,
            outcome=chance.choice(list(EvaluationOutcome)),
            changes=tuple(chance.sample(list(ObservedChange), chance.randint(0, 2))),
        )
    if chance.random() < 0.5:
        yield say("planning.case-closed", "closed_on", reason=chance.choice(list(ClosureReason)))


HERE = Setting()
"""西区, 東住吉区 and 西成区 of 大阪市."""


def spoken(seed: int, cases: int, setting: Setting = HERE) -> list[Spoken]:
    """Lives of so many cases; persons come back, so that counting persons differs from counting facts."""
    chance = Random(seed)  # noqa: S311 - reproducible, not secret
    persons = [uuid5(NAMESPACE, f"person {n}") for n in range(max(cases // 2, 1))]
    return [said for number in range(cases) for said in life(chance, number, persons, setting)]


def recorded(said: list[Spoken]) -> dict[str, list[Recorded]]:
    """The facts as three logs hold them: dense positions, versions per stream; not stored anywhere."""
    logs: dict[str, list[Recorded]] = {source: [] for source in SOURCES}
    versions: dict[tuple[str, UUID], int] = {}
    for one in said:
        log = logs[one.source]
        version = versions[one.source, one.case] = versions.get((one.source, one.case), 0) + 1
        log.append(
            Recorded(
                one.case,
                version,
                one.case,
                one.fact,
                context(one),
                position=len(log) + 1,
                source=one.source,
                area_id=int(one.ward[:5]) % 1000,
            )
        )
    return logs


def context(said: Spoken) -> Context:
    day = getattr(said.fact, kind_of(said.fact).occurred)
    typed = datetime.combine(day, time(3), UTC) + timedelta(days=1)
    return replace(CONTEXT, area=said.ward, role=said.role, at=typed)


class Logs:
    """The three logs of a database, filled through the real recorder."""

    def __init__(self, address: Address, codec: Codec | None = None) -> None:
        self.address = address
        self.codec = codec or Codec(MemoryKeys())
        self.of = {
            source: EventLog(source, address.conninfo(f"writer_{source}"), self.codec)
            for source in SOURCES
        }
        self._versions: dict[tuple[str, UUID], int] = {}

    def state(self, said: list[Spoken]) -> None:
        """Append every fact as a command of its own, log after log."""
        for source, log in self.of.items():
            mine = [self._numbered(one) for one in said if one.source == source]
            for _ in log.append_all([one] for one in mine):
                pass

    def read(self) -> Iterator[Recorded]:
        """Every fact as tables see it."""
        for log in self.of.values():
            yield from log.read(groups=OVER_THE_BUS)

    def close(self) -> None:
        for log in self.of.values():
            log.close()

    def _numbered(self, one: Spoken) -> Recorded:
        place = one.source, one.case
        version = self._versions[place] = self._versions.get(place, 0) + 1
        return Recorded(one.case, version, one.case, one.fact, context(one))


def judged_and_assisted(cases: int) -> Iterator[Spoken]:
    """Each is judged to be the one before, and begins to receive 生活保護."""
    for number in range(1, cases + 1):
        case, person = UUID(int=number), UUID(int=100 + number)
        before = {"candidate": UUID(int=99 + number)}
        yield Spoken(case, "271063", made("intake.identity-judged", person, **before))
        yield Spoken(case, "271063", made("intake.public-assistance-started", person))
