"""Signing in: cookies, throttle, expiry, one-time secrets; nobody is put out by somebody else."""

from uuid import uuid4

import psycopg
import pytest

from events.host import passwords
from events.host.answers import Throttled
from events.host.sign_in_pages import local
from tests.events.host.conftest import PASSWORD, House

WRONG = "ログイン名かパスワードが違います。"


def test_a_signed_in_person_reaches_a_page_and_a_stranger_is_led_to_sign_in(house: House):
    browser = house.sign_in("counsellor")
    assert browser.get("/intake/new").status_code == 200
    stranger = house.browser().get("/intake/new")
    assert stranger.status_code == 303
    assert stranger.headers["location"] == "/sign-in?next=%2Fintake%2Fnew"


def test_sign_in_returns_to_the_page_and_the_cookie_is_plain_on_this_computer_only(house: House):
    account = house.account("counsellor")
    sent = {"login": account.login, "password": PASSWORD, "next": "/intake/new?draft=1"}
    answer = house.browser().post("/sign-in", data=sent)
    assert answer.headers["location"] == "/intake/new?draft=1"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("yorisoi=")
    assert "Secure" not in cookie
    for word in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie, "a shared computer forgets it when the browser is closed"


def test_over_https_the_cookie_is_bound_to_the_host(house: House):
    account = house.account("counsellor")
    browser = house.browser("https://yorisoi.example.lg.jp")
    answer = browser.post("/sign-in", data={"login": account.login, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-yorisoi=")
    assert "Secure" in cookie
    assert browser.get("/intake/new").status_code == 200


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("http://yorisoi.example.lg.jp", "10.0.0.8"),
        ("http://yorisoi.example.lg.jp", "127.0.0.1"),
        ("http://127.0.0.1:8400", "10.0.0.8"),
    ],
    ids=["another computer", "a name that leads here", "a forged host"],
)
def test_over_plain_http_elsewhere_there_is_no_sign_in(house: House, host: str, client: str):
    account = house.account("counsellor")
    browser = house.browser(host, client)
    page = browser.get("/sign-in")
    assert page.status_code == 403
    assert "この接続ではログインできません" in page.text
    answer = browser.post("/sign-in", data={"login": account.login, "password": PASSWORD})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_stored_row_does_not_hold_the_token(house: House):
    browser = house.sign_in("counsellor")
    token = browser.cookies["yorisoi"]
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute("select token_hash from host.sign_in").fetchall()
    assert len(rows) == 1
    assert token.encode() not in bytes(rows[0][0])


