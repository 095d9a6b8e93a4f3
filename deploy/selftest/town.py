"""An invented town whose facts come from the ordinary decisions, packed and signed, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

from deploy.simulation import sample_lives
from deploy.simulation.histories import history
from deploy.simulation.setting import Amounts, Setting, one_counter
from deploy.simulation.stating import EVOLVE
from deploy.simulation.step import Also, Step
from events.contract.benefits import GrantDrafted
from events.contract.codes import Service
from events.contract.planning import DecisionDrafted
from events.host.municipality import Municipality
from events.log.codec import Codec
from events.log.entry import leaf_hash
from events.log.recorded import Context, Recorded

NEEDS: Final = frozenset(
    {Service.HOUSING_SECURITY, Service.WORK_PREPARATION, Service.BUDGET_IMPROVEMENT}
)
FIRST: Final = date(2025, 6, 2)
UNTIL: Final = datetime(2026, 11, 20, tzinfo=UTC)
DAYS: Final = 300
"""Receptions are spread over so many days."""


class Stated(NamedTuple):
    """The entries of one command, at the instant of its typing."""

    service: str
    at: datetime
    entries: Sequence[bytes]


@dataclass(slots=True)
class _Stream:
    state: Any = None
    version: int = 0
    standing: str = ""


@dataclass(slots=True)
class Town:
    """`codecs` by service, signing; `city` gives the amounts of benefits."""

    codecs: Mapping[str, Codec]
    city: Municipality
    seed: UUID
    _streams: dict[tuple[str, UUID], _Stream] = field(default_factory=lambda: defaultdict(_Stream))

    def commands(self, cases: int) -> Iterator[Stated]:
        """Every command of so many lives in the order of typing; the same seed, the same lives."""
        chance = Random(str(self.seed))  # noqa: S311 - believable, not secret
        setting = self._setting()
        steps: list[tuple[datetime, int, Step]] = []
        for ordinal in range(cases):
            received_on = FIRST + timedelta(days=chance.randrange(DAYS))
            life = sample_lives.life(received_on, chance)
            steps += [(step.at, ordinal, step) for step in history(life, ordinal, setting)]
        steps.sort(key=lambda each: each[:2])
        for number, (at, ordinal, step) in enumerate(steps):
            entries = self._state(setting, setting.case(ordinal), step, number)
            if entries:
                yield Stated(step.what.service, at, entries)

    def _setting(self) -> Setting:
        return Setting(
            place="西区",
            area="271063",
            acting=one_counter(self.seed, "nishi", "mihon-nishi/nishi-2025"),
            needs_decision=lambda _: NEEDS,
            seed=self.seed,
            until=UNTIL,
            amounts=Amounts.of(self.city),
        )

    def _state(self, setting: Setting, case: UUID, step: Step, number: int) -> list[bytes]:
        what = step.what
        own = Also(
            what.stream or case, what.evolve or EVOLVE[what.service], what.decision, what.command
        )
        standing = self._streams[what.service, own.stream].standing
        decided: list[tuple[_Stream, Callable[[Any, Any], Any], Any]] = []
        placed: list[tuple[UUID, int, Any]] = []
        for part in (own, *what.also):
            stream = self._streams[what.service, part.stream]
            facts = part.decision(stream.state, part.command(step.today, standing))
            decided += [(stream, part.evolve, fact) for fact in facts]
            placed += [(part.stream, stream.version + n, fact) for n, fact in enumerate(facts, 1)]
        context = self._context(setting, step, case)
        entries = self.codecs[what.service].encode(
            [
                Recorded(
                    stream, version, case, fact, context,
                    event_id=uuid5(self.seed, f"{number} {ordinal}"),
                    command=uuid5(self.seed, str(number)), ordinal=ordinal, count=len(placed),
                )
                for ordinal, (stream, version, fact) in enumerate(placed, 1)
            ]
        )  # fmt: skip
        for (stream, evolve, fact), entry in zip(decided, entries, strict=True):
            stream.state = evolve(stream.state, fact)
            stream.version += 1
            if isinstance(fact, DecisionDrafted | GrantDrafted):
                stream.standing = leaf_hash(entry).hex()
        return entries

    def _context(self, setting: Setting, step: Step, case: UUID) -> Context:
        acting = setting.acting(step.what.role, step.today)
        return Context(
            actor=acting.person,
            role=step.what.role,
            office=acting.office,
            operator=acting.operator,
            area=setting.area,
            request=self.seed,
            correlation=case,
            at=step.at,
            basis=step.what.basis,
        )
