"""A fresh, Japanese context of the run's Chromium for each page test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.gallery import app
from tests.pages.serving import served


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
