"""The pages beside the cases in a real browser: accessible, by keyboard, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.community import lively
from tests.planning.house import PASSWORD, house

pytestmark = pytest.mark.browser

LISTS = ["resources", "shortages", "network", "publicity", "learning", "block-meetings"]


@pytest.mark.slow
def test_the_pages_beside_the_cases_pass_the_checks(servers: Servers, page: Page) -> None:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        case, paths = lively(made)
        form = {"login": "yamamoto", "password": PASSWORD}
        answer = page.context.request.post(f"{url}/sign-in", form=form, max_redirects=0)
        assert answer.status == 303
        lists = [f"/community/{register}" for register in LISTS]
        entries = [paths["resources"], paths["publicity"], paths["learning"]]
        forms = ["/community/resources/new", "/community/learning/new"]
        for path in ["/community", *lists, *entries, *forms, f"/cases/{case}/resources"]:
            check_page(page, f"{url}/planning{path}")
