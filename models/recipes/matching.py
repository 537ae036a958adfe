"""From chains to a recipe: a ready one where it is the same, else one of one's own. Pure."""

from __future__ import annotations

from dataclasses import replace

from models.filters import FILTERS, title_chain
from models.recipes.built_in import RECIPES
from models.records import Chain, CutFrom, Pairing, Recipe

_READY = tuple(recipe for recipe in RECIPES if recipe.name != "custom")


def plain(chain: Chain) -> Chain:
    """The chain without filters that change nothing."""
    return tuple(part for part in chain if part.name != "original") or chain[:1]


def recipe_of(chain: Chain, target: Chain, pairing: Pairing, cut_from: CutFrom) -> Recipe:
    """The recipe that learns `chain` -> `target`."""
    chain, target = plain(chain), plain(target)
    for recipe in _READY:
        if (recipe.input, recipe.target, recipe.pairing) == (chain, target, pairing):
            return replace(recipe, cut_from=cut_from)
    return Recipe("custom", title_recipe(chain, target), chain, target, pairing, cut_from)


def title_recipe(chain: Chain, target: Chain) -> str:
    """ "Blur, then Gray to picture"."""
    goal = "picture" if target[0].name == "original" else FILTERS.get(target[0].name).title.lower()
    return f"{title_chain(chain)} to {goal}"


def ready_name(recipe: Recipe) -> str:
    """The name of the ready recipe that this one is, on whatever crops; "" for one's own."""
    same = (ready.name for ready in _READY if replace(ready, cut_from=recipe.cut_from) == recipe)
    return next(same, "")
