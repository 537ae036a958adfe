"""The sheet of triples: readable widths, pinned ones marked, a click says which."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from studio.panes.train.live.triple_view import TripleScroll, TripleView, arranged, cells


def _triple(*levels):
    return tuple(np.full((320, 256, 3), level, np.uint8) for level in levels)


@given(st.integers(1, 20), st.floats(200, 3000))
def test_triples_never_overlap_nor_leave_the_width(count, width):
    rects = arranged(count, width)
    for i, rect in enumerate(rects):
        assert rect.right() <= width + 1e-6
        assert not any(rect.intersects(other) for other in rects[i + 1 :])


def test_pictures_keep_their_shape():
    for cell in cells(arranged(3, 1000)[0]):
        assert abs(cell.height() / cell.width() - 320 / 256) < 1e-6


def test_what_goes_in_stands_left_and_what_is_true_right(qtbot):
    view = TripleView()
    qtbot.addWidget(view)
    view.set_triples([_triple(10, 120, 250)])
    view.resize(600, view.heightForWidth(600))
    view.show()
    image = view.grab().toImage()
    shades = [image.pixelColor(cell.center().toPoint()).red() for cell in cells(view.rects()[0])]
    assert shades == [10, 120, 250]


def test_a_click_says_which_triple(qtbot):
    view = TripleView()
    qtbot.addWidget(view)
    view.set_triples([_triple(0, 1, 2), _triple(3, 4, 5)], pinned=1)
    view.resize(1000, view.heightForWidth(1000))
    view.show()
    with qtbot.waitSignal(view.chosen) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rects()[1].center().toPoint())
    assert caught.args == [1]
    assert (len(view), view.pinned) == (2, 1)


def test_every_size_of_the_view_settles_with_and_without_a_scroll_bar(qtbot):
    scroll = TripleScroll()
    qtbot.addWidget(scroll)
    scroll.set_triples([_triple(0, 1, 2)] * 3)
    scroll.show()
    for height in range(60, 900, 7):
        scroll.resize(860, height)
        qtbot.wait(0)
        assert scroll.triples.width() <= scroll.width()
        assert scroll.triples.height() == scroll.triples.heightForWidth(scroll.triples.width())
