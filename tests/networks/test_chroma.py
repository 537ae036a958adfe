"""The chroma network: what it sees of a pair and of a photo, and that what it paints keeps the photo's luma."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from models.cv import cv2
from models.images.chroma import Point
from models.networks import GENERATORS
from tests.training.runs import config_of, pairs_of

CHROMA = GENERATORS.get("chroma")
VIEW = CHROMA.view


@pytest.fixture
def pairs(tmp_path):
    return pairs_of(tmp_path, config_of(batch_size=4))


def filled(pairs, step, place):
    layouts = VIEW.source, VIEW.target
    source, target = (np.zeros(layout.shape(*pairs.recipe.size), np.uint8) for layout in layouts)
    return source, target, VIEW.fill(pairs, step, place, source, target)


def test_a_pair_is_what_painting_shows_of_its_crop(tmp_path) -> None:
    """Neither cut by chance nor mirrored, both sides are those of the picture that goes in when a photo is painted."""
    pairs = pairs_of(tmp_path, config_of(batch_size=4))
    pairs.recipe = dataclasses.replace(pairs.recipe, flip=False, jitter=0, augmentation=None)
    shown = {VIEW.show(pairs.pinned_pair(number)[0])[0].tobytes() for number in range(len(pairs.crops))}
    for step in range(3):
        source, target, _ = filled(pairs, step, step)
        assert source[0].tobytes() in shown
        assert (source.shape, target.shape) == ((4, 80, 64), (2, 40, 32))


def test_the_same_question_has_the_same_answer_and_points_tell_the_truth(pairs) -> None:
    with_points = 0
    for step in range(8):
        source, target, person = filled(pairs, step, step % 4)
        again = filled(pairs, step, step % 4)
        assert (source == again[0]).all()
        assert (target == again[1]).all()
        assert person == again[2]
        given = source[1] == 255
        with_points += given.any()
        # shown in the cells under it and round those: the truth of a cell that is no further than one
        wide = np.pad(target.repeat(2, axis=1).repeat(2, axis=2), ((0, 0), (1, 1), (1, 1)), "edge")
        near = [wide[:, down : down + 80, right : right + 64] for down in range(3) for right in range(3)]
        assert np.any([(source[2:] == one).all(axis=0) for one in near], axis=0)[given].all()
        assert (source[2:, ~given] == 128).all()
    assert 0 < with_points < 8


def test_as_many_inputs_as_the_recipe_wants_are_made_old_each_crop_in_ways_of_its_own(tmp_path) -> None:
    """Told by what is kept: a gray input has nothing of the paper's tone, but its light and dark are others."""
    pairs = pairs_of(tmp_path, config_of(batch_size=4))
    pairs.recipe = dataclasses.replace(pairs.recipe, flip=False, jitter=0)
    plain = {VIEW.show(pairs.pinned_pair(number)[0])[0].tobytes() for number in range(len(pairs.crops))}
    seen = [filled(pairs, step, place)[0][0].tobytes() for step in range(40) for place in range(4)]
    assert 0.3 < sum(one not in plain for one in seen) / len(seen) < 0.7
    assert len({one for one in seen if one not in plain}) > 8  # drawn again after some rounds


def test_crops_are_decoded_once(pairs, monkeypatch) -> None:
    pairs.recipe = dataclasses.replace(pairs.recipe, augmentation=None)
    for step in range(2):
        for place in range(4):
            filled(pairs, step, place)
    monkeypatch.setattr(type(pairs.crops.store), "picture", None)
    for step in range(40, 44):
        filled(pairs, step, 1)


def test_a_point_lies_where_a_person_set_it() -> None:
    layers = VIEW.show(np.full((320, 256, 3), 90, np.uint8), [Point(17.0, 25.0, (30.0, -20.0)), Point(999, 3, (0, 0))])
    assert np.argwhere(layers[1] == 255).tolist() == [[row, column] for row in range(5, 9) for column in range(3, 7)]
    assert (layers[2:, 5:9, 3:7] == np.array([158, 108])[:, None, None]).all()
    corner = VIEW.show(np.zeros((320, 256, 3), np.uint8), [Point(0, 319, (0, 0))])
    assert np.argwhere(corner[1] == 255).tolist() == [[row, column] for row in range(77, 80) for column in range(3)]
    assert (layers[0] == 90).all()


def test_a_painting_keeps_the_luma_of_what_was_given_whatever_colours_come_out() -> None:
    chance = np.random.default_rng(0)
    given = chance.integers(0, 256, (320, 256, 3), np.uint8)
    painted = VIEW.picture_of(chance.uniform(-1, 1, (2, 40, 32)).astype(np.float32), given)
    luma, wanted = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(int) for picture in (painted, given))
    assert np.abs(luma - wanted).max() <= 1
    assert (VIEW.picture_of(np.full((2, 40, 32), 1 / 255, np.float32), given) == wanted[:, :, None]).all()
