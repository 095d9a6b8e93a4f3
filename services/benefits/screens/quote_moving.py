"""転居費用補助の試算: costs by kind against three times the destination's cap, and what the budget service found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from events.contract import wareki
from events.contract.benefits import Found
from events.host.desk import Desk
from events.host.form import Form
from events.host.forms import FormErrors, read_form
from services.benefits.programmes.calendar_month import month_of, plus, words
from services.benefits.programmes.housing_security.moving import (
    Budget,
    Cost,
    Moving,
    in_force,
    in_time,
    moving,
)
from services.benefits.programmes.housing_security.standards import published_cap

ARTICLE = "法3条3項2号"
NOT_YET = "転居費用補助は、令和7年4月1日以後の申請からです。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the move costs, by kind; kinds that are not covered are asked too, so that it can be said."""

    transport_of_goods_yen: int | None = None
    key_money_yen: int | None = None
    broker_fee_yen: int | None = None
    guarantee_fee_yen: int | None = None
    home_insurance_yen: int | None = None
    restoration_yen: int | None = None
    lock_change_yen: int | None = None
    deposit_yen: int | None = None
    advance_rent_yen: int | None = None
    furniture_yen: int | None = None
    equipment_yen: int | None = None

    def named(self) -> Mapping[Cost, int]:
        """The kinds somebody typed a sum for."""
        found = {kind: getattr(self, f"{kind.value}_yen") for kind in Cost}
        return {kind: yen for kind, yen in found.items() if yen is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed so far. `cap_yen`: the cap of the destination where its table is not here."""

    arrived_on: date | None = None
    household_size: int | None = None
    destination: str = ""
    cap_yen: int | None = None
    fell_on: date | None = None
    costs: Costs = Costs()
    rent_before_yen: int | None = None
    rent_after_yen: int | None = None
    others_before_yen: int | None = None
    others_after_yen: int | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class MovingQuote:
    """The findings so far and, with a cap, what would be paid."""

    form: Form
    missing: tuple[str, ...] = ()
    refusal: str = ""
    findings: tuple[Found, ...] = ()
    cap_yen: int = 0
    provisional: bool = False
    found: Moving | None = None

    @property
    def met(self) -> bool:
        """Nothing found stands against it."""
        return bool(self.findings) and all(one.met for one in self.findings)


LABELS = {"arrived_on": "申請する日", "household_size": "世帯人数", "destination": "転居先"}


def moving_quote(desk: Desk, form: Form) -> MovingQuote:
    """The answer to what has been typed so far."""
    asked = read_form(form, Asked, today=desk.today)
    if isinstance(asked, FormErrors):
        wrong = tuple(LABELS[name] for name in asked.form.wrong if name in LABELS)
        return MovingQuote(asked.form, wrong or ("印のついた項目",))
    if asked.arrived_on is None or asked.household_size is None:
        return MovingQuote(form, tuple(_missing(asked)))
    if not in_force(asked.arrived_on):
        return MovingQuote(form, refusal=NOT_YET)
    cap, provisional = _cap(asked, asked.household_size)
    findings = tuple(_findings(asked, asked.arrived_on))
    if cap is None:
        lacking = "転居先の市区町村、または転居先の家賃の上限"
        return MovingQuote(form, (lacking,), findings=findings)
    found = moving(asked.costs.named(), cap, asked.arrived_on)
    return MovingQuote(form, findings=findings, cap_yen=cap, provisional=provisional, found=found)


def _missing(asked: Asked) -> Iterator[str]:
    for name in ("arrived_on", "household_size"):
        if getattr(asked, name) is None:
            yield LABELS[name]


def _cap(asked: Asked, size: int) -> tuple[int | None, bool]:
    if asked.cap_yen is not None:
        return asked.cap_yen, False
    held = published_cap(asked.destination.strip(), size)
    return (held.yen, held.provisional) if held else (None, False)


def _findings(asked: Asked, arrived_on: date) -> Iterator[Found]:
    if asked.fell_on is not None:
        yield _time(asked.fell_on, arrived_on)
    budget = _budget(asked)
    if budget is not None:
        yield _eased(budget)
    words_of = "家計改善支援事業等が、転居が必要で、その費用を賄えないことを確かめた"
    yield Found(
        requirement="家計の確認",
        met=asked.confirmed,
        sentence=f"{words_of}。"
        if asked.confirmed
        else f"{words_of}ことがまだ記録されていません。",
        citation=ARTICLE,
    )


def _time(fell_on: date, arrived_on: date) -> Found:
    fell = month_of(fell_on)
    met = in_time(fell, arrived_on)
    sentence = (
        f"収入が著しく減った{words(fell)}から2年以内は{words(plus(fell, 24))}まで。"
        f"申請する日 {wareki.long(arrived_on)} は{'期間内です' if met else '期間外です'}。"
    )
    return Found(requirement="減収からの期間", met=met, sentence=sentence, citation=ARTICLE)


def _budget(asked: Asked) -> Budget | None:
    before, after = asked.rent_before_yen, asked.rent_after_yen
    others_before, others_after = asked.others_before_yen, asked.others_after_yen
    if before is None or after is None or others_before is None or others_after is None:
        return None
    return Budget(
        rent_before_yen=before,
        rent_after_yen=after,
        others_before_yen=others_before,
        others_after_yen=others_after,
    )


def _eased(budget: Budget) -> Found:
    before = budget.rent_before_yen + budget.others_before_yen
    after = budget.rent_after_yen + budget.others_after_yen
    sentence = (
        f"住居の費用とほかの支出の合計は、転居前 {before:,}円、転居後 {after:,}円。"
        f"{'支出が減ります' if budget.eased else '支出が減りません'}。"
    )
    return Found(requirement="支出の減少", met=budget.eased, sentence=sentence, citation=ARTICLE)
