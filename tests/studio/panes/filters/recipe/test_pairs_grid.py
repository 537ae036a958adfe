"""Twelve pairs fill their place whatever its shape, and each can be looked at closely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF, Qt

from studio.panes.filters.recipe.pairs_grid import PairsGrid, cells

sides = st.floats(60, 2400)


def pairs(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    light = np.full((40, 32, 3), 255, np.uint8)
    return [(np.full_like(light, 20 * number), light) for number in range(count)]


@given(width=sides, height=sides)
def test_no_pair_leaves_the_place_or_covers_another(width, height):
    found = cells(12, QSizeF(width, height), 1.25)
    area = QRectF(0, 0, width, height).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert len(found) == 12
    if min(width, height) > 160:
        assert all(area.contains(rect) for rect in found)
    assert not any(one.intersects(other) for place, one in enumerate(found) for other in found[place + 1 :])


@given(width=st.floats(300, 2400), height=st.floats(300, 2400))
def test_both_pictures_of_a_pair_keep_their_shape(width, height):
    for rect in cells(12, QSizeF(width, height), 1.25):
        assert (rect.width() - 2) / 2 * 1.25 == pytest.approx(rect.height())


def test_a_wide_place_has_more_columns_than_a_tall_one():
    def columns(width, height):
        return len({round(rect.left()) for rect in cells(12, QSizeF(width, height), 1.25)})

    assert columns(1600, 200) > columns(600, 400) > columns(200, 900)


@pytest.fixture
def grid(qapp, qtbot):
    made = PairsGrid()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    qtbot.waitExposed(made)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def press(qtbot, grid, number: int):
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rects()[number].center().toPoint())


def test_pairs_are_shown_as_they_come(grid):
    grid.set_pairs(pairs(5))
    rects, image = grid.rects(), grid.grab().toImage()

    def left_of(number: int) -> int:
        rect = rects[number]
        return image.pixelColor(int(rect.left() + rect.width() / 4), int(rect.center().y())).red()

    assert [left_of(number) for number in range(5)] == [0, 20, 40, 60, 80]
    assert grid.count() == 5
    grid.set_pairs(pairs(12))
    assert grid.rects() == rects
    assert grid.grab().toImage() != image


def test_a_pair_is_chosen_and_let_go_by_mouse(qtbot, grid):
    grid.set_pairs(pairs(12))
    press(qtbot, grid, 7)
    press(qtbot, grid, 2)
    press(qtbot, grid, 2)
    assert grid.told == [7, 2, -1]


def test_the_place_of_a_pair_that_has_not_come_chooses_nothing(qtbot, grid):
    grid.set_pairs(pairs(3))
    press(qtbot, grid, 8)
    assert grid.told == []


def test_arrow_keys_walk_and_escape_lets_go(qtbot, grid):
    grid.set_pairs(pairs(12))
    grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Escape):
        qtbot.keyClick(grid, key)
    columns = len({round(rect.left()) for rect in grid.rects()})
    assert grid.told == [0, 1, 1 + columns, columns, -1]
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.current() == 0
