"""A fresh, Japanese context of the run's Chromium for each page test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.gallery import app
from tests.pages.serving import served

WALK: Final = "test_every_page"
"""Begins the name of a test that checks a list of pages, one by one."""
USUAL: Final = 3
"""Pages of such a list that are checked every time; all others with the slow tests."""
FEWER: Final = {
    "test_benefits_pages.py": 2,
    "test_reporting_pages.py": 1,
    "test_budget_pages.py": 2,
}
"""Lists of which fewer are checked every time: their house takes long to fill."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first pages of each walk stay; the others take a minute and more, and are marked slow."""
    walked = Counter[str]()
    for item in items:
        name = getattr(item, "originalname", "")
        if name.startswith(WALK):
            walked[item.path.name] += 1
            if walked[item.path.name] > FEWER.get(item.path.name, USUAL):
                item.add_marker(pytest.mark.slow)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of the kit's gallery."""
    with served(app) as address:
        yield address
