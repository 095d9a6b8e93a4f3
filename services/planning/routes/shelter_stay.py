"""入所, 居室の移動, 退所 and what belongs to them: the case and the room decide in one command."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from events.contract import wareki
from events.contract.shelter_codes import Destination, ExitReason, StayBasis
from events.host.answers import Missing
from events.host.filters import choices
from events.log.event_log import Move
from services.planning.programmes.shelter import (
    linking,
    rooms,
    staying,
    voiding,
)
from services.planning.programmes.shelter.stays import Stay, Stays
from services.planning.screens.houses import free_beds, where
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import ProgrammeFile
from services.planning.screens.programme_form import ProgrammeForm, add
from services.planning.screens.shelter import (
    SHELTER,
    granted,
    needs_decision,
    next_use,
)

router = APIRouter(prefix="/cases/{case}/shelter")
Own = ProgrammeFile[Stays]


def _state(records: Own) -> Stays:
    return records.state or Stays()


def _beds(records: Own) -> dict[str, Any]:
    current = _state(records).current
    return {
        "beds": free_beds(records.file.desk, records.file.today),
        "bases": choices(StayBasis),
        "granted": granted(records),
        "needed": needs_decision(records),
        "stay": current,
        "lodged": where(records.file.desk, current.berth.room) if current else ("", ""),
    }


def _take(records: Own, use: UUID, berth: str, day: date, stay_no: int) -> Move:
    room, bed = staying.berth_of(berth)
    command = rooms.TakeBed(
        today=records.file.today,
        taken_on=day,
        person=records.person,
        use=use,
        stay_no=stay_no,
        room=room,
        bed=bed,
    )
    return Move(room, rooms.evolve, rooms.take_bed, command)


def _free(records: Own, stay: Stay, day: date) -> list[Move]:
    """The bed of the present berth is free from that night on."""
    berth = stay.berth
    command = rooms.FreeBed(freed_on=day, person=records.person, use=berth.use, room=berth.room)
    return [Move(berth.room, rooms.evolve, rooms.free_bed, command)]


def _moving_in(records: Own, command: staying.MoveIn) -> list[Move]:
    number = len(_state(records).stays) + 1
    return [_take(records, command.use, command.berth, command.began_on, number)]


def _moving(records: Own, command: staying.MoveRoom) -> list[Move]:
    current = staying.staying(records.state)
    taken = _take(records, command.use, command.berth, command.moved_on, current.stay_no)
    return [*_free(records, current, command.moved_on), taken]


def _leaving(records: Own, command: staying.Leave) -> list[Move]:
    return _free(records, staying.staying(records.state), command.left_on)


def _voiding(records: Own, command: voiding.VoidStay) -> list[Move]:
    """Every bed of the stay was never taken."""
    stay = _state(records).numbered(command.stay_no)
    return [
        Move(
            berth.room,
            rooms.evolve,
            rooms.free_bed,
            rooms.FreeBed(
                freed_on=berth.from_on, person=records.person, use=berth.use, room=berth.room
            ),
        )
        for berth in (stay.berths if stay else ())
    ]


def _void_stay(records: Own) -> dict[str, Any]:
    stays = [stay for stay in _state(records).stays if stay.voided is None]
    return {
        "field": "stay_no",
        "entries": [
            (str(s.stay_no), f"第{s.stay_no}回 {wareki.short(s.began.began_on)}入所") for s in stays
        ],
    }


def _link_opens(records: Own) -> dict[str, str]:
    urgent = [stay for stay in _state(records).stays if stay.unlinked]
    if not urgent:
        raise Missing
    return {"linked_on": wareki.short(records.file.today), "stay_no": str(urgent[-1].stay_no)}


add(
    router,
    SHELTER,
    ProgrammeForm(
        page="move-in",
        ja="入所",
        template="shelter_move_in.html",
        into=staying.MoveIn,
        decision=staying.move_in,
        opens=today("began_on"),
        around=_beds,
        given=lambda r: {
            "use": next_use(r),
            "area": r.file.known.area,
            "granted": granted(r),
            "needs_decision": needs_decision(r),
        },
        also=_moving_in,
    ),
)
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="move",
        ja="居室の移動",
        template="shelter_move.html",
        into=staying.MoveRoom,
        decision=staying.move_room,
        opens=today("moved_on"),
        around=_beds,
        given=lambda r: {"use": next_use(r)},
        also=_moving,
    ),
)
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="exit",
        ja="退所",
        template="shelter_exit.html",
        into=staying.Leave,
        decision=staying.leave,
        opens=today("left_on"),
        around=lambda _: {
            "reasons": choices(ExitReason),
            "destinations": choices(Destination),
        },
        also=_leaving,
    ),
)
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="link",
        ja="支援決定との結び付け",
        template="shelter_link.html",
        into=linking.LinkStay,
        decision=linking.link_stay,
        opens=_link_opens,
        around=lambda r: {"granted": granted(r)},
        given=lambda r: {"granted": granted(r)},
    ),
)
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="void",
        ja="入所の取消",
        template="entry_void.html",
        into=voiding.VoidStay,
        decision=voiding.void_stay,
        opens=asked("stay_no"),
        around=_void_stay,
        also=_voiding,
    ),
)
