"""What is different between paintings, and what is the same, in words. Knows records only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.records import Painting, PaintSource
from models.words import plural
from studio.panes.gallery.words import average_words, noise_words

LETTERS = "ABCDEFGHI"
_SEEN = 4.0
"""Levels of 255 by which a mean must differ to be seen side by side."""

Mean = tuple[float, float, float]
"""The mean red, green and blue of a picture, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Difference:
    """groups: the letters of those that have a value in common, and the value, in the order of the letters."""

    label: str
    groups: tuple[tuple[str, str], ...]


def differences(paintings: Sequence[Painting]) -> list[Difference]:
    """The rows that are not the same in all of them."""
    facts = [_facts(painting) for painting in paintings]
    found = []
    for label in dict.fromkeys(label for one in facts for label in one):
        letters: dict[str, str] = {}
        for letter, one in zip(LETTERS, facts, strict=False):
            value = one.get(label, "none")
            letters[value] = letters.get(value, "") + letter
        if len(letters) > 1:
            found.append(Difference(label, tuple((those, value) for value, those in letters.items())))
    return found


def same_in_all(paintings: Sequence[Painting]) -> str:
    """ "Encoder Colourise, strength 100 %", empty where nothing is."""
    facts = [_facts(painting) for painting in paintings]
    same = [(label, value) for label, value in facts[0].items() if all(one.get(label) == value for one in facts)]
    words = [f"{label} {value}" for label, value in same]
    return ", ".join([*words[:1], *(f"{one[0].lower()}{one[1:]}" for one in words[1:])])


def in_words(first: str, second: str, pair: Sequence[Painting], means: Sequence[Mean] | None) -> str:
    """Two of them in one or two sentences; first, second: their letters; means: where their pictures are known."""
    parts = [
        f"{one.label if not number else one.label.lower()} {' / '.join(value for _, value in one.groups)}"
        for number, one in enumerate(differences(pair))
    ]
    recipe = "; ".join(parts) + "." if parts else "Made by the same recipe."
    looks = _looks(*means) if means is not None else []
    if not looks:
        return recipe
    return f"{recipe} {second} is {' and '.join(looks)} than {first}."


def _looks(first: Mean, second: Mean) -> list[str]:
    warmth = (second[0] - second[2]) - (first[0] - first[2])
    light = sum(second) / 3 - sum(first) / 3
    words = []
    if abs(warmth) >= _SEEN:
        words.append("warmer" if warmth > 0 else "cooler")
    if abs(light) >= _SEEN:
        words.append("lighter" if light > 0 else "darker")
    return words


def _facts(painting: Painting) -> dict[str, str]:
    recipe, options = painting.recipe, painting.recipe.options
    facts = {"Encoder": recipe.encoder_title or "Unnamed"}
    if options.source is PaintSource.NOISE:
        facts["Noise"] = noise_words(options)
    elif options.source is PaintSource.AVERAGE:
        facts["Average of"] = average_words(recipe)
    else:
        facts["Photo"] = recipe.source_name or "a photo"
        whole = "a drawing" if options.source is PaintSource.DRAWING else "the whole photo"
        facts["Painted"] = plural(len(recipe.boxes), "face") if recipe.boxes else whole
        facts["Strength"] = _percent(options.strength)
        facts["Light and dark"] = "of the photo" if options.keep_luma else "repainted"
    facts["Colour"] = _percent(options.colour)
    facts["Again"] = plural(options.again, "time")
    facts["Size"] = f"{painting.width} × {painting.height}"
    return facts


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
