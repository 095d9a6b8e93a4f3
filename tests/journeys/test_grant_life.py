"""One grant through its whole life on the pages: evidence, extension, illness, return, income, stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.host.address import Address
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import ITEM, applied, committed, evidenced, paid

CHECKED = dict.fromkeys(
    ("main_earner", "housing_at_risk", "seeking_work", "no_overlap", "no_gang_member"), "yes"
)
FIGURES = {"household_size": "1", "income_yen": "100,000", "savings_yen": "300,000"}


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 2))
        yield made


def decided(running: House, at: str, page: str, typed: dict[str, Any], number: str) -> None:
    """Drafted, reviewed and decided by three people."""
    Browser(running, "sato").record(f"{at}/later/{page}", typed)
    Browser(running, "mori").record(f"{at}/later/review", {})
    Browser(running, "kimura").record(f"{at}/later/decision", {"number": number})


def test_a_grant_lives_through_extension_illness_return_and_stop(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    for number, month in enumerate(("2026-11", "2026-12", "2027-01"), 1):
        paid(running, at, month, number)
    running.on(date(2027, 1, 20))
    application = {"arrived_on": "R9.1.20", "medium": "counter", **FIGURES, "rent_yen": "45000"}
    Browser(running, "yamamoto").record(f"{at}/extension", application)
    outlook = Browser(running, "sato").open(f"{at}/later/extension")
    assert "認めない起案になります" in outlook.words
    page = outlook.form | CHECKED | {"helps_employment": "yes"}
    seen = Browser(running, "sato").post(f"{at}/later/extension/preview", page)
    assert "認める起案になります" in seen.words
    assert "3か月" in seen.words
    decided(running, at, "extension", CHECKED | {"helps_employment": "yes"}, "福生第201号")
    Browser(running, "fujii").record(f"{at}/commitment", {"item": ITEM})
    evidenced(running, at, "2027-01")
    paid(running, at, "2027-02", 4)

    running.on(date(2027, 2, 20))
    illness = {"last_month": "2027-02", "reasons": "入院のため", "proved": "yes"}
    decided(running, at, "suspension", illness, "福生第202号")
    shown = Browser(running, "yamamoto").open(at)
    assert "中断中" in shown.words
    running.on(date(2027, 6, 10))
    back = {**CHECKED, **FIGURES, "rent_yen": "45000", "recovered": "yes", "asked_on": "R9.6.10"}
    decided(running, at, "resumption", back | {"first_month": "2027-06"}, "福生第203号")
    year = {"item": ITEM, "fiscal_year": "2027"}
    Browser(running, "fujii").record(f"{at}/commitment", year)
    paid(running, at, "2027-06", 5)

    running.on(date(2027, 7, 5))
    income = {"month": "2027-06", "income_yen": "200,000", "employed_on": "R9.6.15"}
    Browser(running, "yamamoto").record(f"{at}/income", income)
    told = Browser(running, "sato").open(f"{at}/income")
    assert "上限 132,000円を超えます" in told.words
    asked = {"due_on": "R9.7.12", "reason": "income_above_threshold", "question": "就職について"}
    Browser(running, "sato").record(f"{at}/explanation", asked)
    answer = {"medium": "post", "words": "6月から働いている"}
    Browser(running, "yamamoto").record(f"{at}/explanation/answer", answer)
    link = f"{at}/later/stop?last_month=2027-06&reason=income_above_threshold"
    form = Browser(running, "sato").open(link).form
    assert (form["last_month"], form["reason"]) == ("2027-06", "income_above_threshold")
    stop = {"last_month": "2027-06", "reason": "income_above_threshold", "reasons": "収入超過"}
    decided(running, at, "stop", stop, "福生第204号")

    history = running.benefits.log.history(stream_of(case, 1))
    said = [kind_of(one.fact).ja for one in history]
    for term in ("延長の決定", "支給の中断", "支給の再開", "支給中止の決定", "支給中止"):
        assert said.count(term) == 1, term
    assert said.count("給付支給") == 5
    page_now = Browser(running, "yamamoto").open(at)
    for words in ("支給中止", "福生第203号", "求職活動等の確認", "収入の報告"):
        assert words in page_now.words, words


def test_a_month_is_held_and_released_and_an_application_withdrawn(running: House) -> None:
    at = committed(running, running.received())
    clerk = Browser(running, "sato")
    clerk.record(f"{at}/months/2026-11/hold", {"ground": "dwelling_unclear", "note": "契約を確認"})
    assert "見合わせ" in clerk.open(at).words
    refused = Browser(running, "fujii").send(f"{at}/months/2026-11/order", {"order_no": "支-1"})
    assert "見合わせています" in refused.words
    clerk.record(f"{at}/months/2026-11/release", {"note": "契約書を確認した"})
    Browser(running, "fujii").record(f"{at}/months/2026-11/order", {"order_no": "支-1"})
    change = {"ground": "rent", "first_month": "2026-12", "proved": "yes", **FIGURES}
    clerk.record(f"{at}/later/change", change | {"rent_yen": "40000"})
    assert "支給額の変更" in clerk.open(f"{at}/later/drop").words
    clerk.record(f"{at}/later/drop", {"reason": "家賃の変更は来月から"})

    other = applied(running, running.received())
    counsellor = Browser(running, "yamamoto")
    unsigned = counsellor.send(f"{other}/withdrawal", {"signed_on": "R8.11.2"})
    assert unsigned.status == 422
    assert "本人が署名した書面" in unsigned.words
    counsellor.record(f"{other}/withdrawal", {"signed_on": "R8.11.2", "signed": "yes"})
    assert "取下げ" in counsellor.open(other).words


def test_after_a_change_every_page_of_a_month_shows_the_new_amount(running: House) -> None:
    """What the clerk reads is what the order states."""
    case = running.received()
    at = committed(running, case)
    change = {"ground": "rent", "first_month": "2026-12", "proved": "yes", **FIGURES}
    decided(running, at, "change", change | {"rent_yen": "40000"}, "福生第9号")
    clerk = Browser(running, "fujii")
    sheet = f"/cases/{case}/sheets/payment/1"
    for month, yen, other in (("2026-11", "37,000円", "32,000円"), ("2026-12", "32,000円", "37,000円")):  # fmt: skip
        for page in (f"{at}/months/{month}/order", f"{at}/months/{month}", f"{sheet}/{month}"):
            shown = clerk.open(page).words.partition("申請から入金まで")[0]
            assert f" {yen}" in shown, page
            assert f" {other}" not in shown, page
