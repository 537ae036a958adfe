"""Whose picture a target may be made from: one rule for training, for what it is judged by, and for previews."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.datasets.partners import allowed_targets, differs, next_target
from models.records import Pairing

people = st.lists(st.sampled_from("abc"), min_size=1, max_size=12)


@given(persons=people, pairing=st.sampled_from(Pairing), data=st.data())
def test_a_target_is_allowed_and_another_one_wherever_there_is_another(persons, pairing, data):
    everyone = range(len(persons))
    learned = data.draw(st.lists(st.sampled_from(everyone), unique=True).map(sorted))
    targets = allowed_targets(pairing, learned, everyone, persons)
    for crop in everyone:
        allowed, found = targets(crop), next_target(targets(crop), crop)
        assert found in allowed or (found == crop and not allowed)
        if differs(pairing) and set(allowed) - {crop}:
            assert found != crop
        if pairing is Pairing.PERSON:
            assert {persons[other] for other in allowed} <= {persons[crop]}
        if pairing in (Pairing.PERSON, Pairing.SUBSET):
            assert set(allowed) <= set(learned)


@given(count=st.integers(1, 9))
def test_going_from_target_to_target_visits_all_of_them(count):
    targets, crop, seen = tuple(range(count)), 0, []
    for _ in range(count):
        crop = next_target(targets, crop)
        seen.append(crop)
    assert sorted(seen) == list(targets)


def test_a_crop_outside_gets_the_first_of_them():
    assert next_target((4, 7), 9) == 4
    assert next_target((), 9) == 9
