"""What leaves the process: problems, headers, log lines; what another site may not send."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import structlog

from events.host import logging
from tests.events.host.conftest import House
from tests.events.host.test_forms import CASE, STORY, filled

JSON = {"Accept": "application/json"}
CANARY = "田中太郎 090-1234-5678"


@pytest.fixture
def lines():
    before = structlog.get_config()
    out = StringIO()
    logging.configure(stream=out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.configure(**before)


def test_another_site_cannot_send_a_form(house: House):
    browser = house.sign_in("counsellor")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        answer = browser.post(f"/intake/cases/{CASE}", data=filled(), headers=headers)
        assert answer.status_code == 403, headers
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://127.0.0.1:8400"}):
        assert browser.post(f"/intake/cases/{uuid4()}", data=filled(), headers=headers).is_redirect
    assert house.runtime.log.reading.head() == 2


def test_another_site_cannot_sign_somebody_in_or_out(house: House):
    browser = house.sign_in("counsellor")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post("/sign-out", headers=foreign).status_code == 403
    assert browser.post("/sign-in", data={"login": "x"}, headers=foreign).status_code == 403
    assert browser.get("/intake/new").status_code == 200


def test_a_fault_tells_nothing_to_the_outside_and_only_its_place_to_the_log(house: House, lines):
    browser = house.sign_in("counsellor")
    page, problem = browser.get("/intake/broken"), browser.get("/intake/broken", headers=JSON)
    assert page.status_code == problem.status_code == 500
    assert problem.json()["type"] == "urn:problem:fault"
    failed = [line for line in lines() if line["event"] == "request.failed"]
    assert failed
    assert failed[0]["fault"] == "RuntimeError"
    assert failed[0]["at"].startswith("events/host/toy.py:")
    said = json.dumps(lines(), ensure_ascii=False) + page.text + problem.text
    assert CANARY not in said
    assert "Traceback" not in said


def test_one_line_per_request_with_the_route_and_never_the_path_or_query(house: House, lines):
    browser = house.sign_in("counsellor")
    browser.post(f"/intake/cases/{CASE}", data=filled())
    browser.get(f"/intake/cases/{CASE}?name=%E7%94%B0%E4%B8%AD", headers=JSON)
    answered = [line for line in lines() if line["event"] == "request.answered"]
    last = answered[-1]
    assert (last["service"], last["route"]) == ("intake", "/intake/cases/{case}")
    assert (last["method"], last["status"], last["case_id"]) == ("GET", 200, CASE)
    assert len({line["request_id"] for line in answered}) == len(answered), "one line each"
    assert "%E7" not in json.dumps(lines())
    assert "田中" not in json.dumps(lines(), ensure_ascii=False)
    assert STORY not in json.dumps(lines(), ensure_ascii=False)


def test_only_keys_of_the_list_are_printed(lines):
    logging.log("intake").info("case.opened", case_id="1", name=CANARY, phone=CANARY)
    (line,) = lines()
    assert line["case_id"] == "1"
    assert CANARY not in json.dumps(line, ensure_ascii=False)


def test_libraries_speak_without_their_arguments(lines):
    import logging as standard

    standard.getLogger("uvicorn.error").info("Listening on %s", CANARY)
    standard.getLogger("psycopg.pool").warning("error connecting in %r: %s", "x", CANARY)
    standard.getLogger("some.library").error(CANARY)
    try:
        int(CANARY)
    except ValueError:
        standard.getLogger("some.library").exception("failed for %s", CANARY)
    said = json.dumps(lines(), ensure_ascii=False)
    assert CANARY not in said
    assert "ValueError" in said
    assert "Listening on %s" in said


@pytest.mark.parametrize("path", ["/intake/nowhere", "/nowhere", "/intake/static/none.css"])
def test_what_is_not_there_is_a_problem_for_programs_and_a_page_for_people(house: House, path: str):
    browser = house.sign_in("counsellor")
    answer = browser.get(path, headers=JSON)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:problem:not-found",
        "title": "見つかりません",
        "status": 404,
    }
    assert "<html" in browser.get(path).text


def test_a_fragment_asked_for_by_a_page_is_answered_by_a_fragment(house: House):
    browser = house.sign_in("payment_clerk")
    answer = browser.get("/intake/new", headers={"HX-Request": "true", "Accept": "*/*"})
    assert answer.status_code == 403
    assert "<html" not in answer.text
    assert "許可がありません" in answer.text


def test_a_fragment_without_sign_in_leads_the_whole_page_there(house: House):
    answer = house.browser().get("/intake/new", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"].startswith("/sign-in")


def test_an_address_with_a_nul_is_unreadable(house: House):
    answer = house.sign_in("counsellor").get("/intake/new?draft=%00", headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:problem:unreadable")


def pieces() -> Iterator[bytes]:
    """A body without a length, as a program may send it."""
    yield from [b"story=" + b"x" * 100_000] * 30


@pytest.mark.parametrize("pieced", [False, True], ids=["length", "chunked"])
def test_a_body_without_end_is_413_in_japanese_and_no_fault(house: House, lines, pieced: bool):
    browser = house.sign_in("counsellor")
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    def body() -> Any:
        return pieces() if pieced else b"".join(pieces())

    page = browser.post(f"/intake/cases/{CASE}", content=body(), headers=form)
    assert page.status_code == 413
    assert "送られた内容が大きすぎます" in page.text
    assert "2MB" in page.text
    key = {"Idempotency-Key": CASE, "Content-Type": "application/json"}
    problem = browser.post(f"/intake/cases/{CASE}/receptions", content=body(), headers=JSON | key)
    assert problem.status_code == 413
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["type"] == "urn:problem:body-too-large"
    signing_in = house.browser().post("/sign-in", content=body(), headers=form)
    assert (signing_in.status_code, "2MB" in signing_in.text) == (413, True)
    assert [line["status"] for line in lines() if line["event"] == "request.answered"][-3:] == [
        413
    ] * 3
    assert not [line for line in lines() if line["event"] == "request.failed"]


def test_a_method_that_does_not_exist_is_405(house: House):
    answer = house.sign_in("counsellor").delete(f"/intake/cases/{CASE}", headers=JSON)
    assert answer.status_code == 405
    assert answer.json()["type"] == "urn:problem:http-405"


def test_every_page_of_a_person_is_forgotten_by_the_browser(house: House):
    browser = house.sign_in("counsellor")
    for answer in (browser.get("/intake/new"), browser.get("/intake/nowhere"), browser.get("/")):
        assert answer.headers["cache-control"] == "no-store"
    page = browser.get("/intake/new")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"
    assert "server" not in page.headers


def test_the_probes_say_nothing_but_their_word(house: House):
    browser = house.browser()
    for path in ("/live", "/ready", "/intake/live", "/intake/ready"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert list(answer.json()) == ["status"]
