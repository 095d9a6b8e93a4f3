"""Of every stream beside the case: whatever is commanded in whatever order, it stays legal, and a repeat adds nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from events.contract import Event, Refused, fold, kind_of
from events.contract.shelter import StayBegan, StayEnded, StayVoided
from events.contract.shelter_rooms import BedFreed, BedTaken
from events.contract.tasks import TaskEnded
from services.planning.programmes.household_budget.cash_book import cash_book
from tests.planning.streams import TODAY, Stream, streams

LIVES, COMMANDS = 30, 80
HAPPENS_AGAIN = frozenset(
    {
        "record_delivery",
        "look_in",
        "issue_goods",
        "record_search",
        "help_tenancy",
        "lend_goods",
        "arrange_viewing",
    }
)
"""What may truly happen twice on one day in the same words; there the log itself drops a command that is sent again."""
ALL = {stream.name: stream for stream in streams()}


def test_the_streams_that_are_known_are_found() -> None:
    known = {"Tasks", "Stays", "Room", "Budget", "Meeting", "Concern", "work_preparation"}
    assert known <= set(ALL)
    assert not {"Case", "Consultation"} & set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_no_sequence_reaches_an_illegal_state_and_repeats_are_harmless(name: str) -> None:
    """Thirty lives of eighty commands each, the same in every run."""
    stream, reached = ALL[name], set[str]()
    for seed in range(LIVES):
        chance, facts, state = Random(f"{name} {seed}"), list[Event](), None  # noqa: S311 - lives
        for _ in range(COMMANDS):
            decision, command = stream.step(chance)
            new = answered(state, decision, command)
            for fact in new:
                state = stream.evolve(state, fact)
            facts += new
            if new and decision.__name__ not in HAPPENS_AGAIN:
                again = answered(state, decision, command)
                assert again == [], f"seed {seed}: {decision.__name__} said twice"
            if new:
                reached.add(decision.__name__)
        legal(stream, state, facts)
    assert len(reached) * 2 >= len(stream.decisions), f"chance reaches only {reached}"


def answered(state: Any, decision: Callable[..., Any], command: Any) -> list[Event]:
    """What a command states; a refusal says its rule in Japanese and states nothing."""
    try:
        return list(decision(state, command))
    except Refused as refusal:
        assert refusal.code
        assert refusal.ja
        return []


def legal(stream: Stream, state: Any, facts: Sequence[Event]) -> None:
    """What no order of commands may break."""
    assert fold(stream.evolve, facts) == state
    for fact in facts:
        assert getattr(fact, kind_of(fact).occurred) <= TODAY
    for holds in LEGAL.get(stream.name, ()):
        holds(facts)


def numbered(facts: Sequence[Event]) -> None:
    """Every entry has a number of its own, from one on without a gap."""
    numbers = [number for fact in facts if (number := getattr(fact, "entry_no", 0))]
    assert numbers == list(range(1, len(numbers) + 1))


def one_person_in_a_bed(facts: Sequence[Event]) -> None:
    """The nights of two uses of one bed do not meet, by the last word on each."""
    taken = {fact.use: fact for fact in facts if isinstance(fact, BedTaken)}
    freed = {fact.use: fact.freed_on for fact in facts if isinstance(fact, BedFreed)}
    nights = [
        (use.bed, use.taken_on + timedelta(days=n))
        for use in taken.values()
        for n in range((freed.get(use.use, TODAY) - use.taken_on).days)
    ]
    assert len(set(nights)) == len(nights)


def one_stay_at_a_time(facts: Sequence[Event]) -> None:
    """Whoever stays must leave, or the entry be voided, before another stay begins."""
    inside: set[int] = set()
    for fact in facts:
        match fact:
            case StayBegan():
                inside.add(fact.stay_no)
            case StayEnded() | StayVoided():
                inside.discard(fact.stay_no)
        assert len(inside) <= 1


def ended_once(facts: Sequence[Event]) -> None:
    ended = Counter(fact.task_no for fact in facts if isinstance(fact, TaskEnded))
    assert set(ended.values()) <= {1}


def money_is_there(facts: Sequence[Event]) -> None:
    """Nobody hands out more than was given into keeping, on any day of the book."""
    kept = fold(ALL["Budget"].evolve, facts)
    assert all((line.balance or 0) >= 0 for line in cash_book(kept) if line.counts)


LEGAL: dict[str, tuple[Callable[[Sequence[Event]], None], ...]] = {
    "Room": (one_person_in_a_bed,),
    "Stays": (one_stay_at_a_time,),
    "Tasks": (ended_once,),
    "Budget": (numbered, money_is_there),
    "work_preparation": (numbered,),
    "certified_training": (numbered,),
    "job_search": (numbered,),
    "linked_programmes": (numbered,),
}
"""Stream → what must be true of it besides."""
