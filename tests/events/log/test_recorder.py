"""Our recorder itself: columns taken from the entry, repetition, registers, refusal of other recorders."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, ProgrammingError, StoredEvent
from eventsourcing.utils import Environment

from events.host.address import Address
from events.log.entry import Entry, pack
from events.log.foreign import ForeignRecorder, refuse_foreign
from events.log.reading import Reading, pool
from events.log.recorder import CONNINFO, SERVICE, LogRecorder, Recorders
from events.log.unstored import Overtaken, Unavailable

TOPIC = "intake.consultation-received.v1"
ENTRY = Entry(
    event_id=uuid4(),
    stream=uuid4(),
    version=1,
    case=uuid4(),
    topic=TOPIC,
    recorded_at=datetime(2030, 6, 2, 1, 2, 3, 456789, tzinfo=UTC),
    occurred_on=date(2030, 6, 1),
    precision="D",
    area="990001",
    actor=uuid4(),
    role="counsellor",
    office="nishi",
    operator="minatoryo/2026",
    request=uuid4(),
    correlation=uuid4(),
    causation=None,
    basis="",
    command=uuid4(),
    ordinal=1,
    count=1,
    clear=b"{}",
    sealed=b"",
    blobs=b"",
    key_id=b"0000",
    signature=b"",
)


@pytest.fixture
def recorder(each_address: Address) -> Iterator[LogRecorder]:
    """A log whose area 990001 changed its class on 2030-04-01 (two rows, one code)."""
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute("""insert into intake.area values
            (901, '990001', 'municipality', null, '試験市', '2015-04-01', '2030-03-31'),
            (902, '990001', 'core_city', null, '試験市', '2030-04-01', null)""")
    with made(each_address) as recorders:
        yield recorders.application_recorder()
        recorders.close()


def made(address: Address) -> Recorders:
    conninfo = address.conninfo("writer_intake")
    return Recorders(Environment(env={CONNINFO: conninfo, SERVICE: "intake"}))


def event(entry: Entry = ENTRY, topic: str = TOPIC) -> StoredEvent:
    return StoredEvent(entry.stream, entry.version, topic, pack(entry))


def test_the_columns_are_those_of_the_entry(recorder):
    recorder.insert_events([event()])
    (placed,) = recorder.reading.page(0)
    assert placed.data == pack(ENTRY)
    assert (placed.stream, placed.version) == (ENTRY.stream, 1)
    assert (placed.occurred_on, placed.recorded_at) == (ENTRY.occurred_on, ENTRY.recorded_at)
    assert placed.area_id == 902
    assert recorder.registers.wire_name(placed.type_id) == TOPIC


@pytest.mark.parametrize(
    ("on", "area_id"),
    [(date(2030, 3, 31), 901), (date(2030, 4, 1), 902), (date(2015, 4, 1), 901)],
)
def test_code_and_day_find_one_area(recorder, on, area_id):
    assert recorder.row(event(replace(ENTRY, occurred_on=on))).area_id == area_id


def test_an_area_unknown_on_its_day_is_refused_and_nothing_is_stored(recorder):
    early = replace(ENTRY, occurred_on=date(2015, 3, 31))
    with pytest.raises(ProgrammingError):
        recorder.insert_events([event(), event(replace(early, version=2))])
    assert recorder.max_notification_id() is None


def test_a_kind_that_was_never_registered_is_refused(recorder):
    with pytest.raises(ProgrammingError, match="yorisoi migrate"):
        recorder.insert_events([event(topic="intake.never-declared.v1")])


def test_a_repeated_command_returns_its_first_positions(recorder):
    command_id = uuid4()
    second = replace(ENTRY, version=2)
    assert recorder.insert_events([event(), event(second)], command_id=command_id) == [1, 2]
    assert recorder.insert_events([event(), event(second)], command_id=command_id) == [1, 2]
    assert recorder.answered(command_id) == 1
    assert recorder.answered(uuid4()) is None
    assert recorder.max_notification_id() == 2


def test_a_conflict_is_overtaken_and_the_library_sees_its_own_error(recorder):
    recorder.insert_events([event()])
    with pytest.raises(Overtaken) as conflict:
        recorder.insert_events([event()])
    assert isinstance(conflict.value, IntegrityError)
    assert str(ENTRY.stream) not in str(conflict.value)


def test_a_history_is_read_by_version(recorder):
    events = [event(replace(ENTRY, version=n)) for n in (1, 2, 3)]
    recorder.insert_events(events)
    assert recorder.select_events(ENTRY.stream) == events
    assert [placed.version for placed in recorder.reading.stream(ENTRY.stream)] == [1, 2, 3]
    assert recorder.reading.stream(uuid4()) == []


def test_reading_goes_on_after_the_server_dropped_every_session(recorder, each_address):
    recorder.insert_events([event()])
    with psycopg.connect(each_address.conninfo(), autocommit=True) as session:
        session.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert recorder.select_events(ENTRY.stream) == [event()]
    assert recorder.max_notification_id() == 1


def test_the_view_shows_the_librarys_five_names(recorder, each_address):
    recorder.insert_events([event()])
    with psycopg.connect(each_address.conninfo("reader_intake")) as session:
        seen = session.execute(
            "select originator_id, originator_version, topic, state, notification_id"
            " from intake.intake_events"
        ).fetchall()
    assert seen == [(ENTRY.stream, 1, TOPIC, pack(ENTRY), 1)]


def test_a_waiting_reader_is_woken_by_each_batch(recorder, each_address):
    with psycopg.connect(each_address.conninfo("reader_intake"), autocommit=True) as session:
        session.execute("listen intake_events")
        recorder.insert_events([event()])
        (woken,) = session.notifies(timeout=10, stop_after=1)
    assert (woken.channel, woken.payload) == ("intake_events", "")


@pytest.mark.parametrize(
    "environment",
    [
        {"POSTGRES_ENABLE_DB_FUNCTIONS": "y"},
        {"POSTGRES_ENABLE_DB_FUNCTIONS": "n"},
        {"INTAKE_POSTGRES_ENABLE_DB_FUNCTIONS": "y"},
        {"PERSISTENCE_MODULE": "eventsourcing.postgres"},
        {"YORISOI_PERSISTENCE_MODULE": "eventsourcing.popo"},
    ],
    ids=lambda environment: next(iter(environment)),
)
def test_a_process_told_to_use_another_recorder_refuses_to_start(environment):
    with pytest.raises(ForeignRecorder):
        refuse_foreign(environment)
    with pytest.raises(ForeignRecorder):
        Recorders(Environment(env=environment))


def test_our_own_recorder_may_be_named():
    refuse_foreign({"PERSISTENCE_MODULE": "events.log.recorder", "PATH": "/bin"})


def test_without_an_address_the_factory_says_what_is_missing():
    with pytest.raises(OSError, match=CONNINFO):
        Recorders(Environment()).application_recorder()


def test_no_error_of_a_refused_command_quotes_an_id(recorder, each_address):
    recorder.insert_events([event()])
    with psycopg.connect(each_address.conninfo()) as session:
        session.execute("delete from intake.stream_head")
    with pytest.raises(Exception, match="23505") as refused:
        recorder.insert_events([event()])
    assert not any(str(id_) in str(refused.value) for id_ in ids(ENTRY))


def ids(entry: Entry) -> list[UUID]:
    return [entry.stream, entry.event_id, entry.command, entry.case]


def test_without_the_database_reading_is_unavailable(each_address):
    gone = each_address.named("dropped_meanwhile")
    with pytest.raises(psycopg.OperationalError):
        made(gone).application_recorder()
    connections = pool(gone.conninfo("writer_intake"), name="gone")
    connections.timeout = 0.2
    with pytest.raises(Unavailable):
        Reading(connections, "intake").head()
    connections.close()
