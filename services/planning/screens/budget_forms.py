"""The small forms of the household budget: what each asks, which decision answers, and what it opens with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from events.contract import Event, opened, wareki
from events.contract.arrears_and_debts import (
    ArrearsListed,
    DebtListed,
    DebtProcedureStarted,
    LegalConsultationBooked,
)
from events.contract.budget_codes import (
    ArrearsKind,
    BookKeeping,
    CashAct,
    ClearedBy,
    ConsultationResult,
    CreditorKind,
    DebtProcedure,
    InstalmentResult,
    KeptThing,
    LegalAdviser,
    LoanKind,
    LoanResult,
    PersonConfirmation,
    ProcedureResult,
    ReliefResult,
    ReliefScheme,
    RepaymentStatus,
    WatchPeriod,
)
from events.contract.cash_handling import CashHandled
from events.contract.code import Code
from events.contract.relief_and_loans import LoanAskedFor, ReliefAppliedFor
from events.host.filters import choices, yen
from services.planning.programmes.household_budget import (
    cash_book,
    easing,
    keeping,
    mending,
    ordering_arrears,
    owed,
    recording,
    settling_debts,
)
from services.planning.programmes.household_budget.record import KINDS
from services.planning.screens.budget import File, budget_of
from services.planning.screens.budget_words import joined, words

Options = Sequence[tuple[str, str]]
Texts = dict[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` names the control: day, yen, text, area, select, radio, checks, tick. `options` may depend on the case."""

    kind: str
    name: str
    label: str
    hint: str = ""
    required: bool = False
    options: type[Code] | Callable[[File], Options] | None = None

    def offered(self, own: File) -> Options:
        """Values and labels of a choice."""
        if self.options is None:
            return ()
        if not isinstance(self.options, type):
            return self.options(own)
        codes: type[Code] = self.options
        return choices(codes, own.file.today)


def _nothing(_: File, __: int) -> Texts:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetForm:
    """`of`: the kinds of entry it speaks of, none = a new entry. `back` = page below the programme."""

    path: str
    title: str
    button: str
    into: type[Any]
    decide: Callable[[Any, Any], Sequence[Event]]
    fields: tuple[Field, ...]
    of: tuple[type[Any], ...] = ()
    opens_with: Callable[[File, int], Texts] = _nothing
    back: str = ""
    lead: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """Field → label, for the summary of slips."""
        return {one.name: one.label for one in self.fields}

    def typed(self, own: File, number: int) -> Texts:
        """What the form opens with: today in its first day, and what is known."""
        first = next((one.name for one in self.fields if one.kind == "day" and one.required), "")
        return {first: wareki.short(own.file.today)} | self.opens_with(own, number)


def day(name: str, label: str, hint: str = "", *, required: bool = False) -> Field:
    """A day in either era."""
    return Field("day", name, label, hint, required)


def _instalment(own: File, number: int) -> Texts:
    one = owed.arrears_of(budget_of(own), number)
    return {"due_on": wareki.short(one.next_on)} if one and one.next_on else {}


def _debts(own: File) -> Options:
    every = owed.debts(budget_of(own))
    return [
        (str(one.listed.entry_no), joined(words(one.listed)))
        for one in every
        if one.procedure is None or one.procedure.ended is not None
    ]


def _all_debts(own: File, _: int) -> Texts:
    return {"debts": [value for value, _ in _debts(own)]}


def _scheme(own: File, number: int) -> Texts:
    entry = budget_of(own).entry(number)
    scheme = opened(entry.scheme, None) if isinstance(entry, ReliefAppliedFor) else None
    return {"scheme": scheme.value} if scheme else {}


def _asked(own: File, number: int) -> Texts:
    entry = budget_of(own).entry(number)
    amount = opened(entry.amount_yen, None) if isinstance(entry, LoanAskedFor) else None
    return {"granted_yen": f"{amount:,}"} if amount else {}


def _counted(own: File, _: int) -> Texts:
    left = cash_book.balance(budget_of(own).of(CashHandled))
    return {"counted_yen": f"{left:,}"} if left == 0 else {}


