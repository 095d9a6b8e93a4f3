"""Papers of a grant through its pages: documents by their scans, letters with numbers, who sees which account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import Open
from events.contract.benefits_papers import NoticeIssued, NumberGiven
from events.contract.exporting import ExportedList, GrantsExported
from events.contract.safety import AddressSecrecyStated, SecrecyGround
from events.contract.scanning import ImageForm, PaperKind, PaperScanned
from events.log.recorded import Context, Recorded
from events.testing import postgres
from services.benefits.grant import stream_of
from services.benefits.numbers import numbers_of
from services.benefits.papers import papers_of
from services.benefits.sheets import FORMS
from tests.benefits.house import NISHI, Browser, House, house
from tests.benefits.people import APPLICATION, CHECKED, applied, decided
from tests.conftest import Servers

ARRIVED = date(2026, 11, 2)


@pytest.fixture(scope="module")
def open_house(servers: Servers) -> Iterator[House]:
    with (
        postgres.copied(servers.office) as address,
        house(address) as made,
        TestClient(made.app),
    ):
        yield made


@pytest.fixture
def running(open_house: House) -> House:
    open_house.on(ARRIVED)
    return open_house


def told_by_intake(house: House, case: UUID, fact: object, stream: UUID, version: int) -> None:
    context = Context(
        actor=house.persons["yamamoto"], role="counsellor", office="nishi",
        operator="minatoryo-nishi/nishi-2015", area=NISHI, request=uuid4(), correlation=uuid4(),
        at=house.now,
    )  # fmt: skip
    record = Recorded(stream, version, case, fact, context, command=uuid4())  # type: ignore[arg-type]
    house.intake.log.append([record])
    house.caught_up()


def scanned(house: House, case: UUID, number: int, paper: PaperKind, kept: str) -> None:
    person = house.intake.log.history(case)[0].fact.person  # type: ignore[attr-defined]
    fact = PaperScanned(
        received_on=ARRIVED, person=person, scan_no=number, paper=paper, replaces=None,
        form=ImageForm.PNG, pages=1, size=9, kept=kept, original_seen_by=None,
        image_key=Open(person, "00"), image_hash=Open(person, "00"), note=Open(person, ""),
    )  # fmt: skip
    told_by_intake(house, case, fact, uuid4(), 1)


def sent(house: House, case: UUID) -> list[NoticeIssued]:
    history = house.benefits.log.history(papers_of(stream_of(case, 1)))
    return [one.fact for one in history if isinstance(one.fact, NoticeIssued)]


def given(house: House) -> list[NumberGiven]:
    history = house.benefits.log.history(numbers_of("271004", "住居確保給付金", 2026))
    return [one.fact for one in history]  # type: ignore[misc]


def test_documents_are_received_by_their_scans(running: House) -> None:
    case = running.received()
    at = applied(running, case, missing=["income"], due_on="R8.11.16")
    scanned(running, case, 1, PaperKind.INCOME, "ab" * 32)
    clerk = Browser(running, "sato")
    page = clerk.open(f"{at}/papers")
    assert "補正を依頼" in page.words
    assert "書面1 収入のわかる書類" in page.words.replace("　", " ")
    form = clerk.open(f"{at}/papers/document?scan=1")
    assert (form.form["document"], form.form["scan_no"]) == ("income", "1")
    assert f'src="/intake/cases/{case}/papers/1/image"' in form.text
    refused = clerk.post(f"{at}/papers/document", form.form | {"scan_no": "7"})
    assert refused.status == 422
    clerk.post(f"{at}/papers/document", form.form | {"original_seen": "yes"})
    page = clerk.open(f"{at}/papers")
    assert "確認済み" in page.words
    assert "結び付けていない" not in page.words
    [document] = [r.fact for r in running.benefits.log.history(papers_of(stream_of(case, 1)))]
    assert document.kept == "ab" * 32  # type: ignore[attr-defined]
    assert document.original_seen_by == running.persons["sato"]  # type: ignore[attr-defined]
    assert "添付書類の受領" in clerk.open(at).words


def test_a_letter_gets_the_next_number_and_is_printed_again_with_the_same_words(
    running: House,
) -> None:
    case, other = running.received(), running.received()
    at, beside = decided(running, case), decided(running, other, "福生第102号")
    clerk = Browser(running, "sato")
    first = len(given(running)) + 1
    before = clerk.open(f"{at}/papers")
    assert "まだ出していない通知" in before.words
    form = clerk.open(f"{at}/notices/4/grant")
    assert f"大福住第{first}号" in form.words
    for _ in range(2):
        assert clerk.post(f"{at}/notices/4/grant", form.form).status == 303
    clerk.record(f"{beside}/notices/4/grant", {})
    clerk.record(f"{at}/notices/4/to_payee", {})
    assert [one.number for one in sent(running, case)] == [
        f"大福住第{first}号",
        f"大福住第{first + 2}号",
    ]
    assert [one.serial for one in given(running)] == list(range(1, first + 3))
    assert clerk.send(f"{at}/notices/4/grant", {}).status == 422
    page = clerk.open(f"{at}/papers")
    assert "発行時と同じ" in page.words
    assert "発行時と違います" not in page.words
    sheet = clerk.open(f"/cases/{case}/sheets/grants/1/notices/1")
    for words in ("様式第7号", "大福住第1号", "令和8年11月2日", "大阪市長", "支給決定通知書", "月額 37,000円",
                  "審査請求", "3か月以内", "6か月以内"):  # fmt: skip
        assert words in sheet.words, words
    assert f"/intake/cases/{case}/addressee" in sheet.text
    landlord = clerk.open(f"/cases/{case}/sheets/grants/1/notices/2").words
    assert "ミナト カンリ" in landlord
    for kept in ("100,000", "離職", "普通 1234567", "審査請求", "西区の賃貸アパート"):
        assert kept not in landlord, kept
    running.caught_up()
    the_register_lists_them(running, [f"大福住第{first + n}号" for n in range(3)])


def the_register_lists_them(running: House, numbers: list[str]) -> None:
    """文書番号簿: in order, narrowed by kind and ward, as files; no names, only whom it is for by kind."""
    clerk = Browser(running, "sato")
    page = clerk.open("/letters")
    at = [page.words.index(number) for number in numbers]
    assert at == sorted(at)
    for words in ("支給決定通知書", "貸主・事業者等", "申請者", "西区"):
        assert words in page.words, words
    assert "ミナト カンリ" not in page.words
    narrowed = clerk.open("/letters?notice=to_payee").words
    assert numbers[2] in narrowed
    assert numbers[0] not in narrowed
    assert "この条件の通知はありません" in clerk.open("/letters?year=2025").words
    lines = clerk.client.get("/benefits/letters/list.csv?notice=grant").text.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == numbers[:2]
    digits = lines[1].split(",")[7]
    assert len(digits) == 64
    assert f"{digits[:4]}-{digits[4:8]}".upper() in page.words
    exported = running.benefits.log.reading.page(running.benefits.log.reading.head() - 1)
    [stated] = running.benefits.log.read_rows(exported)
    assert isinstance(stated.fact, GrantsExported)
    assert (stated.fact.listed, stated.fact.rows) == (ExportedList.LETTERS, 2)
    assert clerk.client.get("/benefits/letters/list.xlsx").status_code == 200
    for bad in ("year=20x6", "ward=271063-", "notice=nothing", "after=x"):
        assert clerk.get(f"/letters?{bad}").status == 404, bad
    assert numbers[0] not in Browser(running, "kita").open("/letters").words
    second = clerk.open("/letters?after=1.住居確保給付金").words
    assert numbers[1] in second
    assert numbers[0] not in second


def test_changed_words_say_that_they_differ(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = running.received()
    at = decided(running, case)
    clerk = Browser(running, "sato")
    clerk.record(f"{at}/notices/4/grant", {})
    monkeypatch.setattr("services.benefits.notices.of_decisions.DUTIES", ("別の注意",))
    assert "発行時と違います" in clerk.open(f"{at}/papers").words
    sheet = clerk.open(f"/cases/{case}/sheets/grants/1/notices/1")
    assert "発行したときと文面が違います" in sheet.words


def test_the_request_to_correct_is_drawn_from_its_defects(running: House) -> None:
    case = running.received()
    at = applied(running, case, missing=["income", "tenancy"], due_on="R8.11.16")
    clerk = Browser(running, "sato")
    clerk.record(f"{at}/notices/2/correction_request", {})
    sheet = clerk.open(f"/cases/{case}/sheets/grants/1/notices/1").words
    for words in (
        "補正依頼書",
        "世帯全員の収入の証明",
        "賃貸借契約書の写し",
        "令和8年11月16日",
        "第7条",
    ):
        assert words in sheet, words
    assert "審査請求" not in sheet
    assert Browser(running, "yamamoto").get(f"{at}/notices/2/correction_request").status == 403
    assert clerk.get(f"{at}/notices/1/grant").status == 404


def test_who_only_counsels_sees_no_account(running: House) -> None:
    case = running.received()
    at = applied(running, case)
    pages = (at, f"{at}/correction", f"/cases/{case}/sheets/1/application", f"{at}/papers",
             f"/cases/{case}/sheets/1/dwelling")  # fmt: skip
    counsellor, officer = Browser(running, "yamamoto"), Browser(running, "sato")
    for path in pages:
        text = counsellor.open(path).text
        for secret in ("1234567", "見本銀行", "西支店"):
            assert secret not in text, (path, secret)
    assert "ミナト カンリ" in counsellor.open(at).text
    assert "1234567" in officer.open(at).text
    counsellor.record(f"{at}/correction", {"income_yen": "80000"})
    assert "普通 1234567" in officer.open(at).text, "what nobody typed again stays"
    for login in ("kimura", "fujii", "yoshikawa"):
        assert "1234567" in Browser(running, login).open(at).text, login


def test_a_secret_home_closes_the_landlords_letter_only(running: House) -> None:
    case = running.received()
    at = decided(running, case)
    person = running.intake.log.history(case)[0].fact.person  # type: ignore[attr-defined]
    secret = AddressSecrecyStated(
        stated_on=ARRIVED, person=person, address_secret=True, until=None,
        ground=Open(person, SecrecyGround.OWN_WISH), note=Open(person, ""),
    )  # fmt: skip
    told_by_intake(running, case, secret, case, 2)
    clerk = Browser(running, "sato")
    page = clerk.open(f"{at}/notices/4/to_payee")
    assert "いまは発行できません" in page.words
    assert clerk.post(f"{at}/notices/4/to_payee", page.form).status == 422
    assert clerk.get(f"/cases/{case}/sheets/grants/1/drafts/4/to-payee").status == 404
    clerk.record(f"{at}/notices/4/grant", {})
    assert [one.notice.value for one in sent(running, case)] == ["grant"]


def test_every_form_is_blank_or_filled(running: House) -> None:
    clerk, case = Browser(running, "sato"), running.received()
    applied(running, case)
    for name in FORMS:
        blank = clerk.open(f"/forms/{name}")
        assert "■" not in blank.text, name
        assert "署名" in blank.words, name
        filled = clerk.open(f"/cases/{case}/sheets/1/{name}").words
        assert re.search(r"記録番号 \d{4}-\d{5}/", filled), name
    filled = clerk.open(f"/cases/{case}/sheets/1/application").words
    arrived = "令和8年11月2日"
    for words in ("100,000 円", "■離職", "ミナト カンリ", arrived, APPLICATION["dwelling"]):
        assert words in filled, words


def test_the_clock_stands_still_while_a_correction_is_awaited(running: House) -> None:
    case = running.received()
    at = applied(running, case, missing=["income"], due_on="R8.11.16")
    running.on(date(2026, 11, 12))
    Browser(running, "yamamoto").record(f"{at}/correction", {"income_yen": "100000"})
    running.on(date(2026, 11, 20))
    page = Browser(running, "sato").open(f"{at}/papers").words
    assert "8日" in page
    assert "補正を待った 10日" in page


def test_without_a_home_from_the_paper_to_the_report_of_moving_in(running: House) -> None:
    case = running.received()
    nobody = {"payee_name": "", "payee_bank": "", "payee_branch": "", "payee_account": ""}
    at = applied(running, case, without_dwelling="yes", rent_yen="", **nobody)
    clerk, counsellor = Browser(running, "sato"), Browser(running, "yamamoto")
    assert "対象者を確認（証明書）" in counsellor.open(at).words
    assert clerk.send(f"{at}/proposal", CHECKED).status == 422
    page = clerk.send(f"{at}/dwelling/eligibility", {})
    assert page.status == 422
    clerk.record(f"{at}/dwelling/eligibility", CHECKED)
    clerk.record(f"{at}/notices/3/eligibility", {})
    paper = clerk.open(f"/cases/{case}/sheets/grants/1/notices/1").words
    for words in ("対象者証明書", "大福住証第", "月額 40,000円", "令和8年12月2日まで"):
        assert words in paper, words
    dwelling = {
        "planned_on": "R8.11.2", "rent_yen": "42,000", "address": "西区二丁目1-1",
        "payee_name": "ミナト カンリ", "payee_bank": "見本銀行", "payee_branch": "西支店",
        "payee_account": "普通 1234567",
    }  # fmt: skip
    counsellor.record(f"{at}/dwelling/notice", dwelling)
    assert counsellor.open(f"{at}/dwelling/lease").form["rent_yen"] == "42,000"
    counsellor.record(f"{at}/dwelling/lease", {"rent_yen": "43000"})
    assert "1234567" not in counsellor.open(at).text
    clerk.record(f"{at}/proposal", CHECKED)
    Browser(running, "mori").record(f"{at}/review", {})
    Browser(running, "kimura").record(f"{at}/decision", {"number": "福生第120号"})
    counsellor.record(f"{at}/dwelling/move-in", {"moved_in_on": "R8.11.2"})
    page = clerk.open(at)
    for words in (
        "住居喪失の申出",
        "対象者の確認",
        "入居予定住宅の通知",
        "住居確保報告",
        "R8.11.2 入居",
    ):
        assert words in page.words, words
    assert "35,000円" in page.words
    assert "入居予定住宅に関する状況通知書(2-1)" in clerk.open(f"{at}/papers").words
