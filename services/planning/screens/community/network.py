"""関係機関と団体: the map of ties, new ties per quarter, the list, and one organisation with its ties."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.community_codes import OrganisationKind, TieKind
from events.contract.network import (
    OrganisationClosed,
    OrganisationContacted,
    OrganisationTied,
    OrganisationUntied,
)
from events.host.case_stream import Typed
from events.host.desk import Desk
from events.host.filters import choices
from events.host.form import Form
from services.planning.programmes.community import network
from services.planning.programmes.community.entry import Entry
from services.planning.programmes.community.network import QUIET_DAYS
from services.planning.projections import community_lookup
from services.planning.projections.organisations import (
    OFFICE,
    ORGANISATION,
    OrganisationRow,
    TieRow,
)
from services.planning.screens.community.network_map import drawn
from services.planning.screens.community.register import (
    Cell,
    EntryFile,
    Field,
    Line,
    Register,
    RegisterForm,
    ago,
    day,
    joined,
    text,
    today,
    words,
)

OUR_OFFICE: Final = "相談窓口"
_FIELDS: Final = (
    day(label="この内容になった日"),
    text("title", "名前", required=True),
    Field(
        kind="radio", name="kind", label="種類", options=choices(OrganisationKind), required=True
    ),
    text("contact", "担当者と電話番号"),
)


def quiet(row: OrganisationRow, today: date) -> bool:
    """Whether nobody spoke with it for long."""
    return not row.closed_on and (today - (row.contacted_on or row.listed_on)).days > QUIET_DAYS


def living(rows: list[OrganisationRow], ties: list[TieRow]) -> list[TieRow]:
    """The ties that stand between organisations that are there."""
    there = {row.case_id for row in rows if not row.closed_on} | {OFFICE}
    return [tie for tie in ties if not tie.ended_on and tie.case_id in there and tie.other in there]


def by_quarter(ties: list[TieRow], today: date) -> list[tuple[str, int]]:
    """New ties in each quarter of the fiscal year that runs and of the one before."""
    year = today.year if today.month >= 4 else today.year - 1
    found = []
    for place in range(8):
        first = date(year - 1 + (place + 1) // 4, (3 + 3 * place) % 12 + 1, 1)
        number = sum(_quarter(tie.tied_on) == _quarter(first) for tie in ties)
        if first <= today:
            found.append((f"{wareki.short(first).rsplit('.', 1)[0]}から3か月", number))
    return found


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _area(desk: Desk, organisation: UUID) -> str | None:
    row = desk.runtime.tables.row(ORGANISATION, organisation)
    return row.area if row else None


def _lines(desk: Desk) -> list[Line]:
    tables = desk.runtime.tables
    rows = community_lookup.organisations(tables)
    standing = living(rows, community_lookup.ties(tables))
    return [_line(row, standing, desk) for row in rows]


def _line(row: OrganisationRow, ties: list[TieRow], desk: Desk) -> Line:
    count = sum(row.case_id in (tie.case_id, tie.other) for tie in ties)
    last = (
        Cell(wareki.short(row.contacted_on), None, ago(row.contacted_on, desk.today))
        if row.contacted_on
        else Cell("まだ")
    )
    if quiet(row, desk.today):
        last = Cell(last.text, ("waiting", "しばらく連絡なし"), last.soft)
    if row.closed_on:
        last = Cell("", ("done", "登録終了"), wareki.short(row.closed_on))
    cells = [Cell(row.kind.ja), Cell(f"{count}件"), last]
    return Line(row.case_id, row.title, cells, over=row.closed_on is not None)


def titles(desk: Desk) -> dict[UUID, str]:
    """The name of every organisation, and of the office."""
    rows = community_lookup.organisations(desk.runtime.tables)
    return {OFFICE: OUR_OFFICE} | {row.case_id: row.title for row in rows}


def _options(desk: Desk) -> list[tuple[str, str]]:
    rows = community_lookup.organisations(desk.runtime.tables)
    return [(str(row.case_id), row.title) for row in rows if not row.closed_on]


def _facts(found: EntryFile) -> list[tuple[str, str]]:
    now: Any = found.state.now
    row = found.desk.runtime.tables.row(ORGANISATION, found.entry)
    last = row.contacted_on if row else None
    return [
        ("種類", now.kind.ja),
        ("担当者と電話番号", opened(now.contact, "開示できません")),
        ("最後に連絡した日", wareki.long(last) if last else "まだ記録がありません"),
    ]


def _words(fact: Event, desk: Desk) -> str:
    match fact:
        case OrganisationContacted():
            return opened(fact.note, "")
        case OrganisationTied():
            return f"{titles(desk).get(fact.other or OFFICE, '')}と{fact.tie.ja}"
        case OrganisationUntied():
            other = titles(desk).get(fact.other or OFFICE, "")
            return joined(f"{other}とのつながりの終わり", opened(fact.reason, ""))
        case OrganisationClosed():
            return opened(fact.reason, "")
    entry: Any = fact
    return joined(entry.title, entry.kind.ja)


def _typed(found: EntryFile) -> Typed:
    now: Any = found.state.now
    kind, contact = now.kind.value, opened(now.contact, "")
    return {**today(found), "title": now.title, "kind": kind, "contact": contact}


def _known(desk: Desk, _: Form) -> Mapping[str, Any]:
    return {"known": frozenset(UUID(value) for value, _ in _options(desk))}


def _tied(state: Entry) -> bool:
    return bool(network.ties(state))


def _around(desk: Desk) -> Mapping[str, Any]:
    tables = desk.runtime.tables
    rows, ties = community_lookup.organisations(tables), community_lookup.ties(tables)
    there, standing = [row for row in rows if not row.closed_on], living(rows, ties)
    names = titles(desk)
    return {
        "map": drawn(there, standing) if there else None,
        "ties": [(names[tie.case_id], names[tie.other], tie) for tie in standing],
        "quarters": by_quarter(ties, desk.today),
    }


def _beside(found: EntryFile) -> Mapping[str, Any]:
    tables = found.desk.runtime.tables
    rows = community_lookup.organisations(tables)
    names = titles(found.desk)
    ties = [
        (names[tie.other if tie.case_id == found.entry else tie.case_id], tie)
        for tie in living(rows, community_lookup.ties(tables))
        if found.entry in (tie.case_id, tie.other)
    ]
    return {"ties": ties}


NETWORK: Final = Register(
    path="network",
    ja="つながりの図",
    lead="関係機関と団体、そのあいだのつながり、最後に連絡した日です。",
    new=RegisterForm(
        path="new",
        heading="団体の登録",
        send="登録する",
        into=network.ListOrganisation,
        decision=network.list_organisation,
        fields=_FIELDS,
    ),
    forms=(
        RegisterForm(
            path="contact",
            heading="団体との連絡",
            send="連絡を記録する",
            into=network.ContactOrganisation,
            decision=network.contact_organisation,
            fields=(day(label="連絡した日"), words("note", "話したこと")),
            typed=today,
        ),
        RegisterForm(
            path="tie",
            heading="つながりの記録",
            send="つながりを記録する",
            into=network.TieOrganisation,
            decision=network.tie_organisation,
            fields=(
                day(label="いつから"),
                Field(
                    kind="select",
                    name="other",
                    label="相手",
                    options=_options,
                    hint=f"選ばなければ、この{OUR_OFFICE}",
                    blank=OUR_OFFICE,
                ),
                Field(
                    kind="radio",
                    name="tie",
                    label="つながりの種類",
                    options=choices(TieKind),
                    required=True,
                ),
            ),
            typed=today,
            given=_known,
        ),
        RegisterForm(
            path="untie",
            heading="つながりの終わり",
            send="終わりを記録する",
            lead="この団体の画面で記録したつながりを終えます。",
            into=network.UntieOrganisation,
            decision=network.untie_organisation,
            fields=(
                day(label="終わった日"),
                Field(
                    kind="select",
                    name="other",
                    label="相手",
                    options=_options,
                    blank=OUR_OFFICE,
                ),
                words("reason", "理由", required=True),
            ),
            typed=today,
            opens=_tied,
        ),
        RegisterForm(
            path="change",
            heading="登録内容の変更",
            send="変更を記録する",
            into=network.ListOrganisation,
            decision=network.change_organisation,
            fields=_FIELDS,
            typed=_typed,
        ),
        RegisterForm(
            path="closure",
            heading="登録の終わり",
            send="登録を終える",
            into=network.CloseOrganisation,
            decision=network.close_organisation,
            fields=(day(label="終わった日"), words("reason", "理由", required=True)),
            typed=today,
            danger=True,
        ),
    ),
    evolve=network.evolve,
    table=ORGANISATION.name,
    area=_area,
    listed="関係機関と団体",
    heads=("名前", "種類", "つながり", "最後の連絡"),
    lines=_lines,
    title=lambda found: str(getattr(found.state.now, "title", "")),
    facts=_facts,
    words=_words,
    around=_around,
    beside=_beside,
    picture="community_network.html",
    beside_page="community_ties.html",
)
