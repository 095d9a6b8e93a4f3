"""Every page of benefits in a real browser: accessible, usable by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page

from events.testing import postgres
from tests.benefits.house import House, house
from tests.benefits.people import stages
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.house import PASSWORD

pytestmark = pytest.mark.browser

PAGES = [
    ("kimura", "/?step=all"),
    ("yamamoto", "/quote"),
    ("yamamoto", "/quote/moving"),
    ("yamamoto", "/rules"),
    ("yamamoto", "/cases/{none}"),
    ("yamamoto", "/cases/{half}"),
    ("yamamoto", "/cases/{none}/quote"),
    ("yamamoto", "/cases/{none}/application"),
    ("sato", "/cases/{none}/programmes/judgement"),
    ("sato", "/cases/{overdue}/grants/1"),
    ("sato", "/cases/{half}/grants/1"),
    ("yamamoto", "/cases/{refused}/grants/1"),
    ("sato", "/cases/{done}/grants/1"),
    ("yamamoto", "/cases/{asked}/grants/1/correction"),
    ("sato", "/cases/{fresh}/grants/1/proposal"),
    ("sato", "/cases/{overdue}/grants/1/proposal"),
    ("mori", "/cases/{put}/grants/1/review"),
    ("kimura", "/cases/{ready}/grants/1/decision"),
    ("kimura", "/cases/{refusing}/grants/1/refusal"),
    ("fujii", "/cases/{committed}/grants/1/commitment"),
    ("fujii", "/cases/{committed}/grants/1/months/2026-11/order"),
    ("yoshikawa", "/cases/{half}/grants/1/months/2026-12/pass"),
    ("fujii", "/cases/{half}/grants/1/months/2026-12/payment"),
    ("sato", "/cases/{committed}/grants/1/later/stop"),
    ("sato", "/cases/{committed}/grants/1/later/change"),
    ("yamamoto", "/cases/{half}/grants/1/months/2026-12/activity"),
    ("yamamoto", "/cases/{half}/register"),
    ("sato", "/due"),
    ("sato", "/findings"),
    ("sato", "/cases/{half}/grants/1/end"),
    ("sato", "/cases/{committed}/grants/1/papers"),
    ("sato", "/cases/{committed}/grants/1/notices/4/grant"),
    ("yamamoto", "/cases/{none}/moving"),
    ("fujii", "/payments?month=2026-12"),
    ("yoshikawa", "/reviews"),
    ("fujii", "/batches"),
    ("fujii", "/cases/{committed}/grants/1/account"),
    ("sato", "/subsidy"),
]


@dataclass
class Standing:
    """The running house, one case per stage, and its address."""

    house: House
    cases: dict[str, UUID]
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}/benefits{path.format(**self.cases)}"

    def enter(self, context: BrowserContext, login: str) -> None:
        form = {"login": login, "password": PASSWORD}
        answer = context.request.post(f"{self.address}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[Standing]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        yield Standing(made, stages(made), url)


@pytest.mark.parametrize(("login", "path"), PAGES, ids=[path for _, path in PAGES])
def test_every_page_passes_the_checks(
    standing: Standing, page: Page, login: str, path: str
) -> None:
    standing.enter(page.context, login)
    check_page(page, standing.url(path))


def test_the_quote_answers_while_figures_are_typed(standing: Standing, page: Page) -> None:
    standing.enter(page.context, "yamamoto")
    page.goto(standing.url("/cases/{none}/quote"))
    page.fill("[name=cause_on]", "R8.9.30")
    page.fill("[name=income_yen]", "１２０，０００")
    page.fill("[name=rent_yen]", "52000")
    page.fill("[name=savings_yen]", "300000")
    page.wait_for_selector("#quote .verdict--granted")
    assert "24,000円" in page.inner_text("#quote")
    assert "24,000円" in page.inner_text("#brief")
    assert page.evaluate("document.activeElement.name") == "savings_yen"
    page.uncheck("[name=seeking_work]")
    page.wait_for_selector("#quote .verdict--refused")
    assert "要件を満たしません" in page.inner_text("#brief")
    page.get_by_role("button", name="この条件で申請を起こす").click()
    page.wait_for_url("**/application?draft=*")
    assert page.input_value("[name=income_yen]") == "１２０，０００"


def test_the_outlook_of_a_proposal_follows_the_ticks(standing: Standing, page: Page) -> None:
    standing.enter(page.context, "sato")
    page.goto(standing.url("/cases/{fresh}/grants/1/proposal"))
    assert "不支給を起案します" in page.inner_text("#judgement")
    for box in ("main_earner", "housing_at_risk", "seeking_work", "no_overlap", "no_gang_member"):
        page.check(f"[name={box}]")
    page.wait_for_selector("#judgement .verdict--granted")
    assert "37,000円" in page.inner_text("#judgement")


def test_a_decision_without_javascript(standing: Standing, browser: Chromium) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    standing.enter(context, "sato")
    page = context.new_page()
    page.goto(standing.url("/cases/{asked}/quote"))
    page.fill("[name=cause_on]", "R8.9.30")
    page.fill("[name=income_yen]", "100000")
    page.fill("[name=rent_yen]", "45000")
    page.fill("[name=savings_yen]", "0")
    page.get_by_role("button", name="計算する").click()
    assert "37,000円" in page.inner_text("#quote")
    page.goto(standing.url("/cases/{fresh}/grants/1/proposal"))
    page.check("[name=main_earner]")
    page.get_by_role("button", name="見通しを計算し直す").click()
    assert page.is_checked("[name=main_earner]")
    page.get_by_role("button", name="起案する", exact=False).last.click()
    assert "記録しました" in page.inner_text("body")
    context.close()
