"""Indicators in words: the formula as a sentence made from the very declaration that counts."""

from collections.abc import Sequence
from typing import Final

from events.contract import kind_of
from events.contract.codes import Service
from services.reporting.measure import Count, Indicator
from services.reporting.projections.kpi_fact import FACT_OF, OUTCOMES, SERVICE_BIT, Flag

WITH: Final = {
    Flag.EMPLOYMENT_SUPPORT_TARGET: "就労支援対象のもの",
    Flag.HOLDS_EMPLOYMENT_PLAN: "その日に就労支援対象のプランを持つ人のもの",
    Flag.IMPROVED: "見られた変化が一つ以上あるもの",
    Flag.MIGRATED: "移行した記録",
    Flag.TRANSFER_WITHIN: "同一自治体内の移管",
    Flag.RECONSULTATION: "再相談",
}
WITHOUT: Final = {
    Flag.MIGRATED: "移行した記録を除く",
    Flag.TRANSFER_WITHIN: "同一自治体内の移管を除く",
    Flag.RECONSULTATION: "再相談を除く",
    Flag.EMPLOYMENT_SUPPORT_TARGET: "就労支援対象でないもの",
    Flag.HOLDS_EMPLOYMENT_PLAN: "就労支援対象のプランを持たない人のもの",
    Flag.IMPROVED: "変化が見られないもの",
}


def formula(indicator: Indicator) -> str:
    """「プラン決定」の件数 ÷ 「相談受付」の件数 × 100."""
    top = _sum(indicator.counts)
    if not indicator.is_share:
        return top
    over = f"（{top}）" if len(indicator.counts) > 1 else top
    return f"{over} ÷ {_sum(indicator.out_of)} × 100"


def counted(count: Count) -> str:
    """「就労」の人数（移行した記録を除く）."""
    word = kind_of(FACT_OF[count.kind]).ja
    what = "件数"
    if count.sums_yen:
        what = "額の合計"
    elif count.once_per_person:
        what = "人数"
    said = conditions(count)
    return f"「{word}」の{what}" + (f"（{'、'.join(said)}）" if said else "")


def conditions(count: Count) -> list[str]:
    """What a record must be besides its kind."""
    said = [(WITH if count.wanted & flag else WITHOUT)[flag] for flag in Flag if count.mask & flag]
    if count.services:
        names = [code.ja for code in Service if SERVICE_BIT[code] == count.services]
        said.insert(0, f"{'・'.join(names)}を含むもの")
    if count.outcome:
        said.insert(0, f"{list(OUTCOMES[count.kind])[count.outcome - 1].ja}のもの")
    return said


def rounding(indicator: Indicator) -> str:
    """How it is printed."""
    if indicator.is_share:
        places = "整数" if indicator.decimals == 0 else f"小数第{indicator.decimals}位"
        return f"{places}まで。四捨五入は最後に一度だけ。分母が0のときは－"
    if indicator.per_population:
        return "整数。人口10万人・1か月当たりは小数第1位まで（四捨五入は最後に一度だけ）"
    return "整数"


def _sum(counts: Sequence[Count]) -> str:
    """Money that came back is a negative sum; what is counted is taken off."""
    said = [("－" if count.less else "＋", counted(count)) for count in counts]
    return " ".join(f"{sign} {words}" for sign, words in said).removeprefix("＋ ")
