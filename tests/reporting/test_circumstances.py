"""The circumstances of the open cases in numbers: stocks of a day, flows of a period, slips never counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from uuid import uuid5

import pytest

from events.contract.assessment_codes import (
    BenefitResult,
)
from events.testing import postgres
from services.reporting.circumstances import Circumstances, circumstances
from tests.conftest import Servers
from tests.reporting.circumstances import END, MIDDLE, START, said
from tests.reporting.house import NANIWA, NISHI, House, opened
from tests.reporting.logs import NAMESPACE, Spoken, made

FIRST, SECOND, CLOSED = (uuid5(NAMESPACE, f"circumstances {n}") for n in range(3))


@pytest.fixture(scope="module")
def house(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home: Path = tmp_path_factory.mktemp("circumstances") / "home"
    home.mkdir()
    with postgres.copied(servers.office) as address, opened(address, home) as it:
        over = Spoken(
            CLOSED, NISHI, made("planning.case-closed", uuid5(CLOSED, "person"), closed_on=START)
        )
        it.logs.state([*said(FIRST), *said(SECOND, NANIWA), *said(CLOSED), over])
        it.caught_up()
        yield it


def counted(house: House, day: date, *wards: str) -> Circumstances:
    areas = house.runtime.areas
    ids = [a.area_id for a in areas if a.code in (wards or (NISHI, NANIWA))]
    return circumstances(house.runtime.tables, ids, START, day)


def test_attributes_are_those_of_members_who_are_there_and_cases_that_are_open(
    house: House,
) -> None:
    then = {line.ja: (line.persons, line.cases) for line in counted(house, MIDDLE).attributes}
    assert then == {"ひとり親": (2, 2), "不登校": (2, 2), "要介護・要支援": (2, 2)}
    now = {line.ja: line.persons for line in counted(house, END, NISHI).attributes}
    assert now == {"ひとり親": 1, "不登校": 1}
    assert counted(house, date(2026, 3, 31)).attributes == []


def test_a_certificate_counts_from_the_day_it_is_held(house: House) -> None:
    assert counted(house, START).certificates == []
    held = counted(house, MIDDLE, NISHI).certificates
    assert [(line.ja, line.persons) for line in held] == [("精神障害者保健福祉手帳", 1)]


def test_issues_count_by_axis_until_they_are_solved(house: House) -> None:
    [first] = counted(house, START, NISHI).issues
    assert (first.social, first.both, first.total) == (1, 0, 1)
    [later] = counted(house, MIDDLE).issues
    assert (later.ja, later.social, later.both) == ("社会的孤立(ひきこもり等)", 0, 2)
    assert counted(house, END).issues == []


def test_the_stage_of_a_day_and_the_kinds_of_a_period(house: House) -> None:
    assert [line.cases for line in counted(house, MIDDLE).stages] == [2, 0, 0]
    found = counted(house, END, NISHI)
    assert [line.cases for line in found.stages] == [0, 1, 0]
    kinds = [
        (k.objectives, k.measures, k.changes) for k in counted(house, END, NANIWA).independence
    ]
    assert kinds == [(0, 1, 0), (1, 0, 0), (0, 0, 1)]


def test_benefits_count_by_their_last_result_in_the_period(house: House) -> None:
    [then], [now] = counted(house, MIDDLE, NANIWA).benefits, counted(house, END, NANIWA).benefits
    results = list(BenefitResult)
    assert then.results[results.index(BenefitResult.TO_APPLY)] == 1
    assert now.results[results.index(BenefitResult.GRANTED)] == 1
    assert sum(now.results) == 1


def test_the_page_shows_a_ward_its_own_numbers_only(house: House) -> None:
    answer = house.sign_in("counsellor", NISHI).get("/reporting/circumstances?year=2026&month=6")
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))
    assert answer.status_code == 200
    assert "ひとり親 1 1" in words
    assert "精神障害者保健福祉手帳 1 1" in words
    assert "社会的孤立(ひきこもり等) 0 0 1 0 1" in words
    assert house.sign_in("payment_clerk").get("/reporting/circumstances").status_code == 403
