"""Around the case in the demo: concerns before anybody comes, a council, referrals with their answers, consents."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, entry_id
from deploy.simulation.step import Typed
from events.contract.codes import ContactMethod, ReferralTarget, Urgency
from events.contract.concern_codes import (
    ConcernBasis,
    ConcernEndReason,
    ConcernHandling,
    ConcernSource,
    CouncilHost,
    CouncilOutcome,
    LookOutcome,
    ReplyScope,
    Secrecy,
)
from events.contract.consent import ConsentContent, ConsentManner, ConsentParty
from events.contract.referring import HandoverManner, ReferralStep
from services.intake import consultation, decisions
from services.intake.decisions import (
    concern,
    concern_ends,
    concern_steps,
    consent,
    council,
    referral,
    referral_outcome,
)
from services.intake.pseudonyms import person_of
from services.intake.states import concern as concerns
from services.intake.states import council as councils

TOLD: Final = (
    (1, ConcernSource.LIFELINE_COMPANY, "水道料金が3か月払われていない。先週から使用がない。"),
    (12, ConcernSource.WELFARE_COMMISSIONER, "昼も雨戸が閉まっている。声をかけても出てこない。"),
    (30, ConcernSource.LANDLORD, "家賃が2か月遅れている。仕事をやめたらしい。"),
    (48, ConcernSource.NEIGHBOUR, "夜に子どもの声がして、心配になった。"),
    (20, ConcernSource.COMMUNITY_CARE, "親の介護をしている息子さんが、食べていないように見える。"),
)
"""Days back, who told, what."""
NEW, LOOKED, LINKED, ENDED, DISCUSSED = range(len(TOLD))
COUNCIL_DAYS: Final = 9


def told(today: date) -> More:
    """The ward's concerns, one in each state; one of them became the case of this life."""
    return lambda life: _told(life, today)


def referred(today: date, n: int) -> More:
    """つなぎ of the n-th case (0, 1, 2): accepted, without an answer yet, to be asked about."""
    return lambda life: _referred(life, today, n)


def consented(today: date, *, until: int) -> More:
    """A consent beside the application, which ends in so many days."""
    return lambda life: [_consented(life, today, until)]


def _concern(life: Life, n: int) -> Book:
    own = entry_id(life, f"concern {n}")
    return Book(stream=own, evolve=concerns.evolve, given={}, about=own, service="intake")


def _told(life: Life, today: date) -> Iterator[Typed]:
    yield from (_noted(_concern(life, n), today, n) for n in range(len(TOLD)))
    yield from _looked(_concern(life, LOOKED), today)
    yield _concern(life, LINKED).typed(
        ago(today, 22),
        concern_ends.link_concern,
        concern_ends.LinkConcern,
        linked_on=ago(today, 22),
        case=life.setting.case(life.ordinal),
        known=True,
    )
    yield from _ended(_concern(life, ENDED), today)
    yield from _discussed(life, today)


def _noted(own: Book, today: date, n: int) -> Typed:
    days, source, words = TOLD[n]
    on = ago(today, days)
    return own.typed(
        on,
        concern.note_concern,
        concern.NoteConcern,
        noted_on=on,
        person=person_of(own.stream),
        informant_person=uuid5(own.stream, "informant"),
        told=words,
        source=source,
        basis=ConcernBasis.DANGER,
        urgency=Urgency.SOON if n == NEW else Urgency.ORDINARY,
        reply_wanted=n == ENDED,
        name="見本 まさし",
        address="見本町3丁目",
    )


def _looked(own: Book, today: date) -> Iterator[Typed]:
    yield own.typed(
        ago(today, 11),
        concern_steps.triage_concern,
        concern_steps.TriageConcern,
        triaged_on=ago(today, 11),
        handling=ConcernHandling.LOOK_INTO,
        next_on=ago(today, 7),
    )
    for back, outcome in ((8, LookOutcome.ABSENT), (3, LookOutcome.LEFT_NOTE)):
        yield own.typed(
            ago(today, back),
            concern_steps.look_into_concern,
            concern_steps.LookIntoConcern,
            looked_on=ago(today, back),
            method=ContactMethod.VISIT_OR_ACCOMPANIMENT,
            outcome=outcome,
            next_on=today + timedelta(days=1) if back == 3 else ago(today, 3),
        )


