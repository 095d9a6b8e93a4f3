"""支給額訂正決定通知書: what a 総点検 corrected, month by month, with every cause and its provision."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from events.contract import kind_of, wareki
from events.contract.benefits_papers import NoticeKind
from events.contract.benefits_recheck import CorrectionCause, HouseholdFound, PaymentCorrected
from services.benefits.decisions.later import AMOUNT
from services.benefits.grant import Grant
from services.benefits.notices.notice import Notice, Reason, read, yen
from services.benefits.notices.of_decisions import STOP_PROVISION, asked_for
from services.benefits.programmes.housing_security.findings import REGULATION
from services.benefits.screens.wording import month_label

PERIOD: Final = "施行規則12条"
DECISION: Final = "法6条"
PROVISIONS: Final = {
    CorrectionCause.PAID_DIFFERS: DECISION,
    CorrectionCause.NOT_DECIDED: DECISION,
    CorrectionCause.INCOME_ABOVE: REGULATION,
    CorrectionCause.SAVINGS_ABOVE: REGULATION,
    CorrectionCause.REQUIREMENT: REGULATION,
    CorrectionCause.COVID_TWELVE: PERIOD,
    CorrectionCause.BEYOND_LIMIT: PERIOD,
    CorrectionCause.BEFORE_START: PERIOD,
    CorrectionCause.AFTER_STOP: STOP_PROVISION,
}
"""Every other cause is a step of the amount."""
OF_THE_HOUSEHOLD: Final = frozenset(
    {
        CorrectionCause.STANDARD_AMOUNT,
        CorrectionCause.RENT,
        CorrectionCause.INCOME,
        CorrectionCause.INCOME_ABOVE,
        CorrectionCause.SAVINGS_ABOVE,
    }
)
"""What may rest on figures that were found out after the decision."""
OVER: Final = "支給した額が多かった月の返還については、別に決定してお知らせします。この通知では、お支払いを求めません。"
UNDER: Final = "支給した額が少なかった月の不足額の支給については、別に決定してお知らせします。"
EXPLAIN: Final = "内容に心当たりのない点や、ご事情があるときは、下記の担当までお知らせください。"


def of_amendment(grant: Grant, corrections: Sequence[PaymentCorrected]) -> Notice:
    """To the person. `corrections`: all that one 総点検 stated of this grant, in their order."""
    months = [(month, list(steps)) for month, steps in groupby(corrections, lambda one: one.month)]
    sums = [(read(steps[0].old_yen), read(steps[-1].new_yen)) for _, steps in months]
    over = sum(max(old - new, 0) for old, new in sums)
    under = sum(max(new - old, 0) for old, new in sums)
    return Notice(
        kind=NoticeKind.AMENDMENT,
        operative=f"{asked_for(grant)}について支給した額を、次のとおり訂正することに決定しましたので、通知します。",
        lines=(
            *(
                (month_label(month), f"支給した額 {yen(old)}、正しい額 {yen(new)}")
                for (month, _), (old, new) in zip(months, sums, strict=True)
            ),
            ("多かった額の計", yen(over)),
            ("少なかった額の計", yen(under)),
            ("決定の日", wareki.long(corrections[0].corrected_on)),
        ),
        reasons=_reasons(grant, corrections),
        notes=(*((OVER,) if over else ()), *((UNDER,) if under else ()), EXPLAIN),
        contestable=True,
    )


def _reasons(grant: Grant, corrections: Sequence[PaymentCorrected]) -> tuple[Reason, ...]:
    """Each cause once, with its months and what it makes of the sum; then what was found out."""
    months: dict[CorrectionCause, list[str]] = {}
    change: dict[CorrectionCause, int] = {}
    for one in corrections:
        cause = read(one.cause)
        months.setdefault(cause, []).append(month_label(one.month))
        change[cause] = change.get(cause, 0) + read(one.new_yen) - read(one.old_yen)
    causes = tuple(
        Reason(
            fact=f"{cause.ja}（{'、'.join(found)}、計 {_changed(change[cause])}）",
            provision=PROVISIONS.get(cause, AMOUNT),
        )
        for cause, found in months.items()
    )
    standing = {one.from_month: one for one in grant.found}
    told = standing.values() if OF_THE_HOUSEHOLD & months.keys() else ()
    return (*causes, *(_found_out(one) for one in told))


def _changed(change: int) -> str:
    return f"{abs(change):,}円{'多く支給' if change < 0 else '少なく支給'}"


def _found_out(fact: HouseholdFound) -> Reason:
    found = (
        f"{wareki.long(fact.found_on)}に判明した世帯の状況（{month_label(fact.from_month)}から）"
    )
    return Reason(fact=f"{found}: {read(fact.how)}", provision=kind_of(fact).basis)
