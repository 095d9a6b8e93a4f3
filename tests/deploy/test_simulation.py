"""Planting a published row through the decisions: exact counts in the log, and a killed run that goes on."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

import pytest

from deploy.simulation.alone import alone
from deploy.simulation.counted import outlines
from deploy.simulation.figures import Figures, NotThere, read
from deploy.simulation.histories import history
from deploy.simulation.setting import Setting, one_counter
from deploy.simulation.stating import Progress, Stating
from deploy.simulation.targets import targets
from deploy.simulation.telling import Telling
from deploy.verb import VerbRefused
from events.contract.codes import Service
from events.contract.intake import ConsultationReceived
from events.contract.planning import IncomeIncreased, JobStarted, PlanDecided
from events.contract.sealed import opened
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog
from events.log.keys import KeyRing
from events.log.signing import Signer

FIGURES = Path(__file__).parents[1] / "figures" / "statistics_examples.json"
KOFU = "FY2024/中核市/甲府市"
NEEDS = frozenset({Service.HOUSING_SECURITY, Service.WORK_PREPARATION, Service.BUDGET_IMPROVEMENT})
KEK = bytes(32)


@pytest.fixture(scope="module")
def figures() -> Figures:
    return read(FIGURES)


@pytest.fixture
def keys(address: Address) -> Iterator[KeyRing]:
    ring = KeyRing(address.conninfo("key_keeper"), KEK)
    yield ring
    ring.close()


@pytest.fixture
def logs(address: Address, keys: KeyRing) -> Iterator[Mapping[str, EventLog]]:
    made = {
        name: EventLog(
            name,
            address.conninfo(f"writer_{name}"),
            Codec(keys, Signer.from_seed(f"test/{name}", KEK)),
        )
        for name in ("intake", "planning")
    }
    yield made
    for log in made.values():
        log.close()


def plant(
    figures: Figures, logs: Mapping[str, EventLog], keys: KeyRing, *, stretches: int | None = None
) -> None:
    """Plant 甲府市; `stretches` ends the run after so many."""
    row = figures.row(KOFU)
    chance = Random(1)  # noqa: S311 - believable, not secret
    cases = outlines(row, targets(row, chance), chance)
    seed = uuid5(figures.namespace, f"{row.id}:1")
    setting = Setting(
        place="甲府市",
        area="192015",
        acting=one_counter(seed, "main", "city/"),
        needs_decision=lambda _: NEEDS,
        seed=seed,
    )
    stating = Stating(
        logs,
        keys,
        lambda _: setting,
        lambda n: uuid5(figures.namespace, f"{row.id}:1:{n}"),
        seed,
    )
    histories = [(n, history(case, n, setting)) for n, case in enumerate(cases)]
    for n, _ in enumerate(stating.run(histories), 1):
        if n == stretches:
            return


def test_the_planted_log_has_exactly_the_published_counts(
    figures: Figures, logs: Mapping[str, EventLog], keys: KeyRing
) -> None:
    plant(figures, logs, keys)
    row = figures.row(KOFU)
    inside = [
        r for log in logs.values() for r in log.read() if row.start <= r.occurred_on <= row.end
    ]
    kinds = Counter(type(r.fact) for r in inside)
    assert kinds[ConsultationReceived] == row.counts["new_consultations"]
    assert kinds[PlanDecided] == row.counts["plans_created"]
    plans = [r.fact for r in inside if isinstance(r.fact, PlanDecided)]
    assert (
        sum(opened(plan.seeks_employment, otherwise=False) for plan in plans)
        == row.counts["employment_support_targets"]
    )
    starts = [r.fact for r in inside if isinstance(r.fact, JobStarted)]
    rises = [r.fact for r in inside if isinstance(r.fact, IncomeIncreased)]
    assert len({start.person for start in starts}) == len(starts) == row.counts["employed"]
    assert (
        sum(s.holds_employment_plan for s in starts) == row.counts["employed_with_employment_plan"]
    )
    assert len(rises) == row.counts["income_increased"]
    assert (
        sum(s.holds_employment_plan for s in rises)
        == row.counts["income_increased_with_employment_plan"]
    )


def test_a_run_that_was_broken_off_stores_only_what_is_missing(
    figures: Figures, logs: Mapping[str, EventLog], keys: KeyRing
) -> None:
    plant(figures, logs, keys, stretches=1)
    after_one = {name: log.reading.head() for name, log in logs.items()}
    plant(figures, logs, keys)
    whole = {name: log.reading.head() for name, log in logs.items()}
    assert sum(after_one.values()) < sum(whole.values())
    plant(figures, logs, keys)
    assert {name: log.reading.head() for name, log in logs.items()} == whole
    for log in logs.values():
        versions: dict[UUID, int] = {}
        for recorded in log.read():
            assert recorded.version == versions.get(recorded.stream, 0) + 1
            versions[recorded.stream] = recorded.version


def test_what_was_approved_is_the_leaf_of_the_draft_also_after_a_broken_run(
    figures: Figures, logs: Mapping[str, EventLog], keys: KeyRing
) -> None:
    from events.contract.planning import DecisionDrafted, PlanConfirmed, SupportDecided

    plant(figures, logs, keys, stretches=1)
    plant(figures, logs, keys)
    facts = list(logs["planning"].read())
    drafts = {
        (r.stream, r.fact.plan_no): r.leaf for r in facts if isinstance(r.fact, DecisionDrafted)
    }
    decided = [r for r in facts if isinstance(r.fact, SupportDecided | PlanConfirmed)]
    assert decided
    assert all(r.fact.approved == drafts[r.stream, r.fact.plan_no] for r in decided)  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [-5, 1.5, "五", True, 10**12])
def test_a_count_that_cannot_be_planted_is_refused_with_its_row(tmp_path: Path, count: Any) -> None:
    rows = [
        {
            "id": "x",
            "area": "甲府市",
            "area_level": "core_city",
            "period": {
                "fiscal_year": 2024,
                "month": None,
                "start": "2024-04-01",
                "end": "2025-03-31",
            },
            "counts": {"new_consultations": count},
        }
    ]
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"rows": rows}), encoding="utf-8")
    with pytest.raises(NotThere, match="行「x」"):
        read(file)


def test_a_file_of_nothing_but_brackets_is_no_file_of_figures(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(NotThere, match="形式"):
        read(file)


def test_progress_is_told_once_a_second_with_rate_and_rest() -> None:
    said: list[str] = []
    now = [0.0]
    tell = Telling(said.append, lambda: now[0])
    for at, done in ((0.4, 400), (2.0, 1_000), (2.5, 1_400), (4.0, 3_000)):
        now[0] = at
        tell(Progress(done, 3_000, done // 2))
    assert said == [
        "  1,000 / 3,000件(今回の記録 500件、毎秒 500件、あと約4秒)",
        "  3,000 / 3,000件(今回の記録 1,500件、毎秒 750件)",
    ]


def test_two_processes_never_state_at_once(address: Address) -> None:
    with alone(address), pytest.raises(VerbRefused, match="ほかの処理"), alone(address, 2):
        pass
    with alone(address, 1):
        pass


def test_a_row_or_year_that_is_not_there_is_refused_in_plain_words(figures: Figures) -> None:
    with pytest.raises(NotThere, match="このファイルにありません"):
        figures.row("FY2031/nation")
    with pytest.raises(NotThere, match="2024年度"):
        figures.of("大阪市", 2031, None)
    with pytest.raises(NotThere, match="再現できません"):
        targets(figures.row("FY2019/nation/improved_share"), Random(1))  # noqa: S311
