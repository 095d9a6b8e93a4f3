"""The lists and registers of planning, as the worklist links them: by what somebody comes for."""

from dataclasses import dataclass
from typing import Final

from events.host.auth import Staff


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list below the service's prefix; `permission` empty = whoever reads cases."""

    ja: str
    path: str
    permission: str = ""


SHELVES: Final[tuple[tuple[str, tuple[Shelf, ...]], ...]] = (
    (
        "進める",
        (
            Shelf("支援調整会議", "/conferences"),
            Shelf("役割分担の一覧", "/tasks"),
            Shelf("連絡と就職後の予定", "/due"),
            Shelf("これから申請する給付", "/applications"),
            Shelf("担当と件数", "/workload", "case.supervise"),
            Shelf("記録の確認", "/checks", "record.check"),
            Shelf("不在と代行", "/absences", "absence.plan"),
            Shelf("職位と決裁", "/posts"),
        ),
    ),
    (
        "事業",
        (
            Shelf("就労支援の一覧", "/employment"),
            Shelf("家計の期日", "/budget"),
            Shelf("居室の空き状況", "/shelter"),
            Shelf("住まいの期限", "/homes/due"),
            Shelf("住まいの事業者", "/homes/providers"),
            Shelf("学習支援の一覧", "/learning"),
            Shelf("地域と資源", "/community"),
        ),
    ),
)
"""Groups of lists, in the order of the page."""


def shelves(staff: Staff) -> list[tuple[str, list[Shelf]]]:
    """The groups with what this person may open."""
    return [
        (group, [one for one in held if not one.permission or staff.may(one.permission)])
        for group, held in SHELVES
    ]
