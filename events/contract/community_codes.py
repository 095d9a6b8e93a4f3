"""Code lists of the work beside the cases: resources, what is missing, network, publicity, training, meetings.

No official lists are at hand: all are provisional (暫定) until a city confirms them (programme.md 9, functions.md E).
"""

from typing import Final

from events.contract.code import Code, code_list

RESOURCES: Final = "自立相談支援の手引き(社会資源の開発)"
PUBLICITY: Final = "自立相談支援の手引き(周知・広報)"
TRAINING: Final = "自立相談支援の手引き(研修・情報交換)"


@code_list("資源の種類", basis=RESOURCES, provisional=True)
class ResourceTheme(Code):
    """What a resource is for, and what is missing where there is none."""

    FOOD_GOODS = "food_goods", "食料・日用品"
    HOUSING = "housing", "住まい"
    MONEY = "money", "給付・貸付"
    DEBT_LAW = "debt_law", "債務・法律"
    WORK = "work", "働く場・就労体験"
    HEALTH = "health", "医療・こころ"
    CARE = "care", "介護・障害福祉"
    CHILDREN = "children", "子ども・学習"
    PLACE_TO_BE = "place_to_be", "居場所・交流"
    WATCHING_OVER = "watching_over", "見守り"
    TRANSPORT = "transport", "移動・外出"
    LANGUAGE = "language", "ことば・通訳"
    OTHER = "other", "その他"


@code_list("空きの状況", basis=RESOURCES, provisional=True)
class Vacancy(Code):
    """What the resource said of its room when it was last asked."""

    OPEN = "open", "空きあり"
    WAITING_LIST = "waiting_list", "空き待ち"
    FULL = "full", "空きなし"
    ASK = "ask", "その都度確認"


@code_list("資源を使った結果", basis=RESOURCES, provisional=True)
class ResourceResult(Code):
    """What came of it for the person."""

    HELPED = "helped", "役に立った"
    PARTLY = "partly", "一部役に立った"
    NOT_HELPED = "not_helped", "役に立たなかった"
    TURNED_DOWN = "turned_down", "使えなかった(断られた・条件が合わない)"
    PENDING = "pending", "結果はまだ"


@code_list("足りない資源が出た場", basis=RESOURCES, provisional=True)
class ShortageSource(Code):
    """Where it was noticed."""

    CASE = "case", "ケース"
    SUPPORT_CONFERENCE = "support_conference", "支援調整会議"
    COUNCIL = "council", "支援会議"
    PARTNERS = "partners", "関係機関・地域の会議"
    OTHER = "other", "その他"


@code_list("足りない資源の結果", basis=RESOURCES, provisional=True)
class ShortageOutcome(Code):
    """How a ticket ends."""

    CREATED = "created", "つくった"
    FOUND = "found", "見つけた"
    GIVEN_UP = "given_up", "見送った"


@code_list("団体の種類", basis=RESOURCES, provisional=True)
class OrganisationKind(Code):
    """Whom the office works with, and who came to its meetings."""

    CITY_OFFICE = "city_office", "市・区の窓口"
    WELFARE_COUNCIL = "welfare_council", "社会福祉協議会"
    COMMISSIONERS = "commissioners", "民生委員・児童委員"
    COMMUNITY_CENTRE = "community_centre", "地域包括・相談支援"
    HELLO_WORK = "hello_work", "ハローワーク・就労支援"
    MEDICAL = "medical", "医療機関"
    SCHOOL = "school", "学校・教育"
    NPO = "npo", "NPO・ボランティア"
    RESIDENTS = "residents", "町会・住民組織"
    COMPANY = "company", "企業・商店"
    LAW = "law", "法律の専門家"
    OTHER = "other", "その他"


@code_list("つながりの種類", basis=RESOURCES, provisional=True)
class TieKind(Code):
    """What two organisations do together."""

    REFERRAL = "referral", "紹介し合う"
    JOINT_WORK = "joint_work", "一緒に支援する"
    WATCHING_OVER = "watching_over", "見守りの協力"
    MEETING = "meeting", "会議で顔を合わせる"
    AGREEMENT = "agreement", "協定・覚書"


@code_list("地域の活動", basis=RESOURCES, provisional=True)
class CommunityActivity(Code):
    """What the office does in the neighbourhood."""

    MAKING_PLACES = "making_places", "場づくり"
    WATCHING_OVER = "watching_over", "見守り"
    OUTREACH_DESK = "outreach_desk", "出張相談"
    EXCHANGE = "exchange", "交流会・行事"
    MEETING = "meeting", "地域の会議"


@code_list("周知の方法", basis=PUBLICITY, provisional=True)
class PublicityMedium(Code):
    """By what people were told of the office."""

    FLYER = "flyer", "ちらし"
    POSTER = "poster", "ポスター"
    CITY_PAPER = "city_paper", "広報紙"
    WEB = "web", "ホームページ"
    SOCIAL_MEDIA = "social_media", "SNS"
    BRIEFING = "briefing", "説明会"
    VISIT = "visit", "関係機関への訪問"
    LETTER = "letter", "郵送・同封"
    PRESS = "press", "新聞・放送"
    OTHER = "other", "その他"


@code_list("周知の相手", basis=PUBLICITY, provisional=True)
class Audience(Code):
    """Who was to be reached."""

    RESIDENTS = "residents", "住民"
    YOUNG = "young", "若い世代"
    OLDER = "older", "高齢の世代"
    FAMILIES = "families", "子育て世帯"
    FOREIGNERS = "foreigners", "外国籍の住民"
    COMMISSIONERS = "commissioners", "民生委員・児童委員"
    AGENCIES = "agencies", "関係機関"
    CITY_DESKS = "city_desks", "庁内の窓口"


@code_list("研修・勉強会の種類", basis=TRAINING, provisional=True)
class LearningKind(Code):
    """The first three are for others than the office's own staff."""

    STUDY_MEETING = "study_meeting", "関係機関の勉強会"
    COMMISSIONERS = "commissioners", "民生委員・児童委員の研修"
    VOLUNTEERS = "volunteers", "ボランティアの研修"
    NATIONAL = "national", "国の養成研修"
    PREFECTURAL = "prefectural", "都道府県の研修"
    SPECIAL = "special", "専門の研修"
    IN_HOUSE = "in_house", "所内の研修"


@code_list("養成研修の課程", basis="自立相談支援事業の人員の要件(養成研修)", provisional=True)
class TrainingCourse(Code):
    """A course that a role asks for."""

    CHIEF_COUNSELLOR = "chief_counsellor", "主任相談支援員養成研修"
    COUNSELLOR = "counsellor", "相談支援員養成研修"
    EMPLOYMENT = "employment_support_worker", "就労支援員養成研修"
    BUDGET = "budget_adviser", "家計改善支援員養成研修"


@code_list("ブロック会議での役割", basis=TRAINING, provisional=True)
class BlockRole(Code):
    """What the office did at the meeting."""

    ORGANISER = "organiser", "企画・運営"
    LECTURER = "lecturer", "講師・報告"
    ATTENDEE = "attendee", "参加"


@code_list("ブロック会議の題", basis=TRAINING, provisional=True)
class BlockTopic(Code):
    """What the meeting was about."""

    EXCHANGE = "exchange", "情報交換"
    CASE_STUDY = "case_study", "事例検討"
    OTHER_CITIES = "other_cities", "他都市の取組"
    COMMUNITY = "community", "地域づくり"
    OTHER = "other", "その他"
