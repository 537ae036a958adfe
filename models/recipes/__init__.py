"""What goes in -> what comes out: the built-in recipes, those from files, and whether the crops are enough."""

from __future__ import annotations

from models.recipes.built_in import RECIPES
from models.recipes.checks import assess_supply, check_recipe, is_colourising, shows_colours
from models.recipes.recipe_json import recipe_from_json, recipe_to_json
from models.recipes.supply import Learnable, Supply, count_near_duplicates, count_supply

__all__ = [
    "RECIPES",
    "Learnable",
    "Supply",
    "assess_supply",
    "check_recipe",
    "count_near_duplicates",
    "count_supply",
    "is_colourising",
    "recipe_from_json",
    "recipe_to_json",
    "shows_colours",
]
