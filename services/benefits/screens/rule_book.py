"""規則の一覧: every version of the law and every figure with its days, source and mark, as the rules read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.benefits.programmes.dated import DatedValues
from services.benefits.programmes.housing_security.income_items import COUNTED, IncomeKind
from services.benefits.programmes.housing_security.moving import COSTS, Cost
from services.benefits.programmes.housing_security.municipal_rules import RULES
from services.benefits.programmes.housing_security.parameters import DEFAULTS
from services.benefits.programmes.housing_security.values import VALUES
from services.benefits.programmes.housing_security.versions import VERSIONS, Key, Version
from services.benefits.programmes.other_services.judging import VALUES as OTHERS

KEYS: Final[Mapping[Key, str]] = {
    Key.APPLICATION: "申請の到達日",
    Key.APPLICATION_MONTH: "申請の月",
    Key.PAYMENT_MONTH: "支給する月",
    Key.ACTIVITY_MONTH: "活動した月",
    Key.FIRST_APPLICATION: "最初の申請",
    Key.LAST_APPLICATION: "直近の申請",
}
MARKS: Final = {"sure": "確実", "secondary": "二次資料", "assumed": "暫定"}
NAMES: Final[Mapping[str, str]] = {
    "savings_limit_months": "資産の上限（基準額の何倍）",
    "savings_ceiling_yen": "資産の上限（円）",
    "left_work_years": "離職・廃業からの年数",
    "left_work_years_at_most": "離職・廃業からの年数（最長）",
    "hindrance_days_at_least": "求職できなかった期間に数える最短の日数",
    "first_grant_months": "初回の月数",
    "amount_formula": "金額の式（1 家賃上限で差し引く、2 実家賃で差し引く）",
    "age_below": "年齢の上限（歳未満）",
    "income_loss_accepted": "休業等を原因に認める",
    "business_alternative_until_grant_month": "経営相談で代えられる月（何か月目まで）",
    "training_allowance_combines": "職業訓練受講給付金との併給",
    "extension_months": "一回の延長の月数",
    "extensions_at_most": "延長の回数",
    "grant_months_at_most": "一つの支給の月数（最初の申請の日で）",
    "third_extension_accepted": "3回目の延長を認める",
    "third_extension_savings_months": "3回目の延長の資産の上限（何倍）",
    "third_extension_savings_ceiling_yen": "3回目の延長の資産の上限（円）",
    "resumption_years": "中断から再開までの年数",
    "resumption_counted_from_first_day": "中断した月の初日から数える",
    "regrant_months_after_last": "再支給まで（最後の支給月から何か月目）",
    "regrant_wider_causes": "再支給の原因の拡大",
    "regrant_wait_after_dismissal": "解雇でも1年を置く（直近の申請の日で）",
    "special_regrant_months": "特例の再支給の月数",
    "months_paid_after_excess": "収入超過のあと支給する月数",
    "moving_caps": "転居費用補助の上限（家賃の上限の何倍）",
    "moving_cause_years": "転居費用補助: 減収からの年数",
    "moving_regrant_months_after_last": "転居費用補助: 再び受けられるまで",
    "regrant_max_extensions": "再支給の延長の回数",
    "months_elsewhere_count": "他の自治体の月数を数える",
    "student_income_left_out": "就学中の子の収入を除く",
    "homeless_from_month_after_move_in_costs": "住居喪失者は初期費用の翌月から",
    "homeless_paper_first": "住居がなくても先に要件を調べる",
    "refuse_without_correction": "補正を求めずに不支給を決める",
    "moving_paid_by_origin": "転居費用補助は転居元が支給する",
    "moving_marked_fall_percent": "著しい減少の割合（0は担当者が判断）",
    "relaxed_contacts_a_month": "緩和のときの面談の回数",
    "evidence_before_order": "活動を確かめてから支出命令をする",
    "residential_support/savings_months": "居住支援: 資産の上限（何倍）",
    "residential_support/savings_ceiling_yen": "居住支援: 資産の上限（円）",
    "residential_support/months": "居住支援: 月数",
    "residential_support/months_at_most": "居住支援: 延長しても",
    "work_preparation/savings_months": "就労準備支援: 資産の上限（何倍）",
    "work_preparation/months": "就労準備支援: 月数",
    "income_below": "収入は未満で比べる",
    "amount_round_up_to": "支給額の切上げ（円）",
    "minimum_yen": "最低額（円）",
    "threshold_round_up_to": "収入の上限の切上げ（円）",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what, from when to when, how much, where it stands."""

    name: str
    since: date
    until: date | None
    value: int
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of entries under a heading."""

    id: str
    title: str
    lines: Sequence[Line]


def chapters(prefecture: str, municipality: str) -> list[Chapter]:
    """Every figure the rules read, with what this municipality has entered for itself."""
    income = {kind.value: kind.ja for kind in IncomeKind}
    costs = {cost.value: cost.ja for cost in Cost}
    own = f"{prefecture}/{municipality}/"
    return [
        Chapter("values", "住居確保給付金の数値", list(_lines(VALUES, NAMES))),
        Chapter(
            "income", "収入に数えるもの（1 数える、0 数えない）", list(_lines(COUNTED, income))
        ),
        Chapter("costs", "転居の費用（1 対象、0 対象外）", list(_lines(COSTS, costs))),
        Chapter("municipal", "自治体が決める項目の既定", list(_lines(DEFAULTS, NAMES))),
        Chapter("own", f"{municipality}の項目", list(_lines(RULES, NAMES, own))),
        Chapter("others", "ほかの事業", list(_lines(OTHERS, NAMES))),
    ]


def versions() -> Sequence[tuple[Version, str, str]]:
    """Each change of the law with the day that chooses it, and its mark in words."""
    return [(one, KEYS[one.key], MARKS[one.mark]) for one in VERSIONS]


def _lines(values: DatedValues, names: Mapping[str, str], below: str = "") -> Iterator[Line]:
    for full, entries in values.entries.items():
        if not full.startswith(below):
            continue
        name = full.removeprefix(below)
        for one in entries:
            yield Line(
                names.get(name, name), one.since, one.until, one.value, one.source, MARKS[one.mark]
            )
