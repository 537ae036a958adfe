"""A picture under zoom and pan: it never leaves a gap, and the point under the cursor stays there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from studio.widgets.zoom import Zoom, fitted, halves, panned, placed, zoomed

sizes = st.builds(QSizeF, st.integers(1, 6000), st.integers(1, 6000))
areas = st.builds(QRectF, st.integers(-50, 50), st.integers(-50, 50), st.integers(40, 3000), st.integers(40, 2000))
moves = st.lists(st.tuples(st.floats(0.2, 5), st.floats(0, 1), st.floats(0, 1), st.integers(-900, 900)), max_size=8)


def _walked(picture, area, steps):
    zoom = Zoom()
    for by, x, y, pan in steps:
        at = area.topLeft() + QPointF(x * area.width(), y * area.height())
        zoom = panned(picture, area, zoomed(picture, area, zoom, by, at), QPointF(pan, -pan))
    return zoom


@given(sizes, areas, moves)
def test_any_walk_keeps_the_picture_in_the_view_without_a_gap(picture, area, steps):
    zoom = _walked(picture, area, steps)
    rect, whole = placed(picture, area, zoom), fitted(picture, area)
    assert zoom.factor >= 1
    assert abs(rect.width() / rect.height() - picture.width() / picture.height()) < 1e-3 * rect.width()
    for low, high, start, end in (
        (rect.left(), rect.right(), area.left(), area.right()),
        (rect.top(), rect.bottom(), area.top(), area.bottom()),
    ):
        inside = low >= start - 1e-3 and high <= end + 1e-3
        covering = low <= start + 1e-3 and high >= end - 1e-3
        assert inside or covering
    assert rect.width() >= whole.width() - 1e-6


@given(st.floats(0.35, 0.65), st.floats(0.35, 0.65), st.floats(2, 8))
def test_what_lies_under_the_cursor_stays_there(x, y, by):
    picture, area = QSizeF(400, 400), QRectF(0, 0, 800, 800)
    at = QPointF(800 * x, 800 * y)
    first = zoomed(picture, area, Zoom(), 3.0, at)
    before, after = placed(picture, area, first), placed(picture, area, zoomed(picture, area, first, by, at))
    for old, new, point, length in (
        (before.left(), after.left(), at.x(), (before.width(), after.width())),
        (before.top(), after.top(), at.y(), (before.height(), after.height())),
    ):
        assert abs((point - old) / length[0] - (point - new) / length[1]) < 1e-3


def test_two_halves_share_the_area_with_a_gap():
    left, right = halves(QRectF(0, 0, 804, 500), 4)
    assert left == QRectF(0, 0, 400, 500)
    assert right == QRectF(404, 0, 400, 500)
