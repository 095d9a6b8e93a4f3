"""A recheck of the generated lives: no line where all was right; corrections add up to new minus old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from events.contract import Event, opened
from events.contract.benefits_recheck import PaymentCorrected, RecheckDecided
from services.benefits.decisions.rechecking import (
    CorrectPayments,
    RecordHousehold,
    correct_payments,
    record_household,
)
from services.benefits.programmes.housing_security import municipal_rules, standards
from services.benefits.programmes.housing_security.amount import amount
from services.benefits.rechecking.judging import lines_of
from services.benefits.rechecking.line import Line
from services.benefits.rechecking.paid_grant import paid_grant
from services.benefits.rechecking.rulebook import Rulebook
from tests.benefits.facts import DECIDER, DRAFTER, LEAF, SPACE
from tests.benefits.lives.author import THEMES, Life, life
from tests.benefits.lives.city import CITIES, City, first_of
from tests.benefits.lives.product import Office
from tests.benefits.lives.ward_file import File

RECHECK = uuid5(SPACE, "recheck")


def lived(one: Life) -> Office:
    office = Office(one)
    for step in one.steps:
        office.do(step)
    return office


def judged(one: Life, file: File) -> list[Line]:
    book = Rulebook(one.city.prefecture, one.city.name)
    found = paid_grant(file.stream, UUID(int=5), "271063", file.grant, file.facts)
    return lines_of(found, book) if found else []


@pytest.mark.parametrize("theme", range(len(THEMES)), ids=THEMES)
def test_a_recheck_finds_nothing_where_all_was_right(theme: int) -> None:
    paid = 0
    for one in map(life, range(theme, 200, len(THEMES))):
        for file in lived(one).files:
            paid += len(file.grant.paid)
            assert judged(one, file) == [], one.seed
    assert paid > 50


@pytest.mark.parametrize("seed", range(0, 200, 5))
def test_corrections_are_new_minus_old_for_every_month(seed: int) -> None:
    """Another income and rent come to light from the second paid month on."""
    one = life(seed)
    office = lived(one)
    paid = [n for n, page in enumerate(one.book.pages) if len(page.paid) > 1]
    for grant in paid:
        page, file = one.book.pages[grant], office.files[grant]
        since, (base, rent, size, _) = sorted(page.paid)[1], page.figures
        income = base + (seed * 977) % 60_000
        due = one.book.due(grant, since, income, rent)
        before = {month: page.cells[month].yen for month in page.paid}
        corrections = corrected(one, file, since, {"size": size, "rent": rent, "income": income})
        sums: dict[str, int] = {}
        for fact in corrections:
            step = opened(fact.new_yen, 0) - opened(fact.old_yen, 0)
            sums[fact.month] = sums.get(fact.month, 0) + step
        assert sums == {m: due[m] - before[m] for m in due if due[m] != before[m]}
        assert judged(one, file) == []


def corrected(one: Life, file: File, since: str, home: dict[str, int]) -> list[PaymentCorrected]:
    day = one.steps[-1].on + timedelta(days=1)
    file.take(
        record_household,
        RecordHousehold(
            today=day,
            found_on=day,
            from_month=since,
            household_size=home["size"],
            income_yen=home["income"],
            savings_yen=0,
            rent_yen=home["rent"],
            how="照会",
        ),
    )
    decided = RecheckDecided(
        decided_on=day, drafter=DRAFTER, decider=DECIDER, post="課長", number="1", approved=LEAF
    )
    lines = tuple(judged(one, file))
    command = CorrectPayments(today=day, recheck=RECHECK, decided=decided, lines=lines)
    made: list[Event] = file.take(correct_payments, command)
    return [fact for fact in made if isinstance(fact, PaymentCorrected)]


@pytest.mark.parametrize("city", CITIES[1:], ids=lambda city: city.prefecture)
@pytest.mark.parametrize("month", ["2025-06", "2026-06", "2026-07"])
def test_the_amount_never_rises_with_income(city: City, month: str) -> None:
    """Every size, rents around the cap, every income of 500 yen up to one step over T; each as the book has it."""
    on = first_of(month)
    place = (city.prefecture, city.name)
    rule = municipal_rules.municipal_rule(*place, on)
    for size, cap in city.caps.items():
        row = standards.standard(*place, size, on)
        assert row is not None
        assert (row.base_amount_yen, row.rent_cap_yen) == (city.base(size, on), cap)
        for rent in (cap - 3_000, cap, cap + 1, cap + 25_500):
            limit = city.threshold(row.base_amount_yen, rent, size)
            figures: dict[str, Any] = {"base": row.base_amount_yen, "rent": rent, "cap": cap}
            former = cap
            for income in [*range(0, limit, 500), limit]:
                paid = amount(**figures, income=income, payment_month=on, rule=rule).monthly_yen
                assert paid == city.amount(row.base_amount_yen, rent, size, income)
                assert paid <= former
                former = paid
