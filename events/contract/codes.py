"""Code lists of the national forms (programme.md §9): intake, assessment, plan, closure.

`basis` cites the form; lists without an official source at hand are provisional (暫定).
"""

from datetime import date

from events.contract.code import Code, code_list

REFORM_2025 = date(2025, 4, 1)
"""令和6年法律第21号 in force: 居住支援, 転居費用補助, 特定被保護者."""
REFORM_2018 = date(2018, 10, 1)
"""家計相談支援 became 家計改善支援; the day itself is not confirmed (暫定)."""
BEFORE_2025 = date(2025, 3, 31)
BEFORE_2018 = date(2018, 9, 30)

FORM_1 = "帳票【1】相談受付・申込票"
FORM_2 = "帳票【2】インテーク・アセスメントシート"
FORM_3 = "帳票【3】支援経過記録シート"
FORM_5 = "帳票【5】プラン兼事業等利用申込書"
FORM_EVALUATION = "帳票 評価シート"
HOUSE = "Yorisoi の定め"


@code_list("未回答の区分", basis=HOUSE)
class FieldState(Code):
    """Why a field has no answer."""

    NOT_ASKED = "not_asked", "未聴取"
    DECLINED = "declined", "回答拒否"
    UNKNOWN = "unknown", "不明"


@code_list("受付方法", basis=FORM_1, provisional=True)
class Channel(Code):
    """How the first contact reached the office."""

    OFFICE_VISIT = "office_visit", "来所"
    TELEPHONE = "telephone", "電話"
    MAIL = "mail", "メール"
    HOME_VISIT = "home_visit", "訪問"
    LETTER = "letter", "手紙・FAX"
    AGENCY = "agency", "関係機関"
    ONLINE = "online", "オンライン"


@code_list("緊急度", basis=HOUSE, provisional=True)
class Urgency(Code):
    """How soon somebody must act."""

    ORDINARY = "ordinary", "通常"
    SOON = "soon", "早めの対応"
    SAME_DAY = "same_day", "当日対応"


@code_list("受付の由来", basis="statistics.md §11 計上方法(暫定)", provisional=True)
class Origin(Code):
    """Why this consultation came to be received; counting rules look at it (kpi.consultation.*)."""

    NEW = "new", "新規"
    RECONSULTATION = "reconsultation", "再相談"
    TRANSFER_WITHIN = "transfer_within", "同一自治体内の移管"
    TRANSFER_FROM_OUTSIDE = "transfer_from_outside", "他自治体からの移管"


@code_list("氏名の別", basis=HOUSE)
class Naming(Code):
    """What the name given is."""

    FULL = "full", "本名"
    NICKNAME = "nickname", "通称・仮名"
    ANONYMOUS = "anonymous", "匿名"


@code_list("性別", basis=FORM_1)
class Sex(Code):
    """性別, as on the form."""

    MALE = "male", "男性"
    FEMALE = "female", "女性"
    OTHER = "other", "その他"


@code_list("年代", basis="厚生労働省 全国集計の年齢区分")
class AgeBand(Code):
    """National analysis bands."""

    TEENS = "10s", "10代以下"
    TWENTIES = "20s", "20代"
    THIRTIES = "30s", "30代"
    FORTIES = "40s", "40代"
    FIFTIES = "50s", "50代"
    SIXTIES = "60s", "60代"
    SEVENTIES = "70s", "70代以上"


@code_list("対象区分", basis="鹿嶋市 生活困窮者自立支援制度のご案内", provisional=True)
class TargetClass(Code):
    """対象区分: recorded, never a filter."""

    IN_HARDSHIP = "in_hardship", "現に困窮"
    AT_RISK = "at_risk", "将来リスク"
    OTHER = "other", "その他"


