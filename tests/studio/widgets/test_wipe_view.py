"""Before against after: what a person does with mouse and keys, and what is then on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from studio.widgets.wipe_view import WipeView
from tests.timing import cpu_seconds

RED, BLUE = (255, 0, 0), (0, 0, 255)


def _flat(colour, height=320, width=256):
    return np.full((height, width, 3), colour, np.uint8)


@pytest.fixture
def view(qtbot):
    made = WipeView()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.set_pictures(_flat(RED), _flat(BLUE))
    made.show()
    qtbot.waitExposed(made)
    return made


def _seen(view, x, y=60):
    colour = view.grab().toImage().pixelColor(round(x), y)
    return colour.red(), colour.green(), colour.blue()


def _wheel(view, at, notches):
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_left_of_the_line_is_before_and_right_of_it_after(view):
    line = view.handle_x()
    assert _seen(view, line - 20) == RED
    assert _seen(view, line + 20) == BLUE


def test_dragging_the_handle_wipes_and_never_leaves_the_picture(view, qtbot):
    start = QPoint(round(view.handle_x()), 200)
    with qtbot.waitSignal(view.wiped):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view, start + QPoint(60, 0))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert abs(view.handle_x() - start.x() - 60) < 2
    assert _seen(view, start.x() + 40) == RED
    view.set_position(9.0)
    assert view.handle_x() == pytest.approx(view.picture_rect().right())


def test_arrow_keys_wipe(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.position == pytest.approx(0.52)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.position == pytest.approx(0.5)


def test_holding_space_shows_the_original_alone(view, qtbot):
    right = view.picture_rect().right() - 10
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert view.holding
    assert _seen(view, right) == RED
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert _seen(view, right) == BLUE


def test_side_by_side_shows_both_whole(view):
    view.set_mode("side")
    for side, colour in (("left", RED), ("right", BLUE)):
        rect = view.picture_rect(side)
        assert _seen(view, rect.left() + 5, 200) == colour
        assert _seen(view, rect.right() - 5, 200) == colour


def test_flip_changes_sides_at_a_click(view, qtbot):
    view.set_mode("flip")
    assert _seen(view, 200) == BLUE
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert _seen(view, 200) == RED


def test_wheel_zooms_drag_pans_double_click_fits(view, qtbot):
    _wheel(view, QPoint(230, 220), 5)
    assert view.zoom.factor > 2
    before = view.picture_rect().left()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    qtbot.mouseMove(view, QPoint(320, 110))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(320, 110))
    assert view.picture_rect().left() == pytest.approx(before + 20)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert view.zoom.factor == 1


def test_a_live_change_keeps_zoom_and_wipe_but_another_shape_starts_afresh(view):
    _wheel(view, QPoint(230, 220), 4)
    view.set_position(0.3)
    kept = view.zoom
    view.set_pictures(_flat(RED), _flat((0, 255, 0)))
    assert (view.zoom, view.position) == (kept, 0.3)
    view.set_pictures(_flat(RED, 100, 300), None)
    assert view.zoom.factor == 1


def test_one_picture_alone_is_shown_whole_and_none_says_so(view):
    view.set_pictures(_flat(RED), None)
    assert _seen(view, view.picture_rect().right() - 5) == RED
    view.set_pictures(None, None)
    view.set_empty_text("No face yet")
    assert view.picture_rect().isEmpty()
    view.grab()


def test_wiping_over_a_twelve_megapixel_photo_stays_under_a_frame(view):
    view.set_pictures(_flat(RED, 3000, 4000), _flat(BLUE, 3000, 4000))
    view.grab()

    def wipe():
        for i in range(10):
            view.set_position(i / 10)
            view.grab()

    assert cpu_seconds(wipe) / 10 < 0.033
