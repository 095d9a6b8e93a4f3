"""F19 on the pages: whom one may tell, until when; what is taken back closes what was shared on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from events.testing import postgres
from tests.intake.installation import MINATO, Browser, Counter, Page, counter, somebody

SCOPE = {
    "parties": ["employment_office", "conference"],
    "contents": ["support"],
    "manner": "signed_paper",
    "signed_by": "見本 花子",
}


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("consent")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def consented(browser: Browser, at: str, **typed: object) -> None:
    form = browser.open(f"{at}/consent")
    answer = browser.send(f"{at}/consent", form, **{**SCOPE, **typed})
    assert answer.status_code == 303, Page(answer.text).errors


def withdrawn(browser: Browser, at: str, number: int) -> None:
    path = f"{at}/consents/{number}/withdrawal"
    assert browser.send(path, browser.open(path), manner="telephone").status_code == 303


def test_f19_the_case_says_whom_one_may_tell_and_until_when(office, browser):
    at = f"/intake/cases/{browser.receive(name=somebody().name)}"
    assert "情報提供の同意の記録がありません" in browser.open(f"{at}/referral")
    consented(browser, at, until="R8.12.10", excluded="病名")
    page = browser.open(at)
    assert "支援調整会議の構成員、ハローワーク" in page
    assert "書面に署名" in page
    assert "病名" in page
    assert "R8.12.10まで" in page
    assert "本人が同意している範囲" in browser.open(f"{at}/referral")
    lacking = browser.send(f"{at}/consent", browser.open(f"{at}/consent"), manner="electronic")
    assert lacking.status_code == 422
    named = {**SCOPE, "manner": "electronic"}
    unread = browser.send(f"{at}/consent", browser.open(f"{at}/consent"), **named)
    assert "本人がこの画面の説明を読み" in unread.text
    consented(browser, at, manner="electronic", confirmed="yes", parties=["school"])
    assert "電子(画面で本人が確かめて入力)" in browser.open(at)


def test_f19_what_ends_soon_is_on_the_list_and_what_ended_is_told_apart(office, browser):
    who = somebody()
    at = f"/intake/cases/{browser.receive(name=who.name, kana=who.kana)}"
    consented(browser, at, until="R8.12.10")
    assert who.name in browser.open("/intake/consents")
    assert who.name not in browser.open("/intake/consents?show=closed")
    stranger = office.sign_in("counsellor", MINATO, name="井上 健一")
    assert at not in stranger.open("/intake/consents?show=all").text
    withdrawn(browser, at, 1)
    assert who.name not in browser.open("/intake/consents")
    closed = browser.open("/intake/consents?show=closed")
    assert who.name in closed
    assert "提供できない" in closed


def test_f19_whom_no_consent_names_is_told_only_with_a_reason(browser):
    at = f"/intake/cases/{browser.receive(name=somebody().name)}"
    consented(browser, at, parties=["employment_office"])
    form = browser.open(f"{at}/referral")
    assert "いま有効な同意の記録に含まれないつなぎ先" in form
    food = {"target": "food_bank", "reason": "食料がない", "basis": "consent"}
    stopped = browser.send(f"{at}/referral", form, **food)
    assert stopped.status_code == 422
    assert any("いま有効な同意の記録がありません" in error for error in Page(stopped.text).errors)
    told = food | {"uncovered": "窓口で口頭の同意を得た"}
    assert browser.send(f"{at}/referral", form, **told).status_code == 303
    page = browser.open(at)
    assert "記録のない同意による情報提供" in page
    assert "窓口で口頭の同意を得た" in page
    named = {"target": "hello_work", "reason": "求職", "basis": "consent"}
    assert (
        browser.send(f"{at}/referral", browser.open(f"{at}/referral"), **named).status_code == 303
    )


def test_f19_a_withdrawn_consent_closes_referral_and_transfer(office, browser):
    case = browser.receive(name=somebody().name, story="家賃が払えない")
    at = f"/intake/cases/{case}"
    consented(browser, at, parties=["municipality"])
    asked = {"to_area": MINATO, "basis": "consent", "reason": "転居", "items": ["reception"]}
    path = f"{at}/transfer"
    assert browser.send(path, browser.open(path), **asked).status_code == 303
    letter = f"{at}/transfer/1/letter"
    assert "家賃が払えない" in browser.open(letter)
    withdrawn(browser, at, 1)
    assert "いまは関係機関に提供できません" in browser.open(at)
    closed = browser.open(letter)
    assert "この引継書は印刷できません" in closed
    assert "家賃が払えない" not in closed
    receiver = office.sign_in("chief_counsellor", MINATO, name="港 主任")
    waiting = f"/intake/transfers/{case}/1"
    page = receiver.open(waiting)
    assert "本人の同意がないため" in page
    refused = receiver.send(waiting, page, accepts="yes")
    assert "本人の同意が、いまはありません" in refused.text
    to_hello_work = {"target": "hello_work", "reason": "求職", "basis": "consent"}
    form = browser.open(f"{at}/referral")
    assert "関係機関への情報提供の同意がありません" in form
    stopped = browser.send(f"{at}/referral", form, **to_hello_work)
    assert any("同意は、いまはありません" in error for error in Page(stopped.text).errors)
    on_law = {**to_hello_work, "basis": "emergency"}
    assert browser.send(f"{at}/referral", form, **on_law).status_code == 303


def test_f19_the_consent_of_the_application_can_be_taken_back_too(office, browser):
    at = f"/intake/cases/{browser.receive(name=somebody().name)}"
    form = browser.open(f"{at}/application")
    told = {"medium": "counter", "consent_handling": "yes", "consent_sharing": "yes"}
    assert browser.send(f"{at}/application", form, **told).status_code == 303
    assert "同意あり（範囲の記録なし）" in browser.open(at)
    withdrawn(browser, at, 0)
    assert "利用申込のときの同意" in browser.open(at)
    assert "いまは関係機関に提供できません" in browser.open(at)
    assert browser.get(f"{at}/consents/7/withdrawal").status_code == 404


def test_f19_who_comes_back_confirms_the_former_consent_anew(office, browser):
    who = somebody()
    former = browser.receive(name=who.name, kana=who.kana)
    before = f"/intake/cases/{former}"
    consented(
        browser, before, parties=["school", "other"], others="見本法律事務所", excluded="病名"
    )
    consented(browser, before, parties=["medical"])
    withdrawn(browser, before, 2)
    again = browser.open(f"/intake/consultations/new?previous={former}")
    answer = browser.send("/intake/consultations", again, story="また家賃が払えない")
    assert answer.status_code == 303, Page(answer.text).errors
    at = f"/intake/cases/{answer.headers['location'].split('/cases/')[1][:36]}"
    assert "情報提供の同意の記録がありません" in browser.open(f"{at}/referral"), (
        "nothing is carried over"
    )
    page = browser.open(f"{at}/consent")
    assert "前のケースの同意" in page
    assert "学校・教育機関" in page
    assert "consent?before=2" not in page.text, "what was taken back is not offered"
    filled = browser.open(f"{at}/consent?before=1")
    assert browser.send(f"{at}/consent", filled).status_code == 422, "how it is given is asked anew"
    oral = {"manner": "oral_witnessed", "witness": "山本", "second_witness": "井上"}
    assert browser.send(f"{at}/consent", filled, **oral).status_code == 303
    case = browser.open(at)
    for words in ("学校・教育機関", "見本法律事務所", "病名", "山本"):
        assert words in case, words
    stranger = browser.open(f"{before}/consent")
    assert "前のケースの同意" not in stranger