@code_list("相談経路", basis=FORM_2, provisional=True)
class Route(Code):
    """相談経路."""

    SELF_VISIT = "self_visit", "本人(来所)"
    SELF_REMOTE = "self_remote", "本人(電話・メール)"
    FAMILY_VISIT = "family_visit", "家族・知人(来所)"
    FAMILY_REMOTE = "family_remote", "家族・知人(電話・メール)"
    OUTREACH = "outreach", "自立相談支援機関のアウトリーチ"
    AGENCY_INTRODUCTION = "agency_introduction", "関係機関・関係者の紹介"
    OTHER = "other", "その他"


@code_list("来談者の関係", basis=FORM_1)
class VisitorRelation(Code):
    """来談者 if it is not the person."""

    FAMILY = "family", "家族"
    OTHER = "other", "その他"


@code_list("相談内容", basis=FORM_1)
class ConsultationTopic(Code):
    """相談内容: tick all that apply, mark the main ones."""

    ILLNESS_DISABILITY = "illness_disability", "病気や健康、障害"
    HOUSING = "housing", "住まい"
    INCOME_LIVING = "income_living", "収入・生活費"
    RENT_OR_MORTGAGE = "rent_or_mortgage", "家賃やローンの支払い"
    TAX_UTILITIES = "tax_utilities", "税金や公共料金等の支払い"
    DEBT = "debt", "債務"
    JOB_SEARCH = "job_search", "仕事探し、就職"
    WORK_TROUBLE = "work_trouble", "仕事上の不安やトラブル"
    COMMUNITY_TIES = "community_ties", "地域との関係"
    FAMILY_TIES = "family_ties", "家族との関係"
    CHILD_RAISING = "child_raising", "子育て"
    CARE = "care", "介護"
    WITHDRAWAL_TRUANCY = "withdrawal_truancy", "ひきこもり・不登校"
    VIOLENCE_ABUSE = "violence_abuse", "DV・虐待"
    NO_FOOD = "no_food", "食べるものがない"
    OTHER = "other", "その他"


@code_list("スクリーニング結果", basis=FORM_2)
class Triage(Code):
    """振り分けの結果."""

    INFORMATION_ONLY = "information_only", "情報提供・相談のみで終了"
    REFERRED = "referred", "他制度・他機関へつなぐ"
    CONSENT_PENDING = "consent_pending", "同意は未取得だが働きかけ継続"
    SUPPORT = "support", "継続支援しプランを策定(同意あり)"
    DISCONTINUED = "discontinued", "判断前に中断・終了"


@code_list("つなぎ先", basis="法・各シードの記載", provisional=True)
class ReferralTarget(Code):
    """つなぎ先. 生活保護窓口 is counted apart nationally."""

    PUBLIC_ASSISTANCE_COUNTER = "public_assistance_counter", "生活保護窓口"
    HELLO_WORK = "hello_work", "ハローワーク"
    COUNCIL_OF_SOCIAL_WELFARE = "council_of_social_welfare", "社会福祉協議会"
    DISABILITY_EMPLOYMENT = "disability_employment", "障害者就業・生活支援センター"
    MUNICIPAL_DESK = "municipal_desk", "税・保険・学校等の窓口"
    LEGAL = "legal", "弁護士・司法書士"
    MEDICAL = "medical", "医療機関"
    HOUSING_SUPPORT_CORPORATION = "housing_support_corporation", "居住支援法人"
    CHILD_AND_FAMILY = "child_and_family", "こども家庭センター"
    COMMUNITY_CARE = "community_care", "地域包括支援センター"
    FOOD_BANK = "food_bank", "食料支援(社協・フードバンク)"
    EMERGENCY_SMALL_LOAN = "emergency_small_loan", "緊急小口資金(社協)"
    OTHER = "other", "その他"
    GENERAL_SUPPORT_LOAN = "general_support_loan", "総合支援資金(社協)"
    SCHOOL_SOCIAL_WORKER = "school_social_worker", "スクールソーシャルワーカー"


