"""The log over real PostgreSQL: histories, commands over several streams, repetition, conflicts."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from events.contract import Event, Group, Open, Refused, Shredded
from events.contract.codes import Triage
from events.contract.intake import CaseTriaged
from events.host.address import Address
from events.log.codec import Codec, key_ids
from events.log.event_log import EventLog, Move
from events.log.key_slots import Made, Use
from events.log.keys import KeyRing
from events.log.signing import Signer
from events.log.unstored import KeyDamaged, Overtaken
from tests.events.log.examples import CONTEXT, PERSON

KEK = bytes(range(32))


@pytest.fixture
def log(address: Address) -> Iterator[EventLog]:
    keys = KeyRing(address.conninfo("key_keeper"), KEK)
    made = EventLog(
        "intake",
        address.conninfo("writer_intake"),
        Codec(keys, Signer.from_seed("test/intake", KEK)),
    )
    yield made
    made.close()
    keys.close()


def triaged(reason: str = "住まいの相談") -> CaseTriaged:
    return CaseTriaged(
        decided_on=date(2026, 11, 20),
        person=PERSON,
        triage=Triage.SUPPORT,
        reason=Open(PERSON, reason),
    )


def count(state: int | None, _fact: Event) -> int:
    return (state or 0) + 1


def at_most_two(state: int | None, facts: list[Event]) -> list[Event]:
    if (state or 0) + len(facts) > 2:
        raise Refused("too-many", "三つ目は記録できません。")
    return facts


def move(stream: UUID, *facts: Event, expected: int | None = None) -> Move:
    return Move(stream, count, at_most_two, list(facts), expected)


def say(log: EventLog, *moves: Move, command: UUID | None = None) -> Any:
    return log.execute(command or uuid4(), moves[0].stream, moves, CONTEXT)


def test_what_was_stated_is_read_back_open_with_its_place(log: EventLog) -> None:
    stream = uuid4()
    stated = say(log, move(stream, triaged()))
    [read] = log.history(stream)
    assert read == replace(stated.recorded[0], area_id=read.area_id)
    assert (read.position, read.source, read.version) == (1, "intake", 1)


@pytest.mark.parametrize("expected", [0, None])
def test_the_second_of_two_clicks_may_come_while_the_first_is_being_stored(
    log: EventLog, monkeypatch: pytest.MonkeyPatch, expected: int | None
) -> None:
    """It asked whether its command is known a moment too early, and reads a history that has it already."""
    stream, command = uuid4(), uuid4()
    facts = [triaged("一つ目"), triaged("二つ目")]
    first = say(log, move(stream, *facts, expected=expected), command=command)
    looks = iter([None])
    known = log.answered
    monkeypatch.setattr(log, "answered", lambda asked: next(looks, known(asked)))
    again = say(log, move(stream, *facts, expected=expected), command=command)
    assert (again.position, again.repeated) == (first.position, True)
    assert len(log.history(stream)) == 2


def test_a_repeated_command_gets_its_first_answer_even_when_it_would_now_be_refused(
    log: EventLog,
) -> None:
    stream, command = uuid4(), uuid4()
    first = say(log, move(stream, triaged(), triaged(), expected=0), command=command)
    again = say(log, move(stream, triaged(), triaged(), expected=0), command=command)
    assert again.position == first.position
    assert again.repeated
    assert len(log.history(stream)) == 2


def test_the_same_command_id_with_another_content_is_never_answered_as_stored(
    log: EventLog,
) -> None:
    stream, command = uuid4(), uuid4()
    say(log, move(stream, triaged(), expected=0), command=command)
    with pytest.raises(Overtaken):
        say(log, move(stream, triaged("書き直した理由"), expected=0), command=command)
    with pytest.raises(Overtaken):
        say(log, move(uuid4(), triaged(), expected=0), command=command)
    assert say(log, move(stream, triaged(), expected=0), command=command).repeated
    assert log.reading.head() == 1


def test_a_form_drawn_from_an_older_version_is_overtaken(log: EventLog) -> None:
    stream = uuid4()
    say(log, move(stream, triaged()))
    with pytest.raises(Overtaken):
        say(log, move(stream, triaged(), expected=0))
    assert len(log.history(stream)) == 1


def test_a_command_over_two_streams_is_stored_whole_or_not_at_all(log: EventLog) -> None:
    one, two = uuid4(), uuid4()
    say(log, move(two, triaged(), triaged()))
    with pytest.raises(Refused):
        say(log, move(one, triaged()), move(two, triaged()))
    assert log.history(one) == []
    stated = say(log, move(one, triaged()), move(uuid4(), triaged()))
    assert [(r.ordinal, r.count) for r in stated.recorded] == [(1, 2), (2, 2)]


def test_a_decision_without_news_stores_nothing(log: EventLog) -> None:
    assert say(log, move(uuid4())).position == 0
    assert log.reading.head() == 0


def test_many_commands_are_stored_in_order_and_a_second_run_changes_nothing(log: EventLog) -> None:
    from events.log.recorded import Recorded

    commands = []
    for n in range(50):
        stream = UUID(int=n + 1)
        commands.append(
            [Recorded(stream, 1, stream, triaged(), CONTEXT, command=UUID(int=1000 + n))]
        )
    assert list(log.append_all(commands)) == list(range(1, 51))
    assert list(log.append_all(commands)) == list(range(1, 51))
    assert log.reading.head() == 50
    assert [r.position for r in log.read()] == list(range(1, 51))


def test_keys_stand_wrapped_in_the_database_and_a_destroyed_one_opens_nothing(
    log: EventLog, address: Address
) -> None:
    stream = uuid4()
    say(log, move(stream, triaged()))
    [row] = log.reading.stream(stream)
    [key_id] = key_ids([row.data])
    key = log.codec.keys.opening(key_id)
    assert isinstance(key, bytes)
    with psycopg.connect(address.conninfo("key_keeper")) as connection:
        [(wrapped,)] = connection.execute(
            "select wrapped from keys.data_key where key_id = %s", [key_id]
        ).fetchall()
    assert key not in bytes(wrapped)
    other = KeyRing(address.conninfo("key_keeper"), KEK)
    try:
        assert other.opening(key_id) == key
        assert other.opening(uuid4()) == Shredded()
    finally:
        other.close()
    blind = replace(log.codec, keys=_NoKeys())
    assert blind.decode(row.data).fact.reason == Shredded()  # type: ignore[attr-defined]


def test_one_damaged_key_keeps_nobody_else_from_being_read(log: EventLog, address: Address) -> None:
    mine, other, stranger = uuid4(), uuid4(), uuid4()
    say(log, move(mine, triaged()))
    say(log, move(other, replace(triaged(), person=stranger, reason=Open(stranger, "別の方"))))
    with psycopg.connect(address.conninfo()) as connection:
        connection.execute(
            "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
            " where person = %s",
            [PERSON],
        )
    fresh = KeyRing(address.conninfo("key_keeper"), KEK)
    try:
        reread = replace(log.codec, keys=fresh)
        rows = log.reading.page(0)
        fresh.open_all(key_ids(row.data for row in rows))
        facts = [reread.decode(row.data).fact for row in rows]
        assert [fact.reason for fact in facts] == [Shredded(), Open(stranger, "別の方")]  # type: ignore[attr-defined]
        assert len(fresh.damaged) == 1
        fresh.prepare([PERSON, stranger])
        use = Use(Group.NARRATIVE.code, stranger, uuid4(), date(2026, 11, 20))
        assert use in fresh.sealing([use])
        with pytest.raises(KeyDamaged):
            fresh.sealing([use._replace(subject=PERSON)])
        with psycopg.connect(address.conninfo()) as connection:
            connection.execute(
                "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
                " where person = %s",
                [PERSON],
            )
        assert reread.decode(rows[0].data).fact == triaged()
        assert not fresh.damaged
    finally:
        fresh.close()


class _NoKeys:
    def sealing(self, uses: Collection[Use]) -> Made:
        raise AssertionError(uses)

    def opening(self, key_id: UUID) -> bytes | Shredded:  # noqa: ARG002 - the shape of Keys
        return Shredded()
