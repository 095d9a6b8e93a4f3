"""A case from assessment to closure through the pages of planning, by the people whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.exporting import FieldGroup, FileForm, PlansExported
from events.contract.recipient_standing import RecipientStanding
from events.ledger import note
from events.ledger.checkpoints import CosignedNote
from events.ledger.session import LedgerSession
from events.testing import postgres
from services.intake.decisions import (
    ConfirmRecipientStanding,
    StartPublicAssistance,
    confirm_recipient_standing,
    start_public_assistance,
)
from tests.conftest import Servers
from tests.events.ledger.signed import KANSA
from tests.journeys.case_pages import case_pages
from tests.planning.house import Browser, House, house
from tests.planning.people import MINUTES, assessed, plan_form, proposed

RECEIVED = date(2026, 5, 7)
TERMS = [
    "アセスメント記録",
    "アセスメント完了",
    "プラン(案)策定",
    "プランと課題の結び付け",
    "プランへの同意",
    "支援調整会議",
    "プランの了承",
    "起案",
    "支援決定",
    "プラン決定",
    "支援の提供開始",
    "モニタリング",
    "就労",
    "支援の提供終了",
    "プラン評価",
    "支援調整会議",
    "終結",
]


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    """One house for all these tests; each works on cases of its own, from the same day on."""
    standing.on(RECEIVED)
    return standing


def stated(running: House, case: UUID) -> list[str]:
    return [kind_of(one.fact).ja for one in running.planning.log.history(case)]


def test_what_was_heard_and_discussed_is_read_back_on_the_case_page(running: House) -> None:
    case = running.received()
    heard = {"work": "seeking", "savings_yen": "120000", "debts_yen_state": "declined"}
    spoken = {"background": "契約の終わり", "strengths": "運転免許"}
    Browser(running, "yamamoto").record(f"/cases/{case}/assessment", heard | spoken)
    proposed(running, case)
    told = Browser(running, "inoue").open(f"/cases/{case}").words
    assert "就労状況 求職中(無職)。預貯金 120,000円。契約の終わり。強み 運転免許" in told
    assert "債務" not in told
    assert "役割分担 家計は社協、仕事は支援員" in told


def test_a_decision_without_its_document_number_names_the_service(running: House) -> None:
    case = running.received()
    proposed(running, case)
    answer = Browser(running, "kimura").send(f"/cases/{case}/decision", {})
    assert answer.status == 422
    assert "住居確保給付金の文書番号：入力してください。" in answer.words


def test_an_honest_life_from_assessment_to_closure(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}"
    proposed(running, case)
    running.on(date(2026, 5, 8))
    Browser(running, "kimura").record(f"{at}/decision", {"grantings-0-number": "西福第12号"})
    running.on(date(2026, 6, 1))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/services/housing_security/start", {})
    running.on(date(2026, 7, 1))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/monitoring", {"plan_fits": "yes", "note": "順調", "next_on": "R8.8.1"})
    running.on(date(2026, 8, 25))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/work", {"employment": "ordinary_lasting", "started_on": "R8.7.15"})
    counsellor.record(f"{at}/services/housing_security/end", {"reason": "就職"})
    evaluation = {
        "results-0-attainment": "attained",
        "changes": ["housing_secured"],
        "outcome": "closed",
    }
    counsellor.record(f"{at}/evaluation", evaluation)
    Browser(running, "inoue").record(f"{at}/evaluation-conference", MINUTES)
    counsellor.record(f"{at}/closure", {"reason": "improved"})

    assert stated(running, case) == TERMS
    page = counsellor.open(at)
    assert all(term in page.words for term in TERMS)
    assert "終結" in page.words
    assert "家賃を払い続ける" in page.words
    assert "西福第12号" in page.words
    refused = counsellor.send(f"{at}/assessment", {"background": "戻ってきた"})
    assert refused.status == 422
    assert "終結しています" in refused.words
    assert "戻ってきた" in refused.text


def test_the_case_appears_on_the_worklist_of_whoever_has_the_turn(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    assert str(case) in counsellor.open("/").text
    proposed(running, case)
    running.caught_up()
    assert str(case) not in counsellor.open("/").text
    assert str(case) in Browser(running, "kimura").open("/").text
    assert str(case) in counsellor.open("/?step=decide").text
    assert "/planning/worklist.csv" not in counsellor.open("/?step=decide").text
    assert counsellor.client.get("/planning/worklist.csv?step=decide").status_code == 403
    officer = Browser(running, "sato")
    assert "/planning/worklist.csv" in officer.open("/?step=decide").text
    listed = officer.client.get("/planning/worklist.csv?step=decide")
    assert listed.content.startswith(b"\xef\xbb\xbf")
    assert "決裁" in listed.text
    book = officer.client.get("/planning/worklist.xlsx?step=all")
    assert book.content.startswith(b"PK")
    log = running.planning.log
    *_, stated = log.read_rows(log.reading.page(log.reading.head() - 2))
    assert isinstance(stated.fact, PlansExported)
    assert (stated.fact.form, stated.fact.groups) == (FileForm.EXCEL, (FieldGroup.CLEAR,))
    assert stated.fact.rows > 0


def test_a_case_of_another_ward_is_not_there(running: House) -> None:
    case = running.received()
    stranger = Browser(running, "kita")
    for page in ("", "/panel", "/assessment", "/plan"):
        assert stranger.get(f"/cases/{case}{page}").status == 404
    assert str(case) not in stranger.open("/?step=all").text


@pytest.mark.parametrize(
    ("login", "page"),
    [
        ("yamamoto", "proposal"),
        ("yamamoto", "decision"),
        ("inoue", "decision"),
        ("sato", "decision"),
        ("kimura", "proposal"),
        ("kimura", "plan"),
        ("sato", "closure"),
        ("oonishi", "assessment"),
    ],
)
def test_the_wrong_role_opens_no_form_and_sends_none(running: House, login: str, page: str) -> None:
    case = running.received()
    proposed(running, case)
    person = Browser(running, login)
    assert person.get(f"/cases/{case}/{page}").status == 403
    assert person.post(f"/cases/{case}/{page}", {"command_id": str(case)}).status == 403
    assert stated(running, case)[-1] == "起案"


def test_nobody_decides_what_they_proposed_themselves(running: House) -> None:
    case = running.received()
    proposed(running, case, drafter="both")
    both = Browser(running, "both")
    page = both.open(f"/cases/{case}/decision")
    assert "起案した方は決定できません" in page.words
    answer = both.send(f"/cases/{case}/decision", {"grantings-0-number": "西福第12号"})
    assert answer.status == 422
    assert "起案者本人は決裁できません" in answer.words
    assert "西福第12号" in answer.text
    assert stated(running, case)[-1] == "起案"


def test_a_proposal_changed_after_it_was_opened_is_looked_at_again(running: House) -> None:
    case = running.received()
    clerk = proposed(running, case)
    decider = Browser(running, "kimura")
    opened = decider.open(f"/cases/{case}/decision").form | {"grantings-0-number": "西福第12号"}
    clerk.record(f"/cases/{case}/proposal", {"opinion": "期間を改めて起案"})

    overtaken = decider.post(f"/cases/{case}/decision", opened)
    assert overtaken.status == 409
    assert "期間を改めて起案" in overtaken.words
    assert "西福第12号" in overtaken.text

    stale = overtaken.form | {"approved": opened["approved"]}
    refused = decider.post(f"/cases/{case}/decision", stale)
    assert refused.status == 422
    assert "起案が変わりました" in refused.words
    assert stated(running, case)[-1] == "起案"

    assert decider.post(f"/cases/{case}/decision", refused.form).status == 303
    assert stated(running, case)[-2:] == ["支援決定", "プラン決定"]


def test_of_two_who_save_at_once_the_second_keeps_the_text_and_sees_what_came(
    running: House,
) -> None:
    case = running.received()
    first, second = assessed(running, case), Browser(running, "inoue")
    at = f"/cases/{case}/plan"
    mine, theirs = first.open(at).form, second.open(at).form
    assert first.post(at, mine | plan_form()).status == 303
    answer = second.post(at, theirs | plan_form(long_term_objective="もう一つの目標"))
    assert answer.status == 409
    assert "先に別の記録がありました" in answer.words
    assert "プラン(案)策定" in answer.words
    assert "もう一つの目標" in answer.text
    assert answer.form["command_id"] != theirs["command_id"]
    assert second.post(at, answer.form).status == 303
    assert stated(running, case).count("プラン(案)策定") == 2


def test_a_second_press_of_the_same_button_is_the_same_command(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    at = f"/cases/{case}/assessment"
    form = counsellor.open(at).form | {"issues": ["illness"]}
    assert [counsellor.post(at, form).status for _ in range(2)] == [303, 303]
    assert stated(running, case) == ["アセスメント記録"]


def test_a_slip_keeps_everything_typed_and_names_the_field(running: House) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    answer = counsellor.send(
        f"/cases/{case}/plan", plan_form(begins_on="平成40年6月1日", long_term_objective="髙𠮷")
    )
    assert answer.status == 422
    assert "髙𠮷" in answer.text
    assert "平成40年6月1日" in answer.text
    assert 'href="#f-begins_on"' in answer.text
    assert answer.form["objectives-0-independence"] == ["economic", "daily_life"]


def test_a_row_more_is_drawn_without_recording_anything(running: House) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    at = f"/cases/{case}/plan"
    grown = counsellor.send(at, {**plan_form(), "more": "measures"})
    assert grown.status == 200
    assert "measures-3-action" in grown.text
    assert "家賃を払い続ける" in grown.text
    assert counsellor.post(at, grown.form).status == 303
    assert stated(running, case)[-2] == "プラン(案)策定"


def test_a_plan_that_needs_no_decision_is_confirmed(running: House) -> None:
    case = running.received()
    proposed(running, case, services=["office_employment_support"])
    decider = Browser(running, "kimura")
    assert "確認" in decider.open(f"/cases/{case}/decision").words
    decider.record(f"/cases/{case}/decision", {"number": "西福第20号"})
    assert stated(running, case)[-2:] == ["確認", "プラン決定"]


def test_a_decision_is_unnotarised_until_witnesses_have_signed_it(running: House) -> None:
    case = running.received()
    proposed(running, case, services=["office_employment_support"])
    decider = Browser(running, "kimura")
    decider.record(f"/cases/{case}/decision", {"number": "西福第21号"})
    assert "未公証" in decider.open(f"/cases/{case}").words
    decided = len(running.planning.log.history(case))
    ledger, address = running.planning.ledger, running.around.address
    ledger.start()
    ledger.stop()
    signed = ledger.checkpoints.newest()
    assert signed is not None
    assert signed.size >= decided
    assert "未公証" in decider.open(f"/cases/{case}").words, "our own signature is not enough"
    session = LedgerSession(address.conninfo("ledger_planning"), "planning")
    given = note.read(signed.note)
    cosigned = given.joined([KANSA.line(given.text, int(signed.at.timestamp()))])
    session.add_cosigned(CosignedNote(signed.size, str(cosigned), signed.at))
    session.close()
    assert "未公証" in decider.open(f"/cases/{case}").words, "a witness nobody named is none"
    ledger.policy.witnesses["kansa"], ledger.policy.quorum = KANSA.key, "kansa"
    assert "未公証" not in decider.open(f"/cases/{case}").words


def test_one_of_two_services_may_be_decided_first(running: House) -> None:
    case = running.received()
    proposed(running, case, services=["housing_security", "work_preparation"])
    decider = Browser(running, "kimura")
    at = f"/cases/{case}/decision"
    form = decider.open(at).form
    without_second = {k: v for k, v in form.items() if k != "grantings-1-service"}
    assert decider.post(at, without_second | {"grantings-0-number": "西福第1号"}).status == 303
    assert stated(running, case)[-1] == "支援決定"


def test_a_refused_plan_goes_back_to_its_draft_with_the_reasons(running: House) -> None:
    case = running.received()
    proposed(running, case)
    decider = Browser(running, "kimura")
    slip = decider.send(f"/cases/{case}/refusal", {"number": "西福第13号", "citation": "要綱5条"})
    assert slip.status == 422
    reasons = {"number": "西福第13号", "citation": "要綱5条", "reasons": "収入が基準額を超える"}
    decider.record(f"/cases/{case}/refusal", reasons)
    assert "収入が基準額を超える" in Browser(running, "yamamoto").open(f"/cases/{case}/plan").words


def test_a_returned_plan_shows_its_reason_and_then_what_changed(running: House) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    at = f"/cases/{case}"
    counsellor.record(f"{at}/plan", plan_form())
    counsellor.record(f"{at}/agreement", {})
    chief = Browser(running, "inoue")
    returned = {**MINUTES, "endorses": "no", "return_reason": "目標を具体的に"}
    chief.record(f"{at}/conference", returned)
    assert "目標を具体的に" in counsellor.open(f"{at}/plan").words
    counsellor.record(f"{at}/plan", plan_form(long_term_objective="年内に常勤の仕事に就く"))
    counsellor.record(f"{at}/agreement", {})
    page = chief.open(f"{at}/conference")
    assert "安定した暮らしに戻る" in page.words
    assert "年内に常勤の仕事に就く" in page.words
    assert "前の案からの変更" in page.words


def test_lost_contact_needs_the_attempts_of_the_contact_log(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    at = f"/cases/{case}/closure"
    answer = counsellor.send(at, {"reason": "contact_lost", "contact_attempts": "9"})
    assert answer.status == 422
    assert "連絡の試みが3回に足りません" in answer.words
    for _ in range(3):
        running.tried_in_vain(case)
    counsellor.record(at, {"reason": "contact_lost"})
    assert stated(running, case) == ["終結"]


def test_a_case_without_application_gets_no_plan(running: House) -> None:
    case = running.received(applied=False)
    counsellor = assessed(running, case)
    answer = counsellor.send(f"/cases/{case}/plan", plan_form())
    assert answer.status == 422
    assert "利用申込がありません" in answer.words


def test_an_autosaved_draft_is_there_again(running: House) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    page = counsellor.open(f"/cases/{case}/plan")
    url = page.text.split('data-draft-url="')[1].split('"')[0].replace("&amp;", "&")
    typed = page.form | plan_form(long_term_objective="書きかけの目標") | {"draft_sequence": "1"}
    saved = counsellor.client.post(url, data=typed, headers={"accept": "application/json"})
    assert saved.status_code == 200, saved.text
    again = counsellor.open(f"/cases/{case}/plan?draft={page.form['draft_id']}")
    assert "書きかけの目標" in again.text
    kept = counsellor.open("/").text
    assert f"/planning/cases/{case}/plan?draft={page.form['draft_id']}" in kept
    assert "山本 直子" in Browser(running, "inoue").open(f"/cases/{case}").words
    assert again.form["objectives-0-independence"] == ["economic", "daily_life"]
    assert stated(running, case)[-1] == "アセスメント完了"


def test_the_paper_and_the_panel_show_the_plan(running: House) -> None:
    case = running.received()
    proposed(running, case)
    counsellor = Browser(running, "yamamoto")
    paper = counsellor.open(f"/cases/{case}/plans/1")
    assert "プラン兼事業等利用申込書" in paper.words
    assert "求人を週2件見る" in paper.words
    assert counsellor.get(f"/cases/{case}/plans/2").status == 404
    panel = counsellor.open(f"/cases/{case}/panel")
    assert "<html" not in panel.text
    assert "第1期" in panel.words


def test_the_standard_forms_are_filled_on_a4_and_blank(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    assert counsellor.get(f"/cases/{case}/sheets/assessment").status == 404
    proposed(running, case)
    plan = counsellor.open(f"/cases/{case}/sheets/plan/1")
    for told in ("プラン兼事業等利用申込書", "求人を週2件見る", "第1期（初回）", "署名", "暫定"):
        assert told in plan.words, told
    assert f'hx-get="/intake/cases/{case}/who"' in plan.text, "the name comes from intake"
    sitting = counsellor.open(f"/cases/{case}/sheets/assessment")
    assert "■" in sitting.words
    assert "■" not in counsellor.open(f"/cases/{case}/sheets/evaluation/1").words
    assert counsellor.get(f"/cases/{case}/sheets/plan/2").status == 404
    for form in ("assessment", "plan", "evaluation"):
        assert "■" not in counsellor.open(f"/forms/{form}").words


def test_a_decision_no_witness_has_signed_is_marked_on_paper(running: House) -> None:
    case = running.received()
    proposed(running, case)
    counsellor = Browser(running, "yamamoto")
    at = f"/cases/{case}/sheets/plan/1"
    assert "未公証" not in counsellor.open(at).words
    Browser(running, "kimura").record(
        f"/cases/{case}/decision", {"grantings-0-number": "西福第12号"}
    )
    assert "<strong>未公証</strong>" in counsellor.open(at).text


def json_post(
    browser: Browser, case: UUID, path: str, body: dict[str, object], version: int | None = None
) -> Any:
    headers = {"accept": "application/json", "idempotency-key": str(uuid4())}
    if version is not None:
        headers["if-match"] = f'"{version}"'
    return browser.client.post(f"/planning/api/cases/{case}/{path}", json=body, headers=headers)


def test_programs_state_the_same_commands(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    sitting = {"assessed_on": "2026-05-07", "issues": ["illness"], "work": {"state": "declined"}}
    answer = json_post(counsellor, case, "assessments", sitting, 0)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["leaf"]) == 64
    assert (
        json_post(counsellor, case, "assessments", sitting | {"issues": []}, 0).status_code == 409
    )
    headers = {"accept": "application/json"}
    read = counsellor.client.get(f"/planning/api/cases/{case}", headers=headers)
    assert read.headers["etag"] == '"1"'
    assert read.json()["stage"] is None


def test_a_program_cannot_say_who_decides_or_what_stands(running: House) -> None:
    case = running.received()
    proposed(running, case, drafter="both")
    both = Browser(running, "both")
    headers = {"accept": "application/json"}
    standing = both.client.get(f"/planning/api/cases/{case}", headers=headers).json()["standing"]
    body = {
        "decided_on": "2026-05-07",
        "decider": str(uuid4()),
        "entitled": True,
        "approved": standing,
        "grantings": [
            {
                "service": "housing_security",
                "number": "西福第1号",
                "begins_on": "2026-06-01",
                "ends_on": "2026-08-31",
            }
        ],
    }
    refused = json_post(both, case, "support-decision", body)
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:problem:self-approval"
    assert json_post(Browser(running, "kimura"), case, "support-decision", body).status_code == 200
    assert stated(running, case)[-2:] == ["支援決定", "プラン決定"]


def test_a_slip_of_a_program_is_named_without_its_value(running: House) -> None:
    case = running.received()
    answer = json_post(
        Browser(running, "yamamoto"), case, "assessments", {"assessed_on": "田中さん"}
    )
    assert answer.status_code == 422
    assert "田中" not in answer.text
    assert "assessed_on" in answer.text


def test_the_stream_of_an_export_is_no_case(running: House) -> None:
    running.received()
    running.caught_up()
    clerk = Browser(running, "sato")
    assert clerk.client.get("/planning/worklist.csv?step=all").status_code == 200
    log = running.planning.log
    [exported] = log.read_rows(log.reading.page(log.reading.head() - 1))
    assert isinstance(exported.fact, PlansExported)
    paths = case_pages(clerk.client.app, "planning")
    assert paths
    for path in paths:
        found = {
            Browser(running, login).client.get(path.format(case=exported.stream)).status_code
            for login in ("sato", "yamamoto", "kimura")
        }
        assert 404 in found, path
        assert found <= {403, 404}, path


def test_f5_the_plan_says_what_somebody_on_public_assistance_may_use(running: House) -> None:
    case = running.received()
    counsellor = assessed(running, case)
    assert "生活保護の方は利用できない" not in counsellor.open(f"/cases/{case}/plan").words
    started = StartPublicAssistance(today=running.today, started_on=running.today)
    running.said_at_intake(case, (start_public_assistance, started))
    form = counsellor.open(f"/cases/{case}/plan").words
    assert "特定被保護者かは未確認" in form
    assert "就労準備支援 支援決定が必要・生活保護の方は利用できない" in form
    confirmed = ConfirmRecipientStanding(
        today=running.today,
        confirmed_on=running.today,
        since_on=running.today,
        standing=RecipientStanding.SPECIFIED,
    )
    running.said_at_intake(case, (confirm_recipient_standing, confirmed))
    form = counsellor.open(f"/cases/{case}/plan").words
    assert "利用できる事業：就労準備支援、家計改善支援、居住支援（地域居住支援の部分だけ" in form
    assert "住居確保給付金 支援決定が必要・生活保護の方は利用できない" in form
    counsellor.record(f"/cases/{case}/plan", plan_form(services=["housing_security", "informal"]))
    page = counsellor.open(f"/cases/{case}").words
    assert "このプランの中で利用できないもの：住居確保給付金" in page