@code_list("緊急支援", basis=FORM_2)
class EmergencyHelp(Code):
    """緊急的な支援, step 4."""

    HOUSING_SECURITY = "housing_security", "住居確保給付金"
    TEMPORARY_LIVING = "temporary_living", "一時生活支援", date(2015, 4, 1), BEFORE_2025
    RESIDENTIAL_SUPPORT = "residential_support", "居住支援", REFORM_2025
    WELFARE_FUND_LOAN = "welfare_fund_loan", "生活福祉資金"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護"
    DEBT_SETTLEMENT = "debt_settlement", "債務整理"
    FOOD_AID = "food_aid", "食料支援"


@code_list("提出方法", basis="行政手続法7条の到達", provisional=True)
class Medium(Code):
    """How a paper reached the office."""

    COUNTER = "counter", "窓口"
    POST = "post", "郵送"
    ELECTRONIC = "electronic", "電子申請"
    CONTRACTOR_DESK = "contractor_desk", "受託者窓口"


@code_list("名寄せの判断", basis=HOUSE)
class Sameness(Code):
    """The three answers to a possible duplicate; each is a fact and reversible."""

    SAME = "same", "同じ方"
    OTHER = "other", "別の方"
    UNDECIDED = "undecided", "あとで判断"


@code_list("一致の理由", basis=HOUSE)
class MatchReason(Code):
    """Why somebody was proposed as the same person."""

    KANA_EQUAL = "kana_equal", "カナが一致"
    KANA_CLOSE = "kana_close", "カナが近い"
    NAME_EQUAL = "name_equal", "氏名が一致"
    BIRTH_EQUAL = "birth_equal", "生年月日が一致"
    BIRTH_CLOSE = "birth_close", "生年月日が1か所違い"
    PHONE_EQUAL = "phone_equal", "電話が一致"
    GIVEN_EQUAL = "given_equal", "名のカナが一致"


@code_list("支援の方法", basis=FORM_3, provisional=True)
class ContactMethod(Code):
    """支援経過記録の方法."""

    TELEPHONE = "telephone", "電話"
    VISIT_OR_ACCOMPANIMENT = "visit_or_accompaniment", "訪問・同行"
    INTERVIEW = "interview", "面談"
    OFFICE_MEETING = "office_meeting", "所内会議"
    CONFERENCE_PLAN = "conference_plan", "支援調整会議(プラン)"
    CONFERENCE_EVALUATION = "conference_evaluation", "支援調整会議(評価)"
    OTHER_MEETING = "other_meeting", "その他会議"
    AGENCY_CONSULTATION = "agency_consultation", "他機関協議"
    OTHER = "other", "その他"


@code_list("住居", basis=FORM_2, provisional=True)
class Dwelling(Code):
    """住居の形."""

    OWNED = "owned", "持家"
    PRIVATE_RENTAL = "private_rental", "民間賃貸"
    PUBLIC_HOUSING = "public_housing", "公営"
    COMPANY_DORMITORY = "company_dormitory", "社宅・寮"
    ROUGH_SLEEPING = "rough_sleeping", "野宿"
    OTHER = "other", "その他"


@code_list("健康", basis=FORM_2, provisional=True)
class HealthState(Code):
    """健康状態."""

    GOOD = "good", "良い"
    POOR_IN_TREATMENT = "poor_in_treatment", "良くない・通院中"
    POOR_UNTREATED = "poor_untreated", "良くないが通院していない"


@code_list("生活保護", basis=FORM_2, provisional=True)
class PublicAssistance(Code):
    """生活保護の状況."""

    RECEIVING = "receiving", "受給中"
    APPLYING = "applying", "申請中"
    PAST = "past", "過去あり"
    NONE = "none", "なし"


@code_list("就労状況", basis=FORM_2, provisional=True)
class Work(Code):
    """就労状況."""

    WORKING = "working", "就労中"
    WORKING_SEEKING = "working_seeking", "就労中・転職希望"
    JOB_OFFERED = "job_offered", "就労予定(内定)"
    SEEKING = "seeking", "求職中(無職)"
    NOT_SEEKING = "not_seeking", "無職・求職していない"


