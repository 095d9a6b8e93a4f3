"""Code lists of 子どもの学習・生活支援: school, subjects, wishes, tutors, sites, outcomes.

No official lists are at hand: all are provisional (暫定) until a city confirms them (programme.md 10.6).
"""

from typing import Final

from events.contract.code import Code, code_list

CHILD_LEARNING: Final = "生活困窮者自立支援法3条7項 子どもの学習・生活支援事業"


@code_list("学校の段階", basis=CHILD_LEARNING, provisional=True)
class SchoolStage(Code):
    """Where the child stands; drop-outs of high school are supported too."""

    PRESCHOOL = "preschool", "就学前"
    ELEMENTARY = "elementary", "小学生"
    JUNIOR_HIGH = "junior_high", "中学生"
    HIGH = "high", "高校生・高専生"
    SCHOOL_AGE_OUT = "school_age_out", "高校等に在籍していない"


@code_list("学校の状況", basis=CHILD_LEARNING, provisional=True)
class SchoolStatus(Code):
    """How things stand at school."""

    ATTENDING = "attending", "在籍(通えている)"
    OFTEN_ABSENT = "often_absent", "在籍(休みがち)"
    NOT_ATTENDING = "not_attending", "不登校"
    OTHER_PLACE = "other_place", "別室・教育支援センター等"
    DROPPED_OUT = "dropped_out", "中退"
    GRADUATED = "graduated", "卒業"
    NOT_ENROLLED = "not_enrolled", "在籍していない"


@code_list("学習支援の成果", basis=CHILD_LEARNING, provisional=True)
class LearningOutcome(Code):
    """What came of it: 高校進学 and 中退防止 first."""

    WISHED_HIGH_SCHOOL = "wished_high_school", "希望する高校等へ進学"
    HIGH_SCHOOL = "high_school", "高校等へ進学"
    NO_HIGH_SCHOOL = "no_high_school", "進学しなかった"
    STAYED_ENROLLED = "stayed_enrolled", "中退せず在籍を続けている"
    DROPPED_OUT = "dropped_out", "中退した"
    BACK_AT_SCHOOL = "back_at_school", "登校・復学した"
    FINISHED_SCHOOL = "finished_school", "高校等を卒業"


@code_list("学習支援の終わりの理由", basis=CHILD_LEARNING, provisional=True)
class LearningEndReason(Code):
    """Why a child no longer comes."""

    REACHED = "reached", "目標を達した"
    GREW_OUT = "grew_out", "対象の年齢を過ぎた"
    MOVED = "moved", "転居"
    FAMILY_WISH = "family_wish", "本人・家族の希望"
    OTHER = "other", "その他"


@code_list("学ぶこと", basis=CHILD_LEARNING, provisional=True)
class Subject(Code):
    """What is learnt or done together."""

    JAPANESE = "japanese", "国語"
    MATHEMATICS = "mathematics", "算数・数学"
    ENGLISH = "english", "英語"
    SCIENCE = "science", "理科"
    SOCIAL_STUDIES = "social_studies", "社会"
    EXAM = "exam", "受験の準備"
    HOMEWORK = "homework", "宿題"
    HABITS = "habits", "生活習慣"
    TALK = "talk", "話し相手・遊び"


@code_list("講師についての希望", basis=CHILD_LEARNING, provisional=True)
class TutorWish(Code):
    """What a child wishes of a tutor; the first two are kept strictly."""

    FEMALE_ONLY = "female_only", "女性の講師がよい"
    MALE_ONLY = "male_only", "男性の講師がよい"
    NEAR_IN_AGE = "near_in_age", "年の近い人がよい"
    EXPERIENCED = "experienced", "教え慣れた人がよい"


@code_list("学習支援で配慮すること", basis=CHILD_LEARNING, provisional=True)
class LearningCaution(Code):
    """What a tutor must be able to deal with."""

    SLOW_START = "slow_start", "打ち解けるのに時間がかかる"
    DEVELOPMENT = "development", "発達の特性への配慮"
    LANGUAGE = "language", "日本語の支え"
    SMOKE = "smoke", "家に喫煙者がいる"
    PETS = "pets", "家に動物がいる"
    TWO_TUTORS = "two_tutors", "二人で対応する"


