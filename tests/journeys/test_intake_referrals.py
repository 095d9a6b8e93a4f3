"""F16, F20, F43, F53, F59: a referral from the hand-over to its outcome, and the list of those to be asked."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from events.contract.codes import EmergencyHelp, ReferralTarget
from events.contract.exporting import ExportedList
from events.host.address import Address
from events.testing import postgres
from services.intake import decisions
from tests.intake.installation import MINATO, Browser, Counter, counter, somebody
from tests.planning import house as planning
from tests.planning.people import assessed


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("referrals")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def refer(browser: Browser, **typed):
    one = somebody()
    case = browser.receive(name=one.name, kana=one.kana)
    at = f"/intake/cases/{case}"
    told = {"target": "emergency_small_loan", "reason": "家賃", "basis": "consent", "uncovered": "口頭の同意",
            "manner": "accompanied", "programme": "emergency_small_loan", "in_charge": "社協 田中"}  # fmt: skip
    answer = browser.send(f"{at}/referral", browser.open(f"{at}/referral"), **(told | typed))
    assert answer.status_code == 303
    return at, one


def step(browser: Browser, at: str, **typed) -> None:
    form = browser.open(f"{at}/referrals/1")
    answer = browser.send(f"{at}/referrals/1", form, **typed)
    assert answer.headers["location"].endswith("said=referral-step")


def test_f53_a_loan_is_followed_from_the_hand_over_to_the_money(browser):
    at, one = refer(browser)
    listed = browser.open("/intake/referrals")
    assert one.name in listed
    assert "緊急小口資金" in listed
    assert one.name not in browser.open("/intake/referrals?show=due")
    step(browser, at, step="accepted")
    step(browser, at, step="applied")
    page = browser.open(f"{at}/referrals/1")
    for words in ("同行した", "社協 田中", "受け入れられた", "申請した"):
        assert words in page
    step(browser, at, step="received", note="3月分")
    assert one.name not in browser.open("/intake/referrals")
    assert one.name in browser.open("/intake/referrals?show=all")
    case = browser.open(at)
    assert "受け取った(送金・現物)" in case
    assert "つなぎの段取り" in case


def test_who_records_no_step_is_not_led_to_the_form(office, browser):
    at, one = refer(browser)
    reader = office.sign_in("decision_maker", name="決裁 花子").open("/intake/referrals")
    assert one.name in reader
    assert f"{at}/referrals/1" not in reader.text
    assert f"{at}/referrals/1" in browser.open("/intake/referrals").text


def test_f16_a_body_that_did_not_answer_is_due_again_on_the_day_named(office, browser):
    at, one = refer(browser, ask_back_on="R8.11.25", target="hello_work",
                    programme="hello_work_joint")  # fmt: skip
    began = office.clock.now
    try:
        office.clock.now = began + timedelta(days=4)
        later = office.sign_in(name="井上 健一")
        assert one.name in later.open("/intake/referrals?show=due")
        step(later, at, step="unanswered", ask_back_on="R8.12.1")
        assert one.name not in later.open("/intake/referrals?show=due")
        assert "R8.12.1" in later.open("/intake/referrals")
    finally:
        office.clock.now = began


def test_f59_a_refusal_without_a_reason_keeps_what_was_typed(browser):
    at, _ = refer(browser)
    form = browser.open(f"{at}/referrals/1")
    answer = browser.send(f"{at}/referrals/1", form, step="declined", stepped_on="R8.11.21")
    assert answer.status_code == 422
    assert "理由を一言" in answer.text
    assert browser.get(f"{at}/referrals/2").status_code == 404
    assert browser.get(f"{at}/helps/1").status_code == 404


def test_the_list_leaves_as_a_file_of_one_s_own_wards_and_is_a_fact(office, browser):
    at, one = refer(browser)
    chief = office.sign_in("chief_counsellor", name="主任 花子")
    answer = chief.get("/intake/referrals/export.csv?show=waiting")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:5] == ["受付番号", "区", "氏名", "つなぎ", "つなぎ先"]
    assert [row for row in rows if one.name in row]
    log = office.runtime.log
    *_, stated = log.read_rows(log.reading.page(log.reading.head() - 1))
    assert stated.fact.listed is ExportedList.REFERRALS
    assert browser.get("/intake/referrals/export.csv").status_code == 403
    elsewhere = office.sign_in("counsellor", MINATO, name="港 太郎")
    assert one.name not in elsewhere.open("/intake/referrals?show=all")
    assert elsewhere.get(f"{at}/referrals/1").status_code == 404


def test_f20_emergency_help_shows_its_days_and_its_outcome(office, browser):
    case = browser.receive(received_on="R8.11.18")
    at = f"/intake/cases/{case}"
    browser.send(f"{at}/emergency", browser.open(f"{at}/emergency"), help="food_aid")
    assert "受付から3日" in browser.open(at)
    form = browser.open(f"{at}/helps/1")
    answer = browser.send(f"{at}/helps/1", form, outcome="reached", note="米5キロ")
    assert answer.headers["location"].endswith("said=help-outcome")
    page = browser.open(at)
    assert "支援が届いた" in page
    assert "緊急的な支援の結果" in page


def test_f20_a_later_plan_sees_the_help_that_came_before_it(address: Address) -> None:
    with planning.house(address) as made, TestClient(made.app):
        case = made.received()
        day = made.today
        made._intake(case, planning.NISHI, decisions.arrange_emergency_help,
                     decisions.ArrangeEmergencyHelp(today=day, arranged_on=day, help=EmergencyHelp.FOOD_AID, note="米"))  # fmt: skip
        made._intake(case, planning.NISHI, decisions.make_referral,
                     decisions.MakeReferral(today=day, referred_on=day, target=ReferralTarget.HELLO_WORK,
                                            reason="仕事を探したい", basis=decisions.SharingBasis.NOTHING_SHARED))  # fmt: skip
        made.caught_up()
        assessed(made, case)
        for path in (f"/cases/{case}", f"/cases/{case}/plan"):
            page = planning.Browser(made, "yamamoto").open(path)
            for words in ("緊急支援・つなぎ", "食料支援", "ハローワーク", "返事待ち", "0日"):
                assert words in page.words, path
            assert "仕事を探したい" not in page.words
