"""Code lists of the assessment: the rest of 帳票【2】, household, issues, strengths, benefits, readiness.

Labels follow the national sheet where it is known; every list here is our reading of it (暫定).
"""

from datetime import date

from events.contract.code import ACT_IN_FORCE, Code, code_list
from events.contract.codes import FORM_2, HOUSE

PENSION_SUPPLEMENT = date(2019, 10, 1)
"""年金生活者支援給付金の支給に関する法律の施行日."""
COVID_GRANT_FROM, COVID_GRANT_UNTIL = date(2021, 7, 1), date(2022, 12, 31)
"""新型コロナウイルス感染症生活困窮者自立支援金: first and last day of applications (暫定)."""


@code_list("婚姻", basis=FORM_2, provisional=True)
class Marital(Code):
    """婚姻の状況."""

    SINGLE = "single", "未婚"
    MARRIED = "married", "既婚"
    SEPARATED = "separated", "離別"
    WIDOWED = "widowed", "死別"
    OTHER = "other", "その他"


@code_list("最終学歴", basis=FORM_2, provisional=True)
class Education(Code):
    """最終学歴."""

    JUNIOR_HIGH = "junior_high", "中学(高校未入学)"
    HIGH_SCHOOL_LEFT = "high_school_left", "中学(高校中退)"
    HIGH_SCHOOL = "high_school", "高校"
    SPECIAL_SUPPORT = "special_support", "特別支援学校"
    VOCATIONAL = "vocational", "専門・専修・各種"
    TECHNICAL_COLLEGE = "technical_college", "高専"
    JUNIOR_COLLEGE = "junior_college", "短大"
    UNIVERSITY = "university", "大学・大学院"
    OTHER = "other", "その他"


@code_list("離職後年数", basis=FORM_2, provisional=True)
class SinceLeavingWork(Code):
    """How long ago the last job ended."""

    UNDER_HALF_YEAR = "under_half_year", "6か月未満"
    UNDER_ONE_YEAR = "under_one_year", "6か月から1年"
    UNDER_TWO_YEARS = "under_two_years", "1年から2年"
    TWO_YEARS_OR_MORE = "two_years_or_more", "2年以上"
    NEVER_WORKED = "never_worked", "就労経験なし"


@code_list("健康保険", basis=FORM_2, provisional=True)
class HealthInsurance(Code):
    """健康保険の加入."""

    EMPLOYEES = "employees", "社会保険(本人)"
    DEPENDANT = "dependant", "社会保険(被扶養者)"
    NATIONAL = "national", "国民健康保険"
    LATE_ELDERLY = "late_elderly", "後期高齢者医療"
    MEDICAL_ASSISTANCE = "medical_assistance", "医療扶助"
    NONE = "none", "加入していない"


@code_list("年金", basis=FORM_2, provisional=True)
class PensionStanding(Code):
    """年金の加入・受給."""

    RECEIVING = "receiving", "受給中"
    EMPLOYEES = "employees", "厚生年金に加入"
    NATIONAL = "national", "国民年金に加入"
    EXEMPTED = "exempted", "免除・猶予"
    UNPAID = "unpaid", "未納あり"
    NONE = "none", "加入していない"


@code_list("課税状況", basis=FORM_2, provisional=True)
class Taxation(Code):
    """住民税の課税状況 of the household."""

    TAXED = "taxed", "課税"
    PER_CAPITA_ONLY = "per_capita_only", "均等割のみ"
    EXEMPT = "exempt", "非課税"


@code_list("受けている公的給付", basis=FORM_2, provisional=True)
class ReceivedBenefit(Code):
    """公的給付 of the sheet; `none` says that it was asked and there is none."""

    NONE = "none", "なし"
    EMPLOYMENT_INSURANCE = "employment_insurance", "雇用保険"
    OLD_AGE_OR_SURVIVORS = "old_age_or_survivors", "老齢・遺族年金"
    DISABILITY_PENSION = "disability_pension", "障害年金"
    SPECIAL_DISABILITY = "special_disability", "特別障害者手当"
    CHILD = "child", "児童手当"
    CHILD_REARING = "child_rearing", "児童扶養手当"
    SPECIAL_CHILD_REARING = "special_child_rearing", "特別児童扶養手当"
    HOUSING_SECURITY = "housing_security", "住居確保給付金"
    OTHER = "other", "その他"


