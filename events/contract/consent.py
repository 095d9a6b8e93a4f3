"""Facts of 情報提供への同意: to whom, what, until when, how it was given, and that it was taken back."""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Identity, Narrative
from events.contract.kind import Event, event

CONSENT: Final = "個人情報の保護に関する法律69条2項1号・同意書(様式は各市)"


@code_list("同意の示し方", basis=CONSENT, provisional=True)
class ConsentManner(Code):
    """How the person said so; each asks for another trace."""

    SIGNED_PAPER = "signed_paper", "書面に署名"
    ELECTRONIC = "electronic", "電子(画面で本人が確かめて入力)"
    ORAL_WITNESSED = "oral_witnessed", "口頭(職員2人が立会い)"
    REPRESENTATIVE = "representative", "代理人の署名(成年後見人など)"


@code_list("情報を提供する相手", basis=CONSENT, provisional=True)
class ConsentParty(Code):
    """Whom the office may tell."""

    MUNICIPALITY = "municipality", "市・区の関係課"
    CONFERENCE = "conference", "支援調整会議の構成員"
    WELFARE_OFFICE = "welfare_office", "福祉事務所(生活保護)"
    EMPLOYMENT_OFFICE = "employment_office", "ハローワーク"
    SOCIAL_WELFARE_COUNCIL = "social_welfare_council", "社会福祉協議会"
    MEDICAL = "medical", "医療機関"
    HOUSING = "housing", "家主・不動産店・居住支援法人"
    SCHOOL = "school", "学校・教育機関"
    OTHER = "other", "その他(名前を書く)"


@code_list("提供する情報", basis=CONSENT, provisional=True)
class ConsentContent(Code):
    """What they may be told."""

    CONSULTATION = "consultation", "相談の内容"
    HOUSEHOLD = "household", "世帯の状況"
    MONEY = "money", "収入と家計"
    HEALTH = "health", "健康"
    SUPPORT = "support", "支援の経過"


@code_list("同意の取消しの申し出", basis=CONSENT, provisional=True)
class WithdrawalManner(Code):
    """How the person took it back; no form may be asked for."""

    IN_PERSON = "in_person", "来所"
    TELEPHONE = "telephone", "電話"
    IN_WRITING = "in_writing", "書面・メール"
    REPRESENTATIVE = "representative", "代理人から"


@event(
    "intake.consent-given",
    ja="情報提供への同意",
    basis=CONSENT,
    occurred="given_on",
    provisional=True,
)
class ConsentGiven(Event):
    """Numbered densely in its case. `until` = last day, None = until the support ends.

    `others` names the parties of OTHER, `excluded` what must not be told. `declared` = edition of the text that
    was read. `signed_by` = the name the person (or who represents them) signed or typed; `witnesses` = staff.
    """

    given_on: Clear[date]
    person: Clear[UUID]
    consent_no: Clear[int]
    manner: Clear[ConsentManner]
    parties: Clear[tuple[ConsentParty, ...]]
    contents: Clear[tuple[ConsentContent, ...]]
    until: Clear[date | None]
    declared: Clear[str]
    others: Narrative[str]
    excluded: Narrative[str]
    signed_by: Identity[str]
    witnesses: Narrative[tuple[str, ...]]


@event(
    "intake.consent-withdrawn",
    ja="同意の取消し",
    basis=CONSENT,
    occurred="withdrawn_on",
    provisional=True,
)
class ConsentWithdrawn(Event):
    """From this day nothing more is told on that consent. No reason need be given."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    consent_no: Clear[int]
    manner: Clear[WithdrawalManner]
    note: Narrative[str]
