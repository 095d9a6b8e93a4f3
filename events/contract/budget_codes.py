"""Code lists of 家計改善支援: items of a 家計表, what is kept in 出納管理, creditors, procedures, reliefs, loans.

No official list is at hand: all are our own default, to be confirmed with a city (暫定).
"""

from typing import Final

from events.contract.code import Code, code_list

BASIS: Final = "家計改善支援事業の実務(各市の様式)"


@code_list("収入の費目", basis=BASIS, provisional=True)
class IncomeItem(Code):
    """A row of the upper half of a 家計表."""

    WAGES = "wages", "給与・賃金"
    SELF_EMPLOYMENT = "self_employment", "自営の収入"
    PENSION = "pension", "年金"
    CHILD_ALLOWANCE = "child_allowance", "児童手当・児童扶養手当"
    INSURANCE_BENEFIT = "insurance_benefit", "失業・傷病の手当"
    PUBLIC_BENEFIT = "public_benefit", "住居確保給付金など"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護費"
    CHILD_SUPPORT = "child_support", "養育費"
    FAMILY_HELP = "family_help", "家族の援助"
    BORROWED = "borrowed", "借り入れたお金"
    OTHER = "other", "その他の収入"


@code_list("支出の費目", basis=BASIS, provisional=True)
class ExpenseItem(Code):
    """A row of the lower half of a 家計表."""

    HOUSING = "housing", "家賃・住居費"
    FOOD = "food", "食費"
    ELECTRICITY = "electricity", "電気"
    GAS = "gas", "ガス・灯油"
    WATER = "water", "水道"
    PHONE = "phone", "電話・通信"
    DAILY_GOODS = "daily_goods", "日用品・衣類"
    TRANSPORT = "transport", "交通・車"
    MEDICAL = "medical", "医療・介護"
    EDUCATION = "education", "教育・保育"
    TAX = "tax", "税・社会保険料"
    PRIVATE_INSURANCE = "private_insurance", "民間の保険料"
    SOCIAL = "social", "交際費"
    LEISURE = "leisure", "娯楽・たばこ・酒"
    POCKET_MONEY = "pocket_money", "こづかい"
    DEBT_REPAYMENT = "debt_repayment", "借金の返済"
    ARREARS_INSTALMENT = "arrears_instalment", "滞納の分納"
    SAVING = "saving", "貯蓄"
    OTHER = "other", "その他の支出"


@code_list("家計簿の記帳", basis=BASIS, provisional=True)
class BookKeeping(Code):
    """How far the household account book was kept since the last look."""

    WHOLE = "whole", "毎日つけた"
    MOSTLY = "mostly", "だいたいつけた"
    PARTLY = "partly", "ときどきつけた"
    NOT = "not", "つけていない"


@code_list("家計簿を見る間隔", basis=BASIS, provisional=True)
class WatchPeriod(Code):
    """What one look covers."""

    WEEK = "week", "1週間分"
    MONTH = "month", "1か月分"


@code_list("暮らしの節目", basis=BASIS, provisional=True)
class LifeEventKind(Code):
    """A dated event of the family that costs money."""

    BIRTH = "birth", "出産"
    NURSERY = "nursery", "保育園・幼稚園"
    ELEMENTARY_SCHOOL = "elementary_school", "小学校入学"
    JUNIOR_HIGH_SCHOOL = "junior_high_school", "中学校入学"
    HIGH_SCHOOL = "high_school", "高校入学"
    HIGHER_EDUCATION = "higher_education", "大学・専門学校入学"
    INDEPENDENCE = "independence", "子どもの就職・独立"
    MOVE = "move", "引っ越し・更新料"
    CAR = "car", "車検・買い替え"
    ILLNESS = "illness", "入院・手術"
    RETIREMENT = "retirement", "退職"
    CEREMONY = "ceremony", "冠婚葬祭"
    OTHER = "other", "その他の節目"


@code_list("出納の種類", basis=BASIS, provisional=True)
class CashAct(Code):
    """What was done with the money or the things of the person in our keeping."""

    CASH_RECEIVED = "cash_received", "現金を預かった"
    PAID_OUT = "paid_out", "本人に代わって支払った"
    CASH_RETURNED = "cash_returned", "現金を返した"
    THING_RECEIVED = "thing_received", "通帳などを預かった"
    THING_RETURNED = "thing_returned", "通帳などを返した"


