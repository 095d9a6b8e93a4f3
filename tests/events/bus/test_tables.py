"""One transaction for rows and position; one runner; a changed fold refuses to start."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest

from events.bus.catch_up import catch_up
from events.bus.projection import Projection, replay
from events.bus.sheet import Sheet
from events.bus.tables import AnotherRunner, Batch, FoldChanged, Tables
from events.bus.unapplicable import Unapplicable
from events.host.address import Address
from events.log.recorded import Recorded
from tests.events.bus.city import City, Saying, positions, table
from tests.events.bus.folds import CASES, OPEN_PLANS, TALLY, Tally, tallied

DECIDED = Saying("planning.plan-decided", 1, 1)


def tables_of(city: City, *projections: Projection[Any]) -> Tables:
    return Tables("reporting", city.address.conninfo("projector_reporting"), projections)


@pytest.fixture
def tables(city: City) -> Tables:
    """Three facts of planning are in the log and in the tables; one more is in the log only."""
    city.say(DECIDED, DECIDED, DECIDED)
    catch_up("reporting", (TALLY, CASES), city.address.conninfo, city.codec)
    city.say(DECIDED)
    made = tables_of(city, TALLY, CASES)
    assert made.prepare() == []
    return made


def the_fourth(city: City) -> Batch:
    return Batch("planning", 3, 4, city.stated(["planning"])[3:])


def test_a_second_runner_stands_by_until_the_first_has_gone(city: City, tables: Tables) -> None:
    second = tables_of(city, TALLY, CASES)
    second.prepare()
    assert tables.acquire()
    assert tables.acquire()
    assert not second.acquire()
    tables.close()
    assert second.acquire()
    second.close()


def test_a_second_runner_that_gets_past_the_lock_stops_without_counting_twice(
    city: City, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.bus.tables.try_lock", lambda *_: True)
    second = tables_of(city, TALLY, CASES)
    second.prepare()
    assert tables.acquire()
    assert second.acquire()
    tables.apply(the_fourth(city))
    with pytest.raises(AnotherRunner):
        second.apply(the_fourth(city))
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    with pytest.raises(AnotherRunner):
        second.acquire()
    city.say(DECIDED)
    tables.apply(Batch("planning", 4, 5, city.stated(["planning"])[4:]))
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    tables.close()


def test_the_same_batch_twice_is_skipped_not_an_error(city: City, tables: Tables) -> None:
    assert tables.acquire()
    tables.apply(the_fourth(city))
    tables.apply(the_fourth(city))
    assert len(table(city.address, "reporting", TALLY)) == 4
    tables.close()


def test_a_batch_that_leaves_a_hole_is_refused(city: City, tables: Tables) -> None:
    city.say(DECIDED)
    assert tables.acquire()
    with pytest.raises(ValueError, match="leaves a hole"):
        tables.apply(Batch("planning", 4, 5, city.stated(["planning"])[4:]))
    assert positions(city.address, "reporting", "tally")[2, 0] == 3
    tables.close()


@pytest.mark.parametrize("moment", ["fold", "write"])
def test_a_batch_broken_off_leaves_no_trace_and_succeeds_later(
    city: City, tables: Tables, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last table of the batch fails, when the first has been written and the position moved."""
    assert tables.acquire()
    real = getattr(Sheet, moment)

    def broken(sheet: Sheet[Any], *args: Any) -> None:
        if sheet.projection is CASES:
            raise KeyboardInterrupt
        real(sheet, *args)

    monkeypatch.setattr(Sheet, moment, broken)
    with pytest.raises(KeyboardInterrupt):
        tables.apply(the_fourth(city))
    monkeypatch.undo()
    assert len(table(city.address, "reporting", TALLY)) == 3
    assert positions(city.address, "reporting", "tally")[2, 0] == 3
    tables.apply(the_fourth(city))
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    tables.close()


def test_a_lost_connection_is_made_again_and_positions_are_read_again(
    city: City, tables: Tables
) -> None:
    assert tables.acquire()
    with psycopg.connect(city.address.conninfo(), autocommit=True) as owner:
        owner.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where application_name = 'yorisoi reporting tables'"
        )
    with pytest.raises(psycopg.OperationalError):
        tables.apply(the_fourth(city))
    assert tables.acquire()
    assert tables.after("planning") == 3
    tables.apply(the_fourth(city))
    assert len(table(city.address, "reporting", TALLY)) == 4
    tables.close()