def _ended(own: Book, today: date) -> Iterator[Typed]:
    yield own.typed(
        ago(today, 44),
        concern_steps.look_into_concern,
        concern_steps.LookIntoConcern,
        looked_on=ago(today, 44),
        method=ContactMethod.VISIT_OR_ACCOMPANIMENT,
        outcome=LookOutcome.MET,
        note="祖父母の家に泊まりに来た孫だった。",
    )
    yield own.typed(
        ago(today, 43),
        concern_ends.end_concern,
        concern_ends.EndConcern,
        ended_on=ago(today, 43),
        reason=ConcernEndReason.NO_NEED,
        note="困りごとは確かめられなかった。",
    )
    yield own.typed(
        ago(today, 43),
        concern_steps.reply_to_concern,
        concern_steps.ReplyToConcern,
        replied_on=ago(today, 43),
        scope=ReplyScope.RECEIPT_ONLY,
    )


def _discussed(life: Life, today: date) -> Iterator[Typed]:
    """支援会議, and what it said of one concern."""
    held, on = entry_id(life, "council"), ago(today, COUNCIL_DAYS)
    yield Book(stream=held, evolve=councils.evolve, given={}, about=held, service="intake").typed(
        on,
        council.hold_council,
        council.HoldCouncil,
        held_on=on,
        person=person_of(held),
        host=CouncilHost.WARD_CENTRE,
        attended=(
            council.Attendee(
                organisation="区保健福祉センター", name="見本 係長", secrecy=Secrecy.PUBLIC_DUTY
            ),
            council.Attendee(
                organisation="地域包括支援センター",
                name="見本 相談員",
                secrecy=Secrecy.PLEDGED_BEFORE,
            ),
        ),
        place="区役所 3階",
        by="chief_counsellor",
    )
    yield _concern(life, DISCUSSED).typed(
        on,
        council.discuss_concern,
        council.DiscussConcern,
        council=held,
        held_on=on,
        outcome=CouncilOutcome.APPROACH,
        next_on=ahead(today, 2),
        shared="包括が月2回訪問している。本人はその場に居る。",
        roles="包括の訪問に相談支援員が同行する。",
        by="chief_counsellor",
    )


def _case(life: Life) -> Book:
    case: UUID = life.setting.case(life.ordinal)
    return Book(stream=case, evolve=consultation.evolve, given={}, service="intake")


def _referred(life: Life, today: date, n: int) -> Iterator[Typed]:
    own, on = _case(life), ago(today, 15 - n)
    yield own.typed(
        on,
        referral.make_referral,
        referral.MakeReferral,
        referred_on=on,
        target=(
            ReferralTarget.COUNCIL_OF_SOCIAL_WELFARE,
            ReferralTarget.MEDICAL,
            ReferralTarget.HELLO_WORK,
        )[n],
        reason="本人の希望。窓口の予約を取った。",
        basis=decisions.SharingBasis.CONSENT,
        uncovered="窓口で本人が口頭で同意した。書面は次の来所で。",
        manner=HandoverManner.ACCOMPANIED if n == 0 else HandoverManner.CONTACTED,
        in_charge="見本 担当",
        ask_back_on=(ago(today, 5), ago(today, 4), ahead(today, 3))[n],
    )
    if n < 2:
        yield own.typed(
            ago(today, 5 - n),
            referral_outcome.record_referral_step,
            referral_outcome.RecordReferralStep,
            referral_no=1,
            stepped_on=ago(today, 5 - n),
            step=ReferralStep.ACCEPTED if n == 0 else ReferralStep.UNANSWERED,
            ask_back_on=None if n == 0 else ahead(today, 4),
            note="担当の方と電話で話した。",
        )


def _consented(life: Life, today: date, until: int) -> Typed:
    on = ago(today, 18)
    return _case(life).typed(
        on,
        consent.give_consent,
        consent.GiveConsent,
        given_on=on,
        manner=ConsentManner.SIGNED_PAPER,
        parties=(ConsentParty.SOCIAL_WELFARE_COUNCIL, ConsentParty.MEDICAL),
        contents=(ConsentContent.CONSULTATION, ConsentContent.HEALTH),
        until=today + timedelta(days=until),
        excluded="家族の収入のこと",
    )
