"""暴力から逃れ、区を移る人: her address is shown nowhere by itself, and the second ward learns only what it must."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESS = "浪速区敷津東九丁目 みほん荘102"
HER = {"name": "東 かおり", "kana": "ひがし かおり", "born_on": "H2.11.3", "phone": "080-0000-4455"}


def test_somebody_who_fled_and_moved_to_another_ward(here: Town) -> None:
    before = figures(here)
    window = here.window("naniwa")
    first = steps.received(
        window,
        HER
        | {
            "address": ADDRESS,
            "story": "夫が探している。",
            "topics": ["violence_abuse", "housing"],
        },
    )
    counsellor = here.desk("naniwa")
    steps.case_page(counsellor, first)
    counsellor.follow("住所の秘匿").press("記録する", address_secret="yes", ground="own_wish")
    counsellor.follow("連絡・訪問の注意").press(
        "注意を記録する", forbidden=["letter"], never="夫とその親族", safe_name="図書館"
    )
    steps.case_page(window, first)
    window.says("夫とその親族")
    assert ADDRESS not in window.page.content()
    steps.supported(counsellor, first, "安全な住まいへ移る。", sharing=False)
    move = {"target": "municipal_desk", "reason": "西区へ移る。", "basis": "consent"}
    move["uncovered"] = "西区の窓口へ伝えてよいと、付き添いのときに本人が話した。"
    steps.case_page(counsellor, first)
    counsellor.follow("つなぎ").send("つなぎを記録する", move | {"manner": "accompanied"})
    steps.closed(here.desk("naniwa-shunin"), first, "moved", "西区の窓口へ付き添った。")

    here.on(date(2026, 5, 25))
    here.caught_up()
    window = here.window("nishi").open("/intake/").follow("相談を受け付ける")
    window.type(HER)
    window.says("同じ方かもしれません")
    candidate = window.page.locator("#candidates").inner_text()
    assert ADDRESS not in candidate
    assert HER["name"] not in candidate
    assert "浪速区" not in candidate
    assert "ほかの区の受付" in candidate
    assert "点" not in candidate
    window.page.locator("#candidates input[value=same]").first.focus()
    window.page.keyboard.press("Space")
    window.press("受け付ける", story="移ってきた。区の担当が付き添って来た。", topics=["housing"])
    found = steps.CASE.search(window.path)
    assert found
    second = found[1]
    assert here.desk("nishi").status(f"/intake/cases/{first}") == 404
    assert here.desk("naniwa").status(f"/intake/cases/{second}") == 404
    counsellor = here.desk("nishi")
    steps.case_page(counsellor, second)
    counsellor.follow("住所の秘匿").press("記録する", address_secret="yes", ground="own_wish")
    steps.supported(counsellor, second, "住まいと安全を。", sharing=False)

    here.caught_up()
    terms = ("相談受付", "住所の秘匿", "連絡・訪問の注意", "利用申込", "つなぎ", "終結")
    steps.told_in_order(here.window("naniwa"), first, *terms)
    steps.told_in_order(here.window("nishi"), second, "相談受付", "名寄せの判断", "利用申込")
    moved(here, before, new_consultations=2, handed_over=1, closed=1)
    rests_on(here, "new_consultations", second)
    assert ADDRESS not in here.window("honcho").page.content()
