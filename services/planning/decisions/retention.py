"""就職後のフォローアップ: is the job kept after 1, 3 and 6 months; it belongs to the closed case too."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import JobStarted
from events.contract.sealed import Open
from events.contract.watching import JobRetention, JobRetentionChecked
from services.planning.case import Case
from services.planning.decisions.guards import happened
from services.planning.states.after_job import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckJobRetention:
    """`month`: which of the looks it is (1, 3 or 6)."""

    today: date
    checked_on: date
    month: int
    retention: JobRetention
    note: str = ""


def check_job_retention(state: Case | None, command: CheckJobRetention) -> list[Event]:
    """Of the latest job; each month once."""
    job = latest_job(state)
    if state is None or job is None:
        raise Refused("no-job", "就労の記録がまだありません。先に就労を記録してください。")
    if command.month not in MONTHS:
        raise Refused(
            "no-such-month", "1か月・3か月・6か月のどれかを選んでください。", field="month"
        )
    made = JobRetentionChecked(
        checked_on=command.checked_on,
        person=state.person,
        job_started_on=job.started_on,
        month=command.month,
        retention=Open(state.person, command.retention),
        note=Open(state.person, command.note),
    )
    if made in state.entries:
        return []
    if command.month in checked_months(state, job):
        raise Refused("already-checked", "この月の確認はすでに記録されています。", field="month")
    happened(
        command.checked_on,
        today=command.today,
        field="checked_on",
        not_before=job.started_on,
        step="就労",
    )
    return [made]


def latest_job(state: Case | None) -> JobStarted | None:
    """The job that is watched over."""
    entries = state.entries if state else ()
    return next((e for e in reversed(entries) if isinstance(e, JobStarted)), None)


def checked_months(state: Case, job: JobStarted) -> frozenset[int]:
    """Which looks after that job were taken."""
    return frozenset(
        e.month
        for e in state.entries
        if isinstance(e, JobRetentionChecked) and e.job_started_on == job.started_on
    )
