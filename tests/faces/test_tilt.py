"""Heads that are not upright are found on the photo turned, and their boxes are turned with them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from models.cv import cv2
from models.faces.crops import cut_crop
from models.faces.doubt import SURE_BELOW
from models.faces.haar import DetectorSettings, Looked, find_faces_in
from models.images import read_picture
from tests.benchmarks.bench_doubt import changed, look, photos, scores, turned

UPRIGHT_ONLY = DetectorSettings(tilt=False)


@pytest.fixture(scope="module")
def some(shared_data):
    """Every 36th portrait at half its size, and its face."""
    truth = json.loads((shared_data / "faces_truth.json").read_text())
    every = list(photos(shared_data / "portraits", truth))[::36]
    return changed(every, lambda picture: cv2.resize(picture, (256, 256)), [[0.5, 0, 0], [0, 0.5, 0]])


@pytest.mark.parametrize(("degrees", "share"), [(20, 0.9), (-20, 0.9), (40, 0.75), (-40, 0.75)])
def test_tilted_heads_are_found_and_hardly_doubted(some, degrees, share):
    seen = look([turned(scene, degrees) for scene in some], DetectorSettings())[3]
    assert sum(any(one.true) for one in seen) >= share * len(some)
    _, true = scores(seen)
    assert sum(score < SURE_BELOW for score in true) >= 0.9 * len(true)
    angles = [face.box.angle for one in seen for face, is_true in zip(one.faces, one.true, strict=True) if is_true]
    # a head nearly upright may be seen as it is, none is turned the wrong way
    assert all(angle * degrees >= 0 for angle in angles)
    assert sum(angle == 0 for angle in angles) < (len(angles) if abs(degrees) == 20 else 3)


@pytest.mark.parametrize("degrees", [-40, 40])
def test_the_crop_of_a_tilted_head_is_upright(some, degrees):
    scene = some[1]
    upright = cut_crop(scene.make(), max(find_faces_in(scene.make()), key=lambda face: face.weight or 0).box)
    tilted = turned(scene, degrees).make()
    (found,) = (face for face in find_faces_in(tilted) if face.box.angle)
    crop = cut_crop(tilted, found.box)
    middle = (slice(140, 340), slice(90, 270))
    alike, wrong = (
        np.corrcoef(
            cv2.GaussianBlur(upright, (0, 0), 12)[middle].ravel(), cv2.GaussianBlur(other, (0, 0), 12)[middle].ravel()
        )[0, 1]
        for other in (
            crop,
            cut_crop(tilted, type(found.box)(*(found.box.x, found.box.y, found.box.width, found.box.height))),
        )
    )
    assert alike > 0.85
    assert alike > wrong
    for x, y in found.eyes:
        assert abs(x - found.box.centre[0]) < found.box.width / 2
        assert abs(y - found.box.centre[1]) < found.box.height / 2


def test_an_upright_face_is_left_alone(some, solvay):
    for picture in (*(scene.make() for scene in some[:4]), read_picture(solvay)):
        assert find_faces_in(picture) == find_faces_in(picture, UPRIGHT_ONLY)


@pytest.mark.parametrize("name", ["gravel", "brick", "coffee", "text"])
def test_where_nobody_is_the_other_looks_add_nothing(name):
    from skimage import data

    picture = getattr(data, name)()
    picture = (
        np.ascontiguousarray(np.broadcast_to(picture[..., None], (*picture.shape, 3))) if picture.ndim == 2 else picture
    )
    assert find_faces_in(picture) == find_faces_in(picture, UPRIGHT_ONLY)


def test_a_false_upright_box_does_not_stand_in_the_way(some):
    # a shoe or a button that the cascade takes for a face must not keep a tilted head from being looked for
    tilted = turned(some[1], 40).make()
    seen = Looked(tilted, DetectorSettings())
    assert any(face.box.angle == 40 for face in seen.faces(1))
    loose = find_faces_in(tilted, DetectorSettings(neighbours=1, tilt=False))
    kept = [face for face in seen.faces(1) if not face.box.angle]
    assert all(face in loose for face in kept)


def test_looking_once_answers_for_any_number_of_neighbours(some):
    for picture in (some[0].make(), turned(some[1], 40).make()):
        looked = Looked(picture, DetectorSettings(neighbours=9))
        for neighbours in (5, 1, 3, 30):
            settings = DetectorSettings(neighbours=neighbours)
            assert looked.serves(settings)
            assert looked.faces(neighbours) == find_faces_in(picture, settings)
        assert not looked.serves(DetectorSettings(scale=1.2))
