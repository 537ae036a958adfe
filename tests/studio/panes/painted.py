"""What the tests of Paint and Gallery share: real encoder files, untrained and tiny, and paintings with recipes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.gallery.painting_file import write_painting
from models.project import Project
from models.recipes import RECIPES
from models.records import Box, Painting, PaintingRecipe, PaintOptions, PaintSource, Scores


def make_encoders(folder: Path, *names: str) -> list[Path]:
    """One file per recipe name, written by the engine itself in a process of its own: the window never loads torch."""
    from models.workflow.child import Child

    child = Child()
    try:
        for name in names:
            list(child.stream(write_untrained, folder / f"{name}.bottega", name))
    finally:
        child.close()
    return [folder / f"{name}.bottega" for name in names]


def write_untrained(path: Path, name: str):
    """Runs in the child."""
    import torch

    from models.events import Saved
    from models.networks import GENERATORS
    from models.painting.encoder_file import write_encoder

    torch.manual_seed(len(name))
    weights = GENERATORS.get("unet").build(4).state_dict()
    scores = Scores(24.1, 20.7, 0.8, 24.6 if name == "colourise" else None)
    write_encoder(
        path,
        weights,
        title=name.capitalize(),
        recipe=RECIPES.get(name),
        size="sketch",
        base_channels=4,
        scores=scores,
        summary={"crops": 376},
    )
    yield Saved(path)


def add_painting(
    project: Project,
    encoder: str = "Colourise",
    source: str = "Anna.jpg",
    person: str = "Summer",
    shade: int = 90,
    options: PaintOptions | None = None,
) -> Painting:
    """A painting of one shade as the engine would have put it into the gallery."""
    options = options or PaintOptions()
    boxes = (Box(10, 10, 90, 120),) if options.source is PaintSource.FACES else ()
    digest = "" if options.source is PaintSource.NOISE else "ab" * 32
    recipe = PaintingRecipe("cd" * 32, encoder, digest, source, options, boxes)
    picture = np.full((160, 128, 3), shade, np.uint8)
    path = write_painting(project.gallery_folder, f"{encoder} {source}", picture, recipe)
    return project.paintings.add(path, recipe, 128, 160, person)
