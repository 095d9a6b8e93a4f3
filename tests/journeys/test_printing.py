"""The standard forms: on A4, blank and filled, found again by their number, and as PDF with every character."""

import re
import zlib
from collections.abc import Iterator
from uuid import uuid4

import pytest

from events.host import glyphs
from events.host.pdf import NoPdf, words
from events.host.printing import SHEETS
from events.testing import postgres
from tests.intake.installation import Browser, Counter, counter

RARE = "𠮷田 﨑子 葛\U000e0100城"


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("printing")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def test_the_application_form_is_filled_from_the_reception(browser):
    case = browser.receive(
        name=RARE, kana="ヨシダ サキコ", address="西区新町一丁目", topics=["housing"],
        main_topics=["housing"], sex="female", visitor_name="母",
    )  # fmt: skip
    page = browser.open(f"/intake/cases/{case}/sheets/use-application")
    for told in (RARE, "ヨシダ サキコ", "西区新町一丁目", "■◎住まい", "■女性", "□男性", "母"):
        assert told in page, told
    assert "署名" in page
    assert "暫定" in page


def test_what_was_not_told_is_empty_or_says_why(browser):
    case = browser.receive(email_state="declined")
    page = words(browser.open(f"/intake/cases/{case}/sheets/use-application").text)
    assert "回答拒否" in page
    assert "None" not in page


@pytest.mark.parametrize("name", ["use-application", "consent", "contact-log"])
def test_a_blank_bears_no_number_and_nobody(browser, name):
    page = browser.open(f"/intake/forms/{name}")
    assert "■" not in page
    assert not re.search(r"\d{4}-\d{5}", words(page.text))
    assert "署名" in page