@code_list("滞納", basis=FORM_2, provisional=True)
class Arrears(Code):
    """滞納しているもの; `none` says that it was asked and there is none."""

    NONE = "none", "なし"
    RENT = "rent", "家賃"
    MORTGAGE = "mortgage", "住宅ローン"
    TAX = "tax", "税金"
    HEALTH_INSURANCE = "health_insurance", "健康保険料"
    PENSION = "pension", "年金保険料"
    UTILITIES = "utilities", "電気・ガス・水道"
    TELEPHONE = "telephone", "電話・通信"
    SCHOOL = "school", "学校・保育の費用"
    OTHER = "other", "その他"


@code_list("手帳", basis=FORM_2, provisional=True)
class DisabilityCertificate(Code):
    """手帳の種類; `none` says that it was asked and there is none."""

    NONE = "none", "なし"
    PHYSICAL = "physical", "身体障害者手帳"
    INTELLECTUAL = "intellectual", "療育手帳"
    MENTAL = "mental", "精神障害者保健福祉手帳"
    MEDICAL_SUPPORT = "medical_support", "自立支援医療受給者証"


@code_list("手帳の状況", basis=HOUSE, provisional=True)
class CertificateStanding(Code):
    """Where a 手帳 stands on a day."""

    HELD = "held", "持っている"
    APPLYING = "applying", "申請中"
    REFUSED = "refused", "交付されなかった"
    ENDED = "ended", "返還・期限切れ"


@code_list("続柄", basis=FORM_2, provisional=True)
class Relationship(Code):
    """To the person of the case."""

    SPOUSE = "spouse", "配偶者・パートナー"
    CHILD = "child", "子"
    PARENT = "parent", "親"
    SIBLING = "sibling", "きょうだい"
    GRANDPARENT = "grandparent", "祖父母"
    GRANDCHILD = "grandchild", "孫"
    OTHER_KIN = "other_kin", "その他の親族"
    NOT_KIN = "not_kin", "親族以外の同居者"


@code_list("同居の別", basis=FORM_2, provisional=True)
class Cohabitation(Code):
    """Whether a member of the household lives under the same roof."""

    TOGETHER = "together", "同居"
    APART_ONE_BUDGET = "apart_one_budget", "別居(家計は一緒)"
    APART = "apart", "別居"


@code_list("学校・仕事", basis=FORM_2, provisional=True)
class Activity(Code):
    """What a member of the household does by day."""

    BELOW_SCHOOL_AGE = "below_school_age", "未就学"
    PRIMARY_SCHOOL = "primary_school", "小学生"
    JUNIOR_HIGH_SCHOOL = "junior_high_school", "中学生"
    HIGH_SCHOOL = "high_school", "高校生"
    HIGHER_EDUCATION = "higher_education", "大学・専門学校等"
    WORKING = "working", "働いている"
    SEEKING = "seeking", "仕事を探している"
    NOT_WORKING = "not_working", "働いていない"
    OTHER = "other", "その他"


@code_list("世帯を離れた理由", basis=HOUSE, provisional=True)
class LeavingReason(Code):
    """Why somebody no longer belongs to the household."""

    MOVED_OUT = "moved_out", "転出・独立"
    MARRIAGE = "marriage", "結婚"
    DIVORCE = "divorce", "離婚・別離"
    FACILITY = "facility", "入所・入院"
    DIED = "died", "死亡"
    MISTAKE = "mistake", "記録の誤り"
    OTHER = "other", "その他"


@code_list("世帯員の事情", basis="鹿嶋市 生活困窮者自立支援制度のご案内", provisional=True)
class HouseholdAttribute(Code):
    """A circumstance of one member that can bring the household into hardship; also of the person."""

    MILD_DISABILITY = "mild_disability", "軽度の障害(手帳なし)"
    DISABILITY = "disability", "障害(手帳あり)"
    DEVELOPMENTAL_DISORDER = "developmental_disorder", "発達障害"
    CARE_NEED = "care_need", "要介護・要支援"
    INTRACTABLE_DISEASE = "intractable_disease", "難病"
    ILLNESS = "illness", "病気療養中"
    SINGLE_PARENT = "single_parent", "ひとり親"
    WIDOWED = "widowed", "寡婦・寡夫"
    WITHDRAWAL = "withdrawal", "ひきこもり"
    NEET = "neet", "ニート"
    TRUANCY = "truancy", "不登校"
    YOUNG_CARER = "young_carer", "ヤングケアラー"
    PREGNANCY = "pregnancy", "妊娠・出産"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護を受けている"
    OTHER = "other", "その他"


