"""The histogram tells dark from light and one channel from another."""

from __future__ import annotations

import numpy as np
import pytest

from studio.panes.filters.bank.histogram_view import BINS, HistogramView, channel_heights


def test_all_pixels_of_one_level_stand_in_one_bin():
    picture = np.zeros((10, 10, 3), np.uint8)
    picture[..., 0] = 255
    heights = channel_heights(picture)
    assert heights.shape == (3, BINS)
    assert heights[0].argmax() == BINS - 1
    assert heights[1].argmax() == heights[2].argmax() == 0
    assert heights.max() == 1.0


def test_a_picture_changes_what_is_drawn(qtbot, astronaut):
    view = HistogramView()
    qtbot.addWidget(view)
    view.show()
    empty = view.grab().toImage()
    view.set_picture(astronaut)
    assert view.grab().toImage() != empty
    view.set_picture(None)
    assert view.grab().toImage() == empty


@pytest.mark.parametrize("shape", [(1, 1, 3), (320, 256, 3)])
def test_any_size_of_picture(shape):
    assert np.isfinite(channel_heights(np.zeros(shape, np.uint8))).all()
