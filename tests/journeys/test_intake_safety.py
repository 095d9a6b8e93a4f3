"""F75: a secret address on every page of intake, each look at it recorded, and warnings before any contact."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from events.contract.safety import SecretAddressOpened
from events.testing import postgres
from tests.intake.installation import MINATO, Browser, Counter, counter, somebody

HOME, CALL, MAIL = "西区新町一丁目二番三号", "090-5555-1234", "secret@example.jp"


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("safety")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def hide(browser: Browser, **typed):
    case = browser.receive(
        **({"phone": CALL, "address": HOME, "email": MAIL, "visitor_name": "姉"} | typed)
    )
    at = f"/intake/cases/{case}"
    answer = browser.send(f"{at}/secrecy", browser.open(f"{at}/secrecy"), ground="register_measure")
    assert answer.headers["location"].endswith("said=secrecy")
    return case, at


def shows(page) -> list[str]:
    return [secret for secret in (HOME, CALL, MAIL) if secret in page]


def test_f75_a_secret_address_is_on_no_page_until_a_reason_is_recorded(office, browser):
    case, at = hide(browser)
    for path in (
        at, f"{at}?show=steps", f"{at}/triage", f"{at}/referral", f"{at}/emergency",
        f"{at}/application", f"{at}/address", f"{at}/who", "/intake/",
        f"/intake/consultations/new?previous={case}",
    ):  # fmt: skip
        assert shows(browser.open(path)) == [], path
    assert "住所・電話・メールを秘匿しています" in browser.open(at)
    form = browser.open(f"{at}/address")
    refused = browser.send(f"{at}/address", form, reason=" ")
    assert refused.status_code == 422
    assert shows(refused.text) == []
    assert browser.send(f"{at}/address", form, reason="受診の付添い").status_code == 303
    assert shows(browser.open(f"{at}/address")) == [HOME, CALL, MAIL]
    look = office.runtime.log.history(case)[-1]
    assert isinstance(look.fact, SecretAddressOpened)
    assert look.fact.reason.value == "受診の付添い"
    assert "秘匿した住所の閲覧" in browser.open(at)


def test_f75_what_was_opened_is_open_to_that_person_and_for_a_quarter_of_an_hour(office, browser):
    _, at = hide(browser)
    browser.send(f"{at}/address", browser.open(f"{at}/address"), reason="道順")
    colleague = office.sign_in(name="井上 健一")
    assert shows(colleague.open(f"{at}/address")) == []
    began = office.clock.now
    try:
        office.clock.now = began + timedelta(minutes=15)
        assert shows(browser.open(f"{at}/address")) == [HOME, CALL, MAIL]
        office.clock.now = began + timedelta(minutes=16)
        assert shows(browser.open(f"{at}/address")) == []
    finally:
        office.clock.now = began


def test_f75_who_may_read_nothing_of_a_person_cannot_ask_to_see(office, browser):
    _, at = hide(browser)
    auditor = office.sign_in("auditor", name="監査 花子")
    assert auditor.get(f"{at}/address").status_code == 403
    assert office.sign_in("counsellor", MINATO).get(f"{at}/address").status_code == 404


def test_f75_the_visitor_s_number_is_secret_too(browser):
    _, at = hide(browser, visitor_phone="06-9876-5432")
    page = browser.open(at)
    assert "姉" in page
    assert "06-9876-5432" not in page


def test_f75_instructions_stand_before_every_form_of_the_case_and_end_on_their_day(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    form = browser.open(f"{at}/instructions")
    typed = {"forbidden": ["letter", "family"], "never": "元配偶者に知らせない", "safe_name": "図書館",
             "visit_note": "二人で行く", "until": "R8.11.30"}  # fmt: skip
    assert browser.send(f"{at}/instructions", form, **typed).status_code == 303
    for path in (at, f"{at}/referral", f"{at}/application"):
        page = browser.open(path)
        for words in (
            "手紙・書類の郵送、家族・親族への連絡",
            "元配偶者に知らせない",
            "図書館",
            "二人で行く",
        ):
            assert words in page, path
        assert page.text.index("連絡・訪問の前に") < page.text.index('name="command_id"')
    began = office.clock.now
    try:
        office.clock.now = began + timedelta(days=10)
        later = office.sign_in(name="山本 直子")
        assert "連絡・訪問の前に読んでください" not in later.open(f"{at}/referral")
    finally:
        office.clock.now = began


def test_f75_a_lifted_secrecy_shows_the_address_again(browser):
    _, at = hide(browser)
    form = browser.open(f"{at}/secrecy")
    answer = browser.send(f"{at}/secrecy", form, address_secret="no", note="ご本人の申出")
    assert answer.status_code == 303
    assert shows(browser.open(at)) == [HOME, CALL, MAIL]


def test_f75_another_ward_learns_neither_ward_nor_number_of_a_secret_person(office, browser):
    one = somebody()
    hide(browser, name=one.name, kana=one.kana, phone=one.phone)
    elsewhere = office.sign_in("counsellor", MINATO, name="港 太郎")
    panel = elsewhere.panel(kana=one.kana, phone=one.phone)
    assert "ほかの区の受付" in panel
    assert not any(told in panel for told in ("西区", "2026-", one.name, "電話番号が同じ"))
    found = elsewhere.client.post("/intake/search", data={"sought": one.kana})
    assert "西区" not in found.text


def test_f75_a_case_linked_to_a_secret_one_hides_its_address_too(office, browser):
    one = somebody()
    hidden, _ = hide(browser, name=one.name, kana=one.kana, phone=one.phone)
    person = office.runtime.log.history(hidden)[0].fact.person
    case = browser.receive(name=one.name, kana=one.kana, phone=one.phone, address=HOME)
    at = f"/intake/cases/{case}"
    assert shows(browser.open(at)) == [HOME]
    page = browser.open(f"{at}/identity")
    answer = browser.send(f"{at}/identity", page, candidate=str(person), sameness="same")
    assert answer.status_code == 303
    assert shows(browser.open(at)) == []


def test_f75_a_new_consultation_of_the_person_begins_protected(office, browser):
    before, _ = hide(browser)
    page = browser.open(f"/intake/consultations/new?previous={before}")
    answer = browser.send(
        "/intake/consultations", page, channel="telephone", story="また相談", address=HOME
    )
    assert answer.status_code == 303
    case = answer.headers["location"].split("/cases/")[1][:36]
    assert shows(browser.open(f"/intake/cases/{case}")) == []
