"""`concerns`: until when somebody must act, and how long the first act took."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from events.bus.projection import replay
from events.contract import Event, Open
from events.contract.codes import Urgency
from events.contract.concern import ConcernReopened, ConcernReplied
from events.contract.concern_codes import ReplyScope
from events.log.recorded import Recorded
from services.intake.projections.concerns import CONCERNS, ConcernRow
from services.intake.states.concern import Standing
from tests.events.log.examples import CONTEXT
from tests.intake.concern_facts import (
    ENDED,
    LINKED,
    LOOKED,
    MAY_7,
    MAY_8,
    MAY_20,
    NOTED,
    PERSON,
    TRIAGED,
    noted,
)

CONCERN = UUID("00000000-0000-4000-8000-000000000021")
BEGAN = datetime(2026, 5, 7, 1, 0, tzinfo=UTC)
REPLIED = ConcernReplied(
    replied_on=MAY_7,
    person=PERSON,
    reply_no=1,
    scope=ReplyScope.RECEIPT_ONLY,
    text=Open(PERSON, "受け取りました"),
)
REOPENED = ConcernReopened(reopened_on=MAY_20, person=PERSON, note=Open(PERSON, "また"))


def row(*facts: Event) -> ConcernRow:
    """The row after these facts, recorded an hour apart."""
    recordeds = [
        Recorded(
            CONCERN, n, CONCERN, fact, replace(CONTEXT, at=BEGAN + timedelta(hours=n - 1)),
            position=n, source="intake",
        )
        for n, fact in enumerate(facts, 1)
    ]  # fmt: skip
    [found] = replay(CONCERNS, recordeds).values()
    return found


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.SAME_DAY, MAY_7),
        (Urgency.SOON, MAY_8),
        (Urgency.ORDINARY, date(2026, 5, 10)),
    ],
)
def test_a_new_concern_is_due_by_its_urgency(urgency, due) -> None:
    found = row(noted(urgency=urgency))
    assert (found.standing, found.due_on) == (Standing.NEW, due)
    assert found.number == "K2026-00001"


def test_one_that_is_looked_into_is_due_on_its_next_day_or_a_fortnight_later() -> None:
    assert row(NOTED, TRIAGED).due_on == MAY_20
    found = row(NOTED, TRIAGED, LOOKED)
    assert (found.looks, found.due_on) == (1, MAY_8 + timedelta(days=14))


def test_the_first_act_ends_the_time_to_triage_and_a_reply_is_no_act() -> None:
    found = row(NOTED, REPLIED, TRIAGED, LOOKED)
    assert found.seen_on == MAY_8
    assert found.seen_at == BEGAN + timedelta(hours=2)
    assert found.replied_on == MAY_7
    assert row(NOTED, REPLIED).standing is Standing.NEW


@pytest.mark.parametrize(("end", "standing"), [(LINKED, Standing.LINKED), (ENDED, Standing.ENDED)])
def test_what_is_over_waits_for_nothing(end, standing) -> None:
    found = row(NOTED, end)
    assert (found.standing, found.due_on, found.over_on) == (standing, None, MAY_8)


def test_what_was_reopened_waits_again() -> None:
    found = row(NOTED, ENDED, REOPENED)
    assert (found.standing, found.over_on) == (Standing.LOOKING, None)
    assert found.due_on == MAY_20 + timedelta(days=14)
