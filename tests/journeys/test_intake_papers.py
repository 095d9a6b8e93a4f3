"""The paper that came in: from the upload to the image beside its record, kept sealed, found when it is missing."""

from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from uuid import UUID, uuid4

import psycopg
import pytest

from deploy.verification.images import images_of
from events.contract.scanning import PaperScanned
from events.host.image_store import ImageStore
from events.testing import postgres
from services.intake.states.papers import papers_of
from tests.intake.images import PNG, pdf, png
from tests.intake.installation import MINATO, NISHI, Browser, Counter, Page, counter


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("papers")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def send(browser: Browser, case: UUID, content: bytes, page: Page | None = None, **typed):
    at = f"/intake/cases/{case}/papers"
    fields = (page or browser.open(at)).fields
    told = {"paper": "lease", "received_on": "R8.11.20", "pages": "2"}
    return browser.client.post(
        at, data=fields | told | typed, files={"image": ("契約書.bin", content, "text/html")}
    )


def scans(office: Counter, case: UUID) -> list[PaperScanned]:
    return [r.fact for r in office.runtime.log.history(papers_of(case))]


def test_a_paper_is_kept_sealed_and_shown_beside_its_record(office, browser):
    case = browser.receive(name="髙橋 𠮷次郎")
    assert send(browser, case, PNG, original_seen="yes", note="2頁目に押印なし").status_code == 303
    [scan] = scans(office, case)
    assert (scan.paper, scan.pages, scan.form, scan.size) == ("lease", 2, "png", len(PNG))
    assert scan.original_seen_by is not None
    store = ImageStore("intake", office.address.conninfo("writer_intake"))
    kept = store.read(scan.kept)
    assert kept is not None
    assert sha256(kept).hexdigest() == scan.kept
    assert PNG not in kept and kept[:8] != PNG[:8]
    at = f"/intake/cases/{case}/papers"
    assert "賃貸借契約書" in browser.open(at)
    beside = browser.open(f"{at}/1")
    assert "2頁目に押印なし" in beside
    assert scan.kept in beside
    image = browser.get(f"{at}/1/image")
    assert image.content == PNG
    assert image.headers["content-type"] == "image/png", "what its bytes say, not what was claimed"
    assert image.headers["x-content-type-options"] == "nosniff"
    assert image.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert image.headers["cache-control"] == "no-store"
    assert "契約書.bin" not in beside.text


def test_a_pdf_is_handed_out_as_a_file(office, browser):
    case = browser.receive()
    assert send(browser, case, pdf()).status_code == 303
    at = f"/intake/cases/{case}/papers/1"
    assert "<img src" not in browser.open(at)
    answer = browser.get(f"{at}/image")
    assert answer.content == pdf()
    assert answer.headers["content-disposition"] == 'attachment; filename="paper-1.pdf"'


def test_f98_a_pdf_is_shown_beside_its_record_and_framed_by_no_other_site(office, browser):
    case = browser.receive()
    send(browser, case, pdf())
    send(browser, case, PNG)
    at = f"/intake/cases/{case}/papers"
    assert (
        f'<iframe class="paper-image__pdf" src="{at}/1/beside#navpanes=0"'
        in browser.open(f"{at}/1").text
    )
    answer = browser.get(f"{at}/1/beside")
    assert answer.content == pdf()
    assert answer.headers["content-disposition"].startswith("inline")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert browser.get(f"{at}/2/beside").status_code == 404


def mail(*files: bytes, words: str = "家賃の書類を送ります") -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "a@example.jp", "b@example.jp"
    made["Subject"], made["Date"] = "書類です", "Thu, 19 Nov 2026 18:00:00 +0900"
    made.set_content(words)
    for content in files:
        kind = "pdf" if content.startswith(b"%PDF") else "octet-stream"
        made.add_attachment(content, maintype="application", subtype=kind, filename="通帳.pdf")
    return made.as_bytes()


