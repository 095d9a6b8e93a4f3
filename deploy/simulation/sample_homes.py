"""住まい in the demo: a shelter with rooms and stays, helpers to a home, a search that led to one, looking in."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, book, entry_id, register
from deploy.simulation.step import Also, Typed
from events.contract.after_care import AfterCareFor, LookInManner, LookInOutcome
from events.contract.codes import Dwelling
from events.contract.housing_codes import (
    LentGoods,
    ProviderKind,
    SearchOutcome,
    TenancyHelp,
    ViewingResult,
)
from events.contract.shelter_codes import (
    Destination,
    ExitReason,
    RoomFor,
    ShelterGoods,
    ShelterKind,
    StayBasis,
)
from services.planning.programmes.after_care import enrolling, enrolments, looking_in
from services.planning.programmes.housing import finding, lending, providers, search, viewing
from services.planning.programmes.shelter import (
    extending,
    issuing,
    places,
    rooms,
    staying,
    stays,
)

ROOMS: Final = (
    ("101", 1, RoomFor.ANYONE),
    ("102", 1, RoomFor.ANYONE),
    ("201", 2, RoomFor.ANYONE),
    ("202", 1, RoomFor.WOMEN),
    ("301", 2, RoomFor.FAMILIES),
)
PROVIDERS: Final = (
    (ProviderKind.HOUSING_SUPPORT_CORPORATION, "NPO法人 見本すまい支援", "大府指定第21号"),
    (ProviderKind.ESTATE_AGENT, "見本不動産 株式会社", ""),
    (ProviderKind.GUARANTEE_COMPANY, "みほん家賃保証 株式会社", ""),
)
OPENED: Final = 320
"""Days back on which shelter and register began."""
BEGAN: Final = (80, 20, 6, 24)
"""Days back on which each stay began; the last one is over."""
URGENT: Final = 2
OVER: Final = 3
LEFT: Final = 9
"""Which stay is urgent, which over; days back of its end."""
MEALS: Final = (ShelterGoods.BREAKFAST, ShelterGoods.DINNER)


def registers(today: date) -> More:
    """The ward's shelter with its rooms, and who helps to a home."""
    return lambda life: _registers(life, today)


def stay(today: date, n: int) -> More:
    """Near its last night; well under way; urgent and not decided; over, with a home found."""
    return lambda life: _stay(life, today, n)


def home_found(today: date) -> More:
    """Search, viewing, contract, things lent, and looking in afterwards: of who left the shelter."""
    return lambda life: _home_found(life, today)


def home_sought(today: date) -> More:
    """A search with a viewing to come."""
    return lambda life: _home_sought(life, today)


def _shelter(life: Life) -> UUID:
    return entry_id(life, "shelter")


def _room(life: Life, n: int) -> UUID:
    return entry_id(life, f"room {n}")


def _provider(life: Life, n: int) -> UUID:
    return entry_id(life, f"provider {n}")


def _registers(life: Life, today: date) -> Iterator[Typed]:
    on = ago(today, OPENED)
    yield register(_shelter(life), places.evolve).typed(
        on,
        places.register_shelter,
        places.RegisterShelter,
        opened_on=on,
        kind=ShelterKind.LEASED_SHELTER,
        name=f"見本シェルター（{life.setting.place}）",
        operator="社会福祉法人 見本会",
        telephone="06-0000-2345",
        address=f"大阪市{life.setting.place}見本町1丁目",
        by="chief_counsellor",
    )
    for n, (label, beds, welcomes) in enumerate(ROOMS):
        yield register(_room(life, n), rooms.evolve).typed(
            on,
            rooms.open_room,
            rooms.OpenRoom,
            opened_on=on,
            shelter=_shelter(life),
            label=label,
            beds=beds,
            welcomes=welcomes,
            by="chief_counsellor",
        )
    for n, (kind, name, designation) in enumerate(PROVIDERS):
        yield register(_provider(life, n), providers.evolve).typed(
            on,
            providers.register_provider,
            providers.RegisterProvider,
            registered_on=on,
            kind=kind,
            name=name,
            telephone=f"06-0000-34{n}0",
            designation=designation,
            offers="保証人がいない方、緊急連絡先がない方も相談できる。",
            by="chief_counsellor",
        )


def _stay(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, "shelter", stays.evolve)
    plan = life.case.plans[0]
    urgent = n == URGENT
    began = max(ago(today, BEGAN[n]), plan.decided_on + timedelta(days=1))
    room, bed = _room(life, min(n, 2)), 2 if n == OVER else 1
    use = uuid5(own.stream, "use/1")
    granted = staying.Granted(
        plan_no=1,
        number=f"福第{life.ordinal + 1}-1号-1",
        begins_on=plan.decided_on,
        ends_on=plan.ends_on,
    )
    yield own.typed(
        began,
        staying.move_in,
        staying.MoveIn,
        _taken(life, began, room, bed, use),
        began_on=began,
        berth=f"{room}:{bed}",
        basis=StayBasis.URGENCY if urgent else StayBasis.INCOME_TEST,
        circumstances="所持金がなく、今夜泊まる所がない。"
        if urgent
        else "ネットカフェを転々としていた。",
        use=use,
        area=life.setting.area,
        granted=None if urgent else granted,
        needs_decision=True,
    )
    yield own.typed(
        began,
        issuing.issue_goods,
        issuing.IssueGoods,
        issued_on=began,
        items=(ShelterGoods.BEDDING, ShelterGoods.HYGIENE, ShelterGoods.CLOTHING),
    )
    if n == OVER:
        yield _left(own, life, today, room, use)
        return
    yield _meals(own, ago(today, 4))
    if n == 0:
        yield _extension(own, life, today, began)
    yield _meals(own, ago(today, 1))