@code_list("講師の種類", basis=CHILD_LEARNING, provisional=True)
class TutorKind(Code):
    """チューター are various (釧路市)."""

    NPO_STAFF = "npo_staff", "NPO職員"
    UNIVERSITY_STUDENT = "university_student", "大学生"
    TECHNICAL_STUDENT = "technical_student", "高専生"
    HIGH_SCHOOL_STUDENT = "high_school_student", "高校生"
    FORMER_TEACHER = "former_teacher", "元教員"
    VOLUNTEER = "volunteer", "地域ボランティア"
    CASEWORKER = "caseworker", "ケースワーカー"
    RECIPIENT = "recipient", "制度を利用している方"


@code_list("講師の確認", basis=CHILD_LEARNING, provisional=True)
class TutorCheck(Code):
    """All three are needed before a child is entrusted."""

    TRAINING = "training", "研修"
    PLEDGE = "pledge", "誓約"
    IDENTITY = "identity", "身元確認"


@code_list("講師の動ける範囲", basis=CHILD_LEARNING, provisional=True)
class TutorReach(Code):
    """Where a tutor goes."""

    WARD = "ward", "登録した区の中"
    CITY = "city", "市内全域"


@code_list("組合せの終わりの理由", basis=CHILD_LEARNING, provisional=True)
class MatchEndReason(Code):
    """Why tutor and child no longer meet."""

    REACHED = "reached", "目標を達した"
    CHILD_WISH = "child_wish", "子どもの希望"
    TUTOR_WISH = "tutor_wish", "講師の都合"
    REMATCHED = "rematched", "別の講師に替わる"
    LEARNING_ENDED = "learning_ended", "学習支援の終わり"
    OTHER = "other", "その他"


@code_list("会場の活動", basis=CHILD_LEARNING, provisional=True)
class LearningActivity(Code):
    """What a day at a site was for."""

    STUDY = "study", "学習"
    EXPERIENCE = "experience", "体験学習"
    GAME = "game", "ゲーム"
    HOMEWORK = "homework", "宿題"
    LUNCH = "lunch", "昼食"


@code_list("会場の出欠", basis=CHILD_LEARNING, provisional=True)
class SessionAnswer(Code):
    """One tap per child; no tap, no record."""

    CAME = "came", "来た"
    ABSENT = "absent", "休み"


@code_list("会場の週", basis=CHILD_LEARNING, provisional=True)
class MonthWeek(Code):
    """第2土曜日 = the second Saturday of the month, not the Saturday of its second week."""

    FIRST = "1", "第1"
    SECOND = "2", "第2"
    THIRD = "3", "第3"
    FOURTH = "4", "第4"
    FIFTH = "5", "第5"


@code_list("会場を休む理由", basis=CHILD_LEARNING, provisional=True)
class NoSessionReason(Code):
    """Why a site stays shut on one of its days."""

    HOLIDAY = "holiday", "祝日・年末年始"
    WEATHER = "weather", "天候"
    ILLNESS = "illness", "感染症"
    PLACE = "place", "会場の都合"
    OTHER = "other", "その他"


@code_list("子ども・将来の心配", basis=CHILD_LEARNING, provisional=True)
class ChildWorry(Code):
    """Worries about the children and what will have to be paid for them."""

    ENTRANCE_COST = "entrance_cost", "入学・進学の費用"
    SCHOOL_COST = "school_cost", "学費・教材費・給食費"
    CLUB_TRIP_COST = "club_trip_cost", "部活動・修学旅行の費用"
    EXAM_COST = "exam_cost", "塾・受験の費用"
    SCHOLARSHIP_DEBT = "scholarship_debt", "奨学金と返済"
    TRUANCY = "truancy", "学校に行けない"
    LEARNING_GAP = "learning_gap", "勉強のおくれ"
    FRIENDS = "friends", "友だち・いじめ"
    DEVELOPMENT = "development", "発育・発達"
    HOME_CARE = "home_care", "家族の世話をしている"
    FUTURE_PATH = "future_path", "将来の進路"


@code_list("子どものことのつなぎ先", basis=CHILD_LEARNING, provisional=True)
class ChildDesk(Code):
    """Who else is asked; the referral itself is made on the page of referrals."""

    SCHOOL_SOCIAL_WORKER = "school_social_worker", "スクールソーシャルワーカー"
    CHILD_AND_FAMILY = "child_and_family", "こども家庭センター"
    SCHOOL = "school", "学校"
    SCHOOL_AID = "school_aid", "就学援助の窓口"


"""The values of the first two are those of `ReferralTarget`."""
