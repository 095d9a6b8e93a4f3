"""F5 and F17 on the pages: the task when 生活保護 begins, and how far things have been heard."""

import re
from collections.abc import Iterator

import pytest

from events.testing import postgres
from services.intake.worklist import WORKLIST
from tests.intake.installation import Browser, Counter, counter


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("assistance")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def test_f5_the_beginning_of_public_assistance_is_a_task_until_it_is_answered(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    form = browser.open(f"{at}/assistance")
    assert browser.send(f"{at}/assistance", form, started_on="R8.11.20").status_code == 303
    assert "生活保護が始まっています（R8.11.20から）" in browser.open(at)
    assert "生活保護開始" in browser.open("/intake/")
    assert office.runtime.tables.row(WORKLIST, case).next_on.isoformat() == "2026-11-20"
    form = browser.open(f"{at}/assistance/answer")
    answer = browser.send(f"{at}/assistance/answer", form, answer="continued", note="特定被保護者")
    assert answer.status_code == 303
    page = browser.open(at)
    assert "生活保護が始まっています" not in page
    assert "特定被保護者として支援を続ける" in page
    assert "生活保護開始" not in browser.open("/intake/")
    assert office.runtime.tables.row(WORKLIST, case).closed_on is None


def test_f5_the_standing_of_a_recipient_is_shown_with_what_it_opens(office, browser):
    at = f"/intake/cases/{browser.receive()}"
    lone = browser.send(f"{at}/recipient", browser.open(f"{at}/recipient"), standing="specified")
    assert lone.status_code == 422
    form = browser.open(f"{at}/assistance")
    assert browser.send(f"{at}/assistance", form, started_on="R8.11.1").status_code == 303
    assert "特定被保護者かは未確認" in browser.open(at)
    form = browser.open(f"{at}/recipient")
    assert "地域居住支援の部分だけ" in form
    told = {"standing": "specified", "since_on": "R8.11.5", "note": "保護課と確認"}
    early = browser.send(f"{at}/recipient", form, **{**told, "since_on": "R7.3.31"})
    assert "その日には使えない区分です" in early.text
    assert browser.send(f"{at}/recipient", form, **told).status_code == 303
    page = browser.open(at).text
    card = page[page.index('id="recipient"') :]
    assert "利用できる事業：就労準備支援、家計改善支援、居住支援" in card
    assert "保護課と確認" in page


def test_f17_the_page_says_how_far_each_part_was_heard(office, browser):
    case = browser.receive(
        name="見本 一郎", kana="ミホン イチロウ", phone_state="declined", sex="male"
    )
    page = browser.open(f"/intake/cases/{case}").text
    part = page[page.index('id="heard"') :]
    lines = re.findall(r"<li>(.*?)</li>", part[: part.index("</ul>")], re.DOTALL)
    plain = [re.sub(r"<[^>]+>", "", line) for line in lines]
    assert plain == [
        "ご本人5項目のうち3項目",
        "連絡先3項目のうち0項目（回答拒否1）",
        "相談のきっかけ2項目のうち0項目",
    ]
