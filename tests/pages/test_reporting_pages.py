"""Pages of reporting in a real browser: accessible, calm while live, complete without JavaScript."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from events.contract.codes import Origin
from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.reporting.house import NISHI, OSAKA, PASSWORD, TODAY, House, opened
from tests.reporting.logs import Spoken, made

pytestmark = pytest.mark.browser
TEXT = "[data-live-text]"
POSITION = "[data-live-key=position]"


@dataclass
class Standing:
    """The running house, its address, and a case that was paid."""

    house: House
    address: str
    case: str

    def url(self, path: str) -> str:
        return f"{self.address}/reporting{path.format(case=self.case)}"

    def enter(
        self, context: BrowserContext, role: str = "city_headquarters", ward: str = OSAKA
    ) -> None:
        form = {"login": self.house.account(role, ward), "password": PASSWORD}
        answer = context.request.post(f"{self.address}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303

    def arrive(self, ward: str) -> None:
        """Somebody new is received today."""
        wire, person = "intake.consultation-received", uuid4()
        fact = made(wire, person, received_on=TODAY, origin=Origin.NEW)
        self.house.logs.state([Spoken(uuid4(), ward, fact)])


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[Standing]:
    with (
        postgres.copied(servers.office) as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        home = Path(folder) / "home"
        home.mkdir()
        with opened(address, home, cases=120, following=True) as house, served(house.app) as url:
            found = house.runtime.tables.query(
                "select case_id from case_list where payments > 0 and not migrated limit 1"
            )
            yield Standing(house, url, str(found[0]["case_id"]))


PAGES = [
    ("/", OSAKA),
    ("/?year=2026&month=6", OSAKA),
    ("/", NISHI),
    ("/records/plans_created", OSAKA),
    ("/records/employment_income_rate", OSAKA),
    ("/records/new_consultations?year=2015", OSAKA),
    ("/indicators", OSAKA),
    ("/programmes", OSAKA),
    ("/cases", OSAKA),
    ("/cases/{case}/timeline", OSAKA),
    ("/checking?run=yes", OSAKA),
    ("/?year=2026&as_of=2026-10-31", OSAKA),
    ("/records/plans_created?as_of=2026-10-31", OSAKA),
    ("/cases/{case}/timeline?as_of=2026-10-31", OSAKA),
]


@pytest.mark.parametrize(("path", "ward"), PAGES, ids=[f"{path} {ward}" for path, ward in PAGES])
def test_every_page_passes_every_check(
    page: Page, standing: Standing, path: str, ward: str
) -> None:
    role = "city_headquarters" if ward == OSAKA else "chief_counsellor"
    standing.enter(page.context, role, ward)
    check_page(page, standing.url(path))


def test_a_push_keeps_focus_and_open_table_and_marks_the_row_of_the_ward(
    page: Page, standing: Standing
) -> None:
    standing.enter(page.context)
    page.goto(standing.url("/"))
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")
    page.click("#by-month summary")
    before = page.inner_text(POSITION)
    rows = page.locator("#by-ward tbody th").all_inner_texts()
    cell = page.locator(f"[data-live-key='{NISHI}-new']")
    cell.locator("a").focus()
    was = int(cell.locator(".figure").inner_text())
    standing.arrive(NISHI)
    expect(cell.locator(".figure")).to_have_text(str(was + 1), timeout=8000)
    expect(cell).to_have_class("number is-changed")
    assert page.locator("#by-ward .is-changed").count() >= 1
    changed = page.locator("#by-ward tr:has(.is-changed) th").all_inner_texts()
    assert changed == ["西区"]
    assert page.evaluate("document.activeElement.closest('td').dataset.liveKey") == f"{NISHI}-new"
    assert page.locator("#by-month details").get_attribute("open") is not None
    assert page.inner_text(POSITION) != before
    assert page.locator("#by-ward tbody th").all_inner_texts() == rows
    expect(cell).not_to_have_class("number is-changed", timeout=6000)


def test_pushes_come_at_most_once_a_second_and_carry_the_position(
    page: Page, standing: Standing
) -> None:
    standing.enter(page.context)
    page.goto(standing.url("/"))
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")
    page.evaluate(
        "() => { window.pushes = []; document.getElementById('live-figures')"
        ".addEventListener('htmx:sse:after:message', () => window.pushes.push(performance.now())) }"
    )
    for _ in range(8):
        standing.arrive(NISHI)
        page.wait_for_timeout(450)
    page.wait_for_timeout(1500)
    times = page.evaluate("window.pushes")
    assert 2 <= len(times) <= (times[-1] - times[0]) / 1000 + 1.5
    shown = int(page.inner_text(POSITION).replace(",", ""))
    heads = sum(log.reading.head() for log in standing.house.logs.of.values())
    assert shown == heads


def test_the_button_stops_the_numbers(page: Page, standing: Standing) -> None:
    standing.enter(page.context)
    page.goto(standing.url("/"))
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")
    page.click("[data-live-button]")
    before = page.inner_text(POSITION)
    standing.arrive(NISHI)
    page.wait_for_timeout(2500)
    assert page.inner_text(POSITION) == before
    page.click("[data-live-button]")
    expect(page.locator(POSITION)).not_to_have_text(before, timeout=6000)


def test_one_stream_per_page(page: Page, standing: Standing) -> None:
    opened_streams: list[str] = []

    def note(request: Request) -> None:
        if "/live/" in request.url:
            opened_streams.append(request.url)

    page.on("request", note)
    standing.enter(page.context)
    page.goto(standing.url("/?year=2026&month=6"))
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")
    assert len(opened_streams) == 1
    assert opened_streams[0].endswith("/reporting/live/kpi?year=2026&month=6")


def test_all_of_it_works_without_javascript(browser: Browser, standing: Standing) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    standing.enter(context)
    page = context.new_page()
    page.goto(standing.url("/"))
    page.select_option("[name=year]", "2026")
    page.select_option("[name=month]", "6")
    page.select_option("[name=area]", NISHI)
    page.click("form.picker button")
    assert f"/reporting/?year=2026&month=6&area={NISHI}" in page.url
    assert page.inner_text("h1") == "西区"
    page.click(".head__value a")
    assert "/records/new_consultations" in page.url
    assert "この数字の数え方" in page.inner_text("body")
    page.goto(standing.url("/cases?year=2025"))
    page.click("nav.pages a[rel=next]")
    assert "&before=" in page.url
    page.goto(standing.url("/cases?year=2025&state=paid"))
    link = page.locator("tbody th a").first.get_attribute("href") or ""
    page.goto(standing.url(f"/cases/{link.rsplit('/', 1)[1]}/timeline"))
    assert "給付支給" in page.inner_text("body")
    context.close()


def test_a_mark_at_100_stands_on_every_bar_and_no_label_touches_another(
    page: Page, standing: Standing
) -> None:
    standing.enter(page.context)
    page.goto(standing.url("/?year=2026"))
    bars = page.locator("#by-ward tbody .cell-bar")
    assert bars.count() == 24
    assert page.locator("#by-ward tbody .cell-bar .chart__full").count() == 24
    assert page.locator(".meter .chart__full").count() == 4
    boxes = page.locator("#by-month svg:visible text").evaluate_all(
        "texts => texts.map(t => { const b = t.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom, t.classList[0]] })"
    )
    assert len(boxes) > 10
    for n, (left, top, right, bottom, kind) in enumerate(boxes):
        for l2, t2, r2, b2, other in boxes[n + 1 :]:
            if not kind == other == "chart__goal-label":  # its two lines stand one above the other
                assert left >= r2 or l2 >= right or top >= b2 - 3 or t2 >= bottom - 3, (kind, other)


PHONE_WIDTH = 390
NATURAL = """select => {
  const free = select.cloneNode(true);
  free.style.cssText = "position: absolute; width: auto; max-width: none";
  select.parentNode.append(free);
  const width = free.getBoundingClientRect().width;
  free.remove();
  return width - select.getBoundingClientRect().width;
}"""


def test_on_a_phone_no_choice_is_cut_and_a_card_begins_with_its_number(
    page: Page, standing: Standing
) -> None:
    standing.enter(page.context)
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 844})
    page.goto(standing.url("/records/new_consultations"))
    for name in ("year", "month", "area"):
        assert page.locator(f"#pick-{name}").evaluate(NATURAL) <= 0, name
    row = page.locator(".table--stack tbody tr").first
    tops = [cell.bounding_box() for cell in row.locator("th, td").all()]
    head = row.locator("th").bounding_box()
    assert head
    assert head["y"] == min(box["y"] for box in tops if box)
