"""The pages on the way to work in a real browser: accessible, by keyboard, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.house import PASSWORD, house
from tests.planning.toward_work import under_way

pytestmark = pytest.mark.browser

PAGES = [
    "/employment",
    "/employment/day",
    "/employment/places",
    "/cases/{case}/work-preparation",
    "/cases/{case}/work-preparation/rhythm",
    "/cases/{case}/linked-programmes",
    "/cases/{case}/certified-training",
]


@pytest.mark.slow
def test_the_pages_on_the_way_to_work_pass_the_checks(servers: Servers, page: Page) -> None:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        case = under_way(made)[0]
        form = {"login": "yamamoto", "password": PASSWORD}
        answer = page.context.request.post(f"{url}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303
        for path in PAGES:
            check_page(page, f"{url}/planning{path.format(case=case)}")