@code_list("課題と特性", basis=FORM_2, provisional=True)
class Issue(Code):
    """課題と特性 (several)."""

    ILLNESS = "illness", "病気"
    INJURY = "injury", "けが"
    DISABILITY_CERTIFIED = "disability_certified", "障害(手帳有)"
    DISABILITY_SUSPECTED = "disability_suspected", "障害(疑い)"
    SUICIDE_ATTEMPT = "suicide_attempt", "自死企図"
    MENTAL_HEALTH = "mental_health", "その他メンタルヘルス"
    UNSTABLE_HOUSING = "unstable_housing", "住まい不安定"
    HOMELESS = "homeless", "ホームレス"
    ECONOMIC_HARDSHIP = "economic_hardship", "経済的困窮"
    MULTIPLE_DEBT = "multiple_debt", "多重・過重債務"
    BUDGET_MANAGEMENT = "budget_management", "家計管理"
    JOB_SEARCH_DIFFICULTY = "job_search_difficulty", "就職活動困難"
    JOB_RETENTION_DIFFICULTY = "job_retention_difficulty", "就職定着困難"
    DISORDERED_ROUTINE = "disordered_routine", "生活習慣の乱れ"
    ISOLATION = "isolation", "社会的孤立(ひきこもり等)"
    FAMILY_RELATIONS = "family_relations", "家族関係"
    TRUANCY = "truancy", "不登校"
    DELINQUENCY = "delinquency", "非行"
    EARLY_SCHOOL_LEAVER = "early_school_leaver", "中卒・高校中退"
    SINGLE_PARENT = "single_parent", "ひとり親"
    VIOLENCE_ABUSE = "violence_abuse", "DV・虐待"
    FOREIGN_NATIONAL = "foreign_national", "外国籍"
    FORMER_OFFENDER = "former_offender", "刑余者"
    COMMUNICATION_DIFFICULTY = "communication_difficulty", "コミュニケーションが苦手"
    ABILITY_ISSUE = "ability_issue", "本人の能力の課題"
    DISASTER_VICTIM = "disaster_victim", "被災"
    OTHER = "other", "その他"


@code_list("三つの自立", basis="釧路市 生活困窮者自立支援事業の案内")
class Independence(Code):
    """Every objective, measure and change carries one or more."""

    ECONOMIC = "economic", "経済的自立"
    DAILY_LIFE = "daily_life", "日常生活自立"
    SOCIAL = "social", "社会生活自立"


@code_list("実施する人", basis=FORM_5, provisional=True)
class MeasureActor(Code):
    """Who carries a measure out."""

    PERSON = "person", "本人"
    OFFICE = "office", "自立相談支援機関"
    AGENCY = "agency", "関係機関"


@code_list("支援サービス", basis=f"{FORM_5}・支援状況調査の列")
class Service(Code):
    """Services of a plan. The first groups are the columns of the national table, in its order."""

    HOUSING_SECURITY = "housing_security", "住居確保給付金"
    TEMPORARY_LIVING = "temporary_living", "一時生活支援", date(2015, 4, 1), BEFORE_2025
    RESIDENTIAL_SUPPORT = "residential_support", "居住支援", REFORM_2025
    BUDGET_COUNSELLING = "budget_counselling", "家計相談支援", date(2015, 4, 1), BEFORE_2018
    BUDGET_IMPROVEMENT = "budget_improvement", "家計改善支援", REFORM_2018
    WORK_PREPARATION = "work_preparation", "就労準備支援"
    CERTIFIED_TRAINING = "certified_training", "就労訓練事業"
    OFFICE_EMPLOYMENT_SUPPORT = "office_employment_support", "自立相談支援機関による就労支援"
    WELFARE_FUND_LOAN = "welfare_fund_loan", "生活福祉資金貸付"
    HELLO_WORK_JOINT_PROGRAMME = "hello_work_joint_programme", "生活保護受給者等就労自立促進事業"
    CHILD_LEARNING = "child_learning", "子どもの学習・生活支援"
    OTHER_PROGRAMME = "other_programme", "その他事業"
    INFORMAL = "informal", "インフォーマル"


