"""一時生活支援・居住支援 of one case: where the person sleeps tonight, until when, and every step of a stay."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, wareki
from events.contract.shelter_codes import Destination, ExitReason, ShelterGoods, StayBasis
from events.host.answers import Missing
from events.host.filters import choices
from events.host.http import AtDesk, Requires
from events.log.event_log import Move
from services.planning.programmes.shelter import (
    extending,
    issuing,
    linking,
    rooms,
    staying,
    voiding,
)
from services.planning.programmes.shelter.rules import label_on, limit_on
from services.planning.programmes.shelter.stays import Stay, Stays
from services.planning.screens.authority import post_of
from services.planning.screens.houses import free_beds, where
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.programme_form import ProgrammeForm, add
from services.planning.screens.shelter import (
    SHELTER,
    days_left,
    granted,
    needs_decision,
    next_use,
    standing_proposal,
)
from services.planning.screens.timeline import capacity

router = APIRouter(prefix="/cases/{case}/shelter")
READ = [Requires("case.read", scope="case")]
Own = ProgrammeFile[Stays]


@router.get("", dependencies=READ, summary="居住支援(一時生活)")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Tonight's bed, the night's number, the day of leaving, and what may be recorded."""
    records = programme_file(desk, case, SHELTER)
    stay = records.state.latest if records.state else None
    limit = limit_on(stay.began.began_on if stay else desk.today, records.file.known.area)
    return records.page(
        "shelter.html",
        flash="記録しました。" if noted else "",
        stay=stay,
        limit=limit,
        label=label_on(stay.began.began_on if stay else desk.today),
        left=days_left(stay.until_on, desk.today) if stay else 0,
        berths=[(berth, *where(desk, berth.room)) for berth in stay.berths] if stay else [],
        granted=granted(records),
        may_decide=records.file.may("decision.decide"),
        taps=_taps(records),
        sheet=records.sheet("goods"),
    )


@router.get("/receipt", dependencies=READ, summary="物品受領書")
def receipt(case: UUID, desk: AtDesk, on: str = "") -> Response:
    """What was handed over on a day, for two signatures (A4)."""
    records = programme_file(desk, case, SHELTER)
    given = [each for each in (records.state or Stays()).given if each.voided is None]
    if not given:
        raise Missing
    day = _day(on) or given[-1].issued.issued_on
    return records.page(
        "shelter_receipt.html",
        day=day,
        given=[each.issued for each in given if each.issued.issued_on == day],
        days=sorted({each.issued.issued_on for each in given}, reverse=True),
    )


def _day(typed: str) -> date | None:
    try:
        return wareki.read(typed) if typed else None
    except Refused:
        raise Missing from None


def _state(records: Own) -> Stays:
    return records.state or Stays()


def _staying(records: Own) -> Stay:
    current = _state(records).current
    if current is None:
        raise Missing
    return current


def _beds(records: Own) -> dict[str, Any]:
    current = _state(records).current
    return {
        "beds": free_beds(records.file.desk, records.file.today),
        "bases": choices(StayBasis),
        "granted": granted(records),
        "needed": needs_decision(records),
        "stay": current,
        "here": where(records.file.desk, current.berth.room) if current else ("", ""),
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


def _taps(records: Own) -> list[tuple[ShelterGoods, bool]]:
    """What may be given by one tap, and whether today's is done."""
    had = issuing.meals_on(_state(records), records.file.today)
    return [(item, item in had) for item in ShelterGoods if item is not ShelterGoods.OTHER]


def _goods(records: Own) -> dict[str, Any]:
    had = issuing.meals_on(_state(records), records.file.today)
    return {
        "items": [
            (g.value, g.ja, "今日は済み") if g in had else (g.value, g.ja) for g in ShelterGoods
        ]
    }


def _void_goods(records: Own) -> dict[str, Any]:
    given = [each for each in _state(records).given if each.voided is None]
    return {
        "field": "entry_no",
        "entries": [
            (str(g.issued.entry_no), f"{g.issued.entry_no}番 {wareki.short(g.issued.issued_on)}")
            for g in given
        ],
    }


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
        page="goods",
        ja="食事・物品の提供",
        template="shelter_goods.html",
        into=issuing.IssueGoods,
        decision=issuing.issue_goods,
        opens=today("issued_on"),
        around=_goods,
    ),
)
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
add(
    router,
    SHELTER,
    ProgrammeForm(
        page="goods-void",
        ja="食事・物品の提供の取消",
        template="entry_void.html",
        into=voiding.VoidGoods,
        decision=voiding.void_goods,
        opens=asked("entry_no"),
        around=_void_goods,
    ),
)
