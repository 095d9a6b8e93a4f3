"""The forms of a claim that rests or leaves the books, and of the 後閲 of what a deputy decided."""

from typing import Final

from events.contract.benefits_claims import DeferGround, WriteOffGround
from events.contract.seeing import SeeDeputyDecision
from events.host.capacity import to_see, viewer
from events.host.filters import choices
from events.host.posts import Matter
from services.benefits.claim import Stage
from services.benefits.decisions.ending_claims import (
    DeferCollection,
    ExpireClaim,
    WriteOff,
    defer_collection,
    expire_claim,
    write_off,
)
from services.benefits.decisions.standing_in import see_money_decision
from services.benefits.screens.claim_file import ClaimFile
from services.benefits.screens.claim_form import ClaimForm, Field, day, number, officer, today
from services.benefits.screens.seeing import fresh


def _limited(file: ClaimFile) -> bool:
    limit = file.claim.limited_on
    return file.claim.asked and limit is not None and limit < file.today


ENDING: Final = (
    ClaimForm(
        path="deferral",
        heading="徴収停止・履行延期",
        lead="債権はなくなりません。決めた日まで、求めるのを待ちます。",
        send="記録する",
        permission="payment.order",
        matter=Matter.DEFERRAL,
        into=DeferCollection,
        decision=defer_collection,
        fields=(
            day("deferred_on", "決めた日"),
            Field(kind="radio", name="ground", label="理由の別", options=choices(DeferGround)),
            day("until_on", "いつまで", hint="例 R9.3.31"),
            Field(kind="area", name="reasons", label="理由"),
        ),
        fits=lambda file: file.claim.asked,
        given=officer,
        typed=today("deferred_on"),
    ),
    ClaimForm(
        path="expiry",
        heading="時効の完成",
        lead="公債権は五年で当然に消えます（自治法236条）。私債権は、本人が援用したときだけ記録します。",
        send="時効の完成を記録する",
        permission="payment.order",
        into=ExpireClaim,
        decision=expire_claim,
        fields=(
            day("expired_on", "完成を確かめた日"),
            day("pleaded_on", "援用の日", required=False, hint="私債権のときだけ"),
        ),
        fits=_limited,
        typed=today("expired_on"),
    ),
    ClaimForm(
        path="write-off",
        heading="不納欠損",
        lead="債権を帳簿から落とします。記録は残ります。調定した方とは別の方が決めます。",
        send="不納欠損を決定する",
        permission="benefit.decide",
        matter=Matter.WRITE_OFF,
        into=WriteOff,
        decision=write_off,
        fields=(
            day("written_on", "決裁日"),
            number(),
            Field(kind="radio", name="ground", label="理由の別", options=choices(WriteOffGround)),
            Field(kind="area", name="reasons", label="理由"),
        ),
        fits=lambda file: file.claim.stage is Stage.EXPIRED or file.claim.asked,
        typed=today("written_on"),
        against=True,
    ),
    ClaimForm(
        path="seen",
        heading="後閲",
        lead="代決された決裁を、決裁者があとから確かめます。",
        send="後閲を記録する",
        permission="payee.read",
        into=SeeDeputyDecision,
        decision=see_money_decision,
        fields=(day("seen_on", "後閲の日"),),
        fits=lambda file: bool(to_see(file.of.desk, file.claim.deputies.unseen)),
        given=lambda file: viewer(file.of.desk),
        typed=lambda file: fresh(file.of.desk, file.claim.deputies.unseen),
    ),
)