@code_list("同意の方法", basis=HOUSE, provisional=True)
class AgreementManner(Code):
    """How the person agreed to the plan."""

    SIGNATURE = "signature", "署名"
    ORAL = "oral", "口頭"
    ELECTRONIC = "electronic", "電子"


@code_list("支援調整会議の目的", basis="WAM NET 疑義照会(支援調整会議)")
class ConferencePurpose(Code):
    """Why the conference met about this plan."""

    PLAN = "plan", "プランの適切性の協議"
    EVALUATION = "evaluation", "プラン終了時の評価"


@code_list("再プランの理由", basis="自立相談支援の手順(再プラン)")
class RenewalReason(Code):
    """再プラン only for these; everything else is an amendment."""

    PERIOD_OVER = "period_over", "計画期間の終了"
    CIRCUMSTANCES_CHANGED = "circumstances_changed", "状況の大きな変化"


@code_list("プラン決定の別", basis="自立相談支援の手順(支援決定)")
class DecisionForm(Code):
    """How the plan became decided."""

    SUPPORT_DECISION = "support_decision", "支援決定"
    CONFIRMATION = "confirmation", "確認"


@code_list("評価の結果", basis=FORM_EVALUATION, provisional=True)
class EvaluationOutcome(Code):
    """プラン評価の結果."""

    CLOSED = "closed", "終結"
    RENEWED = "renewed", "再プラン"
    SUSPENDED = "suspended", "中断"


@code_list("目標の達成状況", basis=FORM_EVALUATION, provisional=True)
class Attainment(Code):
    """Per objective."""

    ATTAINED = "attained", "達成"
    PARTLY = "partly", "一部達成"
    NOT_ATTAINED = "not_attained", "未達成"


@code_list("見られた変化", basis=FORM_EVALUATION, provisional=True)
class ObservedChange(Code):
    """見られた変化 (several)."""

    PUBLIC_ASSISTANCE_GRANTED = "public_assistance_granted", "生活保護適用"
    HOUSING_SECURED = "housing_secured", "住まいの確保・安定"
    HEALTH_IMPROVED = "health_improved", "健康状態の改善"
    RELATIONS_IMPROVED = "relations_improved", "対人関係・家族関係の改善"
    BUDGET_IMPROVED = "budget_improved", "家計の改善(債務整理等)"
    MOTIVATION_RAISED = "motivation_raised", "自立意欲の向上・改善"
    ROUTINE_IMPROVED = "routine_improved", "生活習慣の改善"
    HAS_OBJECTIVE = "has_objective", "目標ができた"
    CAN_ASK_FOR_HELP = "can_ask_for_help", "SOSを出せるようになった"
    CERTIFICATE_OBTAINED = "certificate_obtained", "障害手帳取得"
    SELF_ACCEPTANCE = "self_acceptance", "自分を肯定的に受け止める"
    FEELS_SAFER = "feels_safer", "安心感が高まった"
    WORK_INCOME_UP = "work_income_up", "就労収入が増加"
    OTHER_INCOME_UP = "other_income_up", "その他収入が増加"
    JOB_STARTED_LASTING = "job_started_lasting", "一般就労開始(継続的)"
    JOB_STARTED_TEMPORARY = "job_started_temporary", "一般就労開始(一時的)"
    INTERMEDIATE_WORK_STARTED = "intermediate_work_started", "中間的就労開始"
    JOB_SEARCH_STARTED = "job_search_started", "就職活動開始"
    TRAINING_OR_SCHOOL_STARTED = "training_or_school_started", "職業訓練・就学開始"
    PARTICIPATION_UP = "participation_up", "社会参加機会の増加"
    MEDICAL_CARE_STARTED = "medical_care_started", "医療機関受診開始"
    ISOLATION_RESOLVED = "isolation_resolved", "孤立の解消"
    OTHER = "other", "その他"


