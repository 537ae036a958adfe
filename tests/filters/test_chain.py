"""Steps, chains and their notation."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ParameterError, UnknownNameError, UsageError
from models.filters import FILTERS, apply_chain, apply_step, format_chain, parse_chain, step, title_chain
from models.filters.chain import MAX_STEPS
from tests.filters.test_every_filter import pictures, values_for


@st.composite
def steps(draw):
    chosen = FILTERS.get(draw(st.sampled_from(FILTERS.names())))
    return step(chosen.name, **draw(values_for(chosen)))


chains = st.lists(steps(), min_size=1, max_size=5).map(tuple)


def test_a_step_keeps_only_what_differs_from_the_defaults_sorted():
    assert step("blur", sigma=2, kernel=3).values == (("sigma", 2.0),)
    assert step("blur", sigma=2, kernel=5).values == (("kernel", 5), ("sigma", 2.0))
    assert step("gray").values == ()


def test_a_chain_applies_its_filters_in_order(astronaut):
    chain = parse_chain("blur:kernel=9,canny")
    one_by_one = apply_step(apply_step(astronaut, step("blur", kernel=9)), step("canny"))
    assert np.array_equal(apply_chain(astronaut, chain), one_by_one)
    assert not np.array_equal(one_by_one, apply_chain(astronaut, parse_chain("canny,blur:kernel=9")))


def test_an_empty_chain_gives_a_copy(astronaut):
    result = apply_chain(astronaut, ())
    assert np.array_equal(result, astronaut)
    assert not np.shares_memory(result, astronaut)


@given(first=chains, then=chains, seed=st.integers(0, 2**63 - 1), data=st.data())
def test_one_chain_after_another_is_the_longer_chain(first, then, seed, data):
    picture = data.draw(pictures)
    halfway = apply_chain(picture, first, seed)
    assert np.array_equal(apply_chain(picture, first + then, seed), apply_chain(halfway, then, seed))


@given(chain=chains, seed=st.integers(0, 2**63 - 1))
def test_any_chain_gives_a_new_picture_and_leaves_the_old_one(chain, seed):
    picture = np.arange(12 * 11 * 3, dtype=np.uint32).astype(np.uint8).reshape(12, 11, 3)
    before = picture.copy()
    result = apply_chain(picture, chain, seed)
    assert result.shape == picture.shape
    assert not np.shares_memory(result, picture)
    assert np.array_equal(picture, before)


def test_four_threads_at_once_give_what_one_gives(astronaut):
    """The loader, the preview and painting filter side by side; what filters keep (screens, tables) is shared."""
    crops = [np.ascontiguousarray(astronaut[at : at + 160, 100 + at : 228 + at]) for at in range(0, 240, 20)]
    work = [(crop, step(name), seed) for seed, crop in enumerate(crops) for name in FILTERS.names()]
    work += [
        (crop, step(name, **{key: True}), 1)
        for crop in crops
        for name, key in (("posterise", "luma"), ("sketch", "colour"), ("halftone", "colour"), ("noise", "gray"))
    ]
    alone = [apply_step(*one) for one in work]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            together = list(pool.map(lambda one: apply_step(*one), work))
            assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_the_notation_lets_spaces_be():
    assert parse_chain(" blur : kernel = 5 , gray ") == (step("blur", kernel=5), step("gray"))


@given(chain=chains)
def test_the_notation_goes_both_ways(chain):
    assert parse_chain(format_chain(chain)) == chain


def test_the_longest_chain_goes_both_ways_and_a_longer_one_is_refused():
    longest = MAX_STEPS * (step("blur", kernel=5),)
    assert parse_chain(format_chain(longest)) == longest
    with pytest.raises(UsageError, match="too many"):
        parse_chain(format_chain((*longest, step("gray"))))


@pytest.mark.parametrize(
    "text", ["", ",", "gray,", "gray,,blur", "blur:kernel", "blur:=5", "blur:", ",".join(["gray"] * 17)]
)
def test_what_is_no_chain_is_refused(text):
    with pytest.raises(UsageError):
        parse_chain(text)


def test_a_misspelt_filter_is_answered_with_the_right_one():
    with pytest.raises(UnknownNameError, match="Did you mean gray"):
        parse_chain("grey")


def test_a_parameter_of_another_filter_is_refused():
    with pytest.raises(ParameterError, match="sigma"):
        parse_chain("gray:sigma=3")


@given(text=st.text(max_size=60))
def test_any_text_gives_a_chain_or_one_clear_error(text):
    with contextlib.suppress(UsageError):
        assert parse_chain(text)


def test_a_chain_has_words_for_people():
    assert title_chain(parse_chain("blur,gray")) == "Blur, then Gray"
    assert title_chain(()) == "Original"
