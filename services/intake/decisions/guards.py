"""The checks that several decisions of intake share; each refusal says what to do next."""

from datetime import date

from events.contract.code import Code
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from services.intake.consultation import Consultation


def received(state: Consultation | None) -> Consultation:
    """The consultation there must be."""
    if state is None:
        raise Refused("no-consultation", "相談受付がありません。先に相談を受け付けてください。")
    return state


def still_open(state: Consultation, closed_on: date | None) -> None:
    """Refuses in a case that ended at intake, or that planning closed (`closed_on`)."""
    if state.ended:
        raise Refused(
            "closed-at-intake",
            "この相談は受付の段階で終わっています。新しい相談は「再相談」として受け付けてください。",
        )
    if closed_on is not None:
        raise Refused(
            "case-closed",
            "このケースは終結しています。新しい相談は「再相談」として受け付けてください。",
        )


def happened(day: date, *, today: date, field: str, not_before: date | None = None) -> None:
    """A day that has come, and not before the reception."""
    if day > today:
        raise Refused("future-day", "先の日付です。今日までの日付を入れてください。", field=field)
    if not_before is not None and day < not_before:
        raise Refused(
            "before-reception",
            "相談受付の日より前の日付です。受付日以後の日付を入れてください。",
            field=field,
        )


def in_force(code: Code, on: date, *, field: str) -> None:
    """A code that could be stated about that day."""
    if not code.valid_on(on):
        raise Refused(
            "code-not-in-force",
            f"「{code.ja}」はその日には使えない区分です。その日の区分から選んでください。",
            field=field,
        )


def told(text: str, *, code: str, ja: str, field: str) -> None:
    """Some words there must be."""
    if not text.strip():
        raise Refused(code, ja, field=field)


def numbered(text: str) -> str:
    """The number of a document, in the one form that may stand unsealed."""
    told(text, code="number-missing", ja="文書番号を入れてください。", field="number")
    return document_number(text, "number")
