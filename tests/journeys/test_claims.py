"""From what was found out after the payment to the money that came back, through the pages, by those whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.host.address import Address
from services.benefits.claim import stream_of as claim_stream
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import committed, paid

HOUSEHOLD = {
    "from_month": "2026-11",
    "income_yen": "110,000",
    "how": "課税資料により、申請の月の収入がほかにもあった",
}


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 2))
        yield made


def test_from_a_fact_found_out_to_the_money_that_came_back(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    paid(running, at, "2026-11")
    running.on(date(2026, 12, 10))
    officer, decider, clerk = (Browser(running, name) for name in ("sato", "kimura", "fujii"))

    officer.record(f"{at}/household", HOUSEHOLD)
    page = officer.open(at)
    assert "支給した額が、今日の計算と違います" in page.words
    letter = officer.open(f"/cases/{case}/sheets/recheck/1")
    for words in ("37,000円", "27,000円", "−10,000円", "世帯収入が違う", "案"):
        assert words in letter.words, words

    answer = officer.post("/recheck/runs", {"from_month": "", "to_month": "", "rules": ""})
    result = answer.response.headers["location"].removeprefix("/benefits")
    assert "世帯収入が違う" in officer.open(result).words
    listed = officer.client.get(f"/benefits{result}/lines.csv")
    assert "世帯収入が違う" in listed.text
    proposed = officer.post(f"{result}/proposal", officer.open(result).form)
    place = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    decider.record(place, {"number": "福生第301号"})
    told = officer.open(f"/cases/{case}/sheets/recheck/1").words
    assert "世帯収入が違う" in told
    assert "27,000円" in told
    about = re.findall(r"notices/(\d+)/amendment", officer.open(f"{at}/papers").text)
    officer.record(f"{at}/notices/{about[0]}/amendment", {})
    told = officer.open(f"/cases/{case}/sheets/grants/1/notices/1").words
    assert "支給額訂正決定通知書" in told
    assert "支給した額 37,000円、正しい額 27,000円" in told

    found = officer.open(f"{at}/claims/new")
    assert found.form["months-0-asked_yen"] == "10,000"
    cause = {"cause": "recipient_unreported", "how": "総点検 福生第301号"}
    officer.record(f"{at}/claims/new", cause)
    claim = f"{at}/claims/1"
    decided = {"number": "福生第401号", "extent": "whole", "reasons": "届出のない収入があったため"}
    assert Browser(running, "sato").get(f"{claim}/decision").status == 403
    decider.record(f"{claim}/decision", decided)
    clerk.record(f"{claim}/fixing", {"number": "調第12号", "kind": "public"})
    clerk.record(f"{claim}/demand", {"number": "納第12号"})
    clerk.record(f"{claim}/collection", {"collected_on": "R8.12.10", "amount_yen": "4,000"})
    running.caught_up()

    shown = clerk.open(claim)
    for words in ("6,000円", "歳出戻入", "納入通知", "返還決定通知書", "福生第401号"):
        assert words in shown.words, words
    assert "審査請求" in clerk.open(f"/cases/{case}/sheets/claim/1/1/decision").words
    assert "10,000円" in clerk.open(f"/cases/{case}/sheets/claim/1/1/demand").words
    assert clerk.get(f"/cases/{case}/sheets/claim/1/1/reminder").status == 404
    listed_claims = clerk.open("/claims").words
    assert "本人の届出の漏れ 1件 10,000円 4,000円 6,000円" in listed_claims
    assert "市の計算の誤り 0件" in listed_claims
    stream = claim_stream(stream_of(case, 1), 1)
    facts = [kind_of(one.fact).ja for one in running.benefits.log.history(stream)]
    assert facts == ["過払いの確認", "返還の決定", "調定", "納入通知", "返還金の収納", "戻入"]
    assert Browser(running, "kita").get(claim).status == 404


def test_an_error_of_the_office_is_weighed_and_a_second_press_is_one_claim(running: House) -> None:
    at = committed(running, running.received())
    paid(running, at, "2026-11")
    running.on(date(2026, 12, 10))
    officer = Browser(running, "sato")
    typed = {"cause": "office_error", "how": "総点検", "months-0-asked_yen": "5,000"}
    form = officer.open(f"{at}/claims/new").form | typed
    for _ in range(2):
        assert officer.post(f"{at}/claims/new", form).status == 303
    assert officer.get(f"{at}/claims/2").status == 404
    made = {"number": "福生第402号", "extent": "part", "claimed_yen": "2,000", "reasons": "誤り"}
    decider = Browser(running, "kimura")
    refused = decider.send(f"{at}/claims/1/decision", made)
    assert refused.status == 422
    assert "信頼をどう比べたか" in refused.words
    decider.record(f"{at}/claims/1/decision", made | {"weighed": "公益が大きい"})
    over = officer.open(f"{at}/claims/new").form | typed | {"months-0-asked_yen": "37,000"}
    refused = officer.post(f"{at}/claims/new", over)
    assert refused.status == 422
    assert "32,000円まで" in refused.words


def test_what_was_too_little_is_paid_later(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    paid(running, at, "2026-11")
    running.on(date(2026, 12, 10))
    officer, decider, clerk = (Browser(running, name) for name in ("sato", "kimura", "fujii"))
    officer.record(f"{at}/household", HOUSEHOLD | {"income_yen": "95,000"})
    answer = officer.post("/recheck/runs", {"from_month": "", "to_month": "", "rules": ""})
    result = answer.response.headers["location"].removeprefix("/benefits")
    proposed = officer.post(f"{result}/proposal", officer.open(result).form)
    place = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    assert officer.get(f"{at}/supplements/new").status == 404
    decider.record(place, {"number": "福生第301号"})
    assert "不足している月があります" in officer.open(at).words
    assert "3,000円" in officer.open(f"{at}/supplements/new").words
    officer.record(f"{at}/supplements/new", {})
    more = f"{at}/supplements/1"
    decider.record(f"{more}/decision", {"number": "福生第601号"})
    clerk.record(f"{more}/order", {"order_no": "支-9"})
    Browser(running, "yoshikawa").record(f"{more}/pass", {})
    clerk.record(f"{more}/payment", {"paid_on": "R8.12.10"})
    assert "支給しました" in clerk.open(more).words
    assert officer.get(f"{at}/supplements/new").status == 404
