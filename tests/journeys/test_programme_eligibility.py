"""The judgement of who may use a programme: stated on a page of benefits, read by planning on its case page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract.codes import Service
from events.host.address import Address
from events.host.runtime import service
from events.log.recorded import Context, Recorded
from services.benefits.eligibility import eligibility_of
from tests.benefits import house as of_benefits
from tests.events.log.examples import KINDS, example
from tests.planning import house as of_planning
from tests.planning.house import NISHI

ARRIVED = date(2026, 11, 2)


@pytest.fixture
def running(address: Address) -> Iterator[of_benefits.House]:
    with of_benefits.house(address) as made, TestClient(made.app):
        made.on(ARRIVED)
        yield made


def test_a_programme_is_judged_with_its_sentences_and_its_last_day(
    running: of_benefits.House,
) -> None:
    case = running.received()
    clerk = of_benefits.Browser(running, "sato")
    assert "まだ判定はありません" in clerk.open(f"/cases/{case}/programmes").words
    at = f"/cases/{case}/programmes/judgement"
    typed = clerk.open(at).form | {
        "programme": "work_preparation",
        "basis": "means",
        "household_size": "1",
        "income_yen": "132000",
        "savings_yen": "552000",
    }
    outlook = clerk.client.post(
        f"/benefits{at}/preview", data=typed, headers={"hx-request": "true"}
    )
    assert "使えます" in outlook.text
    assert "R9.11.1" in outlook.text
    assert "<html" not in outlook.text
    over = clerk.post(f"{at}/preview", typed | {"income_yen": "132001"})
    assert "要件を満たしません" in over.words
    wrong = clerk.post(at, typed | {"basis": "needy"})
    assert wrong.status == 422
    assert "この事業にはない根拠です" in wrong.words
    assert clerk.post(at, typed).status == 303
    page = clerk.open(f"/cases/{case}/programmes").words
    for words in ("就労準備支援", "132,000円以下です", "R9.11.1", "施行規則4条"):
        assert words in page, words
    (told,) = running.benefits.log.history(eligibility_of(case))
    assert told.fact.met  # type: ignore[attr-defined]
    assert of_benefits.Browser(running, "fujii").get(at).status == 403


def test_planning_shows_what_benefits_judged(address: Address, tmp_path: Path) -> None:
    with of_planning.house(address) as running, TestClient(running.app):
        case = running.received()
        counsellor = of_planning.Browser(running, "yamamoto")
        assert "事業の利用要件" not in counsellor.open(f"/cases/{case}").words
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
        fact = example(KINDS["benefits.programme-eligibility-judged.v1"])
        judged = replace(
            fact,
            programme=Service.WORK_PREPARATION,
            met=True,
            begins_on=date(2026, 4, 1),
            ends_on=date(2027, 3, 31),
            at_most_on=date(2027, 3, 31),
        )
        with service("benefits", running.around, tmp_path) as benefits:
            stream = eligibility_of(case)
            one = Recorded(stream, 1, case, judged, context, command=uuid4())
            head = benefits.log.append([one]).position
            assert running.planning.tables.wait_for("known_eligibility", "benefits", head, 20)
        page = counsellor.open(f"/cases/{case}").words
        for words in ("事業の利用要件", "就労準備支援", "使えます", "R8.4.1〜R9.3.31"):
            assert words in page, words
