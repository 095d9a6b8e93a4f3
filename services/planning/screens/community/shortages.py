"""足りない資源: tickets by age, counted by theme, and what they led to."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.community_codes import ResourceTheme, ShortageOutcome, ShortageSource
from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.resource_shortage import (
    ResourceShortageReported,
    ResourceShortageSettled,
    ResourceShortageTakenUp,
)
from events.host.desk import Desk
from events.host.filters import choices
from events.host.form import Form
from services.planning.programmes.community import shortages
from services.planning.programmes.community.entry import Entry
from services.planning.projections import community_lookup, lookup
from services.planning.projections.resource_shortage import RESOURCE_SHORTAGE, ShortageRow
from services.planning.screens.community import resources
from services.planning.screens.community.register import (
    RECORD,
    Cell,
    EntryFile,
    Field,
    Line,
    Register,
    RegisterForm,
    ago,
    day,
    joined,
    own_area,
    today,
    words,
)
from services.planning.screens.community.withdrawing import WITHDRAWAL


def state_of(row: ShortageRow) -> tuple[str, str]:
    """Badge and word of how a ticket stands."""
    if row.withdrawn_on:
        return "stopped", "取消"
    if row.outcome:
        return ("stopped" if row.outcome is ShortageOutcome.GIVEN_UP else "done"), row.outcome.ja
    return ("active", "着手") if row.news_on else ("waiting", "未着手")


def counts(rows: list[ShortageRow]) -> list[tuple[ResourceTheme, int, int, int]]:
    """Per theme: open, settled with something, given up; the most open first, themes without any left out."""
    found = []
    for theme in ResourceTheme:
        own = [row for row in rows if row.theme is theme and not row.withdrawn_on]
        gone = sum(row.outcome is ShortageOutcome.GIVEN_UP for row in own)
        led = sum(row.outcome is not None for row in own) - gone
        if own:
            found.append((theme, len(own) - led - gone, led, gone))
    return sorted(found, key=lambda line: -line[1])


def _area(desk: Desk, ticket: UUID) -> str | None:
    row = desk.runtime.tables.row(RESOURCE_SHORTAGE, ticket)
    return row.area if row else None


def _lines(desk: Desk) -> list[Line]:
    tables = desk.runtime.tables
    titles = {row.case_id: row.title for row in community_lookup.resources(tables)}
    return [_line(row, titles, desk) for row in community_lookup.shortages(tables)]


def _line(row: ShortageRow, titles: Mapping[UUID, str], desk: Desk) -> Line:
    news = row.settled_on or row.news_on
    led = titles.get(row.resource, "") if row.resource else ""
    cells = [
        Cell("", state_of(row)),
        Cell(row.source.ja),
        Cell(wareki.short(row.reported_on), None, ago(row.reported_on, desk.today)),
        Cell(wareki.short(news) if news else "－"),
        Cell(led or "－"),
    ]
    return Line(row.case_id, row.theme.ja, cells, over=bool(row.settled_on or row.withdrawn_on))


def _facts(found: EntryFile) -> list[tuple[str, str]]:
    first, desk = found.state.first, found.desk
    if not isinstance(first, ResourceShortageReported):
        return []
    row = desk.runtime.tables.row(RESOURCE_SHORTAGE, found.entry)
    pairs = [
        ("状態", state_of(row)[1] if row else ""),
        ("足りないもの", opened(first.words, "開示できません")),
        ("種類", first.theme.ja),
        ("出た場", first.source.ja),
        ("報告した日", wareki.long(first.reported_on)),
    ]
    done = shortages.settled(found.state)
    if done and done.resource:
        led = resources.find(desk, done.resource)
        pairs.append(("生まれた資源", led.title if led else ""))
    return pairs


def _title(found: EntryFile) -> str:
    first: Any = found.state.first
    return f"足りない資源:{first.theme.ja}"


def _words(fact: Event, desk: Desk) -> str:
    match fact:
        case ResourceShortageReported() | ResourceShortageTakenUp():
            return opened(fact.words, "")
        case ResourceShortageSettled():
            led = resources.find(desk, fact.resource) if fact.resource else None
            return joined(fact.outcome.ja, led.title if led else "", opened(fact.words, ""))
        case CommunityEntryWithdrawn():
            return opened(fact.reason, "")
    return ""


def _open(state: Entry) -> bool:
    return shortages.settled(state) is None


def _named(desk: Desk, form: Form) -> Mapping[str, Any]:
    """Whether the case in the form's hidden field is one this person may record of."""
    try:
        case = UUID(form.value("from_case"))
    except ValueError:
        return {"may_name": False}
    known = lookup.known_case(desk.runtime.tables, case)
    return {"may_name": known is not None and desk.staff.may(RECORD, known.area)}


