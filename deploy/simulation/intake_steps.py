"""The commands of intake: reception, contacts, triage, papers, application, the answer to a likeness."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from deploy.simulation.life import Life
from deploy.simulation.outline import Alike, Contact, Paper
from deploy.simulation.step import Command, Decision, Typed
from events.contract.codes import (
    Channel,
    ContactMethod,
    EmergencyHelp,
    MatchReason,
    Origin,
    ReferralTarget,
    Route,
    Sameness,
    Triage,
)
from services.intake import decisions as intake

CHANNEL_OF_ROUTE: Final = {
    Route.SELF_VISIT: Channel.OFFICE_VISIT,
    Route.SELF_REMOTE: Channel.TELEPHONE,
    Route.FAMILY_VISIT: Channel.OFFICE_VISIT,
    Route.FAMILY_REMOTE: Channel.TELEPHONE,
    Route.OUTREACH: Channel.HOME_VISIT,
    Route.AGENCY_INTRODUCTION: Channel.AGENCY,
}
REASONS: Final = {
    Triage.INFORMATION_ONLY: "利用できる制度と窓口を案内した。",
    Triage.REFERRED: "担当窓口に連絡し、本人に同行した。",
    Triage.CONSENT_PENDING: "継続の同意を保留。改めて連絡する。",
    Triage.DISCONTINUED: "本人の申出により相談を終えた。",
    Triage.SUPPORT: "継続して支援する。",
}
TALKS: Final = (
    (ContactMethod.INTERVIEW, "面談。家計の収支を一緒に確かめ、次回までに通帳を持参してもらう。"),
    (ContactMethod.TELEPHONE, "電話。求人への応募の様子を聞いた。面接の練習を希望。"),
    (ContactMethod.VISIT_OR_ACCOMPANIMENT, "ハローワークに同行。職種を広げて探すことにした。"),
    (ContactMethod.INTERVIEW, "面談。体調は落ち着いている。生活のリズムが整ってきた。"),
    (ContactMethod.AGENCY_CONSULTATION, "社会福祉協議会と協議。貸付の申込みは見送り。"),
    (ContactMethod.TELEPHONE, "電話。家主との話し合いの結果を聞いた。分割で払うことになった。"),
)
IN_VAIN: Final = (ContactMethod.TELEPHONE, "")
LIKE: Final = (MatchReason.KANA_EQUAL, MatchReason.BIRTH_EQUAL, MatchReason.PHONE_EQUAL)


def steps(life: Life) -> Iterator[Typed]:
    """In the order of the counter; ties of a day keep it."""
    case = life.case
    yield _typed(case.received_on, intake.receive_consultation, lambda t, _: _reception(life, t))
    yield from (_judged(life, alike) for alike in case.alike)
    if case.emergency:
        yield _emergency(*case.emergency)
    if case.triaged_first:
        yield _triaged(life, Triage.CONSENT_PENDING, case.triaged_first)
    if case.triage is not None and case.triaged_on is not None:
        yield _triaged(life, case.triage, case.triaged_on)
    if case.paper:
        yield _arrived(case.paper)
    yield from (_contact(life, contact) for contact in case.contacts)
    if case.applied_on is not None:
        yield _applied(life, case.applied_on)


def _typed(day: date, decision: Decision, command: Command) -> Typed:
    return Typed(day, "intake", decision, command)


def _reception(life: Life, today: date) -> intake.ReceiveConsultation:
    who, case = life.resident, life.case
    followed = case.earlier is not None
    return intake.ReceiveConsultation(
        today=today,
        received_on=case.received_on,
        person=life.person,
        channel=CHANNEL_OF_ROUTE[who.route],
        origin=Origin.RECONSULTATION if followed else Origin.NEW,
        previous_case=life.setting.case(case.earlier) if case.earlier is not None else None,
        urgency=case.urgency,
        route=who.route,
        sex=who.sex,
        topics=who.topics,
        main_topics=who.topics[:1],
        name=who.name,
        kana=who.kana,
        born_on=who.born_on,
        address=who.address,
        phone=who.phone,
        story=who.story,
    )


def _judged(life: Life, alike: Alike) -> Typed:
    same = alike.sameness is Sameness.SAME
    return _typed(
        alike.on,
        intake.judge_identity,
        lambda today, _: intake.JudgeIdentity(
            today=today,
            judged_on=alike.on,
            candidate=life.setting.person(alike.other),
            sameness=alike.sameness,
            score=95 if same else 72,
            reasons=LIKE if same else LIKE[:1],
        ),
    )


def _emergency(help_: EmergencyHelp, on: date) -> Typed:
    return _typed(
        on,
        intake.arrange_emergency_help,
        lambda today, _: intake.ArrangeEmergencyHelp(
            today=today, arranged_on=on, help=help_, note="その日のうちに手配した。"
        ),
    )


def _triaged(life: Life, triage: Triage, on: date) -> Typed:
    target = None
    if triage is Triage.REFERRED:
        target = life.case.target or life.chance.choice(tuple(ReferralTarget))
    made = _typed(
        on,
        intake.triage_case,
        lambda today, _: intake.TriageCase(
            today=today,
            decided_on=on,
            triage=triage,
            reason=REASONS[triage],
            target=target,
            basis=intake.SharingBasis.NOTHING_SHARED if target else None,
        ),
    )
    return replace(made, basis=intake.SharingBasis.NOTHING_SHARED.value) if target else made


def _arrived(paper: Paper) -> Typed:
    return _typed(
        paper.arrived_on,
        intake.receive_use_application,
        lambda today, _: intake.ReceiveUseApplication(
            today=today,
            arrived_on=paper.arrived_on,
            medium=paper.medium,
            missing=paper.missing,
            due_on=max(paper.due_on, today),
        ),
    )


def _contact(life: Life, contact: Contact) -> Typed:
    method, content = life.chance.choice(TALKS) if contact.reached else IN_VAIN
    minutes = life.chance.choice((20, 30, 45, 60)) if contact.reached else 0
    return _typed(
        contact.on,
        intake.record_contact,
        lambda today, _: intake.RecordContact(
            today=today,
            contacted_on=contact.on,
            method=method,
            content=content,
            counterpart="本人",
            reached=contact.reached,
            minutes=minutes,
            next_contact_on=contact.next_on,
        ),
    )


def _applied(life: Life, on: date) -> Typed:
    """The application; a paper that had lacked something comes again, complete."""
    paper = life.case.paper
    if paper:
        return _typed(
            on,
            intake.enter_application,
            lambda today, _: intake.EnterApplication(
                today=today,
                arrived_on=on,
                medium=paper.medium,
                consent_handling=True,
                consent_sharing=life.case.consent_sharing,
            ),
        )
    return _typed(
        on,
        intake.apply_for_use,
        lambda today, _: intake.ApplyForUse(
            today=today,
            applied_on=on,
            consent_handling=True,
            consent_sharing=life.case.consent_sharing,
        ),
    )
