"""課題と強み: raised by whom, agreed or not, worked on, solved or let be; strengths until withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.contract import Refused, fold
from events.contract.assessment_codes import CauseAxis, IssueState, RaisedBy, StrengthOf
from events.contract.codes import Issue
from services.planning.programmes.issues import raising as r
from services.planning.programmes.issues import strengths as s
from services.planning.programmes.issues.analysis import Analysis, evolve
from tests.planning import life

DAY = timedelta(days=1)
RAISED_ON, LATER = date(2026, 5, 8), date(2026, 6, 1)
GIVEN: dict[str, Any] = {"today": life.TODAY, "person": life.PERSON}
RAISE = r.RaiseIssue(
    **GIVEN,
    raised_on=RAISED_ON,
    topic=Issue.ISOLATION,
    raised_by=RaisedBy.COUNSELLOR,
    axes=(CauseAxis.SOCIAL,),
    cause="転居",
)
SHARE = r.ShareIssue(**GIVEN, issue_no=1, shared_on=LATER, agreed=True)
MOVE = r.MoveIssue(**GIVEN, issue_no=1, moved_on=LATER, state=IssueState.WORKING)
ANALYSE = r.AnalyseIssue(
    **GIVEN, issue_no=1, analysed_on=LATER, axes=tuple(CauseAxis), cause="転居と介護"
)
STRENGTH = s.NoteStrength(
    **GIVEN, noted_on=RAISED_ON, holder=StrengthOf.PERSON, words="運転免許がある"
)
ENTRY = UUID(int=7)
WITHDRAW = s.WithdrawStrength(**GIVEN, strength_no=1, withdrawn_on=LATER, reason="返納した")


def told(*steps: tuple[Any, Any]) -> Analysis:
    """What is known after these commands; each repeated on the spot."""
    state: Analysis | None = None
    for decide, command in steps:
        state = fold(evolve, decide(state, command), state)
        assert decide(state, command) == []
    assert state is not None
    return state


def refused(state: Analysis | None, decide: Any, command: Any) -> str:
    with pytest.raises(Refused) as caught:
        decide(state, command)
    return caught.value.code


def test_what_the_person_has_not_noticed_is_not_agreed_until_they_say_so():
    raised = told((r.raise_issue, RAISE)).issues[0]
    assert (raised.agreed_on, raised.talks) == (None, ())
    not_yet = replace(SHARE, agreed=False)
    unsure = told((r.raise_issue, RAISE), (r.share_issue, not_yet)).issues[0]
    assert unsure.agreed_on is None
    agreed = told((r.raise_issue, RAISE), (r.share_issue, not_yet), (r.share_issue, SHARE))
    assert agreed.issues[0].agreed_on == LATER


def test_what_the_person_named_is_agreed_on_the_very_day():
    issue = told((r.raise_issue, replace(RAISE, raised_by=RaisedBy.PERSON, agreed=True))).issues[0]
    assert issue.agreed_on == RAISED_ON


def test_the_latest_analysis_is_the_one_that_stands():
    issue = told((r.raise_issue, RAISE), (r.analyse_issue, ANALYSE)).issues[0]
    assert issue.axes == tuple(CauseAxis)
    assert life.value(issue.cause) == "転居と介護"
    assert life.value(issue.raised.cause) == "転居"


def test_an_issue_is_at_work_until_solved_or_let_be_and_may_come_back():
    steps = [(r.raise_issue, RAISE), (r.move_issue, MOVE)]
    assert told(*steps).at_work
    for end in (IssueState.RESOLVED, IssueState.LET_BE):
        over = replace(MOVE, state=end, reason="集まりに通っている")
        settled = told(*steps, (r.move_issue, over))
        assert (settled.at_work, len(settled.settled)) == ((), 1)
        assert told(*steps, (r.move_issue, over), (r.move_issue, MOVE)).at_work


@pytest.mark.parametrize(
    ("decide", "command", "code"),
    [
        (r.raise_issue, replace(RAISE, raised_on=life.TODAY + DAY), "future-day"),
        (r.raise_issue, replace(RAISE, topic=Issue.OTHER), "words-missing"),
        (r.share_issue, replace(SHARE, shared_on=RAISED_ON - DAY), "before-earlier-step"),
        (r.share_issue, replace(SHARE, issue_no=2), "no-such-issue"),
        (r.analyse_issue, replace(ANALYSE, analysed_on=RAISED_ON - DAY), "before-earlier-step"),
        (r.move_issue, replace(MOVE, state=IssueState.OPEN), "same-state"),
        (r.move_issue, replace(MOVE, state=IssueState.RESOLVED), "reason-missing"),
        (r.move_issue, replace(MOVE, moved_on=RAISED_ON - DAY), "before-earlier-step"),
        (r.move_issue, replace(MOVE, issue_no=0), "no-such-issue"),
        (s.note_strength, replace(STRENGTH, words="　"), "words-missing"),
        (s.withdraw_strength, WITHDRAW, "no-such-strength"),
    ],
)
def test_what_cannot_be_is_refused(decide, command, code):
    assert refused(told((r.raise_issue, RAISE)), decide, command) == code


def test_a_talk_is_not_before_the_last_one():
    state = told((r.raise_issue, RAISE), (r.share_issue, SHARE))
    before = replace(SHARE, shared_on=LATER - DAY, agreed=False)
    assert refused(state, r.share_issue, before) == "before-earlier-step"


def test_a_strength_stands_until_it_is_withdrawn_and_may_come_back():
    assert told((s.note_strength, STRENGTH)).standing
    gone = told((s.note_strength, STRENGTH), (s.withdraw_strength, WITHDRAW))
    assert gone.standing == ()
    again = replace(WITHDRAW, reason="ほかの理由")
    assert refused(gone, s.withdraw_strength, again) == "already-withdrawn"
    [back] = s.note_strength(gone, replace(STRENGTH, noted_on=LATER))
    assert back.strength_no == 2


def test_a_picked_resource_is_a_strength_of_the_surroundings_and_must_be_in_the_directory():
    pick = replace(STRENGTH, words="", resource=ENTRY, known=frozenset({ENTRY}))
    noted, picked = s.note_strength(None, pick)
    assert life.value(noted.holder) is StrengthOf.SURROUNDINGS
    assert (picked.strength_no, picked.resource) == (1, ENTRY)
    assert s.note_strength(told((s.note_strength, pick)), pick) == []
    assert refused(None, s.note_strength, replace(pick, known=frozenset())) == "no-such-resource"
