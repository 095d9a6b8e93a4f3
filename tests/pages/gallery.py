"""The kit on show: every macro with fictitious data. `python -m tests.pages.gallery` serves it for eyes.

The browser checks walk these pages; a macro that no page shows is not checked.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from events.contract.codes import Channel, Urgency
from events.host.date_echo import date_echo
from events.host.filters import choices
from events.host.form import Form
from events.host.frame import Frame
from events.host.pages import Pages, static_files

TODAY = date(2026, 11, 21)
FRAME = Frame(
    person="山本 直子",
    role="相談支援員",
    office="西成区相談窓口",
    demo=True,
    version="0.1.0",
    position=48220,
    as_of=datetime(2026, 11, 21, 5, 3, 22, tzinfo=UTC),
)
TOPICS = [
    ("illness_disability", "病気や健康、障害"),
    ("housing", "住まい"),
    ("income_living", "収入・生活費"),
    ("rent_or_mortgage", "家賃やローンの支払い"),
    ("tax_utilities", "税金や公共料金等の支払い"),
    ("debt", "債務"),
    ("job_search", "仕事探し、就職"),
    ("work_trouble", "仕事上の不安やトラブル"),
    ("community_ties", "地域との関係"),
    ("family_ties", "家族との関係"),
    ("child_raising", "子育て"),
    ("care", "介護"),
    ("withdrawal_truancy", "ひきこもり・不登校"),
    ("violence_abuse", "DV・虐待"),
    ("no_food", "食べるものがない"),
    ("other", "その他"),
]
TYPED = Form(
    {
        "channel": "telephone",
        "name": "田中 美咲",
        "kana": "タナカ　ミサキ",
        "born_on": "S55.3.2",
        "phone_state": "declined",
        "topics": ["rent_or_mortgage", "income_living"],
        "main_topics": "rent_or_mortgage",
        "memo": "家賃を2か月滞納。来月退去を求められている。",
        "urgency": "soon",
    }
)
WRONG = TYPED.with_errors(
    {
        "born_on": "昭和は64年1月7日までです。",
        "rent_yen": "数字で書いてください。",
        "channel": "どれか一つを選んでください。",
    }
)
MONTHS = ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月"]
NEW = [612, 655, 640, 701, 688, 733, 748, 905]
WARDS = [("北区", 39, 105.4), ("都島区", 43, 138.7), ("福島区", 22, 64.7), ("此花区", 42, 135.5),
         ("中央区", 50, 121.9), ("西区", 20, 60.6), ("港区", 46, 85.2), ("大正区", 23, 53.5),
         ("天王寺区", 23, 41.1), ("浪速区", 21, 60.0), ("西淀川区", 32, 103.2)]  # fmt: skip

PAGES = Pages("intake", Path(__file__).with_name("gallery_pages"))
app = FastAPI(openapi_url=None)
app.mount("/static", static_files(), name="static")
saves: list[Form] = []
posts: list[tuple[str, Form]] = []
down = {"now": False}


def show(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    around: dict[str, Any] = {"frame": FRAME, "today": TODAY, "topics": TOPICS, "form": TYPED}
    return PAGES.render(request, template, status, **(around | context))


@app.get("/")
def index(request: Request) -> Response:
    return show(request, "index.html")


@app.get("/intake")
def intake(request: Request, empty: bool = False) -> Response:
    lists: dict[str, Any] = {"channels": choices(Channel), "urgencies": choices(Urgency)}
    return show(request, "intake.html", **lists, form=Form() if empty else TYPED)


@app.get("/fields")
def fields(request: Request) -> Response:
    return show(request, "fields.html", form=WRONG, channels=choices(Channel))


@app.get("/case")
def case(request: Request) -> Response:
    return show(request, "case.html", place="intake")


@app.get("/dashboard")
def dashboard(request: Request) -> Response:
    points = [
        (month, value, f"/records?month={month}") for month, value in zip(MONTHS, NEW, strict=True)
    ]
    return show(request, "dashboard.html", place="reporting", points=points, wards=WARDS)


@app.get("/parts")
def parts(request: Request) -> Response:
    return show(request, "parts.html", place="planning")


@app.get("/confirm")
def confirm(request: Request) -> Response:
    return show(
        request,
        "confirm.html",
        title="支給決定を確かめる",
        sentence="次の内容で支給を決定します。決定は記録として残り、あとから消すことはできません。",
        facts=[
            ("給付", "住居確保給付金（家賃）"),
            ("月額", "40,000円"),
            ("期間", "令和8年12月〜令和9年2月"),
        ],
        action="/confirm",
        yes="支給を決定する",
        back="/case",
    )


@app.get("/refused/{status}")
def refused(request: Request, status: int) -> Response:
    request.state.frame = FRAME
    titles = {
        403: "この画面は開けません",
        404: "見つかりません",
        409: "先に別の記録が入りました",
        422: "受付できませんでした",
        503: "いま混み合っています",
    }
    return PAGES.refused(
        request,
        status,
        titles[status],
        explanation="令和8年11月21日 14:02 に井上 健一さんの記録が入りました。"
        if status == 409
        else "",
        fields=[("kana", "氏名カナ：カナで書いてください。")] if status == 422 else [],
    )


@app.post("/echo")
async def echo(request: Request) -> Response:
    sent = Form.of(await request.form())
    posts.append((request.url.path, sent))
    read = date_echo(sent.value(sent.value("echo_of")), TODAY, age=sent.value("echo_age") == "yes")
    return show(request, "echo.html", echo=read)


@app.post("/draft")
async def draft(request: Request) -> Response:
    if down["now"]:
        return JSONResponse({}, 503)
    saves.append(Form.of(await request.form()))
    return JSONResponse({"saved_at": "14:03:22"})


@app.post("/confirm")
@app.post("/later")
@app.post("/intake")
@app.post("/sign-out")
async def done(request: Request) -> Response:
    posts.append((request.url.path, Form.of(await request.form())))
    return RedirectResponse("/", 303)


@app.get("/panel")
def panel(request: Request) -> Response:
    return show(request, "panel.html")


@app.get("/numbers", response_class=EventSourceResponse)
async def numbers(request: Request) -> AsyncIterator[ServerSentEvent]:
    """One message a second at most; three are enough to look at."""
    for step in range(1, 4):
        await asyncio.sleep(1.0)
        changed = [
            (ward, value + (step if ward == "此花区" else 0), rate) for ward, value, rate in WARDS
        ]
        text = PAGES.text(request, "ward_table.html", wards=changed, frame=FRAME)
        yield ServerSentEvent(raw_data=text, id=str(48220 + step))
    await asyncio.sleep(3600)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8765, access_log=False, timeout_graceful_shutdown=1)
