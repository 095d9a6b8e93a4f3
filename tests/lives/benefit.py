"""住居確保給付金 from the application at the counter to the landlord's account, by those whose turn it is."""

from __future__ import annotations

from tests.lives.town import Town, day

CHECKED = ("main_earner", "housing_at_risk", "seeking_work", "no_overlap", "no_gang_member")


def decided(town: Town, case: str, *, cause: str = "left_work", **money: str) -> None:
    """申請, 起案, 審査 and 決裁."""
    counsellor = town.desk("nishi").open(f"/intake/cases/{case}").follow("住居確保給付金を開く")
    counsellor.follow("届いた申請を受け付ける").send(
        "申請を受け付ける",
        {
            "medium": "counter",
            "cause": cause,
            "cause_on": day(town.today.replace(day=1)),
            "household_size": "１",
            "savings_yen": "100,000",
            "payee_name": "見本不動産",
            "payee_bank": "見本銀行",
            "payee_branch": "西",
            "payee_account": "普通 1234567",
            **money,
        },
    )
    clerk = _grant(town, "tanto", case)
    clerk.follow("支給を起案").send("見通しのとおりに起案する", dict.fromkeys(CHECKED, True))
    director = _grant(town, "kacho", case)
    director.follow("審査する").press("審査を記録する")
    director = _grant(town, "kacho", case)
    director.follow("決裁する").press("支給を決定する", number="西住第1号")


def paid(town: Town, case: str, month: str) -> None:
    """支出負担行為, 支出命令, 審査 and 支払 of one month."""
    clerk = _grant(town, "shiharai", case)
    clerk.follow("支出負担行為を登録").press("支出負担行為を登録する", item="3款1項1目20節")
    clerk.open(f"/benefits/cases/{case}/grants/1/months/{month}/order")
    clerk.press("支出命令を出す", order_no="R8-1")
    accountant = town.desk("kaikei")
    accountant.open(f"/benefits/cases/{case}/grants/1/months/{month}/pass").press("審査を済ませる")
    clerk.open(f"/benefits/cases/{case}/grants/1/months/{month}/payment")
    clerk.press("支給を記録する", paid_on=day(town.today))


def _grant(town: Town, login: str, case: str):
    return town.desk(login).open(f"/benefits/cases/{case}").follow("第1回")
