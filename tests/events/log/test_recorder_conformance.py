"""The library's own suites for the interfaces we provide, on both PostgreSQL versions.

Left out, with reasons: snapshots, process recorders and subscriptions (followers are events.bus),
tracking recorders (reading positions stand beside the rows they made, events.bus; nothing in the
product uses the library's), and the factory's cases of those.
"""

from typing import Any, ClassVar
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.tests import persistence as suite
from eventsourcing.utils import Environment

from events.host.address import Address
from events.log.recorder import CONNINFO, SERVICE, LogRecorder, Recorders, StreamRecorder
from events.log.stored import StoredRow
from events.testing import postgres
from tests.events.log.committing import DAY, INSTANT

TOPICS = ["topic", "topic1", "topic2", "topic3", "topic4", "non-interleaving-test-event"]
MODULE = "events.log.recorder"


def plain_row(recorder: StreamRecorder, stored: StoredEvent) -> StoredRow:
    """The suites store arbitrary bytes; only the columns an entry would fill are made up."""
    assert isinstance(stored.originator_id, UUID)
    return StoredRow(
        stored.originator_id,
        stored.originator_version,
        recorder.registers.type_id(stored.topic),
        1,
        DAY,
        INSTANT,
        stored.state,
    )


class PlainStreams(StreamRecorder):
    row = plain_row


class PlainLog(LogRecorder):
    row = plain_row


class OnServer:
    """Gives every case a fresh log on one server version."""

    major: ClassVar[int]

    @pytest.fixture(autouse=True)
    def fresh_log(self, servers):
        if self.major not in servers.majors:
            pytest.skip(f"PostgreSQL {self.major} is not installed")
        with postgres.copied(servers.template(self.major)) as address:
            register(address)
            self.env = Environment(env=environment(address))
            self.recorders = Recorders(self.env)
            self.recorders.stream_recorder = PlainStreams
            self.recorders.log_recorder = PlainLog
            yield
            self.recorders.close()


def register(address: Address) -> None:
    with psycopg.connect(address.conninfo()) as session:
        for ordinal, topic in enumerate(TOPICS, 1_000):
            session.execute("insert into intake.event_type values (%s, %s)", [ordinal, topic])


def environment(address: Address) -> dict[str, str]:
    return {
        "PERSISTENCE_MODULE": MODULE,
        CONNINFO: address.conninfo("writer_intake"),
        SERVICE: "intake",
    }


class AggregateCases(OnServer):
    def create_recorder(self) -> StreamRecorder:
        return self.recorders.aggregate_recorder()


class ApplicationCases(OnServer):
    def create_recorder(self) -> ApplicationRecorder:
        return self.recorders.application_recorder()

    def test_a_subscription_is_refused(self) -> None:
        with pytest.raises(NotImplementedError):
            self.create_recorder().subscribe()


class FactoryCases(OnServer):
    factory: Any

    def expected_factory_class(self):
        return Recorders

    def expected_aggregate_recorder_class(self):
        return StreamRecorder

    def expected_application_recorder_class(self):
        return LogRecorder

    def expected_tracking_recorder_class(self):
        raise NotImplementedError

    tracking_recorder_subclass = expected_tracking_recorder_class
    expected_process_recorder_class = expected_tracking_recorder_class

    def test_create_tracking_recorder(self) -> None:
        """Instead of the library's case: not provided, and says so."""
        with pytest.raises(NotImplementedError):
            self.factory.tracking_recorder()

    def test_create_process_recorder(self) -> None:
        """Instead of the library's case: not provided, and says so."""
        with pytest.raises(NotImplementedError):
            self.factory.process_recorder()

    def test_snapshots_are_refused(self) -> None:
        with pytest.raises(NotImplementedError):
            self.factory.aggregate_recorder(purpose="snapshots")


class TestStreams18(AggregateCases, suite.AggregateRecorderTestCase):
    major = 18


class TestStreams15(AggregateCases, suite.AggregateRecorderTestCase):
    major = 15


class TestLog18(ApplicationCases, suite.ApplicationRecorderTestCase):
    major = 18


class TestLog15(ApplicationCases, suite.ApplicationRecorderTestCase):
    major = 15


class TestNonInterleaving18(ApplicationCases, suite.NonInterleavingNotificationIDsBaseCase):
    major = 18


class TestNonInterleaving15(ApplicationCases, suite.NonInterleavingNotificationIDsBaseCase):
    major = 15


class TestFactory18(FactoryCases, suite.InfrastructureFactoryTestCase[Recorders]):
    major = 18


class TestFactory15(FactoryCases, suite.InfrastructureFactoryTestCase[Recorders]):
    major = 15
