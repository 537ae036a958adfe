"""Zoom, pan and fit as numbers: the point under the cursor stays, the photo is never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.panes.faces.canvas.canvas_view import CanvasView, brought_in, fitted

sides = st.integers(1, 12_000)
screens = st.tuples(st.integers(200, 3000), st.integers(200, 2000))
places = st.floats(-2000, 4000)


@given(sides, sides, screens, places, places, st.floats(0.2, 5))
def test_the_point_under_the_cursor_stays_while_zooming(width, height, screen, x, y, factor):
    view = fitted((width, height), screen)
    zoomed = view.zoomed(factor, x, y, view.scale / 2)
    assert zoomed.to_screen(*view.to_photo(x, y)) == pytest.approx((x, y), abs=1e-5)


@given(sides, sides, screens)
def test_fitting_shows_the_whole_photo_in_the_middle(width, height, screen):
    view = fitted((width, height), screen)
    left, top = view.to_screen(0, 0)
    right, bottom = view.to_screen(width, height)
    assert left >= 0
    assert top >= 0
    assert right <= screen[0] + 1e-6
    assert bottom <= screen[1] + 1e-6
    assert (left + right) / 2 == pytest.approx(screen[0] / 2)


@given(sides, sides, screens, places, places)
def test_panning_never_loses_the_photo(width, height, screen, dx, dy):
    view = fitted((width, height), screen).moved(dx * 3, dy * 3).kept_in((width, height), screen)
    left, top = view.to_screen(0, 0)
    right, bottom = view.to_screen(width, height)
    assert left <= screen[0] - 60
    assert top <= screen[1] - 60
    assert right >= 60 - 1e-6
    assert bottom >= 60 - 1e-6


@given(places, places)
def test_screen_and_photo_are_inverse(x, y):
    view = CanvasView(0.37, -40, 12)
    assert view.to_photo(*view.to_screen(x, y)) == pytest.approx((x, y), abs=1e-6)


def test_a_box_in_sight_moves_nothing_and_one_outside_moves_by_the_least():
    view = CanvasView(1, 0, 0)
    assert brought_in(view, (100, 100, 50, 60), (800, 600)) == view
    moved = brought_in(view, (790, 100, 50, 60), (800, 600))
    assert moved.y == 0
    assert moved.to_screen(840, 0)[0] == pytest.approx(776)


def test_boxes_that_hang_over_a_little_are_fitted_whole_and_far_ones_in_part():
    alone = fitted((400, 400), (900, 700))
    inside = fitted((400, 400), (900, 700), [(10, 10, 60, 80)])
    assert inside == alone
    hanging = fitted((400, 400), (900, 700), [(50, -60, 300, 400)])
    assert hanging.to_screen(0, -60)[1] == pytest.approx(24)
    assert hanging.to_screen(0, 400)[1] == pytest.approx(700 - 24)
    far = fitted((400, 400), (900, 700), [(50, -3000, 300, 400)])
    assert far.to_screen(0, -80)[1] == pytest.approx(24)