@code_list("情報の出どころ", basis=HOUSE, provisional=True)
class InformationSource(Code):
    """Where a statement about somebody comes from."""

    PERSON = "person", "本人の話"
    FAMILY = "family", "家族の話"
    AGENCY = "agency", "関係機関の話"
    PAPER = "paper", "書類・証明"
    IMPRESSION = "impression", "支援員の見立て"


@code_list("原因の軸", basis="釧路市・大阪市の事業案内", provisional=True)
class CauseAxis(Code):
    """Hardship has causes of both kinds; an issue may lie on both axes."""

    SOCIAL = "social", "社会的な原因"
    ECONOMIC = "economic", "経済的な原因"


@code_list("課題に気づいた人", basis=HOUSE, provisional=True)
class RaisedBy(Code):
    """Who named an issue first; the person may not have noticed it yet."""

    PERSON = "person", "本人から"
    COUNSELLOR = "counsellor", "支援員が気づいた"
    AGENCY = "agency", "関係機関から"
    FAMILY = "family", "家族から"


@code_list("課題の状態", basis=HOUSE, provisional=True)
class IssueState(Code):
    """How far an issue has come."""

    OPEN = "open", "これから"
    WORKING = "working", "取り組み中"
    RESOLVED = "resolved", "解決した"
    LET_BE = "let_be", "見守る・扱わない"


@code_list("強みの持ち主", basis=HOUSE, provisional=True)
class StrengthOf(Code):
    """Whose strength it is."""

    PERSON = "person", "本人"
    HOUSEHOLD = "household", "世帯・家族"
    SURROUNDINGS = "surroundings", "まわりの人・地域"


@code_list("確かめる給付", basis="自立相談支援の手順(プラン策定)・各法", provisional=True)
class PublicBenefit(Code):
    """Public benefits to be checked before a plan is made; a list of a day offers those that existed."""

    OLD_AGE_PENSION = "old_age_pension", "老齢年金"
    SURVIVORS_PENSION = "survivors_pension", "遺族年金"
    DISABILITY_PENSION = "disability_pension", "障害年金"
    PENSION_SUPPLEMENT = "pension_supplement", "年金生活者支援給付金", PENSION_SUPPLEMENT
    EMPLOYMENT_INSURANCE = "employment_insurance", "雇用保険(基本手当)"
    TRAINING_ALLOWANCE = "training_allowance", "職業訓練受講給付金"
    SICKNESS_ALLOWANCE = "sickness_allowance", "傷病手当金"
    ACCIDENT_INSURANCE = "accident_insurance", "労災保険"
    HIGH_COST_MEDICAL = "high_cost_medical", "高額療養費"
    MEDICAL_SUPPORT = "medical_support", "自立支援医療"
    CARE_INSURANCE = "care_insurance", "介護保険"
    CHILD_ALLOWANCE = "child_allowance", "児童手当"
    CHILD_REARING_ALLOWANCE = "child_rearing_allowance", "児童扶養手当"
    SPECIAL_CHILD_REARING = "special_child_rearing", "特別児童扶養手当"
    SPECIAL_DISABILITY = "special_disability", "特別障害者手当"
    SCHOOL_EXPENSES = "school_expenses", "就学援助"
    HOUSING_SECURITY = "housing_security", "住居確保給付金"
    COVID_GRANT = (
        "covid_grant",
        "新型コロナ生活困窮者自立支援金",
        COVID_GRANT_FROM,
        COVID_GRANT_UNTIL,
    )
    OTHER = "other", "その他の給付", ACT_IN_FORCE


@code_list("給付の確かめの結果", basis=HOUSE, provisional=True)
class BenefitResult(Code):
    """What the check of one benefit has come to."""

    CHECKED = "checked", "確かめた(受けている)"
    NOT_APPLICABLE = "not_applicable", "あてはまらない"
    TO_APPLY = "to_apply", "これから申請"
    APPLIED = "applied", "申請した"
    GRANTED = "granted", "決定された"
    REFUSED = "refused", "認められなかった"


@code_list("準備の段階", basis="大阪市 総合就職サポート事業・各シード(就労準備)", provisional=True)
class ReadinessStage(Code):
    """Which of the three comes next: objectives of life and society come before work."""

    DAILY_LIFE = "daily_life", "日常生活自立を整える"
    SOCIAL = "social", "社会生活自立を広げる"
    EMPLOYMENT = "employment", "就労に向かう"