@code_list("終結理由", basis="自立相談支援の手順(終結)")
class ClosureReason(Code):
    """終結理由. The first three are A, B, C of the national process; the others are provisional."""

    IMPROVED = "improved", "困窮状態が改善し目標達成の目途"
    SETTLED_FOR_NOW = "settled_for_now", "大きな課題が一定程度解決し一旦終了"
    CONTACT_LOST = "contact_lost", "本人からの連絡が完全に途絶"
    MOVED = "moved", "転居"
    DIED = "died", "死亡"
    HANDED_OVER = "handed_over", "他機関へ引継"
    OWN_REQUEST = "own_request", "本人の申出"
    OTHER = "other", "その他"


@code_list("就労の形", basis=FORM_EVALUATION, provisional=True)
class Employment(Code):
    """What kind of work began."""

    ORDINARY_LASTING = "ordinary_lasting", "一般就労(継続的)"
    ORDINARY_TEMPORARY = "ordinary_temporary", "一般就労(一時的)"
    INTERMEDIATE = "intermediate", "中間的就労"


@code_list("給付の種類", basis="法3条3項")
class GrantKind(Code):
    """住居確保給付金の二つの種類."""

    RENT = "rent", "家賃補助"
    MOVING = "moving", "転居費用補助", REFORM_2025


@code_list("申請の原因", basis="施行規則10条")
class HardshipCause(Code):
    """Why housing is at risk."""

    LEFT_WORK = "left_work", "離職"
    CLOSED_BUSINESS = "closed_business", "廃業"
    INCOME_LOSS = "income_loss", "休業等による収入減", date(2020, 4, 20)


@code_list("支給額の算定", basis="施行規則11条1項1号")
class AmountBranch(Code):
    """Which branch of the amount rule gave the figure."""

    FULL = "full", "収入が基準額以下: 家賃(上限額まで)"
    PARTIAL = "partial", "収入が基準額超: 基準額+実家賃−収入(上限額まで)"
    PARTIAL_UNTIL_2020_06 = "partial_until_2020_06", "収入が基準額超: 基準額+家賃(上限額まで)−収入"
    ZERO = "zero", "要件を満たすが支給額0円"
    UNMET = "unmet", "要件を満たさないため支給しない"


@code_list("支給中止の理由", basis="施行規則・各市要綱", provisional=True)
class StopReason(Code):
    """中止の理由."""

    INCOME_ABOVE_THRESHOLD = "income_above_threshold", "常用就職等による収入超過"
    NO_ACTIVITY = "no_activity", "求職活動等の要件を満たさない"
    MOVED_OUT = "moved_out", "転居・退去"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護の開始"
    FALSE_APPLICATION = "false_application", "虚偽の申請"
    OTHER = "other", "その他"


@code_list("鍵を消去する根拠", basis="docs/decisions/0005・各市文書取扱規程", provisional=True)
class DestructionGround(Code):
    """The only three grounds on which what was sealed may become unreadable for ever."""

    RETENTION_EXPIRED = "retention_expired", "保存年限満了(廃棄決裁)"
    SUSPENSION_OF_USE = "suspension_of_use", "利用停止決定(消去)"
    WRONG_PERSON = "wrong_person", "別人への誤記"


@code_list("保全の理由", basis="各市文書取扱規程", provisional=True)
class HoldReason(Code):
    """Why nothing about the person may be destroyed for now."""

    OBJECTION = "objection", "審査請求"
    LAWSUIT = "lawsuit", "訴訟"
    AUDIT = "audit", "監査・検査"
    DISCLOSURE = "disclosure", "開示・訂正・利用停止の請求"
    OTHER = "other", "その他"
