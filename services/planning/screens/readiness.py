"""準備の段階 for people."""

from typing import Final

from events.contract import Event, opened
from events.contract.readiness import ReadinessJudged
from events.host.filters import sealed
from services.planning.programmes.readiness.judged import Readiness, evolve
from services.planning.screens.programme_file import Programme
from services.planning.screens.sentence import joined


def words(fact: Event) -> str:
    """What a judgement says; protected parts only where they may be read."""
    if not isinstance(fact, ReadinessJudged):
        return ""
    return joined(sealed(fact.stage), opened(fact.reason, ""))


READINESS: Final[Programme[Readiness]] = Programme(
    name="readiness",
    ja="準備の段階",
    page="readiness",
    evolve=evolve,
    words=words,
    permission="assessment.record",
)
