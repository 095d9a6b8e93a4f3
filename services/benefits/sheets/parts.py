"""What several forms of the benefit share."""

from typing import Final

from events.contract import opened
from events.contract.benefits import Household, Payee
from events.host.paper_form import Block, Line, marks
from services.benefits.screens.grant_file import GrantFile

EDITION: Final = "厚生労働省 住居確保給付金の様式例 による"


def number_of(file: GrantFile | None, code: str) -> str:
    """By which the record of a filled form is found again."""
    return f"{file.known.number}/{code}-{file.number}-{len(file.recorded)}" if file else ""


def marks_of(file: GrantFile | None) -> tuple[str, ...]:
    """移行 and 未公証; none on a blank."""
    if file is None:
        return ()
    return marks(file.recorded, file.desk.runtime.ledger.cosigned_until())


def household_of(file: GrantFile | None) -> Household:
    """The figures that stand, None where nothing is told or may be read."""
    nothing = Household(size=None, income_yen=None, savings_yen=None, rent_yen=None)
    return opened(file.grant.application.household, nothing) if file else nothing


def payee_of(file: GrantFile | None) -> Payee:
    """The account, where this person may see it."""
    nothing = Payee(name="", bank="", branch="", account="")
    return opened(file.grant.application.payee, nothing) if file else nothing


def yen(value: int | None) -> str:
    """37,000 円, or the place where it is written."""
    return "　　　　　　　　円" if value is None else f"{value:,} 円"


def applicant(*, spouse: bool = False) -> Block:
    """Whom it concerns, to be written by hand; on a filled form intake puts the name above."""
    return Block(
        title="申請者" if not spouse else "入居する方",
        lines=(
            Line(label="ふりがな", half=True),
            Line(label="生年月日", value="　　　　年　　月　　日", half=True),
            Line(label="氏名", half=True),
            Line(label="電話", half=True),
            Line(label="住所", rows=2),
        ),
    )
