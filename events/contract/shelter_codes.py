"""Code lists of 一時生活支援・居住支援: facilities, rooms, stays, meals and goods. All provisional (暫定)."""

from events.contract.code import Code, code_list

LODGING = "法3条6項・生活困窮者居住支援事業"


@code_list("一時生活の施設の種類", basis=LODGING, provisional=True)
class ShelterKind(Code):
    """What kind of place it is."""

    SELF_RELIANCE_CENTRE = "self_reliance_centre", "自立支援センター"
    LEASED_SHELTER = "leased_shelter", "借上げシェルター"
    INN = "inn", "旅館・ホテル"
    APARTMENT = "apartment", "アパート・社宅"
    OTHER = "other", "その他"


@code_list("居室を利用できる方", basis=LODGING, provisional=True)
class RoomFor(Code):
    """For whom a room is kept."""

    ANYONE = "anyone", "どなたでも"
    MEN = "men", "男性"
    WOMEN = "women", "女性"
    FAMILIES = "families", "世帯"


@code_list("一時生活の利用の根拠", basis="法3条6項・施行規則")
class StayBasis(Code):
    """Why somebody may stay: means tested, or urgent by the judgement of the office."""

    INCOME_TEST = "income_test", "収入・資産の要件を満たす"
    URGENCY = "urgency", "緊急性がある(機関の判断)"


@code_list("退所の理由", basis=LODGING, provisional=True)
class ExitReason(Code):
    """Why a stay ended."""

    HOME_FOUND = "home_found", "住まいが決まった"
    WORK_WITH_LODGING = "work_with_lodging", "住込みの仕事に就いた"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護へ移行"
    HOSPITAL = "hospital", "入院"
    PERIOD_OVER = "period_over", "利用期間の終了"
    OWN_WISH = "own_wish", "本人の申出"
    HOUSE_RULES = "house_rules", "施設の決まりによる"
    LEFT_UNANNOUNCED = "left_unannounced", "無断退所"
    DIED = "died", "死亡"
    OTHER = "other", "その他"


@code_list("退所先", basis=LODGING, provisional=True)
class Destination(Code):
    """Where the person went."""

    PRIVATE_RENTAL = "private_rental", "民間賃貸"
    PUBLIC_HOUSING = "public_housing", "公営住宅"
    COMPANY_DORMITORY = "company_dormitory", "社宅・寮・住込み"
    FAMILY_HOME = "family_home", "実家・親族宅"
    WELFARE_FACILITY = "welfare_facility", "保護施設・福祉施設"
    OTHER_SHELTER = "other_shelter", "別の一時生活の施設"
    HOSPITAL = "hospital", "病院"
    ROUGH_SLEEPING = "rough_sleeping", "路上など"
    UNKNOWN = "unknown", "不明"
    OTHER = "other", "その他"


@code_list("提供した食事・物品", basis=LODGING, provisional=True)
class ShelterGoods(Code):
    """衣食 and daily goods, one tap each."""

    BREAKFAST = "breakfast", "朝食"
    LUNCH = "lunch", "昼食"
    DINNER = "dinner", "夕食"
    FOOD = "food", "食料品"
    CLOTHING = "clothing", "衣類"
    UNDERWEAR = "underwear", "下着・靴下"
    BEDDING = "bedding", "寝具"
    HYGIENE = "hygiene", "洗面・衛生用品"
    DAILY_GOODS = "daily_goods", "日用品"
    OTHER = "other", "その他"
