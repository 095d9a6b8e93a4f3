"""One fictitious household with its issues, told on the pages: for tests over HTTP and in a browser."""

from __future__ import annotations

from uuid import UUID

from tests.planning.house import Browser, House

SHEET = {
    "issues": ["economic_hardship", "isolation"],
    "work": "seeking",
    "marital": "separated",
    "children_count": "1",
    "education": "high_school",
    "dwelling": "private_rental",
    "rent_yen": "48,000",
    "own_income_yen": "82000",
    "debts_yen_state": "declined",
    "benefits": ["child_rearing"],
    "arrears": ["rent", "utilities"],
    "certificates_state": "unknown",
    "wishes": "子どもと今の部屋で暮らし続けたい",
    "background": "契約の終わりのあと、家賃が二か月遅れている",
}


def told(running: House, case: UUID) -> Browser:
    """A sitting, three members with what holds for them, two issues, two strengths, benefits, readiness."""
    counsellor, at = Browser(running, "yamamoto"), f"/cases/{case}"
    counsellor.record(f"{at}/assessment", SHEET)
    household = f"{at}/household"
    for member in (
        {"relationship": "child", "name": "山本 みどり", "born_on": "H26.5.10", "activity": "primary_school", "cohabitation": "together"},
        {"relationship": "parent", "name_state": "declined", "age": "78", "activity": "not_working", "cohabitation": "together"},
    ):  # fmt: skip
        counsellor.record(f"{household}/new", member)
    counsellor.record(
        f"{household}/0/attributes/new", {"attribute": "single_parent", "since_on": "R5.4.1"}
    )
    counsellor.record(
        f"{household}/2/attributes/new", {"attribute": "care_need", "source": "family"}
    )
    certificate = {
        "certificate": "mental",
        "standing": "held",
        "grade": "2級",
        "renewal_on": "R9.3.31",
    }
    counsellor.record(f"{household}/0/certificates/new", certificate)
    issues = f"{at}/issues"
    counsellor.record(f"{issues}/new", {
        "topic": "economic_hardship", "words": "家賃が二か月遅れている", "raised_by": "person", "agreed": "yes",
        "axes": ["economic"], "cause": "契約が終わり、収入が半分になった", "direction": "分納を話し合い、家計を一緒に見る",
    })  # fmt: skip
    counsellor.record(f"{issues}/new", {
        "topic": "isolation", "words": "相談できる人がいない", "raised_by": "counsellor",
        "axes": ["social", "economic"], "cause": "転居のあと、介護と仕事で外に出る時間がない", "direction": "地域の集まりに一緒に行く",
    })  # fmt: skip
    for holder, words in (
        ("person", "運転免許がある"),
        ("surroundings", "大家さんが待ってくれている"),
    ):
        counsellor.record(f"{issues}/strengths/new", {"holder": holder, "words": words})
    benefits = f"{at}/benefits/check"
    rows = checks(counsellor, case)
    counsellor.record(benefits, {
        f"{rows['child_rearing_allowance']}-result": "checked",
        f"{rows['school_expenses']}-result": "to_apply",
        f"{rows['school_expenses']}-due_on": "R8.5.20",
        f"{rows['old_age_pension']}-result": "not_applicable",
    })  # fmt: skip
    counsellor.record(
        f"{at}/readiness/new", {"stage": "social", "reason": "外に出る時間をまずつくる"}
    )
    return counsellor


def checks(counsellor: Browser, case: UUID) -> dict[str, str]:
    """Benefit → beginning of the names of its row."""
    form = counsellor.open(f"/cases/{case}/benefits/check").form
    return {
        value: name.removesuffix("-benefit")
        for name, value in form.items()
        if name.startswith("checks-") and name.endswith("-benefit")
    }
