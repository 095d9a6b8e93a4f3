"""docs/indicators.md: every figure of the reports with its rule, formula and source."""

from typing import Final

from deploy.documents.markdown import GENERATED, table
from events.contract import wareki
from services.reporting.measure import Indicator, load
from services.reporting.screens.wording import formula, rounding

ABOUT: Final = (
    "集計に出る数字のすべてです。一つの指標は `services/reporting/indicators/` の一つの宣言で、"
    "集計表からの計算と、記録の読み直しによる計算の両方が、その宣言から作られます。"
    "「暫定」は、国の計上方法を確認するまでの仮の決まりです。"
)


def text() -> str:
    """The whole document, in the order of the national table."""
    found = load().values()
    return (
        "\n\n".join(
            [
                "# 指標",
                GENERATED,
                ABOUT,
                table(
                    ["", "指標", "名前", "単位", "式", ""],
                    [_line(number, each) for number, each in enumerate(found, 1)],
                ),
                "## 数え方",
                *(_rule(each) for each in found),
            ]
        )
        + "\n"
    )


def _line(number: int, indicator: Indicator) -> tuple[str, ...]:
    provisional = "暫定" if indicator.provisional else ""
    name = f"[`{indicator.id}`](../services/reporting/indicators/{indicator.id}.toml)"
    return str(number), indicator.ja, name, indicator.unit, formula(indicator), provisional


def _rule(indicator: Indicator) -> str:
    since = f"{wareki.long(indicator.since)}から"
    until = f"{wareki.long(indicator.until)}まで" if indicator.until else ""
    return (
        f"### {indicator.ja}\n\n{indicator.rule}\n\n"
        f"印字: {rounding(indicator)}。出典: {indicator.source}。集計の期間: {since}{until}"
    )
