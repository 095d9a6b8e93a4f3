"""What a budget adviser types, up to a rich budget: for journeys, pages and a look at every page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.planning.house import Browser, House

MAY = {
    "income-0-planned_yen": "150,000",
    "income-0-actual_yen": "148,000",
    "income-3-planned_yen": "20,000",
    "income-3-actual_yen": "20,000",
    "income-9-actual_yen": "10,000",
    "expense-0-planned_yen": "55,000",
    "expense-0-actual_yen": "55,000",
    "expense-1-planned_yen": "40,000",
    "expense-1-actual_yen": "47,500",
    "expense-2-planned_yen": "9,000",
    "expense-2-actual_yen": "8,200",
    "expense-5-planned_yen": "14,000",
    "expense-5-actual_yen": "14,000",
    "expense-15-planned_yen": "30,000",
    "expense-15-actual_yen": "30,000",
    "expense-18-words": "町内会費",
    "expense-18-planned_yen": "500",
    "expense-18-actual_yen": "500",
    "note": "食費は月末にまとめて使ってしまう。",
}
JULY = {
    "income-0-actual_yen": "155,000",
    "income-3-actual_yen": "20,000",
    "expense-0-actual_yen": "55,000",
    "expense-1-actual_yen": "38,000",
    "expense-2-actual_yen": "8,000",
    "expense-5-actual_yen": "7,000",
    "expense-15-actual_yen": "20,000",
    "expense-18-actual_yen": "500",
}
YEARS = {
    "first_year": "2026",
    "years": "10",
    "opening_yen": "120,000",
    "flows-0-direction": "in",
    "flows-0-words": "給与と手当",
    "flows-0-yearly_yen": "2,200,000",
    "flows-1-direction": "out",
    "flows-1-words": "くらし",
    "flows-1-yearly_yen": "2,050,000",
    "events-0-year": "2029",
    "events-0-kind": "junior_high_school",
    "events-0-words": "長女",
    "events-0-cost_yen": "180,000",
    "events-1-year": "2032",
    "events-1-kind": "high_school",
    "events-1-words": "長女",
    "events-1-cost_yen": "1,600,000",
}
PLAN = {
    "wish": "子どもに心配をかけずに暮らしたい",
    "causes": ["budget_management"],
    "objectives-0-text": "家賃の滞納を11月までになくす",
    "objectives-1-text": "毎月1万円を残す",
    "steps-0-action": "毎週金曜に家計簿を一緒に見る",
    "steps-0-actor": "本人と支援員",
    "steps-0-due_on": "R8.8.31",
    "target_yen": "10,000",
    "review_on": "R8.10.1",
}
RECEIVED = {"act": "cash_received", "receipt_no": "預1", "confirmation": "signed"}
RENT = {"kind": "rent", "creditor": "みほん荘の大家さん", "balance_yen": "150,000"}


def budgeted(house: House, case: UUID) -> Browser:
    """A budget with something in every ledger, left on 28 July 2026; entries 1 to 23."""
    at = f"/cases/{case}/budget"
    house.on(date(2026, 5, 20))
    adviser = Browser(house, "yamamoto")
    adviser.record(f"{at}/sheets/2026-05/edit", MAY)
    adviser.record(f"{at}/arrears", RENT)
    adviser.record(
        f"{at}/arrears",
        {"kind": "health_insurance", "creditor": "市 保険年金課", "balance_yen": "84,000"},
    )
    adviser.record(
        f"{at}/debts",
        {
            "kind": "consumer_finance",
            "creditor": "みほんファイナンス",
            "balance_yen": "620,000",
            "monthly_yen": "18,000",
        },
    )
    adviser.record(
        f"{at}/debts", {"kind": "card", "balance_yen": "310,000", "monthly_yen": "12,000"}
    )
    adviser.record(f"{at}/entries/2/promise", {"amount_yen": "50,000", "first_on": "R8.5.31"})
    adviser.record(
        f"{at}/consultations",
        {"adviser": "legal_support_centre", "consultation_on": "R8.6.3", "accompanied": "yes"},
    )
    adviser.record(f"{at}/reliefs", {"scheme": "health_insurance", "expected_on": "R8.6.30"})
    adviser.record(f"{at}/cash-entry", RECEIVED | {"amount_yen": "80,000"})
    adviser.record(f"{at}/plan/edit", PLAN)
    house.on(date(2026, 6, 3))
    adviser = Browser(house, "yamamoto")
    adviser.record(f"{at}/entries/7/consultation", {"result": "commissioned"})
    adviser.record(f"{at}/procedures", {"procedure": "voluntary", "next_on": "R8.8.10"})
    adviser.record(f"{at}/entries/2/instalment", {"result": "kept"})
    adviser.record(
        f"{at}/entries/8/relief",
        {"result": "granted", "yearly_yen": "46,000", "renewal_on": "R9.4.1"},
    )
    adviser.record(
        f"{at}/loans",
        {
            "kind": "emergency_small",
            "lender": "市社会福祉協議会",
            "amount_yen": "100,000",
            "monthly_yen": "5,000",
            "purpose": "給料日までの食費と電気代",
            "with_letter": "yes",
            "opinion": "家計の見直しが進んでおり、毎月5,000円の返済は無理がありません。",
        },
    )
    chief = Browser(house, "inoue")
    chief.record(f"{at}/entries/9/countersignature", {})
    adviser.record(
        f"{at}/cash-entry",
        {
            "act": "paid_out",
            "amount_yen": "8,200",
            "purpose": "5月分の電気代",
            "receipt_no": "コンビニ 4411",
            "confirmation": "requested",
        },
    )
    adviser.record(
        f"{at}/cash-entry",
        {"act": "thing_received", "thing": "passbook", "confirmation": "signed"},
    )
    house.on(date(2026, 7, 28))
    adviser = Browser(house, "yamamoto")
    adviser.record(
        f"{at}/entries/15/loan",
        {"result": "granted", "granted_yen": "100,000", "repays_from": "R9.6.10"},
    )
    adviser.record(f"{at}/entries/2/instalment", {"result": "partly", "paid_yen": "30,000"})
    adviser.record(
        f"{at}/watching",
        {
            "kept": "mostly",
            "spent_yen": "9,800",
            "note": "レシートを封筒に分けられた。",
            "next_on": "R8.8.4",
        },
    )
    adviser.record(f"{at}/sheets/2026-07/edit", JULY)
    adviser.record(f"{at}/years/edit", YEARS)
    house.caught_up()
    return adviser
