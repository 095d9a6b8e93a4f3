"""One proposed 総点検: its records, and what is to be read again to decide it."""

from uuid import UUID

from events.contract import fold
from events.contract.benefits_recheck import RecheckDecided, RecheckProposed
from events.host.answers import Missing
from events.host.desk import Desk
from events.log.recorded import Recorded
from services.benefits.recheck import Recheck, evolve
from services.benefits.recheck_reading import Asked
from services.benefits.screens.recheck_runs import book_of


def proposal_of(desk: Desk, recheck_id: UUID) -> tuple[list[Recorded], Recheck]:
    """Its own records and their fold; Missing for what is none, or reaches into wards of others."""
    recorded = desk.outline(recheck_id)
    own = [one for one in recorded if one.stream == recheck_id]
    state = fold(evolve, (one.fact for one in own)) if _is_recheck(own) else None
    if state is None or not set(state.proposed.wards) <= desk.staff.wards_for("benefit.review"):
        raise Missing
    return own, state


def _is_recheck(recorded: list[Recorded]) -> bool:
    return bool(recorded) and isinstance(recorded[0].fact, RecheckProposed)


def asked_again(desk: Desk, state: Recheck, recorded: list[Recorded]) -> Asked:
    """The same months, wards and rules: as they are now, or were when they were decided."""
    proposed = state.proposed
    wards = frozenset(proposed.wards)
    return Asked(
        book=book_of(desk, proposed.rules),
        first=proposed.from_month,
        last=proposed.to_month,
        areas=wards,
        groups=frozenset.intersection(*(desk.staff.opens(ward) for ward in wards)),
        until=next(
            (one.position for one in recorded if isinstance(one.fact, RecheckDecided)), None
        ),
    )
