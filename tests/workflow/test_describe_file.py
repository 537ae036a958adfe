"""Asked what a file is, Bottega knows its own recipes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import UsageError
from models.recipes import RECIPES
from models.recipes.recipe_file import write_recipe
from models.records import FactRange
from models.workflow.describe_file import describe_file


def test_a_recipe_says_what_goes_in_and_what_comes_out(tmp_path: Path):
    path = tmp_path / "Lines.recipe.json"
    write_recipe(path, replace(RECIPES.get("contours"), ranges=(FactRange("year", 1920, 1960),)))
    (told,) = describe_file(path)
    assert told.kind == "recipe"
    assert (told.facts["input"], told.facts["target"]) == ("contours", "original")
    assert told.facts["ranges"] == ["year 1920 to 1960"]


def test_a_damaged_recipe_is_not_taken_for_a_photo(tmp_path: Path):
    path = tmp_path / "Lines.recipe.json"
    path.write_text("{")
    with pytest.raises(UsageError, match="recipe"):
        list(describe_file(path))
