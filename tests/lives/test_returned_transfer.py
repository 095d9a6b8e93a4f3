"""振込が組戻になった人: from the quote at the counter to the bank's file, the return, the second file, 支給, and 訂正."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.zengin import Line, parse
from tests.intake.images import PNG
from tests.lives import steps
from tests.lives.benefit import CHECKED
from tests.lives.town import Town, day
from tests.lives.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MONTH = "2026-05"
ACCOUNT = {
    "bank_code": "9999",
    "bank_kana": "ミホン",
    "branch_code": "002",
    "branch_kana": "ニシ",
    "kind": "ordinary",
    "holder_kana": "ミホンフドウサン",
}


def test_a_transfer_comes_back_and_goes_once_more(here: Town) -> None:
    case = steps.received(
        here.window("nishi"),
        {"channel": "office_visit", "name": "川端 実", "story": "解雇された。家賃が払えない。"},
    )
    here.caught_up()
    grant = f"/benefits/cases/{case}/grants/1"
    applied(here, case)
    decided(here, grant)
    account(here, grant, "1234567")
    clerk = here.window("shiharai").open(f"{grant}/commitment")
    clerk.press("支出負担行為を登録する", item="3款1項1目20節")
    clerk.open(f"{grant}/months/{MONTH}/order").press("支出命令を出す", order_no="R8-1")

    first = transferred(here, "5-1", returned=True)
    here.window("suito").says("組戻")
    account(here, grant, "7654321")
    clerk.open(f"{grant}/months/{MONTH}/reissue").press("支出命令を再発行する")
    second = transferred(here, "5-2", returned=False)
    assert [(one[0].number, one[0].yen) for one in (first, second)] == [
        (1234567, 38_000),
        (7654321, 38_000),
    ]

    shown = here.window("kacho").open(f"{grant}/months/{MONTH}")
    shown.says(
        "支給申請", "支給決定", "支出負担行為", "組戻", "該当口座なし", "給付支給", "38,000円"
    )
    assert "7654321" not in shown.page.content()

    corrected(here, grant)
    shown.open(grant).says("支給額の訂正", "38,000円 → 28,000円")


def applied(here: Town, case: str) -> None:
    """The quote answers while figures are typed, and becomes the application; a paper is received."""
    window = here.window("nishi").open(f"/benefits/cases/{case}/quote")
    figures = {"income_yen": "60,000", "rent_yen": "38,000", "savings_yen": "100,000"}
    window.type({"cause_on": day(here.today.replace(day=1)), **figures})
    expect(window.page.locator("#brief")).to_contain_text("38,000円")
    window.send("この条件で申請を起こす", {})
    assert window.page.input_value("[name=rent_yen]") == "38,000"
    payee = {"payee_name": "見本不動産", "payee_bank": "見本銀行", "payee_branch": "西"}
    window.send("申請を受け付ける", {"medium": "counter", **payee, "payee_account": "普通 1234567"})
    window.open(f"/intake/cases/{case}/papers")
    file: Any = {"name": "lease.png", "mimeType": "image/png", "buffer": PNG}
    window.page.set_input_files("[name=image]", file)
    lease = {"paper": "lease", "received_on": day(here.today), "pages": "2"}
    window.send("書面を記録する", {**lease, "original_seen": True})
    here.caught_up()
    window.open(f"/benefits/cases/{case}/grants/1/papers").follow("書面1")
    window.press("書類を記録する", document="tenancy", original_seen=True).says(
        "賃貸借契約書の写し"
    )


def decided(here: Town, grant: str) -> None:
    """起案, 審査, 決裁 by another, and the notice of it."""
    drafter = here.window("tanto").open(f"{grant}/proposal")
    drafter.send("見通しのとおりに起案する", dict.fromkeys(CHECKED, True))
    decider = here.window("kacho").open(f"{grant}/review").press("審査を記録する")
    decider.open(f"{grant}/decision").press("支給を決定する", number="西住第9号")
    drafter.open(f"{grant}/papers").follow("支給決定通知書").press("発行する")


def account(here: Town, grant: str, number: str) -> None:
    """Stated by one, compared with the paper by another."""
    clerk = here.window("shiharai").open(f"{grant}/account")
    clerk.page.locator("[name=mandate]").select_option(index=1)
    clerk.send("口座の届を記録する", {**ACCOUNT, "number": number})
    here.window("kaikei").open(f"{grant}/account/check").press("書面のとおりと確認する")


def transferred(here: Town, number: str, *, returned: bool) -> Sequence[Line]:
    """審査, まとめ, 伺い, the approval of another person, the file, and the bank's answer; the file's lines."""
    here.caught_up()
    here.window("kaikei").open("/benefits/reviews").press("選んだもの以外をすべて審査済みにする")
    here.caught_up()
    clerk, other = here.window("shiharai"), here.window("suito")
    clerk.open("/benefits/batches").press("審査済みの命令をまとめる", number=number)
    here.caught_up()
    clerk.open("/benefits/batches").follow(number).press("伺いを出す")
    refuses(clerk)
    other.open("/benefits/batches").follow(number).press("この内容で承認する")
    other.press("振込データを作る")
    batch = other.path.partition("?")[0]
    content = other.page.request.get(f"{here.at}{batch}/file").body()
    order = other.page.locator("[name=ticked]").first.get_attribute("value")
    ticked = {"ticked": [order], "reason": "no_account"} if returned else {}
    other.send("選んだもの以外を支給済みにする", {"paid_on": day(here.today), **ticked})
    here.caught_up()
    return parse(content).lines


def corrected(here: Town, grant: str) -> None:
    """More income than was stated is found out; the recheck finds the month, another person decides."""
    officer = here.window("tanto").open(f"{grant}/household")
    found = {"household_size": "1", "income_yen": "94,000", "savings_yen": "100,000"}
    officer.page.locator("[name=from_month]").select_option(MONTH)
    how = {"rent_yen": "38,000", "how": "課税資料との照合"}
    officer.send("記録する", {"found_on": day(here.today), **found, **how})
    here.caught_up()
    officer.open("/benefits/recheck").press("総点検を行う").says("違いのある支給は 1件", "10,000円")
    officer.press("この結果で訂正を起案する")
    proposal = officer.path.partition("?")[0]
    here.caught_up()
    here.window("kacho").open(proposal).press("訂正を決定する", number="西住第10号").says(
        "訂正済み"
    )


def refuses(clerk: Window) -> None:
    """Whoever proposed is offered no approval."""
    buttons = clerk.page.get_by_role("button", name=re.compile("承認する"))
    expect(buttons).to_have_count(0)
