"""Assignment, advice, checks and absences as sentences; what is said twice states nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from uuid import UUID

import pytest

from events.bus.projection import replay
from events.contract import Refused, fold, kind_of
from events.contract.supervision import CheckOutcome
from events.log.recorded import Context, Recorded
from services.planning.programmes.supervision import absences
from services.planning.programmes.supervision.absences import PlanAbsence, WithdrawAbsence
from services.planning.programmes.supervision.assigning import AssignWorker, assign_worker
from services.planning.programmes.supervision.checking import (
    CheckRecords,
    ResubmitRecord,
    Submitted,
    check_records,
    resubmit_record,
)
from services.planning.programmes.supervision.record import evolve
from services.planning.projections.record_check import READ_BY_CHIEF, RECORD_CHECK, short
from services.planning.screens.checked_kinds import checked_kinds, needed, term
from tests.intake.facts import contact

PERSON, CHIEF, ONE, TWO, CASE, RECORD = (UUID(int=n) for n in range(1, 7))
DAY, NEXT = date(2026, 5, 7), date(2026, 5, 8)
ASSIGN = AssignWorker(today=NEXT, person=PERSON, colleagues={ONE, TWO}, worker=ONE, assigned_on=DAY)
SUBMITTED = Submitted(record=RECORD, kind="intake.contact-recorded", author=ONE)
CHECK = CheckRecords(
    today=NEXT,
    person=PERSON,
    checker=CHIEF,
    records=(SUBMITTED,),
    outcome=CheckOutcome.CONFIRMED,
)
MENDED = ResubmitRecord(today=NEXT, person=PERSON, record=SUBMITTED, note="追記した")
AWAY = PlanAbsence(
    today=DAY,
    colleagues={ONE, TWO},
    charged={CASE},
    worker=ONE,
    since=NEXT,
    until=date(2026, 5, 12),
    cover=TWO,
)


def refused(decision, state, command):
    with pytest.raises(Refused) as refusal:
        decision(state, command)
    return refusal.value.code


def test_the_same_worker_again_states_nothing():
    state = fold(evolve, assign_worker(None, ASSIGN))
    assert assign_worker(state, ASSIGN) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"worker": CHIEF}, "not-a-colleague"),
        ({"worker": TWO}, "reason-missing"),
        ({"worker": TWO, "reason": "異動", "assigned_on": date(2026, 5, 6)}, "before-the-last"),
        ({"worker": TWO, "reason": "異動", "assigned_on": date(2026, 5, 9)}, "in-the-future"),
    ],
)
def test_a_change_of_worker_that_is_refused(changes, code):
    state = fold(evolve, assign_worker(None, ASSIGN))
    assert refused(assign_worker, state, replace(ASSIGN, **changes)) == code


def test_a_change_of_worker_names_the_former():
    state = fold(evolve, assign_worker(None, ASSIGN))
    [changed] = assign_worker(state, replace(ASSIGN, worker=TWO, reason="異動"))
    assert (changed.former, changed.worker) == (ONE, TWO)


def test_a_record_is_checked_once_and_by_somebody_else():
    facts = check_records(None, CHECK)
    assert [fact.record for fact in facts] == [RECORD]
    assert check_records(fold(evolve, facts), CHECK) == []
    assert refused(check_records, None, replace(CHECK, checker=ONE)) == "own-record"


def test_what_is_returned_is_said_why_and_can_be_put_back_once():
    back = replace(CHECK, outcome=CheckOutcome.RETURNED, note="日付が違う")
    assert refused(check_records, None, replace(back, note=" ")) == "note-missing"
    returned = check_records(None, back)
    again = resubmit_record(fold(evolve, returned), MENDED)
    state = fold(evolve, [*returned, *again])
    assert resubmit_record(state, MENDED) == []
    confirmed = check_records(state, CHECK)
    assert [fact.outcome for fact in confirmed] == [CheckOutcome.CONFIRMED]
    assert refused(resubmit_record, fold(evolve, [*returned, *again, *confirmed]), MENDED) == (
        "not-returned"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cover": ONE}, "own-cover"),
        ({"cover": CHIEF}, "not-a-colleague"),
        ({"cases": (PERSON,)}, "not-in-charge"),
        ({"until": DAY}, "ends-before"),
        ({"since": date(2026, 5, 1), "until": date(2026, 5, 2)}, "over"),
        ({"until": date(2027, 5, 9)}, "too-long"),
    ],
)
def test_an_absence_that_is_refused(changes, code):
    assert refused(absences.plan_absence, None, replace(AWAY, **changes)) == code


def test_days_may_not_overlap_unless_the_former_was_withdrawn():
    planned = absences.plan_absence(None, AWAY)
    state = fold(absences.evolve, planned)
    assert absences.plan_absence(state, AWAY) == []
    later = replace(AWAY, since=date(2026, 5, 12), until=date(2026, 5, 20))
    assert refused(absences.plan_absence, state, later) == "overlaps"
    gone = absences.withdraw_absence(state, WithdrawAbsence(today=DAY, worker=ONE, of_no=1))
    state = fold(absences.evolve, [*planned, *gone])
    assert [fact.absence_no for fact in absences.plan_absence(state, later)] == [2]
    assert absences.withdraw_absence(state, WithdrawAbsence(today=DAY, worker=ONE, of_no=1)) == []


def test_the_check_and_what_was_checked_may_arrive_in_any_order():
    context = Context(
        actor=ONE,
        role="counsellor",
        office="",
        operator="",
        area="271063",
        request=PERSON,
        correlation=PERSON,
        at=datetime(2026, 5, 7, 3, tzinfo=UTC),
    )
    back = replace(CHECK, outcome=CheckOutcome.RETURNED, note="日付が違う")
    [returned] = check_records(None, back)
    [again] = resubmit_record(fold(evolve, [returned]), MENDED)
    log = [
        Recorded(CASE, 2, CASE, contact(), context, event_id=RECORD, position=7, source="intake"),
        Recorded(CASE, 1, CASE, returned, context, position=4, source="planning"),
        Recorded(CASE, 2, CASE, again, context, position=5, source="planning"),
    ]
    rows = [
        replay(RECORD_CHECK, order)
        for order in permutations(log)
        if order.index(log[1]) < order.index(log[2])
    ]
    assert all(found == rows[0] for found in rows)
    [row] = rows[0].values()
    assert (row.author, row.outcome, row.again) == (ONE, None, True)


def test_every_kind_under_the_check_is_one_the_table_reads():
    read = {short(kind_of(kind).wire) for kind in READ_BY_CHIEF}
    assert {one.kind for one in checked_kinds()} <= read
    assert all(term(one.kind) for one in checked_kinds())


def test_a_kind_is_checked_from_its_first_day_on():
    assert needed("intake.contact-recorded", DAY)
    assert not needed("intake.contact-recorded", date(2015, 3, 31))
    assert not needed("planning.plan-evaluated", DAY)
