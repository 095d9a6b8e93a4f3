"""The steps that lives share, in the words of the work; each goes by the pages' own links and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from playwright.sync_api import expect

from tests.lives.desk import Desk
from tests.lives.paper import Typed
from tests.lives.town import Town, day
from tests.lives.window import Window

CASE = re.compile(r"/cases/([0-9a-f-]{36})")


def received(person: Window | Desk, typed: Typed) -> str:
    """相談受付 from the worklist; the id of the case."""
    person.open("/intake/").follow("相談を受け付ける").send("受け付ける", typed)
    found = CASE.search(person.path)
    assert found, person.path
    return found[1]


def case_page(person: Window | Desk, case: str) -> None:
    person.open(f"/intake/cases/{case}")


def plan_page(person: Window | Desk, case: str) -> None:
    """By the link of the case page where there is no JavaScript; a deciding officer's list leads there too."""
    person.open(f"/planning/cases/{case}")


def supported(desk: Desk, case: str, reason: str, *, sharing: bool = True) -> None:
    """振り分け to 継続支援, and the signed application."""
    case_page(desk, case)
    desk.follow("振り分け").press("振り分ける", triage="support", reason=reason)
    applied(desk, case, sharing=sharing)


def applied(desk: Desk, case: str, *, sharing: bool = True) -> None:
    case_page(desk, case)
    consents = {"consent_handling": True, "consent_sharing": sharing}
    desk.follow("利用申込書の受付").send("申込書を受け付ける", {"medium": "counter", **consents})


def contacted(desk: Desk, case: str, typed: Typed) -> None:
    """One entry of the contact log, on the case page itself."""
    case_page(desk, case)
    desk.send("追加する", typed)


def assessed(desk: Desk, case: str, issues: Iterable[str], direction: str, **heard: object) -> None:
    desk.open(f"/intake/cases/{case}").follow("支援計画を開く")
    desk.follow("アセスメントを記録").press("記録する", issues=list(issues), **heard)
    plan_page(desk, case)
    desk.follow("アセスメントを完了").press("完了とする", direction=direction)


def planned(town: Town, case: str, services: Iterable[str], **changes: object) -> None:
    """プラン(案), written with the person and agreed to."""
    desk = town.desk("nishi")
    begins = town.today
    typed = {
        "long_term_objective": "安定した暮らしに戻る",
        "objectives-0-text": "家賃を払い続ける",
        "objectives-0-independence": ["economic"],
        "measures-0-actor": "person",
        "measures-0-action": "週に一度、窓口で会う",
        "services": list(services),
        "begins_on": day(begins),
        "evaluation_due_on": day(date(begins.year, begins.month + 3, 28)),
        **changes,
    }
    plan_page(desk, case)
    desk.follow("プラン(案)を作成").send("この案を記録する", typed)  # type: ignore[arg-type]
    plan_page(desk, case)
    desk.follow("本人の同意を記録").press("同意を記録する", manner="signature")


MET = {
    "attended-0-organisation": "保健福祉課",
    "attended-0-name": "係長 岡田",
    "municipality_present": True,
    "fits_situation": "yes",
    "content_works": "yes",
    "raises_will": "yes",
}


def endorsed(town: Town, case: str, roles: str = "支援員が週一回会う") -> None:
    """支援調整会議, with the municipality present."""
    chief = town.desk("shunin")
    plan_page(chief, case)
    chief.follow("会議にかける").send("結果を記録する", {**MET, "roles": roles, "endorses": "yes"})


def proposed(town: Town, case: str) -> None:
    clerk = town.desk("tanto")
    plan_page(clerk, case)
    clerk.follow("起案する").press("起案する", opinion="適当と認める")


def decided(town: Town, case: str, *numbers: str) -> None:
    """支援決定 of every service proposed, by somebody else than the drafter."""
    proposed(town, case)
    decider = town.desk("kacho")
    plan_page(decider, case)
    typed = {f"grantings-{n}-number": number for n, number in enumerate(numbers)}
    decider.follow("決裁する").send("支援決定をする", typed)


def confirmed(town: Town, case: str, number: str) -> None:
    """確認: no service of the plan needs a decision."""
    proposed(town, case)
    decider = town.desk("kacho")
    plan_page(decider, case)
    decider.follow("決裁する").press("確認する", number=number)


def started(desk: Desk, case: str, service: str) -> None:
    """支援の提供開始, by the link of its row."""
    plan_page(desk, case)
    desk.follow(f"始める：{service}").press("開始を記録する")


def watched(desk: Desk, case: str, note: str) -> None:
    plan_page(desk, case)
    desk.follow("モニタリングを記録").press("モニタリングを記録する", plan_fits="yes", note=note)


def at_work(desk: Desk, case: str, employment: str = "ordinary_lasting") -> None:
    plan_page(desk, case)
    desk.follow("就労・増収を記録").press("就労を記録する", employment=employment)


def income_rose(desk: Desk, case: str) -> None:
    plan_page(desk, case)
    desk.follow("就労・増収を記録", "増収を記録").press("増収を記録する")


def evaluated(
    town: Town, case: str, changes: Iterable[str], *, outcome: str = "closed", results: int = 1
) -> None:
    """プラン評価 by the counsellor, and the meeting that looks at it."""
    desk = town.desk("nishi")
    plan_page(desk, case)
    attained = {f"results-{n}-attainment": "attained" for n in range(results)}
    typed = {**attained, "changes": list(changes), "outcome": outcome}
    desk.follow("プランを評価").send("評価を記録する", typed)
    chief = town.desk("shunin")
    plan_page(chief, case)
    chief.follow("評価の会議を記録").send("結果を記録する", MET)


def closed(desk: Desk, case: str, reason: str, note: str = "") -> None:
    plan_page(desk, case)
    desk.follow("終結する").press("終結する", reason=reason, note=note)


def told_in_order(window: Window, case: str, *terms: str) -> None:
    """The timeline of all services on the case page says these, in this order."""
    window.open(f"/intake/cases/{case}")
    panel = window.page.locator("#reporting-panel")
    expect(panel).to_be_visible()
    shown = panel.locator(".entry__title strong").all_inner_texts()
    rest = iter(shown)
    missing = [term for term in terms if term not in rest]
    assert not missing, f"{missing} not in order in {shown}"
