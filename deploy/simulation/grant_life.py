"""What the commands of one grant have in common: its stream, its people."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from deploy.simulation.life import Life
from deploy.simulation.outline import GrantOutline
from deploy.simulation.step import Also, Command, Decision, Typed
from services.benefits.grant import stream_of

NUMBER: Final = 1
"""A case of the simulation has one grant."""


class GrantLife:
    """The grant of a case."""

    def __init__(self, life: Life, grant: GrantOutline) -> None:
        self.life, self.grant = life, grant
        self.case = life.setting.case(life.ordinal)
        self.stream = stream_of(self.case, NUMBER)

    def typed(
        self,
        day: date,
        decision: Decision,
        command: Command,
        role: str,
        also: Sequence[Also] = (),
    ) -> Typed:
        """A command on the stream of the grant."""
        return Typed(day, "benefits", decision, command, role, self.stream, None, tuple(also))

    def acting(self, role: str, day: date) -> UUID:
        """Who acts in that role in the ward."""
        return self.life.setting.acting(role, day).person
