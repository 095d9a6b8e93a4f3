"""メールの添付, and 連絡の件数: how often which way in each month of a fiscal year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, LiteralString
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract import wareki
from events.contract.contacting import ContactChannel, EmailSender
from events.contract.exporting import ExportedList, FieldGroup, ReceptionsExported
from events.host.desk import AtDesk, Desk
from events.host.exporting import EXPORT, exported
from events.host.forms import Sent
from events.host.http import Requires
from events.host.list_file import Cell, Table, form_of
from services.intake import decisions
from services.intake.routes.case_file import ward_name
from services.intake.routes.step_forms import StepForm, open_form, send_form

router = APIRouter()
Year = Annotated[int, Query(ge=0, le=9999)]
RECORD: Final = [Requires("contact.record", scope="case")]
SELECT: Final[LiteralString] = (
    "select v->>'month' as month, v->>'channel' as channel, count(*) as contacts,"
    " sum((v->>'minutes')::int) as minutes, count(*) filter (where (v->>'reached')::bool) as reached"
    " from contact_log, jsonb_each(kept) as each_of(k, v)"
    " where area_id = any(%(areas)s) and v->>'month' between %(first)s and %(last)s group by 1, 2"
)

EMAIL: Final = StepForm(
    name="email",
    command=decisions.AttachEmail,
    decide=decisions.attach_email,
    dated="sent_on",
    lists={"senders": EmailSender},
    done=lambda _: "email",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way of contact: how often per month, of these reached, and the minutes."""

    channel: ContactChannel
    counts: tuple[int, ...]
    reached: int
    minutes: int

    @property
    def total(self) -> int:
        """Of the year."""
        return sum(self.counts)


@router.get("/cases/{case}/email", dependencies=RECORD, summary="メールの添付の画面")
def email(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """Who wrote, when, and the words."""
    return open_form(desk, EMAIL, case, said)


@router.post("/cases/{case}/email", dependencies=RECORD, summary="メールを添付する")
def attach(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """EmailAttached."""
    return send_form(desk, EMAIL, case, sent)


@router.get("/contact-counts", dependencies=[Requires("case.read")], summary="連絡の件数")
def counts(desk: AtDesk, year: Year = 0, ward: str = "") -> Response:
    """A table of ways by months, for a ward or all of one's own."""
    chosen = _year(desk, year)
    try:
        rows, ready = counted(desk, chosen, ward), True
    except NotReady:
        rows, ready = [], False
    allowed = desk.staff.wards_for("case.read")
    served = [w.code for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    return desk.page(
        "contact_counts.html",
        rows=rows,
        sums=[sum(column) for column in zip(*(row.counts for row in rows), strict=True)],
        months=months_of(chosen),
        year=chosen,
        of_year=_name(chosen),
        newest=_year(desk, 0),
        ready=ready,
        ward=ward,
        wards=[(code, ward_name(desk, code)) for code in served],
    )


@router.get("/contact-counts/export.{kind}", dependencies=[EXPORT], summary="連絡の件数の書き出し")
def export(kind: str, desk: AtDesk, year: Year = 0, ward: str = "") -> Response:
    """The same table as a file."""
    form, chosen = form_of(kind), _year(desk, year)
    heads = ["方法", *(f"{month.month}月" for month in months_of(chosen)), "計", "つながった", "分"]
    lines: list[list[Cell]] = [
        [row.channel.ja, *row.counts, row.total, row.reached, row.minutes]
        for row in counted(desk, chosen, ward)
    ]
    return exported(
        desk,
        Table(f"yorisoi-contacts-{chosen}", "連絡の件数", heads, lines),
        form,
        fact=ReceptionsExported,
        listed=ExportedList.CONTACT_COUNTS,
        groups={FieldGroup.CLEAR},
        wards={ward} if ward in desk.staff.wards_for(desk.permission) else None,
    )


def counted(desk: Desk, year: int, ward: str) -> list[Row]:
    """The ways that were used in the fiscal year, in the order of the list."""
    allowed = desk.staff.wards_for(desk.permission)
    codes = {ward} & allowed if ward else allowed
    months = [f"{month:%Y-%m}" for month in months_of(year)]
    found = desk.runtime.tables.query(
        SELECT,
        {
            "areas": [row.area_id for row in desk.runtime.areas if row.code in codes],
            "first": months[0],
            "last": months[-1],
        },
    )
    by_way: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for line in found:
        by_way[line["channel"]][line["month"]] = line
    return [
        Row(
            channel=channel,
            counts=tuple(ways.get(month, {}).get("contacts", 0) for month in months),
            reached=sum(line["reached"] for line in ways.values()),
            minutes=sum(line["minutes"] for line in ways.values()),
        )
        for channel in ContactChannel
        if (ways := by_way.get(channel.value))
    ]


def months_of(year: int) -> list[date]:
    """The first days of its months, April to March."""
    return [date(year + (month < 4), month, 1) for month in (*range(4, 13), 1, 2, 3)]


def _year(desk: Desk, wanted: int) -> int:
    now = desk.today.year - (desk.today.month < 4)
    return wanted if 2015 <= wanted <= now else now


def _name(year: int) -> str:
    return f"{wareki.long(date(year, 4, 1)).partition('年')[0]}年度"
