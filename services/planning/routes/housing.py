"""住まいの支援 of one case: dwellings looked at, viewings, the contract, moving in, things lent."""

from typing import Any, Protocol
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Event, Refused, kind_of, wareki
from events.contract.codes import Dwelling
from events.contract.housing import GoodsLent, ViewingArranged
from events.contract.housing_codes import (
    LentGoods,
    ReturnedState,
    SearchOutcome,
    TenancyHelp,
    ViewingResult,
)
from events.host.filters import choices
from events.host.http import AtDesk, Requires
from events.log.event_log import Move
from services.planning.programmes.housing import finding, lending, viewing, voiding
from services.planning.programmes.housing.search import Noted, Search
from services.planning.projections import homes_lookup
from services.planning.screens.housing import HOUSING
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import ProgrammeFile, programme_file
from services.planning.screens.programme_form import ProgrammeForm, add

router = APIRouter(prefix="/cases/{case}/housing")
READ = [Requires("case.read", scope="case")]
Own = ProgrammeFile[Search]


@router.get("", dependencies=READ, summary="住まいの支援")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """What waits (viewings, things that are out), and every entry by number."""
    records = programme_file(desk, case, HOUSING)
    state = records.state or Search()
    names = {
        p.provider: p.name for p in homes_lookup.providers(desk.runtime.tables, _wards(records))
    }
    return records.page(
        "housing.html",
        flash="記録しました。" if noted else "",
        viewings=[n for n in state.noted if n.waits and isinstance(n.fact, ViewingArranged)],
        loans=[n for n in state.noted if n.waits and isinstance(n.fact, GoodsLent)],
        noted=[(n, kind_of(n.fact).ja, _without_number(n.fact), _result(n)) for n in reversed(state.noted)],
        names=names,
    )  # fmt: skip


def _without_number(fact: Event) -> str:
    """The number has a column of its own."""
    return HOUSING.words(fact).partition(" ")[2]


def _result(noted: Noted) -> str:
    return _without_number(noted.result) if noted.result else ""


def _wards(records: Own) -> frozenset[str]:
    return records.file.desk.staff.wards_for("case.read") | {records.file.known.area}


def _offered(records: Own) -> list[tuple[str, str]]:
    rows = homes_lookup.providers(
        records.file.desk.runtime.tables, _wards(records), records.file.today
    )
    return [(str(row.provider), f"{row.name}({row.kind.ja})") for row in rows]


class _Offered(Protocol):
    """A command that may name who offered it."""

    @property
    def provider(self) -> UUID | None: ...


def _of_the_register(records: Own, command: _Offered) -> tuple[Move, ...]:
    """Moves no other stream; refuses a provider of other wards. One that has ended since stays what it was."""
    kept = homes_lookup.providers(records.file.desk.runtime.tables, _wards(records))
    if command.provider not in {None, *(row.provider for row in kept)}:
        raise Refused("no-such-provider", "台帳から事業者を選び直してください。", field="provider")
    return ()


def _waiting(records: Own, kind: type[Any]) -> list[tuple[str, str]]:
    return [
        (str(noted.entry_no), HOUSING.words(noted.fact))
        for noted in (records.state or Search()).noted
        if noted.waits and isinstance(noted.fact, kind)
    ]


def _void(records: Own) -> dict[str, Any]:
    noted = [each for each in (records.state or Search()).noted if each.voided is None]
    return {
        "field": "entry_no",
        "entries": [(str(each.entry_no), HOUSING.words(each.fact)) for each in noted],
    }


def _arranging(records: Own) -> dict[str, str]:
    return {"arranged_on": wareki.short(records.file.today), "accompanied": "yes"}


add(
    router,
    HOUSING,
    ProgrammeForm(
        page="search",
        ja="物件探しの記録",
        template="home_search.html",
        into=finding.RecordSearch,
        decision=finding.record_search,
        opens=today("searched_on"),
        around=lambda r: {"outcomes": choices(SearchOutcome), "providers": _offered(r)},
        also=_of_the_register,
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="viewing",
        ja="内覧の調整",
        template="viewing.html",
        into=viewing.ArrangeViewing,
        decision=viewing.arrange_viewing,
        opens=_arranging,
        around=lambda r: {"providers": _offered(r)},
        also=_of_the_register,
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="viewing-result",
        ja="内覧の結果",
        template="viewing_result.html",
        into=viewing.HoldViewing,
        decision=viewing.hold_viewing,
        opens=asked("entry_no", "held_on"),
        around=lambda r: {
            "results": choices(ViewingResult),
            "entries": _waiting(r, ViewingArranged),
        },
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="tenancy",
        ja="契約の支援",
        template="tenancy.html",
        into=finding.HelpTenancy,
        decision=finding.help_tenancy,
        opens=today("helped_on"),
        around=lambda r: {"helps": choices(TenancyHelp), "providers": _offered(r)},
        also=_of_the_register,
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="move-in",
        ja="新しい住まいへの入居",
        template="home_move_in.html",
        into=finding.RecordMovedIn,
        decision=finding.record_moved_in,
        opens=today("moved_on"),
        around=lambda r: {"dwellings": choices(Dwelling), "providers": _offered(r)},
        also=_of_the_register,
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="loan",
        ja="物品の貸出し",
        template="goods_loan.html",
        into=lending.LendGoods,
        decision=lending.lend_goods,
        opens=today("lent_on"),
        around=lambda r: {"items": choices(LentGoods), "providers": _offered(r)},
        also=_of_the_register,
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="return",
        ja="物品の返却",
        template="goods_return.html",
        into=lending.ReturnGoods,
        decision=lending.return_goods,
        opens=asked("entry_no", "returned_on"),
        around=lambda r: {"states": choices(ReturnedState), "entries": _waiting(r, GoodsLent)},
    ),
)
add(
    router,
    HOUSING,
    ProgrammeForm(
        page="void",
        ja="住まいの支援の記録の取消",
        template="entry_void.html",
        into=voiding.VoidHousingEntry,
        decision=voiding.void_housing_entry,
        opens=asked("entry_no"),
        around=_void,
    ),
)
