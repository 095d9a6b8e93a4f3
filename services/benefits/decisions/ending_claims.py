"""徴収停止・履行延期, 時効, 不納欠損: how a claim rests, and how it leaves the books."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_claims import (
    ClaimExpired,
    ClaimWrittenOff,
    CollectionDeferred,
    DeferGround,
    WriteOffGround,
)
from events.contract.by_post import ByPost, acting_in_post
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from services.benefits.claim import Claim
from services.benefits.decisions.claim_guards import fixed, numbers_of, of_claim, open_claim
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.standing_in import stand_in


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferCollection(ByPost):
    """Until which day, and why. `standing`: hash of the claim as read."""

    today: date
    deferred_on: date
    standing: str
    officer: UUID
    ground: DeferGround
    until_on: date
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireClaim:
    """`pleaded_on`: the day on which the debtor pleaded the limitation of a private claim."""

    today: date
    expired_on: date
    pleaded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff(ByPost):
    """不納欠損 by 決裁. `standing`: hash of the claim as read."""

    today: date
    written_on: date
    decider: UUID
    standing: str
    number: str
    ground: WriteOffGround
    reasons: str


def defer_collection(state: Claim | None, command: DeferCollection) -> list[Event]:
    """The claim rests; it is not forgiven."""
    claim = fixed(state)
    made = CollectionDeferred(
        deferred_on=command.deferred_on,
        **of_claim(claim),
        officer=command.officer,
        post=command.post,
        ground=command.ground,
        until_on=command.until_on,
        reasons=Open(claim.person, command.reasons),
    )
    if made == claim.deferred:
        return []
    acting_in_post(command)
    told(command.reasons, code="reasons-missing", ja="理由を書いてください。", field="reasons")
    happened(command.deferred_on, today=command.today, field="deferred_on")
    if command.until_on <= command.deferred_on:
        raise Refused("until-before", "いつまでかを、後の日付で入れてください。", field="until_on")
    return [
        made,
        *stand_in(
            command,
            command.deferred_on,
            matter=MoneyMatter.DEFERRAL,
            by=command.officer,
            approved=command.standing,
            **numbers_of(claim),
        ),
    ]


def expire_claim(state: Claim | None, command: ExpireClaim) -> list[Event]:
    """A public claim when its five years are over; a private one only with a plea."""
    claim = open_claim(state)
    if claim.expired is not None:
        return []
    limit = claim.limited_on
    if claim.fixed is None or limit is None:
        raise Refused("not-demanded", "納入通知がまだありません。")
    happened(command.expired_on, today=command.today, field="expired_on")
    if command.expired_on <= limit:
        raise Refused("not-expired", "時効はまだ完成していません。", field="expired_on")
    if not claim.public and command.pleaded_on is None:
        raise Refused(
            "plea-missing",
            "私債権の時効は、本人が援用した日がなければ記録できません(民法145条)。",
            field="pleaded_on",
        )
    if claim.public and command.pleaded_on is not None:
        raise Refused(
            "plea-needless", "公債権の時効に援用は要りません(自治法236条)。", field="pleaded_on"
        )
    return [
        ClaimExpired(
            expired_on=command.expired_on,
            **of_claim(claim),
            pleaded_on=command.pleaded_on,
            amount_yen=Open(claim.person, claim.balance_yen),
        )
    ]


def write_off(state: Claim | None, command: WriteOff) -> list[Event]:
    """Only after the limitation, a waiver or the loss of the claim; by 決裁."""
    number = document_number(command.number, "number")
    if state is not None and state.written_off is not None:
        if (state.written_off.number, state.written_off.decider) == (number, command.decider):
            return []
        raise Refused("already-written-off", "不納欠損はすでに記録されています。")
    claim = open_claim(state)
    if claim.fixed is None:
        raise Refused("not-fixed", "調定がまだありません。")
    acting_in_post(command)
    if command.decider == claim.fixed.officer:
        raise Refused("self-approval", "調定した本人は、不納欠損を決裁できません。")
    if command.ground is WriteOffGround.EXPIRED and claim.expired is None:
        raise Refused(
            "not-expired",
            "時効の完成がまだ記録されていません。先に記録してください。",
            field="ground",
        )
    told(command.reasons, code="reasons-missing", ja="理由を書いてください。", field="reasons")
    happened(
        command.written_on,
        today=command.today,
        field="written_on",
        not_before=claim.expired.expired_on if claim.expired else claim.fixed.fixed_on,
        step="時効の完成" if claim.expired else "調定",
    )
    return [
        ClaimWrittenOff(
            written_on=command.written_on,
            **of_claim(claim),
            number=number,
            post=command.post,
            decider=command.decider,
            ground=command.ground,
            amount_yen=Open(claim.person, claim.balance_yen),
            reasons=Open(claim.person, command.reasons),
        ),
        *stand_in(
            command,
            command.written_on,
            matter=MoneyMatter.WRITE_OFF,
            by=command.decider,
            approved=command.standing,
            **numbers_of(claim),
        ),
    ]
