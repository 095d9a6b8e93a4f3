"""The checks find what they are for: pages with one seeded fault each."""

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page

from events.host.pages import HEADERS
from tests.pages.checks import CHECKS, check_page
from tests.pages.serving import served

pytestmark = pytest.mark.browser
FRAME = (
    '<!doctype html><html lang="ja"><head><meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>試し</title><link rel='icon' href='data:,'><link rel='stylesheet' href='/style.css'></head>"
    "<body><main><h1>試し</h1><p role='status'></p>{}</main></body></html>"
)
STYLE = """
:focus-visible { outline: 4px solid black }
button { min-height: 44px; min-width: 44px }
.wide { width: 669px }
.small { min-height: 20px; min-width: 20px; height: 20px; width: 20px; padding: 0 }
.bare:focus-visible { outline: none }
.cover { background: white; height: 100vh; inset: 0; position: fixed }
.cut { height: 1.6em; overflow: hidden; width: 12em }
.stubborn { forced-color-adjust: none }
"""
FAULTS = {
    ("reflow", "669 px|px in 320"): '<p class="wide">幅</p>',
    ("axe", "image-alt"): '<img src="data:,">',
    ("targets", "20 × 20"): '<button class="small">小</button>',
    (
        "walk",
        "Tab never reaches",
    ): '<button tabindex="2">二</button><button tabindex="1">一</button>',
    ("walk", "shows no focus"): '<button class="bare">印なし</button>',
    ("walk", "is hidden when"): '<button>下</button><div class="cover"></div>',
    ("spacing", "cut off"): '<p class="cut">この文は枠の中にちょうど一行</p>',
    ("zoom", "px in 640"): '<p class="wide">幅</p>',
    ("forced_colours", "keeps its colours"): '<p class="stubborn">色</p>',
    ("console", "inline style"): '<p style="color: black">直書きの色</p>',
    ("structure", "2 status"): '<p role="status"></p>',
    ("structure", "a GET form sends kana"): '<form method="get"><input name="kana"></form>',
    ("structure", "may be filled in"): '<form method="post"><input name="kana"></form>',
}
app = FastAPI(openapi_url=None)


@app.get("/style.css")
def style() -> HTMLResponse:
    return HTMLResponse(STYLE, media_type="text/css")


@app.get("/fault/{number}")
def fault(number: int) -> HTMLResponse:
    return HTMLResponse(FRAME.format(list(FAULTS.values())[number]), headers=HEADERS)


@app.get("/sound")
def sound() -> HTMLResponse:
    return HTMLResponse(FRAME.format("<button>押す</button>"), headers=HEADERS)


@app.get("/kept")
def kept() -> HTMLResponse:
    return HTMLResponse(FRAME.format(""))


@pytest.fixture(scope="module")
def faulty():
    with served(app) as address:
        yield address


@pytest.mark.parametrize(("check", "named"), FAULTS)
def test_a_seeded_fault_is_named(page: Page, faulty: str, check: str, named: str) -> None:
    number = list(FAULTS).index((check, named))
    with pytest.raises(AssertionError, match=f"{check}: .*({named})"):
        check_page(page, f"{faulty}/fault/{number}", skip=CHECKS.keys() - {check})


def test_a_page_without_headers_is_named(page: Page, faulty: str) -> None:
    with pytest.raises(AssertionError, match="may be cached"):
        check_page(page, f"{faulty}/kept")


def test_a_wrong_number_of_stops_is_named(page: Page, faulty: str) -> None:
    with pytest.raises(AssertionError, match="1 stops, expected 2"):
        check_page(page, f"{faulty}/sound", stops=2)


def test_a_sound_page_passes(page: Page, faulty: str) -> None:
    check_page(page, f"{faulty}/sound", stops=1)
