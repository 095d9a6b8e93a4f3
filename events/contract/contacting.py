"""Facts beside 支援経過記録: by which way exactly, where and with whom; and an e-mail that came."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.codes import FORM_3, ContactMethod
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@code_list("連絡の方法(くわしく)", basis=f"{FORM_3}を分けたもの", provisional=True)
class ContactChannel(Code):
    """Finer than the form's list: a visit is no accompaniment, an e-mail no letter."""

    TELEPHONE = "telephone", "電話"
    OFFICE_VISIT = "office_visit", "面談(来所)"
    VISIT = "visit", "訪問"
    ACCOMPANIMENT = "accompaniment", "同行"
    EMAIL = "email", "メール・SMS"
    LETTER = "letter", "書面・手紙"
    ONLINE = "online", "オンライン"
    AGENCY = "agency", "関係機関との協議"
    OFFICE_MEETING = "office_meeting", "所内会議"
    CONFERENCE_PLAN = "conference_plan", "支援調整会議(プラン)"
    CONFERENCE_EVALUATION = "conference_evaluation", "支援調整会議(評価)"
    OTHER_MEETING = "other_meeting", "その他会議"
    OTHER = "other", "その他"
    UNTOLD = "untold", "訪問・同行(別の記録なし)"

    @property
    def method(self) -> ContactMethod:
        """The place of this way in the national form's list."""
        return _METHODS.get(self) or ContactMethod.stored(self.value)


_METHODS = {
    ContactChannel.OFFICE_VISIT: ContactMethod.INTERVIEW,
    ContactChannel.VISIT: ContactMethod.VISIT_OR_ACCOMPANIMENT,
    ContactChannel.ACCOMPANIMENT: ContactMethod.VISIT_OR_ACCOMPANIMENT,
    ContactChannel.UNTOLD: ContactMethod.VISIT_OR_ACCOMPANIMENT,
    ContactChannel.EMAIL: ContactMethod.OTHER,
    ContactChannel.LETTER: ContactMethod.OTHER,
    ContactChannel.ONLINE: ContactMethod.INTERVIEW,
    ContactChannel.AGENCY: ContactMethod.AGENCY_CONSULTATION,
}


def channel_of(method: ContactMethod) -> ContactChannel:
    """The way of an entry that says no more than the national form asks."""
    return _PLAIN.get(method) or ContactChannel.stored(method.value)


_PLAIN = {
    ContactMethod.INTERVIEW: ContactChannel.OFFICE_VISIT,
    ContactMethod.VISIT_OR_ACCOMPANIMENT: ContactChannel.UNTOLD,
    ContactMethod.AGENCY_CONSULTATION: ContactChannel.AGENCY,
}


@code_list("メールの差出人", basis="Yorisoi の定め(メールの添付)", provisional=True)
class EmailSender(Code):
    """Who wrote."""

    PERSON = "person", "ご本人"
    FAMILY = "family", "家族・親族"
    AGENCY = "agency", "関係機関"
    OFFICE = "office", "この窓口(送ったもの)"
    OTHER = "other", "その他"


@event("intake.contact-detailed", ja="連絡のくわしい記録", basis=FORM_3, occurred="contacted_on")
class ContactDetailed(Event):
    """Way, place and company of the case's contact number `contact_no` (in the order of recording)."""

    contacted_on: Clear[date]
    person: Clear[UUID]
    contact_no: Clear[int]
    channel: Clear[ContactChannel]
    place: Narrative[str]
    present: Narrative[str]


@event(
    "intake.email-attached",
    ja="メールの添付",
    basis="公文書の管理(受信した電子メール)",
    occurred="sent_on",
    provisional=True,
)
class EmailAttached(Event):
    """The words of an e-mail, kept as they were pasted; `sent_on` is the day it bears."""

    sent_on: Clear[date]
    person: Clear[UUID]
    sender: Clear[EmailSender]
    text: Narrative[str]
