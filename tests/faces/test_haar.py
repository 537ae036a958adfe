"""Faces are found where they are, the same ones every time and from every thread."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from models.errors import ParameterError
from models.faces.boxes import RATIO
from models.faces.detectors import DETECTORS
from models.faces.haar import PARAMS, DetectorSettings, find_faces_in
from models.images import read_picture
from models.params import check_values
from tests.benchmarks.bench_faces import claim

EILEEN = (224, 117)  # the middle of her face, by eye


@pytest.mark.parametrize("name", DETECTORS.names())
def test_every_detector_can_look(astronaut, name):
    faces = find_faces_in(astronaut, DetectorSettings(cascade=name, tilt=False))
    assert {face.source for face in faces} <= {f"haar:{name}"}
    assert all(face.box.height == pytest.approx(face.box.width * RATIO) for face in faces)
    if name != "profileface":
        assert any(np.hypot(face.box.centre[0] - EILEEN[0], face.box.centre[1] - EILEEN[1]) < 30 for face in faces)


def test_a_profile_is_found_from_both_sides(astronaut):
    settings = DetectorSettings(cascade="profileface", neighbours=1, tilt=False)
    faces = find_faces_in(astronaut, settings)
    mirrored = find_faces_in(np.ascontiguousarray(astronaut[:, ::-1]), settings)
    assert faces
    assert sorted(round(512 - face.box.centre[0], 3) for face in mirrored) == sorted(
        round(face.box.centre[0], 3) for face in faces
    )


def test_eyes_are_hinted_inside_the_face(astronaut):
    surest = max(find_faces_in(astronaut), key=lambda face: face.weight or 0)
    assert len(surest.eyes) == 2
    for x, y in surest.eyes:
        assert surest.box.x < x < surest.box.x + surest.box.width
        assert surest.box.y < y < surest.box.centre[1] + 10


def test_a_large_photo_is_searched_small_and_boxed_large(astronaut):
    large = np.repeat(np.repeat(astronaut, 4, axis=0), 4, axis=1)
    surest = max(find_faces_in(large), key=lambda face: face.weight or 0)
    assert np.hypot(surest.box.centre[0] - 4 * EILEEN[0], surest.box.centre[1] - 4 * EILEEN[1]) < 120


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (4000, 1, 3), (30, 30, 3)])
def test_a_picture_without_room_for_a_face_has_none(shape):
    assert find_faces_in(np.zeros(shape, np.uint8)) == []


def test_threads_agree_with_one_another(astronaut, portraits):
    pictures = [astronaut, *(read_picture(path) for path in portraits[:3])] * 2
    alone = [find_faces_in(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(find_faces_in, pictures)) == alone


def test_the_defaults_find_nearly_everyone_in_the_solvay_photo(solvay, shared_data):
    truth = json.loads((shared_data / "faces_truth.json").read_text())[solvay.name]
    faces = find_faces_in(read_picture(solvay))
    assert claim([face.box for face in faces], truth) >= 28
    assert len(faces) <= 40


def test_portraits_have_their_face_found(portraits, shared_data):
    truth = json.loads((shared_data / "faces_truth.json").read_text())
    some = portraits[::29]
    found = [claim([face.box for face in find_faces_in(read_picture(path))], truth[path.name]) for path in some]
    assert sum(map(bool, found)) >= len(some) - 1


def test_settings_come_from_words_within_their_bounds():
    assert DetectorSettings.checked({"neighbours": "5"}) == DetectorSettings(neighbours=5)
    assert DetectorSettings.checked({}) == DetectorSettings()
    assert DetectorSettings.checked({"tilt": "off"}) == DetectorSettings(tilt=False)
    defaults = {"cascade": "frontalface_default", "scale": 1.1, "neighbours": 3, "min_size": 20, "tilt": True}
    assert check_values(PARAMS, {}) == defaults
    for wrong in ({"scale": 1.0}, {"cascade": "frontal"}, {"min_size": -3}, {"tilt": "a little"}, {"size": 3}):
        with pytest.raises(ParameterError):
            DetectorSettings.checked(wrong)
