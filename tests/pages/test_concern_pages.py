"""What comes before a case in a real browser: all checks of the house on the pages with something in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from events.testing import postgres
from tests.intake.installation import PASSWORD, counter, somebody
from tests.journeys.test_before_case import do, hold, note
from tests.pages.checks import check_page
from tests.pages.serving import served

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """The running installation, who signs in, a concern and a council that spoke of it."""

    address: str
    login: str
    concern: str
    council: str


@pytest.fixture(scope="module")
def site(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("concerns")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder, started=False) as office,
        served(office.app) as at,
    ):
        login = office.account("chief_counsellor", name="山本 直子")
        own, one = office.sign_in("chief_counsellor", name="井上 健一"), somebody()
        own.receive(name=one.name, kana=one.kana, phone=one.phone)
        concern = note(
            own, name=one.name, kana=one.kana, phone=one.phone, source="", partner="p-gas",
            noted_on="R8.11.10", urgency="same_day", reply_wanted="yes",
        )  # fmt: skip
        do(own, concern, "look", method="visit_or_accompaniment", outcome="absent")
        council = hold(own)
        item = f"/intake/councils/{council}"
        own.send(
            f"{item}/items", own.open(item), concern=str(concern), shared="水道の使用がない",
            outcome="watch",
        )  # fmt: skip
        do(own, concern, "reply", scope="receipt_only")
        note(own)
        yield Site(at, login, str(concern), str(council))


@pytest.fixture
def desk(page: Page, site: Site) -> Page:
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=login]", site.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/intake/")
    return page


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["/intake/concerns?standing=", "/intake/concerns/{concern}", "/intake/councils/{council}"],
)
def test_a_page_with_something_in_it_passes_every_check(desk: Page, site: Site, path: str) -> None:
    check_page(desk, site.address + path.format(concern=site.concern, council=site.council))


def test_a_reply_prints_as_a_letter_without_the_frame_of_the_program(
    desk: Page, site: Site
) -> None:
    desk.goto(f"{site.address}/intake/concerns/{site.concern}/replies/1")
    desk.emulate_media(media="print")
    assert desk.locator(".letter").is_visible()
    assert not desk.locator("header").first.is_visible()
    assert not desk.locator("nav.crumbs").is_visible()
