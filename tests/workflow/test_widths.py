"""From a project's faces to a painting in its gallery, by recipes of another width than the usual one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from models.events import Painted, Saved
from models.images import read_picture
from models.painting.encoder_file import read_header
from models.recipes import RECIPES
from models.records import Box, NewFace, PaintOptions, PaintSource
from models.training.config import TrainConfig
from models.training.run_folder.samples import list_samples
from models.workflow.import_photos import import_photos
from models.workflow.paint_requests import PaintRequest, paint_requests
from models.workflow.train_encoder import train_encoder


@pytest.mark.parametrize("width", [128, 512])
def test_faces_become_an_encoder_of_that_width_and_paint_at_full_size(
    project, astronaut_file, astronaut, tmp_path, width
) -> None:
    list(import_photos(project, [astronaut_file]))
    (photo,) = project.photos.all()
    project.faces.add(photo.id, [NewFace(Box(120 + 9 * number, 20, 180, 240)) for number in range(5)])
    recipe = dataclasses.replace(RECIPES.get("colourise"), width=width)
    config = TrainConfig(size="sketch", epochs=1, batches=1, held_out=0, checkpoint_seconds=60.0)

    path = [event for event in train_encoder(project, recipe, config) if isinstance(event, Saved)][-1].path
    header = read_header(path)
    assert header.recipe == recipe
    ((_, sheet),) = list_samples(project.runs.all()[0].folder)
    assert read_picture(sheet).shape[1] == 3 * width
    (tmp_path / "card.png").write_bytes(header.sheet)
    assert read_picture(tmp_path / "card.png").shape[1] == 3 * min(width, 256)

    whole, faces, noise = (
        PaintOptions(source=source) for source in (PaintSource.WHOLE, PaintSource.FACES, PaintSource.NOISE)
    )
    requests = [
        PaintRequest(whole, astronaut_file),
        PaintRequest(noise),
        PaintRequest(faces, astronaut_file, boxes=tuple(face.box for face in project.faces.of_photo(photo.id))),
    ]
    done = [event for event in paint_requests(path, requests, tmp_path) if isinstance(event, Painted)]
    shapes = [read_picture(event.path).shape for event in done]
    assert shapes == [astronaut.shape, (*recipe.size[::-1], 3), astronaut.shape]
    assert not np.array_equal(read_picture(done[0].path), astronaut)
