"""Code lists of what comes before a case: who told of somebody, on which basis, and what became of it.

None of them is a national list; all are ours to be confirmed with a city (暫定).
"""

from typing import Final

from events.contract.code import Code, code_list

ARTICLE_9: Final = "法9条(支援会議)"
OUTREACH: Final = "法3条2項(把握・アウトリーチ)"


@code_list("気がかりの情報源", basis=OUTREACH, provisional=True)
class ConcernSource(Code):
    """Where a concern came from; also the kind of a partner desk."""

    LIFELINE_COMPANY = "lifeline_company", "ライフライン事業者(電気・ガス・水道)"
    WELFARE_COMMISSIONER = "welfare_commissioner", "民生委員・児童委員"
    TAX_DESK = "tax_desk", "税の窓口"
    INSURANCE_DESK = "insurance_desk", "国保・年金の窓口"
    PUBLIC_ASSISTANCE_DESK = "public_assistance_desk", "福祉事務所(生活保護)"
    HOUSING_DESK = "housing_desk", "公営住宅の窓口"
    HEALTH_CENTRE = "health_centre", "保健センター"
    SCHOOL = "school", "学校・教育委員会"
    COUNCIL_OF_SOCIAL_WELFARE = "council_of_social_welfare", "社会福祉協議会"
    COMMUNITY_CARE = "community_care", "地域包括支援センター"
    MEDICAL = "medical", "医療機関"
    POLICE_FIRE = "police_fire", "警察・消防"
    LANDLORD = "landlord", "家主・管理会社"
    OTHER_DESK = "other_desk", "ほかの窓口・事業者"
    FAMILY = "family", "家族・親族"
    NEIGHBOUR = "neighbour", "近隣の方"
    OWN_OUTREACH = "own_outreach", "自立相談支援機関のアウトリーチ"
    OTHER = "other", "その他"


@code_list("気がかりを知らせる根拠", basis=ARTICLE_9, provisional=True)
class ConcernBasis(Code):
    """Why it was lawful to tell the office: asked for with every concern (programme.md §8)."""

    CONSENT = "consent", "本人の同意"
    CONFIDENTIAL_COUNCIL = "confidential_council", "支援会議(法9条)"
    DANGER = "danger", "生命・身体・財産の保護に必要"
    OTHER_STATUTE = "other_statute", "ほかの法令(条項を書く)"
    NOBODY_NAMED = "nobody_named", "個人を特定しない知らせ"


@code_list("気がかりの見立て", basis=OUTREACH, provisional=True)
class ConcernHandling(Code):
    """What is to happen first."""

    LOOK_INTO = "look_into", "訪問・連絡して確かめる"
    COUNCIL = "council", "支援会議で話し合う"
    ASK_BACK = "ask_back", "知らせた方に詳しく聴く"
    WATCH = "watch", "様子を見る"


@code_list("気がかりの確かめ方の結果", basis=OUTREACH, provisional=True)
class LookOutcome(Code):
    """What came of one attempt."""

    MET = "met", "本人に会えた・話せた"
    ABSENT = "absent", "不在・つながらなかった"
    LEFT_NOTE = "left_note", "手紙・案内を置いた"
    TURNED_AWAY = "turned_away", "断られた"
    HEARD_FROM_OTHERS = "heard_from_others", "まわりの方・機関から聴いた"


@code_list("気がかりの終わり", basis=OUTREACH, provisional=True)
class ConcernEndReason(Code):
    """Why nothing more is done about a concern that became no case."""

    NO_NEED = "no_need", "困りごとは確かめられなかった"
    DECLINED = "declined", "本人が支援を望まなかった"
    NOT_FOUND = "not_found", "会えないまま(転居・所在不明を含む)"
    ALREADY_SUPPORTED = "already_supported", "すでに支援につながっている"
    MISTAKEN = "mistaken", "知らせが事実と違った"
    TOLD_TWICE = "told_twice", "同じ方の気がかりがほかにある"
    OTHER = "other", "その他"


@code_list("返事の範囲", basis=OUTREACH, provisional=True)
class ReplyScope(Code):
    """How much the referring desk is told: beyond the receipt only with the person's consent or by law."""

    RECEIPT_ONLY = "receipt_only", "受け取ったことだけ"
    CONSENT = "consent", "本人の同意の範囲で"
    CONFIDENTIAL_COUNCIL = "confidential_council", "支援会議の構成員として(法9条)"
    OTHER_STATUTE = "other_statute", "ほかの法令による"


@code_list("支援会議の主催", basis=ARTICLE_9, provisional=True)
class CouncilHost(Code):
    """Who convened the meeting."""

    WARD_CENTRE = "ward_centre", "区保健福祉センター"
    CITY = "city", "市本庁"
    OFFICE = "office", "自立相談支援機関"


@code_list("守秘のしかた", basis=ARTICLE_9, provisional=True)
class Secrecy(Code):
    """What binds one attendee to secrecy."""

    PLEDGED_NOW = "pledged_now", "誓約書を受け取った"
    PLEDGED_BEFORE = "pledged_before", "提出済みの誓約書がある"
    PUBLIC_DUTY = "public_duty", "公務員の守秘義務"


@code_list("支援会議で決めたこと", basis=ARTICLE_9, provisional=True)
class CouncilOutcome(Code):
    """What the meeting decided about one concern."""

    APPROACH = "approach", "訪問・連絡する"
    WATCH = "watch", "見守る"
    OTHER_BODY = "other_body", "ほかの機関が関わる"
    MORE_FACTS = "more_facts", "情報を集めてまた話し合う"
    NOTHING = "nothing", "関わらない"
