"""The auditor's table allows whatever the decisions on a household budget make, and knows each of their kinds."""

from collections import Counter
from dataclasses import fields, replace
from random import Random

from events.contract import kind_of
from services.planning.programmes.household_budget import (
    easing,
    foreseeing,
    keeping,
    mending,
    ordering_arrears,
    recording,
    settling_debts,
)
from services.planning.programmes.household_budget.record import KINDS, evolve
from tests.auditor.test_transitions import procedure, walked
from tests.planning import test_budget_years as years
from tests.planning import test_cash_book as cash
from tests.planning import test_household_budget as budget

__all__ = ["procedure"]
BOOKED = settling_debts.HoldLegalConsultation(
    **budget.WHO, of_no=1, held_on=budget.TODAY, result=budget.ConsultationResult.ADVISED
)
STARTED = settling_debts.StartDebtProcedure(
    **budget.WHO, started_on=budget.TODAY, procedure=budget.DebtProcedure.VOLUNTARY, debts=(1,)
)
ENDED = settling_debts.EndDebtProcedure(
    **budget.WHO, of_no=1, ended_on=budget.TODAY, result=budget.ProcedureResult.SETTLED
)
STATED = ordering_arrears.StateOwedBalance(
    **budget.WHO, of_no=1, stated_on=budget.TODAY, balance_yen=9
)
CLEARED = ordering_arrears.ClearArrears(
    **budget.WHO, of_no=1, cleared_on=budget.TODAY, manner=budget.ClearedBy.PAID
)
DECIDED = easing.DecideRelief(
    **budget.WHO, of_no=1, decided_on=budget.TODAY, result=budget.ReliefResult.GRANTED
)
LENT = easing.DecideLoan(
    **budget.WHO, of_no=1, decided_on=budget.TODAY, result=budget.LoanResult.GRANTED, granted_yen=9
)
REPAID = easing.StateLoanRepayment(
    **budget.WHO,
    of_no=1,
    stated_on=budget.TODAY,
    status=budget.RepaymentStatus.ON_SCHEDULE,
    shared=True,
)
WITHDRAWN = mending.WithdrawEntry(**budget.WHO, of_no=1, reason="誤り")
LARGE = replace(cash.RECEIVED, amount_yen=keeping.SECOND_SIGNATURE_YEN + 1)
STEPS = (
    (recording.record_budget_sheet, budget.SHEET),
    (recording.watch_budget, budget.WATCH),
    (foreseeing.record_cash_flow, years.TABLE),
    (mending.make_budget_plan, budget.PLAN),
    (ordering_arrears.list_arrears, budget.RENT),
    (ordering_arrears.agree_instalment, budget.PROMISE),
    (ordering_arrears.check_instalment, budget.KEPT),
    (ordering_arrears.state_owed_balance, STATED),
    (ordering_arrears.clear_arrears, CLEARED),
    (settling_debts.list_debt, budget.DEBT),
    (settling_debts.book_legal_consultation, budget.BOOKED),
    (settling_debts.hold_legal_consultation, BOOKED),
    (settling_debts.start_debt_procedure, STARTED),
    (settling_debts.end_debt_procedure, ENDED),
    (easing.apply_for_relief, budget.RELIEF),
    (easing.decide_relief, DECIDED),
    (easing.ask_for_loan, budget.LOAN),
    (easing.decide_loan, LENT),
    (easing.state_loan_repayment, REPAID),
    (keeping.handle_cash, LARGE),
    (keeping.countersign_cash, cash.SECOND),
    (keeping.count_cash, replace(cash.COUNT, note="数え直す")),
    (mending.withdraw_entry, WITHDRAWN),
)


def command(chance: Random):
    """Any decision; a command about an entry names any of the first ten."""
    decide, given = chance.choice(STEPS)
    names = {field.name for field in fields(given)}
    if "of_no" in names and decide is not easing.apply_for_relief:
        given = replace(given, of_no=chance.randrange(1, 10))
    if "debts" in names:
        given = replace(given, debts=(chance.randrange(1, 10),))
    return decide, given


def test_whatever_the_household_budget_accepts_the_table_accepts(procedure) -> None:
    total: Counter = Counter()
    for number in range(60):
        total += walked(procedure, Random(number), None, evolve, command)  # noqa: S311
    assert {kind_of(kind).wire.rsplit(".", 1)[0] for kind in KINDS} == set(total)
