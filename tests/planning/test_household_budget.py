"""The decisions on a household budget: sheets, arrears, debts, reliefs, loans, the plan, withdrawal."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.contract import Refused, fold, opened
from events.contract.arrears_and_debts import ArrearsCleared, InstalmentChecked
from events.contract.budget_codes import (
    ArrearsKind,
    BookKeeping,
    ClearedBy,
    ConsultationResult,
    CreditorKind,
    DebtProcedure,
    ExpenseItem,
    IncomeItem,
    InstalmentResult,
    LegalAdviser,
    LoanKind,
    LoanResult,
    ProcedureResult,
    ReliefResult,
    ReliefScheme,
    RepaymentStatus,
    WatchPeriod,
)
from services.planning.programmes.household_budget import (
    eased,
    easing,
    mending,
    ordering_arrears,
    owed,
    recording,
    settling_debts,
    sheets,
)
from services.planning.programmes.household_budget.dues import DueKind, dues, marks
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, evolve

PERSON = UUID("00000000-0000-4000-8000-000000000001")
TODAY = date(2026, 7, 28)
WHO = {"today": TODAY, "person": PERSON}
SHEET = recording.RecordBudgetSheet(
    **WHO,
    month=date(2026, 5, 1),
    recorded_on=date(2026, 5, 20),
    income=(recording.IncomeRow(item=IncomeItem.WAGES, planned_yen=150_000, actual_yen=140_000),),
    expense=(recording.ExpenseRow(item=ExpenseItem.FOOD, planned_yen=40_000, actual_yen=47_000),),
)
WATCH = recording.WatchBudget(
    **WHO,
    watched_on=date(2026, 5, 22),
    period=WatchPeriod.WEEK,
    kept=BookKeeping.PARTLY,
    next_on=date(2026, 5, 29),
)
RENT = ordering_arrears.ListArrears(
    **WHO, listed_on=date(2026, 5, 20), kind=ArrearsKind.RENT, balance_yen=120_500
)
PROMISE = ordering_arrears.AgreeInstalment(
    **WHO, of_no=1, agreed_on=date(2026, 5, 20), first_on=date(2026, 5, 31), amount_yen=50_000
)
KEPT = ordering_arrears.CheckInstalment(
    **WHO,
    of_no=1,
    checked_on=date(2026, 6, 1),
    due_on=date(2026, 5, 31),
    result=InstalmentResult.KEPT,
)
DEBT = settling_debts.ListDebt(
    **WHO, listed_on=date(2026, 5, 20), kind=CreditorKind.CARD, balance_yen=300_000
)
BOOKED = settling_debts.BookLegalConsultation(
    **WHO,
    booked_on=date(2026, 5, 20),
    adviser=LegalAdviser.LAWYER,
    consultation_on=date(2026, 6, 3),
)
RELIEF = easing.ApplyForRelief(
    **WHO,
    applied_on=date(2026, 5, 20),
    scheme=ReliefScheme.WATER,
    expected_on=date(2026, 6, 20),
)
LOAN = easing.AskForLoan(
    **WHO,
    asked_on=date(2026, 5, 20),
    kind=LoanKind.EMERGENCY_SMALL,
    amount_yen=100_000,
    with_letter=True,
    opinion="適当",
)
PLAN = mending.MakeBudgetPlan(
    **WHO,
    plan_no=1,
    made_on=date(2026, 5, 20),
    review_on=date(2026, 8, 20),
    objectives=(mending.Objective(text="残す"),),
)


def after(*steps) -> Budget:
    """The records after these (decision, command) pairs; each is repeated on the spot and adds nothing."""
    state = NOTHING_YET
    for decide, command in steps:
        for fact in decide(state, command):
            state = evolve(state, fact)
        assert list(decide(state, command)) == []
    return state


def code(budget, decide, command) -> str:
    """Why a command is refused; empty where it is not."""
    try:
        decide(budget, command)
    except Refused as refusal:
        return refusal.code
    return ""


def due(budget: Budget) -> list[tuple[DueKind, date]]:
    found = dues(mark for entry in budget.entries for mark in marks(entry))
    return [(one.kind, one.on) for one in found]


def test_a_sheet_counts_its_versions_and_the_latest_stands():
    more = replace(SHEET, note="直した")
    state = after((recording.record_budget_sheet, SHEET), (recording.record_budget_sheet, more))
    assert [s.version for s in sheets.versions(state, SHEET.month)] == [1, 2]
    assert opened(sheets.sheet_of(state, SHEET.month).note, "") == "直した"
    found = sheets.figures(sheets.sheet_of(state, SHEET.month))
    assert (found.planned_remains, found.actual_remains) == (110_000, 93_000)


def test_a_version_number_is_never_given_twice():
    state = after(
        (recording.record_budget_sheet, SHEET),
        (mending.withdraw_entry, mending.WithdrawEntry(**WHO, of_no=1, reason="誤り")),
    )
    (again,) = recording.record_budget_sheet(state, SHEET)
    assert again.version == 2


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"month": date(2026, 5, 2)}, "month-out-of-reach"),
        ({"month": date(2028, 8, 1)}, "month-out-of-reach"),
        ({"month": date(2028, 7, 1)}, ""),
        ({"month": date(2015, 3, 1)}, "month-out-of-reach"),
        ({"recorded_on": date(2026, 7, 29)}, "future-day"),
        ({"income": (), "expense": ()}, "no-amount"),
        ({"income": (recording.IncomeRow(item=IncomeItem.OTHER, words="祝い"),)}, "amount-missing"),
    ],
)
def test_the_limits_of_a_sheet(changes, refused):
    assert code(None, recording.record_budget_sheet, replace(SHEET, **changes)) == refused


def test_two_sheets_are_compared_item_by_item():
    later = replace(
        SHEET,
        month=date(2026, 7, 1),
        recorded_on=TODAY,
        expense=(
            recording.ExpenseRow(item=ExpenseItem.FOOD, actual_yen=38_000),
            recording.ExpenseRow(item=ExpenseItem.GAS, actual_yen=4_000),
        ),
    )
    state = after((recording.record_budget_sheet, SHEET), (recording.record_budget_sheet, later))
    first, last = sheets.months(state)
    found = {change.label: change.difference for change in sheets.compared(first, last)}
    assert found == {"給与・賃金": 0, "食費": -9_000, "ガス・灯油": 4_000}


def test_the_next_look_is_later_than_this_one():
    assert (
        code(None, recording.watch_budget, replace(WATCH, next_on=WATCH.watched_on))
        == "next-in-the-past"
    )
    assert due(after((recording.watch_budget, WATCH))) == [(DueKind.WATCH, date(2026, 5, 29))]


def test_instalments_take_the_balance_down_until_the_arrears_are_cleared():
    promised = [(ordering_arrears.list_arrears, RENT), (ordering_arrears.agree_instalment, PROMISE)]
    state = after(*promised, (ordering_arrears.check_instalment, KEPT))
    assert owed.overdue(state) == 70_500
    assert due(state) == [(DueKind.INSTALMENT, date(2026, 6, 30))]
    june = replace(KEPT, checked_on=date(2026, 6, 30), due_on=date(2026, 6, 30))
    july = replace(KEPT, checked_on=TODAY, due_on=date(2026, 7, 31))
    state = after(*promised, *((ordering_arrears.check_instalment, c) for c in (KEPT, june, july)))
    (cleared,) = state.of(ArrearsCleared)
    assert opened(cleared.cleared_yen, 0) == 120_500
    assert opened(cleared.cleared_thousand_yen, 0) == 120
    assert opened(state.of(InstalmentChecked)[-1].paid_yen, 0) == 20_500
    assert (owed.overdue(state), owed.cleared(state), due(state)) == (0, 120_500, [])
    assert (
        code(state, ordering_arrears.agree_instalment, replace(PROMISE, amount_yen=1))
        == "already-cleared"
    )


def test_a_later_word_on_a_month_takes_the_place_of_the_former():
    partly = replace(
        KEPT, result=InstalmentResult.PARTLY, paid_yen=10_000, checked_on=date(2026, 6, 5)
    )
    state = after(
        (ordering_arrears.list_arrears, RENT),
        (ordering_arrears.agree_instalment, PROMISE),
        (ordering_arrears.check_instalment, KEPT),
        (ordering_arrears.check_instalment, partly),
    )
    (one,) = owed.arrears(state)
    assert one.balance == 110_500
    assert one.months(InstalmentResult.PARTLY) == 1
    assert one.months(InstalmentResult.KEPT) == 0


def test_the_word_of_the_creditor_goes_before_our_sum():
    stated = ordering_arrears.StateOwedBalance(
        **WHO, of_no=1, stated_on=date(2026, 6, 10), balance_yen=75_000
    )
    state = after(
        (ordering_arrears.list_arrears, RENT),
        (ordering_arrears.agree_instalment, PROMISE),
        (ordering_arrears.check_instalment, KEPT),
        (ordering_arrears.state_owed_balance, stated),
    )
    assert owed.overdue(state) == 75_000


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ""),
        ({"due_on": date(2026, 4, 30)}, "before-first-day"),
        ({"due_on": date(2026, 7, 31)}, "future-day"),
        ({"checked_on": date(2026, 7, 29)}, "future-day"),
        ({"result": InstalmentResult.PARTLY}, "amount-missing"),
        ({"result": InstalmentResult.BROKEN, "paid_yen": 10}, "paid-though-broken"),
        ({"result": InstalmentResult.BROKEN}, ""),
        ({"of_no": 2}, "not-promised"),
    ],
)
def test_the_limits_of_a_checked_instalment(changes, refused):
    state = after(
        (ordering_arrears.list_arrears, RENT), (ordering_arrears.agree_instalment, PROMISE)
    )
    assert code(state, ordering_arrears.check_instalment, replace(KEPT, **changes)) == refused


def test_arrears_may_end_otherwise_than_by_instalments():
    exempted = ordering_arrears.ClearArrears(
        **WHO, of_no=1, cleared_on=TODAY, manner=ClearedBy.EXEMPTED
    )
    state = after((ordering_arrears.list_arrears, RENT), (ordering_arrears.clear_arrears, exempted))
    assert owed.overdue(state) == 0


def test_a_procedure_settles_the_debts_it_holds_and_leaves_what_it_leaves():
    started = settling_debts.StartDebtProcedure(
        **WHO, started_on=date(2026, 6, 3), procedure=DebtProcedure.REHABILITATION, debts=(1,)
    )
    ended = settling_debts.EndDebtProcedure(
        **WHO,
        of_no=3,
        ended_on=TODAY,
        result=ProcedureResult.PLAN_APPROVED,
        left_yen=60_000,
    )
    two = [
        (settling_debts.list_debt, DEBT),
        (settling_debts.list_debt, replace(DEBT, balance_yen=1)),
    ]
    begun = [*two, (settling_debts.start_debt_procedure, started)]
    assert owed.owed(after(*begun)) == 300_001
    assert owed.owed(after(*begun, (settling_debts.end_debt_procedure, ended))) == 60_001
    failed = replace(ended, result=ProcedureResult.FAILED)
    assert owed.owed(after(*begun, (settling_debts.end_debt_procedure, failed))) == 300_001
    assert (
        code(after(*two), settling_debts.start_debt_procedure, replace(started, debts=()))
        == "no-debt"
    )
    assert (
        code(after(*two), settling_debts.start_debt_procedure, replace(started, debts=(9,)))
        == "no-such-entry"
    )


def test_a_booking_is_due_until_its_result_is_told_once():
    told = settling_debts.HoldLegalConsultation(
        **WHO, of_no=1, held_on=date(2026, 6, 3), result=ConsultationResult.COMMISSIONED
    )
    booked = after((settling_debts.book_legal_consultation, BOOKED))
    assert due(booked) == [(DueKind.CONSULTATION, date(2026, 6, 3))]
    state = after(
        (settling_debts.book_legal_consultation, BOOKED),
        (settling_debts.hold_legal_consultation, told),
    )
    assert due(state) == []
    other = replace(told, result=ConsultationResult.ADVISED)
    assert code(state, settling_debts.hold_legal_consultation, other) == "already-recorded"


def test_a_relief_is_due_for_its_answer_then_for_its_renewal_and_eases_the_year():
    granted = easing.DecideRelief(
        **WHO,
        of_no=1,
        decided_on=date(2026, 6, 10),
        result=ReliefResult.GRANTED,
        yearly_yen=12_000,
        renewal_on=date(2027, 4, 1),
    )
    first = [(easing.apply_for_relief, RELIEF)]
    assert due(after(*first)) == [(DueKind.RELIEF_ANSWER, date(2026, 6, 20))]
    decided = [*first, (easing.decide_relief, granted)]
    assert due(after(*decided)) == [(DueKind.RENEWAL, date(2027, 4, 1))]
    assert eased.eased_yearly(after(*decided)) == 12_000
    renewed = after(*decided, (easing.apply_for_relief, replace(RELIEF, of_no=1, applied_on=TODAY)))
    assert due(renewed) == [(DueKind.RELIEF_ANSWER, date(2026, 6, 20))]
    assert eased.eased_yearly(renewed) == 0
    refused = replace(granted, result=ReliefResult.REFUSED)
    assert eased.eased_yearly(after(*first, (easing.decide_relief, refused))) == 0


def test_letters_are_numbered_and_repayment_is_known_only_where_it_is_shared():
    lent = easing.DecideLoan(
        **WHO, of_no=1, decided_on=TODAY, result=LoanResult.GRANTED, granted_yen=100_000
    )
    late = easing.StateLoanRepayment(
        **WHO, of_no=1, stated_on=TODAY, status=RepaymentStatus.DELAYED, shared=True
    )
    asked = after((easing.ask_for_loan, LOAN), (easing.ask_for_loan, replace(LOAN, amount_yen=5)))
    assert [loan.asked.letter_no for loan in eased.loans(asked)] == [1, 2]
    assert code(asked, easing.state_loan_repayment, late) == "not-lent"
    assert code(asked, easing.decide_loan, replace(lent, granted_yen=0)) == "amount-missing"
    state = after((easing.ask_for_loan, LOAN), (easing.decide_loan, lent))
    assert code(state, easing.state_loan_repayment, replace(late, shared=False)) == "not-shared"
    known = after(
        (easing.ask_for_loan, LOAN),
        (easing.decide_loan, lent),
        (easing.state_loan_repayment, late),
    )
    assert eased.loans(known)[0].delayed
    assert code(None, easing.ask_for_loan, replace(LOAN, opinion="")) == "opinion-missing"


def test_a_plan_has_an_objective_and_a_day_to_look_again():
    assert code(None, mending.make_budget_plan, replace(PLAN, objectives=())) == "objective-missing"
    early = replace(PLAN, review_on=PLAN.made_on)
    assert code(None, mending.make_budget_plan, early) == "review-in-the-past"
    assert due(after((mending.make_budget_plan, PLAN))) == [(DueKind.REVIEW, date(2026, 8, 20))]


def test_a_slip_is_withdrawn_after_what_rests_on_it():
    promised = after(
        (ordering_arrears.list_arrears, RENT), (ordering_arrears.agree_instalment, PROMISE)
    )
    withdraw = mending.WithdrawEntry(**WHO, of_no=1, reason="別の方の記録")
    assert code(promised, mending.withdraw_entry, withdraw) == "others-rest-on-it"
    assert (
        code(promised, mending.withdraw_entry, replace(withdraw, of_no=2, reason=" "))
        == "reason-missing"
    )
    assert code(promised, mending.withdraw_entry, replace(withdraw, of_no=3)) == "no-such-entry"
    state = after(
        (ordering_arrears.list_arrears, RENT),
        (ordering_arrears.agree_instalment, PROMISE),
        (mending.withdraw_entry, replace(withdraw, of_no=2)),
        (mending.withdraw_entry, withdraw),
    )
    assert owed.overdue(state) == 0
    assert due(state) == []
    assert len(state.entries) == 4


def test_entries_are_numbered_without_a_gap():
    (fact,) = recording.watch_budget(None, WATCH)
    with pytest.raises(ValueError, match="dense"):
        evolve(NOTHING_YET, replace(fact, entry_no=2))
    assert fold(evolve, [fact]).entry(1) == fact
