"""家計改善支援 through its pages: sheet, ledgers, cash book, plan, letter, and the days across cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.exporting import ExportedList, PlansExported
from events.host import auth
from events.testing import postgres
from services.planning.programmes.stream import stream_of
from tests.conftest import Servers
from tests.planning.budgeting import MAY, PLAN, RECEIVED, RENT, YEARS, budgeted
from tests.planning.house import KITA, Browser, House, house

DAY = date(2026, 5, 20)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    """One house for all these tests; each works on cases of its own, from the same day on."""
    standing.on(DAY)
    return standing


def test_a_month_is_written_once_and_copied_into_the_next(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/budget"
    adviser = Browser(running, "yamamoto")
    adviser.record(f"{at}/sheets/2026-05/edit", MAY)
    seen = adviser.open(f"{at}/sheets/2026-05").words
    assert "食費は計画より 7,500円 多くかかりました" in seen
    assert "その他の支出(町内会費)" in seen
    assert "借り入れがなければ" in seen
    assert "22,800円 残ります" in seen
    next_month = adviser.open(f"{at}/sheets/2026-06/edit")
    assert next_month.form["expense-1-planned_yen"] == "47,500"
    assert next_month.form["expense-1-actual_yen"] == ""
    assert next_month.form["expense-18-words"] == "町内会費"
    adviser.record(f"{at}/sheets/2026-05/edit", MAY | {"expense-1-actual_yen": "40,000"})
    assert "第2版" in adviser.open(f"{at}/sheets/2026-05").words
    assert "47,500円" in adviser.open(f"{at}/sheets/2026-05?version=1").words


def test_an_auditor_sees_the_amounts_and_not_what_was_said_beside_them(running: House) -> None:
    case = running.received()
    adviser = Browser(running, "yamamoto")
    for month in ("2026-04", "2026-05"):
        adviser.record(f"/cases/{case}/budget/sheets/{month}/edit", MAY)
    auditor = Browser(running, "takase")
    for page in ("sheets/2026-05", "sheets/2026-05/large", "comparison"):
        seen = auditor.open(f"/cases/{case}/budget/{page}").words
        assert "その他の支出" in seen or page == "comparison"
        assert "47,500円" in seen
        assert "町内会費" not in seen


def test_the_same_sheet_again_is_no_new_version(running: House) -> None:
    case = running.received()
    adviser = Browser(running, "yamamoto")
    for _ in range(2):
        adviser.record(f"/cases/{case}/budget/sheets/2026-05/edit", MAY)
    assert len(running.planning.log.history(stream_of(case, "household_budget"))) == 1


def test_a_slip_keeps_everything_that_was_typed(running: House) -> None:
    case = running.received()
    answer = Browser(running, "yamamoto").send(
        f"/cases/{case}/budget/sheets/2026-05/edit", MAY | {"expense-1-actual_yen": "たくさん"}
    )
    assert answer.status == 422
    assert answer.form["expense-18-words"] == "町内会費"
    assert answer.form["expense-1-actual_yen"] == "たくさん"


def test_arrears_are_paid_off_month_by_month_and_counted_as_cleared(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/budget"
    adviser = Browser(running, "yamamoto")
    adviser.record(f"{at}/arrears", RENT | {"balance_yen": "90,000"})
    adviser.record(f"{at}/entries/1/promise", {"amount_yen": "50,000", "first_on": "R8.5.31"})
    running.on(date(2026, 6, 30))
    adviser = Browser(running, "yamamoto")
    assert adviser.open(f"{at}/entries/1/instalment").form["due_on"] == "R8.5.31"
    adviser.record(f"{at}/entries/1/instalment", {"result": "kept"})
    assert "40,000円" in adviser.open(f"{at}/owed").words
    adviser.record(f"{at}/entries/1/instalment", {"result": "kept"})
    told = adviser.open(f"{at}/owed").words
    assert "解消 R8.6.30" in told
    assert "払い終えた" in told
    facts = [
        kind_of(r.fact).ja
        for r in running.planning.log.history(stream_of(case, "household_budget"))
    ]
    assert facts == ["滞納", "分納の約束", "分納の確認", "分納の確認", "滞納の解消"]


def test_the_cash_book_never_goes_below_zero_and_needs_two_above_the_limit(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/budget"
    adviser = Browser(running, "yamamoto")
    adviser.record(f"{at}/cash-entry", RECEIVED | {"amount_yen": "80,000"})
    paid = {
        "act": "paid_out",
        "purpose": "家賃",
        "receipt_no": "領1",
        "confirmation": "signed",
    }
    too_much = adviser.send(
        f"{at}/cash-entry", paid | {"amount_yen": "30,000", "handled_on": "R8.5.19"}
    )
    assert too_much.status == 422
    assert "預かっている残高より多くなります" in too_much.words
    second = adviser.send(f"{at}/cash-entry", paid | {"amount_yen": "55,000"})
    assert "二人目の署名を待っている出納があります" in second.words
    alone = adviser.send(f"{at}/entries/1/countersignature", {})
    assert "別の職員が署名してください" in alone.words
    Browser(running, "inoue").record(f"{at}/entries/1/countersignature", {})
    adviser.record(f"{at}/cash-entry", paid | {"amount_yen": "55,000"})
    Browser(running, "inoue").record(f"{at}/cash-count", {"counted_yen": "25,000"})
    book = adviser.open(f"{at}/cash").words
    assert "25,000円" in book
    assert "帳簿と一致" in book
    assert "二人目待ち" in book


def test_a_slip_in_the_records_is_withdrawn_and_stays_readable(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/budget"
    adviser = Browser(running, "yamamoto")
    adviser.record(f"{at}/arrears", RENT)
    adviser.record(f"{at}/entries/1/promise", {"amount_yen": "5,000", "first_on": "R8.5.31"})
    refused = adviser.send(f"{at}/entries/1/withdrawal", {"reason": "別の方の記録"})
    assert "先にそちらを取り消してください" in refused.words
    for number in (2, 1):
        adviser.record(f"{at}/entries/{number}/withdrawal", {"reason": "別の方の記録"})
    page = adviser.open(at)
    assert page.text.count("<del>滞納</del>") == 1
    assert adviser.get(f"{at}/entries/1/promise").status == 404
    assert "まだありません" in adviser.open(f"{at}/owed").words


def test_the_years_say_when_money_runs_out_and_know_when_a_child_enters_school(
    running: House,
) -> None:
    case = running.received()
    at = f"/cases/{case}/budget/years"
    adviser = Browser(running, "yamamoto")
    grown = adviser.send(
        f"{at}/edit", YEARS | {"child_born_on": "H28.4.1", "child_name": "長男", "more": "child"}
    )
    assert grown.status == 200
    assert grown.form["events-2-year"] == "2028"
    assert grown.form["events-2-kind"] == "junior_high_school"
    assert grown.form["child_born_on"] == ""
    adviser.record(f"{at}/edit", YEARS)
    told = adviser.open(at).words
    assert "2032年の終わりに 610,000円 足りなくなります" in told
    assert "長女の高校入学" in told


def test_everything_of_a_rich_budget_is_on_its_pages(running: House) -> None:
    case = running.received()
    adviser = budgeted(running, case)
    at = f"/cases/{case}/budget"
    top = adviser.open(at).words
    assert "154,000円" in top  # 150,000 + 84,000 − 50,000 − 30,000
    assert "930,000円" in top
    assert "71,800円" in top
    assert "減免で1年に 46,000円 軽減" in top
    assert "いまの残高 70,000円" in top
    assert "家計簿見守り" in top
    changed = adviser.open(f"{at}/comparison").words
    assert "毎月の残りは 22,800円 から 46,500円 へ、 23,700円よくなりました" in changed.replace(
        "へ、", "へ、 "
    )
    letter = adviser.open(f"{at}/loans/15/letter").words
    for said in ("貸付あっせん書", "第1号", "緊急小口資金", "100,000円", PLAN["objectives-0-text"]):
        assert said in letter
    easy = adviser.open(f"{at}/sheets/2026-07/large").words
    assert "のこるお金 46,500円" in easy
    assert PLAN["wish"] in adviser.open(f"{at}/plan").words
    assert "レシートを封筒に分けられた" in adviser.open(f"{at}/watchings").words
    assert "任意整理" in adviser.open(f"{at}/owed").words
    assert "国民健康保険料の減免" in adviser.open(f"{at}/easing").words
    assert f"/planning{at}" in adviser.open(f"/cases/{case}").text


def test_the_days_of_all_cases_stand_in_one_list_and_leave_as_a_file(running: House) -> None:
    case, elsewhere = running.received(), running.received(KITA)
    running.on(date(2026, 5, 20))
    adviser = Browser(running, "yamamoto")
    adviser.record(f"/cases/{case}/budget/watching", {"kept": "partly", "next_on": "R8.5.27"})
    Browser(running, "kita").record(
        f"/cases/{elsewhere}/budget/watching", {"kept": "partly", "next_on": "R8.5.28"}
    )
    running.caught_up()
    listed = adviser.open("/budget")
    assert str(case) in listed.text
    assert str(elsewhere) not in listed.text
    assert "家計簿見守り" in listed.words
    assert adviser.client.get("/planning/budget/dues.csv").status_code == 403
    taken = Browser(running, "sato").client.get("/planning/budget/dues.csv")
    assert "2026-05-27" in taken.text
    log = running.planning.log
    facts = [r.fact for r in log.read_rows(log.reading.page(log.reading.head() - 1))]
    (fact,) = [f for f in facts if isinstance(f, PlansExported)]
    assert fact.listed is ExportedList.BUDGET_DUES


READ = (
    "",
    "/sheets/2026-05",
    "/sheets/2026-07/large",
    "/comparison",
    "/years",
    "/owed",
    "/easing",
    "/cash",
    "/watchings",
    "/plan",
    "/loans/15/letter",
)


def test_who_may_not_open_amounts_sees_that_there_are_some(running: House) -> None:
    case = running.received()
    budgeted(running, case)
    reader = Browser(running, "kimura")
    with patch.dict(auth.OPENS, {"identity.read": frozenset()}):
        for path in READ:
            page = reader.open(f"/cases/{case}/budget{path}")
            assert "620,000" not in page.text
            assert "みほん荘" not in page.text
        assert "開示できません" in reader.open(f"/cases/{case}/budget/owed").words


def test_who_may_only_read_records_nothing(running: House) -> None:
    case = running.received()
    Browser(running, "yamamoto").record(f"/cases/{case}/budget/sheets/2026-05/edit", MAY)
    officer = Browser(running, "kimura")
    page = officer.open(f"/cases/{case}/budget")
    assert "22,800円" in page.words
    assert "今月の家計表を書く" not in page.words
    assert officer.get(f"/cases/{case}/budget/cash-entry").status in {403, 404}
