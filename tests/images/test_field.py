"""Pictures that people had trouble with in programs like ours: what is right for each of them."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from models.errors import PictureError
from models.images import list_pages, read_photo, read_picture

pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # silenced in the program itself

COLOURS = {"icc_p3.jpg": (219, 41, 23), "icc_adobe.jpg": (233, 57, 34), "icc_gray_linear.png": (168, 168, 168)}
DATES = {
    "date_subsec.jpg": "2019-07-01T12:13:14",
    "date_zone.jpg": "2019-07-01T12:13:14",
    "date_month_only.jpg": "1993-08",
    "date_year1.jpg": "2011-02-03",
}
RAMPS = {"gray16_white_is_zero.tif": (255, 0), "gray12_in_16_maxsample.tif": (0, 255), "int16_signed.tif": (0, 255)}


@pytest.fixture
def field(shared_data):
    folder = shared_data.parent / "field"
    if not folder.is_dir():
        pytest.skip("the pictures of the field (../shared/field) are not on this machine")
    return folder


def test_every_picture_of_the_field_has_its_test_here(field):
    with (field / "manifest.csv").open(encoding="utf-8", newline="") as file:
        names = {row["file"] for row in csv.DictReader(file) if not row["file"].endswith((".sh", ".txt"))}
    assert names <= {*COLOURS, *DATES, *RAMPS, "camera_raw.nef", "scan_4_pages.tif", "mp200_1bit.png"}


@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_those_that_people_see(field, name):
    assert np.abs(read_picture(field / name)[24, 20].astype(int) - COLOURS[name]).max() <= 2


@pytest.mark.parametrize("name", DATES)
def test_dates_are_those_of_the_photo(field, name):
    assert (read_photo(field / name).taken or "").startswith(DATES[name])


@pytest.mark.parametrize("name", RAMPS)
def test_grays_run_from_end_to_end(field, name):
    row = read_picture(field / name)[0, :, 0].astype(int)
    assert (row[0], row[-1]) == RAMPS[name]
    assert (np.abs(np.diff(row)) <= 1).all()


def test_a_raw_file_is_refused_with_a_way_on(field):
    with pytest.raises(PictureError, match="raw file") as caught:
        read_photo(field / "camera_raw.nef")
    assert "darktable" in caught.value.remedy


def test_a_scan_of_four_is_four_photos(field):
    path = field / "scan_4_pages.tif"
    pictures = [read_picture(path, page) for page in list_pages(path)]
    assert [picture.shape for picture in pictures] == [(60, 80, 3)] * 4
    assert len({picture.tobytes() for picture in pictures}) == 4


def test_two_hundred_megapixels_are_read_at_half_their_size(field):
    photo = read_photo(field / "mp200_1bit.png")
    assert (photo.width, photo.height) == (16320 // 2, 12240 // 2)
