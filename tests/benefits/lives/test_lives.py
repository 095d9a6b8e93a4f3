"""Generated lives of grants: every answer, yen, day, order, month and letter of the product against a slow plain book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.benefits.lives.author import THEMES, Life, life
from tests.benefits.lives.comparing import differences

SEEDS = range(200)
STANDARD = {
    "__future__",
    "collections",
    "dataclasses",
    "datetime",
    "fractions",
    "math",
    "random",
    "typing",
}


@cache
def told(seed: int) -> Life:
    """Once for all tests of this file."""
    return life(seed)


@pytest.mark.parametrize("theme", range(len(THEMES)), ids=THEMES)
def test_the_product_says_what_the_book_says(theme: int) -> None:
    assert [one for seed in SEEDS[theme :: len(THEMES)] for one in differences(told(seed))] == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", range(len(THEMES)), ids=THEMES)
def test_far_more_lives(theme: int) -> None:
    seeds = range(1000 + theme, 6000, len(THEMES))
    assert [one for seed in seeds for one in differences(life(seed))] == []


def test_the_book_knows_nothing_of_the_product() -> None:
    """The book and its author import each other and the standard library."""
    told_by = Path(__file__).parent
    todo, seen = ["author"], set[str]()
    while todo:
        seen.add(name := todo.pop())
        text = (told_by / f"{name}.py").read_text(encoding="utf-8")
        found = re.findall(r"^(?:from|import) (\S+)", text, re.MULTILINE)
        inside = [one for one in found if one.startswith("tests.benefits.lives.")]
        assert {one.partition(".")[0] for one in found if one not in inside} <= STANDARD
        todo += [leaf for one in inside if (leaf := one.rpartition(".")[2]) not in seen]
    assert "judging" in seen


def answers() -> Iterator[tuple[str, str]]:
    for seed in SEEDS:
        for step in told(seed).steps:
            word = step.answer[1] if step.answer[0] == "no" else step.answer[0]
            yield step.what, word


WANTED = {
    ("decide", "granted"): 200,
    ("decide", "refused"): 60,
    ("extend", "extended"): 100,
    ("extend", "refused"): 60,
    ("change", "changed"): 20,
    ("change", "refused"): 2,
    ("suspend", "suspended"): 20,
    ("resume", "resumed"): 15,
    ("resume", "refused"): 15,
    ("stop", "stopped"): 40,
    ("earn", "stop"): 10,
    ("earn", "change"): 3,
    ("order", "taken"): 15,
    ("order", "year over"): 20,
    ("commit", "year over"): 2,
    ("check", "year over"): 5,
    ("reissue", "year over"): 10,
    ("reissue", "again"): 30,
    ("put_back", "put back"): 20,
    ("put_back", "year over"): 8,
    ("claim_back", "year over"): 5,
    ("claim_back", "several years"): 2,
    ("carry", "carried"): 3,
    ("carry", "year open"): 3,
    ("collect", "came"): 40,
    ("collect", "more than owed"): 5,
    ("end", "ended"): 100,
}
"""What the two hundred lives must hold, so that agreeing means something."""


def test_the_lives_hold_what_happens_in_an_office() -> None:
    counted = Counter(answers())
    assert {key: counted[key] for key, least in WANTED.items() if counted[key] < least} == {}


def test_every_requirement_refuses_somebody() -> None:
    names = {
        name
        for seed in SEEDS
        for step in told(seed).steps
        if step.answer[0] == "refused"
        for name in step.answer[1]
    }
    assert names >= {
        "離職・廃業からの期間",
        "収入要件",
        "資産要件",
        "求職活動等",
        "再支給の要件",
        "延長の申請の期限",
        "就職の促進",
        "支給期間",
        "中断後の再開",
    }


def test_orders_after_march_stand_in_the_year_of_their_commitment() -> None:
    """Months of April and May paid from the year before, and payments of a later year than their order's."""
    ends = Counter(
        "closed year" if step.answer[3] < step.on.year and step.on.month in {4, 5} else "own year"
        for seed in SEEDS
        for step in told(seed).steps
        if step.answer[0] == "paid"
    )
    assert ends["closed year"] > 20
