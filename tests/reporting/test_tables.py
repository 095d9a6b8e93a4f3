"""The tables of reporting: rows follow from the set of facts, in whatever order the services arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID, uuid5

import pytest

from events.bus.catch_up import catch_up
from events.bus.follow import Follower
from events.bus.projection import Projection, replay
from events.bus.rebuild import rebuild
from events.bus.source import SourceLog
from events.bus.tables import Tables
from events.contract import KINDS, NotPermitted, Shredded, kind_of
from events.contract.codes import DecisionForm, Origin, Service, Triage
from events.contract.concern import BeforeCase
from events.contract.exporting import ListExported
from events.contract.renewing import LedgerRenewed
from events.host.address import Address
from events.log.recorded import MIGRATION_ROLE, Recorded
from services.reporting.followers import TABLES
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.projections.kpi_fact import KPI_FACT, SERVICE_BIT, Flag, Kind
from services.reporting.projections.timeline import TIMELINE
from tests.events.bus.city import eventually, positions, table
from tests.events.log.examples import example
from tests.reporting.circumstances import said
from tests.reporting.logs import (
    NAMESPACE,
    Logs,
    Spoken,
    judged_and_assisted,
    made,
    recorded,
    spoken,
)

PERSON = uuid5(NAMESPACE, "one person")
CASE = uuid5(NAMESPACE, "one case")


def interleavings(logs: Sequence[list[Recorded]], chance: Random) -> Iterator[list[Recorded]]:
    """Arrival orders: each log in its own order, the logs mixed at random."""
    for _ in range(40):
        left = [list(reversed(log)) for log in logs]
        order = []
        while any(left):
            order.append(chance.choice([log for log in left if log]).pop())
        yield order


@pytest.mark.parametrize("projection", TABLES, ids=lambda p: p.name)
def test_rows_are_the_same_for_every_arrival_order_of_the_services(
    projection: Projection[object],
) -> None:
    lives = [*spoken(seed=11, cases=12), *said(CASE), *judged_and_assisted(12)]
    logs = list(recorded(lives).values())
    expected = replay(projection, [one for log in logs for one in log])
    assert len(expected) >= 12
    for order in interleavings(logs, Random(2)):  # noqa: S311 - reproducible, not secret
        assert replay(projection, order) == expected
    backwards = [one for log in reversed(logs) for one in log]
    assert replay(projection, backwards) == expected


def fact(wire: str, occurred: str, day: date, **changes: object) -> Recorded:
    said = Spoken(CASE, "271063", made(wire, PERSON, **{occurred: day}, **changes))
    return recorded([said])[said.source][0]


def row_of(one: Recorded):
    (row,) = replay(KPI_FACT, [one]).values()
    return row


def test_a_consultation_is_counted_on_its_first_day_for_the_ward_that_received_it() -> None:
    row = row_of(
        fact(
            "intake.consultation-received",
            "received_on",
            date(2025, 3, 31),
            origin=Origin.TRANSFER_WITHIN,
        )
    )
    assert (row.kind, row.counted_on, row.fiscal_year) == (1, date(2025, 3, 31), 2024)
    assert row.flags == Flag.TRANSFER_WITHIN
    assert row.person == PERSON
    assert row.case_id == CASE


def test_f32_a_reconsultation_is_marked_by_what_was_stated_at_the_reception() -> None:
    for origin, flags in ((Origin.RECONSULTATION, Flag.RECONSULTATION), (Origin.NEW, 0)):
        said = {"origin": origin, "previous_case": CASE}
        day = date(2025, 3, 31)
        assert (
            row_of(fact("intake.consultation-received", "received_on", day, **said)).flags == flags
        )


def test_a_plan_and_its_re_plans_are_rows_of_their_own_and_an_amendment_is_none() -> None:
    days = [date(2024, 5, 1), date(2024, 11, 1), date(2025, 5, 1)]
    said = [
        Spoken(CASE, "271063", made(wire, PERSON, **changes))
        for plan_no, day in enumerate(days, 1)
        for wire, changes in (
            ("planning.plan-decided", {"decided_on": day, "plan_no": plan_no}),
            ("planning.plan-amended", {"amended_on": day, "plan_no": plan_no}),
        )
    ]
    rows = list(replay(KPI_FACT, recorded(said)["planning"]).values())
    assert [(row.plan_no, row.counted_on, row.fiscal_year) for row in rows] == [
        (1, days[0], 2024),
        (2, days[1], 2024),
        (3, days[2], 2025),
    ]


def test_one_plan_with_three_services_is_one_row_with_three_bits() -> None:
    services = (Service.HOUSING_SECURITY, Service.BUDGET_IMPROVEMENT, Service.INFORMAL)
    row = row_of(
        fact(
            "planning.plan-decided",
            "decided_on",
            date(2024, 5, 1),
            services=services,
            form=DecisionForm.SUPPORT_DECISION,
            seeks_employment=True,
        )
    )
    assert row.services == 0b10000000101
    assert row.flags == Flag.EMPLOYMENT_SUPPORT_TARGET


def test_a_renamed_service_keeps_its_column() -> None:
    assert SERVICE_BIT[Service.BUDGET_COUNSELLING] == SERVICE_BIT[Service.BUDGET_IMPROVEMENT]
    assert SERVICE_BIT[Service.TEMPORARY_LIVING] == SERVICE_BIT[Service.RESIDENTIAL_SUPPORT]
    assert set(SERVICE_BIT) == set(Service)
    assert len(set(SERVICE_BIT.values())) == len(Service) - 2


def test_a_migrated_fact_is_marked() -> None:
    one = fact("planning.case-closed", "closed_on", date(2025, 4, 1))
    migrated = replace(one, context=replace(one.context, role=MIGRATION_ROLE))
    assert row_of(migrated).flags == Flag.MIGRATED
    assert row_of(one).flags == 0


@pytest.mark.parametrize("closed", [Shredded(), NotPermitted(1)])
def test_a_destroyed_or_closed_facet_counts_as_no_answer_and_never_as_a_person_less(
    closed: object,
) -> None:
    one = fact("intake.consultation-received", "received_on", date(2025, 4, 1))
    fields = {"sex": closed, "age_band": closed, "route": closed}
    row = row_of(replace(one, fact=replace(one.fact, **fields)))  # type: ignore[type-var]
    assert (row.kind, row.sex, row.age_band, row.route) == (Kind.CONSULTATION, 0, 0, 0)


def test_every_kind_that_reporting_reads_gives_exactly_one_row() -> None:
    for kind in KPI_FACT.reads or ():
        said = Spoken(CASE, "271063", example(kind_of(kind)))
        assert len(replay(KPI_FACT, recorded([said])[said.source])) == 1, kind


def test_the_timeline_has_one_row_for_every_kind_under_its_statutory_word() -> None:
    for kind in KINDS.values():
        if issubclass(kind.cls, ListExported | LedgerRenewed):
            continue  # of no case
        said = Spoken(CASE, "271063", example(kind))
        if issubclass(kind.cls, BeforeCase):
            assert replay(TIMELINE, recorded([said])[said.source]) == {}
            continue
        (row,) = replay(TIMELINE, recorded([said])[said.source]).values()
        assert (row.term, row.wire) == (kind.ja, kind.wire)
    words = {kind.ja for kind in KINDS.values()}
    assert {"相談受付", "アセスメント完了", "プラン決定", "給付支給", "終結"} <= words


def test_a_case_keeps_its_plans_by_number_and_what_ended_it() -> None:
    said = [one for one in spoken(seed=11, cases=60) if one.ward]
    rows = replay(CASE_LIST, [r for log in recorded(said).values() for r in log])
    assert any(len(row.plans) > 1 for row in rows.values())
    for case, row in rows.items():
        facts = [one.fact for one in said if one.case == case]
        decided = {f.plan_no: f for f in facts if type(f).__name__ == "PlanDecided"}
        assert {n for n, line in row.plans.items() if line.decided_on} == set(decided)
        assert all(row.plans[n].services == f.services for n, f in decided.items())
        triaged = [f.triage for f in facts if type(f).__name__ == "CaseTriaged"]
        assert row.triage == (triaged[-1] if triaged else None)
        paid = [f.amount_yen.value for f in facts if type(f).__name__ == "PaymentMade"]
        back = [f.amount_yen.value for f in facts if getattr(f, "was_paid", False)]
        assert (row.payments, row.paid_yen) == (len(paid) - len(back), sum(paid) - sum(back))
        assert (row.closed_on is not None) == any(type(f).__name__ == "CaseClosed" for f in facts)


def test_no_name_reaches_any_table(address: Address) -> None:
    import psycopg

    logs = Logs(address)
    said = [Spoken(CASE, "271063", example(kind)) for kind in KINDS.values()]
    logs.state(said)
    catch_up("reporting", TABLES, address.conninfo, logs.codec)
    with psycopg.connect(address.conninfo()) as session:
        for projection in TABLES:
            rows = session.execute(
                f"select t::text from reporting_read.{projection.name} t".encode()
            ).fetchall()
            assert rows
            assert not [text for (text,) in rows if "髙橋" in text or "葛" in text]
    logs.close()


@pytest.mark.parametrize("projection", TABLES, ids=lambda p: p.name)
def test_followed_live_rebuilt_and_replayed_are_one(
    projection: Projection[object], address: Address
) -> None:
    logs = Logs(address)
    said = spoken(seed=21, cases=40)
    half = len(said) // 2
    follower = Follower("reporting", TABLES, address.conninfo, logs.codec)
    follower.start()
    try:
        logs.state(said[:half])
        logs.state(said[half:])
        heads = {n: log.reading.head() for n, log in enumerate(logs.of.values(), 1)}
        eventually(
            lambda: (
                all(
                    position >= heads.get(source, 0)
                    for (source, _), position in positions(
                        address, "reporting", projection.name
                    ).items()
                )
                and bool(positions(address, "reporting", projection.name))
            )
        )
    finally:
        follower.stop()
    expected = replay(projection, logs.read())
    assert table(address, "reporting", projection) == expected
    with closing(Tables("reporting", address.conninfo("projector_reporting"), TABLES)) as tables:
        tables.prepare()

        def opened(source: str) -> SourceLog:
            return SourceLog.to_rebuild(address.conninfo, "reporting", source)

        assert rebuild(tables, projection, opened, logs.codec, again=True)
    assert table(address, "reporting", projection) == expected
    logs.close()


def test_the_triage_that_stands_is_the_last_one() -> None:
    said = [
        Spoken(CASE, "271063", made("intake.case-triaged", PERSON, triage=triage))
        for triage in (Triage.CONSENT_PENDING, Triage.SUPPORT)
    ]
    (row,) = replay(CASE_LIST, recorded(said)["intake"]).values()
    assert row.triage is Triage.SUPPORT
    assert isinstance(row.case_id, UUID)
