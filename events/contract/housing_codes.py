"""Code lists of 住まいの支援: providers, search, viewings, contracts, things lent. All provisional (暫定)."""

from events.contract.code import Code, code_list

HOUSING = "住宅セーフティネット法59条(居住支援法人の業務)・居住支援事業"


@code_list("住まいの事業者の種類", basis=HOUSING, provisional=True)
class ProviderKind(Code):
    """Who helps people to a home."""

    HOUSING_SUPPORT_CORPORATION = "housing_support_corporation", "居住支援法人"
    ESTATE_AGENT = "estate_agent", "不動産店"
    LANDLORD = "landlord", "家主・管理会社"
    GUARANTEE_COMPANY = "guarantee_company", "家賃債務保証会社"
    PUBLIC_HOUSING = "public_housing", "公営住宅の窓口"
    LENDER = "lender", "物品の貸出し元"
    OTHER = "other", "その他"


@code_list("物件探しの結果", basis=HOUSING, provisional=True)
class SearchOutcome(Code):
    """What became of one dwelling that was looked at on paper."""

    CANDIDATE = "candidate", "候補にする"
    DECLINED_BY_PERSON = "declined_by_person", "本人が見送り"
    TOO_EXPENSIVE = "too_expensive", "家賃が合わない"
    REFUSED = "refused", "家主・管理会社が断った"
    TAKEN = "taken", "先に決まった"


@code_list("内覧の結果", basis=HOUSING, provisional=True)
class ViewingResult(Code):
    """What a viewing led to."""

    APPLIES = "applies", "申し込む"
    CONSIDERS = "considers", "検討する"
    DECLINED_BY_PERSON = "declined_by_person", "本人が見送り"
    REFUSED = "refused", "家主・管理会社が断った"
    NOT_HELD = "not_held", "行われなかった"


@code_list("契約の支援", basis=HOUSING, provisional=True)
class TenancyHelp(Code):
    """What was done for the contract."""

    GUARANTOR = "guarantor", "保証人の相談"
    GUARANTEE_COMPANY = "guarantee_company", "家賃債務保証の申込み"
    EMERGENCY_CONTACT = "emergency_contact", "緊急連絡先の確保"
    INITIAL_COSTS = "initial_costs", "初期費用の相談"
    DOCUMENTS = "documents", "書類の準備"
    ATTENDANCE = "attendance", "契約の立会い"
    UTILITIES = "utilities", "電気・ガス・水道の手続き"
    REGISTRATION = "registration", "住民登録の手続き"
    OTHER = "other", "その他"


@code_list("貸し出した物品", basis=HOUSING, provisional=True)
class LentGoods(Code):
    """Things lent for the first weeks in a home."""

    BEDDING = "bedding", "布団・寝具"
    REFRIGERATOR = "refrigerator", "冷蔵庫"
    WASHING_MACHINE = "washing_machine", "洗濯機"
    COOKING = "cooking", "炊飯器・調理器具"
    HEATING_COOLING = "heating_cooling", "冷暖房の器具"
    MOBILE_PHONE = "mobile_phone", "携帯電話"
    SUIT = "suit", "スーツ・仕事着"
    BICYCLE = "bicycle", "自転車"
    OTHER = "other", "その他"


@code_list("返却された物品の状態", basis=HOUSING, provisional=True)
class ReturnedState(Code):
    """How a thing came back."""

    GOOD = "good", "問題なし"
    DAMAGED = "damaged", "傷み・故障"
    LOST = "lost", "紛失"
    GIVEN = "given", "譲渡に切替え"
