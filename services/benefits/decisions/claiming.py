"""過払い → 返還の決定: what was paid too much, why, and how much is asked back (benefits.md §6.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits_claims import (
    ClaimCause,
    ClaimExtent,
    MonthSum,
    OverpaymentFound,
    RepaymentDecided,
    RepaymentExplained,
)
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from events.contract.two_persons import Words
from services.benefits.claim import Claim
from services.benefits.decisions.claim_guards import numbers_of, of_claim, open_claim
from services.benefits.decisions.guards import happened, month_named, told
from services.benefits.decisions.standing_in import stand_in

CITATIONS: Final[Mapping[ClaimCause, str]] = {
    ClaimCause.FRAUD: "生活困窮者自立支援法18条1項",
    ClaimCause.RECIPIENT_UNREPORTED: "支給決定の変更・民法703条",
    ClaimCause.OFFICE_ERROR: "支給決定の職権による取消し・民法703条",
    ClaimCause.RULE_CHANGE: "改正規則の経過措置・民法703条",
}
"""What a decision rests on by its cause: an error of the office has another law than fraud."""
REPAYING: Final = Words(
    not_entitled="この決裁を行う職位にありません。決裁者に回してください。",
    self_approval="過払いを確認した本人は決裁できません。別の決裁者に回してください。",
    stale="ご覧になったあとで内容が変わりました。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAsked:
    """A paid month, and the yen of it that were too much; None where nothing was."""

    month: str
    asked_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindOverpayment:
    """Of each paid month: `paid` its yen, `years` its fiscal year, `claimed` what other claims ask back."""

    today: date
    found_on: date
    person: UUID
    grant: UUID
    grant_no: int
    claim_no: int
    finder: UUID
    cause: ClaimCause
    recheck: UUID | None
    paid: Mapping[str, int]
    years: Mapping[str, int]
    claimed: Mapping[str, int]
    how: str
    months: tuple[MonthAsked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRepayment:
    """What the person said."""

    today: date
    explained_on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRepayment(Approving):
    """`approved` is the leaf hash (hex) of the finding that was read. `claimed_yen` only for a part."""

    today: date
    decided_on: date
    number: str
    extent: ClaimExtent
    reasons: str
    claimed_yen: int | None = None
    weighed: str = ""


def find_overpayment(state: Claim | None, command: FindOverpayment) -> list[Event]:
    """Months that were paid, each at most the sum paid and not asked back already."""
    months = tuple(
        MonthSum(month=one.month, yen=one.asked_yen) for one in command.months if one.asked_yen
    )
    made = OverpaymentFound(
        found_on=command.found_on,
        person=command.person,
        grant=command.grant,
        grant_no=command.grant_no,
        claim_no=command.claim_no,
        finder=command.finder,
        cause=command.cause,
        recheck=command.recheck,
        paid_year=_one_year(months, command),
        months=Open(command.person, months),
        amount_yen=Open(command.person, sum(one.yen for one in months)),
        how=Open(command.person, command.how),
    )
    if state is not None:
        if made == state.found:
            return []
        raise Refused("already-found", "この番号の債権はすでにあります。画面を開き直してください。")
    if not months:
        raise Refused("months-missing", "過払いの月と額を入れてください。", field="months")
    for one in months:
        _within(one, command)
    if len({one.month for one in months}) != len(months):
        raise Refused("month-twice", "同じ月が二回あります。", field="months")
    told(
        command.how,
        code="how-missing",
        ja="どのように過払いが分かったかを書いてください。",
        field="how",
    )
    happened(command.found_on, today=command.today, field="found_on")
    return [made]


def explain_repayment(state: Claim | None, command: ExplainRepayment) -> list[Event]:
    """Before the decision."""
    claim = open_claim(state)
    made = RepaymentExplained(
        explained_on=command.explained_on,
        **of_claim(claim),
        words=Open(claim.person, command.words),
    )
    if made == claim.explained:
        return []
    if claim.decided is not None:
        raise Refused("already-decided", "返還の決定がすでにあります。")
    told(command.words, code="words-missing", ja="説明の内容を書いてください。", field="words")
    happened(
        command.explained_on,
        today=command.today,
        field="explained_on",
        not_before=claim.found.found_on,
        step="過払いの確認",
    )
    return [made]


def decide_repayment(state: Claim | None, command: DecideRepayment) -> list[Event]:
    """By another natural person than the finder; where the office erred, with what was weighed."""
    claim = open_claim(state)
    number = document_number(command.number, "number")
    if claim.decided is not None:
        if (claim.decided.number, claim.decided.decider) == (number, command.decider):
            return []
        raise Refused("already-decided", "返還の決定がすでにあります。")
    decided_by_another(claim.found.finder, command, REPAYING)
    cause = claim.found.cause
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。通知には理由の提示が必要です(行政手続法14条)。",
        field="reasons",
    )
    if cause is ClaimCause.OFFICE_ERROR and not command.weighed.strip():
        raise Refused(
            "weighing-missing",
            "市の誤りによる過払いです。取り消す公益上の必要と、本人の信頼をどう比べたかを書いてください。",
            field="weighed",
        )
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=claim.found.found_on,
        step="過払いの確認",
    )
    return [
        RepaymentDecided(
            decided_on=command.decided_on,
            **of_claim(claim),
            number=number,
            post=command.post,
            decider=command.decider,
            finder=claim.found.finder,
            approved=command.approved,
            extent=command.extent,
            claimed_yen=Open(claim.person, _claimed(claim, command)),
            citation=CITATIONS[cause],
            reasons=Open(claim.person, command.reasons),
            weighed=Open(claim.person, command.weighed),
        ),
        *stand_in(
            command,
            command.decided_on,
            matter=MoneyMatter.REPAYMENT,
            by=command.decider,
            approved=command.approved,
            **numbers_of(claim),
        ),
    ]


def _one_year(months: Sequence[MonthSum], command: FindOverpayment) -> int:
    """会計年度 the months were paid from; 0 where they lie in several."""
    years = {command.years.get(one.month, 0) for one in months}
    return years.pop() if len(years) == 1 else 0


def _within(one: MonthSum, command: FindOverpayment) -> None:
    month_named(one.month, field="months")
    left = command.paid.get(one.month, 0) - command.claimed.get(one.month, 0)
    if one.yen <= 0 or one.yen > left:
        raise Refused(
            "more-than-paid",
            f"{one.month} に返還を求められるのは、1円から{max(left, 0):,}円までです。",
            field="months",
        )


def _claimed(claim: Claim, command: DecideRepayment) -> int:
    found = claim.claimed_yen
    if command.extent is ClaimExtent.WHOLE:
        return found
    if command.extent is ClaimExtent.NONE:
        return 0
    if command.claimed_yen is None or not 0 < command.claimed_yen < found:
        raise Refused(
            "part-out-of-range",
            f"一部の額は、1円から{found - 1:,}円までで入れてください。",
            field="claimed_yen",
        )
    return command.claimed_yen
