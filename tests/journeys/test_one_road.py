"""A month of rent, a cost of a move and a supplement in one batch: to the bank, back, once more, and into 国庫負担金."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from fastapi.testclient import TestClient

from bench.zengin import parse
from events.host.address import Address
from services.benefits.batch import stream_of as batch_stream
from tests.benefits.house import Browser, House, house
from tests.benefits.people import ITEM, paid
from tests.journeys.test_benefit_moving import APPLICATION, BUDGET, CHECKED
from tests.journeys.test_claims import HOUSEHOLD
from tests.journeys.test_paying_out import ACCOUNT, press, ready, released

COST = "costs/transport_of_goods"


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 2))
        yield made


def passed_all(running: House) -> None:
    running.caught_up()
    checker = Browser(running, "yoshikawa")
    press(checker, "/reviews", **checker.open("/reviews").form | {"act": "pass"})
    running.caught_up()


def moved(running: House) -> str:
    """A move whose one cost is ordered, with a checked account."""
    case = running.received()
    counsellor, clerk = Browser(running, "yamamoto"), Browser(running, "sato")
    counsellor.record(f"/cases/{case}/moving", APPLICATION)
    at = f"/cases/{case}/moving/1"
    counsellor.record(f"{at}/finding", BUDGET)
    clerk.record(f"{at}/proposal", CHECKED)
    Browser(running, "mori").record(f"{at}/review", {"opinion": "適当"})
    Browser(running, "kimura").record(f"{at}/decision", {"number": "福生第301号"})
    purse = Browser(running, "fujii")
    purse.record(f"{at}/commitment", {"item": ITEM})
    purse.record(f"{at}/{COST}/order", {"order_no": "支-0901"})
    assert purse.get(f"{at}/costs/deposit/account").status == 404
    purse.record(f"{at}/{COST}/account", ACCOUNT | {"holder_kana": "ミホンヒツコシ"})
    assert purse.get(f"{at}/{COST}/account/check").status == 403
    Browser(running, "yoshikawa").record(f"{at}/{COST}/account/check", {})
    return at


def supplemented(running: House) -> str:
    """3,000 yen that a correction found missing, ordered; the grant's account is checked."""
    at = ready(running, 5)
    paid(running, at, "2026-11")
    running.on(date(2026, 12, 10))
    officer, decider = Browser(running, "sato"), Browser(running, "kimura")
    officer.record(f"{at}/household", HOUSEHOLD | {"income_yen": "95,000"})
    answer = officer.post("/recheck/runs", {"from_month": "", "to_month": "", "rules": ""})
    result = answer.response.headers["location"].removeprefix("/benefits")
    proposed = officer.post(f"{result}/proposal", officer.open(result).form)
    place = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    decider.record(place, {"number": "福生第302号"})
    officer.record(f"{at}/supplements/new", {})
    decider.record(f"{at}/supplements/1/decision", {"number": "福生第601号"})
    Browser(running, "fujii").record(f"{at}/supplements/1/order", {"order_no": "支-9"})
    return f"{at}/supplements/1"


def test_three_kinds_of_order_leave_in_one_file_and_one_comes_back(running: House) -> None:
    more, move = supplemented(running), moved(running)
    passed_all(running)
    batch = released(running, "12-1")
    officer, clerk = Browser(running, "deguchi"), Browser(running, "fujii")
    page = officer.open(batch)
    for words in ("追加支給", "転居費用 家財の運搬", "83,000円"):
        assert words in page.words, words
    assert f"{move}/{COST}" in page.text
    file = officer.client.get(f"/benefits{batch}/file").content
    sent = {line.holder: line.yen for line in parse(file).lines}
    assert sent == {"ﾐﾎﾝﾋﾂｺｼ": 80_000, "ﾐﾅﾄ ｶﾝﾘ": 3_000}
    assert "結果を待っています" in clerk.open(more).words

    press(officer, f"{batch}/result", paid_on="R8.12.10", ticked="支-0901", reason="no_account")
    running.caught_up()
    assert officer.client.get(f"/benefits{batch}/file").content == file
    assert "支給しました" in clerk.open(more).words
    chain = clerk.open(f"{more}/transfer")
    for words in (
        "支給申請",
        "支給額の訂正",
        "追加支給の決定",
        "振込のまとめへの組入れ",
        "3,000円",
    ):
        assert words in chain.words, words
    assert "組戻" in clerk.open(move).words
    refused = clerk.send(f"{move}/{COST}/payment", {"paid_on": "R8.12.10"})
    assert refused.status == 422
    assert "該当口座なし" in clerk.open(f"{move}/{COST}").words
    subsidy = Browser(running, "sato").open("/subsidy?year=2026&month=2026-12")
    assert "40,000円" in subsidy.words
    assert "組戻のまま" in subsidy.words
    assert f"{more}/transfer" in subsidy.text

    clerk.record(f"{move}/{COST}/account", ACCOUNT | {"number": "7654321", "mandate": "cd" * 32})
    assert "口座がまだ確認されていません" in clerk.open(f"{move}/{COST}/reissue").words
    Browser(running, "yoshikawa").record(f"{move}/{COST}/account/check", {})
    clerk.record(f"{move}/{COST}/reissue", {})
    passed_all(running)
    again = released(running, "12-2")
    second = parse(officer.client.get(f"/benefits{again}/file").content)
    assert [(line.number, line.yen) for line in second.lines] == [(7654321, 80_000)]
    press(officer, f"{again}/result", paid_on="R8.12.10")
    running.caught_up()
    assert "手続は終わっています" in clerk.open(move).words
    case = move.split("/")[2]
    sheet = clerk.open(f"/cases/{case}/sheets/moving-payment/1/transport_of_goods").words
    for words in ("転居費用 家財の運搬", "80,000円", "組戻", "支出命令の再発行", "照合番号"):
        assert words in sheet, words
    reader = Browser(running, "kitagawa")
    assert "80,000円" in reader.open(f"{move}/{COST}").words, "what 国庫負担金 links to"
    assert "手続は終わっています" not in reader.open(move).words, "who reads no cost cannot say"
    worker = Browser(running, "sato")
    assert "120,000円" in worker.open("/subsidy?year=2026&month=2026-12").words
    lines = worker.client.get("/benefits/subsidy.csv?year=2026").text
    assert [lines.count(f",{word},") for word in ("家賃", "転居費用", "追加支給")] == [1, 1, 1]


def test_two_offices_that_fill_a_batch_at_once_send_no_order_twice(running: House) -> None:
    for number in range(3):
        ready(running, number)
    moved(running)
    clerk = Browser(running, "fujii")
    page = clerk.open("/payments?month=2026-11")
    press(clerk, "/payments/2026-11/orders", **page.form)
    passed_all(running)
    desks = [Browser(running, "fujii"), Browser(running, "purse")]
    forms = [desk.open("/batches").form | {"number": str(n)} for n, desk in enumerate(desks)]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda d, form: d.post("/batches", form), desks, forms))
    assert [answer.status for answer in answers] == [303, 303]
    running.caught_up()
    inside: list[str] = []
    yen = 0
    for number in range(2):
        text = clerk.open(f"/batches/{batch_stream('271004', str(number))}").text
        inside += re.findall(r'<th scope="row"><a class="breaks"[^>]*>([^<]+)<', text)
        total = re.search(r"件</span>([0-9,]+)円", text)
        yen += int(total[1].replace(",", "")) if total else 0
    assert len(inside) == len(set(inside)) == 4
    assert yen == 3 * 37_000 + 80_000, "sum of the lines = sum of the orders"
