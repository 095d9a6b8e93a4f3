"""転居費用補助 through its pages, from the paper to the money of every payee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.testing import postgres
from tests.benefits.house import Browser, House, house
from tests.benefits.people import ITEM
from tests.conftest import Servers

APPLICATION = {
    "arrived_on": "R8.11.2",
    "medium": "counter",
    "cause": "left_work",
    "fell_in": "2026-08",
    "household_size": "1",
    "income_yen": "100000",
    "savings_yen": "300000",
    "rent_yen": "52000",
    "destination": "大阪市",
    "costs-0-kind": "transport_of_goods",
    "costs-0-cost_yen": "80,000",
    "costs-0-payee_name": "見本引越",
    "costs-0-payee_bank": "見本銀行",
    "costs-0-payee_branch": "西支店",
    "costs-0-payee_account": "普通 7654321",
    "costs-1-kind": "deposit",
    "costs-1-cost_yen": "50,000",
    "costs-1-payee_name": "見本不動産",
}
BUDGET = {
    "needed": "yes",
    "rent_before_yen": "52000",
    "rent_after_yen": "38000",
    "others_before_yen": "90000",
    "others_after_yen": "90000",
    "note": "家賃が高く、貯えでは費用をまかなえない",
}
CHECKED = dict.fromkeys(
    ("fell_markedly", "main_earner", "no_overlap", "no_gang_member", "no_earlier"), "yes"
)


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[House]:
    with (
        postgres.copied(servers.office) as address,
        house(address) as made,
        TestClient(made.app),
    ):
        made.on(date(2026, 11, 2))
        yield made


def test_from_the_paper_to_the_payment_of_the_movers(running: House) -> None:
    case = running.received()
    counsellor, clerk = Browser(running, "yamamoto"), Browser(running, "sato")
    page = counsellor.open(f"/cases/{case}/moving")
    form = page.form | APPLICATION
    for _ in range(2):
        assert counsellor.post(f"/cases/{case}/moving", form).status == 303
    at = f"/cases/{case}/moving/1"
    running.caught_up()
    assert counsellor.get(f"/cases/{case}/moving/2").status == 404
    assert "家計の確認待ち" in counsellor.open("/").words
    text = counsellor.open(at).text
    assert "見本引越" in text
    assert "7654321" not in text
    assert "7654321" in clerk.open(at).text

    assert clerk.get(f"{at}/finding").status == 403
    counsellor.record(f"{at}/finding", BUDGET)
    outlook = clerk.open(f"{at}/proposal").words
    assert "不支給の起案" in outlook
    assert "転居先の表" in outlook
    preview = clerk.post(f"{at}/proposal/preview", clerk.open(f"{at}/proposal").form | CHECKED)
    assert "支給の起案 80,000円" in preview.words
    clerk.record(f"{at}/proposal", CHECKED)
    assert clerk.send(f"{at}/review", {}).status == 422
    Browser(running, "mori").record(f"{at}/review", {"opinion": "適当"})
    decider = Browser(running, "kimura")
    assert "80,000円" in decider.open(f"{at}/decision").words
    decider.record(f"{at}/decision", {"number": "福生第301号"})
    purse = Browser(running, "fujii")
    purse.record(f"{at}/commitment", {"item": ITEM})
    purse.record(f"{at}/costs/transport_of_goods/order", {"order_no": "支-0901"})
    assert purse.get(f"{at}/costs/deposit/order").status == 404
    Browser(running, "yoshikawa").record(f"{at}/costs/transport_of_goods/pass", {})
    purse.record(f"{at}/costs/transport_of_goods/payment", {"paid_on": "R8.11.2"})
    page = clerk.open(at)
    for words in (
        "支給済み",
        "（対象外）",
        "支給の上限",
        "福生第301号",
        "支-0901",
        "手続は終わっています",
    ):
        assert words in page.words, words

    clerk.record(f"{at}/notices/5/moving_grant", {})
    clerk.record(f"{at}/notices/7/moving_to_payee", {})
    papers = clerk.open(f"{at}/papers").words
    assert "転居費用補助支給決定通知書" in papers
    assert "発行時と同じ" in papers
    own = clerk.open(f"/cases/{case}/sheets/moving/1/notices/1").words
    for words in ("80,000円", "敷金", "120,000円", "審査請求"):
        assert words in own, words
    payee = clerk.open(f"/cases/{case}/sheets/moving/1/notices/2").words
    assert "見本引越" in payee
    for kept in ("100,000", "120,000", "7654321", "審査請求"):
        assert kept not in payee, kept
    running.caught_up()
    assert at not in clerk.open("/").text
    assert at in clerk.open(f"/cases/{case}").text


def test_a_gap_is_asked_for_and_answered_and_a_refusal_tells_why(running: House) -> None:
    case = running.received()
    counsellor, clerk = Browser(running, "yamamoto"), Browser(running, "sato")
    gap = APPLICATION | {"rent_yen": "", "due_on": "R8.11.16"}
    counsellor.record(f"/cases/{case}/moving", gap)
    at = f"/cases/{case}/moving/1"
    clerk.record(f"{at}/notices/2/correction_request", {})
    assert clerk.send(f"{at}/proposal", CHECKED).status == 422
    page = counsellor.open(f"{at}/correction")
    assert page.form["costs-0-cost_yen"] == "80,000"
    assert page.form["costs-0-payee_account"] == ""
    counsellor.record(f"{at}/correction", {"rent_yen": "52000"})
    assert "7654321" in clerk.open(at).text
    counsellor.record(f"{at}/finding", BUDGET | {"needed": ""})
    clerk.record(f"{at}/proposal", CHECKED)
    Browser(running, "mori").record(f"{at}/review", {})
    Browser(running, "kimura").record(f"{at}/decision", {"number": "福生第302号"})
    page = clerk.open(at).words
    assert "不支給決定" in page
    clerk.record(f"{at}/notices/7/moving_refusal", {})
    letter = clerk.open(f"/cases/{case}/sheets/moving/1/notices/2").words
    for words in ("認められていません", "法3条3項2号", "審査請求"):
        assert words in letter, words
    stranger = Browser(running, "kita")
    for path in (at, f"{at}/papers", f"/cases/{case}/sheets/moving/1/notices/1"):
        assert stranger.get(path).status == 404, path
