"""A contact sheet holds every picture once, none squeezed, whatever their number and shape."""

from __future__ import annotations

import numpy as np
import pytest

from models.gallery.contact_sheet import CELL, GAP, make_contact_sheet


@pytest.mark.parametrize("count", [1, 2, 5, 13])
def test_every_picture_is_on_the_page(count):
    colours = [(10 * n + 60, 200 - 10 * n, 255) for n in range(count)]
    pictures = [np.full((90, 120, 3), colour, np.uint8) for colour in colours]
    page = make_contact_sheet(pictures, [f"picture {n}" for n in range(count)])
    for colour in colours:
        assert int((page == colour).all(axis=2).sum()) == 90 * 120


def test_a_wide_picture_keeps_its_ratio():
    page = make_contact_sheet([np.full((400, 1600, 3), (0, 255, 0), np.uint8)], ["wide"])
    rows, columns = np.nonzero((page == (0, 255, 0)).all(axis=2))
    assert (np.ptp(columns) + 1, np.ptp(rows) + 1) == (CELL, CELL // 4)
    assert page.shape[1] == CELL + 2 * GAP


def test_a_long_caption_stays_in_its_cell():
    picture = np.zeros((300, 300, 3), np.uint8)
    page = make_contact_sheet([picture, picture], ["name " * 60, "写真 → é"], columns=2)
    between = page[:, GAP + CELL + 2 : GAP + CELL + GAP - 2]
    assert np.ptp(between.astype(int)) == 0


def test_no_picture_is_no_page():
    with pytest.raises(ValueError, match="at least one"):
        make_contact_sheet([], [])
