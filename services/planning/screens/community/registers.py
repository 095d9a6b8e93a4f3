"""The registers of no case, in the order of their home page."""

from typing import Final

from services.planning.screens.community.network import NETWORK
from services.planning.screens.community.occasions import (
    ACTIVITIES,
    BLOCKS,
    LEARNINGS,
    PUBLICITIES,
)
from services.planning.screens.community.policies import POLICIES
from services.planning.screens.community.register import Register
from services.planning.screens.community.resources import RESOURCES
from services.planning.screens.community.shortages import SHORTAGES

REGISTERS: Final[tuple[Register, ...]] = (
    RESOURCES,
    SHORTAGES,
    POLICIES,
    NETWORK,
    ACTIVITIES,
    PUBLICITIES,
    LEARNINGS,
    BLOCKS,
)
