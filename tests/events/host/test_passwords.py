"""Hashes of passwords: parameters, one-time secrets, and what stands for nobody's password."""

import runpy

import pytest
from argon2 import PasswordHasher

from events.contract import Refused
from events.host import passwords


def test_nobodys_hash_takes_as_long_as_anybodys():
    assert not PasswordHasher().check_needs_rehash(passwords.NOBODY)
    shipped = runpy.run_path(passwords.__file__)[
        "_HASHER"
    ]  # other tests put a quicker one in its place
    assert shipped.type.name == "ID"
    assert shipped.memory_cost >= 64 * 1024


def test_nobody_never_enters_even_with_the_right_text():
    assert passwords.matches(None, "anything at all") is False


def test_a_one_time_secret_fits_its_own_hash_and_is_recognised():
    secret, stored = passwords.one_time_secret()
    assert passwords.is_one_time(stored)
    assert passwords.matches(stored, secret)
    assert not passwords.matches(stored, secret[:-1])
    assert not passwords.outdated(stored), "it is replaced by its owner, not renewed"
    assert len(secret.replace("-", "")) == 20
    assert secret != passwords.one_time_secret()[0]


def test_a_damaged_hash_lets_nobody_in():
    assert passwords.matches("not a hash", "not a hash") is False


@pytest.mark.parametrize("password", ["short", "x" * 201, "my-login-nishi-2026"])
def test_bad_passwords_are_refused_without_being_repeated(password):
    with pytest.raises(Refused) as refused:
        passwords.acceptable(password, "Nishi")
    assert password not in refused.value.ja
    assert refused.value.field == "new_password"
