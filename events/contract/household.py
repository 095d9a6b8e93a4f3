"""Facts of the household: who belongs to it from when to when, each with dated circumstances and their source.

Member 0 is the person; others are numbered as they join and are sealed under pseudonyms of their own.
"""

from datetime import date
from uuid import UUID

from events.contract.answer import Answer
from events.contract.assessment_codes import (
    Activity,
    CertificateStanding,
    Cohabitation,
    DisabilityCertificate,
    HouseholdAttribute,
    InformationSource,
    LeavingReason,
    Relationship,
)
from events.contract.codes import FORM_2, AgeBand
from events.contract.group import Clear, Health, Identity, Narrative, Stat
from events.contract.kind import Event, event

KASHIMA = "鹿嶋市 生活困窮者自立支援制度のご案内"


@event(
    "planning.household-member-joined",
    ja="世帯員の追加",
    basis=FORM_2,
    occurred="joined_on",
    provisional=True,
)
class HouseholdMemberJoined(Event):
    """Known to belong to the household from this day. Where only an age was told, the year is estimated."""

    joined_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    relationship: Stat[Relationship]
    cohabitation: Stat[Answer[Cohabitation]]
    activity: Stat[Answer[Activity]]
    age_band: Stat[Answer[AgeBand]]
    source: Stat[InformationSource]
    name: Identity[Answer[str]]
    birth_year: Identity[Answer[int]]
    birth_month: Identity[int | None]
    birth_estimated: Identity[bool]
    note: Narrative[str]


@event(
    "planning.household-member-changed",
    ja="世帯員の変化",
    basis=FORM_2,
    occurred="changed_on",
    provisional=True,
)
class HouseholdMemberChanged(Event):
    """School, work or roof of a member, as of that day."""

    changed_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    cohabitation: Stat[Answer[Cohabitation]]
    activity: Stat[Answer[Activity]]
    source: Stat[InformationSource]
    note: Narrative[str]


@event(
    "planning.household-member-left",
    ja="世帯員の転出等",
    basis=FORM_2,
    occurred="left_on",
    provisional=True,
)
class HouseholdMemberLeft(Event):
    """The member no longer belongs to the household from this day on."""

    left_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    reason: Stat[LeavingReason]
    note: Narrative[str]


@event(
    "planning.household-attribute-noted",
    ja="世帯員の事情",
    basis=KASHIMA,
    occurred="noted_on",
    provisional=True,
)
class HouseholdAttributeNoted(Event):
    """A circumstance of one member, as told on `noted_on`; `since_on` None where nobody knows since when."""

    noted_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    attribute: Stat[HouseholdAttribute]
    source: Stat[InformationSource]
    since_on: Health[date | None]
    note: Narrative[str]


@event(
    "planning.household-attribute-ended",
    ja="世帯員の事情の終わり",
    basis=KASHIMA,
    occurred="ended_on",
    provisional=True,
)
class HouseholdAttributeEnded(Event):
    """The last day on which the circumstance held; `mistaken`: it never did (取消)."""

    ended_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    mistaken: Clear[bool]
    attribute: Stat[HouseholdAttribute]
    source: Stat[InformationSource]


@event(
    "planning.certificate-noted",
    ja="手帳の確認",
    basis=FORM_2,
    occurred="noted_on",
    provisional=True,
)
class CertificateNoted(Event):
    """Where a 手帳 of the person or a member stands on that day; a later fact of the same kind replaces it."""

    noted_on: Clear[date]
    person: Clear[UUID]
    member_no: Clear[int]
    certificate: Stat[DisabilityCertificate]
    standing: Stat[CertificateStanding]
    grade: Health[str]
    since_on: Health[date | None]
    renewal_on: Health[date | None]
