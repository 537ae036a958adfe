"""A run's crops must come back bit for bit, and a damaged file must never half-load."""

from __future__ import annotations

import json
import random
import tracemalloc

import numpy as np
import pytest

from models.datasets import load_crops, save_crops
from models.errors import EncoderError, TrainingError
from models.records import Crop
from tests.datasets.crops import make_crops, make_set


def tiny(path, count=3):
    """A file small enough to damage everywhere."""
    pictures = np.random.default_rng(0).integers(0, 256, (count, 2, 2, 3), dtype=np.uint8)
    return save_crops(path, [Crop(i, i, "Anna", picture, f"{i}.jpg") for i, picture in enumerate(pictures)])


def test_what_was_saved_is_what_is_read(tmp_path):
    crops = make_crops(7, ("Anna", "Бета"))
    saved = save_crops(tmp_path / "crops", crops)
    loaded = load_crops(tmp_path / "crops")
    assert loaded == saved
    assert len(loaded) == 7
    assert (loaded.width, loaded.height) == (360, 480)
    assert loaded.persons == tuple(crop.person for crop in crops)
    assert loaded.names == tuple(crop.name for crop in crops)
    for index, crop in enumerate(crops):
        assert np.array_equal(loaded.picture(index), crop.picture)


def test_every_reading_is_a_new_array(tmp_path):
    crops = make_set(tmp_path, 2)
    crops.picture(0)[:] = 0
    assert crops.picture(0).any()
    with pytest.raises(IndexError):
        crops.picture(2)


def test_crops_can_come_one_by_one(tmp_path):
    assert len(save_crops(tmp_path / "crops", iter(make_crops(3)))) == 3


def test_memory_stays_flat_however_many_crops(tmp_path):
    picture = make_crops(1)[0].picture
    tracemalloc.start()
    crops = save_crops(tmp_path / "crops", (Crop(i, i, "Anna", picture, f"{i}.jpg") for i in range(60)))
    load_crops(tmp_path / "crops")
    for index in range(len(crops)):
        crops.picture(index)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * picture.nbytes


def test_no_crops_is_a_sentence_and_leaves_no_file(tmp_path):
    with pytest.raises(TrainingError, match="no crops"):
        save_crops(tmp_path / "crops", [])
    assert list(tmp_path.iterdir()) == []


def test_crops_of_two_sizes_are_refused_and_the_old_file_stays(tmp_path):
    make_set(tmp_path, 2)
    odd = Crop(9, 9, "Anna", np.zeros((320, 256, 3), np.uint8), "z.jpg")
    with pytest.raises(ValueError, match="one size"):
        save_crops(tmp_path / "crops", [*make_crops(1), odd])
    assert len(load_crops(tmp_path / "crops")) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["crops"]


def test_a_bit_flipped_in_any_byte_is_refused(tmp_path):
    path = tmp_path / "crops"
    tiny(path)
    whole = path.read_bytes()
    chance = random.Random(1)
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(EncoderError, match="damaged"):
            load_crops(path)


def test_a_file_cut_at_any_length_or_grown_is_refused(tmp_path):
    path = tmp_path / "crops"
    tiny(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(EncoderError, match="damaged"):
            load_crops(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(EncoderError, match="damaged"):
        load_crops(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"width": 4}, {"width": -2, "height": -2}, {"width": 2.0}, {"width": True}, {"width": 2**40},
        {"names": []}, {"names": ["a", "b"]}, {"names": [1, 2, 3]}, {"names": None}, {"persons": "abc"},
    ],
    ids=str,
)
def test_a_forged_list_of_crops_is_refused(tmp_path, changes):
    """The checksum is no secret: whoever forges the list can forge it too."""
    path = tmp_path / "crops"
    forge(path, json.dumps({"height": 2, "width": 2, "persons": list("abc"), "names": list("abc")} | changes).encode())
    with pytest.raises(EncoderError, match="damaged"):
        load_crops(path)


@pytest.mark.parametrize("footer", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"1" * 5000], ids=len)
def test_a_list_that_makes_no_sense_is_refused(tmp_path, footer):
    path = tmp_path / "crops"
    forge(path, footer)
    with pytest.raises(EncoderError, match="damaged"):
        load_crops(path)


def forge(path, footer: bytes) -> None:
    import hashlib

    body = b"BTGCROP1" + bytes(36) + footer + len(footer).to_bytes(8, "little")
    path.write_bytes(body + hashlib.sha256(body).digest())


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EncoderError, match="nowhere"):
        load_crops(tmp_path / "nowhere")


def test_a_file_that_shrinks_while_it_is_used_gives_an_error_not_a_crash(tmp_path):
    crops = make_set(tmp_path, 3)
    with crops.path.open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(EncoderError, match="shorter"):
        crops.picture(2)