@code_list("預かる物", basis=BASIS, provisional=True)
class KeptThing(Code):
    """What is kept besides money."""

    PASSBOOK = "passbook", "通帳"
    SEAL = "seal", "印鑑"
    CARD = "card", "キャッシュカード"
    CERTIFICATE = "certificate", "年金証書・保険証券"
    OTHER = "other", "その他の物"


@code_list("本人の確認の方法", basis=BASIS, provisional=True)
class PersonConfirmation(Code):
    """How the person confirmed an entry of the cash book."""

    SIGNED = "signed", "署名した"
    SEALED = "sealed", "押印した"
    WITNESSED = "witnessed", "代筆(立会人あり)"
    REQUESTED = "requested", "書面で事前に依頼した"


@code_list("滞納の種類", basis=BASIS, provisional=True)
class ArrearsKind(Code):
    """To whom something is overdue."""

    RENT = "rent", "家賃"
    RESIDENT_TAX = "resident_tax", "住民税"
    OTHER_TAX = "other_tax", "固定資産税・自動車税など"
    HEALTH_INSURANCE = "health_insurance", "国民健康保険料"
    PENSION = "pension", "国民年金保険料"
    CARE_INSURANCE = "care_insurance", "介護保険料"
    ELECTRICITY = "electricity", "電気"
    GAS = "gas", "ガス"
    WATER = "water", "水道"
    PHONE = "phone", "電話・通信"
    SCHOOL = "school", "学校・給食・保育料"
    MEDICAL = "medical", "医療費"
    OTHER = "other", "その他の滞納"


@code_list("分納の結果", basis=BASIS, provisional=True)
class InstalmentResult(Code):
    """Whether the promise of one month was kept."""

    KEPT = "kept", "約束どおり"
    PARTLY = "partly", "一部だけ"
    BROKEN = "broken", "払えなかった"
    POSTPONED = "postponed", "相談して延ばした"


@code_list("滞納の解消", basis=BASIS, provisional=True)
class ClearedBy(Code):
    """How nothing is overdue any more."""

    PAID = "paid", "払い終えた"
    EXEMPTED = "exempted", "免除・執行停止"
    INSOLVENCY = "insolvency", "債務整理に含めた"
    PRESCRIBED = "prescribed", "時効"
    OTHER = "other", "その他"


@code_list("債権者の種類", basis=BASIS, provisional=True)
class CreditorKind(Code):
    """Who has lent the money."""

    BANK = "bank", "銀行・信用金庫"
    CONSUMER_FINANCE = "consumer_finance", "消費者金融"
    CARD = "card", "クレジット・後払い"
    MORTGAGE = "mortgage", "住宅ローン"
    CAR_LOAN = "car_loan", "自動車ローン"
    STUDENT_LOAN = "student_loan", "奨学金"
    WELFARE_COUNCIL = "welfare_council", "社会福祉協議会"
    FAMILY = "family", "家族・知人"
    EMPLOYER = "employer", "勤め先"
    GUARANTEE = "guarantee", "保証債務"
    ILLEGAL = "illegal", "ヤミ金"
    OTHER = "other", "その他"


@code_list("債務整理の手続", basis="民事再生法・破産法・特定調停法", provisional=True)
class DebtProcedure(Code):
    """The four ways of 債務整理, and prescription."""

    VOLUNTARY = "voluntary", "任意整理"
    CONCILIATION = "conciliation", "特定調停"
    REHABILITATION = "rehabilitation", "個人再生"
    BANKRUPTCY = "bankruptcy", "自己破産"
    PRESCRIPTION = "prescription", "時効の援用"


@code_list("債務整理の結果", basis="民事再生法・破産法・特定調停法", provisional=True)
class ProcedureResult(Code):
    """How a procedure ended."""

    SETTLED = "settled", "和解・調停成立"
    PLAN_APPROVED = "plan_approved", "再生計画認可"
    DISCHARGED = "discharged", "免責許可"
    EXTINGUISHED = "extinguished", "債務の消滅"
    FAILED = "failed", "不成立・棄却"
    WITHDRAWN = "withdrawn", "取下げ・中止"


