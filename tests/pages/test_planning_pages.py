"""Every page of planning in a real browser: accessible, usable by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.circumstances import told
from tests.planning.house import PASSWORD, House, house
from tests.planning.people import meeting_about, stages

pytestmark = pytest.mark.browser

PAGES = [
    ("yamamoto", "/"),
    ("yamamoto", "/?step=all"),
    ("yamamoto", "/cases/{received}"),
    ("yamamoto", "/cases/{active}"),
    ("sato", "/cases/{before}"),
    ("yamamoto", "/cases/{over}"),
    ("yamamoto", "/cases/{active}/plans/1"),
    ("yamamoto", "/cases/{received}/assessment"),
    ("yamamoto", "/cases/{ready}/completion"),
    ("yamamoto", "/cases/{back}/plan"),
    ("yamamoto", "/cases/{back}/agreement"),
    ("inoue", "/cases/{before}/conference"),
    ("sato", "/cases/{put}/proposal"),
    ("kimura", "/cases/{put}/decision"),
    ("kimura", "/cases/{put}/refusal"),
    ("yamamoto", "/cases/{active}/services/office_employment_support/start"),
    ("yamamoto", "/cases/{active}/services/housing_security/end"),
    ("yamamoto", "/cases/{active}/monitoring"),
    ("yamamoto", "/cases/{active}/amendment"),
    ("yamamoto", "/cases/{active}/work"),
    ("yamamoto", "/cases/{active}/income"),
    ("yamamoto", "/cases/{active}/suspension"),
    ("yamamoto", "/cases/{active}/resumption"),
    ("yamamoto", "/cases/{active}/evaluation"),
    ("inoue", "/cases/{ending}/evaluation-conference"),
    ("yamamoto", "/cases/{ending}/renewal"),
    ("yamamoto", "/cases/{active}/closure"),
    ("yamamoto", "/cases/{over}/follow-up"),
    ("inoue", "/conferences/new"),
    ("inoue", "/conferences/{meeting}"),
    ("inoue", "/conferences/{meeting}/items/1"),
    ("kimura", "/cases/{put}/review"),
    ("yamamoto", "/cases/{active}/deliveries/new"),
    ("yamamoto", "/cases/{ready}"),
    ("yamamoto", "/cases/{ready}/assessments"),
    ("yamamoto", "/cases/{ready}/household"),
    ("yamamoto", "/cases/{ready}/issues"),
    ("yamamoto", "/cases/{ready}/benefits/check"),
    ("inoue", "/workload"),
    ("inoue", "/checks"),
    ("inoue", "/absences"),
    ("inoue", "/absences/new"),
    ("inoue", "/cases/{active}/supervision"),
    ("inoue", "/cases/{active}/supervision/worker"),
]


@dataclass
class Standing:
    """The running house, one case per stage, and its address."""

    house: House
    cases: dict[str, UUID]
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}/planning{path.format(**self.cases)}"

    def enter(self, context: BrowserContext, login: str) -> None:
        form = {"login": login, "password": PASSWORD}
        answer = context.request.post(f"{self.address}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[Standing]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        cases = stages(made)
        told(made, cases["ready"])
        yield Standing(made, cases | {"meeting": meeting_about(made, cases["before"])}, url)


@pytest.mark.parametrize(("login", "path"), PAGES, ids=[path for _, path in PAGES])
def test_every_page_passes_the_checks(
    standing: Standing, page: Page, login: str, path: str
) -> None:
    standing.enter(page.context, login)
    check_page(page, standing.url(path))


def test_a_form_that_came_back_passes_the_checks(standing: Standing, page: Page) -> None:
    """The summary takes the focus, so the walk does not begin at the top."""
    standing.enter(page.context, "inoue")
    page.goto(standing.url("/cases/{before}/conference"))
    page.get_by_role("button", name="結果を記録する").click()
    page.wait_for_selector("#errors, .notice--error")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_list_is_given_its_names_by_intake(standing: Standing, page: Page) -> None:
    standing.enter(page.context, "yamamoto")
    page.goto(standing.url("/?step=all"))
    page.wait_for_selector(".named:has-text('山本 花子')")


def test_a_decision_without_javascript(standing: Standing, browser: Chromium) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    standing.enter(context, "kimura")
    page = context.new_page()
    page.goto(standing.url("/cases/{put}/decision"))
    for row in range(2):
        page.fill(f'[name="grantings-{row}-number"]', f"西福第{50 + row}号")
    page.get_by_role("button", name="支援決定をする").click()
    assert "記録しました" in page.inner_text("body")
    assert "西福第51号" in page.inner_text("body")
    context.close()


def test_rows_grow_with_the_keyboard_and_take_the_focus(standing: Standing, page: Page) -> None:
    standing.enter(page.context, "yamamoto")
    page.goto(standing.url("/cases/{back}/plan"))
    before = page.locator("[name$='-action']").count()
    page.get_by_role("button", name="実施内容の行を足す").press("Enter")
    page.wait_for_load_state()
    assert page.locator("[name$='-action']").count() == before + 1
    focused = page.evaluate("document.activeElement.name")
    assert focused == f"measures-{before}-action"