def _meals(own: Book, on: date) -> Typed:
    return own.typed(on, issuing.issue_goods, issuing.IssueGoods, issued_on=on, items=MEALS)


def _taken(life: Life, began: date, room: UUID, bed: int, use: UUID) -> Also:
    def command(today: date, _: str) -> rooms.TakeBed:
        return rooms.TakeBed(
            today=today,
            taken_on=began,
            person=life.person,
            use=use,
            stay_no=1,
            room=room,
            bed=bed,
        )

    return Also(room, rooms.evolve, rooms.take_bed, command)


def _extension(own: Book, life: Life, today: date, began: date) -> Typed:
    """起案 of a longer stay, which waits for the decision."""
    on = ago(today, 2)
    return own.typed(
        on,
        extending.propose_extension,
        extending.ProposeExtension,
        proposed_on=on,
        until_on=began + timedelta(days=150),
        reason="就職が決まり、初任給までに入居の費用をためる。",
        drafter=life.setting.acting("municipal_officer", on).person,
        area=life.setting.area,
        by="municipal_officer",
    )


def _left(own: Book, life: Life, today: date, room: UUID, use: UUID) -> Typed:
    on = ago(today, LEFT)
    freed = Also(
        room,
        rooms.evolve,
        rooms.free_bed,
        lambda _, __: rooms.FreeBed(freed_on=on, person=life.person, use=use, room=room),
    )
    return own.typed(
        on,
        staying.leave,
        staying.Leave,
        freed,
        left_on=on,
        reason=ExitReason.HOME_FOUND,
        destination=Destination.PRIVATE_RENTAL,
    )


def _searched(own: Book, life: Life, on: date, place: str, outcome: SearchOutcome) -> Typed:
    return own.typed(
        on,
        finding.record_search,
        finding.RecordSearch,
        searched_on=on,
        place=place,
        outcome=outcome,
        provider=_provider(life, 1),
        rent_yen=39_000 if outcome is SearchOutcome.CANDIDATE else 52_000,
    )


def _viewing(own: Book, life: Life, on: date, viewing_on: date) -> Typed:
    return own.typed(
        on,
        viewing.arrange_viewing,
        viewing.ArrangeViewing,
        arranged_on=on,
        viewing_on=viewing_on,
        place="見本ハイツ 203",
        provider=_provider(life, 1),
        accompanied=True,
    )


def _home_found(life: Life, today: date) -> Iterator[Typed]:
    own = book(life, "housing", search.evolve)
    yield _searched(own, life, ago(today, 21), "見本荘 1階", SearchOutcome.REFUSED)
    yield _searched(own, life, ago(today, 20), "見本ハイツ 203", SearchOutcome.CANDIDATE)
    yield _viewing(own, life, ago(today, 19), ago(today, 16))
    yield own.typed(
        ago(today, 16),
        viewing.hold_viewing,
        viewing.HoldViewing,
        entry_no=3,
        held_on=ago(today, 16),
        result=ViewingResult.APPLIES,
        accompanied=True,
        note="日当たりがよく、職場まで歩ける。",
    )
    yield own.typed(
        ago(today, 14),
        finding.help_tenancy,
        finding.HelpTenancy,
        helped_on=ago(today, 14),
        helps=(TenancyHelp.GUARANTEE_COMPANY, TenancyHelp.EMERGENCY_CONTACT),
        provider=_provider(life, 2),
    )
    yield own.typed(
        ago(today, LEFT),
        finding.record_moved_in,
        finding.RecordMovedIn,
        moved_on=ago(today, LEFT),
        dwelling=Dwelling.PRIVATE_RENTAL,
        place="見本ハイツ 203",
        provider=_provider(life, 1),
        rent_yen=39_000,
    )
    for item, due in (
        (LentGoods.BEDDING, ahead(today, 20)),
        (LentGoods.REFRIGERATOR, ago(today, 1)),
    ):
        yield own.typed(
            ago(today, LEFT),
            lending.lend_goods,
            lending.LendGoods,
            lent_on=ago(today, LEFT),
            item=item,
            due_on=due,
            provider=_provider(life, 0),
        )
    yield from _looked_after(life, today)


def _looked_after(life: Life, today: date) -> Iterator[Typed]:
    own = book(life, "after_care", enrolments.evolve)
    yield own.typed(
        ago(today, 8),
        enrolling.begin_after_care,
        enrolling.BeginAfterCare,
        began_on=ago(today, 8),
        target=AfterCareFor.LEFT_SHELTER,
        left_on=ago(today, LEFT),
        every_days=7,
        aims="ごみ出しと家賃の払い方に慣れる。",
    )
    yield own.typed(
        ago(today, 2),
        looking_in.look_in,
        looking_in.LookIn,
        looked_in_on=ago(today, 2),
        manner=LookInManner.VISIT,
        outcome=LookInOutcome.MET,
        next_on=ahead(today, 4),
        note="部屋は片づいている。近所の方とあいさつしている。",
    )


def _home_sought(life: Life, today: date) -> Iterator[Typed]:
    own = book(life, "housing", search.evolve)
    yield _searched(own, life, ago(today, 7), "みほんマンション", SearchOutcome.TOO_EXPENSIVE)
    yield _searched(own, life, ago(today, 4), "見本ハイツ 105", SearchOutcome.CANDIDATE)
    yield _viewing(own, life, ago(today, 3), ahead(today, 3))
