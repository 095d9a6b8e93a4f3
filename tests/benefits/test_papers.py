"""Documents and letters of a grant: named by their scans, drawn from records, numbered without gaps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from events.contract import Open, Refused, fold
from events.contract.benefits import Payee
from events.contract.benefits_papers import NoticeIssued, NoticeKind
from events.contract.codes import GrantKind, HardshipCause
from events.host.benefit_practice import NoticeForm
from services.benefits import numbers, papers
from services.benefits.decisions import correct_application
from services.benefits.decisions.document import Document, needed_for
from services.benefits.decisions.papers import (
    IssueNotice,
    ReceiveDocument,
    issue_notice,
    receive_document,
)
from services.benefits.grant import Grant
from services.benefits.notices.notice import Closed, Letter
from services.benefits.notices.of_correction import of_correction
from services.benefits.notices.of_decisions import of_grant, of_grant_to_payee
from services.benefits.numbers import GiveNumber, give_number
from services.benefits.processing import processing
from services.benefits.screens.secret import CLOSED
from tests.benefits import facts
from tests.benefits.facts import CLERK, PERSON, TODAY

GRANT = UUID(int=7)


def receive(**changes: Any) -> ReceiveDocument:
    made: dict[str, Any] = {
        "today": TODAY,
        "person": PERSON,
        "grant": GRANT,
        "document": Document.INCOME,
        "received_on": date(2026, 11, 10),
        "scan_no": 3,
        "kept": "ab" * 32,
        "seen_by": CLERK,
        "original_seen": True,
    }
    return ReceiveDocument(**(made | changes))


def issue(**changes: Any) -> IssueNotice:
    made: dict[str, Any] = {
        "today": TODAY,
        "issued_on": date(2026, 11, 24),
        "person": PERSON,
        "grant": GRANT,
        "notice": NoticeKind.GRANT,
        "about": 4,
        "stated_on": date(2026, 11, 22),
        "number": "大福住第1号",
        "fiscal_year": 2026,
        "serial": 1,
        "edition": "e",
        "issuer": CLERK,
        "text_hash": "00" * 32,
    }
    return IssueNotice(**(made | changes))


def number(serial: int, **changes: Any) -> GiveNumber:
    made: dict[str, Any] = {
        "given_on": date(2026, 11, 24),
        "series": "住居確保給付金",
        "fiscal_year": 2026,
        "serial": serial,
        "number": f"大福住第{serial}号",
        "grant": GRANT,
        "notice_no": serial,
    }
    return GiveNumber(**(made | changes))


def test_a_document_is_named_by_its_scan_and_who_saw_the_original() -> None:
    (made,) = receive_document(None, receive())
    state = fold(papers.evolve, [made])
    assert state and state.standing["income"].kept == "ab" * 32
    assert state.standing["income"].original_seen_by == CLERK
    assert receive_document(state, receive()) == []
    (again,) = receive_document(state, receive(scan_no=4, kept="cd" * 32, original_seen=False))
    assert papers.evolve(state, again).standing["income"].scan_no == 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"kept": ""}, "no-such-scan"), ({"received_on": date(2026, 12, 11)}, "future-day")],
)
def test_a_document_without_scan_or_of_tomorrow_is_refused(changes: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        receive_document(None, receive(**changes))
    assert refused.value.code == code


def test_a_letter_goes_out_once_per_record() -> None:
    (sent,) = issue_notice(None, issue())
    assert isinstance(sent, NoticeIssued)
    state = papers.evolve(None, sent)
    assert issue_notice(state, issue()) == []
    with pytest.raises(Refused, match="already-issued"):
        issue_notice(state, issue(number="大福住第2号", serial=2))
    (other,) = issue_notice(state, issue(notice=NoticeKind.TO_PAYEE, number="大福住第2号"))
    assert isinstance(other, NoticeIssued)
    assert other.notice_no == 2


def test_a_letter_is_not_older_than_its_decision() -> None:
    with pytest.raises(Refused, match="before-earlier-step"):
        issue_notice(None, issue(issued_on=date(2026, 11, 21)))


def test_numbers_follow_each_other_without_a_gap() -> None:
    (first,) = give_number(None, number(1))
    state = numbers.evolve(None, first)
    assert give_number(state, number(1)) == []
    for serial in (1, 3):
        with pytest.raises(Refused, match="number-taken"):
            give_number(state, number(serial, notice_no=9))
    assert give_number(state, number(2))


@pytest.mark.parametrize(
    "written", ["福住第号", "{serial}", "福生 山本様 {serial}", "第{n}{serial}号"]
)
def test_a_number_of_another_form_is_no_setting(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        NoticeForm(since=TODAY, notice=NoticeKind.GRANT, series="x", number=written)


@pytest.mark.parametrize(
    ("asked_on", "corrected_on", "until", "elapsed", "waited"),
    [
        (None, None, date(2026, 11, 16), 14, 0),
        (date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 16), 9, 5),
        (date(2026, 11, 5), None, date(2026, 11, 16), 3, 11),
        (date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 16), 0, 14),
    ],
)
def test_the_time_of_a_correction_does_not_count(
    asked_on: Any, corrected_on: Any, until: date, elapsed: int, waited: int
) -> None:
    told = processing(date(2026, 11, 2), until, 14, asked_on=asked_on, corrected_on=corrected_on)
    assert (told.elapsed, told.waited, told.over) == (elapsed, waited, 0)
    late = processing(date(2026, 11, 2), date(2026, 11, 17), 14)
    assert (late.over, late.left) == (1, 0)


def test_what_is_needed_goes_by_cause_and_home() -> None:
    left, loss = HardshipCause.LEFT_WORK, HardshipCause.INCOME_LOSS
    assert Document.JOB_SEEKER in needed_for(GrantKind.RENT, left)
    assert Document.JOB_SEEKER not in needed_for(GrantKind.RENT, loss)
    homeless = needed_for(GrantKind.RENT, left, without_dwelling=True)
    assert Document.NEW_DWELLING_NOTICE in homeless
    assert Document.DWELLING_NOTICE not in homeless
    moving = needed_for(GrantKind.MOVING, left)
    assert {Document.ESTIMATE, Document.BUDGET_FINDING} <= set(moving)
    assert Document.JOB_SEEKER not in moving


def test_the_landlords_letter_says_nothing_but_the_payment() -> None:
    grant = Grant(application=facts.submitted(dwelling=Open(PERSON, "西区一丁目")))
    decided = facts.decided()
    told = repr(of_grant_to_payee(grant, decided))
    assert "37,000円" in told
    assert facts.PAYEE.name in told
    for kept in ("100,000", "92,000", "離職", "世帯収入", "西区一丁目", facts.PAYEE.account):
        assert kept not in told, kept
    own = repr(of_grant(grant, decided))
    assert "100,000円" in own
    assert "西区一丁目" not in own


def test_while_the_home_is_secret_no_letter_to_the_landlord_can_be_drawn() -> None:
    grant = Grant(application=facts.submitted(payee=CLOSED))
    with pytest.raises(Closed):
        of_grant_to_payee(grant, facts.decided())
    assert of_grant(grant, facts.decided())


def test_the_request_names_every_defect_and_keeps_the_day_of_arrival() -> None:
    grant = Grant(application=facts.submitted())
    told = of_correction(grant, facts.asked(missing=("income", "tenancy")))
    assert [term for term, _ in told.lines[:2]] == ["補正するもの 1", "補正するもの 2"]
    assert "令和8年11月2日に受け付けています" in told.notes[0]
    assert not told.contestable


def test_an_account_left_empty_stays_as_it_was() -> None:
    grant = Grant(application=facts.submitted())
    typed = {"payee_name": "新しい名義", "payee_bank": "", "payee_branch": "", "payee_account": ""}
    (made,) = correct_application(grant, facts.correct(**typed))
    assert made.payee == Open(facts.LANDLORD, Payee(  # type: ignore[attr-defined]
        name="新しい名義", bank=facts.PAYEE.bank, branch=facts.PAYEE.branch,
        account=facts.PAYEE.account))  # fmt: skip
    nobody = facts.submitted(
        payee=Open(facts.LANDLORD, Payee(name="", bank="", branch="", account=""))
    )
    with pytest.raises(Refused, match="account-missing"):
        correct_application(Grant(application=nobody), facts.correct(**typed))


def test_one_word_more_is_another_hash() -> None:
    from dataclasses import replace

    grant = Grant(application=facts.submitted())
    notice = of_grant(grant, facts.decided())
    head: Any = _head()
    drawn = Letter(notice=notice, head=head)
    assert drawn.hash == Letter(notice=notice, head=head).hash
    assert drawn.hash != Letter(notice=replace(notice, notes=()), head=head).hash
    assert "審査請求" in drawn.text


def _head() -> Any:
    from services.benefits.notices.notice import Head

    return Head(
        number="大福住第1号",
        issued_on=date(2026, 11, 24),
        form="様式第7号",
        title="支給決定通知書",
        sender="大阪市長",
        office="西",
        instruction=("審査請求をすることができます。",),
    )
