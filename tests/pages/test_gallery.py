"""Every page of the gallery passes every check, so every macro does."""

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.checks import check_page, check_without_script

pytestmark = pytest.mark.browser

PAGES = ["/", "/intake", "/fields", "/case", "/dashboard", "/parts", "/confirm"]
REFUSED = [403, 404, 409, 422, 503]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_kit_passes_every_check(page: Page, gallery: str, path: str) -> None:
    check_page(page, gallery + path)


@pytest.mark.parametrize("status", REFUSED)
def test_a_refusal_is_a_page_like_any_other(page: Page, gallery: str, status: int) -> None:
    check_page(page, f"{gallery}/refused/{status}")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/intake", "昭和55年3月2日（1980-03-02）"),
        ("/fields", "入力を確かめてください"),
        ("/case", "住居確保給付金を開く"),
        ("/dashboard", "905"),
        ("/parts", "5／13"),
    ],
)
def test_a_page_says_the_same_without_javascript(
    browser: Browser, gallery: str, path: str, text: str
) -> None:
    check_without_script(browser, gallery + path, text)
