"""再支給 (施行規則16条): who may have a new grant after one, and from which month. The bar attaches to the person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.benefits.programmes.calendar_month import month_of, plus
from services.benefits.programmes.housing_security.values import VALUES


class Ground(StrEnum):
    """Why poverty arose (again)."""

    DISMISSAL = "dismissal"
    EMPLOYER_SIDE = "employer_side"
    VOLUNTARY_RESIGNATION = "voluntary_resignation"
    LEFT_WORK = "job_loss"
    CLOSED_BUSINESS = "business_closed"
    WORK_REDUCED = "work_reduced"
    ILLNESS_OR_INJURY = "illness_or_injury"

    @property
    def ja(self) -> str:
        """As a form and a sentence name it."""
        return JA[self]


JA = {
    Ground.DISMISSAL: "解雇",
    Ground.EMPLOYER_SIDE: "会社の都合による離職（雇止め・倒産等）",
    Ground.VOLUNTARY_RESIGNATION: "自己の都合による離職",
    Ground.LEFT_WORK: "離職（事情は未確認）",
    Ground.CLOSED_BUSINESS: "廃業",
    Ground.WORK_REDUCED: "休業等による収入減",
    Ground.ILLNESS_OR_INJURY: "病気・けが",
}
WIDER = {Ground.DISMISSAL, Ground.EMPLOYER_SIDE, Ground.CLOSED_BUSINESS, Ground.WORK_REDUCED}
"""From 2023-04-01, where the person bears no fault and made no choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A re-grant asked for. `last_paid_month` and `last_application_on` are of the latest grant of the person,
    here or elsewhere. `own_fault` None: not established.
    """

    arrived_on: date
    ground: Ground | None
    own_fault: bool | None = None
    last_paid_month: str = ""
    last_application_on: date | None = None
    special_before: bool = False


@dataclass(frozen=True, slots=True)
class Regrant:
    """The answer. `earliest_month` "" where no wait applies; `reasons` are codes; `provisional` where a date
    that decides was not known and the stricter reading was taken.
    """

    allowed: bool
    earliest_month: str
    reasons: tuple[str, ...]
    provisional: bool = False


def regrant(asked: Asked) -> Regrant:
    """The regular re-grant by the law of the arrival day."""
    barred = _ground_barred(asked)
    waits, guessed = _waits(asked)
    earliest = _earliest(asked) if waits else ""
    early = bool(earliest) and month_of(asked.arrived_on) < earliest
    reasons = (*barred, *(("one_year_not_passed",) if early else ()))
    return Regrant(not reasons, earliest, reasons or ("repayment_cause_accepted",), guessed)


def usual_ground(on: date) -> Ground:
    """The ground by which a new grant is had where nothing special is known of it: before 2023-04-01 a dismissal."""
    wider = VALUES.entry("regrant_wider_causes", on) is not None
    return Ground.EMPLOYER_SIDE if wider else Ground.DISMISSAL


def special(asked: Asked) -> Regrant:
    """The COVID re-grant: any cause, three months, once, for applications of 2021-02-01 to 2023-03-31."""
    if VALUES.entry("special_regrant_months", asked.arrived_on) is None:
        return Regrant(False, "", ("special_repayment_not_in_force",))
    if asked.special_before:
        return Regrant(False, "", ("special_repayment_only_once",))
    return Regrant(True, "", ("special_repayment_any_cause",))


def _ground_barred(asked: Asked) -> tuple[str, ...]:
    ground = asked.ground
    if ground is Ground.LEFT_WORK and asked.own_fault is False:
        ground = Ground.EMPLOYER_SIDE
    if VALUES.entry("regrant_wider_causes", asked.arrived_on) is None:
        barred = ground is not Ground.DISMISSAL
        code = "only_dismissal_before_2023_04"
    else:
        barred = ground not in WIDER
        code = "repayment_cause_not_accepted"
    if barred:
        return (code,)
    return ("own_fault",) if asked.own_fault else ()


def _waits(asked: Asked) -> tuple[bool, bool]:
    """Whether a year must pass, and whether that rests on a day nobody knows."""
    if VALUES.entry("regrant_months_after_last", asked.arrived_on) is None:
        return False, False
    if asked.ground is not Ground.DISMISSAL:
        return True, False
    applied = asked.last_application_on
    if applied is not None:
        return VALUES.entry("regrant_wait_after_dismissal", applied) is not None, False
    since = VALUES.entries["regrant_wait_after_dismissal"][0].since
    if asked.last_paid_month and asked.last_paid_month < month_of(since):
        return False, False
    return True, True


def _earliest(asked: Asked) -> str:
    if not asked.last_paid_month:
        return ""
    return plus(asked.last_paid_month, VALUES.on("regrant_months_after_last", asked.arrived_on))
