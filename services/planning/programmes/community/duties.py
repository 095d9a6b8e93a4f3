"""What a year owes: block meetings with a share in them, and the courses a role asks for (暫定)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.contract.community_codes import BlockRole, TrainingCourse

MEETINGS_A_YEAR: Final = 4
"""About four or five block meetings a year (report of 西区, 令和元年度); four are asked for (暫定)."""
SHARES_A_YEAR: Final = 1
"""At least once a year the office plans or lectures."""
ALARM_MONTH: Final = 1
"""From January on a shortfall is shown as urgent: the fiscal year ends with March (暫定)."""
SHARES: Final = frozenset({BlockRole.ORGANISER, BlockRole.LECTURER})

COURSE_OF: Final = {
    "chief_counsellor": TrainingCourse.CHIEF_COUNSELLOR,
    "counsellor": TrainingCourse.COUNSELLOR,
    "employment_support_worker": TrainingCourse.EMPLOYMENT,
    "budget_adviser": TrainingCourse.BUDGET,
}
"""Role → the course it asks for (暫定)."""


def fiscal_year(day: date) -> int:
    """The year in whose April it began."""
    return day.year if day.month >= 4 else day.year - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDuty:
    """The meetings of one fiscal year against the duty."""

    year: int
    meetings: int
    shares: int
    alarm: bool

    @property
    def missing(self) -> int:
        """Meetings still owed."""
        return max(0, MEETINGS_A_YEAR - self.meetings)

    @property
    def missing_shares(self) -> int:
        """Times the office still has to plan or lecture."""
        return max(0, SHARES_A_YEAR - self.shares)

    @property
    def met(self) -> bool:
        """Whether nothing is owed."""
        return not self.missing and not self.missing_shares


def block_duty(roles: Iterable[BlockRole], year: int, today: date) -> BlockDuty:
    """`roles` = what the office did at each meeting of that year."""
    held = list(roles)
    late = fiscal_year(today) > year or (
        fiscal_year(today) == year and ALARM_MONTH <= today.month <= 3
    )
    made = BlockDuty(
        year=year, meetings=len(held), shares=sum(one in SHARES for one in held), alarm=False
    )
    return BlockDuty(
        year=year, meetings=made.meetings, shares=made.shares, alarm=late and not made.met
    )


def missing_courses(
    roles: Collection[str], taken: Collection[TrainingCourse]
) -> list[TrainingCourse]:
    """The courses that somebody's roles ask for and that are not taken yet."""
    asked = (COURSE_OF[role] for role in roles if role in COURSE_OF)
    return [course for course in asked if course not in taken]
