"""Code lists of what prepares for work and leads to it: 就労準備支援, job search, named programmes, 就労訓練.

No official lists are at hand: all are provisional (暫定) until a city confirms them (programme.md 10.2, 10.3).
"""

from typing import Final

from events.contract.code import Code, code_list

PREPARATION: Final = "就労準備支援事業の手引き(三つの段階)"
JOB_SEARCH: Final = "自立相談支援の手順(就労支援)"
NETWORK: Final = "ハローワークと自治体の就労支援の連携"
TRAINING: Final = "生活困窮者自立支援法16条 就労訓練事業の認定"


@code_list("就労準備の段階", basis=PREPARATION, provisional=True)
class PreparationStage(Code):
    """The three stages, all of which the programme offers."""

    DAILY_LIFE = "daily_life", "日常生活自立"
    SOCIAL_LIFE = "social_life", "社会生活自立"
    WORK = "work", "就労自立"


@code_list("就労準備の結果", basis=PREPARATION, provisional=True)
class PreparationResult(Code):
    """Where somebody went on to; the first ones are a step up."""

    ORDINARY_WORK = "ordinary_work", "一般就労"
    JOB_SEARCH = "job_search", "求職活動へ"
    CERTIFIED_TRAINING = "certified_training", "就労訓練へ"
    WELFARE_WORK = "welfare_work", "福祉的就労へ"
    PERIOD_OVER = "period_over", "期間の満了"
    STOPPED = "stopped", "途中で終了"


@code_list("活動の種類", basis=PREPARATION, provisional=True)
class Activity(Code):
    """What a slot of the programme is for."""

    RHYTHM = "rhythm", "生活リズム"
    CONVERSATION = "conversation", "会話・交流"
    OUTING = "outing", "外出"
    COMMUNITY = "community", "社会参加・地域活動"
    PLACE_TO_BE = "place_to_be", "居場所"
    COURSE = "course", "講座・学習"
    LIGHT_WORK = "light_work", "軽作業"
    JOB_SKILLS = "job_skills", "就職の準備"


PARTICIPATION: Final = frozenset({Activity.OUTING, Activity.COMMUNITY, Activity.PLACE_TO_BE})
"""What counts as going out and taking part (外出・社会参加; assumed)."""


@code_list("出欠", basis=PREPARATION, provisional=True)
class Attendance(Code):
    """Whether somebody was there."""

    ATTENDED = "attended", "出席"
    LATE = "late", "遅刻"
    ABSENT = "absent", "欠席"


@code_list("曜日", basis="暦")
class Weekday(Code):
    """Monday first, as date.weekday() counts."""

    MONDAY = "mon", "月"
    TUESDAY = "tue", "火"
    WEDNESDAY = "wed", "水"
    THURSDAY = "thu", "木"
    FRIDAY = "fri", "金"
    SATURDAY = "sat", "土"
    SUNDAY = "sun", "日"


@code_list("生活リズムの項目", basis=PREPARATION, provisional=True)
class Habit(Code):
    """What a week's template may ask for, in the order of a day."""

    GET_UP = "get_up", "起床"
    BREAKFAST = "breakfast", "朝食"
    GO_OUT = "go_out", "外出"
    MEALS = "meals", "昼・夕の食事"
    BATHE = "bathe", "入浴"
    GO_TO_BED = "go_to_bed", "就寝"


@code_list("練習の種類", basis=PREPARATION, provisional=True)
class Skill(Code):
    """What is practised."""

    CONVERSATION = "conversation", "会話"
    MOCK_INTERVIEW = "mock_interview", "模擬面接"
    FREE_TALK = "free_talk", "フリートーク"
    TELEPHONE = "telephone", "電話の受け答え"
    MANNERS = "manners", "あいさつ・身だしなみ"


@code_list("職場での体験の種類", basis=PREPARATION, provisional=True)
class PracticeForm(Code):
    """How far somebody goes into a workplace."""

    VISIT = "visit", "職場見学"
    EXPERIENCE = "experience", "職場体験"
    PRACTICE = "practice", "職場実習"


