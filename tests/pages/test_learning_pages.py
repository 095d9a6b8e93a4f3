"""The pages of children's learning in a real browser: accessible, by keyboard, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.house import PASSWORD, house
from tests.planning.learning import under_way

pytestmark = pytest.mark.browser

PAGES = [
    "/learning",
    "/learning/tutors",
    "{site}?month=2026-05",
    "{site}/days/2026-05-23",
    "/cases/{case}/child-learning",
    "/cases/{case}/child-learning/1/tutors",
    "/cases/{case}/child-learning/1/plan",
]


@pytest.mark.slow
def test_the_pages_of_childrens_learning_pass_the_checks(servers: Servers, page: Page) -> None:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        case, site, _ = under_way(made)
        form = {"login": "yamamoto", "password": PASSWORD}
        answer = page.context.request.post(f"{url}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303
        for path in PAGES:
            check_page(page, f"{url}/planning{path.format(case=case, site=site)}")
