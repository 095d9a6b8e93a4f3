"""文書番号簿 on the page, and as a file."""

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.benefits_papers import NoticeKind
from events.contract.exporting import ExportedList, FieldGroup, GrantsExported
from events.host.answers import Missing
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.benefits.screens import letter_choice, letter_register
from services.benefits.screens.letter_register import START, Place

router = APIRouter(prefix="/letters")
PAGE, FILE = 100, 20_000
"""Lines of a page, and of a file at most: a city sends fewer letters a year."""


@router.get("", dependencies=[Requires("case.read")], summary="文書番号簿")
def show(
    desk: AtDesk, year: str = "", ward: str = "", notice: str = "", after: str = ""
) -> Response:
    """The letters of a 会計年度 in the order of their numbers."""
    asked = letter_choice.narrowed(desk, year, ward, notice)
    found = letter_register.rows(desk, asked, _place(after), PAGE + 1)
    shown = found[:PAGE]
    last = f"{shown[-1].serial}.{shown[-1].series}" if len(found) > PAGE else ""
    return desk.page(
        "letter_register.html",
        asked=asked,
        lines=letter_register.lines(desk, shown),
        years=letter_choice.years(desk),
        wards=letter_choice.wards(desk),
        kinds=list(NoticeKind),
        first=not after,
        more=asked.query(after=last) if last else "",
    )


@router.get("/list.{kind}", dependencies=[EXPORT], summary="文書番号簿の書き出し")
def export(kind: str, desk: AtDesk, year: str = "", ward: str = "", notice: str = "") -> Response:
    """The same lines without pages; the hash is of words that are sealed, and counts as they do."""
    asked = letter_choice.narrowed(desk, year, ward, notice)
    found = letter_register.rows(desk, asked, START, FILE)
    return exported(
        desk,
        letter_register.table(asked, letter_register.lines(desk, found)),
        form_of(kind),
        fact=GrantsExported,
        listed=ExportedList.LETTERS,
        groups={FieldGroup.CLEAR, FieldGroup.NARRATIVE},
        wards={asked.ward} if asked.ward else None,
    )


def _place(after: str) -> Place:
    """Where the page before ended; Missing for anything else."""
    if not after:
        return START
    serial, dot, series = after.partition(".")
    if not dot or not serial.isascii() or not serial.isdigit() or len(serial) > 9:
        raise Missing
    return series, int(serial)
