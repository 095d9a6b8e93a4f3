"""Who may what: roles, wards, employers, days; a case out of reach is a case that does not exist."""

from datetime import date
from uuid import uuid4

import pytest

from events.contract import DECLINED
from events.host.auth import (
    MUNICIPAL_ONLY,
    PERMISSIONS,
    ROLES_JA,
    Assignment,
    Requires,
    Staff,
)
from tests.events.host.conftest import House
from tests.events.host.test_forms import CASE, filled
from tests.events.host.toy import NANIWA, NISHI

JSON = {"Accept": "application/json"}


def staff(*held: Assignment) -> Staff:
    return Staff(account=uuid4(), person=uuid4(), name="試験", roles=held)


def assignment(role: str, *wards: str, contract: str = "", operator: str = "city") -> Assignment:
    return Assignment(
        role=role, wards=frozenset(wards), office="nishi", operator=operator, contract=contract,
        since=date(2020, 4, 1),
    )  # fmt: skip


def test_every_role_has_its_japanese_word_and_every_permission_a_role():
    assert ROLES_JA.keys() == PERMISSIONS.keys()
    assert set().union(*PERMISSIONS.values()) >= MUNICIPAL_ONLY


@pytest.mark.parametrize("reading", ["case.read", "report.read", "report.drill"])
def test_whoever_may_export_may_read_the_same_on_a_page(reading: str):
    """So the wards of an export are those of `export.make` alone."""
    exporting = {role for role, may in PERMISSIONS.items() if "export.make" in may}
    assert exporting == {
        "chief_counsellor", "municipal_officer", "city_headquarters", "auditor",
    }  # fmt: skip
    assert all(reading in PERMISSIONS[role] for role in exporting)


def test_auditors_export_pseudonyms_only():
    assert "identity.read" not in PERMISSIONS["auditor"]


def test_a_permission_no_role_holds_cannot_be_demanded():
    with pytest.raises(ValueError, match="no role"):
        Requires("case.delete")


def test_nobody_both_drafts_and_decides_by_one_role():
    for role, held in PERMISSIONS.items():
        if role != "migration":
            assert not {"benefit.draft", "benefit.decide"} <= held, role
            assert not {"decision.draft", "decision.decide"} <= held, role
            assert not {"payment.order", "payment.pass"} <= held, role


def test_the_administrator_and_the_auditor_record_nothing_and_read_no_identities():
    for role in ("system_administrator", "auditor"):
        assert "identity.read" not in PERMISSIONS[role]
        assert not {
            p for p in PERMISSIONS[role] if p.split(".")[1] in {"record", "draft", "decide"}
        }
    assert "case.read" not in PERMISSIONS["system_administrator"]


def test_a_contractor_never_decides_whatever_roles_are_combined():
    both = staff(
        assignment("counsellor", NISHI, contract="nishi-2025", operator="mihon-nishi"),
        assignment("decision_maker", NISHI, contract="nishi-2025", operator="mihon-nishi"),
    )
    assert both.may("plan.draft", NISHI)
    assert not both.may("decision.decide", NISHI)
    assert staff(assignment("decision_maker", NISHI)).may("decision.decide", NISHI)


def test_a_role_in_one_ward_gives_nothing_in_another():
    mixed = staff(assignment("counsellor", NISHI), assignment("auditor", NANIWA))
    assert mixed.may("plan.draft", NISHI)
    assert not mixed.may("plan.draft", NANIWA)
    assert mixed.wards == {NISHI, NANIWA}
    assert mixed.wards_for("plan.draft") == {NISHI}