DAY_HINT = "例 R8.6.1"
FORMS: tuple[BudgetForm, ...] = (
    BudgetForm(
        path="watching",
        title="家計簿見守り",
        button="見守りを記録する",
        into=recording.WatchBudget,
        decide=recording.watch_budget,
        lead="家計簿やレシートを本人と一緒に見ます。続けられたことを先に書きましょう。",
        fields=(
            day("watched_on", "見た日", DAY_HINT, required=True),
            Field("radio", "period", "見た期間", required=True, options=WatchPeriod),
            Field("radio", "kept", "記帳のようす", required=True, options=BookKeeping),
            Field("yen", "spent_yen", "この期間に使った額", "わかるときだけ"),
            Field("area", "note", "できたこと・気づいたこと"),
            day("next_on", "次に見る日"),
        ),
        opens_with=lambda _, __: {"period": "week"},
    ),
    BudgetForm(
        path="arrears",
        title="滞納を台帳にのせる",
        button="滞納をのせる",
        into=ordering_arrears.ListArrears,
        decide=ordering_arrears.list_arrears,
        back="owed",
        fields=(
            day("listed_on", "確かめた日", DAY_HINT, required=True),
            Field("select", "kind", "滞納の種類", required=True, options=ArrearsKind),
            Field("text", "creditor", "支払先", "大家さん、市役所の課、会社の名前など"),
            Field("yen", "balance_yen", "滞納の額", required=True),
            Field("area", "note", "いつから・どんな通知が来ているか"),
        ),
    ),
    BudgetForm(
        path="balance",
        title="残高を確かめた",
        button="残高を記録する",
        into=ordering_arrears.StateOwedBalance,
        decide=ordering_arrears.state_owed_balance,
        of=(ArrearsListed, DebtListed),
        back="owed",
        lead="支払先から聞いた残高を記録します。ここまでの計算より優先されます。",
        fields=(
            day("stated_on", "確かめた日", DAY_HINT, required=True),
            Field("yen", "balance_yen", "残高", required=True),
            Field("area", "note", "どう確かめたか"),
        ),
    ),
    BudgetForm(
        path="promise",
        title="分納の約束",
        button="約束を記録する",
        into=ordering_arrears.AgreeInstalment,
        decide=ordering_arrears.agree_instalment,
        of=(ArrearsListed,),
        back="owed",
        fields=(
            day("agreed_on", "約束した日", DAY_HINT, required=True),
            Field("yen", "amount_yen", "毎月の額", required=True),
            day("first_on", "初回の支払日", "毎月この日に払います", required=True),
            Field("area", "note", "相手・約束の内容"),
        ),
    ),
    BudgetForm(
        path="instalment",
        title="分納の確認",
        button="結果を記録する",
        into=ordering_arrears.CheckInstalment,
        decide=ordering_arrears.check_instalment,
        of=(ArrearsListed,),
        back="owed",
        lead="責めるためではなく、続けられる額かを確かめるための記録です。",
        fields=(
            day("checked_on", "確かめた日", DAY_HINT, required=True),
            day("due_on", "どの月の約束か", "その月の支払日", required=True),
            Field("radio", "result", "結果", required=True, options=InstalmentResult),
            Field(
                "yen", "paid_yen", "払った額", "「約束どおり」なら空けておくと約束の額になります"
            ),
        ),
        opens_with=_instalment,
    ),
    BudgetForm(
        path="clearance",
        title="滞納の解消",
        button="解消を記録する",
        into=ordering_arrears.ClearArrears,
        decide=ordering_arrears.clear_arrears,
        of=(ArrearsListed,),
        back="owed",
        fields=(
            day("cleared_on", "なくなった日", DAY_HINT, required=True),
            Field("radio", "manner", "どのように", required=True, options=ClearedBy),
        ),
    ),
    BudgetForm(
        path="debts",
        title="債務を一覧にのせる",
        button="債務をのせる",
        into=settling_debts.ListDebt,
        decide=settling_debts.list_debt,
        back="owed",
        fields=(
            day("listed_on", "確かめた日", DAY_HINT, required=True),
            Field("select", "kind", "債権者の種類", required=True, options=CreditorKind),
            Field("text", "creditor", "債権者の名前"),
            Field("yen", "balance_yen", "残高", required=True),
            Field("yen", "monthly_yen", "毎月の返済額"),
            Field("area", "note", "保証人・担保・取立てのようす"),
        ),
    ),
    BudgetForm(
        path="consultations",
        title="法律相談の予約",
        button="予約を記録する",
        into=settling_debts.BookLegalConsultation,
        decide=settling_debts.book_legal_consultation,
        back="owed",
        fields=(
            day("booked_on", "予約した日", DAY_HINT, required=True),
            Field("radio", "adviser", "相手", required=True, options=LegalAdviser),
            day("consultation_on", "相談の日", required=True),
            Field("text", "place", "場所・時刻・持ち物"),
            Field("tick", "accompanied", "支援員が同行する"),
        ),
    ),
    BudgetForm(
        path="consultation",
        title="法律相談の結果",
        button="結果を記録する",
        into=settling_debts.HoldLegalConsultation,
        decide=settling_debts.hold_legal_consultation,
        of=(LegalConsultationBooked,),
        back="owed",
        fields=(
            day("held_on", "相談した日", DAY_HINT, required=True),
            Field("radio", "result", "結果", required=True, options=ConsultationResult),
            Field("area", "note", "助言の内容・次にすること"),
        ),
    ),
    BudgetForm(
        path="procedures",
        title="債務整理の開始",
        button="開始を記録する",
        into=settling_debts.StartDebtProcedure,
        decide=settling_debts.start_debt_procedure,
        back="owed",
        fields=(
            day("started_on", "受任・申立ての日", DAY_HINT, required=True),
            Field("radio", "procedure", "手続", required=True, options=DebtProcedure),
            Field("checks", "debts", "手続に含める債務", required=True, options=_debts),
            Field("text", "office", "弁護士・司法書士の事務所"),
            day("next_on", "次の日", "申立て、期日、書類の締切など"),
        ),
        opens_with=_all_debts,
    ),
    BudgetForm(
        path="end",
        title="債務整理の結果",
        button="結果を記録する",
        into=settling_debts.EndDebtProcedure,
        decide=settling_debts.end_debt_procedure,
        of=(DebtProcedureStarted,),
        back="owed",
        fields=(
            day("ended_on", "終わった日", DAY_HINT, required=True),
            Field("radio", "result", "結果", required=True, options=ProcedureResult),
            Field("yen", "left_yen", "これから払う額", "免責なら 0"),
            Field("yen", "monthly_yen", "そのうち毎月"),
            Field("area", "note", "和解や計画の内容"),
        ),
    ),
    BudgetForm(
        path="reliefs",
        title="減免の申請",
        button="申請を記録する",
        into=easing.ApplyForRelief,
        decide=easing.apply_for_relief,
        back="easing",
        fields=(
            day("applied_on", "申請した日", DAY_HINT, required=True),
            Field("select", "scheme", "制度", required=True, options=ReliefScheme),
            day("expected_on", "返事が来る見込みの日"),
            Field("area", "note", "窓口・出した書類"),
        ),
    ),
    BudgetForm(
        path="renewal",
        title="減免の更新の申請",
        button="更新の申請を記録する",
        into=easing.ApplyForRelief,
        decide=easing.apply_for_relief,
        of=(ReliefAppliedFor,),
        back="easing",
        fields=(
            day("applied_on", "申請した日", DAY_HINT, required=True),
            Field("select", "scheme", "制度", required=True, options=ReliefScheme),
            day("expected_on", "返事が来る見込みの日"),
            Field("area", "note", "窓口・出した書類"),
        ),
        opens_with=_scheme,
    ),
    BudgetForm(
        path="relief",
        title="減免の決定",
        button="決定を記録する",
        into=easing.DecideRelief,
        decide=easing.decide_relief,
        of=(ReliefAppliedFor,),
        back="easing",
        fields=(
            day("decided_on", "決定の日", DAY_HINT, required=True),
            Field("radio", "result", "結果", required=True, options=ReliefResult),
            Field("yen", "yearly_yen", "1年で軽くなる額"),
            day("until_on", "いつまで"),
            day("renewal_on", "更新の手続をする日", "この日が期日の一覧に出ます"),
            Field("area", "note", "理由・条件"),
        ),
    ),
    BudgetForm(
        path="loans",
        title="貸付の案内・あっせん",
        button="記録する",
        into=easing.AskForLoan,
        decide=easing.ask_for_loan,
        back="easing",
        lead="借りると毎月の返済が始まります。家計表の残りで返せる額かを、先に本人と確かめてください。",
        fields=(
            day("asked_on", "申し込む日", DAY_HINT, required=True),
            Field("select", "kind", "貸付の種類", required=True, options=LoanKind),
            Field("text", "lender", "貸付機関", "例 市社会福祉協議会"),
            Field("yen", "amount_yen", "希望する額", required=True),
            Field("yen", "monthly_yen", "毎月返せる額"),
            Field("area", "purpose", "何に使うか"),
            Field("tick", "with_letter", "貸付あっせん書をつける"),
            Field("area", "opinion", "支援員の意見", "あっせん書に載ります"),
            day("expected_on", "返事が来る見込みの日"),
        ),
    ),
    BudgetForm(
        path="loan",
        title="貸付の決定",
        button="決定を記録する",
        into=easing.DecideLoan,
        decide=easing.decide_loan,
        of=(LoanAskedFor,),
        back="easing",
        fields=(
            day("decided_on", "決定の日", DAY_HINT, required=True),
            Field("radio", "result", "結果", required=True, options=LoanResult),
            Field("yen", "granted_yen", "決定した額"),
            day("repays_from", "返済が始まる日", "この日が期日の一覧に出ます"),
            Field("area", "note", "条件・不承認の理由"),
        ),
        opens_with=_asked,
    ),
    BudgetForm(
        path="repayment",
        title="償還の状況",
        button="状況を記録する",
        into=easing.StateLoanRepayment,
        decide=easing.state_loan_repayment,
        of=(LoanAskedFor,),
        back="easing",
        fields=(
            day("stated_on", "確かめた日", DAY_HINT, required=True),
            Field("radio", "status", "状況", required=True, options=RepaymentStatus),
            Field("yen", "left_yen", "残りの額"),
            day("next_on", "次に確かめる日"),
            Field("tick", "shared", "本人は、償還の状況を貸付機関と共有することに同意している"),
        ),
    ),
    BudgetForm(
        path="cash-entry",
        title="出納の記録",
        button="出納を記録する",
        into=keeping.HandleCash,
        decide=keeping.handle_cash,
        back="cash",
        lead="本人の前で数え、その場で記録します。市の出納とは別の帳簿です。",
        fields=(
            day("handled_on", "日付", DAY_HINT, required=True),
            Field("radio", "act", "何をしたか", required=True, options=CashAct),
            Field(
                "yen",
                "amount_yen",
                "金額",
                f"{yen(keeping.SECOND_SIGNATURE_YEN)}を超えると二人目の署名が要ります(暫定)",
            ),
            Field(
                "radio", "thing", "預かる物・返す物", "現金のときは選びません", options=KeptThing
            ),
            Field("text", "purpose", "何のため・支払先"),
            Field("text", "receipt_no", "預り証・領収書の番号"),
            Field("radio", "confirmation", "本人の確認", required=True, options=PersonConfirmation),
        ),
    ),
    BudgetForm(
        path="cash-count",
        title="出納の点検",
        button="点検を記録する",
        into=keeping.CountCash,
        decide=keeping.count_cash,
        back="cash",
        lead="最後の出納をした職員とは別の職員が、金庫の現金を数えます。",
        fields=(
            day("counted_on", "点検した日", DAY_HINT, required=True),
            Field("yen", "counted_yen", "数えた額", required=True),
            Field("area", "note", "帳簿と合わないときは理由と対応"),
        ),
        opens_with=_counted,
    ),
    BudgetForm(
        path="countersignature",
        title="出納の二人目の署名",
        button="確かめて署名する",
        into=keeping.CountersignCash,
        decide=keeping.countersign_cash,
        of=(CashHandled,),
        back="cash",
        lead="現金と証票を自分の目で確かめてから署名してください。記録した職員は署名できません。",
        fields=(day("countersigned_on", "確かめた日", DAY_HINT, required=True),),
    ),
    BudgetForm(
        path="withdrawal",
        title="記録の取消",
        button="取り消す",
        into=mending.WithdrawEntry,
        decide=mending.withdraw_entry,
        of=KINDS,
        lead="書き間違いのときだけ使います。取り消した記録も、取り消した理由とともに残ります。",
        fields=(Field("area", "reason", "取り消す理由", required=True),),
    ),
)