@code_list("法律相談の相手", basis=BASIS, provisional=True)
class LegalAdviser(Code):
    """Who gives legal advice on debts."""

    LAWYER = "lawyer", "弁護士"
    JUDICIAL_SCRIVENER = "judicial_scrivener", "司法書士"
    LEGAL_SUPPORT_CENTRE = "legal_support_centre", "法テラス"
    DEBT_DESK = "debt_desk", "多重債務相談窓口"
    CONSUMER_CENTRE = "consumer_centre", "消費生活センター"
    OTHER = "other", "その他"


@code_list("法律相談の結果", basis=BASIS, provisional=True)
class ConsultationResult(Code):
    """What came of a booking."""

    COMMISSIONED = "commissioned", "受任した"
    ADVISED = "advised", "助言を受けた"
    CONTINUED = "continued", "次の相談へ続く"
    NOT_ATTENDED = "not_attended", "本人が来なかった"
    CANCELLED = "cancelled", "取りやめた"


@code_list("減免などの制度", basis=BASIS, provisional=True)
class ReliefScheme(Code):
    """各種減免制度: what makes a household's burden smaller."""

    HEALTH_INSURANCE = "health_insurance", "国民健康保険料の減免"
    PENSION = "pension", "国民年金保険料の免除・猶予"
    CARE_INSURANCE = "care_insurance", "介護保険料の減免"
    RESIDENT_TAX = "resident_tax", "住民税の減免・猶予"
    MEDICAL_COPAYMENT = "medical_copayment", "医療費の一部負担金減免"
    HIGH_COST_MEDICAL = "high_cost_medical", "高額療養費・限度額認定"
    FREE_LOW_COST_MEDICAL = "free_low_cost_medical", "無料低額診療"
    PUBLIC_HOUSING = "public_housing", "公営住宅の家賃減免"
    WATER = "water", "水道料金の減免"
    BROADCASTING = "broadcasting", "NHK受信料の免除"
    NURSERY = "nursery", "保育料の減免"
    SCHOOL_AID = "school_aid", "就学援助"
    TUITION = "tuition", "授業料の減免・高校等就学支援金"
    SCHOLARSHIP = "scholarship", "奨学金の返還猶予・減額"
    OTHER = "other", "その他の制度"


@code_list("減免の決定", basis=BASIS, provisional=True)
class ReliefResult(Code):
    """What the authority answered."""

    GRANTED = "granted", "認められた"
    PARTLY = "partly", "一部認められた"
    REFUSED = "refused", "認められなかった"
    WITHDRAWN = "withdrawn", "申請を取り下げた"


@code_list("貸付の種類", basis="生活福祉資金貸付制度要綱・各市の貸付", provisional=True)
class LoanKind(Code):
    """生活福祉資金 by kind, and other loans to which the office mediates."""

    EMERGENCY_SMALL = "emergency_small", "緊急小口資金"
    GENERAL_LIVING = "general_living", "総合支援資金(生活支援費)"
    GENERAL_MOVING_IN = "general_moving_in", "総合支援資金(住宅入居費)"
    GENERAL_REBUILDING = "general_rebuilding", "総合支援資金(一時生活再建費)"
    WELFARE = "welfare", "福祉資金(福祉費)"
    EDUCATION = "education", "教育支援資金"
    REAL_ESTATE = "real_estate", "不動産担保型生活資金"
    COOPERATIVE = "cooperative", "生協・労働金庫などの生活再生貸付"
    MOTHER_AND_CHILD = "mother_and_child", "母子父子寡婦福祉資金"
    OTHER = "other", "その他の貸付"


@code_list("貸付の決定", basis="生活福祉資金貸付制度要綱・各市の貸付", provisional=True)
class LoanResult(Code):
    """What the lender answered."""

    GRANTED = "granted", "貸付決定"
    REDUCED = "reduced", "減額して決定"
    REFUSED = "refused", "不承認"
    WITHDRAWN = "withdrawn", "申込みを取り下げた"


@code_list("償還の状況", basis="生活福祉資金貸付制度要綱", provisional=True)
class RepaymentStatus(Code):
    """How the repayment of a loan stands."""

    DEFERRED = "deferred", "据置期間中"
    ON_SCHEDULE = "on_schedule", "予定どおり返している"
    DELAYED = "delayed", "遅れている"
    POSTPONED = "postponed", "猶予を受けた"
    EXEMPTED = "exempted", "免除された"
    REPAID = "repaid", "返し終えた"