def test_a_case_of_another_ward_answers_like_no_case_at_all(house: House):
    house.sign_in("counsellor").post(f"/intake/cases/{CASE}", data=filled())
    there = house.sign_in("counsellor", NANIWA)
    for headers in (JSON, {"Accept": "text/html"}):
        foreign = there.get(f"/intake/cases/{CASE}", headers=headers)
        nothing = there.get(f"/intake/cases/{uuid4()}", headers=headers)
        assert foreign.status_code == nothing.status_code == 404
        assert foreign.text == nothing.text
        assert foreign.headers["content-type"] == nothing.headers["content-type"]
    assert there.get("/intake/cases/not-an-id", headers=JSON).status_code in {404, 422}


@pytest.mark.parametrize(
    "path", ["/nowhere", "/intake/nowhere", f"/intake/cases/{CASE}", "/intake/new"]
)
def test_a_no_keeps_the_menu_of_who_is_signed_in(house: House, path: str):
    role = "payment_clerk" if path == "/intake/new" else "counsellor"
    answer = house.sign_in(role).get(path, headers={"Accept": "text/html"})
    assert answer.status_code == (403 if path == "/intake/new" else 404)
    assert 'aria-label="業務"' in answer.text
    assert "ログアウト" in answer.text
    assert "ログアウト" not in house.browser().get("/nowhere", headers={"Accept": "text/html"}).text


def test_a_fragment_beside_the_typing_never_leads_away_from_the_page(house: House):
    fragment = {"HX-Request": "true"}
    typing = house.browser().post(f"/intake/cases/{CASE}", data=filled(), headers=fragment)
    assert (typing.status_code, "HX-Redirect" in typing.headers) == (401, False)
    assert "入力した内容はこの画面に残っています" in typing.text
    assert house.browser().get("/intake/new", headers=fragment).headers["HX-Redirect"]


def test_recording_in_another_ward_is_not_there_either(house: House):
    there = house.sign_in("counsellor", NANIWA)
    answer = there.post(f"/intake/cases/{CASE}", data=filled())
    assert answer.status_code == 404
    assert house.runtime.log.reading.head() == 0


def test_a_role_without_the_permission_is_refused_before_the_case_is_looked_for(house: House):
    clerk = house.sign_in("payment_clerk")
    assert clerk.get("/intake/new", headers=JSON).json()["type"] == "urn:problem:forbidden"
    assert clerk.get(f"/intake/cases/{CASE}/contact", headers=JSON).status_code == 403


def test_whoever_works_for_the_city_reaches_all_its_wards_and_no_other_city(house: House):
    house.sign_in("counsellor").post(f"/intake/cases/{CASE}", data=filled())
    assert house.sign_in("municipal_officer", "271004").get(f"/intake/cases/{CASE}").is_success
    assert (
        house.sign_in("municipal_officer", "281000").get(f"/intake/cases/{CASE}").status_code == 404
    )


def test_an_assignment_holds_through_its_last_day_in_japan(house: House):
    browser = house.signed_in(house.account("counsellor", until=date(2026, 11, 21)))
    assert browser.get("/intake/new").status_code == 200
    house.clock.pass_(hours=13, minutes=58)  # 23:58 in Japan
    account = house.account("counsellor", until=date(2026, 11, 21))
    late = house.signed_in(account)
    assert late.get("/intake/new").status_code == 200
    house.clock.pass_(minutes=3)
    assert late.get("/intake/new").status_code == 403


def test_the_record_names_pseudonym_role_office_employer_and_ward(house: House):
    account = house.account("counsellor", operator="mihon-nishi", contract="nishi-2025")
    house.signed_in(account).post(f"/intake/cases/{CASE}", data=filled())
    (recorded,) = house.runtime.log.read()
    context = recorded.context
    assert context.actor == account.person
    assert (context.role, context.office) == ("counsellor", "nishi")
    assert context.operator == "mihon-nishi/nishi-2025"
    assert context.area == NISHI
    assert context.at == house.clock()
    assert recorded.fact.name.value == DECLINED


def test_an_unknown_role_of_a_later_version_grants_nothing(house: House):
    browser = house.sign_in("city_wizard")
    assert browser.get("/intake/new").status_code == 403
