"""利用期間の延長: proposed by the counsellor, decided by another person."""

from typing import Any

from fastapi import APIRouter

from events.contract import wareki
from events.host.answers import Missing
from events.host.capacity import post_of
from services.planning.programmes.shelter import (
    extending,
)
from services.planning.programmes.shelter.rules import limit_on
from services.planning.programmes.shelter.stays import Stay, Stays
from services.planning.screens.opening import today
from services.planning.screens.programme_file import ProgrammeFile
from services.planning.screens.programme_form import ProgrammeForm, add
from services.planning.screens.shelter import (
    SHELTER,
    standing_proposal,
)
from services.planning.screens.timeline import capacity

router = APIRouter(prefix="/cases/{case}/shelter")
Own = ProgrammeFile[Stays]


def _state(records: Own) -> Stays:
    return records.state or Stays()


def _staying(records: Own) -> Stay:
    current = _state(records).current
    if current is None:
        raise Missing
    return current


def _decided(records: Own) -> dict[str, Any]:
    desk = records.file.desk
    return {
        "decider": desk.staff.person,
        "post": post_of(desk, records.file.known.area),
        "entitled": records.file.may("decision.decide"),
        "standing": _leaf(records),
        "area": records.file.known.area,
    }


def _leaf(records: Own) -> str:
    """Leaf hash of the 起案 that stands, empty where none does."""
    proposal = standing_proposal(records)
    return proposal.leaf if proposal else ""


def _extension(records: Own) -> dict[str, Any]:
    stay = _staying(records)
    limit = limit_on(stay.began.began_on, records.file.known.area)
    proposal = standing_proposal(records)
    return {
        "proposed_by": capacity(records.file.desk, proposal) if proposal else "",
        "stay": stay,
        "limit": limit,
        "furthest": limit.furthest(stay.began.began_on),
        "standing": _leaf(records),
        "mine": stay.proposal is not None
        and stay.proposal.drafter == records.file.desk.staff.person,
    }


def _extension_opens(records: Own) -> dict[str, str]:
    stay = _staying(records)
    limit = limit_on(stay.began.began_on, records.file.known.area)
    return {
        "proposed_on": wareki.short(records.file.today),
        "until_on": wareki.short(limit.furthest(stay.began.began_on)),
    }


add(
    router,
    SHELTER,
    ProgrammeForm(
        page="extension",
        ja="利用期間の延長の起案",
        template="shelter_extension.html",
        into=extending.ProposeExtension,
        decision=extending.propose_extension,
        opens=_extension_opens,
        around=_extension,
        given=lambda r: {
            "drafter": r.file.desk.staff.person,
            "area": r.file.known.area,
        },
    ),
)
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="extension-decision",
        ja="利用期間の延長の決定",
        template="shelter_extension_decision.html",
        into=extending.DecideExtension,
        decision=extending.decide_extension,
        opens=today("decided_on"),
        around=_extension,
        given=_decided,
        permission="decision.decide",
    ),
)
