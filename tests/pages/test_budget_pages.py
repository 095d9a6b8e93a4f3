"""Pages of the household budget in a real browser: accessible, by keyboard, on a phone, and sums while one types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.budgeting import budgeted
from tests.planning.house import PASSWORD, house

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "/sheets/2026-08/edit",
    "/years",
    "/owed",
    "/cash",
    "/plan/edit",
]


@dataclass
class Standing:
    """The running house with one rich budget."""

    case: UUID
    address: str

    def enter(self, page: Page) -> None:
        form = {"login": "yamamoto", "password": PASSWORD}
        page.context.request.post(f"{self.address}/sign-in", form=form, max_redirects=0)

    def url(self, path: str) -> str:
        return f"{self.address}/planning/cases/{self.case}/budget{path}"


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[Standing]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        made.on(date(2026, 5, 7))
        case = made.received()
        budgeted(made, case)
        yield Standing(case, url)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_passes_the_checks(standing: Standing, page: Page, path: str) -> None:
    standing.enter(page)
    check_page(page, standing.url(path))


def test_what_remains_is_counted_while_one_types(standing: Standing, page: Page) -> None:
    standing.enter(page)
    page.goto(standing.url("/sheets/2026-08/edit"))
    page.fill('[name="income-0-planned_yen"]', "１００，０００")
    page.fill('[name="expense-0-planned_yen"]', "130,000円")
    assert page.inner_text(".action-bar [data-left]") == "残り △83,500円"
