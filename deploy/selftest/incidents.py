"""The four published overpayments, planted amid right payments in memory: what does the first recheck find?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from events.contract import fold
from events.testing.grant_histories import CITY, Planted
from events.testing.incidents import INCIDENTS, Incident
from services.benefits.grant import evolve
from services.benefits.rechecking.judging import lines_of
from services.benefits.rechecking.line import Line, sums
from services.benefits.rechecking.paid_grant import paid_grant
from services.benefits.rechecking.rulebook import Rulebook

RIGHT = 300
"""Right grants among the wrong ones."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`exact`: every affected payment was found with its sum and its cause, and no other."""

    incident: Incident
    payments: int
    persons: int
    over_yen: int
    among: int
    causes: tuple[str, ...]
    exact: bool


def findings(seed: int) -> Iterator[Finding]:
    """One per incident."""
    for incident in INCIDENTS:
        planted = incident.planted(right=RIGHT, seed=seed)
        lines = [line for one in planted for line in rechecked(one)]
        expected = {
            (one.stream, month): over for one in planted for month, over in one.wrong.items()
        }
        found = {(line.stream, line.month): line.over_yen for line in lines}
        causes = tuple(one.cause.ja for one in sums(lines))
        named = {line.causes[0].value for line in lines} == {incident.cause}
        yield Finding(
            incident,
            len(lines),
            len({line.person for line in lines}),
            sum(found.values()),
            len(planted),
            causes,
            found == expected and named and sum(found.values()) == incident.total_yen,
        )


def rechecked(one: Planted) -> list[Line]:
    """The lines of one planted grant."""
    state = fold(evolve, one.facts)
    paid = paid_grant(one.stream, one.case, "", state, one.facts) if state else None
    return lines_of(paid, Rulebook(*CITY)) if paid else []


def told(seed: int, say: Callable[[str], None]) -> int:
    """A line per incident; 0 if all is as planted."""
    say("公表された四つの過払いを、その当時の誤った規則のまま記録し、総点検を一度行います。")
    say("(人数と金額は公表のとおり。収入・家賃・月の割り振りは見本の市の表による仮のもの)")
    missed = 0
    for one in findings(seed):
        mark = "一致" if one.exact else "不一致"
        say(
            f"  {one.incident.title}: 公表 {one.incident.persons}人(世帯) "
            f"{one.incident.total_yen:,}円 → 発見 {one.persons}人 {one.over_yen:,}円"
            f"({one.payments}件の支給、{one.among}件の申請の中から) {mark}"
        )
        say(f"    原因: {'、'.join(one.causes)}")
        missed += not one.exact
    return min(1, missed)
