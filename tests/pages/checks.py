"""What every page must pass in a real browser, beyond what its templates promise (screens.md §8).

`check_page(page, url)` runs all checks and fails with one line per fault. axe alone is not enough: it passes
a page that is 669 px wide on a screen of 320.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize

HERE = Path(__file__).parent
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGET = 44
PERSONAL = {"name", "kana", "born_on", "phone", "address", "visitor_name", "visitor_phone", "memo"}
SPACING = (
    "* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important }"
    " p { margin-block-end: 2em !important }"
)
WAITING = "() => document.querySelector('.htmx-request:not([data-live-region])') !== null"
FRAMES = "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"
DOUBLE = "html { font-size: 200% !important }"


@cache
def script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Visit:
    """A page that has been opened: `answer` of its address, `said` = errors on its console."""

    page: Page
    answer: Response
    said: list[str]


def check_page(
    page: Page,
    url: str,
    *,
    skip: Collection[str] = (),
    stops: int | None = None,
    picture: Path | None = None,
) -> None:
    """All checks on one address. `skip` names checks, `stops` = expected stops of the Tab key."""
    with visited(page, url) as visit:
        faults = [
            f"{name}: {fault}"
            for name, check in CHECKS.items()
            if name not in skip
            for fault in check(visit)
        ]
        if stops is not None and (found := len(walked(page))) != stops:
            faults.append(f"walk: {found} stops, expected {stops}")
        if picture:
            page.set_viewport_size(DESK)
            page.screenshot(path=picture, full_page=True)
    assert not faults, f"{url}\n" + "\n".join(faults)


def check_without_script(browser: Browser, url: str, expect: str) -> None:
    """The page says the same with JavaScript off; whoever needs a sign-in passes a signed-in address."""
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    try:
        page = context.new_page()
        page.goto(url)
        assert expect in page.inner_text("body"), f"{url} without JavaScript lacks: {expect}"
    finally:
        context.close()


@contextmanager
def visited(page: Page, url: str) -> Iterator[Visit]:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    def break_down(fault: Exception) -> None:
        said.append(str(fault))

    page.on("console", hear)
    page.on("pageerror", break_down)
    page.set_viewport_size(DESK)
    answer = page.goto(url)
    assert answer is not None
    settle(page)
    try:
        yield Visit(page, answer, said)
    finally:
        page.remove_listener("console", hear)
        page.remove_listener("pageerror", break_down)


def settle(page: Page) -> None:
    """Fragments asked for on load have arrived; live streams never end, so the network is no measure."""
    page.wait_for_load_state("load")
    for _ in range(40):
        page.wait_for_timeout(50)
        if not page.evaluate(WAITING):
            return


def headers(visit: Visit) -> list[str]:
    """Served under the policy of production, and not kept by the browser."""
    sent = visit.answer.headers
    policy = sent.get("content-security-policy", "")
    faults = [
        f"policy lacks {part}"
        for part in ("script-src 'self'", "style-src 'self'")
        if part not in policy
    ]
    faults += ["policy allows inline or eval"] if "unsafe" in policy else []
    faults += [] if sent.get("cache-control") == "no-store" else ["may be cached"]
    return faults + ([] if sent.get("referrer-policy") else ["no referrer policy"])


def console(visit: Visit) -> list[str]:
    """Nothing refused by the policy, no script error. The page's own 4xx is no fault."""
    own = f"status of {visit.answer.status}"
    return [text for text in visit.said if own not in text or visit.answer.ok]


