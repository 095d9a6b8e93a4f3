"""The draft of a letter to somebody whose payments were another sum than they should have been."""

from collections.abc import Sequence

from events.host.paper_form import Block, Line, PaperForm, Table
from services.benefits.rechecking import line as found
from services.benefits.screens.wording import month_label

EDITION = "住居確保給付金の支給額について(案)"
OVER = (
    "住居確保給付金の支給額を確認したところ、下の月について、支給した額が正しい額より多いことが"
    "分かりました。市の計算によるものかどうかを含めて理由を下に示します。返還をお願いするかどうかは、"
    "別に決定してお知らせします。"
)
UNDER = (
    "住居確保給付金の支給額を確認したところ、下の月について、支給した額が正しい額より少ないことが"
    "分かりました。不足している額の支給について、別に決定してお知らせします。"
)
BOTH = (
    "住居確保給付金の支給額を確認したところ、下の月について、支給した額が正しい額と違うことが"
    "分かりました。多い月と少ない月があります。取扱いは、別に決定してお知らせします。"
)
EXPLAIN = "内容に心当たりのない点や、ご事情があるときは、担当までお知らせください。"


def recheck_letter(number: str, grant_no: int, lines: Sequence[found.Line]) -> PaperForm:
    """`number` 受付番号; `lines` of one grant. Over and under are told apart, and each cause by its own row."""
    over = sum(max(line.over_yen, 0) for line in lines)
    under = sum(max(-line.over_yen, 0) for line in lines)
    return PaperForm(
        code="通知(案)",
        title="住居確保給付金の支給額の確認について",
        edition=EDITION,
        number=f"{number}/第{grant_no}回",
        marks=("案",),
        blocks=(
            Block(
                title="お知らせ",
                lines=(
                    Line(label="内容", value=BOTH if over and under else OVER if over else UNDER),
                    Line(label="支給決定", value=lines[0].number, half=True),
                    Line(label="月数", value=f"{len(lines)}か月", half=True),
                    Line(label="多かった額", value=f"{over:,}円", half=True),
                    Line(label="少なかった額", value=f"{under:,}円", half=True),
                ),
            ),
            Table(
                title="月ごとの額",
                heads=("月", "支給した額", "正しい額", "差"),
                rows=tuple(_month(line) for line in lines),
            ),
            Table(
                title="理由",
                heads=("月", "理由", "決定のときの値", "確認した値"),
                rows=tuple(
                    (month_label(line.month), step.cause.ja, step.recorded, step.now)
                    for line in lines
                    for step in line.differences
                ),
            ),
            Block(title="お問い合わせ", lines=(Line(label="担当", value=EXPLAIN, rows=2),)),
        ),
    )


def _month(line: found.Line) -> tuple[str, ...]:
    change = line.due_yen - line.paid_yen
    return (
        month_label(line.month),
        f"{line.paid_yen:,}円",
        f"{line.due_yen:,}円",
        f"{'+' if change > 0 else '−'}{abs(change):,}円",
    )
