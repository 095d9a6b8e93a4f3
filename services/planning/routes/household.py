"""世帯と手帳: the members as of a day, and one form per thing that can be stated of them."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, wareki
from events.contract.assessment_codes import (
    Activity,
    CertificateStanding,
    Cohabitation,
    DisabilityCertificate,
    HouseholdAttribute,
    InformationSource,
    LeavingReason,
    Relationship,
)
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.household.joining import (
    ChangeMember,
    JoinHousehold,
    LeaveHousehold,
    change_member,
    join_household,
    leave_household,
)
from services.planning.programmes.household.members import NOBODY_ELSE, Members
from services.planning.programmes.household.noting import (
    EndAttribute,
    NoteAttribute,
    NoteCertificate,
    end_attribute,
    note_attribute,
    note_certificate,
)
from services.planning.screens.household import HOUSEHOLD, shown, whose
from services.planning.screens.programme_file import ProgrammeFile, programme_file

router = APIRouter(prefix="/cases/{case}/household")
MAY = [Requires("assessment.record", scope="case")]
NOTED = {"yes": "記録しました。"}
Own = ProgrammeFile[Members]


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="世帯と手帳")
def show(case: UUID, desk: AtDesk, on: str = "", noted: str = "") -> Response:
    """Who belongs to the household; `on` = a day in either era, today where it is none."""
    own = programme_file(desk, case, HOUSEHOLD)
    try:
        day, wrong = (wareki.read(on) if on.strip() else desk.today), ""
    except Refused as refusal:
        day, wrong = desk.today, refusal.ja
    return own.page(
        "household.html",
        members=shown(own.state, day),
        day=day,
        on=on,
        wrong=wrong,
        entries=own.entries(),
        flash=NOTED.get(noted, ""),
        may_record=own.may_record and not own.file.over,
    )


@router.get("/new", dependencies=MAY, summary="世帯員を加える")
def new(case: UUID, desk: AtDesk) -> Response:
    """Somebody who belongs to the household."""
    own = programme_file(desk, case, HOUSEHOLD)
    typed = {"joined_on": wareki.short(desk.today), "source": InformationSource.PERSON.value}
    return _draw_new(own, own.sheet("new", typed))


@router.post("/new", dependencies=MAY, summary="世帯員を記録する")
def join(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One member more."""
    own = programme_file(desk, case, HOUSEHOLD)
    return own.submit(
        sent,
        "new",
        into=JoinHousehold,
        decision=join_household,
        draw=lambda sheet: _draw_new(own, sheet),
        given={"case": case},
    )


@router.get("/{member}/change", dependencies=MAY, summary="世帯員の変化")
def change_page(case: UUID, member: int, desk: AtDesk) -> Response:
    """School, work or roof from a day on."""
    own = _of(desk, case, member)
    typed = {"changed_on": wareki.short(desk.today), "source": InformationSource.PERSON.value}
    return _draw_change(own, member, own.sheet("change", typed))


@router.post("/{member}/change", dependencies=MAY, summary="世帯員の変化を記録する")
def change(case: UUID, member: int, desk: AtDesk, sent: Sent) -> Response:
    """What changed for one member."""
    own = _of(desk, case, member)
    return own.submit(
        sent,
        "change",
        into=ChangeMember,
        decision=change_member,
        draw=lambda sheet: _draw_change(own, member, sheet),
        given={"case": case, "member_no": member},
    )


@router.get("/{member}/leaving", dependencies=MAY, summary="世帯を離れた")
def leaving_page(case: UUID, member: int, desk: AtDesk) -> Response:
    """Gone from a day on, or entered by a slip."""
    own = _of(desk, case, member)
    return _draw_leaving(own, member, own.sheet("leaving", {"left_on": wareki.short(desk.today)}))


@router.post("/{member}/leaving", dependencies=MAY, summary="世帯を離れたことを記録する")
def leave(case: UUID, member: int, desk: AtDesk, sent: Sent) -> Response:
    """The member is no longer in the household."""
    own = _of(desk, case, member)
    return own.submit(
        sent,
        "leaving",
        into=LeaveHousehold,
        decision=leave_household,
        draw=lambda sheet: _draw_leaving(own, member, sheet),
        given={"case": case, "member_no": member},
    )


@router.get("/{member}/attributes/new", dependencies=MAY, summary="世帯員の事情")
def attribute_page(case: UUID, member: int, desk: AtDesk) -> Response:
    """A circumstance of the person (member 0) or a member."""
    own = _of(desk, case, member)
    typed = {"noted_on": wareki.short(desk.today), "source": InformationSource.PERSON.value}
    return _draw_attribute(own, member, own.sheet("attribute", typed))


