"""The board of rooms, a stay and the form of moving in, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.conftest import Servers
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.planning.homes_at_work import homes_at_work
from tests.planning.house import PASSWORD, house

pytestmark = pytest.mark.browser

PAGES = ["/shelter", "/cases/{resident}/shelter", "/cases/{looked}/shelter/move-in"]


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[tuple[str, dict[str, UUID | str]]]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, served(made.app) as url:
        yield url, homes_at_work(made)


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_lodging_pass_the_checks(standing, page: Page, path: str) -> None:
    url, ids = standing
    form = {"login": "yamamoto", "password": PASSWORD}
    page.context.request.post(f"{url}/sign-in", form=form, max_redirects=0)
    check_page(page, f"{url}/planning{path.format(**ids)}")
