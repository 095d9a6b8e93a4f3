"""F15, F18, F62 on the pages: visits with place and company, counts per month, an e-mail beside the log."""

import csv
import io
import re
from collections.abc import Iterator

import pytest

from events.contract.exporting import ExportedList
from events.testing import postgres
from tests.intake.installation import MINATO, Browser, Counter, counter


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("contacts")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


def add(browser: Browser, case, **typed) -> None:
    at = f"/intake/cases/{case}"
    answer = browser.send(f"{at}/contacts", browser.open(at), **({"content": "話した"} | typed))
    assert answer.headers["location"].endswith("said=contact")


def counts(browser: Browser, query: str = "") -> dict[str, list[str]]:
    """Row → its cells, as the page shows them."""
    page = browser.open(f"/intake/contact-counts{query}").text
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page, re.DOTALL)
    return {name: [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
            for name, cells in rows}  # fmt: skip


def test_f15_f62_visits_and_accompaniments_are_told_apart_and_counted_by_month(office):
    browser = office.sign_in(name="山本 直子")
    case = browser.receive(received_on="R8.10.1")
    add(browser, case, channel="visit", place="自宅", present="民生委員", minutes="60",
        contacted_on="R8.10.5")  # fmt: skip
    add(browser, case, channel="accompaniment", place="病院", minutes="90", contacted_on="R8.11.2")
    add(browser, case, channel="visit", contacted_on="R8.11.9", absent="yes")
    add(browser, case, channel="telephone", contacted_on="R8.11.9")
    page = browser.open(f"/intake/cases/{case}?show=contacts")
    for words in ("自宅", "民生委員", "同行", "病院"):
        assert words in page
    assert "連絡のくわしい記録" not in page
    found = counts(browser)
    assert found["訪問"] == ["－"] * 6 + ["1", "1"] + ["－"] * 4 + ["2", "1", "60"]
    assert found["同行"][7] == "1"
    assert found["電話"][-3:] == ["1", "1", "0"]
    assert found["計"][-3:] == ["4", "3", "150"]
    assert counts(browser, "?year=2025") == {}
    assert counts(office.sign_in("counsellor", MINATO)) == {}
    chief = office.sign_in("chief_counsellor", name="主任 花子")
    answer = chief.get("/intake/contact-counts/export.csv")
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert rows["訪問"][-3:] == ["2", "1", "60"]
    log = office.runtime.log
    *_, stated = log.read_rows(log.reading.page(log.reading.head() - 1))
    assert stated.fact.listed is ExportedList.CONTACT_COUNTS


def test_f15_what_a_visitor_must_know_stands_before_the_next_visit(office):
    browser = office.sign_in(name="山本 直子")
    case = browser.receive()
    at = f"/intake/cases/{case}"
    note = {"visit_note": "大型犬がいる。二人で行く"}
    browser.send(f"{at}/instructions", browser.open(f"{at}/instructions"), **note)
    page = browser.open(at).text
    form = page.index('id="add"')
    assert "大型犬がいる" in page[form : page.index('id="contact"', form)]


def test_f18_the_words_of_an_e_mail_are_kept_beside_the_log_for_who_may_read_them(office):
    browser = office.sign_in(name="山本 直子")
    case = browser.receive()
    at = f"/intake/cases/{case}"
    form = browser.open(f"{at}/email")
    refused = browser.send(f"{at}/email", form, sender="person")
    assert refused.status_code == 422
    typed = {
        "sender": "person",
        "text": "件名：家賃のこと\n来月から払えません",
        "sent_on": "R8.11.19",
    }
    assert browser.send(f"{at}/email", form, **typed).status_code == 303
    page = browser.open(f"{at}?show=contacts")
    assert "来月から払えません" in page
    assert "メールの添付" in page
    auditor = office.sign_in("auditor", name="監査 花子")
    assert "来月から払えません" not in auditor.open(at)
