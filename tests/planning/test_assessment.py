"""アセスメント: partial sittings are welcome; completion needs a sitting and an issue, or the reason why none."""

from dataclasses import replace
from datetime import date, timedelta

from events.contract import DECLINED, NOT_ASKED, OVER_THE_BUS, NotPermitted
from events.contract.assessment_codes import Arrears
from events.contract.codes import Issue, Work
from events.contract.planning import AssessmentCompleted, AssessmentRecorded
from services.planning import decisions as d
from services.planning.screens.sheet_items import completeness
from tests.events.log.test_golden import CODEC, GOLDEN
from tests.planning import life

DAY = timedelta(days=1)


def test_a_sitting_with_nothing_known_but_the_day_is_recorded():
    empty = d.RecordAssessment(today=life.TODAY, person=life.PERSON, assessed_on=life.ASSESSED)
    (fact,) = d.record_assessment(None, empty)
    assert isinstance(fact, AssessmentRecorded)
    assert (fact.assessment_no, fact.person) == (1, life.PERSON)


def test_an_answer_declined_is_stored_as_declined():
    (fact,) = d.record_assessment(None, replace(life.RECORD, work=DECLINED))
    assert life.value(fact.work) is DECLINED


def test_the_next_sitting_has_the_next_number_and_the_same_one_twice_is_one():
    stated = life.until(d.record_assessment)
    assert d.record_assessment(life.state(stated), life.RECORD) == []
    (second,) = d.record_assessment(life.state(stated), replace(life.RECORD, work=Work.SEEKING))
    assert second.assessment_no == 2


def test_a_sitting_of_tomorrow_is_refused():
    tomorrow = replace(life.RECORD, assessed_on=life.TODAY + DAY)
    assert life.outcome([], (d.record_assessment, tomorrow)) == "future-day"
    assert (
        life.outcome([], (d.record_assessment, replace(life.RECORD, assessed_on=life.TODAY))) == ""
    )


def test_completion_needs_a_sitting():
    assert life.outcome([], (d.complete_assessment, life.COMPLETE)) == "not-assessed"


def test_completion_needs_an_issue_or_the_reason_why_none():
    stated = life.until(d.record_assessment)
    neither = replace(life.COMPLETE, issues=(), direction="　 ")
    assert life.outcome(stated, (d.complete_assessment, neither)) == "issues-missing"
    reason = replace(life.COMPLETE, issues=(), direction="情報提供のみで足りる")
    assert life.outcome(stated, (d.complete_assessment, reason)) == ""
    issue = replace(life.COMPLETE, issues=(Issue.OTHER,), direction="")
    assert life.outcome(stated, (d.complete_assessment, issue)) == ""


def test_completion_is_not_before_the_sitting_it_completes():
    stated = life.until(d.record_assessment)
    early = replace(life.COMPLETE, completed_on=life.ASSESSED - DAY)
    assert life.outcome(stated, (d.complete_assessment, early)) == "before-earlier-step"
    (fact,) = d.complete_assessment(life.state(stated), life.COMPLETE)
    assert isinstance(fact, AssessmentCompleted)
    assert fact.assessment_no == 1


def test_a_closed_case_takes_no_assessment():
    stated = life.until(d.close_case)
    again = replace(life.RECORD, assessed_on=date(2026, 10, 1))
    assert life.outcome(stated, (d.record_assessment, again)) == "case-closed"
    assert life.outcome(stated, (d.complete_assessment, life.COMPLETE)) == "case-closed"


def test_the_codes_of_a_sitting_are_those_of_its_sheet_and_none_stands_alone():
    some = replace(life.RECORD, arrears=(Arrears.RENT, Arrears.TAX))
    (fact,) = d.record_assessment(None, some)
    assert life.value(fact.arrears) == (Arrears.RENT, Arrears.TAX)
    both = replace(life.RECORD, arrears=(Arrears.NONE, Arrears.TAX))
    assert life.outcome([], (d.record_assessment, both)) == "none-and-some"
    early = replace(life.RECORD, assessed_on=date(2014, 3, 31), work=Work.SEEKING)
    assert life.outcome([], (d.record_assessment, early)) == "code-not-in-force"


def test_a_sitting_of_the_first_form_is_read_with_the_rest_not_asked():
    old = CODEC.decode(bytes.fromhex((GOLDEN / "planning.assessment-recorded.v1.hex").read_text()))
    assert isinstance(old.fact, AssessmentRecorded)
    assert life.value(old.fact.household_size) == 12_345
    assert life.value(old.fact.marital) == NOT_ASKED
    told = completeness(old.fact)
    assert (told.asked, told.all) == (8, 24)
    closed = CODEC.decode(
        bytes.fromhex((GOLDEN / "planning.assessment-recorded.v1.hex").read_text()),
        groups=OVER_THE_BUS,
    )
    assert isinstance(closed.fact, AssessmentRecorded)
    assert isinstance(closed.fact.savings_yen, NotPermitted)
