"""連携する事業: programmes of other bodies on the way to work, by the municipality's file. Pure."""

from events.contract.linked_programme import (
    LinkedProgrammeAccepted,
    LinkedProgrammeAsked,
    LinkedProgrammeLeft,
    LinkedProgrammeProgressed,
)
from services.planning.programmes.work_book import evolving

NAME = "linked-programmes"
"""Names the stream; never changed."""

evolve = evolving(
    LinkedProgrammeAsked, LinkedProgrammeAccepted, LinkedProgrammeProgressed, LinkedProgrammeLeft
)
