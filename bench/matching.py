"""Who may be the same person among very many: time per look-up, and how often the right one stands on top."""

import gc
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final
from uuid import UUID

from bench.rounds import Gate, Line
from events.contract.codes import Naming
from events.testing.persons import Person, crowd, written
from events.testing.slips import SLIPS, come_again
from services.intake.known_person import Known
from services.intake.matching import traits
from services.intake.person_index import PersonIndex

SEED: Final = 20261122
TOP: Final = 3


def matching(rounds: int, persons: int, told: Callable[[str], None]) -> list[Line]:
    """Every round asks 20 times per kind of slip."""
    told(f"matching: {persons:,} persons")
    people = list(crowd(persons, SEED))
    index = index_of(people)
    program = f"matching {persons:,}"
    scan = "a part of a name, all looked through (p99 ms)"
    lines = [
        Line(program, scan, "ms"),
        Line(program, "candidates of what is typed (p99 ms)", "ms", gate=Gate(at_most=150)),
        Line(program, f"the right person among the first {TOP}", "%"),
        Line(program, "others proposed", "persons per intake"),
    ]
    gc.freeze()
    try:
        for number in range(1, rounds + 1):
            told(f"matching {number}/{rounds}")
            _enter(lines, index, people, Random(SEED + number))
    finally:
        gc.unfreeze()
    return lines


def index_of(people: list[Person]) -> PersonIndex:
    """An index of them all; person n stands in case n."""
    index = PersonIndex()
    for number, person in enumerate(people):
        right = written(person)
        index.add(
            Known(
                case=UUID(int=number),
                number=f"2026-{number:05d}",
                person=UUID(int=number + 10**12),
                area="271063",
                received_on=date(2026, 1, 1),
                naming=Naming.FULL,
                name=right.name,
                kana=right.kana,
                born_on=right.born_on,
                phone=right.phone,
            )
        )
    return index


def _enter(lines: list[Line], index: PersonIndex, people: list[Person], chance: Random) -> None:
    scans, looks, tally = [], [], Counter[str]()
    for slip in SLIPS.values():
        for _ in range(20):
            number = chance.randrange(len(people))
            typed = come_again(people[number], slip, chance)
            begun = time.perf_counter()
            found = index.candidates(traits(typed.name, typed.kana, typed.born_on, [typed.phone]))
            looks.append(time.perf_counter() - begun)
            ranked = [each.known.case.int for each in found]
            tally["asked"] += 1
            tally["right"] += number in ranked[:TOP]
            tally["others"] += sum(each != number for each in ranked)
        begun = time.perf_counter()
        index.find(people[chance.randrange(len(people))].family[1])
        scans.append(time.perf_counter() - begun)
    figures = (
        _p99(scans),
        _p99(looks),
        100 * tally["right"] / tally["asked"],
        tally["others"] / tally["asked"],
    )
    for line, figure in zip(lines, figures, strict=True):
        line.rounds.append(figure)


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)] * 1_000
