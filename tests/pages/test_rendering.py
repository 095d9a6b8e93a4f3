"""What Pages prints, without a browser: headers, escaping, words for what may not be read."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from jinja2 import UndefinedError
from starlette.requests import Request

from events.contract.answer import DECLINED
from events.contract.codes import Urgency
from events.contract.sealed import NotPermitted, Open, Shredded
from events.host import filters
from events.host.date_echo import date_echo
from events.host.form import Form
from events.host.pages import Frame, Pages
from events.host.static_files import static_files
from events.host.steps import step_states
from tests.pages.gallery import app

TODAY = date(2026, 11, 21)


def request(prefix: str = "", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/x",
            "root_path": prefix,
            "headers": raw,
            "query_string": b"",
            "state": {},
            "server": ("testserver", 80),
            "scheme": "http",
        }
    )


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    (tmp_path / "hello.html").write_text("<p>{{ name }}</p>", encoding="utf-8")
    return Pages("intake", tmp_path)


def test_a_page_may_not_be_kept_and_runs_under_a_strict_policy(pages: Pages) -> None:
    answer = pages.render(request(), "hello.html", name="x")
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "same-origin"


def test_text_is_escaped_and_a_missing_value_is_an_error(pages: Pages) -> None:
    assert "&lt;b&gt;" in pages.text(request(), "hello.html", name="<b>")
    with pytest.raises(UndefinedError):
        pages.text(request(), "hello.html")


def test_the_template_of_a_service_comes_before_the_kits(tmp_path: Path) -> None:
    (tmp_path / "confirm.html").write_text("own", encoding="utf-8")
    assert Pages("intake", tmp_path).text(request(), "confirm.html") == "own"


def test_a_refusal_is_a_fragment_for_a_fragment_and_a_page_for_a_person(pages: Pages) -> None:
    inside = pages.refused(request(hx_request="true"), 409, "先に別の記録が入りました")
    assert inside.status_code == 409
    assert "<html" not in bytes(inside.body).decode()
    whole = pages.refused(request(), 409, "先に別の記録が入りました")
    assert "<html" in bytes(whole.body).decode()


def test_static_addresses_follow_the_prefix_and_the_content() -> None:
    host = FastAPI()
    host.mount("/intake", app)
    client = TestClient(host)
    text = client.get("/intake/parts").text
    address = text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert address.startswith("/intake/static/tokens.css?v=")
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(address.split("?")[0]).headers["cache-control"] == "no-cache"


def test_licence_texts_are_served_with_the_files() -> None:
    host = FastAPI()
    host.mount("/static", static_files())
    assert "Zero-Clause BSD" in TestClient(host).get("/static/licences/htmx.txt").text


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Open(uuid4(), "田中"), "田中"),
        (Open(uuid4(), date(1980, 3, 2)), "昭和55年3月2日（1980-03-02）"),
        (Open(uuid4(), DECLINED), "回答拒否"),
        (Open(uuid4(), Urgency.SOON), "早めの対応"),
        (NotPermitted(3), "開示できません"),
        (Shredded(), "消去済み"),
        (DECLINED, "回答拒否"),
        (None, "記載なし"),
        ("", "記載なし"),
        (0, "0"),
    ],
)
def test_a_protected_field_always_prints_words(value: object, printed: str) -> None:
    assert filters.sealed(value) == printed


def test_money_counts_and_instants() -> None:
    assert [filters.yen(n) for n in (53700, -2000, 0, None)] == [
        "53,700円",
        "△2,000円",
        "0円",
        "－",
    ]
    assert filters.count(48220) == "48,220"
    at = datetime(2026, 11, 20, 15, 3, 22, tzinfo=UTC)
    assert (filters.instant(at), filters.clock(at)) == ("2026年11月21日 00:03", "00:03:22")
    with pytest.raises(ValueError, match="zone"):
        filters.instant(datetime(2026, 11, 20))


@pytest.mark.parametrize(
    ("typed", "age", "text", "read"),
    [
        ("S55.3.2", True, "昭和55年3月2日（1980-03-02） 満46歳", True),
        ("Ｒ元．５．１", False, "令和元年5月1日（2019-05-01）", True),
        ("平成40年1月1日", False, "平成は31年4月30日までです。", False),
        ("R9.1.1", True, "先の日付です。今日までの日付を書いてください。", False),
        ("R9.1.1", False, "令和9年1月1日（2027-01-01）", True),
        ("  ", True, "", False),
    ],
)
def test_the_echo_of_a_date(typed: str, age: bool, text: str, read: bool) -> None:
    echo = date_echo(typed, TODAY, age=age)
    assert (echo.text, echo.day is not None) == (text, read)


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(1980, 11, 21), 46), (date(1980, 11, 22), 45), (date(2026, 11, 21), 0)],
)
def test_full_years_change_on_the_birthday(born: date, years: int) -> None:
    assert f"満{years}歳" in date_echo(born.isoformat(), TODAY, age=True).text


def test_a_form_keeps_every_text_of_a_field() -> None:
    form = Form({"topics": ["a", "b"], "kana": "タナカ"}, prefix="note")
    assert (form.values("topics"), form.value("topics"), form.value("none")) == (
        ("a", "b"),
        "a",
        "",
    )
    assert form.with_errors({"kana": "x"}).error("kana") == "x"
    assert form.id("kana") == "note-kana"


def test_the_thirteen_steps_have_one_state_each() -> None:
    states = [step.state for step in step_states(5, done=[1, 2, 3, 5], skipped=[4])]
    assert states == ["done", "done", "done", "skipped", "current"] + ["ahead"] * 8


def test_the_frame_says_demo_only_in_the_demo(pages: Pages) -> None:
    def text(frame: Frame) -> str:
        return pages.text(request(), "errors/page.html", **said, frame=frame)

    said = {"title": "t", "explanation": "", "fields": [], "error": "missing"}
    assert "すべて架空" not in text(Frame())
    assert "すべて架空" in text(Frame(demo=True))
    assert "ログアウト" not in text(Frame())
    assert "記録 48,220 件目まで反映" in text(Frame(position=48220))


def test_a_services_own_sheet_is_served_and_linked_before_print(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "own.css").write_text(".own { color: black }", encoding="utf-8")
    pages = Pages("intake", tmp_path / "pages")
    text = pages.text(
        request(), "errors/page.html", title="t", explanation="", fields=[], error="missing"
    )
    assert text.index("charts.css") < text.index("own.css") < text.index("print.css")
    host = FastAPI()
    host.mount("/static", static_files(*pages.own_static))
    assert ".own" in TestClient(host).get("/static/own.css").text
    assert TestClient(host).get("/static/app.css").status_code == 200
