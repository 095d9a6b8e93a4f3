"""学習支援に来る子: the mother is the person, the child learns, and a plan without a grant needs only a confirmation."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_child_in_learning_support(here: Town) -> None:
    before = figures(here)
    case = steps.received(
        here.window("nishi"),
        {
            "name": "北野 春",
            "kana": "きたの はる",
            "born_on": "S62.4.18",
            "story": "中学三年の娘の塾代が払えない。ひとりで育てている。",
            "topics": ["child_raising", "income_living"],
        },
    )
    counsellor = here.desk("nishi")
    steps.supported(counsellor, case, "子どもの学びと家計を。")
    steps.assessed(counsellor, case, ["single_parent", "economic_hardship"], "高校へ進めるように。")
    steps.plan_page(counsellor, case)
    counsellor.follow("世帯と手帳", "世帯員を加える").press(
        "記録する", relationship="child", name="北野 さくら", born_on="H23.9.2"
    )
    aim = {"objectives-0-text": "娘と一緒に高校を決める", "objectives-0-independence": ["social"]}
    steps.planned(here, case, ["child_learning"], **aim)
    steps.endorsed(here, case, "学習支援の教室が第2・第4土曜に迎える")
    steps.confirmed(here, case, "西福第61号")
    here.on(date(2026, 5, 9))
    counsellor = here.desk("nishi")
    steps.started(counsellor, case, "子どもの学習・生活支援")

    here.on(date(2026, 8, 20))
    steps.watched(here.desk("nishi"), case, "欠かさず通っている。")
    steps.evaluated(here, case, ["has_objective", "relations_improved"])
    steps.closed(here.desk("shunin"), case, "settled_for_now")

    here.caught_up()
    terms = ("相談受付", "利用申込", "世帯員の追加", "確認", "プラン決定", "支援の提供開始")
    steps.told_in_order(here.window("nishi"), case, *terms, "モニタリング", "プラン評価", "終結")
    moved(here, before, new_consultations=1, plans_created=1, closed=1, closed_settled_for_now=1)
    rests_on(here, "closed_settled_for_now", case)
