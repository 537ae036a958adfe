"""Pictures of recipes on the user's own faces, made as training makes them. No widget; any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.datasets import filter_pair
from models.records import Picture, Recipe
from studio.state.crops import CropStock, StockCrop, chosen_of, first_shown, partner


def preview_cards(stock: CropStock, recipes: Mapping[str, Recipe]) -> dict[str, tuple[Picture, Picture]]:
    """A pair per recipe, on the first crop it learns from that can be read."""
    found = {}
    for key, recipe in recipes.items():
        everyone = stock.stock.of(recipe.cut_from) or stock.stock.of()
        pairs = _pairs(stock, recipe, everyone, 1)
        if pairs:
            found[key] = pairs[0][1:]
    return found


def preview_faces(stock: CropStock, recipe: Recipe, count: int) -> list[tuple[str, Picture, Picture]]:
    """(key, what goes in, what must come out) of up to `count` crops spread over all that can be read."""
    return _pairs(stock, recipe, stock.stock.of(recipe.cut_from), count)


def _pairs(
    stock: CropStock, recipe: Recipe, everyone: Sequence[StockCrop], count: int
) -> list[tuple[str, Picture, Picture]]:
    chosen = chosen_of(recipe, everyone)
    first = first_shown(chosen)
    if first is None:
        return []
    start, step = chosen.index(first), max(1, len(chosen) // count)
    found: list[tuple[str, Picture, Picture]] = []
    for number in range(0, len(chosen), step):
        if len(found) == count:
            break
        index = (start + number) % len(chosen)
        crop = chosen[index]
        other = partner(chosen, everyone, crop, recipe.pairing)
        try:
            seen, shown = stock.picture(crop, recipe.width), stock.picture(other, recipe.width)
        except Exception:  # a missing photo is named in Photos; here the next face steps in
            continue
        found.append((crop.key, *filter_pair(recipe, seen, shown, index)))
    return found
