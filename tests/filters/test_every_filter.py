"""What every filter must keep, whichever it is: a new one is tested by being registered."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.errors import ParameterError
from models.filter_records import FilterStep
from models.filters import FILTERS, apply_step, step
from tests.timing import cpu_seconds

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


def defaults_of(name):
    return {param.name: param.default for param in FILTERS.get(name).params}


def needed_by(name, param):
    """The settings of other parameters beside which this one counts: those its `needs` names, or none."""
    other, _, words = param.needs.partition("=")
    if not other:
        return [{}]
    declared = next(one for one in FILTERS.get(name).params if one.name == other)
    return [{other: declared.check(word)} for word in words.split("|")]


ENDS = [(chosen.name, param, value) for chosen in FILTERS for param in chosen.params for value in ends_of(param)]


def each(ends):
    """One test per (filter, parameter, value)."""
    cases = [pytest.param(*end, id=f"{end[0]}-{end[1].name}-{end[2]}") for end in ends]
    return pytest.mark.parametrize(("name", "param", "value"), cases)


def test_the_seven_filters_of_the_method_are_there_in_the_order_of_the_bank():
    method = ("original", "gray", "binary", "contours", "canny", "blur", "noise")
    assert tuple(name for name in NAMES if name in method) == method


def test_filters_of_one_kind_stand_together():
    """The window draws one line between kinds, so each must come in one piece."""
    kinds = [chosen.kind for chosen in FILTERS]
    assert [kind for kind, _ in itertools.groupby(kinds)] == ["tone", "drawing", "damage"]


@pytest.mark.parametrize("name", NAMES)
def test_a_ladder_is_whole_numbers_in_a_row(name):
    params = FILTERS.get(name).params
    groups = [group for group, _ in itertools.groupby(param.group for param in params) if group]
    assert len(groups) == len(set(groups))
    assert all(param.kind == "int" for param in params if param.group)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_parameter_needs_can_be_had(name):
    params = {param.name: param for param in FILTERS.get(name).params}
    for param in params.values():
        assert all(param.counts({**defaults_of(name), **settled}) for settled in needed_by(name, param))


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


@each(ENDS)
def test_both_ends_of_every_parameter_work_live(name, param, value, astronaut):
    crop = np.ascontiguousarray(astronaut[:480, 100:460])
    chosen = step(name, **{param.name: value})
    assert apply_step(crop, chosen).shape == crop.shape
    # 30 ms on a quiet machine; a slow one must not make the suite fail
    assert min(cpu_seconds(lambda: apply_step(crop, chosen)) for _ in range(4)) < 0.09


@each(end for end in ENDS if end[2] != end[1].default)
def test_every_parameter_changes_something(name, param, value, astronaut):
    """A slider that moves nothing is a lie; where it needs another setting, or room at the other end, it gets that."""
    crop = np.ascontiguousarray(astronaut[:160, 150:270])
    for settled in needed_by(name, param):
        others = [one for one in FILTERS.get(name).params if one.name not in (param.name, *settled)]
        rooms = [{}, *({one.name: end} for one in others for end in ends_of(one))]
        assert any(moves(crop, name, {**room, **settled}, {param.name: value}) for room in rooms)


@each(end for end in ENDS if end[1].needs)
def test_a_parameter_that_does_not_count_changes_nothing(name, param, value, astronaut):
    """The form grays it out, so it must be without effect there."""
    crop = np.ascontiguousarray(astronaut[:160, 150:270])
    params = {one.name: one for one in FILTERS.get(name).params}
    other = params[param.needs.partition("=")[0]]
    off = [word for word in ends_of(other) if not param.counts({**defaults_of(name), other.name: word})]
    assert off
    assert not any(moves(crop, name, {other.name: word}, {param.name: value}) for word in off)


def moves(crop, name, before, change):
    return not np.array_equal(apply_step(crop, step(name, **before)), apply_step(crop, step(name, **before, **change)))


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
