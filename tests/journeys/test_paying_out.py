"""From decided grants to the bank's file, a returned transfer, and the second transfer; and who may do what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from bench.zengin import parse
from events.contract import kind_of
from events.host.address import Address
from services.benefits.batch import stream_of as batch_stream
from services.benefits.grant import stream_of
from services.benefits.routes import batches
from tests.benefits.house import Browser, House, house
from tests.benefits.people import committed
from tests.planning.house import Page

ARRIVED = date(2026, 11, 2)
MANDATE = "ab" * 32
ACCOUNT = {
    "mandate": MANDATE,
    "bank_code": "9999",
    "bank_kana": "ミホン",
    "branch_code": "002",
    "branch_kana": "ニシ",
    "kind": "ordinary",
    "number": "1234567",
    "holder_kana": "ミナト　カンリ",
}


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(ARRIVED)
        yield made


def ready(running: House, number: int) -> str:
    """A committed grant with a checked account."""
    at = committed(running, running.received(), f"福生第{100 + number}号")
    Browser(running, "fujii").record(f"{at}/account", ACCOUNT)
    Browser(running, "yoshikawa").record(f"{at}/account/check", {})
    return at


def press(browser: Browser, path: str, **typed: Any) -> Page:
    """A form with a button alone, followed to the page it leads to."""
    sent = browser.post(path, {"command_id": str(uuid4()), **typed})
    assert sent.status == 303, sent.alerts
    return browser.open(sent.response.headers["location"].removeprefix("/benefits"))


def ordered_and_passed(running: House) -> None:
    clerk = Browser(running, "fujii")
    page = clerk.open("/payments?month=2026-11")
    press(clerk, "/payments/2026-11/orders", **page.form)
    running.caught_up()
    checker = Browser(running, "yoshikawa")
    page = checker.open("/reviews")
    press(checker, "/reviews", **page.form | {"act": "pass"})
    running.caught_up()


def released(running: House, number: str) -> str:
    """A batch of everything that was passed, proposed, released and drawn; its path."""
    clerk, other = Browser(running, "fujii"), Browser(running, "deguchi")
    press(clerk, "/batches", **clerk.open("/batches").form | {"number": number})
    running.caught_up()
    at = f"/batches/{batch_stream('271004', number)}"
    press(clerk, f"{at}/proposal")
    approved = re.search(r'name="approved" value="([0-9a-f]+)"', other.open(at).text)
    assert approved
    press(other, f"{at}/release", approved=approved[1])
    press(other, f"{at}/handover")
    return at


def stated(running: House, at: str) -> list[str]:
    case, number = at.split("/")[2], int(at.split("/")[4])
    history = running.benefits.log.history(stream_of(UUID(case), number))
    return [kind_of(one.fact).ja for one in history]


def test_from_decided_grants_to_the_bank_and_back_and_once_more(  # noqa: PLR0915 - one long way
    running: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good, bad = ready(running, 1), ready(running, 2)
    bare = committed(running, running.received(), "福生第103号")
    page = Browser(running, "fujii").open("/payments?month=2026-11")
    assert "74,000円" in page.words
    assert "振込口座の届がありません" in page.words
    assert bare in page.text

    ordered_and_passed(running)
    assert "支出命令の審査" not in stated(running, bare)
    at = released(running, "11-1")
    officer = Browser(running, "deguchi")
    answer = officer.client.get(f"/benefits{at}/file")
    file = parse(answer.content)
    assert [line.yen for line in file.lines] == [37_000, 37_000]
    assert {line.holder for line in file.lines} == {"ﾐﾅﾄ ｶﾝﾘ"}
    assert (file.month_day, file.lines[0].number) == ((11, 2), 1234567)
    assert sha256(answer.content).hexdigest() in officer.open(at).text

    page = Browser(running, "deguchi").open(at)
    back = next(
        n for n in re.findall(r'name="ticked" value="([^"]+)"', page.text) if _is(n, page, bad)
    )
    strange = {"paid_on": "R8.11.2", "ticked": "見本-99", "reason": "no_account"}
    assert "ない命令番号" in officer.post(f"{at}/result", officer.open(at).form | strange).text
    with monkeypatch.context() as smaller:
        smaller.setattr("services.benefits.screens.batch_run.BY_HAND", 1)
        refused = officer.post(f"{at}/result", officer.open(at).form | strange | {"ticked": back})
        assert "ファイルで取り込んで" in refused.text
    outcome = press(officer, f"{at}/result", paid_on="R8.11.2", ticked=back, reason="no_account")
    assert "支給 1件" in outcome.words
    running.caught_up()
    assert stated(running, good)[-1] == "給付支給"
    assert stated(running, bad)[-1] == "組戻"
    assert officer.client.get(f"/benefits{at}/file").content == answer.content

    month = f"{bad}/months/2026-11"
    clerk = Browser(running, "fujii")
    clerk.record(f"{bad}/account", ACCOUNT | {"number": "7654321", "mandate": "cd" * 32})
    refused = clerk.send(f"{month}/reissue", {})
    assert "振込口座が確認されていません" in refused.words
    Browser(running, "yoshikawa").record(f"{bad}/account/check", {})
    clerk.record(f"{month}/reissue", {})
    running.caught_up()
    checker = Browser(running, "yoshikawa")
    press(checker, "/reviews", **checker.open("/reviews").form | {"act": "pass"})
    running.caught_up()
    again = released(running, "11-2")
    second = parse(officer.client.get(f"/benefits{again}/file").content)
    assert [(line.number, line.yen) for line in second.lines] == [(7654321, 37_000)]
    (order_no,) = re.findall(r'name="ticked" value="([^"]+)"', officer.open(again).text)
    csv = f"支出命令番号,結果,支払日\r\n{order_no},0,20261102\r\n".encode("cp932")
    sent = officer.client.post(
        f"/benefits{again}/answer",
        data={"command_id": str(uuid4())},
        files={"answer": ("kekka.csv", csv, "text/csv")},
        follow_redirects=False,
    )
    assert sent.status_code == 303
    running.caught_up()
    money = ["支出命令", "支出命令の審査", "振込のまとめへの組入れ"]
    assert stated(running, bad)[7:] == [
        *money, "組戻", "振込口座の届", "振込口座の確認",
        "支出命令の再発行", *money[1:], "給付支給",
    ]  # fmt: skip

    chain = Browser(running, "fujii").open(month)
    for words in ("支給申請", "支給決定", "支出負担行為", "組戻", "該当口座なし", "給付支給"):
        assert words in chain.words, words
    assert again in chain.text
    assert "123456" not in chain.words
    case = month.split("/")[2]
    sheet = Browser(running, "fujii").open(f"/cases/{case}/sheets/payment/1/2026-11")
    assert "照合番号" in sheet.words
    worker = Browser(running, "sato")
    page = worker.open("/subsidy?year=2026&month=2026-11")
    assert "74,000円" in page.words
    assert "55,500円" in page.words
    listed = worker.client.get("/benefits/subsidy.csv?year=2026")
    assert listed.text.count("支給,") + listed.text.count("支給\r\n") >= 2
    assert worker.client.get("/benefits/subsidy.xlsx?year=2026").content.startswith(b"PK")


def _is(order_no: str, page: Page, at: str) -> bool:
    """Whether an order's link leads to that grant."""
    return (
        re.search(rf'{re.escape(at)}/months/[0-9-]+">{re.escape(order_no)}<', page.text) is not None
    )