@code_list("職場での体験の結果", basis=PREPARATION, provisional=True)
class PracticeResult(Code):
    """How it ended."""

    COMPLETED = "completed", "最後まで行った"
    HIRED = "hired", "採用された"
    STOPPED = "stopped", "途中で終えた"
    NOT_BEGUN = "not_begun", "始まらなかった"


@code_list("求職活動", basis=JOB_SEARCH, provisional=True)
class SearchAct(Code):
    """What somebody did to find work."""

    HELLO_WORK_SEARCH = "hello_work_search", "ハローワークの求人検索"
    HELLO_WORK_ADVICE = "hello_work_advice", "ハローワークの職業相談"
    OFFICE_ADVICE = "office_advice", "窓口の就労相談"
    ACCOMPANIED = "accompanied", "同行支援"
    FAIR = "fair", "説明会・面接会"
    OWN_SEARCH = "own_search", "求人誌・サイトを見る"


@code_list("応募の経路", basis=JOB_SEARCH, provisional=True)
class AppliedVia(Code):
    """By which way an application was made."""

    HELLO_WORK = "hello_work", "ハローワークの紹介"
    OFFICE = "office", "窓口の紹介"
    ADVERTISEMENT = "advertisement", "求人誌・サイト"
    ACQUAINTANCE = "acquaintance", "知人の紹介"
    DIRECT = "direct", "直接の応募"


@code_list("応募の結果", basis=JOB_SEARCH, provisional=True)
class ApplicationResult(Code):
    """What became of an application."""

    HIRED = "hired", "採用"
    REJECTED = "rejected", "不採用"
    DECLINED = "declined", "本人が辞退"
    NO_ANSWER = "no_answer", "連絡なし"


@code_list("応募書類の種類", basis=JOB_SEARCH, provisional=True)
class PaperKind(Code):
    """What is sent with an application."""

    CV = "cv", "履歴書"
    CAREER = "career", "職務経歴書"
    SELF_PRESENTATION = "self_presentation", "自己PR書"


@code_list("資格の結果", basis=JOB_SEARCH, provisional=True)
class QualificationResult(Code):
    """What became of a qualification somebody aimed at."""

    OBTAINED = "obtained", "取得した"
    NOT_PASSED = "not_passed", "合格しなかった"
    GIVEN_UP = "given_up", "取りやめた"


@code_list("連携する事業の結果", basis=NETWORK, provisional=True)
class ProgrammeResult(Code):
    """How the use of another body's programme ended."""

    EMPLOYED = "employed", "就職"
    COMPLETED = "completed", "目標を達して終了"
    ELSEWHERE = "elsewhere", "ほかの支援へ"
    NOT_ACCEPTED = "not_accepted", "受け入れられなかった"
    STOPPED = "stopped", "途中で終了"


@code_list("就労訓練の形", basis=TRAINING, provisional=True)
class TrainingForm(Code):
    """Whether there is a contract of employment."""

    EMPLOYED = "employed", "雇用型"
    NOT_EMPLOYED = "not_employed", "非雇用型"


@code_list("就労訓練の結果", basis=TRAINING, provisional=True)
class TrainingResult(Code):
    """How the training, or what was arranged of it, ended."""

    ORDINARY_WORK = "ordinary_work", "一般就労"
    KEPT_ON = "kept_on", "同じ事業所で雇用"
    COMPLETED = "completed", "期間の満了"
    STOPPED = "stopped", "途中で終了"
    NOT_BEGUN = "not_begun", "利用に至らなかった"


@code_list("仕事の種類", basis=TRAINING, provisional=True)
class WorkKind(Code):
    """What a workplace has to do."""

    CLEANING = "cleaning", "清掃"
    LIGHT_WORK = "light_work", "軽作業"
    COOKING = "cooking", "調理の補助"
    RETAIL = "retail", "品出し・販売"
    CARE = "care", "介護の補助"
    FARMING = "farming", "農作業"
    LOGISTICS = "logistics", "倉庫・配送"
    OFFICE = "office", "事務"
    OTHER = "other", "その他"
