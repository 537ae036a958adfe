"""Pictures of recipes on the user's own faces, made as training makes them. No widget; any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.filters import apply_chain
from models.records import Pairing, Picture, Recipe
from studio.face_crops import Crops, Source, first_shown


def partner(sources: Sequence[Source], index: int, pairing: Pairing) -> Source:
    """Whose picture the target is made from: the same, another of the same person, or any other."""
    if pairing is Pairing.SAME:
        return sources[index]
    around = [*sources[index + 1 :], *sources[:index]]
    if pairing is Pairing.PERSON:
        around = [source for source in around if source.person == sources[index].person]
    return around[0] if around else sources[index]


def preview_pair(crops: Crops, sources: Sequence[Source], index: int, recipe: Recipe) -> tuple[Picture, Picture]:
    """(what goes in, what must come out) of one face. Raises PictureError."""
    other = partner(sources, index, recipe.pairing)
    source = apply_chain(crops.get(sources[index]), recipe.input, index)
    return source, apply_chain(crops.get(other), recipe.target, index)


def preview_cards(
    crops: Crops, sources: Sequence[Source], index: int, recipes: Mapping[str, Recipe]
) -> dict[str, tuple[Picture, Picture]]:
    """A pair per recipe, on one face."""
    return {key: preview_pair(crops, sources, index, recipe) for key, recipe in recipes.items()}


def preview_faces(
    crops: Crops, sources: Sequence[Source], recipe: Recipe, count: int
) -> list[tuple[str, Picture, Picture]]:
    """(key, what goes in, what must come out) of up to `count` faces spread over all that can be read."""
    found: list[tuple[str, Picture, Picture]] = []
    step = max(1, len(sources) // count)
    first = first_shown(sources)
    start = sources.index(first) if first is not None else 0
    for number in range(0, len(sources), step):
        if len(found) == count:
            break
        index = (start + number) % len(sources)
        try:
            found.append((sources[index].key, *preview_pair(crops, sources, index, recipe)))
        except Exception:  # a missing photo is named in Photos; here the next face steps in
            continue
    return found
