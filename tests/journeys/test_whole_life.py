"""One life in real browsers: counter → plan → benefit → closing → the dashboard's number → its records."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, expect

from deploy import onebox
from deploy.house import City, House
from deploy.marker import FILLED, Marker
from deploy.roles import SERVICES
from deploy.verbs import demo
from events.contract import wareki
from events.host import accounts
from events.host.address import Address
from events.host.calendar import japanese_day
from events.host.runtime import installation
from events.host.settings import Settings
from events.log.key_file import KeyFile
from tests.journeys.persons import AtTheBrowser
from tests.pages.serving import served
from tests.quick_passwords import quick_passwords

pytestmark = pytest.mark.browser


@pytest.fixture
def house(address: Address, tmp_path: Path) -> Iterator[House]:
    """An installation with the people of the demo and no history."""
    settings = Settings(home=tmp_path / "home", keys=tmp_path / "keys")
    settings.home.mkdir()
    key_file, city = KeyFile.make(settings.keys), City()
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(settings, address, key_file, city.areas, city.municipality, demo=True)
        )
        marker = Marker(Marker.of(key_file).origin, Marker.of(key_file).key_check, FILLED)
        with psycopg.connect(address.conninfo()) as session:
            for sample in demo.ACCOUNTS:
                accounts.insert(session, sample.account)
        yield House(settings, address, around, marker, stack)


@pytest.fixture
def site(house: House) -> Iterator[str]:
    with served(onebox.application(house, SERVICES, demo.shown(house))) as address:
        yield address


class Office:
    """The people of the office, each at an own browser, signed in when first needed."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._people: dict[str, AtTheBrowser] = {}

    def __getattr__(self, login: str) -> AtTheBrowser:
        if login not in self._people:
            self._people[login] = AtTheBrowser.signed_in(self._browser, self._address, login)
        return self._people[login]


