"""Crops that were cut once must come back bit for bit, and damage must never be taken for a picture."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.datasets import CropStore, crop_key
from models.errors import EncoderError
from models.photos.facts import measure
from models.records import Box
from tests.datasets.crops import make_crops

SIZE = (3, 4)


def picture_of(number: int, size: tuple[int, int] = SIZE):
    return np.random.default_rng(number).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)


def fill(folder, count: int) -> CropStore:
    store = CropStore(folder, SIZE)
    for number in range(count):
        picture = picture_of(number)
        store.add(bytes([number]) * 32, picture, measure(picture, None, False))
    return store


def test_what_was_kept_is_what_is_read_now_and_later(tmp_path):
    crops = make_crops(3)
    store = CropStore(tmp_path / "crops", (360, 480))
    for crop in crops:
        store.add(bytes([crop.photo_id]) * 32, crop.picture, measure(crop.picture, None, False))
    for opened in (store, CropStore(tmp_path / "crops", (360, 480))):
        assert len(opened) == 3
        for number, crop in enumerate(crops):
            assert opened.number(bytes([number]) * 32) == number
            assert np.array_equal(opened.picture(number), crop.picture)
            assert opened.facts(number) == measure(crop.picture, None, False)


def test_a_store_that_is_not_there_is_empty(tmp_path):
    store = CropStore(tmp_path / "nothing", SIZE)
    assert (len(store), store.number(b"x" * 32), store.is_whole(b"x" * 32)) == (0, None, False)


@given(
    boxes=st.lists(st.tuples(*(4 * [st.floats(-100, 5000)]), st.floats(-180, 180)), min_size=2, max_size=2, unique=True)
)
def test_another_box_or_photo_has_another_key(boxes):
    one, other = (Box(*values) for values in boxes)
    assert crop_key("a", one) == crop_key("a", one)
    assert len({crop_key("a", one), crop_key("a", other), crop_key("b", one), crop_key("a", None)}) == 4


def test_the_same_key_takes_the_place_of_the_old_crop(tmp_path):
    store = fill(tmp_path, 5)
    new = picture_of(99)
    assert store.add(bytes([2]) * 32, new, measure(new, None, False)) == 2
    again = CropStore(tmp_path, SIZE)
    assert len(again) == 5
    assert np.array_equal(again.picture(2), new)
    assert np.array_equal(again.picture(3), picture_of(3))


def test_a_bit_flipped_anywhere_is_never_taken_for_a_picture(tmp_path):
    store = fill(tmp_path, 3)
    chance = random.Random(1)
    for path in (store.path, tmp_path / "3x4.heads"):
        whole = path.read_bytes()
        for place in range(len(whole)):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << chance.randrange(8)
            path.write_bytes(damaged)
            opened = CropStore(tmp_path, SIZE)
            right = [number for number in range(3) if opened.is_whole(bytes([number]) * 32)]
            assert len(right) == 2
            assert all(np.array_equal(opened.picture(number), picture_of(number)) for number in right)
        path.write_bytes(whole)


def test_cut_at_any_length_what_is_whole_stays(tmp_path):
    store = fill(tmp_path, 3)
    for path in (store.path, tmp_path / "3x4.heads"):
        whole = path.read_bytes()
        for length in range(len(whole)):
            path.write_bytes(whole[:length])
            opened = CropStore(tmp_path, SIZE)
            kept = sum(opened.is_whole(bytes([number]) * 32) for number in range(3))
            assert kept == length // (len(whole) // 3)
        path.write_bytes(whole)


def test_after_a_write_cut_short_the_next_one_goes_on(tmp_path):
    store = fill(tmp_path, 2)
    with store.path.open("ab") as file:
        file.write(b"half a crop")  # killed between pixels and head
    with (tmp_path / "3x4.heads").open("ab") as file:
        file.write(b"half a head")
    again = CropStore(tmp_path, SIZE)
    assert again.add(b"n" * 32, picture_of(7), measure(picture_of(7), None, False)) == 2
    reopened = CropStore(tmp_path, SIZE)
    assert [np.array_equal(reopened.picture(n), picture_of(s)) for n, s in ((0, 0), (1, 1), (2, 7))] == [True] * 3


def test_sweeping_keeps_what_is_needed_and_what_was_opened_before_stays_readable(tmp_path):
    store, reader = fill(tmp_path, 6), CropStore(tmp_path, SIZE)
    assert store.keep_only(frozenset(bytes([number]) * 32 for number in (1, 4))) == 4
    for opened in (store, CropStore(tmp_path, SIZE)):
        assert opened.keys() == {bytes([1]) * 32, bytes([4]) * 32}
        assert all(np.array_equal(opened.picture(opened.number(bytes([n]) * 32)), picture_of(n)) for n in (1, 4))
    assert all(np.array_equal(reader.picture(number), picture_of(number)) for number in range(6))
    assert store.keep_only(frozenset()) == 2
    assert len(CropStore(tmp_path, SIZE)) == 0


def test_a_file_that_shrinks_while_it_is_used_gives_an_error_not_a_crash(tmp_path):
    store = fill(tmp_path, 3)
    with store.path.open("r+b") as file:
        file.truncate(40)
    with pytest.raises(EncoderError, match="damaged"):
        store.picture(2)


def test_another_size_is_refused(tmp_path):
    with pytest.raises(ValueError, match="keeps crops of"):
        CropStore(tmp_path, SIZE).add(b"k" * 32, picture_of(1, (4, 4)), measure(picture_of(1), None, False))


def test_memory_stays_flat_however_many_crops(tmp_path):
    picture = make_crops(1)[0].picture
    facts = measure(picture, None, False)
    tracemalloc.start()
    store = CropStore(tmp_path, (360, 480))
    for number in range(60):
        store.add(number.to_bytes(32, "big"), picture, facts)
    for number in range(60):
        store.picture(number)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * picture.nbytes