def test_an_order_sent_back_in_bulk_waits_for_the_clerk_again(running: House) -> None:
    at = ready(running, 1)
    clerk, checker = Browser(running, "fujii"), Browser(running, "yoshikawa")
    press(clerk, "/payments/2026-11/orders", **clerk.open("/payments?month=2026-11").form)
    running.caught_up()
    page = checker.open("/reviews")
    (ticked,) = re.findall(r'name="ticked" value="([^"]+)"', page.text)
    slip = checker.post("/reviews", page.form | {"act": "return", "ticked": ticked})
    assert "返す理由を書いてください" in slip.words
    press(checker, "/reviews", **slip.form | {"act": "return", "ticked": ticked, "reasons": "細節"})
    running.caught_up()
    assert stated(running, at)[-1] == "支出命令の返付"
    assert "細節" in clerk.open(at).words
    press(clerk, "/payments/2026-11/orders", **clerk.open("/payments?month=2026-11").form)
    assert stated(running, at)[-1] == "支出命令"


class Cut(BaseException):
    """The process ends."""


def _cut_off(*_: object) -> int:
    raise Cut


def test_a_batch_is_released_by_another_person_for_what_was_read(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(running, 1)
    ordered_and_passed(running)
    clerk, other = Browser(running, "fujii"), Browser(running, "deguchi")
    press(clerk, "/batches", **clerk.open("/batches").form | {"number": "1"})
    running.caught_up()
    at = f"/batches/{batch_stream('271004', '1')}"
    press(clerk, f"{at}/proposal")
    sent = {"command_id": str(uuid4()), "approved": "00" * 32}
    stale = other.post(f"{at}/release", sent)
    assert stale.status == 422
    assert "まとめが変わりました" in stale.words
    assert clerk.post(f"{at}/release", sent).status == 403
    assert other.client.get(f"/benefits{at}/file").status_code == 404
    assert Browser(running, "yamamoto").get(at).status == 403
    month = re.search(r'href="/benefits(/cases/[^"]+/months/2026-11)"', clerk.open(at).text)
    assert month
    assert at in clerk.open(month[1]).text
    assert "/batches/" not in Browser(running, "yamamoto").open(month[1]).text, "no dead link"
    with monkeypatch.context() as cut:
        cut.setattr(batches, "empty", _cut_off)
        with pytest.raises(Cut):
            clerk.post(f"{at}/withdrawal", {"command_id": str(uuid4())})
    assert "まだ1件の命令が残っています" in clerk.open(at).words
    press(clerk, f"{at}/withdrawal")
    running.caught_up()
    assert "残っています" not in clerk.open(at).words
    press(clerk, "/batches", **clerk.open("/batches").form | {"number": "2"})
    assert "1件" in clerk.open(f"/batches/{batch_stream('271004', '2')}").words


def test_a_day_on_which_banks_rest_moves_as_the_city_settled_it(running: House) -> None:
    ready(running, 1)
    ordered_and_passed(running)
    clerk = Browser(running, "fujii")
    page = clerk.open("/batches")
    assert "前の営業日に繰り上げ" in page.words
    told = press(clerk, "/batches", **page.form | {"number": "1", "transfer_on": "R8.11.23"})
    assert "勤労感謝の日のため、振込日は" in told.words
    running.caught_up()
    at = f"/batches/{batch_stream('271004', '1')}"
    assert "11月20日（金）" in clerk.open(at).words or "R8.11.20（金）" in clerk.open(at).words