def axe(visit: Visit) -> list[str]:
    """0 violations of WCAG 2.2 A and AA and of the best practices."""
    visit.page.set_viewport_size(DESK)
    visit.page.evaluate(script("vendor/axe.min.js"))
    found = visit.page.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{rule['id']} {node['target']}: {node.get('failureSummary', '')[:160]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def reflow(visit: Visit) -> list[str]:
    """1.4.10: no sideways scrolling of the page at 320 px, nothing cut off there."""
    visit.page.set_viewport_size(PHONE)
    faults = look(visit, "wider") + look(visit, "clipped")
    visit.page.set_viewport_size(DESK)
    return faults


def zoom(visit: Visit) -> list[str]:
    """1.4.4: text at 200 % neither cut off nor wider than the page; also a page zoomed to 200 %."""
    with styled(visit.page, DOUBLE):
        faults = look(visit, "wider") + look(visit, "clipped")
    visit.page.set_viewport_size({"width": 640, "height": 400})
    faults += look(visit, "wider") + look(visit, "clipped")
    visit.page.set_viewport_size(DESK)
    return faults


def spacing(visit: Visit) -> list[str]:
    """1.4.12: wider letters, words and lines cut nothing off."""
    with styled(visit.page, SPACING):
        return look(visit, "wider") + look(visit, "clipped")


def targets(visit: Visit) -> list[str]:
    """Every control 44 px, on a desk and on a phone; a link inside a sentence is as high as its line."""
    faults = look(visit, "small", TARGET)
    visit.page.set_viewport_size(PHONE)
    faults += [f"{fault} at 320 px" for fault in look(visit, "small", TARGET)]
    visit.page.set_viewport_size(DESK)
    return faults


def walk(visit: Visit) -> list[str]:
    """2.1.1, 2.4.3, 2.4.11: Tab reaches everything in the order of the page, and what has it is seen."""
    return walk_at(visit.page, DESK) + [
        f"{fault} at 320 px" for fault in walk_at(visit.page, PHONE)
    ]


def walk_at(page: Page, size: ViewportSize) -> list[str]:
    page.set_viewport_size(size)
    looking(page)
    expected = page.evaluate("() => look.stops()")
    stops = walked(page)
    found = [stop["path"] for stop in stops]
    faults = [f"Tab never reaches {e['name']}" for e in expected if e["path"] not in found]
    if not faults and found != [e["path"] for e in expected]:
        faults.append("order " + ", ".join(str(stop["name"]) for stop in stops))
    faults += [
        f"{stop['name']} is hidden when it has the focus" for stop in stops if stop["hidden"]
    ]
    return faults + [f"{stop['name']} shows no focus" for stop in stops if not stop["shown"]]


def walked(page: Page) -> list[dict[str, object]]:
    """Where Tab leads, from the top until it leaves the page or comes round."""
    looking(page)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); look.fromTop() }")
    stops: list[dict[str, object]] = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        stop = page.evaluate("() => look.focused()")
        if stop is None or (stops and stop["path"] == stops[0]["path"]):
            break
        stops.append(stop)
    return stops


def forced_colours(visit: Visit) -> list[str]:
    """Windows high contrast: no text keeps its own colours."""
    visit.page.emulate_media(forced_colors="active")
    faults = look(visit, "stubborn")
    visit.page.emulate_media(forced_colors="none")
    return faults


def structure(visit: Visit) -> list[str]:
    """One polite status, one title without a name, no personal field in an address."""
    page = visit.page
    count = page.locator('[role="status"]').count()
    faults = [] if count == 1 else [f"{count} status regions"]
    for form in page.locator('form[method="get"], form:not([method])').all():
        names = set(form.evaluate("form => [...form.elements].map(element => element.name)"))
        faults += [f"a GET form sends {name}" for name in sorted(names & PERSONAL)]
    one = page.locator("h1").count()
    faults += [] if one == 1 else [f"{one} main headings"]
    faults += [] if page.title().strip("｜ ") not in ("", "寄り添い") else ["no title"]
    return faults + look(visit, "open_personal", sorted(PERSONAL))


CHECKS: dict[str, Callable[[Visit], list[str]]] = {
    "headers": headers,
    "structure": structure,
    "axe": axe,
    "reflow": reflow,
    "walk": walk,
    "targets": targets,
    "spacing": spacing,
    "zoom": zoom,
    "forced_colours": forced_colours,
    "console": console,
}


def look(visit: Visit, what: str, *given: object) -> list[str]:
    """A measurement inside the page: look.js."""
    looking(visit.page)
    found: list[str] = visit.page.evaluate(f"given => look.{what}(...given)", list(given))
    return found


def looking(page: Page) -> None:
    page.evaluate(FRAMES)  # a new size reaches the page's own script with the next frame
    page.evaluate(script("look.js"))


DRAWN: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Two pictures later: what watches the size of a part has had its turn."""


@contextmanager
def styled(page: Page, css: str) -> Iterator[None]:
    """A style of the reader's own; adopted sheets pass the policy."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }",
        css,
    )
    page.evaluate(DRAWN)
    try:
        yield
    finally:
        page.evaluate(
            "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1) }"
        )