def test_f98_an_e_mail_with_files_becomes_words_and_papers(office, browser):
    case = browser.receive(received_on="R8.11.1")
    at = f"/intake/cases/{case}/email/papers"

    def bring(content: bytes, page: Page | None = None):
        told = {"sender": "person", "paper": "bank_book"}
        fields = (page or browser.open(at)).fields | told
        return browser.client.post(at, data=fields, files={"mail": ("m.eml", content, "x/y")})

    page = browser.open(at)
    assert bring(mail(pdf(), PNG), page).status_code == 303
    assert bring(mail(pdf(), PNG), page).status_code == 303, "sent twice it is one e-mail"
    found = scans(office, case)
    assert [(s.form, s.paper, s.received_on) for s in found] == [
        ("pdf", "bank_book", date(2026, 11, 19)),
        ("png", "bank_book", date(2026, 11, 19)),
    ]
    shown = browser.open(f"/intake/cases/{case}")
    assert "件名: 書類です" in shown
    assert "家賃の書類を送ります" in shown
    assert office.facts(case).count("EmailAttached") == 1
    before = office.runtime.log.reading.head()
    for bad, words in (
        (b"", "選んでください"),
        (b"no mail at all", "メールとして読めません"),
        (mail(), "添付のないメール"),
        (mail(pdf(), b"MZ\x90 program"), "添付のファイル"),
    ):
        answer = bring(bad)
        assert answer.status_code == 422
        assert words in " ".join(Page(answer.text).errors)
    assert office.runtime.log.reading.head() == before, "one bad file and nothing is stated"


def test_f98_a_flyer_tells_where_one_may_come(browser):
    page = browser.open("/intake/forms")
    assert f"/intake/flyers/{NISHI}" in page
    flyer = browser.open(f"/intake/flyers/{NISHI}")
    for words in ("相談窓口", "ふらっとほーむ西", "大阪市西区役所内 3階", "秘密は守ります"):
        assert words in flyer
    assert browser.get("/intake/flyers/999999").status_code == 404


def test_a_bad_file_brings_the_page_back_with_everything_else_typed(office, browser):
    case = browser.receive()
    answer = send(browser, case, b"<svg onload=alert(1)>", note="押印なし")
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.errors == ["画像のファイル：PDF・JPEG・PNGのファイルを選んでください。"]
    assert page.fields["note"] == "押印なし"
    assert scans(office, case) == []