def other(row: Tally | None, recorded: Recorded) -> Tally | None:
    """Another fold than `tallied`, in another module."""
    return tallied(row, recorded)


def test_a_changed_fold_without_a_new_version_refuses_to_start(city: City, tables: Tables) -> None:
    changed = replace(TALLY, evolve=other)
    with pytest.raises(FoldChanged, match="集計 tally の計算が変わりましたが、版が 1"):
        tables_of(city, changed).prepare()
    assert tables_of(city, replace(changed, version=2)).prepare() != []


def test_a_table_filled_for_another_number_of_partitions_is_filled_anew(
    city: City, tables: Tables
) -> None:
    conninfo = city.address.conninfo("projector_reporting")
    city_road = Tables("reporting", conninfo, [TALLY], partitions={"intake": 3})
    assert city_road.prepare() == [TALLY]


def test_each_projection_skips_what_it_has_seen(city: City, tables: Tables) -> None:
    """One table is behind the other: the batch brings both to its end."""
    with psycopg.connect(city.address.conninfo()) as owner:
        owner.execute("delete from reporting_read.tally where position > 1")
        owner.execute(
            "update reporting_read.checkpoint set position = 1"
            " where projection = 'tally' and source = 2"
        )
    assert tables.acquire()
    assert tables.after("planning") == 1
    tables.apply(Batch("planning", 1, 4, city.stated(["planning"])[1:]))
    assert table(city.address, "reporting", TALLY) == replay(TALLY, city.stated())
    assert table(city.address, "reporting", CASES) == replay(CASES, city.stated())
    tables.close()


def test_the_checkpoint_table_is_the_one_of_the_design(city: City, tables: Tables) -> None:
    with psycopg.connect(city.address.conninfo()) as owner:
        columns = owner.execute(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = 'reporting_read' and table_name = 'checkpoint'"
            " order by ordinal_position"
        ).fetchall()
        key = owner.execute(
            "select pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = 'reporting_read.checkpoint'::regclass and contype = 'p'"
        ).fetchone()
    assert columns == [
        ("projection", "text"), ("source", "smallint"), ("partition", "smallint"),
        ("position", "bigint"), ("topic_offset", "bigint"), ("version", "integer"),
        ("code_hash", "bytea"),
    ]  # fmt: skip
    assert key == ("PRIMARY KEY (projection, source, partition)",)


def test_declared_indexes_stand(city: City, tables: Tables) -> None:
    with psycopg.connect(city.address.conninfo()) as owner:
        found = owner.execute(
            "select indexdef from pg_indexes where schemaname = 'reporting_read' and tablename = 'tally'"
        ).fetchall()
    definitions = " ".join(definition.split(" USING ")[1] for (definition,) in found)
    assert '(source, "position")' in definitions
    assert "(kind, counted_on)" in definitions
    assert "(case_id) WHERE (amount_yen > 0)" in definitions


def wrong(row: Any, recorded: Recorded) -> Any:
    return replace(OPEN_PLANS.row(case_id=recorded.stream, plan_no=99, drafts=1))


def test_a_row_whose_key_columns_disagree_with_its_key_is_refused(city: City) -> None:
    bad = replace(OPEN_PLANS, evolve=wrong)
    city.say(Saying("planning.plan-drafted", 1, 1))
    with pytest.raises(Unapplicable, match="1 件目") as refused:
        catch_up("reporting", [bad], city.address.conninfo, city.codec)
    assert str(refused.value.__cause__) == "open_plans: plan_no is not the row's key"


def test_pages_may_read_and_nobody_else_may_write(address: Address, city: City) -> None:
    city.say(DECIDED)
    catch_up("planning", [OPEN_PLANS], city.address.conninfo, city.codec)
    with psycopg.connect(address.conninfo("writer_planning"), autocommit=True) as page:
        page.execute("select * from planning_read.open_plans")
        for statement in (
            "insert into planning_read.open_plans values (gen_random_uuid(), 1, 1)",
            "delete from planning_read.open_plans",
            "update planning_read.checkpoint set position = 0",
            "drop table planning_read.open_plans",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                page.execute(statement.encode())
    for role in ("writer_intake", "reader_planning", "projector_reporting"):
        with (
            psycopg.connect(address.conninfo(role), autocommit=True) as stranger,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            stranger.execute("select * from planning_read.open_plans")
