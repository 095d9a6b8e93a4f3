"""Every stream of records beside the case, found by itself: its fold, its decisions, and commands made at random.

A new programme is under the properties of test_every_stream.py the day its modules are there: a decision is a function
of `state` and `command`, its commands are dataclasses, and the fold is called `evolve`.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from enum import EnumMeta
from importlib import import_module
from random import Random
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from events.contract import Event, Open
from services.planning.programmes import work_book
from services.planning.programmes.work_book import WorkBook

ROOMS = (
    "services.planning.programmes",
    "services.planning.decisions",
    "services.planning.states",
    "services.intake.decisions",
    "services.intake.states",
)
WITH_A_TEST_OF_THEIR_OWN = frozenset({"Case", "Consultation", "Entry", "Absences"})
"""Not tried by chance here: the first two are in tests/planning and tests/intake/test_every_sequence.py with chosen
commands; `Entry` is the form of several registers of community work, whose decisions cannot be told apart by it; an
absence is planned ahead of a day, which these days are not.
"""
TODAY = date(2026, 12, 31)
FIRST = date(2026, 5, 7)
PEOPLE = tuple(UUID(int=n, version=4) for n in range(1, 4))
BERTHS = tuple(f"{PEOPLE[0]}:{bed}" for bed in (1, 2))
Decision = Callable[[Any, Any], Sequence[Event]]


@dataclass(frozen=True)
class Stream:
    """One kind of stream: what it is called here, its fold, and each decision with its commands."""

    name: str
    evolve: Callable[[Any, Event], Any]
    decisions: tuple[tuple[Decision, type[Any]], ...]

    def step(self, chance: Random) -> tuple[Decision, Any]:
        """A decision and one command for it."""
        decision, command = chance.choice(self.decisions)
        return decision, made(chance, command)


def streams() -> list[Stream]:
    """All of them, by name."""
    found: dict[str, list[tuple[Decision, type[Any]]]] = {}
    folds: dict[str, Callable[[Any, Event], Any]] = {}
    for module in _modules():
        for decision, hints in _decisions(module):
            name = _stream_of(module, hints["state"])
            found.setdefault(name, []).append((decision, hints["command"]))
        folds.update(_folds(module))
    taken_back = (work_book.withdraw_entry, work_book.WithdrawEntry)
    return [
        Stream(name, folds[name], (*made, taken_back) if name.islower() else tuple(made))
        for name, made in sorted(found.items())
        if name in folds and name not in WITH_A_TEST_OF_THEIR_OWN
    ]


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            yield import_module(found.name)


def _decisions(module: ModuleType) -> Iterator[tuple[Decision, dict[str, Any]]]:
    for name, made in vars(module).items():
        own = inspect.isfunction(made) and made.__module__ == module.__name__
        open_to_all = not name.startswith("_") and module is not work_book
        if own and open_to_all and [*inspect.signature(made).parameters] == ["state", "command"]:
            yield made, get_type_hints(made)


def _folds(module: ModuleType) -> dict[str, Callable[[Any, Event], Any]]:
    """By the state it gives; of a work book by its programme."""
    made = vars(module).get("evolve")
    if made is None:
        return {}
    state = get_type_hints(made).get("return") if made.__module__ == module.__name__ else None
    if state is not None:
        return {_named(state): made}
    return {module.__name__.rpartition(".")[2]: made}


def _stream_of(module: ModuleType, state: Any) -> str:
    """A work book is the form of several programmes: those are told apart by their package."""
    if WorkBook in get_args(state):
        return module.__name__.split(".")[3]
    return _named(next(each for each in get_args(state) if each is not type(None)))


def _named(state: Any) -> str:
    inner = get_args(state)
    return str(inner[0].__name__ if inner else state.__name__)


def made(chance: Random, of: type[Any]) -> Any:
    """A value that is valid by its types, of few kinds so that commands meet."""
    hints = get_type_hints(of)
    return of(**{f.name: _value(chance, f.name, hints[f.name]) for f in fields(of)})


DAYS = tuple(FIRST + timedelta(days=n) for n in (-3, 0, 0, 1, 1, 7, 30, 31, 60, 92))
TEXTS = ("本人のことば", "家賃", "9:30", "10:00", "")
NUMBERS = (1, 1, 1, 2, 2, 3, 4, 30, 2026, 5_000, 0, -1)
PLAIN: dict[Any, Sequence[Any]] = {
    date: DAYS,
    str: TEXTS,
    int: NUMBERS,
    bool: (True, False),
    UUID: PEOPLE,
    type(None): (None,),
}
ALWAYS = {"today": TODAY, "person": PEOPLE[0], "concern": PEOPLE[0]}
"""Fields that the route gives, the same for every command of a stream."""


def _value(chance: Random, name: str, hint: Any) -> Any:
    if name in ALWAYS:
        return ALWAYS[name]
    if name == "berth":
        return chance.choice(BERTHS)
    if name.endswith("_no") and hint is int:
        return chance.randrange(12)
    if hint in PLAIN:
        return chance.choice(PLAIN[hint])
    if isinstance(hint, EnumMeta):
        return chance.choice([*hint])
    return _composed(chance, name, hint)


def _composed(chance: Random, name: str, hint: Any) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        return made(chance, hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _value(chance, name, chance.choice(inner))
    if origin is Open:
        return Open(PEOPLE[0], _value(chance, name, inner[0]))
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(_value(chance, name, each) for each in inner)
    times = range(chance.choice((0, 1, 1, 2)))
    if origin in {tuple, frozenset, AbstractSet}:
        held = tuple if origin is tuple else frozenset
        return held(_value(chance, name, inner[0]) for _ in times)
    if origin in {dict, Mapping}:
        key, value = inner
        return {_value(chance, name, key): _value(chance, name, value) for _ in times}
    raise TypeError(f"{name}: {hint}")