def _known(desk: Desk, _: Form) -> Mapping[str, Any]:
    return {"known": frozenset(r.case_id for r in community_lookup.usable(desk.runtime.tables))}


def _belongs(desk: Desk, form: Form) -> str:
    """The ward of the case it was raised from, else the reporter's."""
    try:
        known = lookup.known_case(desk.runtime.tables, UUID(form.value("from_case")))
    except ValueError:
        known = None
    mine = known is not None and desk.staff.may(RECORD, known.area)
    return known.area if known and mine else own_area(desk)


def _around(desk: Desk) -> Mapping[str, Any]:
    found = counts(community_lookup.shortages(desk.runtime.tables))
    return {"counts": found, "most": max((line[1] for line in found), default=0)}


def _beside(found: EntryFile) -> Mapping[str, Any]:
    """The case it came from, for those who may read it; the resource it led to."""
    desk, first = found.desk, found.state.first
    case = getattr(first, "from_case", None)
    known = lookup.known_case(desk.runtime.tables, case) if case else None
    shown = known if known and desk.staff.may("case.read", known.area) else None
    done = shortages.settled(found.state)
    return {"known": shown, "led_to": done.resource if done else None}


SHORTAGES: Final = Register(
    path="shortages",
    ja="足りない資源",
    lead="「こういうものがあれば」という声を、つくる・見つけるまで追います。個人が分かることは書きません。",
    new=RegisterForm(
        path="new",
        heading="足りない資源の報告",
        send="報告する",
        lead="名前や住所など、個人が分かることは書かないでください。",
        into=shortages.ReportShortage,
        decision=shortages.report_shortage,
        fields=(
            day(label="気づいた日"),
            Field(
                kind="radio",
                name="theme",
                label="種類",
                options=choices(ResourceTheme),
                required=True,
            ),
            words("words", "足りないもの", required=True, hint="何が、誰に、どこで足りないか"),
            Field(
                kind="radio",
                name="source",
                label="出た場",
                options=choices(ShortageSource),
                required=True,
                hint="ケースからは、ケースの「社会資源」の画面から報告します",
            ),
            Field(kind="hidden", name="from_case", label=""),
        ),
        given=_named,
    ),
    forms=(
        RegisterForm(
            path="work",
            heading="足りない資源への着手",
            send="記録する",
            into=shortages.TakeUpShortage,
            decision=shortages.take_up_shortage,
            fields=(day(label="日付"), words("words", "していること", required=True)),
            typed=today,
            opens=_open,
        ),
        RegisterForm(
            path="outcome",
            heading="足りない資源の結果",
            send="結果を記録する",
            lead="つくった・見つけた資源は、先に社会資源台帳に登録してから選びます。",
            into=shortages.SettleShortage,
            decision=shortages.settle_shortage,
            fields=(
                day(label="結果が出た日"),
                Field(
                    kind="radio",
                    name="outcome",
                    label="結果",
                    options=choices(ShortageOutcome),
                    required=True,
                ),
                Field(
                    kind="select",
                    name="resource",
                    label="生まれた資源・見つけた資源",
                    options=resources.options,
                    hint="見送ったときは選ばない",
                    blank="選ばない",
                ),
                words("words", "経緯・見送った理由"),
            ),
            typed=today,
            given=_known,
            opens=_open,
        ),
        WITHDRAWAL,
    ),
    evolve=shortages.evolve,
    table=RESOURCE_SHORTAGE.name,
    area=_area,
    heads=("種類", "状態", "出た場", "報告した日", "最後の動き", "生まれた資源"),
    lines=_lines,
    title=_title,
    facts=_facts,
    words=_words,
    around=_around,
    belongs=_belongs,
    beside=_beside,
    picture="community_shortages.html",
    beside_page="community_shortage.html",
    empty="ケースや会議で「足りない」と気づいたものを報告すると、ここに並びます。",
)
