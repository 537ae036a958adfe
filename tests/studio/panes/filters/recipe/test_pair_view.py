"""The two pictures of a recipe stand where they always stood, whatever their size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize, QSizeF

from studio.panes.filters.recipe.pair_view import PairView, places


@given(width=st.floats(120, 2400), height=st.floats(60, 2400))
def test_both_pictures_lie_side_by_side_inside_and_in_shape(width, height):
    left, arrow, right = places(QSizeF(width, height), 1.25)
    area = QRectF(0, 0, width, height).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert area.contains(left)
    assert area.contains(right)
    assert left.size() == right.size()
    assert left.height() == pytest.approx(1.25 * left.width())
    assert left.right() < arrow.left() < arrow.right() < right.left()


def test_pictures_of_any_recipe_s_size_fill_the_same_places(qapp, qtbot):
    view = PairView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    left, _, right = places(QSizeF(view.size()), 1.25)
    for width in (128, 256, 512):
        tall = width * 5 // 4
        view.set_pictures(np.full((tall, width, 3), 40, np.uint8), np.full((tall, width, 3), 220, np.uint8))
        image = view.grab().toImage()
        assert view.shown() == (QSize(width, tall), QSize(width, tall))
        assert image.pixelColor(left.center().toPoint()).red() == 40
        assert image.pixelColor(right.center().toPoint()).red() == 220
    view.set_pictures(None, None)
    assert view.shown() is None
    view.set_labels("goes in: gray", "comes out: the picture")
    assert view.accessibleName() == "goes in: gray → comes out: the picture"


def test_pixels_much_enlarged_are_squares_and_many_made_few_are_averaged(qapp, qtbot):
    view = PairView()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    left, _, right = places(QSizeF(view.size()), 1.25)
    few = np.zeros((10, 8, 3), np.uint8)
    few[:, ::2] = 255
    many = np.zeros((1280, 1024, 3), np.uint8)
    many[:, ::2] = 255
    view.set_pictures(few, many)
    image = view.grab().toImage()
    y = int(left.center().y())
    across = [image.pixelColor(x, y).red() for x in range(int(left.left()) + 2, int(left.right()) - 2)]
    assert set(across) == {0, 255}
    mixed = [image.pixelColor(x, y).red() for x in range(int(right.left()) + 9, int(right.right()) - 9)]
    assert all(90 < value < 165 for value in mixed)
