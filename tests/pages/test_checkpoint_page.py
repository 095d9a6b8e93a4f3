"""時点票 in a real browser: every check of a page, and one sheet of A4 for all four logs."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from events.host.checkpoint_sheet import Printed, Unsigned, printed
from events.testing import postgres
from tests.events.host.conftest import PASSWORD, House, installed
from tests.events.host.test_forms import CASE, filled
from tests.pages.checks import check_page
from tests.pages.serving import served
from tests.witness.test_chain import signed

pytestmark = pytest.mark.browser
NAMES = ("受付", "支援計画", "給付", "集計")


@pytest.fixture(scope="module")
def site(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    with (
        postgres.copied(servers.office) as address,
        installed(address, tmp_path_factory.mktemp("host") / "home") as house,
        served(house.app) as at,
    ):
        house.around.settings.home.mkdir(exist_ok=True)
        yield house, at


@pytest.fixture
def sheet(page: Page, site: tuple[House, str]) -> Page:
    house, at = site
    page.goto(f"{at}/sign-in")
    page.fill("[name=login]", house.account("auditor").login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/status")
    return page


def part(house: House) -> Printed:
    made = printed("受付", house.runtime.ledger)
    if isinstance(made, Unsigned):
        browser = house.sign_in("counsellor")
        assert browser.post(f"/intake/cases/{CASE}", data=filled()).status_code == 303
        assert signed(house) == 1
        made = printed("受付", house.runtime.ledger)
    assert isinstance(made, Printed)
    return replace(made, size=20_852_163)


def test_four_logs_fit_on_one_sheet(sheet: Page, site: tuple[House, str]):
    house, at = site
    four = [replace(part(house), name=name) for name in NAMES]
    house.app.state.sheets = lambda: four
    check_page(sheet, f"{at}/checkpoints")
    sheet.goto(f"{at}/checkpoints")
    sheet.emulate_media(media="print")
    pdf = sheet.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert sheet.locator(".checkpoint__code svg").count() == 4


def test_a_log_that_never_signed_says_so(sheet: Page, site: tuple[House, str]):
    house, at = site
    house.app.state.sheets = lambda: [Unsigned(name) for name in NAMES]
    sheet.goto(f"{at}/checkpoints")
    assert sheet.get_by_text("まだ署名した時点がありません。").count() == 4
