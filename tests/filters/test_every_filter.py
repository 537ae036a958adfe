"""What every filter must keep, whichever it is: a new one is tested by being registered."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.errors import ParameterError
from models.filters import FILTERS, apply_step, step
from models.records import FilterStep

NAMES = FILTERS.names()

pictures = arrays.arrays(np.uint8, st.tuples(st.integers(1, 23), st.integers(1, 23), st.just(3)))


def ends_of(param):
    """The values at which a parameter is most likely to break."""
    if param.kind == "bool":
        return [False, True]
    return list(param.choices) if param.kind == "choice" else [param.low, param.high]


def values_of(param):
    """Any value the parameter declares."""
    if param.kind == "bool":
        return st.booleans()
    if param.kind == "choice":
        return st.sampled_from(param.choices)
    if param.kind == "int":
        return st.integers(int(param.low), int(param.high))
    return st.floats(param.low, param.high)


def values_for(chosen):
    return st.fixed_dictionaries({}, optional={param.name: values_of(param) for param in chosen.params})


ENDS = [
    pytest.param(chosen.name, param.name, value, id=f"{chosen.name}-{param.name}-{value}")
    for chosen in FILTERS for param in chosen.params for value in ends_of(param)
]


def test_the_seven_filters_of_the_method_are_there():
    assert NAMES == ("original", "gray", "binary", "contours", "canny", "blur", "noise")


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_has_words_for_people(name):
    chosen = FILTERS.get(name)
    assert chosen.title
    assert chosen.help.endswith(".")
    assert all(param.help for param in chosen.params)


@pytest.mark.parametrize("name", NAMES)
@given(picture=pictures, data=st.data())
def test_any_size_and_any_value_gives_a_new_picture_of_the_same_shape(name, picture, data):
    values = data.draw(values_for(FILTERS.get(name)))
    before = picture.copy()
    result = apply_step(picture, step(name, **values))
    assert result.shape == picture.shape
    assert result.dtype == np.uint8
    assert result.flags.c_contiguous
    assert result.flags.writeable
    assert not np.shares_memory(result, picture)
    assert np.array_equal(picture, before)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_question_has_the_same_answer(name, astronaut):
    once = apply_step(astronaut, step(name), seed=5)
    assert np.array_equal(once, apply_step(astronaut.copy(), step(name), seed=5))


@pytest.mark.parametrize("name", NAMES)
def test_a_mirrored_view_gives_what_its_copy_gives(name, astronaut):
    view = astronaut[::2, ::-1]
    assert np.array_equal(apply_step(view, step(name)), apply_step(view.copy(), step(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_that_is_protected_can_be_filtered(name, astronaut):
    locked = astronaut.copy()
    locked.setflags(write=False)
    assert apply_step(locked, step(name)).shape == locked.shape


@pytest.mark.parametrize("name", NAMES)
def test_only_a_seeded_filter_looks_at_the_seed(name, astronaut):
    one, other = (apply_step(astronaut, step(name), seed=seed) for seed in (1, 2))
    assert np.array_equal(one, other) is not FILTERS.get(name).seeded


@pytest.mark.parametrize("name", NAMES)
def test_a_result_can_be_changed_without_changing_the_next(name, astronaut):
    first = apply_step(astronaut, step(name))
    kept = first.copy()
    first[:] = 7
    assert np.array_equal(apply_step(astronaut, step(name)), kept)


@pytest.mark.parametrize(("name", "param", "value"), ENDS)
def test_both_ends_of_every_parameter_work_live(name, param, value, astronaut):
    crop = np.ascontiguousarray(astronaut[:480, 100:460])
    chosen = step(name, **{param: value})
    took = []
    for _ in range(5):
        start = time.perf_counter()
        result = apply_step(crop, chosen)
        took.append(time.perf_counter() - start)
    assert result.shape == crop.shape
    # 30 ms on a quiet machine; a busy one must not make the suite fail
    assert min(took) < 0.09


@pytest.mark.parametrize(("name", "param", "value"), ENDS)
def test_every_parameter_changes_something(name, param, value, astronaut):
    """A slider that moves nothing is a lie; some count only once another is switched on."""
    switches = {"spread": {"automatic": True}, "sigma": {"kernel": 51} if name == "blur" else {}}.get(param, {})
    default = FILTERS.get(name).params
    if value == next(one.default for one in default if one.name == param):
        pytest.skip("this end is the default")
    plain = apply_step(astronaut, step(name, **switches))
    assert not np.array_equal(plain, apply_step(astronaut, step(name, **switches, **{param: value})))


@pytest.mark.parametrize("name", NAMES)
def test_values_out_of_bounds_are_refused_by_name(name):
    for param in FILTERS.get(name).params:
        if param.high is None:
            continue
        for bad in (param.low - 1, param.high + 1, float("nan"), "much", None, [1]):
            with pytest.raises(ParameterError, match=param.name):
                step(name, **{param.name: bad})
            with pytest.raises(ParameterError, match=param.name):
                apply_step(np.zeros((2, 2, 3), np.uint8), FilterStep(name, ((param.name, bad),)))


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)],
    ids=["one channel", "four channels", "floats", "no rows"],
)
def test_what_is_no_picture_is_refused_before_any_filter_sees_it(wrong):
    for name in NAMES:
        with pytest.raises(ValueError, match="a picture is uint8"):
            apply_step(wrong, step(name))
