"""What a command takes from the service, never from a person or a program: who, in which post, from which state."""

from typing import Any, Final

from events.host.auth import ROLES_JA
from events.host.desk import Desk
from events.host.frames import office_name
from services.planning.screens.case_file import CaseFile

MINIMUM_ATTEMPTS: Final = 3
"""Contacts tried in vain before 終結理由 C (暫定: the city's number is not known)."""
CONFERENCE_EVALUATION: Final = True
"""closure.conference_evaluation: the conference evaluates a plan before the end (暫定 per city)."""


def post_of(desk: Desk, area: str) -> str:
    """The post under which this person acts there: office and role (暫定 until 専決規程 are loaded)."""
    held = desk.acting(area)
    office = office_name(desk.runtime.municipality, held.office)
    return f"{office} {ROLES_JA[held.role]}".strip()


def standing_leaf(file: CaseFile) -> str:
    """Leaf hash of the 起案 that stands, empty where none does."""
    return file.proposal.leaf if file.proposal else ""


def known(file: CaseFile) -> dict[str, Any]:
    """Every field of a command that the service fills, by name."""
    desk = file.desk
    return {
        "today": file.today,
        "person": file.known.person,
        "applied_on": file.known.applied_on,
        "needs_decision": file.needs_decision,
        "drafter": desk.staff.person,
        "decider": desk.staff.person,
        "post": post_of(desk, file.known.area),
        "entitled": file.may("decision.decide"),
        "standing": standing_leaf(file),
        "contact_attempts": file.known.attempts,
        "minimum_attempts": MINIMUM_ATTEMPTS,
        "conference_evaluation_required": CONFERENCE_EVALUATION,
    }
