"""Facts of 相談受付 up to 利用申込 (steps 1–4 of the programme), and contact records."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.answer import Answer
from events.contract.codes import (
    FORM_1,
    FORM_2,
    FORM_3,
    AgeBand,
    Channel,
    ConsultationTopic,
    ContactMethod,
    DestructionGround,
    EmergencyHelp,
    HoldReason,
    MatchReason,
    Medium,
    Naming,
    Origin,
    ReferralTarget,
    Route,
    Sameness,
    Sex,
    TargetClass,
    Triage,
    Urgency,
    VisitorRelation,
)
from events.contract.group import Address, Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """来談者, where another person came than the one concerned."""

    name: str
    phone: str
    relation: VisitorRelation


@event(
    "intake.consultation-received",
    ja="相談受付",
    basis=f"法3条2項・{FORM_1}",
    occurred="received_on",
)
class ConsultationReceived(Event):
    """The first contact. Nobody is turned away: no field but the day and the channel is needed.

    Counted as 新規相談受付件数 in the month of `received_on`. The visitor's values have a subject of
    their own. Names are kept code point by code point, variation selectors included.
    """

    received_on: Clear[date]
    person: Clear[UUID]
    channel: Clear[Channel]
    origin: Clear[Origin]
    previous_case: Clear[UUID | None]
    naming: Clear[Naming]
    urgency: Clear[Urgency]
    route: Stat[Answer[Route]]
    sex: Stat[Answer[Sex]]
    age_band: Stat[Answer[AgeBand]]
    target_class: Stat[Answer[TargetClass]]
    topics: Stat[tuple[ConsultationTopic, ...]]
    main_topics: Stat[tuple[ConsultationTopic, ...]]
    name: Identity[Answer[str]]
    kana: Identity[Answer[str]]
    born_on: Identity[Answer[date]]
    visitor: Identity[Visitor | None]
    address: Address[Answer[str]]
    phone: Address[Answer[str]]
    email: Address[Answer[str]]
    story: Narrative[str]


@event(
    "intake.identity-judged",
    ja="名寄せの判断",
    basis="Yorisoi の定め(名寄せ)",
    occurred="judged_on",
)
class IdentityJudged(Event):
    """Whether this case's person and `candidate` are the same; reversible by a later judgement."""

    judged_on: Clear[date]
    person: Clear[UUID]
    candidate: Clear[UUID]
    sameness: Clear[Sameness]
    score: Clear[int]
    reasons: Clear[tuple[MatchReason, ...]]


@event("intake.case-triaged", ja="振り分け", basis=FORM_2, occurred="decided_on")
class CaseTriaged(Event):
    """スクリーニング結果. Every outcome but consent_pending and support ends the case at intake."""

    decided_on: Clear[date]
    person: Clear[UUID]
    triage: Clear[Triage]
    reason: Narrative[str]


@event("intake.referral-made", ja="つなぎ", basis=FORM_2, occurred="referred_on")
class ReferralMade(Event):
    """The person was handed to another scheme or body. The envelope carries the basis of sharing."""

    referred_on: Clear[date]
    person: Clear[UUID]
    referral_no: Clear[int]
    target: Clear[ReferralTarget]
    reason: Narrative[str]


@event("intake.emergency-help-arranged", ja="緊急的な支援", basis=FORM_2, occurred="arranged_on")
class EmergencyHelpArranged(Event):
    """Step 4: may run from the reception onward, before any plan."""

    arranged_on: Clear[date]
    person: Clear[UUID]
    help: Clear[EmergencyHelp]
    note: Narrative[str]


@event(
    "intake.use-application-arrived",
    ja="利用申込書の到達",
    basis="行政手続法7条",
    occurred="arrived_on",
)
class UseApplicationArrived(Event):
    """A paper that was handed in is a fact with its 到達日, whatever it lacks."""

    arrived_on: Clear[date]
    person: Clear[UUID]
    medium: Clear[Medium]
    missing: Clear[tuple[str, ...]]


