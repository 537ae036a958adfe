"""A declared parameter refuses what it doesn't take, and tells when it counts."""

from __future__ import annotations

import pytest

from models.errors import ParameterError
from models.params import Param, check_values

LEVELS = Param("levels", "choice", "by_hand", choices=("by_hand", "otsu", "median"))
FACTOR = Param("factor", "choice", "2", choices=("2", "4"))
FLAG = Param("colour", "bool", False)


def test_a_parameter_without_conditions_always_counts():
    assert FLAG.counts({})


@pytest.mark.parametrize(("value", "counts"), [("by_hand", True), ("median", True), ("otsu", False)])
def test_a_parameter_counts_only_beside_the_values_it_names(value, counts):
    level = Param("level", "int", 5, 0, 9, needs="levels=by_hand|median")
    assert level.counts({"levels": value, "level": 5}) is counts


@pytest.mark.parametrize(("value", "counts"), [(True, True), (False, False)])
def test_a_switch_is_named_by_true_and_false(value, counts):
    assert Param("angle", "int", 0, 0, 90, needs="colour=true").counts({"colour": value}) is counts


def test_a_choice_of_numbers_may_be_given_as_a_number():
    assert check_values((FACTOR,), {"factor": 4}) == {"factor": "4"}


@pytest.mark.parametrize("value", [3, 2.0, True, None, "two", ["2"]])
def test_another_choice_is_refused_with_those_there_are(value):
    with pytest.raises(ParameterError, match="one of 2, 4"):
        FACTOR.check(value)


@pytest.mark.parametrize("value", [10**400, -(10**400), "1e999", "nan", float("inf"), 2.5, True, None, [1], "much"])
def test_what_is_no_number_within_bounds_is_refused_with_the_bounds(value):
    with pytest.raises(ParameterError, match="a whole number from 0 to 9"):
        Param("level", "int", 5, 0, 9).check(value)
