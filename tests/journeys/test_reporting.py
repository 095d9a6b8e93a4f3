"""Reporting through its pages: every number leads to its records, everybody sees their own wards, files agree."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from events.bus.as_of import as_of
from events.contract import KINDS
from events.contract.exporting import ExportedList
from events.testing import postgres
from services.reporting.figures import figures
from services.reporting.measure import Scope, load
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.readings import by_replay
from tests.conftest import Servers
from tests.reporting.house import NANIWA, NISHI, OSAKA, House, opened

YEAR = "?year=2026"
THIS_YEAR = Period(2026)
INDICATORS = load()
CASE_LINK = re.compile(r"/intake/cases/([0-9a-f-]{36})")


@pytest.fixture(scope="module")
def house(servers: Servers) -> Iterator[House]:
    with (
        postgres.copied(servers.office) as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        home = Path(folder) / "home"
        home.mkdir()
        with opened(address, home, cases=260) as made:
            yield made


@pytest.fixture(scope="module")
def headquarters(house: House) -> TestClient:
    return house.sign_in("city_headquarters", OSAKA)


@pytest.fixture(scope="module")
def counted(house: House):
    """Figures of the fiscal year 2026 by replaying the logs, of some wards or all."""
    runtime = house.runtime
    heads = {name: log.reading.head() for name, log in house.logs.of.items()}
    rows = as_of(KPI_FACT, "reporting", runtime.address.conninfo, runtime.codec, heads).values()

    def of(*wards: str, period: Period = THIS_YEAR):
        codes = set(wards)
        ids = {a.area_id for a in runtime.areas if not codes or a.code in codes}
        scope = Scope(tuple(ids), period.start, period.end)
        return figures(INDICATORS.values(), scope, by_replay(rows))

    return of


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def opened_page(browser: TestClient, path: str) -> str:
    answer = browser.get(f"/reporting{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def head(page: str, name: str) -> str:
    """The figure of one headline."""
    found = re.search(rf'data-live-key="head-{name}">.*?class="figure">([^<]+)<', page, re.DOTALL)
    assert found, name
    return found.group(1)


def test_the_headlines_are_what_a_replay_of_the_logs_counts(headquarters, counted) -> None:
    page = opened_page(headquarters, f"/{YEAR}")
    for name in ("new_consultations", "plans_created", "employment_support_targets"):
        assert head(page, name) == f"{counted()[name].value:,}"
    assert head(page, "employment_income_rate") == counted()["employment_income_rate"].printed
    assert "大阪市 全24区" in words(page)
    assert "速報" in page
    assert "暫定" in page


def test_every_number_of_the_dashboard_leads_to_its_records(headquarters) -> None:
    page = opened_page(headquarters, f"/{YEAR}&month=6")
    links = {unescape(link) for link in re.findall(r'class="number-link" href="([^"]+)"', page)}
    assert len(links) > 100
    indicators = {link.split("/records/")[1].split("?")[0] for link in links}
    assert len(indicators) >= 24
    for indicator in sorted(indicators):
        link = next(one for one in links if f"/records/{indicator}?" in one)
        answer = headquarters.get(link)
        assert answer.status_code == 200
        assert INDICATORS[indicator].rule in unescape(answer.text)


@pytest.mark.parametrize(
    "name", ["new_consultations", "plans_created", "svc_housing_benefit", "closed", "employed"]
)
def test_the_list_behind_a_number_has_exactly_that_many_records(
    name, headquarters, counted
) -> None:
    answer = headquarters.get(f"/reporting/records/{name}.csv{YEAR}")
    assert answer.status_code == 200
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    made = [line for line in lines if line["数えたか"] == "数えた"]
    assert len(made) == counted()[name].value
    assert {line["区"] for line in made} <= {line["区"] for line in lines}
    assert all(re.fullmatch(r"\d{4}-\d{5}", line["受付番号"]) for line in lines)


def test_the_pages_of_a_list_hold_every_record_once(headquarters, counted) -> None:
    path, seen = f"/records/plans_created{YEAR}", []
    while path:
        page = opened_page(headquarters, path)
        seen += re.findall(r'<td data-label="計上日">([^<]+)<', page)
        following = re.search(r'href="/reporting(/records/[^"]+)" rel="next"', page)
        path = unescape(following.group(1)) if following else ""
    assert len(seen) == counted()["plans_created"].value
    assert len(seen) > 100


def test_a_record_leads_to_its_case_and_says_its_statutory_word(headquarters) -> None:
    for name, word in (
        ("new_consultations", "相談受付"),
        ("plans_created", "プラン決定"),
        ("payments_made", "給付支給"),
        ("closed", "終結"),
    ):
        page = opened_page(headquarters, f"/records/{name}{YEAR}")
        assert f"<strong>{word}</strong>" in page
        assert UUID(CASE_LINK.findall(page)[0])


def test_a_list_says_what_it_does_not_count(headquarters, counted) -> None:
    page = words(opened_page(headquarters, f"/records/new_consultations{YEAR}"))
    assert "同一自治体内の移管" in page
    migrated = counted()["migrated_consultations"].value
    assert migrated
    assert f"移行した記録（別に示します） {migrated}件" in page
    assert "プラン変更" in words(opened_page(headquarters, f"/records/plans_created{YEAR}"))
    assert "同じ人（数えない）" in words(opened_page(headquarters, f"/records/employed{YEAR}"))


def test_a_share_shows_both_its_lists(headquarters, counted) -> None:
    figure = counted()["employment_income_rate"]
    page = words(opened_page(headquarters, f"/records/employment_income_rate{YEAR}"))
    parts = " ＋ ".join(f"{part:,}" for part in figure.parts)
    assert f"（{parts}） ÷ {figure.of:,}" in page
    below = words(opened_page(headquarters, f"/records/employment_income_rate{YEAR}&of=yes"))
    assert f"{figure.of:,}件中" in below


def test_ward_people_see_their_ward_and_nothing_of_others(house, counted) -> None:
    browser = house.sign_in("counsellor", NISHI)
    page = opened_page(browser, f"/{YEAR}")
    assert head(page, "new_consultations") == str(counted(NISHI)["new_consultations"].value)
    assert "浪速区" not in page
    assert "西区" in words(page)
    for path in (f"/{YEAR}&area={NANIWA}", f"/records/plans_created{YEAR}&area={NANIWA}"):
        assert browser.get(f"/reporting{path}").status_code == 404
    listed = set(CASE_LINK.findall(opened_page(browser, f"/cases{YEAR}")))
    everything = house.sign_in("auditor", OSAKA)
    of_ward = set(CASE_LINK.findall(opened_page(everything, f"/cases{YEAR}&area={NISHI}")))
    assert listed == of_ward


def test_two_wards_together_are_the_sum_of_their_consultations(house, counted) -> None:
    browser = house.sign_in("municipal_officer", NISHI, NANIWA)
    page = opened_page(browser, f"/{YEAR}")
    total = counted(NISHI, NANIWA)["new_consultations"].value
    assert head(page, "new_consultations") == str(total)
    assert "西区・浪速区" in words(page)


@pytest.mark.parametrize("role", ["payment_clerk", "accounting_manager", "system_administrator"])
def test_whoever_may_not_read_reports_gets_none(house, role: str) -> None:
    browser = house.sign_in(role, OSAKA)
    for path in (
        "/",
        "/records/plans_created",
        "/indicators",
        "/figures.csv",
        "/checking",
        "/live/kpi",
    ):
        assert browser.get(f"/reporting{path}").status_code == 403, path


def test_the_picker_reaches_every_month_of_the_past_and_no_future(headquarters, counted) -> None:
    may = Period(2026, 5)
    page = opened_page(headquarters, "/?year=2026&month=5")
    assert head(page, "new_consultations") == str(counted(period=may)["new_consultations"].value)
    assert "令和8年4月" in page
    assert head(opened_page(headquarters, "/?year=2015"), "new_consultations") == "0"
    for query in ("year=2014", "year=2027", "year=2026&month=12", "year=二", "year=2026&month=13"):
        answer = headquarters.get(f"/reporting/?{query}")
        assert answer.status_code == 422, query


def test_the_figures_as_a_file_agree_with_the_page(headquarters, counted) -> None:
    answer = headquarters.get(f"/reporting/figures.csv{YEAR}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["地域"] for line in lines][:2] == ["大阪市 全24区", "都島区"]
    assert len(lines) == 25
    assert lines[0]["新規相談受付件数（件）"] == str(counted()["new_consultations"].value)
    nishi = next(line for line in lines if line["地域"] == "西区")
    assert nishi["プラン作成件数（件）"] == str(counted(NISHI)["plans_created"].value)
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(headquarters.get(f"/reporting/figures.xlsx{YEAR}").content)
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["地域", "新規相談受付件数（件）"]
    assert int(rows[1][1]) == counted()["new_consultations"].value
    about = dict(row[:2] for row in book.get_sheet_by_index(1).to_python())
    assert about["期間"].startswith("令和8年度")
    assert "確定" not in about["区分"]
    assert "速報" in about["区分"]


def test_a_year_before_a_column_existed_shows_a_dash(headquarters) -> None:
    lines = list(
        csv.DictReader(
            io.StringIO(
                headquarters.get("/reporting/figures.csv?year=2015").content.decode("utf-8-sig")
            )
        )
    )
    assert lines[0]["就労・増収率（%）"] == "－"
    assert lines[0]["新規相談受付件数（件）"] == "0"
    page = opened_page(headquarters, "/records/employment_income_rate?year=2015")
    assert "この期間には、この指標がありません。" in page


def test_the_case_list_goes_through_all_cases_newest_first(headquarters, counted, house) -> None:
    path, numbers, days = f"/cases{YEAR}", [], []
    while path:
        page = opened_page(headquarters, path)
        numbers += re.findall(
            r'<th scope="row"><a[^>]* href="/intake/cases/[^"]+">([^<]+)</a>', page
        )
        days += re.findall(r'<td data-label="相談受付">([^<]+)<', page)
        following = re.search(r'href="/reporting(/cases[^"]+)" rel="next"', page)
        path = unescape(following.group(1)) if following else ""
    assert len(numbers) == len(set(numbers))
    closed = opened_page(headquarters, f"/cases{YEAR}&state=closed")
    assert "終結" in closed
    exported = headquarters.get(f"/reporting/cases/list.csv{YEAR}").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(exported)))
    assert [line["受付番号"] for line in lines] == numbers
    assert [line["相談受付"] for line in lines] == sorted(
        (line["相談受付"] for line in lines), reverse=True
    )
    assert {"相談受付", "アセスメント完了", "プラン決定", "終結"} <= lines[0].keys()


def test_a_list_that_leaves_is_stated_and_no_row_of_any_table(house, headquarters) -> None:
    log, tables = house.runtime.log, house.runtime.tables
    before = log.reading.head()
    lines = headquarters.get(f"/reporting/cases/list.csv{YEAR}&area={NISHI}").text.splitlines()
    headquarters.get(f"/reporting/records/employed.xlsx{YEAR}")
    headquarters.get(f"/reporting/figures.csv{YEAR}")
    cases, records = log.read_rows(log.reading.page(before))
    assert (cases.fact.listed, cases.fact.rows) == (ExportedList.CASES, len(lines) - 1)
    assert cases.fact.wards == (NISHI,)
    assert (cases.context.area, records.context.area) == (NISHI, OSAKA)
    assert records.fact.listed is ExportedList.COUNTED_RECORDS
    assert {OSAKA, NISHI, NANIWA} <= set(records.fact.wards)
    house.caught_up()
    for table in ("timeline", "kpi_fact", "case_list"):
        found = tables.query(
            f"select count(*) as n from {table} where case_id = any(%s)",
            [[cases.case, records.case]],
        )
        assert found[0]["n"] == 0, table


def test_counsellors_see_the_numbers_and_no_way_to_carry_them_off(house) -> None:
    browser = house.sign_in("counsellor", NISHI)
    for page, file in (
        (f"/{YEAR}", "/figures.csv"),
        (f"/cases{YEAR}", "/cases/list.csv"),
        (f"/records/plans_created{YEAR}", "/records/plans_created.csv"),
    ):
        assert f"/reporting{file}" not in opened_page(browser, page)
        assert browser.get(f"/reporting{file}{YEAR}").status_code == 403, file


@pytest.mark.parametrize("state", ["open", "planned", "paid", "closed", "migrated"])
def test_each_state_of_the_case_list_selects_some_and_not_all(headquarters, state: str) -> None:
    def number(query: str) -> int:
        text = headquarters.get(f"/reporting/cases/list.csv?year=2025{query}").content
        return len(text.decode("utf-8-sig").splitlines()) - 1

    assert 0 < number(f"&state={state}") < number("")


def test_the_timeline_of_a_case_carries_the_words_of_its_facts(house, headquarters) -> None:
    page = opened_page(headquarters, "/cases?year=2025&state=paid")
    case = CASE_LINK.findall(page)[0]
    shown = opened_page(headquarters, f"/cases/{case}/timeline")
    facts = [r for log in house.logs.of.values() for r in log.history(UUID(case))]
    for recorded in facts:
        assert next(k.ja for k in KINDS.values() if isinstance(recorded.fact, k.cls)) in shown
    assert shown.count('class="entry"') == len(facts)
    assert "相談受付" in shown
    assert "給付支給" in shown
    part = headquarters.get(f"/reporting/cases/{case}/timeline", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<section")
    assert "<html" not in part.text
    assert "髙橋" not in part.text


def test_the_timeline_of_another_ward_does_not_exist(house, headquarters) -> None:
    case = CASE_LINK.findall(opened_page(headquarters, f"/cases?year=2025&area={NANIWA}"))[0]
    browser = house.sign_in("counsellor", NISHI)
    foreign = browser.get(f"/reporting/cases/{case}/timeline")
    unknown = browser.get(f"/reporting/cases/{UUID(int=7)}/timeline")
    assert foreign.status_code == unknown.status_code == 404
    assert re.sub(case, "", foreign.text) == re.sub(str(UUID(int=7)), "", unknown.text)


def test_the_catalogue_shows_every_indicator_with_its_formula(headquarters) -> None:
    page = opened_page(headquarters, "/indicators")
    for indicator in INDICATORS.values():
        assert f'id="{indicator.id}"' in page
        assert indicator.rule in unescape(page)
    assert "÷ 「プラン決定」の件数" in unescape(page)


def test_the_switchboard_follows_the_year(headquarters) -> None:
    before = words(opened_page(headquarters, "/programmes?year=2024"))
    after = words(opened_page(headquarters, "/programmes?year=2025"))
    assert "一時生活支援" in before
    assert "一時生活支援" not in after
    assert "居住支援" in after
    assert "必須" in after
    assert "暫定" in after


def test_the_check_finds_nothing(headquarters) -> None:
    page = words(opened_page(headquarters, "/checking?run=yes"))
    assert "違いはありません" in page


def test_unknown_names_are_missing(headquarters) -> None:
    for path in (
        "/records/unknown",
        "/records/unknown.csv",
        "/figures.pdf",
        "/records/employed.pdf",
    ):
        assert headquarters.get(f"/reporting{path}").status_code == 404, path


def test_no_page_and_no_file_has_a_name_or_is_kept(headquarters) -> None:
    for path in ("/", f"/cases{YEAR}", f"/records/plans_created{YEAR}", f"/figures.csv{YEAR}"):
        answer = headquarters.get(f"/reporting{path}")
        assert answer.headers["cache-control"] == "no-store"
        text = answer.text.replace("北川 明", "")
        assert "髙橋" not in text
