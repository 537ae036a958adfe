"""Whether the project's crops are enough for a recipe: counts in words for the data meter. No widget; any thread."""

from __future__ import annotations

from dataclasses import dataclass

from models.recipes import Supply, assess_supply, check_recipe
from models.records import CutFrom, Recipe
from models.training.config import TrainConfig
from models.training.usual import usual_config

_LIGHTS = {"enough": "confirmed", "few": "suggested", "too few": "rejected"}
_ALIKE = "Photos that all but repeat another and teach little"
_BLURRED = "Crops with so little detail that they teach little"
_DOUBTFUL = "Likely no faces, and nobody has looked at them yet"
_GRAY = "Black-and-white photos: no colour can be learned from them"
_PEOPLE = "By default a person is the folder the photos came from"


@dataclass(frozen=True, slots=True)
class SupplyReport:
    """facts: rows (label, value, tooltip); sentence: what a person should know; light: the colour token;

    doubtful: boxes that nobody has looked at; taken: whether they are learned from.
    """

    facts: tuple[tuple[str, ...], ...]
    sentence: str
    light: str
    doubtful: int = 0
    taken: bool = False


def report_supply(recipe: Recipe, supply: Supply, images_per_second: float | None = None) -> SupplyReport:
    """The meter for this recipe. images_per_second: how fast this computer trains it, where that was measured."""
    verdict = assess_supply(recipe, supply)
    thing = "Faces" if recipe.cut_from is CutFrom.FACES else "Whole photos"
    facts = (
        (thing, _of_all(supply.crops, sum(supply.everyone.values()))),
        ("People", _of_all(len(supply.people), len(supply.everyone)), _PEOPLE),
        ("Near-duplicates", f"{supply.near_duplicates:,}", _ALIKE),
        ("Blurred", f"{supply.blurred:,}", _BLURRED),
        *_left_out(recipe, supply),
        ("Verdict", verdict),
        ("Time on this computer", *time_words(usual_config(recipe, {}), images_per_second)),
    )
    sentence = " ".join(check_recipe(recipe, supply))
    return SupplyReport(facts, sentence, _LIGHTS[verdict], supply.doubtful, recipe.doubtful)


def _left_out(recipe: Recipe, supply: Supply) -> list[tuple[str, ...]]:
    """Rows only where there is something to say."""
    rows = [("Doubtful faces", f"{supply.doubtful:,} {'taken in' if recipe.doubtful else 'left out'}", _DOUBTFUL)]
    rows.append(("Without colour", f"{supply.gray:,} left out", _GRAY))
    return [row for row, count in zip(rows, (supply.doubtful, supply.gray), strict=True) if count]


def _of_all(count: int, everyone: int) -> str:
    return f"{count:,}" if count == everyone else f"{count:,} of {everyone:,}"


def time_words(usual: TrainConfig, images_per_second: float | None) -> tuple[str, str]:
    """ "about 28 min" for the usual training, and what that is; "not measured yet" without a figure."""
    pictures = usual.batches * usual.batch_size
    what = f"{usual.epochs} epochs of {pictures:,} pictures at {usual.size} size, measured by a few real steps"
    if images_per_second is None:
        return "not measured yet", what
    minutes = usual.steps * usual.batch_size / images_per_second / 60
    if minutes < 1:
        return "under a minute", what
    return (f"about {minutes:.0f} min" if minutes < 90 else f"about {minutes / 60:.0f} hours"), what
