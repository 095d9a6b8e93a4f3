"""The forms before and of the 返還の決定: what the person said, and what is decided."""

from typing import Final

from events.contract import wareki
from events.contract.benefits_claims import ClaimExtent
from events.host.filters import choices
from events.host.posts import Matter
from services.benefits.decisions.claiming import (
    DecideRepayment,
    ExplainRepayment,
    decide_repayment,
    explain_repayment,
)
from services.benefits.screens.claim_form import ClaimForm, Field, day, number, today, undecided

DECIDING: Final = (
    ClaimForm(
        path="explanation",
        heading="本人の説明",
        lead="返還を決める前に、本人の説明を聞きます。",
        send="説明を記録する",
        permission="benefit.draft",
        into=ExplainRepayment,
        decision=explain_repayment,
        fields=(
            day("explained_on", "説明のあった日"),
            Field(kind="area", name="words", label="説明の内容"),
        ),
        fits=undecided,
        typed=today("explained_on"),
    ),
    ClaimForm(
        path="decision",
        heading="返還の決定",
        lead="もとの支給決定を取り消し、または変更する、それ自体が一つの決定です。確認した方とは別の方が決めます。",
        send="返還を決定する",
        permission="benefit.decide",
        matter=Matter.REPAYMENT,
        into=DecideRepayment,
        decision=decide_repayment,
        fields=(
            day("decided_on", "決裁日"),
            number(),
            Field(kind="radio", name="extent", label="内容", options=choices(ClaimExtent)),
            Field(
                kind="yen",
                name="claimed_yen",
                label="一部のときの額",
                required=False,
                hint="一部の返還のときだけ",
            ),
            Field(
                kind="area",
                name="reasons",
                label="理由",
                hint="本人に読まれる文章で（行政手続法14条）",
            ),
            Field(
                kind="area",
                name="weighed",
                label="公益と信頼の比較",
                required=False,
                hint="市の誤りのときは必ず。取り消す公益上の必要と、本人が受け取りを信じた事情",
            ),
        ),
        fits=undecided,
        typed=lambda file: {"decided_on": wareki.short(file.today), "approved": file.leaf},
        against=True,
    ),
)
