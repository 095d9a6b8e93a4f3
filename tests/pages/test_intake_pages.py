"""The pages of intake in a real browser: all checks of the house, and what only a browser can show."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from events.testing import postgres
from tests.intake.installation import (
    PASSWORD,
    Counter,
    counter,
    neighbour,
    somebody,
)
from tests.intake.installation import Browser as Own
from tests.pages.checks import CHECKS, Visit, check_page
from tests.pages.serving import served

pytestmark = pytest.mark.browser
BESIDE = {"/planning": "支援計画", "/benefits": "住居確保給付金", "/reporting": "支援と給付の経過"}
STEPS = ("triage", "referral", "emergency", "application", "identity")
BESIDE_STEPS = ("instructions", "address", "correction", "referrals/1")
"""One page of each look that stands beside the steps: warned, masked, many boxes, a story so far."""


@dataclass(frozen=True)
class Site:
    """The running installation, a signed-in person, and one case with a possible duplicate."""

    office: Counter
    address: str
    login: str
    case: UUID
    kana: str


@pytest.fixture(scope="module")
def site(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("intake")
    beside = {prefix: neighbour(words) for prefix, words in BESIDE.items()}
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder, started=False, beside=beside) as office,
        served(office.app) as at,
    ):
        login = office.account("chief_counsellor", name="山本 直子")
        one, own = somebody(), office.sign_in(name="井上 健一")
        own.receive(name=one.name, kana=one.kana, born_on="S55.3.2", phone=one.phone)
        case = own.receive(
            name=one.name, kana=one.kana, born_on="S55.3.3", topics=["housing"], urgency="same_day",
            story="来月末で退去と言われた。\n子どもが一人いる。", visitor_name="母",
        )  # fmt: skip
        for n in range(5):
            at_case = f"/intake/cases/{case}"
            own.send(f"{at_case}/contacts", own.open(at_case), content=f"連絡{n}", minutes="10")
        protect(own, f"/intake/cases/{case}")
        yield Site(office, at, login, case, one.kana)


def protect(own: Own, at: str) -> None:
    """A secret address, warnings, and a referral that was handed over: the case page with all its parts."""
    handed = {
        "target": "food_bank",
        "reason": "食料",
        "basis": "emergency",
        "manner": "accompanied",
    }
    own.send(f"{at}/referral", own.open(f"{at}/referral"), **handed)
    own.send(f"{at}/secrecy", own.open(f"{at}/secrecy"), ground="register_measure")
    warned = {"forbidden": ["letter", "family"], "never": "元配偶者", "visit_note": "二人で行く"}
    own.send(f"{at}/instructions", own.open(f"{at}/instructions"), **warned)


@pytest.fixture
def desk(page: Page, site: Site) -> Page:
    """A signed-in browser."""
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=login]", site.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/intake/")
    return page


@pytest.mark.parametrize(
    "path",
    [
        "/intake/",
        "/intake/forms",
        "/intake/cases/{case}/papers",
        "/intake/?stage=closed",
        "/intake/consultations/new",
        "/intake/cases/{case}",
    ]
    + [f"/intake/cases/{{case}}/{step}" for step in (*STEPS, *BESIDE_STEPS)]
    + ["/intake/referrals", "/intake/contact-counts"],
)
def test_every_page_passes_every_check(desk, site, path):
    check_page(desk, site.address + path.format(case=site.case))


LOOKS = ("axe", "reflow", "targets", "spacing", "zoom", "forced_colours")


def looks(page: Page) -> list[str]:
    """The checks of the house on a page as it stands, without opening it again."""
    answer = page.request.get(page.url)
    visit = Visit(page, answer, [])
    return [f"{name}: {fault}" for name in LOOKS for fault in CHECKS[name](visit)]


def test_a_form_that_came_back_leads_to_the_slip_and_passes_the_checks_of_its_looks(desk, site):
    desk.goto(f"{site.address}/intake/cases/{site.case}/referral")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#errors")).to_be_focused()
    assert looks(desk) == []


def test_the_form_in_use_passes_the_checks_of_its_looks(desk, site):
    new(desk, site)
    desk.check("[name=urgency][value=same_day]")
    for summary in desk.locator(".folds summary").all():
        summary.click()
    desk.fill("[name=kana]", site.kana)
    desk.fill("[name=born_on]", "平成40年")
    expect(desk.locator("#candidates article")).to_have_count(2)
    expect(desk.locator(".echo--unread")).to_be_visible()
    assert looks(desk) == []


def new(desk: Page, site: Site) -> None:
    desk.goto(f"{site.address}/intake/consultations/new")


def test_urgency_is_seen_without_scrolling_and_opens_the_checklist(desk, site):
    desk.set_viewport_size({"width": 1366, "height": 768})
    new(desk, site)
    assert desk.locator("[name=urgency]").last.bounding_box()["y"] < 768 - 90
    expect(desk.locator("#urgent")).to_be_hidden()
    desk.check("[name=urgency][value=same_day]")
    expect(desk.locator("#urgent")).to_be_visible()


def test_the_panel_follows_the_typing_and_the_cursor_stays(desk, site):
    new(desk, site)
    desk.focus("[name=kana]")
    desk.keyboard.type(site.kana, delay=15)
    expect(desk.locator("#candidates article")).to_have_count(2)
    assert desk.evaluate("document.activeElement.name") == "kana"
    assert desk.input_value("[name=kana]") == site.kana
    choice = desk.locator("#candidates input[value=other]").first
    choice.check()
    desk.focus("[name=phone]")
    desk.keyboard.type("090")
    desk.wait_for_timeout(800)
    expect(choice).to_be_checked()


def test_no_personal_word_is_in_any_address_that_typing_asks_for(desk, site):
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    new(desk, site)
    for name, text in (
        ("name", "田中花子"),
        ("kana", "タナカ"),
        ("born_on", "S551231"),
        ("phone", "0901"),
    ):
        desk.locator(f"[name={name}]").type(text)
    desk.wait_for_timeout(1500)
    assert any("/consultations/candidates" in url for url in asked)
    assert not any(
        word in url for url in asked for word in ("%E7%94%B0", "タナカ", "S551231", "0901")
    )


def test_what_is_typed_is_on_the_server_within_a_second_and_waits_for_a_colleague(desk, site):
    new(desk, site)
    one = somebody()
    desk.fill("[name=name]", one.name)
    desk.fill("[name=story]", "途中まで聴いた")
    expect(desk.locator("[data-draft-text]")).to_contain_text("保存しました", timeout=2500)
    desk.keyboard.press("Alt+l")
    desk.wait_for_url("**/intake/")
    desk.click(f"a.drafts__link:has-text('{one.name}')")
    expect(desk.locator("[name=story]")).to_have_value("途中まで聴いた")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/intake/cases/*")
    expect(desk.locator("h1")).to_have_text(one.name)


def test_enter_in_a_field_sends_nothing(desk, site):
    new(desk, site)
    desk.fill("[name=story]", "x")
    desk.focus("[name=kana]")
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(300)
    assert desk.url.endswith("/consultations/new")


def test_the_other_services_stand_in_the_case_page_and_one_that_is_down_says_so(desk, site):
    desk.route("**/planning/cases/*/panel", lambda route: route.fulfill(status=503, body="x"))
    desk.goto(f"{site.address}/intake/cases/{site.case}")
    down = desk.locator("[data-panel]", has_text="支援計画").get_by_text("いま表示できません")
    expect(down).to_be_visible()
    expect(desk.locator(".card__title", has_text="住居確保給付金")).to_be_visible()


def test_without_javascript_a_consultation_is_received(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(f"{site.address}/sign-in")
    page.fill("[name=login]", site.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.click("text=相談を受け付ける")
    page.fill("[name=kana]", site.kana)
    page.fill("[name=story]", "スクリプトなし")
    page.click("text=重複を確認")
    assert page.locator("#candidates article").count() == 2
    assert page.input_value("[name=story]") == "スクリプトなし"
    page.click("text=受け付ける >> nth=-1")
    assert "/identity" in page.url
    page.click("text=別の方 >> nth=0")
    assert "いまの判断" in page.inner_text("main")
    context.close()


def test_a_tall_box_reached_by_the_keyboard_stands_above_the_bar_of_actions(desk, site):
    desk.set_viewport_size({"width": 390, "height": 844})
    new(desk, site)
    desk.keyboard.press("Tab")
    while not desk.evaluate("document.activeElement.matches('textarea')"):
        desk.keyboard.press("Tab")
    box, bar = desk.locator("#f-story"), desk.locator(".action-bar")
    desk.wait_for_function(
        "([box, bar]) => box.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top",
        arg=[box.element_handle(), bar.element_handle()],
        timeout=3000,
    )


def test_a_form_after_the_end_of_the_sign_in_is_said_in_the_words_of_the_form(desk, site):
    new(desk, site)
    desk.check("[name=channel][value=telephone]")
    desk.fill("[name=name]", "見本 花子")
    desk.select_option("[name=phone_state]", "declined")
    desk.check("[name=topics][value=housing]")
    desk.fill("[name=story]", "家賃を滞納している。\n電気が止まりそう。")
    desk.context.clear_cookies()
    desk.click(".action-bar .button--primary")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("この画面に残っています")
    kept = desk.locator("main .facts")
    said = dict(
        zip(kept.locator("dt").all_inner_texts(), kept.locator("dd").all_inner_texts(), strict=True)
    )
    assert said.items() >= {
        "受付方法": "電話", "氏名": "見本 花子", "電話番号": "回答拒否", "主な相談内容": "住まい",
        "聴き取りメモ": "家賃を滞納している。\n電気が止まりそう。",
    }.items()  # fmt: skip
    assert not any(word in kept.inner_text() for word in ("telephone", "declined", "housing"))
    assert looks(desk) == []
