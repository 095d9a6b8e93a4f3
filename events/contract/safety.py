"""Facts by which people can talk safely (DV・ストーカー): a secret address, whom never to contact, who looked."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Address, Clear, Identity, Narrative
from events.contract.kind import Event, event

BASIS = "住民基本台帳事務における支援措置・各市の取扱い"


@code_list("住所を秘匿する根拠", basis=BASIS, provisional=True)
class SecrecyGround(Code):
    """Why the address is kept secret. Sealed like the address: it says what the person lived through."""

    REGISTER_MEASURE = "register_measure", "住民票の支援措置"
    PROTECTION_ORDER = "protection_order", "保護命令"
    OWN_WISH = "own_wish", "ご本人の希望"
    AGENCY = "agency", "警察・相談機関からの連絡"
    OTHER = "other", "その他"


@code_list("してはいけない連絡", basis="Yorisoi の定め(連絡の注意)", provisional=True)
class ForbiddenWay(Code):
    """Ways in which nobody may try to reach the person. Says nothing of who or where they are."""

    TELEPHONE = "telephone", "電話"
    VOICE_MAIL = "voice_mail", "留守番電話"
    LETTER = "letter", "手紙・書類の郵送"
    EMAIL = "email", "メール・SMS"
    VISIT = "visit", "訪問"
    WORKPLACE = "workplace", "勤務先への連絡"
    FAMILY = "family", "家族・親族への連絡"


@event(
    "intake.address-secrecy-stated",
    ja="住所の秘匿",
    basis=BASIS,
    occurred="stated_on",
    provisional=True,
)
class AddressSecrecyStated(Event):
    """Address, telephone and e-mail are (or are no longer) secret from `stated_on`, `until` its last day.

    The newest statement stands. `until` None: until it is lifted.
    """

    stated_on: Clear[date]
    person: Clear[UUID]
    address_secret: Clear[bool]
    until: Clear[date | None]
    ground: Address[SecrecyGround]
    note: Narrative[str]


@event(
    "intake.contact-instructions-stated",
    ja="連絡・訪問の注意",
    basis="Yorisoi の定め(連絡の注意)",
    occurred="stated_on",
    provisional=True,
)
class ContactInstructionsStated(Event):
    """What must be read before anybody calls, writes or visits; the newest statement stands until `until`.

    `never`: whom never to tell or ask. `safe_name`: as whom the office introduces itself. `visit_note`:
    what a visitor must know first.
    """

    stated_on: Clear[date]
    person: Clear[UUID]
    in_force: Clear[bool]
    until: Clear[date | None]
    forbidden: Clear[tuple[ForbiddenWay, ...]]
    safe_name: Identity[str]
    never: Narrative[str]
    safe_times: Narrative[str]
    visit_note: Narrative[str]


@event(
    "intake.secret-address-opened",
    ja="秘匿した住所の閲覧",
    basis="個人情報の安全管理措置",
    occurred="opened_on",
    provisional=True,
)
class SecretAddressOpened(Event):
    """Somebody asked to see what is secret, and said why; who and when stand in the context."""

    opened_on: Clear[date]
    person: Clear[UUID]
    reason: Narrative[str]
