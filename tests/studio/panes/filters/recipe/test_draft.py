"""What is being changed survives everything that comes back late: nothing typed is lost, nothing jumps back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.recipes import RECIPES
from models.records import Recipe
from studio.panes.filters.recipe.draft import Draft, merge

GRAY = replace(RECIPES.get("colourise"), name="custom")
JITTERS = [replace(GRAY, jitter=number) for number in range(40, 50)]


def changed(*recipes: Recipe, key: str = "own 1") -> Draft:
    """A draft in which these were sent to be kept, one after the other."""
    draft = Draft(key, GRAY)
    for recipe in recipes:
        draft.change(recipe)
        assert draft.take() == recipe
    return draft


def test_what_was_sent_is_not_sent_again():
    draft = changed(JITTERS[0])
    assert not draft.pending
    assert draft.take() is None


def test_an_older_state_that_comes_back_late_does_not_undo_a_newer_one():
    draft = changed(JITTERS[0], JITTERS[1])
    draft.change(JITTERS[2])
    draft.receive("own 1", JITTERS[0])
    assert draft.recipe == JITTERS[2]
    assert draft.waits
    draft.receive("own 1", JITTERS[1])
    assert draft.recipe == JITTERS[2]
    assert not draft.waits
    assert draft.pending


def test_a_list_that_comes_for_another_reason_changes_nothing():
    draft = changed(JITTERS[0])
    draft.receive("own 1", GRAY)
    assert draft.recipe == JITTERS[0]
    assert draft.waits


def test_an_undo_is_shown_even_when_it_leads_back_to_what_was_sent_before():
    draft = changed(JITTERS[0], JITTERS[1])
    draft.receive("own 1", JITTERS[0])
    draft.receive("own 1", JITTERS[1])
    draft.receive("own 1", JITTERS[0])
    assert draft.recipe == JITTERS[0]
    assert not draft.pending


def test_a_copy_brings_its_new_name_and_keeps_what_was_changed_since():
    draft = changed(JITTERS[0], key="colourise")
    copy = replace(JITTERS[0], title="Colourise 2")
    draft.change(replace(JITTERS[0], flip=False))
    assert draft.is_copy(copy)
    draft.receive("own 7", copy)
    assert draft.key == "own 7"
    assert draft.recipe == replace(copy, flip=False)
    assert draft.take() == replace(copy, flip=False)


def test_a_name_that_is_being_typed_is_not_replaced_by_the_copy_s():
    draft = changed(replace(GRAY, title="R"), key="colourise")
    draft.change(replace(GRAY, title="Red"))
    draft.receive("own 7", replace(GRAY, title="R 2"))
    assert draft.recipe.title == "Red"


def test_another_recipe_is_no_copy():
    draft = changed(JITTERS[0], key="colourise")
    assert not draft.is_copy(GRAY)
    assert not draft.is_copy(replace(JITTERS[0], width=128))


fields = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["a", "b", "c"]),
        "jitter": st.integers(0, 3),
        "flip": st.booleans(),
        "people": st.sampled_from([(), ("Ada",)]),
    }
)


@given(base=fields, theirs=fields, ours=fields)
def test_merging_takes_every_field_from_whoever_changed_it_and_ours_where_both_did(base, theirs, ours):
    merged = merge(*(replace(GRAY, **values) for values in (base, theirs, ours)))
    for name in base:
        wanted = ours[name] if ours[name] != base[name] else theirs[name]
        assert getattr(merged, name) == wanted


@given(late=st.lists(st.integers(0, 4), max_size=6).map(sorted), sent=st.integers(1, 5))
def test_answers_in_order_never_move_what_stands_on_the_page(late, sent):
    draft = changed(*JITTERS[:sent])
    for number in late:
        draft.receive("own 1", JITTERS[min(number, sent - 1)])
        assert draft.recipe == JITTERS[sent - 1]
