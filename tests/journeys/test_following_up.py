"""What follows the decision, through the pages: deliveries, monitoring, amendment, renewal, the end and after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.planning import PlanDecided
from events.host.procedure import Procedure
from events.host.runtime import service
from events.log.recorded import Context, Recorded
from events.testing import postgres
from services.planning.programmes.stream import stream_of
from tests.conftest import Servers
from tests.events.log.examples import KINDS, example
from tests.planning.house import NISHI, Browser, House, house
from tests.planning.people import MINUTES, plan_form, proposed

DAY = date(2026, 5, 7)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(DAY)
    return standing


def under_way(running: House) -> UUID:
    """Decided, and the office's employment support has begun on 1 June."""
    case = running.received()
    proposed(running, case)
    Browser(running, "kimura").record(f"/cases/{case}/decision", {"grantings-0-number": "第1号"})
    running.on(date(2026, 6, 1))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/services/office_employment_support/start", {})
    return case


def test_a_renewed_plan_runs_to_its_end_and_is_looked_after(running: House) -> None:
    case = under_way(running)
    at = f"/cases/{case}"
    running.on(date(2026, 7, 1))
    counsellor = Browser(running, "yamamoto")
    watched = {"plan_fits": "yes", "result": "amend", "next_contact_on": "R8.7.15"}
    counsellor.record(f"{at}/monitoring", watched)
    counsellor.record(f"{at}/amendment", {"reason": "面談を週1回にする"})
    running.caught_up()
    assert str(case) in counsellor.open("/due").text

    running.on(date(2026, 8, 25))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/evaluation", {"results-0-attainment": "partly", "outcome": "renewed"})
    counsellor.record(f"{at}/assessment", {"issues": ["economic_hardship"]})
    counsellor.record(f"{at}/completion", {"direction": "常勤の仕事へ"})
    counsellor.record(f"{at}/renewal", {"reason": "period_over"})
    second = plan_form(
        services=["office_employment_support"],
        begins_on="R8.9.1",
        evaluation_due_on="R8.11.30",
        monitoring_on="R8.10.1",
    )
    counsellor.record(f"{at}/plan", second)
    counsellor.record(f"{at}/agreement", {})
    Browser(running, "inoue").record(f"{at}/conference", MINUTES | {"endorses": "yes"})
    Browser(running, "sato").record(f"{at}/proposal", {})
    Browser(running, "kimura").record(f"{at}/decision", {"number": "第2号"})

    running.on(date(2026, 11, 25))
    counsellor = Browser(running, "yamamoto")
    job = {"employment": "ordinary_lasting", "started_on": "R8.10.15"}
    counsellor.record(f"{at}/work", job)
    evaluation = {"results-0-attainment": "attained", "outcome": "closed"}
    counsellor.record(f"{at}/evaluation", evaluation)
    Browser(running, "inoue").record(f"{at}/evaluation-conference", MINUTES)
    counsellor.record(f"{at}/closure", {"reason": "improved"})
    running.caught_up()
    assert "就職後 1か月" in counsellor.open("/due").words
    first = {"checked_on": "R8.11.25", "retention": "kept", "note": "休まず通っている"}
    counsellor.record(f"{at}/job-retention", first)
    counsellor.record(f"{at}/follow-up", {"note": "家計も安定"})
    facts = [one.fact for one in running.planning.log.history(case)]
    assert [fact.plan_no for fact in facts if isinstance(fact, PlanDecided)] == [1, 2]
    words = [kind_of(fact).ja for fact in facts]
    assert words[-3:] == ["終結", "就職後のフォローアップ", "フォローアップ"]
    assert {"モニタリングの結果", "プラン変更", "再プラン"} <= set(words)
    page = counsellor.open(at).words
    assert "1か月 続いている。休まず通っている" in page
    assert "終結" in page
    again = counsellor.send(f"{at}/job-retention", first | {"month": "1", "retention": "left"})
    assert "すでに記録されています" in again.words
    running.caught_up()
    assert "就職後 3か月" in counsellor.open("/due").words
    assert "終結後" in counsellor.open("/due").words


