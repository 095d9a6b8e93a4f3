"""The use of 就労準備支援 as it stands: period, stage, end. One at a time."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.sealed import opened
from events.contract.work_codes import PreparationStage
from events.contract.work_preparation import (
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
)
from services.planning.programmes.work_book import WorkBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One use from its beginning; `moves` and `extensions` in the order of recording."""

    begun: PreparationEnrolled
    extensions: tuple[PreparationExtended, ...]
    moves: tuple[PreparationStageMoved, ...]
    ended: PreparationEnded | None

    @property
    def ends_on(self) -> date:
        """The last day of the period as it stands."""
        return self.extensions[-1].ends_on if self.extensions else self.begun.ends_on

    @property
    def stage(self) -> PreparationStage | None:
        """The stage now; None where it can no longer be read."""
        latest = self.moves[-1].stage if self.moves else self.begun.stage
        return opened(latest, None)

    @property
    def since(self) -> date:
        """Since when the stage is this one."""
        return self.moves[-1].moved_on if self.moves else self.begun.enrolled_on


def enrolments(book: WorkBook | None) -> list[Enrolment]:
    """Every use that stands, in the order of recording."""
    known = book or WorkBook()
    return [_enrolment(known, begun) for begun in known.standing(PreparationEnrolled)]


def latest(book: WorkBook | None) -> Enrolment | None:
    """The use recorded last, over or not."""
    found = enrolments(book)
    return found[-1] if found else None


def running(book: WorkBook | None) -> Enrolment:
    """The use that is not over; refuses where there is none."""
    found = latest(book)
    if found is None or found.ended is not None:
        raise Refused(
            "not-enrolled",
            "就労準備支援を利用していません。先に「利用開始」を記録してください。",
        )
    return found


def used_on(book: WorkBook | None, day: date) -> bool:
    """Whether a use ran that day, its first and last day included."""
    return any(
        one.begun.enrolled_on <= day <= (one.ended.ended_on if one.ended else one.ends_on)
        for one in enrolments(book)
    )


def _enrolment(book: WorkBook, begun: PreparationEnrolled) -> Enrolment:
    no = begun.entry_no
    ends = book.after(no, PreparationEnded)
    return Enrolment(
        begun=begun,
        extensions=book.after(no, PreparationExtended),
        moves=book.after(no, PreparationStageMoved),
        ended=ends[-1] if ends else None,
    )
