"""The grid of seeds: every cell whole and 4:5 in any window, taken by mouse and arrow keys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt

from models.records import WIDTHS
from studio.look.qt_images import to_picture
from studio.panes.paint.noise.grid import NoiseGrid, arranged


@given(st.integers(1, 40), st.floats(120, 3000), st.floats(120, 2000))
def test_cells_stay_inside_keep_their_shape_and_never_overlap(count, width, height):
    area = QRectF(16, 16, width, height)
    cells = arranged(count, area)
    assert len(cells) == count
    for number, cell in enumerate(cells):
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(cell)
        assert abs(cell.width() / cell.height() - 0.8) < 1e-6
        assert not any(cell.intersects(other.adjusted(0.01, 0.01, -0.01, -0.01)) for other in cells[:number])


def test_a_seed_is_taken_by_mouse_and_arrows(qtbot):
    grid = NoiseGrid()
    qtbot.addWidget(grid)
    grid.resize(800, 500)
    grid.set_seeds(tuple(range(12)), 0)
    grid.show()
    taken = []
    grid.chosen.connect(taken.append)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(4).center().toPoint())
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    columns = sum(grid.cell(seed).top() == grid.cell(0).top() for seed in grid.seeds)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert taken == [4, 5, 5 + columns]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current in grid.seeds


def test_a_picture_comes_to_its_seed_and_new_seeds_begin_empty(qtbot):
    grid = NoiseGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.set_seeds((7, 8), 7)
    grid.set_picture(8, np.full((320, 256, 3), (200, 10, 10), np.uint8))
    assert grid.grab().toImage().pixelColor(grid.cell(8).center().toPoint()).red() == 200
    grid.set_seeds((8, 9), 8)
    assert not grid.has_picture(8)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_of_any_width_fills_its_cell_with_every_pixel_counted(qtbot, width):
    """A fine black and white pattern is seen as the gray it is from afar, whatever the encoder's size."""
    grid = NoiseGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 420)
    grid.set_seeds(tuple(range(12)), 0)
    fine = np.zeros((width * 5 // 4, width, 3), np.uint8)
    fine[:, ::4] = fine[:, 1::4] = 255
    for seed in grid.seeds:
        grid.set_picture(seed, fine)
    shown = to_picture(grid.grab().toImage())
    cell = grid.cell(5).adjusted(4, 4, -4, -30).toRect()  # clear of the frame and the words
    inside = shown[cell.top() : cell.bottom(), cell.left() : cell.right()]
    assert abs(float(inside.mean()) - 127.5) < 6
    if width > 2 * cell.width():
        assert float(inside.std()) < 45
