"""Forms a letter off are all found, whatever the slip and wherever it is; and rows are kept by key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from services.intake.near_forms import NearForms
from services.intake.postings import Postings

FORMS = st.text("アイウエオ", min_size=4, max_size=9)


@given(st.sets(FORMS, max_size=60), FORMS)
def test_what_a_comparison_with_all_finds_is_found(forms, sought):
    index = NearForms()
    for form in forms:
        index.add(form)
    assert index.near(sought) == {form for form in forms if OSA.distance(form, sought) <= 1}


@given(st.sets(FORMS, min_size=1, max_size=20))
def test_what_was_removed_is_not_found(forms):
    index = NearForms()
    for form in forms:
        index.add(form)
    gone = min(forms)
    index.remove(gone)
    assert gone not in index.near(gone)
    assert all(form in index.near(form) for form in forms - {gone})


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), unique=True))
def test_rows_stand_under_their_keys_until_they_are_removed(pairs):
    rows = Postings()
    for key, row in pairs:
        rows.add(key, row)
    for key in "abc":
        held = [row for other, row in pairs if other == key]
        assert (list(rows.rows(key)), rows.count(key), key in rows) == (held, len(held), bool(held))
    for key, row in pairs:
        rows.remove(key, row)
    assert not any(key in rows for key in "abc")


def test_a_row_that_is_not_there_is_not_removed():
    rows = Postings()
    rows.add("a", 1)
    with pytest.raises(ValueError, match=r"list\.remove"):
        rows.remove("a", 2)
    with pytest.raises(KeyError):
        rows.remove("b", 1)


def test_forms_too_short_to_be_compared_are_nobodys_neighbour():
    index = NearForms()
    index.add("アベ")
    index.add("アベノ")
    assert index.near("アベ") == index.near("アベノセ") == set()
    index.remove("アベ")
