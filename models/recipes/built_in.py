"""The recipes Bottega comes with: what goes in -> what comes out. Knows no networks."""

from __future__ import annotations

from models.filter_records import Augmentation
from models.filters import parse_chain, step
from models.records import Pairing, Recipe
from models.registry import Registry

RECIPES: Registry[Recipe] = Registry("recipe")


def _register(
    name: str,
    title: str,
    input: str,
    target: str,
    pairing: Pairing,
    help: str,
    augmentation: Augmentation | None = None,
) -> None:
    chains = parse_chain(input), parse_chain(target)
    RECIPES.add(name, Recipe(name, title, *chains, pairing, help=help, augmentation=augmentation))


_register(
    "autoencoder",
    "Autoencoder",
    "original",
    "original",
    Pairing.SAME,
    "Learns to repaint the picture it sees. A bit blurry, fit for the purpose.",
)
_register(
    "colourise",
    "Colourise",
    "gray",
    "original",
    Pairing.SAME,
    "Gray goes in, colour comes out: paints black-and-white photos.",
    # what people bring are old photographs, round whose heads one that never saw any paints an orange halo
    Augmentation(step("old"), 0.5),
)
_register(
    "binary",
    "From binary layers",
    "binary",
    "original",
    Pairing.SAME,
    "Repaints a picture from three layers that are only on or off.",
)
_register(
    "contours",
    "From contours",
    "contours",
    "original",
    Pairing.SAME,
    "Paints from height lines. The lines show at first and are smoothed out later.",
)
_register(
    "canny",
    "From edges",
    "canny",
    "original",
    Pairing.SAME,
    "Paints from thin edges: very little to go by, poor even after long training.",
)
_register(
    "average",
    "Average",
    "original",
    "original",
    Pairing.SUBSET,
    "Answers with any other of the chosen pictures, and so finds their average. Choose one person for that person's.",
)
_register(
    "noise",
    "From noise",
    "noise",
    "original",
    Pairing.RANDOM,
    "Nothing of the picture goes in: what the encoder invents by itself.",
)
_register(
    "superresolution",
    "Super-resolution ×2",
    "downscale:factor=2",
    "original",
    Pairing.SAME,
    "A picture of half the size goes in, grown back: paints the detail that small photos lack.",
)
_register(
    "inpainting",
    "Inpainting",
    "mask:fill=guess:shape=damage:size=8",
    "original",
    Pairing.SAME,
    "Scratches, specks and holes are drawn, each time others: paints what damage has hidden. Repair uses it.",
    # what is painted in must look as old as what is round it; only the damage is left to the mask
    Augmentation(step("old", scratches=0), 0.5, both=True),
)
_register(
    "custom",
    "Your own",
    "original",
    "contours",
    Pairing.SAME,
    "Decide what goes in and what comes out.",
)
