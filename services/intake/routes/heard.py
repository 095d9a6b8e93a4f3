"""どこまで聴けたか: per part of the reception how many questions have an answer; it never blocks anything."""

from dataclasses import dataclass
from typing import Final

from events.contract import NotPermitted, Open, Unanswered
from events.contract.codes import FieldState
from events.contract.intake import ConsultationReceived

SECTIONS: Final = (
    ("ご本人", ("name", "kana", "born_on", "sex", "age_band")),
    ("連絡先", ("phone", "address", "email")),
    ("相談のきっかけ", ("route", "target_class")),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One part. `declined` = questions the person did not want to answer; `closed` = not for this reader."""

    ja: str
    answered: int
    of: int
    declined: int
    closed: bool


def heard(fact: ConsultationReceived) -> list[Heard]:
    """The parts in the order of the form."""
    return [_part(fact, ja, names) for ja, names in SECTIONS]


def _part(fact: ConsultationReceived, ja: str, names: tuple[str, ...]) -> Heard:
    values = [getattr(fact, name) for name in names]
    told = [value.value for value in values if isinstance(value, Open)]
    given = [value for value in told if not isinstance(value, Unanswered)]
    return Heard(
        ja=ja,
        answered=len(given),
        of=len(names),
        declined=sum(
            isinstance(value, Unanswered) and value.state is FieldState.DECLINED for value in told
        ),
        closed=any(isinstance(value, NotPermitted) for value in values),
    )