def test_the_log_sheet_holds_every_contact(browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    for n in range(2):
        browser.send(f"{at}/contacts", browser.open(at), content=f"家主と話した{n}")
    page = browser.open(f"{at}/sheets/contact-log")
    assert "家主と話した0" in page
    assert "家主と話した1" in page


def test_a_printed_number_finds_its_case(browser, office):
    case = browser.receive()
    sheet = browser.open(f"/intake/cases/{case}/sheets/use-application")
    printed = re.search(r"記録番号 (\S+?)</p>", sheet.text)
    assert printed
    for typed in (printed[1], printed[1].partition("/")[0]):
        found = browser.client.post("/intake/search", data={"sought": typed})
        assert f"/intake/cases/{case}" in found.text, typed


def test_who_may_not_read_names_prints_none(office, browser):
    case = browser.receive(name=RARE)
    auditor = office.sign_in("auditor")
    page = auditor.open(f"/intake/cases/{case}/sheets/use-application")
    assert RARE not in page
    assert "開示できません" in page


def test_only_forms_are_printed(browser):
    case = browser.receive()
    for page in ("/intake/", f"/intake/cases/{case}", "https://example.invalid/", "/status",
                 f"/intake/cases/{case}/papers/1/image", "/intake/forms/../../status"):  # fmt: skip
        assert browser.get("/print", params={"page": page}).status_code == 404, page
    for sheet in ("use-application", "moving-payment/1/transport_of_goods"):
        assert SHEETS.fullmatch(f"/benefits/cases/{case}/sheets/{sheet}"), sheet
    elsewhere = f"/intake/cases/{uuid4()}/sheets/consent"
    assert browser.get("/print", params={"page": elsewhere}).status_code == 404


def test_without_the_parts_the_page_says_what_to_install(browser, monkeypatch):
    def missing(*_: object) -> bytes:
        raise NoPdf

    monkeypatch.setattr("events.host.printing.as_pdf", missing)
    monkeypatch.setattr("events.host.printing.unprintable", lambda *_: [])
    answer = browser.get("/print", params={"page": "/intake/forms/consent"})
    assert answer.status_code == 200
    assert "libpango-1.0-0" in answer.text


@pytest.mark.pdf
def test_a_form_becomes_a_pdf_with_rare_characters(browser):
    case = browser.receive(name=RARE)
    answer = browser.get("/print", params={"page": f"/intake/cases/{case}/sheets/use-application"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-disposition"] == 'inline; filename="use-application.pdf"'
    unfolded = b"".join(_streams(answer.content))
    for character in ("𠮷", "﨑"):
        assert character.encode("utf-16-be").hex().encode() in unfolded.lower(), character
    assert "𠮷".encode("utf-16-be") not in answer.content, "no name in the PDF's metadata"


@pytest.mark.pdf
def test_a_character_without_a_shape_is_named_before_printing(browser):
    case = browser.receive(name="外字\U000f0001太郎 渡邉\U000e01ef")
    page = f"/intake/cases/{case}/sheets/use-application"
    answer = browser.get("/print", params={"page": page})
    assert "印刷できない文字があります" in answer.text
    assert "U+F0001" in answer.text
    assert "U+9089 U+E01EF" in answer.text
    assert "別の字形で印刷されます" in answer.text
    again = browser.get("/print", params={"page": page, "anyway": "yes"})
    assert again.content.startswith(b"%PDF-")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("𠮷", []),
        ("﨑", []),
        ("葛\U000e0100", []),
        ("邉\U000e0102", []),
        ("髙橋　太郎\n", []),
        ("\U000f0001", ["U+F0001"]),
        ("邉\U000e01ef", ["U+9089 U+E01EF"]),
        ("\U000f0001と\U000f0001", ["U+F0001"]),
    ],
)
def test_the_coverage_of_the_fonts(text, lacking, tmp_path):
    found = glyphs.unprintable(text, glyphs.fonts(tmp_path))
    assert [one.code for one in found] == lacking


def _streams(pdf: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def test_a_kit_has_one_number_on_every_sheet(browser):
    first = browser.get("/intake/forms/kit")
    assert first.status_code == 303
    at = first.headers["location"]
    number = at.rpartition("/")[2].upper()
    page = browser.open(at)
    for n in range(1, 6):
        assert f"用紙番号 {number}-{n}" in page
    assert browser.get("/intake/forms/kit/k-20261122-<b>").status_code == 404
    assert browser.get("/intake/forms/kit").headers["location"] != at


def test_what_was_written_on_paper_keeps_its_day_and_the_papers_number(browser, office):
    case = browser.receive(received_on="R8.11.18", kit="Ｋ-20261118-3f09ac-1")
    [received] = office.runtime.log.history(case)
    assert received.occurred_on.isoformat() == "2026-11-18"
    assert received.context.at.date().isoformat() == "2026-11-21"
    assert received.context.basis == "paper-kit K-20261118-3F09AC"
    page = browser.open(f"/intake/cases/{case}")
    assert "<dt>紙から入力</dt><dd>K-20261118-3F09AC</dd>" in page
    at = f"/intake/cases/{case}"
    browser.send(f"{at}/contacts", browser.open(at), content="電話した")
    assert office.runtime.log.history(case)[-1].context.basis == "", "typed at once"


def test_a_number_that_is_none_is_refused_at_its_field(browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    answer = browser.send(f"{at}/contacts", browser.open(at), content="x", kit="山本さんの用紙")
    assert answer.status_code == 422
    assert "用紙の番号を、用紙の右上のとおりに" in answer.text
    assert "山本さんの用紙" in answer.text


def test_an_old_spreadsheet_gets_its_code_page_and_no_character_is_lost(office, browser):
    browser.receive(name="𠮷田〜−髙橋 葛\U000e0100城", urgency="same_day")
    chief = office.sign_in("chief_counsellor")
    answer = chief.get("/intake/export.cp932?urgency=same_day")
    assert answer.headers["content-disposition"].endswith('.csv"')
    text = answer.content.decode("cp932")
    assert "〔U+20BB7〕田～－髙橋 葛〔U+E0100〕城" in text
    assert "export.cp932" in chief.open("/intake/")
