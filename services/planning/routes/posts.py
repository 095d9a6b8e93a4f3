"""職位と決裁: who decides what on a day, who stands in, and who holds the posts; as the dated tables say."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, wareki
from events.host.http import AtDesk, Desk, Requires
from events.host.posts import DecisionRule, Holding, Matter

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """`wards` empty = all; `post` empty = whoever has the role (暫定)."""

    matter: str
    post: str
    deputies: str = ""
    reviewers: str = ""
    wards: str = ""
    mark: str = ""


@router.get("/posts", dependencies=[Requires("case.read")], summary="職位と決裁")
def show(desk: AtDesk, on: str = "") -> Response:
    """On a day, today if none is named or it cannot be read."""
    day = _day(on, desk.today)
    posts = desk.runtime.municipality.posts
    held = [one for one in posts.holdings if one.until is None or one.until >= day]
    return desk.page(
        "posts.html",
        day=day,
        rules=[line for matter in Matter for line in _lines(desk, matter, day)],
        holders=[_holder(desk, one, day) for one in sorted(held, key=lambda h: (h.post, h.since))],
    )


def _day(on: str, today: date) -> date:
    try:
        return wareki.read(on) if on else today
    except Refused:
        return today


def _lines(desk: Desk, matter: Matter, day: date) -> list[RuleLine]:
    rules = desk.runtime.municipality.posts.rules
    found = [one for one in rules if one.matter is matter and one.in_force(day)]
    return [_line(desk, one, day) for one in found] or [RuleLine(matter=matter.ja, post="")]


def _line(desk: Desk, rule: DecisionRule, day: date) -> RuleLine:
    posts, areas = desk.runtime.municipality.posts, desk.runtime.areas
    return RuleLine(
        matter=rule.matter.ja,
        post=posts.name(rule.post, day),
        deputies="、".join(posts.name(code, day) for code in rule.deputies),
        reviewers="、".join(posts.name(code, day) for code in rule.reviewers),
        wards="、".join(areas.short_name(areas.at(code, day)) for code in sorted(rule.wards)),
        mark=rule.mark.ja,
    )


def _holder(desk: Desk, one: Holding, day: date) -> tuple[str, str, date, date | None, bool]:
    """Post, login, first and last day, and whether it holds on that day."""
    name = desk.runtime.municipality.posts.name(one.post, max(day, one.since))
    return name, one.login, one.since, one.until, one.in_force(day)