@router.post("/{member}/attributes/new", dependencies=MAY, summary="世帯員の事情を記録する")
def note(case: UUID, member: int, desk: AtDesk, sent: Sent) -> Response:
    """The circumstance is known."""
    own = _of(desk, case, member)
    return own.submit(
        sent,
        "attribute",
        into=NoteAttribute,
        decision=note_attribute,
        draw=lambda sheet: _draw_attribute(own, member, sheet),
        given={"case": case, "member_no": member},
    )


@router.get(
    "/{member}/attributes/{attribute}/end", dependencies=MAY, summary="世帯員の事情の終わり"
)
def end_page(case: UUID, member: int, attribute: HouseholdAttribute, desk: AtDesk) -> Response:
    """The last day of a circumstance."""
    own = _of(desk, case, member)
    typed = {"ended_on": wareki.short(desk.today), "source": InformationSource.PERSON.value}
    return _draw_end(own, member, attribute, own.sheet("end", typed))


@router.post(
    "/{member}/attributes/{attribute}/end", dependencies=MAY, summary="事情の終わりを記録する"
)
def end(
    case: UUID, member: int, attribute: HouseholdAttribute, desk: AtDesk, sent: Sent
) -> Response:
    """Over, or never so."""
    own = _of(desk, case, member)
    return own.submit(
        sent,
        "end",
        into=EndAttribute,
        decision=end_attribute,
        draw=lambda sheet: _draw_end(own, member, attribute, sheet),
        given={"case": case, "member_no": member, "attribute": attribute},
    )


@router.get("/{member}/certificates/new", dependencies=MAY, summary="手帳の確認")
def certificate_page(case: UUID, member: int, desk: AtDesk) -> Response:
    """Where a 手帳 stands."""
    own = _of(desk, case, member)
    return _draw_certificate(
        own, member, own.sheet("certificate", {"noted_on": wareki.short(desk.today)})
    )


@router.post("/{member}/certificates/new", dependencies=MAY, summary="手帳を記録する")
def certify(case: UUID, member: int, desk: AtDesk, sent: Sent) -> Response:
    """The latest word on one kind of 手帳."""
    own = _of(desk, case, member)
    return own.submit(
        sent,
        "certificate",
        into=NoteCertificate,
        decision=note_certificate,
        draw=lambda sheet: _draw_certificate(own, member, sheet),
        given={"case": case, "member_no": member},
    )


def _of(desk: AtDesk, case: UUID, member: int) -> Own:
    """The household, where it has such a member; else Missing (404)."""
    own = programme_file(desk, case, HOUSEHOLD)
    if not 0 <= member < len(own.state or NOBODY_ELSE):
        raise Missing
    return own


def _draw_new(own: Own, sheet: Sheet) -> Response:
    return own.page(
        "household_new.html",
        sheet=sheet,
        relationships=choices(Relationship),
        roofs=choices(Cohabitation),
        activities=choices(Activity),
        sources=choices(InformationSource),
    )


def _draw_change(own: Own, member: int, sheet: Sheet) -> Response:
    return own.page(
        "household_change.html",
        sheet=sheet,
        whose=_title(own, member),
        roofs=choices(Cohabitation),
        activities=choices(Activity),
        sources=choices(InformationSource),
    )


def _draw_leaving(own: Own, member: int, sheet: Sheet) -> Response:
    return own.page(
        "household_leaving.html",
        sheet=sheet,
        whose=_title(own, member),
        reasons=choices(LeavingReason),
    )


def _draw_attribute(own: Own, member: int, sheet: Sheet) -> Response:
    return own.page(
        "household_attribute.html",
        sheet=sheet,
        whose=_title(own, member),
        attributes=choices(HouseholdAttribute),
        sources=choices(InformationSource),
    )


def _draw_end(own: Own, member: int, attribute: HouseholdAttribute, sheet: Sheet) -> Response:
    return own.page(
        "household_end.html",
        sheet=sheet,
        whose=_title(own, member),
        attribute=attribute,
        sources=choices(InformationSource),
    )


def _draw_certificate(own: Own, member: int, sheet: Sheet) -> Response:
    kinds = [c for c in DisabilityCertificate if c is not DisabilityCertificate.NONE]
    return own.page(
        "household_certificate.html",
        sheet=sheet,
        whose=_title(own, member),
        certificates=choices(kinds),
        standings=choices(CertificateStanding),
    )


def _title(own: Own, member: int) -> str:
    """「本人」, or the relationship and name as far as they may be read."""
    found = [one for one in shown(own.state, own.file.today) if one.number == member]
    return " ".join(part for one in found for part in (one.title, one.name) if part) or whose(
        member
    )
