"""What the decisions of lodging, after-care and housing accept, the auditor's table accepts too."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from events.contract import KINDS
from events.contract.after_care import AfterCareEnd, AfterCareFor, LookInManner, LookInOutcome
from events.contract.codes import Dwelling
from events.contract.housing_codes import (
    LentGoods,
    ProviderKind,
    ReturnedState,
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
from services.planning.programmes.housing import (
    finding,
    lending,
    providers,
    search,
    viewing,
    voiding,
)
from services.planning.programmes.shelter import (
    extending,
    issuing,
    linking,
    places,
    rooms,
    staying,
    stays,
)
from services.planning.programmes.shelter import voiding as slips
from tests.auditor.test_transitions import procedure, walked

__all__ = ["procedure"]
DAY = date(2026, 6, 10)
PERSON, CLERK, CHIEF, ROOM = (UUID(int=n) for n in (1, 2, 3, 4))
GRANTED = staying.Granted(plan_no=1, number="1", begins_on=DAY, ends_on=DAY + timedelta(days=99))
MODULES = {
    f"events.contract.{name}" for name in ("shelter", "shelter_rooms", "after_care", "housing")
}
MINE = {"today": DAY, "person": PERSON}


def stay_command(c: Random):
    """A decision about a stay and a command for it."""
    berth, use = f"{ROOM}:{c.randrange(1, 4)}", UUID(int=c.randrange(2**64))
    number = c.randrange(1, 4)
    return c.choice(
        [
            lambda: (staying.move_in, staying.MoveIn(
                **MINE, began_on=DAY, berth=berth, basis=StayBasis.URGENCY, use=use, area="271063",
                granted=c.choice([None, GRANTED]), needs_decision=True)),
            lambda: (staying.move_room, staying.MoveRoom(**MINE, moved_on=DAY, berth=berth, use=use)),
            lambda: (staying.leave, staying.Leave(
                **MINE, left_on=DAY, reason=ExitReason.OTHER, destination=Destination.UNKNOWN)),
            lambda: (linking.link_stay, linking.LinkStay(**MINE, linked_on=DAY, stay_no=number, granted=GRANTED)),
            lambda: (extending.propose_extension, extending.ProposeExtension(
                **MINE, proposed_on=DAY, until_on=DAY + timedelta(days=c.randrange(92, 180)), reason="x",
                drafter=CLERK, area="271063")),
            lambda: (extending.decide_extension, extending.DecideExtension(
                **MINE, decided_on=DAY, granted=c.random() < 0.5, number=str(c.random()), reasons="x",
                approved="a", standing="a", decider=CHIEF, post="課長", entitled=True, area="271063")),
            lambda: (issuing.issue_goods, issuing.IssueGoods(**MINE, issued_on=DAY, items=(c.choice(list(ShelterGoods)),))),
            lambda: (slips.void_goods, slips.VoidGoods(**MINE, entry_no=number, reason="x")),
            lambda: (slips.void_stay, slips.VoidStay(**MINE, stay_no=number, reason="x")),
        ]
    )()  # fmt: skip


def room_command(c: Random):
    """A decision about a room and a command for it."""
    use = UUID(int=c.randrange(6))
    return c.choice(
        [
            lambda: (rooms.open_room, rooms.OpenRoom(
                today=DAY, opened_on=DAY, shelter=CHIEF, label="x", beds=2, welcomes=RoomFor.ANYONE)),
            lambda: (rooms.take_bed, rooms.TakeBed(
                **MINE, taken_on=DAY, use=use, stay_no=1, room=ROOM, bed=c.randrange(1, 3))),
            lambda: (rooms.free_bed, rooms.FreeBed(freed_on=DAY, person=PERSON, use=use, room=ROOM)),
            lambda: (rooms.close_room, rooms.CloseRoom(today=DAY, closed_on=DAY)),
        ]
    )()  # fmt: skip


def place_command(c: Random):
    """A decision about a facility and a command for it."""
    return c.choice(
        [
            lambda: (places.register_shelter, places.RegisterShelter(
                today=DAY, opened_on=DAY, kind=ShelterKind.INN, name="x")),
            lambda: (places.close_shelter, places.CloseShelter(today=DAY, closed_on=DAY, rooms_open=0)),
        ]
    )()  # fmt: skip


def care_command(c: Random):
    """A decision about looking in and a command for it."""
    return c.choice(
        [
            lambda: (enrolling.begin_after_care, enrolling.BeginAfterCare(
                **MINE, began_on=DAY, target=AfterCareFor.ISOLATED, every_days=7)),
            lambda: (looking_in.look_in, looking_in.LookIn(
                **MINE, looked_in_on=DAY, manner=LookInManner.VISIT, outcome=c.choice(list(LookInOutcome)))),
            lambda: (looking_in.void_look_in, looking_in.VoidLookIn(**MINE, entry_no=c.randrange(1, 4), reason="x")),
            lambda: (enrolling.end_after_care, enrolling.EndAfterCare(
                **MINE, ended_on=DAY, reason=AfterCareEnd.OTHER)),
        ]
    )()  # fmt: skip


def home_command(c: Random):
    """A decision about a home and a command for it."""
    number = c.randrange(1, 8)
    return c.choice(
        [
            lambda: (finding.record_search, finding.RecordSearch(
                **MINE, searched_on=DAY, place="x", outcome=SearchOutcome.CANDIDATE)),
            lambda: (finding.help_tenancy, finding.HelpTenancy(**MINE, helped_on=DAY, helps=(TenancyHelp.OTHER,))),
            lambda: (finding.record_moved_in, finding.RecordMovedIn(**MINE, moved_on=DAY, dwelling=Dwelling.OTHER)),
            lambda: (viewing.arrange_viewing, viewing.ArrangeViewing(
                **MINE, arranged_on=DAY, viewing_on=DAY, place="x")),
            lambda: (viewing.hold_viewing, viewing.HoldViewing(
                **MINE, entry_no=number, held_on=DAY, result=ViewingResult.APPLIES)),
            lambda: (lending.lend_goods, lending.LendGoods(**MINE, lent_on=DAY, item=LentGoods.SUIT, due_on=DAY)),
            lambda: (lending.return_goods, lending.ReturnGoods(
                **MINE, entry_no=number, returned_on=DAY, state=ReturnedState.GOOD)),
            lambda: (voiding.void_housing_entry, voiding.VoidHousingEntry(**MINE, entry_no=number, reason="x")),
        ]
    )()  # fmt: skip


def provider_command(c: Random):
    """A decision about a provider and a command for it."""
    return c.choice(
        [
            lambda: (providers.register_provider, providers.RegisterProvider(
                today=DAY, registered_on=DAY, kind=ProviderKind.OTHER, name="x")),
            lambda: (providers.end_provider, providers.EndProvider(today=DAY, ended_on=DAY)),
        ]
    )()  # fmt: skip


STREAMS = [
    (stays.evolve, stay_command),
    (rooms.evolve, room_command),
    (places.evolve, place_command),
    (enrolments.evolve, care_command),
    (search.evolve, home_command),
    (providers.evolve, provider_command),
]


def test_whatever_is_accepted_the_table_accepts(procedure) -> None:
    total: Counter = Counter()
    for number in range(60):
        for evolve, command in STREAMS:
            total += walked(procedure, Random(number), None, evolve, command)  # noqa: S311
    kinds = {
        wire.rsplit(".", 1)[0] for wire, kind in KINDS.items() if kind.cls.__module__ in MODULES
    }
    assert kinds == set(total)


@pytest.mark.parametrize(
    "kind", ["stay-moved", "bed-freed", "looked-in", "goods-returned", "shelter-closed"]
)
def test_what_needs_a_beginning_is_not_the_first_of_its_stream(procedure, kind) -> None:
    assert not procedure.Stream().follows(f"planning.{kind}", {})


def test_an_extension_decided_by_who_proposed_it_is_found(procedure) -> None:
    stream = procedure.Stream()
    proposed = {"drafter": "a"}
    assert list(stream.eyes("planning.stay-extension-proposed", proposed, "1", "leaf")) == []
    decided = {"drafter": "a", "decider": "a", "approved": "leaf"}
    found = "".join(stream.eyes("planning.stay-extension-decided", decided, "1", "x"))
    assert "decided by who proposed" in found
