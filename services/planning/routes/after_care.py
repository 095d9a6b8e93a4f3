"""地域居住支援 of one case: who is looked in on, how often, what was done and missed."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.after_care import AfterCareEnd, AfterCareFor, LookInManner, LookInOutcome
from events.host.filters import choices
from events.host.http import AtDesk, Requires
from services.planning.programmes.after_care import enrolling, looking_in
from services.planning.programmes.after_care.enrolments import Enrolments
from services.planning.screens.after_care import AFTER_CARE
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.programme_form import ProgrammeForm, add

router = APIRouter(prefix="/cases/{case}/after-care")
READ = [Requires("case.read", scope="case")]
EVERY = "14"
"""Days between two looks that a form begins with (暫定)."""


@router.get("", dependencies=READ, summary="地域居住支援(見守り)")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The next look, those done and missed, until when."""
    records = programme_file(desk, case, AFTER_CARE)
    state = records.state or Enrolments()
    last = state.enrolments[-1] if state.enrolments else None
    return records.page(
        "after_care.html",
        flash="記録しました。" if noted else "",
        enrolment=last,
        counted=state.counted(last.began.enrolment_no) if last else (0, 0),
        looks=list(reversed(state.looks)),
        days=(last.next_on - desk.today).days if last and last.next_on else None,
    )


def _enrolment(records: ProgrammeFile[Enrolments]) -> dict[str, str]:
    return {"began_on": wareki.short(records.file.today), "every_days": EVERY}


def _look(records: ProgrammeFile[Enrolments]) -> dict[str, Any]:
    return {
        "manners": choices(LookInManner),
        "outcomes": choices(LookInOutcome),
        "enrolment": records.state.current if records.state else None,
    }


def _void(records: ProgrammeFile[Enrolments]) -> dict[str, Any]:
    looks = [look for look in (records.state or Enrolments()).looks if look.voided is None]
    return {
        "field": "entry_no",
        "entries": [
            (
                str(look.made.entry_no),
                f"{look.made.entry_no}番 {wareki.short(look.made.looked_in_on)}",
            )
            for look in looks
        ],
    }


add(
    router,
    AFTER_CARE,
    ProgrammeForm(
        page="enrolment",
        ja="地域居住支援の登録",
        template="after_care_enrolment.html",
        into=enrolling.BeginAfterCare,
        decision=enrolling.begin_after_care,
        opens=_enrolment,
        around=lambda _: {
            "targets": choices(AfterCareFor),
            "citation": enrolling.CITATION,
        },
    ),
)
add(
    router,
    AFTER_CARE,
    ProgrammeForm(
        page="look-in",
        ja="見守りの記録",
        template="after_care_look_in.html",
        into=looking_in.LookIn,
        decision=looking_in.look_in,
        opens=today("looked_in_on"),
        around=_look,
    ),
)
add(
    router,
    AFTER_CARE,
    ProgrammeForm(
        page="end",
        ja="地域居住支援の終了",
        template="after_care_end.html",
        into=enrolling.EndAfterCare,
        decision=enrolling.end_after_care,
        opens=today("ended_on"),
        around=lambda _: {"reasons": choices(AfterCareEnd)},
    ),
)
add(
    router,
    AFTER_CARE,
    ProgrammeForm(
        page="void",
        ja="見守りの取消",
        template="entry_void.html",
        into=looking_in.VoidLookIn,
        decision=looking_in.void_look_in,
        opens=asked("entry_no"),
        around=_void,
    ),
)