def test_unknown_name_and_wrong_password_get_the_same_answer_and_hash_once_each(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    account = house.account("counsellor")
    verified = []
    real = passwords._HASHER.verify
    monkeypatch.setattr(
        passwords, "_HASHER",
        type("Counting", (), {
            "verify": lambda _, *given: verified.append(1) or real(*given),
            "check_needs_rehash": lambda *_: False,
        })(),
    )  # fmt: skip
    answers = [
        house.browser().post("/sign-in", data={"login": login, "password": "wrong wrong wrong"})
        for login in (account.login, f"nobody-{uuid4().hex[:8]}")
    ]
    assert [a.status_code for a in answers] == [422, 422]
    assert all(WRONG in a.text for a in answers)
    assert len(verified) == 2


@pytest.mark.parametrize("known", [True, False], ids=["an account", "nobody"])
def test_after_ten_failures_the_name_is_throttled_whoever_it_is(
    house: House, known: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(passwords, "matches", lambda *_: False)
    login = house.account("counsellor").login if known else "nobody"
    sign_in = house.around.sign_in
    for _ in range(10):
        assert sign_in.enter(login, "x", house.clock()) is None
    with pytest.raises(Throttled):
        sign_in.enter(login, "x", house.clock())
    answer = house.browser().post("/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 429
    house.clock.pass_(minutes=16)
    assert sign_in.enter(login, "x", house.clock()) is None


def test_a_login_name_no_database_takes_is_a_wrong_one(house: House):
    answer = house.browser().post("/sign-in", data={"login": "a\x00b", "password": "x"})
    assert answer.status_code == 422


def test_success_forgets_the_failures(house: House):
    account = house.account("counsellor")
    for _ in range(3):
        house.around.sign_in.enter(account.login, "wrong", house.clock())
    assert house.around.sign_in.enter(account.login, PASSWORD, house.clock())
    with psycopg.connect(house.address.conninfo()) as session:
        assert session.execute("select count(*) from host.sign_in_failure").fetchone() == (0,)


def test_idle_time_ends_the_sign_in_and_activity_keeps_it(house: House):
    browser = house.sign_in("counsellor")
    for _ in range(4):
        house.clock.pass_(minutes=10)
        assert browser.get("/intake/new").status_code == 200
    house.clock.pass_(minutes=17)
    assert browser.get("/intake/new").status_code == 303


def test_nobody_stays_longer_than_eight_hours(house: House):
    browser = house.sign_in("counsellor")
    for _ in range(47):
        house.clock.pass_(minutes=10)
        browser.get("/intake/new")
    assert browser.get("/intake/new").status_code == 200
    house.clock.pass_(minutes=11)
    assert browser.get("/intake/new").status_code == 303


def test_a_disabled_account_is_out_within_a_minute(house: House):
    account = house.account("counsellor")
    browser = house.signed_in(account)
    assert browser.get("/intake/new").status_code == 200
    with psycopg.connect(house.address.conninfo()) as session:
        session.execute(
            "update host.account set disabled_at = now() where account_id = %s", [account.account]
        )
    house.clock.pass_(seconds=60)
    assert browser.get("/intake/new").status_code == 303


def test_a_second_sign_in_of_the_same_person_leaves_the_first_alone(house: House):
    account = house.account("counsellor")
    first, second = house.signed_in(account), house.signed_in(account)
    assert first.get("/intake/new").status_code == 200
    assert second.post("/sign-out").status_code == 303
    house.clock.pass_(seconds=61)
    assert first.get("/intake/new").status_code == 200
    assert second.get("/intake/new").status_code == 303


def test_a_one_time_secret_opens_only_the_page_that_replaces_it(house: House):
    secret, stored = passwords.one_time_secret()
    account = house.account("counsellor", password_hash=stored)
    browser = house.browser()
    browser.post("/sign-in", data={"login": account.login, "password": secret})
    assert browser.get("/intake/new").headers["location"] == "/account/password"
    assert browser.get("/account/password").status_code == 200
    fresh = "a much longer sentence"
    answer = browser.post(
        "/account/password",
        data={"password": secret, "new_password": fresh, "new_again": fresh},
    )
    assert answer.status_code == 303
    assert browser.get("/intake/new").status_code == 200
    again = house.browser().post("/sign-in", data={"login": account.login, "password": secret})
    assert again.status_code == 422


def test_a_changed_password_ends_the_other_sign_ins(house: House):
    account = house.account("counsellor")
    here, elsewhere = house.signed_in(account), house.signed_in(account)
    fresh = "a much longer sentence"
    sent = {"password": PASSWORD, "new_password": fresh, "new_again": fresh}
    assert here.post("/account/password", data=sent).status_code == 303
    assert here.get("/intake/new").status_code == 200
    assert elsewhere.get("/intake/new").status_code == 303


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("みじかい合言葉", "みじかい合言葉", "12文字以上"),
        ("a much longer sentence", "another sentence", "同じではありません"),
        ("x" * 201, "x" * 201, "200文字まで"),
    ],
    ids=["too short", "different", "too long"],
)
def test_a_new_password_that_is_not_good_enough_is_refused_and_never_shown(
    house: House, new: str, again: str, sentence: str
):
    browser = house.sign_in("counsellor")
    sent = {"password": PASSWORD, "new_password": new, "new_again": again}
    answer = browser.post("/account/password", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert new not in answer.text
    assert PASSWORD not in answer.text


def test_full_width_letters_are_the_same_password(house: House):
    account = house.account("counsellor")
    wide = PASSWORD.translate({ord(c): ord(c) + 0xFEE0 for c in "abcdefghijklmnopqrstuvwxyz"})
    assert house.around.sign_in.enter(account.login, wide, house.clock())


@pytest.mark.parametrize(
    ("path", "goes"),
    [
        ("/intake/cases/1", "/intake/cases/1"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-in", "/"),
        ("", "/"),
        ("/a\r\nSet-Cookie: x=1", "/"),
    ],
)
def test_sign_in_never_leads_to_another_site(path: str, goes: str):
    assert local(path) == goes
