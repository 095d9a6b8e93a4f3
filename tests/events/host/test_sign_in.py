"""Signing in: cookies, throttle, expiry, one-time secrets; nobody is put out by somebody else."""

import pytest

from events.host import passwords
from tests.events.host.conftest import HASHED, PASSWORD, House

WRONG = "ログイン名かパスワードが違います。"


def test_a_signed_in_person_reaches_a_page_and_a_stranger_is_led_to_sign_in(house: House):
    browser = house.sign_in("counsellor")
    assert browser.get("/intake/new").status_code == 200
    stranger = house.browser().get("/intake/new")
    assert stranger.status_code == 303
    assert stranger.headers["location"] == "/sign-in?next=%2Fintake%2Fnew"
