"""Which letters may be drawn from which record, and a letter under its head."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import fold, kind_of
from events.contract.benefits import (
    BenefitCorrectionAsked,
    GrantDecided,
    GrantRefused,
    GrantStopped,
)
from events.contract.benefits_dwelling import EligibilityConfirmed
from events.contract.benefits_life import (
    AmountChanged,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    Later,
    LaterRefused,
    StopDecided,
)
from events.contract.benefits_papers import NoticeKind
from events.contract.benefits_recheck import PaymentCorrected
from events.contract.kind import Event
from events.host.benefit_practice import NoticeForm
from events.host.dated import Mark
from events.host.municipality import Municipality
from events.log.recorded import Recorded
from services.benefits.grant import Grant, evolve
from services.benefits.notices.notice import EDITION, Head, Letter, Notice
from services.benefits.notices.of_amendment import of_amendment
from services.benefits.notices.of_correction import of_correction
from services.benefits.notices.of_decisions import (
    of_grant,
    of_grant_to_payee,
    of_refusal,
    of_stop,
    of_stop_to_payee,
)
from services.benefits.notices.of_eligibility import of_eligibility
from services.benefits.notices.of_later import of_later, of_later_to_payee

Draw = Callable[[], Notice]
LATER_KINDS: Final[dict[Any, NoticeKind]] = {
    GrantExtended: NoticeKind.EXTENSION,
    ExtensionRefused: NoticeKind.EXTENSION_REFUSAL,
    AmountChanged: NoticeKind.CHANGE,
    LaterRefused: NoticeKind.CHANGE_REFUSAL,
    GrantSuspended: NoticeKind.SUSPENSION,
    GrantResumed: NoticeKind.RESUMPTION,
    StopDecided: NoticeKind.STOP,
}
PAYEE_IS_TOLD: Final = (GrantExtended, AmountChanged, GrantSuspended, GrantResumed, StopDecided)
"""Later decisions that change what the landlord or agent is paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A letter that a record calls for: `about` its number in the stream, `stated_on` its legal day."""

    notice: NoticeKind
    about: int
    stated_on: date
    term: str
    draw: Draw


def occasions(recorded: Sequence[Recorded]) -> list[Occasion]:
    """In the order of the records; each is drawn from what stood when it was recorded.

    The corrections of one 総点検 are told in one letter, after the last of them.
    """
    return [
        Occasion(
            notice=notice,
            about=record.version,
            stated_on=record.occurred_on,
            term=kind_of(record.fact).ja,
            draw=draw,
        )
        for n, record in enumerate(recorded)
        if not _goes_on(recorded[n : n + 2])
        for notice, draw in _of(recorded[: n + 1], record.fact)
    ]


def _of(until: Sequence[Recorded], fact: Event) -> Iterator[tuple[NoticeKind, Draw]]:
    def grant() -> Grant:
        state = fold(evolve, (record.fact for record in until))
        assert state is not None  # noqa: S101 - a grant begins with its application
        return state

    match fact:
        case BenefitCorrectionAsked():
            yield NoticeKind.CORRECTION_REQUEST, lambda: of_correction(grant(), fact)
        case EligibilityConfirmed():
            yield NoticeKind.ELIGIBILITY, lambda: of_eligibility(grant(), fact)
        case GrantDecided():
            yield NoticeKind.GRANT, lambda: of_grant(grant(), fact)
            yield NoticeKind.TO_PAYEE, lambda: of_grant_to_payee(grant(), fact)
        case GrantRefused():
            yield NoticeKind.REFUSAL, lambda: of_refusal(grant(), fact)
        case PaymentCorrected():
            yield (
                NoticeKind.AMENDMENT,
                lambda: of_amendment(grant(), _same_recheck(until, fact.recheck)),
            )
        case Later():
            yield from _of_later(fact, grant)
        case GrantStopped() if not _decided_beside(until):
            yield NoticeKind.STOP, lambda: of_stop(grant(), fact)
            yield NoticeKind.TO_PAYEE, lambda: of_stop_to_payee(grant(), fact)


def _goes_on(two: Sequence[Recorded]) -> bool:
    """Whether the next record corrects for the same 総点検."""
    rechecks = [one.fact.recheck for one in two if isinstance(one.fact, PaymentCorrected)]
    return len(rechecks) == 2 and rechecks[0] == rechecks[1]


def _same_recheck(until: Sequence[Recorded], recheck: UUID) -> list[PaymentCorrected]:
    facts = [one.fact for one in until]
    return [one for one in facts if isinstance(one, PaymentCorrected) and one.recheck == recheck]


def _of_later(fact: Later, grant: Callable[[], Grant]) -> Iterator[tuple[NoticeKind, Draw]]:
    """The person's letter, and the payee's where the payment changes."""
    yield LATER_KINDS[kind_of(fact).cls], lambda: of_later(grant(), fact)
    if isinstance(fact, PAYEE_IS_TOLD):
        yield NoticeKind.TO_PAYEE, lambda: _told(of_later_to_payee(grant(), fact))


def _told(notice: Notice | None) -> Notice:
    assert notice is not None  # noqa: S101 - of PAYEE_IS_TOLD
    return notice


def _decided_beside(until: Sequence[Recorded]) -> bool:
    """Whether a StopDecided was stated by the command of the last record: then that one is told."""
    command = until[-1].command
    return any(r.command == command and isinstance(r.fact, StopDecided) for r in until)


def letter(
    notice: Notice,
    municipality: Municipality,
    office: str,
    issued_on: date,
    number: str,
    edition: str = EDITION,
) -> Letter:
    """The notice under its head, with the 教示 and the local form of that day."""
    form = municipality.notice_form(notice.kind, issued_on)
    instruction = municipality.instruction(issued_on)
    body = municipality.body.name
    told = (instruction.appeal, instruction.lawsuit) if notice.contestable else ()
    return Letter(
        notice=notice,
        head=Head(
            number=number,
            issued_on=issued_on,
            form=form.form,
            title=form.title or title_of(notice.kind),
            sender=head_of(body),
            office=office,
            instruction=tuple(text.replace("{body}", body) for text in told),
            edition=edition,
            provisional=_assumed(form) or bool(told and instruction.mark.ja),
        ),
    )


def title_of(kind: NoticeKind) -> str:
    """As it stands on paper where the municipality has no title of its own."""
    plain = kind.ja.partition("（")[0]
    return f"住居確保給付金{plain}" if plain.startswith(("支給", "不支給", "支払")) else plain


def head_of(body: str) -> str:
    """大阪市長, 鳥取県知事, 東京都知事."""
    return f"{body}知事" if body.endswith(("都", "道", "府", "県")) else f"{body}長"


def _assumed(form: NoticeForm) -> bool:
    return form.mark in {Mark.ASSUMED, Mark.SAMPLE}
