"""Averages of a project's faces: exact whatever was added and taken out, with a recipe that makes them again."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PIL import Image

from models.errors import UnknownNameError, UsageError
from models.events import Noted, Painted
from models.gallery.painting_file import read_painting_recipe
from models.images import read_picture
from models.photos.originals import read_original
from models.records import Box, CutFrom, FaceState, NewFace, PaintOptions, PaintSource
from models.workflow.average_faces import (
    AverageWanted,
    approach,
    average_people,
    averageable,
    mix_sums,
    no_sum,
    to_whole_crop,
)
from models.workflow.gather_crops import cut_source, list_crops
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_again, paint_average
from tests.painting.encoders import make_encoder

OPTIONS = PaintOptions(PaintSource.AVERAGE, again=1)


@pytest.fixture
def faces(project, astronaut, tmp_path):
    """Three faces of one person and two of another."""
    for number in range(5):
        file = tmp_path / "pictures" / ("Eileen" if number % 2 else "Nasa") / f"{number}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(astronaut[: 480 - number, number : number + 400]).save(file, compress_level=1)
    list(import_photos(project, [tmp_path / "pictures"]))
    for photo in project.photos.all():
        project.faces.add(photo.id, [NewFace(Box(120, 40, 180, 240), FaceState.CONFIRMED)])
    return project


def people(project):
    """The faces of each person, by their crops."""
    sources = list_crops(project, CutFrom.FACES)
    return [averageable(one for one in sources if one.person == name) for name in project.people.names()]


def test_a_sum_is_that_of_its_faces_however_it_came_about(faces):
    first, second = people(faces)
    have = approach(faces, no_sum(), {**first, **second}, at_most=2)
    while have.lacks(first | second):
        have = approach(faces, have, first | second, at_most=2)
    while have.lacks(first):
        have = approach(faces, have, first, at_most=1)
    crops = [cut_source((360, 480), read_original(one.photo), one) for one in first.values()]
    assert np.array_equal(mix_sums(have, None, 0.0), np.rint(np.mean(crops, axis=0, dtype=np.float64)))
    assert np.array_equal(have.total, np.sum(crops, axis=0, dtype=np.uint32))


def test_an_average_is_painted_again_bit_for_bit_though_its_faces_were_moved(faces):
    encoder = make_encoder(faces.encoders_folder / "tiny.bottega", "average").path
    first, second = people(faces)
    wanted = AverageWanted(first, second, 0.25, OPTIONS, "Anna and Bob")
    list(paint_average(faces, encoder, wanted))
    painting = faces.paintings.all()[0]
    assert painting.recipe == read_painting_recipe(painting.path)
    assert (len(painting.recipe.average.first), len(painting.recipe.average.second)) == (len(first), len(second))
    for face in faces.faces.all():
        faces.faces.move(face.id, dataclasses.replace(face.box, x=face.box.x + 3))
    list(paint_again(faces, painting.recipe))
    again = faces.paintings.all()[0]
    assert again.path != painting.path
    assert again.path.read_bytes() == painting.path.read_bytes()
    faces.photos.remove([next(iter(first.values())).photo.id])
    with pytest.raises(UsageError, match="1 photo of this average is not in the project"):
        list(paint_again(faces, painting.recipe))


def test_the_command_line_averages_a_person_asked_for_by_any_spelling(faces, tmp_path):
    encoder = make_encoder(tmp_path / "tiny.bottega", "average").path
    name = faces.people.names()[0]
    events = list(average_people(faces, [name.upper()], tmp_path / "out", encoder))
    mean = read_picture(tmp_path / "out" / f"Mean of {name}.png")
    made = no_sum()
    (wanted, _) = people(faces)
    made = approach(faces, made, wanted)
    assert np.array_equal(mean, to_whole_crop(mix_sums(made, None, 0.0)))
    [painted] = [event for event in events if isinstance(event, Painted)]
    assert painted.path.name == f"Tiny average of {name}.png"
    assert not any(isinstance(event, Noted) for event in events)
    with pytest.raises(UnknownNameError):
        list(average_people(faces, ["Nobody"], tmp_path / "out"))
