"""Each photo of a scan is a photo, its previews are none, and a camera's raw file is called what it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import PictureError
from models.images import count_pages, list_pages, page_key, read_file, read_photo, read_picture
from tests.images.colours import profile_of
from tests.images.tiffs import page, tiff

HEADS = {
    "a.cr2": b"II*\x00\x10\x00\x00\x00CR\x02\x00",
    "a.cr3": b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom",
    "a.raf": b"FUJIFILMCCD-RAW 0201",
    "a.orf": b"IIRO\x08\x00\x00\x00",
    "a.rw2": b"IIU\x00\x18\x00\x00\x00",
    "a.x3f": b"FOVb\x01\x00\x02\x00",
    "a.mrw": b"\x00MRM\x00\x00",
    "a.crw": b"II\x1a\x00\x00\x00HEAPCCDR",
    "renamed.jpg": b"FUJIFILMCCD-RAW 0201",
}


def flat(level, width=32, height=24):
    return np.full((height, width, 3), level, np.uint8)


def written(tmp_path, data, name="scan.tif"):
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def levels(path):
    return [int(read_picture(path, number)[0, 0, 0]) for number in list_pages(path)]


@given(count=st.integers(1, 12), order=st.sampled_from("<>"))
def test_every_page_is_a_photo_with_a_key_of_its_own(tmp_path, count, order):
    path = written(tmp_path, tiff(*(page(flat(10 * number)) for number in range(count)), order=order))
    photos = [read_photo(path, number) for number in list_pages(path)]
    assert [int(photo.picture[0, 0, 0]) for photo in photos] == [10 * number for number in range(count)]
    assert len({photo.sha256 for photo in photos}) == count
    assert [photo.sha256 for photo in photos] == [page_key(photos[0].sha256, number) for number in range(count)]


@given(kinds=st.lists(st.sampled_from([0, 1, 2, 4, 5]), min_size=1, max_size=8))
def test_previews_and_masks_are_not_photos(tmp_path, kinds):
    path = written(tmp_path, tiff(*(page(flat(10 * n + 10), t254=kind) for n, kind in enumerate(kinds))))
    whole = [10 * n + 10 for n, kind in enumerate(kinds) if not kind & 5]
    assert levels(path) == (whole or [10])


def test_a_preview_in_front_is_not_the_photo(tmp_path):
    path = written(tmp_path, tiff(page(flat(200, 8, 6), t255=2), page(flat(50))))
    assert read_picture(path).shape == (24, 32, 3)
    assert levels(path) == [50]


def test_a_page_has_its_own_colours(tmp_path):
    colour = np.full((8, 8, 3), (201, 60, 40), np.uint8)
    profiled, plain = page(colour, t34675=profile_of("Display P3")), page(colour)
    path = written(tmp_path, tiff(profiled, plain))
    assert np.abs(read_picture(path)[0, 0].astype(int) - (219, 41, 23)).max() <= 1
    assert (read_picture(path, 1) == colour).all()


def test_a_page_that_is_not_there_is_said(tmp_path):
    path = written(tmp_path, tiff(page(flat(1)), page(flat(2))))
    for wanted, name in ((2, path), (1, written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png"))):
        with pytest.raises(PictureError):
            read_picture(name, wanted)
    assert count_pages(path, read_file(path)) == 2


def test_a_circle_of_pages_ends(tmp_path):
    data = bytearray(tiff(page(flat(1)), page(flat(2))))
    first = int.from_bytes(data[4:8], "little")
    second = int.from_bytes(data[first + 2 + 12 * 12 - 0 : first + 2 + 12 * 12 + 4], "little")
    entries = int.from_bytes(data[second : second + 2], "little")
    data[second + 2 + 12 * entries : second + 6 + 12 * entries] = data[4:8]
    assert len(list_pages(written(tmp_path, bytes(data)))) == 2


@pytest.mark.parametrize("name", HEADS)
def test_raw_files_are_told_by_their_head(tmp_path, name):
    refuses_raw(written(tmp_path, HEADS[name].ljust(200, b"\x00"), name))


@pytest.mark.parametrize("name", ["a.nef", "a.tif", "a.jpg"])
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("sensor", [32803, 34892])
def test_raw_files_that_are_tiffs_are_told_by_what_they_hold(tmp_path, name, order, sensor):
    seen = page(np.zeros((48, 64), np.uint16), t262=sensor)
    thumbnail = page(flat(90, 8, 6), t254=1, t271=b"NIKON\x00")
    refuses_raw(written(tmp_path, tiff(thumbnail, order=order, below=[seen]), name))
    refuses_raw(written(tmp_path, tiff(seen, thumbnail, order=order), name))
    refuses_raw(written(tmp_path, tiff(thumbnail, seen, order=order), name))


def test_a_name_or_a_version_of_dng_is_enough(tmp_path):
    refuses_raw(written(tmp_path, tiff(page(flat(9))), "a.ARW"))
    refuses_raw(written(tmp_path, tiff(page(flat(9), t50706=b"\x01\x04\x00\x00"))))


def test_a_tiff_of_a_camera_and_one_with_its_small_copies_below_are_photos(tmp_path):
    path = written(tmp_path, tiff(page(flat(70), t271=b"Canon\x00"), below=[page(flat(70, 16, 12), t254=1)]))
    assert levels(path) == [70]


def refuses_raw(path):
    for ask in (read_picture, lambda path: count_pages(path, path.read_bytes())):
        with pytest.raises(PictureError, match="raw") as caught:
            ask(path)
        assert "JPEG or TIFF" in caught.value.remedy
        if path.suffix == ".ARW":
            return  # whose name alone gives it away
