"""What the commands of one case have in common: the person, the ward, the chance."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from deploy.simulation.outline import CaseOutline
from deploy.simulation.setting import Setting
from events.testing.city import Resident, resident


@dataclass(frozen=True, slots=True)
class Life:
    """`chance` belongs to the case: the same person gives the same words."""

    case: CaseOutline
    ordinal: int
    setting: Setting
    person: UUID
    resident: Resident
    chance: Random

    @classmethod
    def of(cls, case: CaseOutline, ordinal: int, setting: Setting) -> "Life":
        """Case number `ordinal` of a run."""
        person = setting.person(ordinal)
        chance = Random(person.int)  # noqa: S311 - believable, not secret
        who = case.resident or resident(chance, setting.place, case.received_on)
        return cls(case, ordinal, setting, person, who, chance)
