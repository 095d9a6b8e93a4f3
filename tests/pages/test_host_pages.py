"""The pages of the host in a real browser: entering, the password, 状態, and forms that came back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from events.host.sign_in_pages import Demo, DemoAccount
from events.log.unstored import Unavailable
from events.testing import postgres
from tests.events.host.conftest import PASSWORD, House, installed
from tests.events.host.test_forms import STORY
from tests.pages.checks import check_page, check_without_script
from tests.pages.serving import served

pytestmark = pytest.mark.browser
PEOPLE = Demo(
    PASSWORD,
    tuple(DemoAccount(f"d{n}", "見本 花子", "相談支援員", "西区", "受け付ける") for n in range(9)),
)


@dataclass(frozen=True)
class Site:
    house: House
    address: str
    login: str


@pytest.fixture(scope="module", params=[None, PEOPLE], ids=["installation", "demo"])
def site(request, servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with (
        postgres.copied(servers.office) as address,
        installed(address, tmp_path_factory.mktemp("host") / "home", request.param) as house,
        served(house.app) as at,
    ):
        house.around.settings.home.mkdir(exist_ok=True)
        yield Site(house, at, house.account("counsellor").login)


@pytest.fixture
def desk(page: Page, site: Site) -> Page:
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=login]", site.login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/intake/")
    return page


def test_the_page_to_enter_passes_every_check(page: Page, site: Site):
    check_page(page, f"{site.address}/sign-in")


def test_it_works_without_javascript(browser: Browser, site: Site):
    check_without_script(browser, f"{site.address}/sign-in", expect="パスワード")


def test_a_wrong_password_leads_to_the_sentence(page: Page, site: Site):
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=login]", site.login)
    page.fill("[name=password]", "wrong wrong wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#f-password")).to_have_value("")
    expect(page.locator("#f-login")).to_have_value(site.login)


@pytest.mark.parametrize("path", ["/status", "/account/password"])
def test_pages_of_a_signed_in_person_pass_every_check(desk: Page, site: Site, path: str):
    check_page(desk, site.address + path)


def test_a_form_that_could_not_be_recorded_comes_back_with_its_text_and_its_draft(
    desk: Page, site: Site, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise Unavailable("full")

    desk.goto(f"{site.address}/intake/new")
    desk.fill("[name=received_on]", "R8.11.20")
    desk.fill("[name=story]", STORY)
    action = "document.forms.toy.action = '/intake/cases/6f0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e77'"
    desk.fill("[name=channel]", "telephone")
    desk.evaluate(action)
    with monkeypatch.context() as patch:
        patch.setattr(site.house.runtime.log, "append", full)
        desk.click("#toy button[type=submit]")
        expect(desk.locator("#note")).to_be_focused()
    expect(desk.locator("[name=story]")).to_have_value(STORY)
    expect(desk.locator("#note")).to_contain_text("下書きとして保存しました")


def test_a_form_after_the_end_of_the_sign_in_is_sent_again_from_the_same_page(
    browser: Browser, desk: Page, site: Site
):
    desk.goto(f"{site.address}/intake/new")
    desk.fill("[name=received_on]", "R8.11.20")
    desk.fill("[name=channel]", "telephone")
    desk.fill("[name=story]", f"{STORY}\n二行目")
    desk.evaluate(
        "document.forms.toy.action = '/intake/cases/6f0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e78'"
    )
    site.house.clock.pass_(hours=9)
    desk.click("#toy button[type=submit]")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("この画面に残っています")
    expect(desk.get_by_text("二行目")).to_be_visible()
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="ログインする").click()
    other = opened.value
    other.fill("[name=login]", site.login)
    other.fill("[name=password]", PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url("**/intake/")
    before = site.house.runtime.log.reading.head()
    with desk.expect_navigation():
        desk.get_by_role("button", name="もう一度送る").click()
    facts = list(site.house.runtime.log.read(before))
    assert [fact.fact.story.value for fact in facts] == [f"{STORY}\n二行目"]


def test_on_a_phone_the_tables_of_the_state_need_no_scrolling(desk: Page, site: Site):
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"{site.address}/status")
    hidden = "tables => tables.map(one => one.scrollWidth - one.clientWidth)"
    assert set(desk.locator(".table-scroll").evaluate_all(hidden)) == {0}
