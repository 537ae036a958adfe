"""What a person sees when they paint: same size, same again, photo untouched, settings that do what they say."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.errors import UsageError
from models.faces.crops import cut_whole
from models.filters import apply_chain
from models.painting.encoder import load_encoder, read_encoder
from models.painting.encoder_file import read_network
from models.painting.painter import paint_noise, paint_picture
from models.recipes import RECIPES
from models.records import Box, CutFrom, PaintOptions, PaintSource
from tests.painting.encoders import make_encoder

WHOLE = PaintOptions()
FACES = PaintOptions(source=PaintSource.FACES)
FACE = Box(150, 20, 160, 160 * 4 / 3)


@pytest.mark.parametrize("shape", [(512, 512), (320, 256), (40, 30), (1, 1), (3, 700), (700, 3), (333, 1001), (64, 64)])
def test_a_painting_has_the_size_of_its_photo(colouriser, averager, astronaut, shape):
    photo = cv2.resize(astronaut, shape[::-1])
    for encoder in (colouriser, averager):
        painting = paint_picture(encoder, photo, WHOLE)
        assert painting.shape == (*shape, 3)
        assert painting.dtype == np.uint8


def test_painting_again_gives_the_same_bytes_and_leaves_the_photo(averager, astronaut):
    before = astronaut.copy()
    for options, boxes in ((WHOLE, ()), (FACES, (FACE,)), (PaintOptions(PaintSource.NOISE, seed=3), ())):
        first = paint_picture(averager, astronaut, options, boxes)
        paint_picture(averager, 255 - astronaut, options, boxes)
        assert np.array_equal(first, paint_picture(averager, astronaut, options, boxes))
    assert np.array_equal(astronaut, before)


@pytest.mark.parametrize("name", RECIPES.names())
def test_the_network_sees_what_training_showed_it(tmp_path, astronaut, name):
    """A 4:5 photo at training size passes the very filter and network that a held-out crop passes in training."""
    header, network = read_network(make_encoder(tmp_path / "a.bottega", name).path)
    photo = cut_whole(astronaut)
    source = apply_chain(photo, header.recipe.input, 5)
    import torch

    batch = torch.from_numpy(source).permute(2, 0, 1)[None].float() / 127.5 - 1
    wanted = ((network(batch)[0].permute(1, 2, 0) + 1) * 127.5).numpy()
    painting = paint_picture(read_encoder(header.path), photo, PaintOptions(keep_luma=False, seed=5))
    assert np.abs(painting - wanted).mean() < 0.6  # rounding to bytes alone costs 0.25
    assert np.abs(painting - wanted).max() < 8


def test_gray_photos_keep_their_luma_when_coloured(colouriser, astronaut):
    luma = cv2.cvtColor(astronaut, cv2.COLOR_RGB2GRAY)
    painting = paint_picture(colouriser, np.repeat(luma[:, :, None], 3, axis=2), PaintOptions(colour=0.5))
    assert np.ptp(painting.astype(int), axis=2).mean() > 3
    assert np.abs(cv2.cvtColor(painting, cv2.COLOR_RGB2GRAY).astype(int) - luma).mean() < 2
    without = paint_picture(colouriser, astronaut, PaintOptions(keep_luma=False))
    assert np.abs(cv2.cvtColor(without, cv2.COLOR_RGB2GRAY).astype(int) - luma).mean() > 10


def test_strength_nothing_is_the_photo(colouriser, astronaut):
    for source in (PaintSource.WHOLE, PaintSource.FACES):
        options = PaintOptions(source=source, strength=0.0)
        assert np.array_equal(paint_picture(colouriser, astronaut, options, (FACE,)), astronaut)


def test_again_feeds_the_painting_back(averager, astronaut):
    small = cut_whole(astronaut)
    once = paint_picture(averager, small, WHOLE)
    assert np.array_equal(paint_picture(averager, small, PaintOptions(again=1)), paint_picture(averager, once, WHOLE))


def test_painting_faces_changes_the_faces_only(colouriser, astronaut):
    painting = paint_picture(colouriser, astronaut, FACES, (FACE,))
    changed = np.argwhere((painting != astronaut).any(axis=2))
    assert len(changed) > 5000
    assert changed.min(axis=0)[1] >= 149
    assert changed.max(axis=0)[1] <= 311


def test_both_is_the_whole_with_its_faces_over_it_and_keeps_the_luma(colouriser, astronaut):
    """Outside the faces it is the whole painting to the bit; in their middle what painting faces alone gives."""
    box = Box(160, 60, 120, 160)
    whole, faces, both = (
        paint_picture(colouriser, astronaut, PaintOptions(source), [box])
        for source in (PaintSource.WHOLE, PaintSource.FACES, PaintSource.BOTH)
    )
    inside = np.zeros(astronaut.shape[:2], bool)
    inside[60:220, 160:280] = True
    assert np.array_equal(both[~inside], whole[~inside])
    assert np.array_equal(both[135:145, 215:225], faces[135:145, 215:225])
    assert not np.array_equal(both, whole)
    luma = [cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(int) for one in (astronaut, both)]
    assert np.abs(luma[0] - luma[1]).max() <= 1
    without = paint_picture(colouriser, astronaut, PaintOptions(PaintSource.BOTH))
    assert np.array_equal(without, whole)


def test_no_face_is_said_and_not_painted(colouriser, astronaut):
    with pytest.raises(UsageError, match="no face"):
        paint_picture(colouriser, astronaut, FACES)


def test_batch_equals_single(averager, astronaut):
    """Two faces on one photo are painted as each of them alone."""
    left, right = Box(40, 60, 90, 120), Box(300, 200, 120, 160)
    both = paint_picture(averager, astronaut, FACES, (left, right))
    one = paint_picture(averager, paint_picture(averager, astronaut, FACES, (left,)), FACES, (right,))
    assert np.array_equal(both, one)


def test_noise_is_told_apart_by_its_seed_and_needs_no_photo(averager):
    first, second = paint_noise(averager, 1), paint_noise(averager, 2)
    assert first.shape == (320, 256, 3)
    assert not np.array_equal(first, second)
    assert np.array_equal(first, paint_noise(averager, 1))


def test_an_encoder_of_faces_paints_whole_photos_too(tmp_path, astronaut):
    encoder = read_encoder(make_encoder(tmp_path / "f.bottega", "colourise", CutFrom.FACES).path)
    assert paint_picture(encoder, astronaut, WHOLE).shape == astronaut.shape


@pytest.mark.parametrize(
    "options",
    [
        PaintOptions(strength=1.1),
        PaintOptions(strength=float("nan")),
        PaintOptions(colour=-1),
        PaintOptions(colour=9),
        PaintOptions(again=-1),
        PaintOptions(again=10_000),
        PaintOptions(seed=-1),
        PaintOptions(seed=2**63),
    ],
)
def test_settings_without_sense_are_refused(colouriser, astronaut, options):
    with pytest.raises(UsageError):
        paint_picture(colouriser, astronaut, options)


def test_the_last_two_encoders_stay_loaded(tmp_path):
    files = [make_encoder(tmp_path / f"{seed}.bottega", seed=seed).path for seed in range(3)]
    first, second = load_encoder(files[0]), load_encoder(files[1])
    assert load_encoder(files[0]) is first
    load_encoder(files[2])
    assert load_encoder(files[0]) is first
    assert load_encoder(files[1]) is not second


def test_a_changed_file_is_not_taken_for_the_loaded_one(tmp_path):
    path = make_encoder(tmp_path / "a.bottega", seed=1).path
    before = load_encoder(path)
    make_encoder(path, seed=2)
    assert load_encoder(path).header.sha256 != before.header.sha256
