"""A reception with a slip is put right: the page, the search and the list show it, the first words stay."""

from collections.abc import Iterator

import pytest

from events.contract.codes import Urgency
from events.testing import postgres
from services.intake.worklist import WORKLIST
from tests.intake.installation import MINATO, Counter, counter, somebody


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("corrections")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


def test_the_right_name_is_shown_and_found_and_the_first_stays_in_the_timeline(office):
    browser = office.sign_in(name="山本 直子")
    wrong, right = somebody(), somebody()
    case = browser.receive(name=wrong.name, kana=wrong.kana, phone=wrong.phone)
    at = f"/intake/cases/{case}"
    form = browser.open(f"{at}/correction")
    assert wrong.name in form
    typed = {"name": right.name, "kana": right.kana, "phone": right.phone,
             "urgency": "same_day", "reason": "聞き間違い"}  # fmt: skip
    answer = browser.send(f"{at}/correction", form, **typed)
    assert answer.headers["location"].endswith("said=corrected")
    page = browser.open(at)
    assert f'<h1 class="person">{right.name}</h1>' in page
    assert right.phone in page
    for words in ("相談受付の訂正", "聞き間違い", f"正しくは {right.name}", "の訂正"):
        assert words in page
    assert office.runtime.log.history(case)[0].fact.name.value == wrong.name
    found = browser.client.post("/intake/search", data={"sought": right.kana})
    assert right.name in found.text
    assert right.name in browser.panel(kana=right.kana, phone=right.phone)
    for lost in (wrong.kana, wrong.phone):
        assert str(case) not in browser.client.post("/intake/search", data={"sought": lost}).text
    assert office.runtime.tables.row(WORKLIST, case).urgency is Urgency.SAME_DAY


def test_who_recorded_it_and_the_chief_may_correct(office):
    browser = office.sign_in(name="山本 直子")
    at = f"/intake/cases/{browser.receive(name='見本 一郎')}"
    colleague = office.sign_in(name="井上 健一")
    assert f'href="{at}/correction"' not in colleague.open(at)
    assert colleague.get(f"{at}/correction").status_code == 403
    assert f'href="{at}/correction"' in browser.open(at)
    chief = office.sign_in("chief_counsellor", name="主任 花子")
    typed = {"name": "見本 二郎", "reason": "名を取り違えた"}
    form = chief.open(f"{at}/correction")
    assert chief.send(f"{at}/correction", form, **typed).status_code == 303
    assert "見本 二郎" in browser.open(at)
    assert office.sign_in("chief_counsellor", MINATO).get(f"{at}/correction").status_code == 404


def test_a_secret_number_is_corrected_without_being_shown(office):
    browser = office.sign_in(name="山本 直子")
    case = browser.receive(phone="090-1111-2222")
    at = f"/intake/cases/{case}"
    browser.send(f"{at}/secrecy", browser.open(f"{at}/secrecy"))
    form = browser.open(f"{at}/correction")
    assert "090-1111-2222" not in form
    typed = {"phone": "090-3333-4444", "reason": "番号の写し間違い"}
    assert browser.send(f"{at}/correction", form, **typed).status_code == 303
    assert "090-3333-4444" not in browser.open(at)
    browser.send(f"{at}/address", browser.open(f"{at}/address"), reason="折り返す")
    page = browser.open(f"{at}/address")
    assert "090-3333-4444" in page
    assert "090-1111-2222" not in page


def test_a_slip_in_the_correction_keeps_what_was_typed(office):
    browser = office.sign_in(name="山本 直子")
    at = f"/intake/cases/{browser.receive()}/correction"
    answer = browser.send(at, browser.open(at), phone="abc", reason="x")
    assert answer.status_code == 422
    assert 'value="abc"' in answer.text
    assert "使えない文字" in answer.text
