"""A run's list of crops must be whole or refused, and survive the move of its project."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.datasets import Entry, load_crops, save_crops
from models.datasets.crop_set import group_alike
from models.errors import EncoderError, TrainingError
from tests.datasets.crops import make_crops, make_set


@pytest.fixture
def listed(tmp_path):
    """The list of four crops of two people."""
    make_set(tmp_path / "run", 4, ("Anna", "Бета"))
    return tmp_path / "run" / "crops.json"


def test_what_was_listed_is_what_is_read(listed):
    crops, made = load_crops(listed), make_crops(4, ("Anna", "Бета"))
    assert (len(crops), crops.size, crops.missing) == (4, (360, 480), 0)
    assert crops.persons == tuple(crop.person for crop in made)
    assert crops.names == tuple(crop.name for crop in made)
    assert all(np.array_equal(crops.picture(index), crop.picture) for index, crop in enumerate(made))
    with pytest.raises(IndexError):
        crops.picture(4)


def test_a_project_may_be_moved(listed, tmp_path):
    moved = shutil.move(tmp_path / "run", tmp_path / "elsewhere")
    assert len(load_crops(moved / "crops.json")) == 4


def test_crops_the_store_has_lost_are_left_out_and_counted(listed):
    store = load_crops(listed).store
    store.keep_only(store.keys() - {(2).to_bytes(32, "big")})
    crops = load_crops(listed)
    assert (crops.missing, crops.names) == (1, ("b-000.jpg", "b-001.jpg", "b-003.jpg"))


def test_without_any_crop_left_it_is_a_sentence(listed):
    load_crops(listed).store.keep_only(frozenset())
    with pytest.raises(EncoderError, match="none of its crops is left"):
        load_crops(listed)


def test_no_crops_is_a_sentence_and_leaves_no_file(listed, tmp_path):
    with pytest.raises(TrainingError, match="no crops"):
        save_crops(tmp_path / "empty.json", load_crops(listed).store, [])
    assert not (tmp_path / "empty.json").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"size": [0, 4]},
        {"size": [360.0, 480]},
        {"size": [2**40, 4]},
        {"size": 3},
        {"keys": []},
        {"keys": ["zz"] * 4},
        {"keys": None},
        {"names": ["a"]},
        {"names": [1, 2, 3, 4]},
        {"persons": "abcd"},
        {"photos": ["1"] * 4},
        {"chosen": [True] * 4},
        {"store": 3},
        {"groups": [0.5] * 4},
    ],
    ids=str,
)
def test_a_forged_list_is_refused(listed, changes):
    listed.write_text(json.dumps(json.loads(listed.read_bytes()) | changes))
    with pytest.raises(EncoderError, match="damaged"):
        load_crops(listed)


def test_a_list_cut_at_any_length_is_refused(listed):
    whole = listed.read_bytes()
    for length in range(len(whole)):
        listed.write_bytes(whole[:length])
        with pytest.raises(EncoderError, match="damaged"):
            load_crops(listed)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"1" * 5000], ids=len)
def test_a_list_that_makes_no_sense_is_refused(listed, text):
    listed.write_bytes(text)
    with pytest.raises(EncoderError, match="damaged"):
        load_crops(listed)


def test_a_missing_list_is_named(tmp_path):
    with pytest.raises(EncoderError, match="nowhere"):
        load_crops(tmp_path / "nowhere")


def entry(photo: int, crop_hash: int, photo_hash: int) -> Entry:
    return Entry(b"k" * 32, "Anna", "a.jpg", photo, (f"{photo_hash:016x}", f"{crop_hash:016x}"))


def test_faces_of_one_photo_and_near_duplicates_belong_together():
    far = [0x00FF00FF00FF00FF, 0xFF00FF00FF00FF00, 0x0F0F0F0F0F0F0F0F, 0x123456789ABCDEF0, 0xFEDCBA9876543210]
    entries = [
        entry(1, far[0], far[1]),
        entry(1, far[2], far[1]),  # one photo
        entry(2, far[3], far[4]),
        entry(3, far[3] ^ 0b111, far[1] ^ far[0]),  # its crop all but repeats the one before
    ]
    assert group_alike(entries) == [0, 0, 2, 2]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**64 - 1)), max_size=30))
def test_a_group_is_named_by_its_first(rows):
    groups = group_alike([entry(photo, crop, crop ^ 0xFFFF) for photo, crop in rows])
    assert all(group <= index and groups[group] == group for index, group in enumerate(groups))
