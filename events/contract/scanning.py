"""The paper that came in, as an image: what it is, when it came, who saw the original; its bytes lie outside the log.

The image is encrypted under a key of its own and kept by the SHA-256 of what is kept (docs/decisions/0011). The
key stands sealed in the fact: when the person's keys end, or the entry's own, nobody can open the image any more.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

PAPERS: Final = "各市 文書管理規程(収受・原本の確認)"


@code_list("届いた書面の種類", basis=PAPERS, provisional=True)
class PaperKind(Code):
    """What a paper is; also the application's list of what it must bring."""

    USE_APPLICATION = "use_application", "相談受付・申込票"
    PLAN_APPLICATION = "plan_application", "プラン兼事業等利用申込書"
    CONSENT = "consent", "同意書"
    IDENTITY = "identity", "本人確認書類"
    RESIDENCE = "residence", "住民票"
    INCOME = "income", "収入のわかる書類"
    BANK_BOOK = "bank_book", "通帳の写し"
    LEASE = "lease", "賃貸借契約書"
    HOUSING_NOTICE = "housing_notice", "入居(予定)住宅に関する状況通知書"
    SEPARATION = "separation", "離職・廃業・減収のわかる書類"
    JOB_SEEKING = "job_seeking", "求職申込み・求職活動の報告"
    NOTICE = "notice", "届いた通知"
    OTHER = "other", "その他の書面"


@code_list("書面の画像の形式", basis=PAPERS, provisional=True)
class ImageForm(Code):
    """What the first bytes of an image say it is."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


@event(
    "intake.paper-scanned",
    ja="書面の受領(画像)",
    basis=PAPERS,
    occurred="received_on",
    provisional=True,
)
class PaperScanned(Event):
    """One paper of a case. Numbered from 1; `replaces` = number of the earlier image, which stays.

    `kept` = lower-case hex SHA-256 of the encrypted image; `size` = bytes of the image itself. `original_seen_by`
    = the person on the staff who compared it with the original, None while nobody has. `image_key` (hex) opens it
    and `image_hash` is the SHA-256 of what then comes out; `note` in words.
    """

    received_on: Clear[date]
    person: Clear[UUID]
    scan_no: Clear[int]
    paper: Clear[PaperKind]
    replaces: Clear[int | None]
    form: Clear[ImageForm]
    pages: Clear[int]
    size: Clear[int]
    kept: Clear[str]
    original_seen_by: Clear[UUID | None]
    image_key: Narrative[str]
    image_hash: Narrative[str]
    note: Narrative[str]
