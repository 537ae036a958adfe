"""The grid of seeds: every cell whole and 4:5 in any window, taken by mouse and arrow keys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt

from models.records import WIDTHS
from studio.look.qt_images import to_picture
from studio.panes.paint.noise.grid import NoiseGrid, arranged
from studio.panes.paint.noise.points import seeds_from


@given(st.integers(1, 40), st.floats(120, 3000), st.floats(120, 2000))
def test_cells_stay_inside_keep_their_shape_and_never_overlap(count, width, height):
    area = QRectF(16, 16, width, height)
    cells = arranged(count, area)
    assert len(cells) == count
    for number, cell in enumerate(cells):
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(cell)
        assert abs(cell.width() / cell.height() - 0.8) < 1e-6
        assert not any(cell.intersects(other.adjusted(0.01, 0.01, -0.01, -0.01)) for other in cells[:number])


def _grid(qtbot, width: int, height: int, count: int = 12) -> NoiseGrid:
    grid = NoiseGrid("seeds")
    qtbot.addWidget(grid)
    grid.resize(width, height)
    grid.set_points(seeds_from(0, count))
    grid.chosen.connect(grid.set_marks)
    grid.show()
    return grid


def _at(grid: NoiseGrid, number: int) -> QPoint:
    return grid.cell(grid.points[number]).center().toPoint()


def test_a_seed_is_taken_by_mouse_and_arrows_opened_and_made_the_other_end(qtbot):
    grid = _grid(qtbot, 800, 500)
    taken, opened, paired = [], [], []
    for signal, told in ((grid.chosen, taken), (grid.opened, opened), (grid.paired, paired)):
        signal.connect(told.append)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=_at(grid, 4))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    columns = sum(grid.cell(point).top() == grid.cell(grid.points[0]).top() for point in grid.points)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert [point.seed for point in taken] == [4, 5, 5 + columns]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current in grid.points
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, _at(grid, 2))
    assert (opened, [point.seed for point in paired]) == ([grid.current], [2])


def test_a_picture_comes_to_its_point_and_stays_while_the_point_does(qtbot):
    grid = _grid(qtbot, 400, 300, 2)
    grid.set_picture(grid.points[1], np.full((320, 256, 3), (200, 10, 10), np.uint8))
    assert grid.grab().toImage().pixelColor(_at(grid, 1)).red() == 200
    grid.set_points(seeds_from(1, 2))
    assert [grid.has_picture(point) for point in grid.points] == [True, False]
    grid.clear()
    assert not grid.has_picture(grid.points[0])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_of_any_width_fills_its_cell_with_every_pixel_counted(qtbot, width):
    """A fine black and white pattern is seen as the gray it is from afar, whatever the encoder's size."""
    grid = _grid(qtbot, 900, 420)
    fine = np.zeros((width * 5 // 4, width, 3), np.uint8)
    fine[:, ::4] = fine[:, 1::4] = 255
    for point in grid.points:
        grid.set_picture(point, fine)
    shown = to_picture(grid.grab().toImage())
    cell = grid.cell(grid.points[5]).adjusted(4, 4, -4, -30).toRect()  # clear of the frame and the words
    inside = shown[cell.top() : cell.bottom(), cell.left() : cell.right()]
    assert abs(float(inside.mean()) - 127.5) < 6
    if width > 2 * cell.width():
        assert float(inside.std()) < 45
