"""What somebody tries who should not, or types what nobody should, where benefits are recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract.benefits_transfers import TransferReturned
from events.host.auth import PERMISSIONS
from events.testing import postgres
from services.benefits.batch import stream_of as batch_stream
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import committed, evidenced
from tests.conftest import Servers
from tests.journeys.test_host_routes import routes
from tests.journeys.test_paying_out import ACCOUNT, ARRIVED, press, released

COUNTED = {
    "POST /benefits/api/quote", "POST /benefits/quote", "POST /benefits/quote/cases",
    "POST /benefits/quote/moving", "POST /benefits/cases/{case}/quote",
}  # fmt: skip
"""What only computes."""
PLACES = {
    "number": ("99", "9223372036854775808"),
    "month": ("9999-13", "0000-00", "９９９９-１２", "2099-12"),
    "part": ("9999-13", "9223372036854775808", "９", "9" * 5000, "deposit", "2099-12"),
    "cost": ("deposit", "2099-12"),
}
TYPED = ("-1", "9223372036854775808", "１e５", "9999-13", "=1+1", "\x00", "9" * 5000)
KEPT = {"command_id", "expected", "draft_id", "drawn_for", "approved"}


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[tuple[House, UUID]]:
    """A committed grant whose first month is reported and accepted."""
    with (
        postgres.copied(servers.office) as address,
        house(address) as made,
        TestClient(made.app),
    ):
        made.on(ARRIVED)
        case = made.received()
        evidenced(made, committed(made, case), "2026-11")
        made.caught_up()
        yield made, case


def paths(made: House, method: str) -> list[str]:
    """Below /benefits."""
    found = [name.split(" ", 1) for name, _, _ in routes(made.app)]
    below = [path.removeprefix("/benefits") for m, path in found if m == method and path.startswith("/benefits/")]  # fmt: skip
    return [path for path in below if "{case}" in path]


def filled(path: str, case: UUID, **given: str) -> str:
    known = {"case": str(case), "number": "1", "month": "2026-12", "about": "4", **given}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: known.get(m[1], str(uuid4())), path)


def test_an_auditor_reaches_nothing_that_records(standing: tuple[House, UUID]) -> None:
    made, _ = standing
    for name, demanded, _ in routes(made.app):
        if name.startswith("POST /benefits/") and name not in COUNTED:
            needed = {one.permission for one in demanded}
            assert needed - PERMISSIONS["auditor"], name


def test_nobody_of_another_ward_records_or_reads(standing: tuple[House, UUID]) -> None:
    made, case = standing
    stranger = Browser(made, "kita")
    for path in paths(made, "POST"):
        answer = stranger.post(filled(path, case), {"command_id": str(uuid4())})
        assert answer.status in {403, 404}, path
    for path in paths(made, "GET"):
        assert stranger.get(filled(path, case)).status in {403, 404}, path


@pytest.mark.parametrize("login", ["both", "purse"])
def test_a_place_that_is_not_there_is_not_found(standing: tuple[House, UUID], login: str) -> None:
    made, case = standing
    browser = Browser(made, login)
    for method in ("GET", "POST"):
        for path in paths(made, method):
            for place in PLACES.keys() & set(re.findall(r"\{(\w+)", path)):
                for value in PLACES[place]:
                    at = filled(path, case, **{place: value})
                    sent = {"command_id": str(uuid4())}
                    answer = browser.get(at) if method == "GET" else browser.post(at, sent)
                    assert answer.status in {403, 404, 409, 422}, (method, path, value)
                    if answer.status == 403:
                        break


@pytest.mark.parametrize("login", ["yamamoto", "both", "purse"])
def test_what_nobody_types_is_told_and_not_recorded(
    standing: tuple[House, UUID], login: str
) -> None:
    made, case = standing
    browser = Browser(made, login)
    before = made.benefits.log.reading.head()
    for path in set(paths(made, "POST")) & set(paths(made, "GET")):
        at = filled(path, case)
        page = browser.get(at)
        if page.status != 200 or "quote" in path:
            continue
        for value in TYPED:
            form = {name: held if name in KEPT else value for name, held in page.form.items()}
            answer = browser.post(at, form | {"command_id": str(uuid4())})
            assert answer.status in {404, 409, 422}, (path, value[:9])
    assert made.benefits.log.reading.head() == before


def test_a_month_far_away_is_a_month_without_payments(standing: tuple[House, UUID]) -> None:
    clerk = Browser(standing[0], "fujii")
    for month, status in (("2099-12", 200), ("9999-12", 404), ("0001-01", 404), ("x", 404)):
        answer = clerk.client.get(f"/benefits/payments?month={month}", follow_redirects=True)
        assert answer.status_code == status, month
    officer = Browser(standing[0], "sato")
    for year, status in (("2026", 200), ("9" * 5000, 404), ("２０２６", 404), ("2014", 404)):
        answer = officer.client.get("/benefits/subsidy", params={"year": year})
        assert answer.status_code == status, year[:9]


def ordered(made: House, number: int, order_no: str) -> str:
    """A passed order with a checked account; the path of the grant."""
    at = committed(made, made.received(), f"福生第{number}号")
    clerk, checker = Browser(made, "fujii"), Browser(made, "yoshikawa")
    clerk.record(f"{at}/account", ACCOUNT)
    checker.record(f"{at}/account/check", {})
    evidenced(made, at, "2026-10")
    clerk.record(f"{at}/months/2026-11/order", {"order_no": order_no})
    checker.record(f"{at}/months/2026-11/pass", {})
    return at


def answered(made: House, at: str, text: bytes) -> Any:
    officer = Browser(made, "deguchi")
    return officer.client.post(
        f"/benefits{at}/answer",
        data={"command_id": str(uuid4())},
        files={"answer": ("kekka.csv", text, "text/csv")},
        follow_redirects=True,
    )


def test_an_answer_that_does_not_fit_settles_nothing(standing: tuple[House, UUID]) -> None:
    made, _ = standing
    made.on(date(2026, 11, 4))
    at, twin = ordered(made, 501, "支-1"), ordered(made, 502, "支-1")
    made.caught_up()
    batch = released(made, "attack-1")
    page = Browser(made, "deguchi").open(batch)
    assert page.text.count('name="ticked"') == 1, "two orders of one number never go together"
    head = "支出命令番号,結果,支払日\r\n"
    before = made.benefits.log.reading.head()
    for text, words in (
        ((head + "支-1,0,20261104\r\n支-1,1,20261104\r\n").encode("cp932"), "同じ命令番号が二度"),
        ((head + "支-1,0,20261104\r\n").encode("utf-16"), "読めません"),
        (b"\x82\xff\x00\x81", "読めません"),
        (b"", "行がありません"),
        ((head + "支-1,X,20261104\r\n").encode("cp932"), "結果コードを読めません"),
        ((head + "支-1,0,99991304\r\n").encode("cp932"), "支払日を読めません"),
        ((head + "支-9,0,20261104\r\n").encode("cp932"), "このまとめにない命令番号です"),
        ((head + "支-1,0,20991104\r\n").encode("cp932"), "先の日付です"),
    ):
        answer = answered(made, batch, text)
        assert words in answer.text, words
    assert made.benefits.log.reading.head() == before
    twice = (head + "支-1,1,20261104\r\n").encode("cp932")
    for _ in range(2):
        answered(made, batch, twice)
    for path, times in ((at, 1), (twin, 0)):
        history = made.benefits.log.history(stream_of(UUID(path.split("/")[2]), 1))
        assert sum(isinstance(one.fact, TransferReturned) for one in history) == times


def test_what_a_spreadsheet_would_compute_does_not_leave(standing: tuple[House, UUID]) -> None:
    made, _ = standing
    made.on(date(2026, 11, 5))
    ordered(made, 503, "=cmd|' /C calc'!A0")
    made.caught_up()
    clerk, other = Browser(made, "fujii"), Browser(made, "deguchi")
    form = clerk.open("/batches").form | {"number": "attack-2", "hand_over": "finance"}
    press(clerk, "/batches", **form)
    made.caught_up()
    at = f"/batches/{batch_stream('271004', 'attack-2')}"
    press(clerk, f"{at}/proposal")
    approved = re.search(r'name="approved" value="([0-9a-f]+)"', other.open(at).text)
    assert approved
    press(other, f"{at}/release", approved=approved[1])
    refused = other.post(f"{at}/handover", {"command_id": str(uuid4())})
    assert refused.status == 422
    assert "書けない文字" in refused.words
