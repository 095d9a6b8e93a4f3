"""家計改善支援 in the demo: sheets, arrears with a promise, a debt with legal advice, the plan to mend."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, book
from deploy.simulation.step import Typed
from events.contract.budget_codes import (
    ArrearsKind,
    BookKeeping,
    CashAct,
    ConsultationResult,
    CreditorKind,
    DebtProcedure,
    ExpenseItem,
    IncomeItem,
    InstalmentResult,
    LegalAdviser,
    LifeEventKind,
    LoanKind,
    PersonConfirmation,
    ReliefScheme,
    WatchPeriod,
)
from events.contract.codes import Issue
from services.planning.programmes.household_budget import (
    easing,
    foreseeing,
    keeping,
    mending,
    ordering_arrears,
    record,
    recording,
    settling_debts,
)
from services.planning.programmes.household_budget.months import first_day, later

INCOME: Final = ((IncomeItem.WAGES, 132_000, 128_400), (IncomeItem.CHILD_ALLOWANCE, 10_000, 10_000))
EXPENSE: Final = (
    (ExpenseItem.HOUSING, 39_000, 39_000),
    (ExpenseItem.FOOD, 32_000, 36_800),
    (ExpenseItem.ELECTRICITY, 6_500, 7_120),
    (ExpenseItem.GAS, 4_500, 4_310),
    (ExpenseItem.WATER, 2_400, 2_400),
    (ExpenseItem.PHONE, 9_800, 11_240),
    (ExpenseItem.DAILY_GOODS, 5_000, 6_200),
    (ExpenseItem.ARREARS_INSTALMENT, 10_000, 10_000),
    (ExpenseItem.DEBT_REPAYMENT, 20_000, 20_000),
)
SMALLER_PHONE_YEN: Final = 3_500
OWED: Final = (
    (ArrearsKind.RENT, 117_000, "家主（管理会社）"),
    (ArrearsKind.HEALTH_INSURANCE, 84_600, "区役所 保険年金課"),
    (ArrearsKind.RESIDENT_TAX, 63_200, "市税事務所"),
)
RENT, DEBT, BOOKING = 1, 2, 3
"""Numbers of the entries that later ones speak of."""


def budget(today: date, n: int) -> More:
    """The n-th household of the ward (0, 1, 2); each is looked at again on another day."""
    return lambda life: _steps(life, today, n)


def _steps(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, "household_budget", record.evolve)
    yield from _owed(own, today, n)
    yield _sheet(own, ago(today, 17), later(first_day(today), -1), actual=True)
    yield _plan(own, today, n)
    yield own.typed(
        ago(today, 12),
        settling_debts.hold_legal_consultation,
        settling_debts.HoldLegalConsultation,
        of_no=BOOKING,
        held_on=ago(today, 12),
        result=ConsultationResult.COMMISSIONED if n == 0 else ConsultationResult.ADVISED,
        note="取引の経過を取り寄せてから方針を決める。",
    )
    yield from (_helped, _foreseen, _kept)[n](own, life, today)
    yield own.typed(
        ago(today, 6),
        ordering_arrears.check_instalment,
        ordering_arrears.CheckInstalment,
        of_no=RENT,
        checked_on=ago(today, 6),
        due_on=ago(today, 6),
        result=InstalmentResult.PARTLY if n == 1 else InstalmentResult.KEPT,
        paid_yen=6_000 if n == 1 else None,
    )
    yield _sheet(own, ago(today, 4), first_day(today), actual=False)
    yield own.typed(
        ago(today, 2),
        recording.watch_budget,
        recording.WatchBudget,
        watched_on=ago(today, 2),
        period=WatchPeriod.WEEK,
        kept=(BookKeeping.WHOLE, BookKeeping.PARTLY, BookKeeping.MOSTLY)[n],
        spent_yen=8_600,
        note="レシートを一緒に並べた。コンビニでの買い物が減っている。",
        next_on=today + timedelta(days=(-1, 0, 5)[n]) if n else ahead(today, 3),
    )


def _owed(own: Book, today: date, n: int) -> Iterator[Typed]:
    kind, balance, creditor = OWED[n]
    yield own.typed(
        ago(today, 22),
        ordering_arrears.list_arrears,
        ordering_arrears.ListArrears,
        listed_on=ago(today, 22),
        kind=kind,
        balance_yen=balance,
        creditor=creditor,
    )
    yield own.typed(
        ago(today, 22),
        settling_debts.list_debt,
        settling_debts.ListDebt,
        listed_on=ago(today, 22),
        kind=CreditorKind.CONSUMER_FINANCE if n == 0 else CreditorKind.CARD,
        balance_yen=(1_240_000, 380_000, 215_000)[n],
        monthly_yen=20_000,
        creditor="見本クレジット",
    )
    yield own.typed(
        ago(today, 21),
        settling_debts.book_legal_consultation,
        settling_debts.BookLegalConsultation,
        booked_on=ago(today, 21),
        adviser=LegalAdviser.LEGAL_SUPPORT_CENTRE,
        consultation_on=ago(today, 12),
        accompanied=True,
        place="法テラス大阪",
    )
    yield own.typed(
        ago(today, 20),
        ordering_arrears.agree_instalment,
        ordering_arrears.AgreeInstalment,
        of_no=RENT,
        agreed_on=ago(today, 20),
        first_on=ago(today, 7),
        amount_yen=10_000,
        note="毎月の給料日の翌日に払う。",
    )


def _sheet(own: Book, on: date, month: date, *, actual: bool) -> Typed:
    return own.typed(
        on,
        recording.record_budget_sheet,
        recording.RecordBudgetSheet,
        month=month,
        recorded_on=on,
        income=tuple(
            recording.IncomeRow(item=item, planned_yen=plan, actual_yen=real if actual else None)
            for item, plan, real in INCOME
        ),
        expense=tuple(_spent(*row, actual=actual) for row in EXPENSE),
        note="" if actual else "携帯を格安の契約に替えた。",
    )


def _spent(item: ExpenseItem, plan: int, real: int, *, actual: bool) -> recording.ExpenseRow:
    if not actual and item is ExpenseItem.PHONE:
        plan = SMALLER_PHONE_YEN
    return recording.ExpenseRow(item=item, planned_yen=plan, actual_yen=real if actual else None)


def _plan(own: Book, today: date, n: int) -> Typed:
    return own.typed(
        ago(today, 15),
        mending.make_budget_plan,
        mending.MakeBudgetPlan,
        plan_no=1,
        made_on=ago(today, 15),
        review_on=today + timedelta(days=(-2, 12, 60)[n]),
        wish="家賃を遅れずに払い、子どもの修学旅行の積立てをしたい。",
        causes=(Issue.ECONOMIC_HARDSHIP,),
        target_yen=15_000,
        objectives=(
            mending.Objective(text="固定費を月1万円減らす"),
            mending.Objective(text="滞納を分けて払い終える"),
        ),
        steps=(
            mending.Step(action="携帯の契約を見直す", actor="本人", due_on=ahead(today, 10)),
            mending.Step(action="分納の相談に同行する", actor="支援員", due_on=ago(today, 3)),
        ),
    )


def _helped(own: Book, _: Life, today: date) -> Iterator[Typed]:
    """債務整理 under way, a relief and a loan asked for."""
    yield own.typed(
        ago(today, 10),
        settling_debts.start_debt_procedure,
        settling_debts.StartDebtProcedure,
        started_on=ago(today, 10),
        procedure=DebtProcedure.VOLUNTARY,
        debts=(DEBT,),
        next_on=ahead(today, 9),
        office="見本法律事務所",
    )
    yield own.typed(
        ago(today, 9),
        easing.apply_for_relief,
        easing.ApplyForRelief,
        applied_on=ago(today, 9),
        scheme=ReliefScheme.HEALTH_INSURANCE,
        expected_on=ahead(today, 20),
    )
    yield own.typed(
        ago(today, 8),
        easing.ask_for_loan,
        easing.AskForLoan,
        asked_on=ago(today, 8),
        kind=LoanKind.EMERGENCY_SMALL,
        amount_yen=100_000,
        with_letter=True,
        expected_on=ahead(today, 6),
        lender="区社会福祉協議会",
        purpose="給料日までの生活費",
        opinion="家計簿が続いており、返済の見込みがある。",
    )


def _foreseen(own: Book, _: Life, today: date) -> Iterator[Typed]:
    """キャッシュフロー表 of five years with a child's schools."""
    yield own.typed(
        ago(today, 9),
        foreseeing.record_cash_flow,
        foreseeing.RecordCashFlow,
        recorded_on=ago(today, 9),
        first_year=today.year,
        years=5,
        opening_yen=20_000,
        flows=(
            foreseeing.FlowRow(direction="in", words="給与", yearly_yen=1_700_000),
            foreseeing.FlowRow(direction="out", words="生活費", yearly_yen=1_560_000),
        ),
        events=(
            foreseeing.LifeEventRow(
                year=today.year + 2, kind=LifeEventKind.HIGH_SCHOOL, cost_yen=180_000
            ),
        ),
    )


def _kept(own: Book, life: Life, today: date) -> Iterator[Typed]:
    """出納管理: money taken in, the electricity paid."""
    staff = life.setting.acting("counsellor", ago(today, 9)).person
    for on, act, amount, purpose, receipt in (
        (ago(today, 9), CashAct.CASH_RECEIVED, 20_000, "", "預-1"),
        (ago(today, 8), CashAct.PAID_OUT, 7_120, "電気代（先月分）", "領-1"),
    ):
        yield own.typed(
            on,
            keeping.handle_cash,
            keeping.HandleCash,
            staff=staff,
            handled_on=on,
            act=act,
            confirmation=PersonConfirmation.SIGNED,
            amount_yen=amount,
            purpose=purpose,
            receipt_no=receipt,
        )
