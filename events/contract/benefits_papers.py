"""Facts of the papers of 住居確保給付金: what came in, which letters went out, and the numbers those bear."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

FORMS = "各市要綱の様式・文書取扱規程"


@code_list("給付の通知", basis=FORMS, provisional=True)
class NoticeKind(Code):
    """A letter the municipality sends; local form numbers and number series are the municipality's data."""

    GRANT = "grant", "支給決定通知書"
    REFUSAL = "refusal", "不支給決定通知書"
    CHANGE = "change", "支給変更決定通知書"
    CHANGE_REFUSAL = "change_refusal", "支給変更等不承認通知書"
    EXTENSION = "extension", "支給期間延長決定通知書"
    EXTENSION_REFUSAL = "extension_refusal", "支給期間延長不承認通知書"
    SUSPENSION = "suspension", "支給中断決定通知書"
    RESUMPTION = "resumption", "支給再開決定通知書"
    AMENDMENT = "amendment", "支給額訂正決定通知書"
    STOP = "stop", "支給中止通知書"
    TO_PAYEE = "to_payee", "支払のお知らせ（貸主等あて）"
    CORRECTION_REQUEST = "correction_request", "補正依頼書"
    ELIGIBILITY = "eligibility", "住居確保給付金支給対象者証明書"
    MOVING_GRANT = "moving_grant", "転居費用補助支給決定通知書"
    MOVING_REFUSAL = "moving_refusal", "転居費用補助不支給決定通知書"
    MOVING_TO_PAYEE = "moving_to_payee", "転居費用の支払のお知らせ（事業者等あて）"


@event(
    "benefits.document-received",
    ja="添付書類の受領",
    basis=FORMS,
    occurred="received_on",
    provisional=True,
)
class DocumentReceived(Event):
    """A paper of the application, named by its scan: number among the case's papers, SHA-256 of what is kept.

    `document` = stored name of the neutral type. `original_seen_by` = who compared it with the original.
    """

    received_on: Clear[date]
    person: Clear[UUID]
    grant: Clear[UUID]
    document: Clear[str]
    scan_no: Clear[int]
    kept: Clear[str]
    original_seen_by: Clear[UUID | None]


@event("benefits.notice-issued", ja="通知の発行", basis=FORMS, occurred="issued_on")
class NoticeIssued(Event):
    """A letter drawn from record number `about` of the grant. `text_hash` = SHA-256 (hex) of its words.

    The words hold amounts and reasons, so the hash is sealed like them. `edition` = of the layout.
    """

    issued_on: Clear[date]
    person: Clear[UUID]
    grant: Clear[UUID]
    notice_no: Clear[int]
    notice: Clear[NoticeKind]
    about: Clear[int]
    number: Clear[str]
    fiscal_year: Clear[int]
    serial: Clear[int]
    edition: Clear[str]
    issuer: Clear[UUID]
    text_hash: Narrative[str]


@event("benefits.number-given", ja="文書番号の付与", basis=FORMS, occurred="given_on")
class NumberGiven(Event):
    """On the municipality's own stream of a series and year: the next number, and the letter that bears it."""

    given_on: Clear[date]
    series: Clear[str]
    fiscal_year: Clear[int]
    serial: Clear[int]
    number: Clear[str]
    grant: Clear[UUID]
    notice_no: Clear[int]