def test_a_file_beyond_the_bound_is_refused_and_other_pages_keep_theirs(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/papers"
    assert send(browser, case, PNG[:-12] + bytes(3 << 20) + PNG[-12:]).status_code == 303
    assert send(browser, case, bytes(9 << 20)).status_code == 413
    fields = browser.open(at).fields | {"note": "あ" * (3 << 20)}
    assert browser.client.post(f"{at[:-7]}/contacts", data=fields).status_code == 413


def test_a_repeated_upload_is_the_same_paper_and_another_image_under_its_id_is_not(office, browser):
    case = browser.receive()
    page = browser.open(f"/intake/cases/{case}/papers")
    assert send(browser, case, PNG, page).status_code == 303
    assert send(browser, case, PNG, page).status_code == 303
    assert len(scans(office, case)) == 1
    assert send(browser, case, png(grey=90), page).status_code == 409
    assert len(scans(office, case)) == 1


def test_a_replaced_paper_stays_to_be_seen(office, browser):
    case = browser.receive()
    send(browser, case, PNG)
    assert send(browser, case, png(grey=10), replaces="1").status_code == 303
    at = f"/intake/cases/{case}/papers"
    assert "書面2に差替え済み" in browser.open(at)
    assert browser.get(f"{at}/1/image").content == PNG
    assert browser.get(f"{at}/2/image").content == png(grey=10)
    refused = send(browser, case, png(grey=11), replaces="1")
    assert Page(refused.text).errors == [
        "差し替える書面：この書面はすでに差し替えられています。新しいほうを選んでください。"
    ]


def test_who_may_not_read_the_person_sees_no_paper(office, browser):
    case = browser.receive()
    send(browser, case, PNG)
    at = f"/intake/cases/{case}/papers"
    auditor = office.sign_in("auditor", NISHI)
    elsewhere = office.sign_in("counsellor", MINATO)
    for path in (at, f"{at}/1", f"{at}/1/image"):
        assert auditor.get(path).status_code == 403
        assert elsewhere.get(path).status_code == 404
    adviser = office.sign_in("budget_adviser", NISHI)
    assert "書面を記録する" not in adviser.open(at)
    assert send(adviser, case, PNG, browser.open(at)).status_code == 403
    assert browser.get(f"{at}/2/image").status_code == 404


def test_without_the_persons_keys_the_image_is_gone(office, browser):
    case = browser.receive()
    send(browser, case, PNG)
    [scan] = scans(office, case)
    with psycopg.connect(office.address.conninfo()) as session:
        session.execute("delete from keys.person_key where person = %s", [scan.person])
        session.execute("delete from keys.data_key where subject = %s", [scan.person])
    office.runtime.keys.forget()
    at = f"/intake/cases/{case}/papers"
    assert browser.get(f"{at}/1/image").status_code == 404
    assert "この画像は開けません" in browser.open(f"{at}/1")
    assert scan.kept in browser.open(f"{at}/1"), "the hash stays as evidence"


@pytest.mark.parametrize(
    "damage",
    [
        "delete from intake_scans.image where sha256 = %s",
        "update intake_scans.image set content = content || '\\x00' where sha256 = %s",
    ],
)
def test_a_missing_or_changed_image_is_found_by_its_position(office, browser, damage):
    case = browser.receive()
    send(browser, case, png(side=30 + uuid4().int % 50))
    [recorded] = office.runtime.log.history(papers_of(case))
    store = ImageStore("intake", office.address.conninfo("writer_intake"))
    said = f"位置 {recorded.position}: 書面の画像がないか、保存したものと違います。"
    assert said not in list(images_of(office.runtime.log, store))
    with psycopg.connect(office.address.conninfo()) as session:
        session.execute("alter table intake_scans.image disable trigger append_only")
        session.execute("alter table intake_scans.image drop constraint if exists image_check")
        session.execute(damage.encode(), [bytes.fromhex(recorded.fact.kept)])
        session.execute(
            "alter table intake_scans.image add check (sha256 = sha256(content)) not valid"
        )
        session.execute("alter table intake_scans.image enable always trigger append_only")
    assert said in list(images_of(office.runtime.log, store))
    assert browser.get(f"/intake/cases/{case}/papers/1/image").status_code == 404


def test_the_service_itself_cannot_change_an_image(office):
    with psycopg.connect(office.address.conninfo("writer_intake"), autocommit=True) as session:
        for attempt in (
            "delete from intake_scans.image",
            "update intake_scans.image set content = ''",
            "truncate intake_scans.image",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(attempt.encode())
        with pytest.raises(psycopg.errors.CheckViolation):
            session.execute("insert into intake_scans.image values (sha256('a'), 'b')")


def test_where_the_address_is_secret_a_paper_opens_only_after_a_reason(office, browser):
    case = browser.receive(address="西区新町一丁目")
    send(browser, case, PNG)
    at = f"/intake/cases/{case}"
    page = browser.open(f"{at}/secrecy")
    assert browser.send(f"{at}/secrecy", page, stated_on="R8.11.21").status_code == 303
    assert browser.get(f"{at}/papers/1/image").status_code == 404
    assert "住所が秘匿されています" in browser.open(f"{at}/papers/1")
    sheet = browser.open(f"{at}/sheets/use-application")
    assert "西区新町一丁目" not in sheet
    assert "<strong>住所秘匿</strong>" in sheet
    reason = browser.send(f"{at}/address", browser.open(f"{at}/address"), reason="申請書を送る")
    assert reason.status_code == 303
    assert browser.get(f"{at}/papers/1/image").content == PNG
