"""The national figures as the headquarters reads them: before a life, and by how much they moved."""

from __future__ import annotations

import re

from tests.lives.town import Town

YEAR = "/reporting/?year=2026"
LINE = re.compile(
    r'href="[^"]*/records/(\w+)\?[^"]*"[^>]*>(?:(?!</a>).)*?class="figure">([\d,]+)<', re.DOTALL
)
"""A number on the dashboard: the indicator its link leads to, and its figure."""
Figures = dict[str, int]


def figures(town: Town) -> Figures:
    """Every whole number of 令和8年度 for all wards; those nobody counted yet are missing."""
    town.caught_up()
    return _read(town.desk("honcho").open(YEAR).page.text)


def moved(town: Town, before: Figures, **wanted: int) -> None:
    """The dashboard in the browser shows each of these changes, and no other."""
    town.caught_up()
    window = town.window("honcho").open(YEAR)
    after = _read(window.page.content())
    changes = {name: now - before.get(name, 0) for name, now in after.items()}
    found = {name: change for name, change in changes.items() if change and name not in DERIVED}
    assert found == wanted


def rests_on(town: Town, indicator: str, case: str) -> None:
    """From the number, by its own link, to the record of this case."""
    window = town.window("honcho")
    link = window.page.locator(f"a[href*='/records/{indicator}']").first
    link.focus()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert window.page.locator(f"main a[href*='{case}']").count()


DERIVED = frozenset(
    {
        "employment_income_rate",
        "plan_share_of_consultations",
        "target_share_of_plans",
        "improvement_share",
    }
)
"""Shares: they follow from the counts."""


def _read(text: str) -> Figures:
    """The first figure of each indicator: the whole comes before its parts, months and wards."""
    found: Figures = {}
    for name, figure in LINE.findall(text):
        if name not in DERIVED:
            found.setdefault(name, int(figure.replace(",", "")))
    return found
