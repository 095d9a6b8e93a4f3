"""The draft letter of one grant; and what was found out of a household after the decision."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.benefits_recheck import CorrectionCause, PaymentCorrected
from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.rechecking import RecordHousehold, record_household
from services.benefits.rechecking.judging import NoStandard, lines_of
from services.benefits.rechecking.line import Difference, Line
from services.benefits.rechecking.paid_grant import Unreadable, paid_grant
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.recheck_runs import book_of
from services.benefits.screens.wording import month_label
from services.benefits.sheets.recheck_letter import recheck_letter

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("benefit.review", scope="case")]
DRAFT = [Requires("benefit.draft", scope="case")]


@router.get("/sheets/recheck/{number}", dependencies=READ, summary="総点検の通知の案")
def letter(case: UUID, number: int, desk: AtDesk) -> Response:
    """By today's rules, or after the decision by what was corrected; Missing where nothing differs."""
    file = grant_file(desk, case, number)
    lines = differing(file) or corrected(file)
    if not lines:
        raise Missing
    whose = case if file.may("identity.read") else None
    paper = recheck_letter(file.known.number, number, lines)
    return file.page("a4.html", paper=paper, whose=whose, back=file.at())


@router.get("/grants/{number}/household", dependencies=DRAFT, summary="判明した世帯の状況")
def household(case: UUID, number: int, desk: AtDesk) -> Response:
    """The figures of the application, to be replaced by what is known now."""
    file = grant_file(desk, case, number)
    home = opened(file.grant.application.household, None)
    typed = {"found_on": wareki.short(file.today)}
    if home:
        figures = (home.size, home.income_yen, home.savings_yen, home.rent_yen)
        names = ("household_size", "income_yen", "savings_yen", "rent_yen")
        typed |= {
            name: f"{figure:,}"
            for name, figure in zip(names, figures, strict=True)
            if figure is not None
        }
    return _draw(file, file.sheet("household", typed))


@router.post(
    "/grants/{number}/household", dependencies=DRAFT, summary="判明した世帯の状況を記録する"
)
def found_out(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Nothing paid is changed; the next recheck judges by it."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "household",
        into=RecordHousehold,
        decision=record_household,
        draw=lambda sheet: _draw(file, sheet),
    )


def differing(file: GrantFile) -> list[Line]:
    """The payments of this grant that would be another sum today; none where it cannot be judged."""
    facts = [one.fact for one in file.recorded]
    try:
        paid = paid_grant(file.stream, file.case, file.known.area, file.grant, facts)
        return lines_of(paid, book_of(file.desk)) if paid else []
    except (NoStandard, Unreadable):
        return []


def corrected(file: GrantFile) -> list[Line]:
    """What the corrections of this grant said, month by month."""
    grant, made = file.grant, []
    for payment in grant.paid:
        steps = [one for one in grant.corrections if one.month == payment.month]
        if not steps or grant.decided is None:
            continue
        line = grant.line(payment.month)
        made.append(
            Line(
                stream=file.stream,
                case=file.case,
                area=file.known.area,
                person=grant.person,
                grant_no=file.number,
                number=line.decision if line else grant.decided.number,
                month=payment.month,
                paid_yen=opened(payment.amount_yen, 0),
                due_yen=grant.standing(payment.month) or 0,
                differences=tuple(_difference(one) for one in steps),
                provisional=False,
            )
        )
    return [line for line in made if line.over_yen]


def _difference(fact: PaymentCorrected) -> Difference:
    old, new = opened(fact.old_yen, 0), opened(fact.new_yen, 0)
    return Difference(
        cause=opened(fact.cause, CorrectionCause.ARITHMETIC),
        recorded=f"{old:,}円",
        now=f"{new:,}円",
        old_yen=old,
        new_yen=new,
    )


def _draw(file: GrantFile, sheet: Sheet) -> Response:
    grant = file.grant
    if grant.decided is None:
        raise Missing
    months = [(month, f"{month_label(month)}から") for month in grant.payable]
    return file.page("household.html", sheet=sheet, grant=grant, months=months)