def test_whoever_left_the_job_is_looked_after_no_more(running: House) -> None:
    case = under_way(running)
    counsellor = Browser(running, "yamamoto")
    job = {"employment": "ordinary_lasting", "started_on": "R8.5.31"}
    counsellor.record(f"/cases/{case}/work", job)
    running.caught_up()
    assert f"{case}/job-retention" in counsellor.open("/due").text
    counsellor.record(f"/cases/{case}/job-retention", {"retention": "left"})
    running.caught_up()
    assert f"{case}/job-retention" not in counsellor.open("/due").text


def test_a_delivery_names_its_objective_and_may_be_taken_back(running: House) -> None:
    case = under_way(running)
    at = f"/cases/{case}/deliveries"
    running.on(date(2026, 6, 10))
    counsellor = Browser(running, "yamamoto")
    given = {
        "service": "office_employment_support",
        "objective_no": "1",
        "minutes": "60",
        "effect": "seen",
        "note": "履歴書を書いた",
    }
    counsellor.record(f"{at}/new", given)
    counsellor.record(f"{at}/new", given | {"minutes": "30"})
    page = counsellor.open(at).words
    assert "第1期 目標1 家賃を払い続ける" in page
    assert "2回 90分" in page
    early = counsellor.send(f"{at}/new", given | {"delivered_on": "R8.5.20"})
    assert "期間の外の日付です" in early.words
    other = counsellor.send(f"{at}/new", given | {"service": "housing_security"})
    assert "始まっていません" in other.words
    counsellor.record(f"{at}/2/withdrawal", {"reason": "二重の記録"})
    page = counsellor.open(at).words
    assert "1回 60分" in page
    assert "二重の記録" in page
    log = running.planning.log
    assert len(log.history(stream_of(case, "deliveries"))) == 3


def test_closing_warns_of_a_running_benefit_and_shows_the_attempts(
    running: House, tmp_path: Path
) -> None:
    case = running.received()
    for _ in range(3):
        running.tried_in_vain(case)
    counsellor = Browser(running, "yamamoto")
    assert "給付が続いています" not in counsellor.open(f"/cases/{case}/closure").words
    request = uuid4()
    context = Context(
        actor=running.persons["kimura"],
        role="decision_maker",
        office="city-hall",
        operator="city/",
        area=NISHI,
        request=request,
        correlation=request,
        at=running.now,
    )
    with service("benefits", running.around, tmp_path) as benefits:
        fact = example(KINDS["benefits.grant-decided.v1"])
        granted = Recorded(uuid4(), 1, case, fact, context, command=uuid4())
        head = benefits.log.append([granted]).position
        assert running.planning.tables.wait_for("known_grant", "benefits", head, 20)
    page = counsellor.open(f"/cases/{case}/closure").words
    assert "給付が続いています" in page
    assert "連絡の試みの記録（3件）" in page
    assert "R8.5.7 電話" in page


def test_the_city_settles_how_many_attempts_and_whether_the_conference_evaluates(
    running: House,
) -> None:
    case = running.received()
    running.tried_in_vain(case)
    counsellor = Browser(running, "yamamoto")
    assert counsellor.send(f"/cases/{case}/closure", {"reason": "contact_lost"}).status == 422
    municipality = running.planning.municipality
    before = municipality.procedures
    settled = (
        Procedure(since=date(2015, 4, 1), until=date(2026, 3, 31)),
        Procedure(since=date(2026, 4, 1), contact_attempts=1, conference_evaluation=False),
    )
    object.__setattr__(municipality, "procedures", settled)
    try:
        page = counsellor.open(f"/cases/{case}/closure").words
        assert "1回" in page
        assert "不要" in page
        counsellor.record(f"/cases/{case}/closure", {"reason": "contact_lost"})
    finally:
        object.__setattr__(municipality, "procedures", before)
