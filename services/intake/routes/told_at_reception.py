"""What the person told of themselves at the reception, and the line that says whom other pages concern."""

from typing import Final
from unicodedata import normalize
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.intake import ConsultationReceived
from events.host.desk import AtDesk
from events.host.filters import sealed
from events.host.http import Requires
from services.intake.routes.case_file import case_file, ward_name
from services.intake.routes.present import head

router = APIRouter()

TERMS: Final = (
    ("電話番号", "phone"),
    ("住所", "address"),
    ("メール", "email"),
    ("性別", "sex"),
    ("相談経路", "route"),
    ("対象区分", "target_class"),
)
"""In the order somebody looks for them: first how to reach the person."""


def told_at_reception(fact: ConsultationReceived) -> list[tuple[str, str]]:
    """Term and value; 未聴取, 回答拒否, 開示できません in words. A telephone number in ASCII digits."""
    told = ((term, field, sealed(getattr(fact, field))) for term, field in TERMS)
    return [
        (term, normalize("NFKC", said) if field == "phone" else said) for term, field, said in told
    ]


@router.get(
    "/cases/{case}/who",
    dependencies=[Requires("case.read", scope="case")],
    summary="ほかの業務の画面に出す、ご本人の氏名",
)
def who(case: UUID, desk: AtDesk) -> Response:
    """The fragment that the pages of planning and benefits load below their title."""
    file = case_file(desk, case)
    return desk.page(
        "who.html", head=head(file.received, desk.today), ward=ward_name(desk, file.area)
    )


@router.get(
    "/cases/{case}/addressee",
    dependencies=[Requires("identity.read", scope="case")],
    summary="ほかの業務の通知に出す、ご本人の氏名だけ",
)
def addressee(case: UUID, desk: AtDesk) -> Response:
    """The name and nothing else, for a letter: no age, no address."""
    file = case_file(desk, case)
    return desk.page("addressee.html", head=head(file.received, desk.today))
