"""社会資源台帳: the list with its freshness, one resource with who used it, and its forms."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.community_codes import ResourceTheme, Vacancy
from events.contract.resource import ResourceClosed, ResourceConfirmed
from events.host.case_stream import Typed
from events.host.desk import Desk
from events.host.filters import choices
from events.host.form import Form
from services.planning.programmes.community import resources
from services.planning.programmes.community.resources import stale
from services.planning.projections import community_lookup, lookup
from services.planning.projections.community_lookup import Used
from services.planning.projections.resources import RESOURCE, ResourceRow
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
    number,
    text,
    today,
    ward_name,
    ward_options,
    words,
)

VACANCY: Final = {
    Vacancy.OPEN: "active",
    Vacancy.WAITING_LIST: "waiting",
    Vacancy.FULL: "stopped",
    Vacancy.ASK: "info",
}
"""The badge of the room there is."""
_FIELDS: Final = (
    day(label="この内容になった日"),
    text("title", "名前", required=True, hint="団体・制度・場所の名前"),
    Field(kind="radio", name="theme", label="種類", options=choices(ResourceTheme), required=True),
    words("offers", "できること"),
    Field(
        kind="checks",
        name="wards",
        label="使える区",
        options=ward_options,
        hint="選ばなければ全区",
    ),
    number("capacity", "定員", "名", hint="決まりがなければ空のまま"),
    Field(
        kind="radio", name="vacancy", label="空きの状況", options=choices(Vacancy), required=True
    ),
    text("opening", "開いている日時", hint="例 平日 9:00〜17:00"),
    text("contact", "担当者と電話番号"),
    text("place", "所在地"),
)


def find(desk: Desk, resource: UUID) -> ResourceRow | None:
    """One row of the directory."""
    return desk.runtime.tables.row(RESOURCE, resource)


def options(desk: Desk) -> list[tuple[str, str]]:
    """The resources one may use now, for a form: with theme, room, and a mark where nobody looked for long."""
    return [
        (str(row.case_id), f"{row.title}({row.theme.ja}・{row.vacancy.ja}{_old(row, desk)})")
        for row in community_lookup.usable(desk.runtime.tables)
    ]


def wards(row: ResourceRow, desk: Desk) -> str:
    """Where it serves."""
    return "・".join(ward_name(desk, code) for code in row.wards) or "全区"


def _old(row: ResourceRow, desk: Desk) -> str:
    return "・要確認" if stale(row.confirmed_on, desk.today) else ""


def _area(desk: Desk, resource: UUID) -> str | None:
    row = find(desk, resource)
    return row.area if row else None


def _lines(desk: Desk) -> list[Line]:
    counts = community_lookup.used(desk.runtime.tables)
    rows = community_lookup.resources(desk.runtime.tables)
    return [_line(row, counts.get(row.case_id, Used()), desk) for row in rows]


def _line(row: ResourceRow, count: Used, desk: Desk) -> Line:
    old = stale(row.confirmed_on, desk.today) and not row.closed_on
    looked = Cell(
        wareki.short(row.confirmed_on),
        ("urgent", "要確認") if old else None,
        ago(row.confirmed_on, desk.today),
    )
    room = Cell("", (VACANCY[row.vacancy], row.vacancy.ja))
    if row.capacity:
        room = Cell(f"定員{row.capacity}名", room.badge)
    ended = Cell("", ("done", "登録終了"), wareki.short(row.closed_on)) if row.closed_on else room
    use = Cell(f"{count.uses}件", None, f"うち役に立った {count.helped}件" if count.uses else "")
    cells = [Cell(row.theme.ja), Cell(wards(row, desk)), ended, use, looked]
    return Line(row.case_id, row.title, cells, over=row.closed_on is not None)


def _facts(found: EntryFile) -> list[tuple[str, str]]:
    now: Any = found.state.now
    row = find(found.desk, found.entry)
    pairs = [
        ("種類", now.theme.ja),
        ("できること", now.offers),
        ("使える区", "・".join(ward_name(found.desk, w) for w in now.wards) or "全区"),
        ("空きの状況", row.vacancy.ja if row else now.vacancy.ja),
        ("定員", f"{now.capacity}名" if now.capacity else ""),
        ("開いている日時", now.opening),
        ("担当者と電話番号", opened(now.contact, "開示できません")),
        ("所在地", opened(now.place, "開示できません")),
    ]
    if row:
        by = found.desk.colleague(row.confirmed_by)
        looked = f"{wareki.long(row.confirmed_on)}{f'({by})' if by else ''}"
        pairs.append(("最後に確かめた日", looked))
    return pairs


def _words(fact: Event, _: Desk) -> str:
    match fact:
        case ResourceConfirmed():
            return joined(fact.vacancy.ja, opened(fact.note, ""))
        case ResourceClosed():
            return opened(fact.reason, "")
    entry: Any = fact
    return joined(entry.title, entry.theme.ja, entry.vacancy.ja, entry.offers)


def _typed(found: EntryFile) -> Typed:
    now: Any = found.state.now
    return {
        **today(found),
        "title": now.title,
        "theme": now.theme.value,
        "offers": now.offers,
        "wards": list(now.wards),
        "capacity": str(now.capacity or ""),
        "vacancy": now.vacancy.value,
        "opening": now.opening,
        "contact": opened(now.contact, ""),
        "place": opened(now.place, ""),
    }


def _given(desk: Desk, _: Form) -> Mapping[str, Any]:
    return {"known_wards": frozenset(code for code, _ in ward_options(desk))}


def _beside(found: EntryFile) -> Mapping[str, Any]:
    """Uses by result; the cases themselves only where the viewer may read them."""
    desk = found.desk
    uses = community_lookup.uses_of(desk.runtime.tables, found.entry)
    wards = desk.staff.wards_for("case.read")
    own = [use for use in uses if use.area in wards]
    cases = lookup.known_cases(desk.runtime.tables, {use.case_id for use in own})
    counts: dict[str, int] = {}
    for use in uses:
        counts[use.result.ja] = counts.get(use.result.ja, 0) + 1
    return {
        "uses": [(use, cases[use.case_id].number) for use in own if use.case_id in cases],
        "counts": counts,
        "total": len(uses),
    }


def _around(desk: Desk) -> Mapping[str, Any]:
    rows = community_lookup.usable(desk.runtime.tables)
    old: Sequence[ResourceRow] = [r for r in rows if stale(r.confirmed_on, desk.today)]
    return {"old": old, "fresh": len(rows) - len(old)}


RESOURCES: Final = Register(
    path="resources",
    ja="社会資源台帳",
    lead="地域で使える制度、団体、場所です。半年(暫定)より前に確かめたものには「要確認」が付きます。",
    new=RegisterForm(
        path="new",
        heading="社会資源の登録",
        send="登録する",
        into=resources.ListResource,
        decision=resources.list_resource,
        fields=_FIELDS,
        given=_given,
    ),
    forms=(
        RegisterForm(
            path="confirmation",
            heading="資源の確認",
            send="確認を記録する",
            lead="連絡や訪問をして、いまの内容で合っていることと空きを確かめたときに記録します。",
            into=resources.ConfirmResource,
            decision=resources.confirm_resource,
            fields=(
                day(label="確かめた日"),
                Field(
                    kind="radio",
                    name="vacancy",
                    label="空きの状況",
                    options=choices(Vacancy),
                    required=True,
                ),
                words("note", "聞いたこと"),
            ),
            typed=today,
        ),
        RegisterForm(
            path="change",
            heading="登録内容の変更",
            send="変更を記録する",
            into=resources.ListResource,
            decision=resources.change_resource,
            fields=_FIELDS,
            typed=_typed,
            given=_given,
        ),
        RegisterForm(
            path="closure",
            heading="登録の終わり",
            send="登録を終える",
            into=resources.CloseResource,
            decision=resources.close_resource,
            fields=(day(label="使えなくなった日"), words("reason", "理由", required=True)),
            typed=today,
            danger=True,
        ),
    ),
    evolve=resources.evolve,
    table=RESOURCE.name,
    area=_area,
    heads=("名前", "種類", "使える区", "空き", "使ったケース", "確認日"),
    lines=_lines,
    title=lambda found: str(getattr(found.state.now, "title", "")),
    facts=_facts,
    words=_words,
    around=_around,
    beside=_beside,
    picture="community_resources.html",
    beside_page="community_uses.html",
)