def test_a_life_from_the_counter_to_the_figure_and_back(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    office, pictures = Office(browser, site), Path("build/pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    case = received(office, pictures)
    planned(office, case, pictures)
    decided(office, case, pictures)
    paid(office, case, pictures)
    closed(office, case, pictures)
    counted(office, case, pictures)


def received(office: Office, pictures: Path) -> str:
    counter = office.nishi.open("/intake/consultations/new")
    counter.fill(
        {
            "channel": ["telephone"],
            "name": "髙橋 𠮷子",
            "kana": "たかはし よしこ",
            "born_on": "S55.3.2",
            "phone": "０９０－００００－１２３４",
            "story": "勤め先が廃業し、来月の家賃が払えない。",
            "topics": ["rent_or_mortgage"],
        }
    )
    counter.look("reception", pictures)
    counter.send()
    found = re.search(r"/cases/([0-9a-f-]{36})", counter.page.url)
    assert found, counter.page.url
    case = found.group(1)
    counter.open(f"/intake/cases/{case}").says("髙橋 𠮷子")
    counter.open(f"/intake/cases/{case}/triage").fill(
        {"triage": ["support"], "reason": "継続して支援する。"}
    )
    counter.send()
    counter.open(f"/intake/cases/{case}/application")
    counter.fill({"medium": ["counter"], "consent_handling": True, "consent_sharing": True}).send()
    return case


def planned(office: Office, case: str, pictures: Path) -> None:
    at = f"/planning/cases/{case}"
    counter = office.nishi
    counter.open(f"{at}/assessment").fill(
        {"issues": ["economic_hardship"], "background": "収入が途絶えた。"}
    )
    counter.send()
    counter.open(f"{at}/completion").fill({"direction": "住まいを守り、仕事を探す。"}).send()
    counter.open(f"{at}/plan").fill(
        {
            "long_term_objective": "自分の収入で暮らす。",
            "objectives-0-text": "三か月以内に就職する。",
            "services": ["housing_security", "office_employment_support"],
            "seeks_employment": True,
            "begins_on": today(),
            "evaluation_due_on": wareki.short(date(japanese_today().year + 1, 3, 31)),
        }
    )
    counter.look("plan", pictures)
    counter.send()
    counter.open(f"{at}/agreement").fill({"manner": ["signature"]}).send()
    office.shunin.open(f"{at}/conference").fill(
        {
            "attended-0-organisation": "福祉課",
            "attended-0-name": "岡田",
            "municipality_present": True,
            "fits_situation": ["yes"],
            "content_works": ["yes"],
            "raises_will": ["yes"],
            "roles": "支援員が週一回会う。",
            "endorses": ["yes"],
        }
    ).send()


def decided(office: Office, case: str, pictures: Path) -> None:
    at = f"/planning/cases/{case}"
    office.tanto.open(f"{at}/proposal").fill({"opinion": "適当と認める。"}).send()
    decider = office.kacho.open(f"{at}/decision")
    decider.page.locator('[name="grantings-0-number"]').fill("西福第1号")
    decider.look("decision", pictures)
    decider.send()
    decider.says("プラン決定")


def paid(office: Office, case: str, pictures: Path) -> None:
    at = f"/benefits/cases/{case}"
    office.nishi.open(f"{at}/application").fill(
        {
            "medium": ["counter"],
            "cause": ["left_work"],
            "cause_on": wareki.short(japanese_today().replace(day=1)),
            "household_size": "１",
            "income_yen": "６０，０００",
            "savings_yen": "100000",
            "rent_yen": "38,000",
            "payee_name": "見本不動産",
            "payee_bank": "見本銀行",
            "payee_branch": "西",
            "payee_account": "1234567",
        }
    ).send()
    grant = f"{at}/grants/1"
    checked = ("main_earner", "housing_at_risk", "seeking_work", "no_overlap", "no_gang_member")
    office.tanto.open(f"{grant}/proposal").fill(dict.fromkeys(checked, True)).send()
    office.kacho.open(f"{grant}/review").send()
    decider = office.kacho.open(f"{grant}/decision").fill({"number": "西住第1号"})
    decider.look("grant-decision", pictures)
    decider.send()
    month = f"{japanese_today():%Y-%m}"
    office.shiharai.open(f"{grant}/commitment").fill({"item": "3款1項1目20節"}).send()
    office.shiharai.open(f"{grant}/months/{month}/order").fill({"order_no": "R8-1"}).send()
    office.kaikei.open(f"{grant}/months/{month}/pass").send()
    office.shiharai.open(f"{grant}/months/{month}/payment").fill({"paid_on": today()}).send()
    paying = office.shiharai.open(grant)
    paying.says("給付支給")
    paying.says("38,000円")
    paying.look("grant", pictures)


def closed(office: Office, case: str, pictures: Path) -> None:
    at = f"/planning/cases/{case}"
    office.nishi.open(f"{at}/evaluation").fill(
        {
            "results-0-attainment": ["attained"],
            "changes": ["housing_secured"],
            "outcome": ["closed"],
        }
    ).send()
    office.shunin.open(f"{at}/evaluation-conference").fill(
        {
            "attended-0-organisation": "福祉課",
            "attended-0-name": "岡田",
            "municipality_present": True,
            "fits_situation": ["yes"],
            "content_works": ["yes"],
            "raises_will": ["yes"],
        }
    ).send()
    office.shunin.open(f"{at}/closure").fill({"reason": ["improved"]}).send()
    office.shunin.says("終結")
    office.nishi.open(f"/intake/cases/{case}").look("case", pictures)


def counted(office: Office, case: str, pictures: Path) -> None:
    headquarters = office.honcho.open("/reporting/")
    number = headquarters.page.locator("a[href*='/records'][href*='plans_created']").first
    expect(number).to_contain_text("1件")
    headquarters.look("dashboard", pictures)
    headquarters.open(f"/reporting/cases/{case}/timeline")
    for term in ("相談受付", "アセスメント完了", "プラン決定", "給付支給", "終結"):
        expect(headquarters.page.locator("body")).to_contain_text(term)
    headquarters.open("/reporting/")
    number.click()
    headquarters.says("プラン決定")
    headquarters.look("records", pictures)
    headquarters.page.locator(f"a[href*='{case}']").first.click()
    assert case in headquarters.page.url


def japanese_today() -> date:
    from datetime import UTC, datetime

    return japanese_day(datetime.now(UTC))


def today() -> str:
    return wareki.short(japanese_today())