@event("intake.correction-asked", ja="補正依頼", basis="行政手続法7条", occurred="asked_on")
class CorrectionAsked(Event):
    """The office asked the person to complete the application by `due_on`."""

    asked_on: Clear[date]
    person: Clear[UUID]
    missing: Clear[tuple[str, ...]]
    due_on: Clear[date]


@event("intake.use-applied-for", ja="利用申込", basis=FORM_1, occurred="applied_on")
class UseAppliedFor(Event):
    """The person applied for continuing support and agreed to the handling of personal data.

    Sharing with agencies is a separate consent and may be missing.
    """

    applied_on: Clear[date]
    person: Clear[UUID]
    consent_handling: Clear[bool]
    consent_sharing: Clear[bool]


@event("intake.contact-recorded", ja="支援経過記録", basis=FORM_3, occurred="contacted_on")
class ContactRecorded(Event):
    """One entry of the contact log. Corrections are new entries."""

    contacted_on: Clear[date]
    person: Clear[UUID]
    method: Clear[ContactMethod]
    reached: Clear[bool]
    minutes: Clear[int]
    next_contact_on: Clear[date | None]
    counterpart: Narrative[str]
    content: Narrative[str]


DESTRUCTION = "公文書の廃棄・個人情報保護法98条(docs/decisions/0005)"


@event("intake.legal-hold-set", ja="保全", basis=DESTRUCTION, occurred="set_on", provisional=True)
class LegalHoldSet(Event):
    """Nothing about the person may be destroyed until the hold is lifted. `number`: 文書番号."""

    set_on: Clear[date]
    person: Clear[UUID]
    reason: Clear[HoldReason]
    number: Clear[str]


@event(
    "intake.legal-hold-lifted",
    ja="保全の解除",
    basis=DESTRUCTION,
    occurred="lifted_on",
    provisional=True,
)
class LegalHoldLifted(Event):
    """The reason of the hold is gone."""

    lifted_on: Clear[date]
    person: Clear[UUID]
    number: Clear[str]


@event(
    "intake.key-destruction-proposed",
    ja="消去の起案",
    basis=DESTRUCTION,
    occurred="proposed_on",
    provisional=True,
)
class KeyDestructionProposed(Event):
    """One person proposes that what is sealed about the person becomes unreadable.

    `entry` = event id of the one narrative entry, for the ground 別人への誤記 only.
    """

    proposed_on: Clear[date]
    person: Clear[UUID]
    ground: Clear[DestructionGround]
    entry: Clear[UUID | None]
    number: Clear[str]
    proposer: Clear[UUID]


@event(
    "intake.key-destruction-proposal-withdrawn",
    ja="消去の起案の取下げ",
    basis=DESTRUCTION,
    occurred="withdrawn_on",
    provisional=True,
)
class KeyDestructionProposalWithdrawn(Event):
    """The proposal does not stand any more."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]


@event(
    "intake.key-destruction-decided",
    ja="消去の決定",
    basis=DESTRUCTION,
    occurred="decided_on",
    provisional=True,
)
class KeyDestructionDecided(Event):
    """Stored before anything becomes unreadable; the deletion follows it.

    `approved` is the leaf hash (hex) of the proposal; `others` are further pseudonyms of the case whose
    keys go with the person's (来談者, 振込先). The decider is never the proposer.
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    others: Clear[tuple[UUID, ...]]
    ground: Clear[DestructionGround]
    entry: Clear[UUID | None]
    number: Clear[str]
    proposer: Clear[UUID]
    decider: Clear[UUID]
    approved: Clear[str]


@event(
    "intake.key-destroyed",
    ja="消去の完了",
    basis=DESTRUCTION,
    occurred="destroyed_on",
    provisional=True,
)
class KeyDestroyed(Event):
    """The epoch ended: no copy of the keys can be opened any more. `decided` = event id of the decision."""

    destroyed_on: Clear[date]
    person: Clear[UUID]
    decided: Clear[UUID]
    epoch: Clear[str]
    keys: Clear[int]
