"""What is due in the work beside the cases, and how many entries each register holds."""

from dataclasses import dataclass
from datetime import date

from events.host.desk import Desk
from services.planning.programmes.community.resources import FRESH_DAYS, stale
from services.planning.projections import community_lookup
from services.planning.projections.community_occasion import LEARNING
from services.planning.screens.community.duty_pages import block_duties, own, trained
from services.planning.screens.community.network import quiet
from services.planning.screens.community.register import ago

URGENT, WAITING = "urgent", "waiting"


@dataclass(frozen=True, slots=True)
class Due:
    """One line: what, why, since when, and where to deal with it (path below the home page)."""

    what: str
    why: str
    tone: str
    path: str
    since: date | None = None


def due(desk: Desk) -> list[Due]:
    """Alarms first, then the oldest. Registers are the city's: entries of the viewer's own wards only."""
    wards = desk.staff.wards_for("case.read")
    found = [*_blocks(desk), *_courses(desk), *_resources(desk, wards), *_shortages(desk, wards)]
    found += [*_organisations(desk, wards), *_follow_ups(desk)]
    return sorted(found, key=lambda one: (one.tone != URGENT, one.since or date.min))


def _blocks(desk: Desk) -> list[Due]:
    return [
        Due(
            f"ブロック会議 {ward}",
            "年度末までに"
            + "と".join(
                part
                for part in (
                    f"あと{duty.missing}回の参加" if duty.missing else "",
                    f"企画・講師あと{duty.missing_shares}回" if duty.missing_shares else "",
                )
                if part
            ),
            URGENT,
            "block-meetings",
        )
        for ward, duty in block_duties(desk)
        if duty.alarm
    ]


def _courses(desk: Desk) -> list[Due]:
    missing = (
        sum(bool(one.missing) for one in trained(desk)) if desk.staff.may("identity.read") else 0
    )
    if not missing:
        return []
    return [Due("役割に要る研修", f"修了を記録していない職員 {missing}名", WAITING, "learning")]


def _resources(desk: Desk, wards: frozenset[str]) -> list[Due]:
    return [
        Due(
            row.title,
            f"確かめたのは{ago(row.confirmed_on, desk.today)}",
            WAITING if (desk.today - row.confirmed_on).days <= 2 * FRESH_DAYS else URGENT,
            f"resources/{row.case_id}",
            row.confirmed_on,
        )
        for row in community_lookup.usable(desk.runtime.tables)
        if row.area in wards and stale(row.confirmed_on, desk.today)
    ]


def _shortages(desk: Desk, wards: frozenset[str]) -> list[Due]:
    return [
        Due(
            f"足りない資源:{row.theme.ja}",
            f"{ago(row.reported_on, desk.today)}の報告、まだ手がついていません",
            WAITING,
            f"shortages/{row.case_id}",
            row.reported_on,
        )
        for row in community_lookup.shortages(desk.runtime.tables)
        if row.area in wards and not (row.news_on or row.settled_on or row.withdrawn_on)
    ]


def _organisations(desk: Desk, wards: frozenset[str]) -> list[Due]:
    return [
        Due(
            row.title,
            f"最後の連絡は{ago(row.contacted_on, desk.today)}"
            if row.contacted_on
            else "まだ連絡の記録がありません",
            WAITING,
            f"network/{row.case_id}",
            row.contacted_on or row.listed_on,
        )
        for row in community_lookup.organisations(desk.runtime.tables)
        if row.area in wards and quiet(row, desk.today)
    ]


def _follow_ups(desk: Desk) -> list[Due]:
    return [
        Due(
            row.title,
            "出席した方に連絡する日",
            WAITING,
            f"learning/{row.case_id}",
            row.follow_up_on,
        )
        for row in own(desk, LEARNING)
        if row.follow_up_on and row.follow_up_on <= desk.today
    ]
