"""Registers with something in them, for tests that look at the pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.planning.house import Browser, House

LONG_AGO, TODAY = date(2025, 9, 1), date(2026, 6, 10)
ORGANISATIONS = [
    ("大阪市西区社会福祉協議会", "welfare_council"),
    ("西区民生委員児童委員協議会", "commissioners"),
    ("西区地域包括支援センター", "community_centre"),
    ("ハローワーク見本", "hello_work"),
    ("見本病院 医療相談室", "medical"),
    ("見本小学校", "school"),
    ("フードバンク見本", "npo"),
    ("ひまわり子ども食堂", "npo"),
    ("堀江町会", "residents"),
    ("見本法律事務所", "law"),
]
TIES = [
    (0, None),
    (1, None),
    (2, None),
    (3, None),
    (6, None),
    (0, 1),
    (2, 4),
    (6, 7),
    (7, 5),
    (1, 8),
]


def lively(house: House) -> tuple[UUID, dict[str, str]]:
    """A case that used a resource, and one entry's path per register; left on 10 June 2026."""
    house.on(LONG_AGO)
    worker = Browser(house, "yamamoto")
    old = {"title": "夜間の居場所 みなと", "theme": "place_to_be", "vacancy": "ask"}
    begun(worker, "resources", old | {"offers": "夜9時までだれでも過ごせる"})
    house.on(TODAY)
    worker = Browser(house, "yamamoto")
    bank = {"title": "西区フードバンク", "theme": "food_goods", "vacancy": "open", "capacity": "30"}
    more = {
        "offers": "米、缶詰、日用品。その日に渡せる",
        "opening": "平日 9:00〜17:00",
        "wards": "271063",
    }
    paths = {"resources": begun(worker, "resources", bank | more)}
    case = house.received()
    used = {"resource": paths["resources"].rpartition("/")[2], "result": "helped"}
    worker.record(f"/cases/{case}/resources/use", used | {"note": "米5kgと缶詰"})
    for theme, words in (("transport", "夜の送迎"), ("work", "短時間の仕事"), ("work", "内職")):
        typed = {"theme": theme, "words": f"{words}がない", "source": "support_conference"}
        paths["shortages"] = begun(worker, "shortages", typed)
    paths["network"] = network(worker)
    activity = {"activity": "making_places", "title": "ふらっとカフェ", "place": "区民センター"}
    paths["activities"] = begun(worker, "activities", activity | {"people": "14", "minutes": "120"})
    flyer = {"medium": "flyer", "title": "夏のちらし", "copies": "5,000", "cost_yen": "32,000"}
    paths["publicity"] = begun(worker, "publicity", flyer | {"audience": ["young", "residents"]})
    course = {"kind": "study_meeting", "title": "生活困窮と債務", "minutes": "90"}
    there = {"attending-0-of": "npo", "attending-0-people": "6", "follow_up_on": "R8.6.30"}
    paths["learning"] = begun(worker, "learning", course | there)
    meeting = {"role": "attendee", "topic": "case_study", "title": "第1回 南ブロック会議"}
    paths["block-meetings"] = begun(worker, "block-meetings", meeting)
    house.caught_up()
    return case, paths


def network(worker: Browser) -> str:
    """Ten organisations and ten ties; the path of the first."""
    made = [begun(worker, "network", {"title": t, "kind": kind}) for t, kind in ORGANISATIONS]
    for one, other in TIES:
        end = made[other].rpartition("/")[2] if other is not None else ""
        worker.record(f"{made[one]}/tie", {"other": end, "tie": "joint_work"})
    worker.record(f"{made[0]}/contact", {"note": "月に一度会うことにした"})
    return made[0]


def begun(worker: Browser, register: str, typed: dict[str, Any]) -> str:
    """The path of a new entry."""
    answer = worker.send(f"/community/{register}/new", typed)
    assert answer.status == 303, answer.alerts
    path: str = answer.response.headers["location"]
    return path.partition("?")[0].removeprefix("/planning")
