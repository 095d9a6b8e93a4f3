"""一時生活支援・居住支援 of one case: where the person sleeps tonight, until when, what was given."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, wareki
from events.contract.shelter_codes import ShelterGoods
from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.planning.programmes.shelter import (
    issuing,
    voiding,
)
from services.planning.programmes.shelter.rules import label_on, limit_on
from services.planning.programmes.shelter.stays import Stays
from services.planning.screens.houses import where
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.programme_form import ProgrammeForm, add
from services.planning.screens.shelter import (
    SHELTER,
    days_left,
    granted,
)

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
        page="goods-void",
        ja="食事・物品の提供の取消",
        template="entry_void.html",
        into=voiding.VoidGoods,
        decision=voiding.void_goods,
        opens=asked("entry_no"),
        around=_void_goods,
    ),
)
