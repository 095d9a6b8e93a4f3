"""様式: the standard forms of a case on A4, and all of them blank."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from events.host.answers import Missing
from events.host.desk import AtDesk
from events.host.http import Requires
from events.host.paper_form import PaperForm
from events.host.paper_kit import NUMBER, number_of
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.sheets.consent import consent
from services.intake.sheets.contact_log import contact_log
from services.intake.sheets.use_application import use_application

router = APIRouter()
Drawn = Callable[[CaseFile | None], PaperForm]

FORMS: Final[dict[str, tuple[str, Drawn]]] = {
    "use-application": ("【1】相談受付・申込票", use_application),
    "consent": ("個人情報の取扱いに関する同意書", consent),
    "contact-log": ("【3】支援経過記録シート", contact_log),
}
KIT: Final = ("use-application", "use-application", "consent", "consent", "contact-log")
"""What a counter needs until the power is back: two receptions and a log (assumed)."""
ELSEWHERE: Final = (
    ("【2】インテーク・アセスメントシート", "/planning/forms/assessment"),
    ("【5】プラン兼事業等利用申込書", "/planning/forms/plan"),
    ("プラン評価シート", "/planning/forms/evaluation"),
    ("住居確保給付金 1-1 支給申請書", "/benefits/forms/application"),
    ("住居確保給付金 1-1A 申請時確認書", "/benefits/forms/checklist"),
    ("住居確保給付金 2-1 入居予定住宅に関する状況通知書", "/benefits/forms/new-dwelling"),
    ("住居確保給付金 2-2 入居住宅に関する状況通知書", "/benefits/forms/dwelling"),
    ("住居確保給付金 6 常用就職届", "/benefits/forms/regular-employment"),
    ("住居確保給付金 参考様式9 求職活動状況報告書", "/benefits/forms/activity-report"),
    ("住居確保給付金 参考様式5 離職状況等申立書", "/benefits/forms/job-loss"),
    ("住居確保給付金 住居確保報告書", "/benefits/forms/move-in"),
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The title of the whole kit."""

    title: str = "停電・障害のときの用紙一式"
    number: str = ""


@router.get("/forms", dependencies=[Requires("case.read")], summary="様式の白紙")
def forms(desk: AtDesk) -> Response:
    """Every standard form, blank."""
    own = [(title, f"/intake/forms/{name}") for name, (title, _) in FORMS.items()]
    allowed = desk.staff.wards_for("case.read")
    wards = [w.code for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    flyers = [(ward_name(desk, code), f"/intake/flyers/{code}") for code in wards]
    return desk.page("forms.html", blanks=[*own, *ELSEWHERE], flyers=flyers)


@router.get("/forms/kit", dependencies=[Requires("case.read")], summary="用紙一式を作る")
def kit(desk: AtDesk) -> Response:
    """A kit with a number of its own."""
    return RedirectResponse(f"/intake/forms/kit/{number_of(desk.today, uuid4())}", 303)


@router.get(
    "/forms/kit/{number}",
    dependencies=[Requires("case.read")],
    summary="停電・障害のときの用紙一式",
)
def kit_sheets(number: str, desk: AtDesk) -> Response:
    """One page of instructions and the blanks of the counter, each bearing the number and its place."""
    if not NUMBER.fullmatch(number):
        raise Missing
    papers = [FORMS[name][1](None) for name in KIT]
    return desk.page(
        "paper_kit.html",
        paper=Cover(),
        papers=papers,
        number=number,
        whose=None,
        back="/intake/forms",
    )


@router.get("/forms/{name}", dependencies=[Requires("case.read")], summary="様式の白紙の一枚")
def blank(name: str, desk: AtDesk) -> Response:
    """One form without a record."""
    return desk.page("a4.html", paper=_form(name)(None), whose=None, back="/intake/forms")


@router.get(
    "/cases/{case}/sheets/{name}",
    dependencies=[Requires("case.read", scope="case")],
    summary="ケースの様式",
)
def filled(case: UUID, name: str, desk: AtDesk) -> Response:
    """One form filled from what was recorded; values this person may not read are named as such."""
    draw = _form(name)
    return desk.page(
        "a4.html", paper=draw(case_file(desk, case)), whose=None, back=f"/intake/cases/{case}"
    )


def _form(name: str) -> Drawn:
    if name not in FORMS:
        raise Missing
    return FORMS[name][1]
