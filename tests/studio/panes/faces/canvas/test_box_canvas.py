"""Boxes on the canvas by real mouse: moved, resized, turned, drawn at several zooms, and the photo stays put."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from models.faces.boxes import box_about, corners, handle_points
from models.records import Box, Face, FaceState
from studio.panes.faces.canvas.box_canvas import BoxCanvas
from studio.panes.faces.canvas.box_hand import cursor_for, grip_at, held_at

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
PHOTO = (1200, 900)
ZOOMS = (0.6, 1.0, 3.7)


def face(number, box, state=FaceState.SUGGESTED):
    return Face(number, 1, box, state, "haar:alt", 3.0, (), "Ada")


@pytest.fixture
def canvas(qapp, qtbot):
    made = BoxCanvas()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.set_photo(None, PHOTO)
    return made


def show(canvas, box, zoom):
    """One chosen box in the middle of the canvas, at that many screen px per photo px."""
    canvas.set_faces([face(1, box)], 1)
    canvas.zoom(zoom / canvas.view.scale)
    middle = canvas.view.to_screen(*box.centre)
    canvas.scene.view = canvas.view.moved(450 - middle[0], 350 - middle[1])


def screen(canvas, point):
    return QPointF(*canvas.view.to_screen(*point)).toPoint()


def drag(qtbot, canvas, start, end, modifier=Qt.KeyboardModifier.NoModifier, release=True):
    qtbot.mousePress(canvas, LEFT, modifier, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        place = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        _move(canvas, place, modifier)
    if release:
        qtbot.mouseRelease(canvas, LEFT, modifier, end)


def _move(canvas, place, modifier):
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), none, LEFT, modifier)
    QApplication.sendEvent(canvas, move)


def changed(canvas):
    got = []
    canvas.box_changed.connect(lambda _, box: got.append(box))
    return got


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("angle", [0.0, 30.0, -100.0])
def test_the_grip_turns_a_box_about_its_centre(canvas, qtbot, zoom, angle):
    box = box_about((600, 450), 100, angle)
    show(canvas, box, zoom)
    grip = grip_at(box, canvas.view, (900, 700))
    centre = canvas.view.to_screen(*box.centre)
    radius = math.dist(grip, centre)
    target = math.radians(angle - 90 + 40)
    got, moving = changed(canvas), []
    canvas.box_moving.connect(moving.append)
    view = canvas.view
    end = QPoint(round(centre[0] + radius * math.cos(target)), round(centre[1] + radius * math.sin(target)))
    drag(qtbot, canvas, QPointF(*grip).toPoint(), end)
    assert math.remainder(got[0].angle - angle - 40, 360) == pytest.approx(0, abs=1.5)
    assert got[0].centre == pytest.approx(box.centre)
    assert (got[0].width, got[0].height) == (box.width, box.height)
    assert len(moving) >= 3
    assert canvas.view == view


def test_shift_holds_the_turn_to_steps_of_5_degrees(canvas, qtbot):
    box = box_about((600, 450), 200)
    show(canvas, box, 1.0)
    got = changed(canvas)
    start = QPointF(*grip_at(box, canvas.view, (900, 700))).toPoint()
    drag(qtbot, canvas, start, start + QPoint(33, 4), SHIFT)
    assert got[0].angle > 5
    assert got[0].angle % 5 == 0


def test_double_click_on_the_grip_sets_the_box_upright(canvas, qtbot):
    box = box_about((600, 450), 200, 25)
    show(canvas, box, 1.0)
    got = changed(canvas)
    qtbot.mouseDClick(canvas, LEFT, pos=QPointF(*grip_at(box, canvas.view, (900, 700))).toPoint())
    assert got == [replace(box, angle=0.0)]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("handle", ["nw", "e", "s"])
def test_a_turned_box_is_resized_by_its_handles_and_the_opposite_one_stays(canvas, qtbot, zoom, handle):
    box = box_about((600, 450), 120, 35)
    show(canvas, box, zoom)
    got = changed(canvas)
    start = screen(canvas, handle_points(box)[handle])
    away = QPointF(start) - QPointF(*canvas.view.to_screen(*box.centre))
    drag(qtbot, canvas, start, start + (away * (40 / math.hypot(away.x(), away.y()))).toPoint())
    opposite = {"nw": "se", "e": "w", "s": "n"}[handle]
    assert got[0].width > box.width + 20 / zoom
    assert got[0].angle == 35
    assert handle_points(got[0])[opposite] == pytest.approx(handle_points(box)[opposite], abs=1e-6)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_turned_box_is_moved_by_its_inside(canvas, qtbot, zoom):
    box = box_about((600, 450), 120, -50)
    show(canvas, box, zoom)
    got = changed(canvas)
    drag(qtbot, canvas, QPoint(450, 350), QPoint(490, 330))
    assert got[0].centre == pytest.approx((600 + 40 / zoom, 450 - 20 / zoom), abs=0.01)
    assert got[0].angle == -50


def test_a_box_is_drawn_beyond_the_edge_of_the_photo_and_nothing_shifts(canvas, qtbot):
    drawn = []
    canvas.box_drawn.connect(drawn.append)
    view = canvas.view
    start = screen(canvas, (1100, 700))
    drag(qtbot, canvas, start, screen(canvas, (1290, 899)), SHIFT)
    assert canvas.view == view
    assert corners(drawn[0])[0] == pytest.approx((1100, 700), abs=2)
    assert drawn[0].x + drawn[0].width > 1200


def test_a_turned_handle_shows_the_cursor_along_its_pull(canvas, qtbot):
    upright, turned = box_about((600, 450), 200), box_about((600, 450), 200, 90)
    assert cursor_for("n", 0) == Qt.CursorShape.SizeVerCursor
    assert cursor_for("n", 90) == Qt.CursorShape.SizeHorCursor
    assert cursor_for("ne", 0) == cursor_for("nw", 90) == Qt.CursorShape.SizeBDiagCursor
    for box, shape in ((upright, Qt.CursorShape.SizeVerCursor), (turned, Qt.CursorShape.SizeHorCursor)):
        show(canvas, box, 1.0)
        _move(canvas, QPointF(screen(canvas, handle_points(box)["s"])), Qt.KeyboardModifier.NoModifier)
        assert canvas.cursor().shape() == shape
    _move(canvas, QPointF(*grip_at(turned, canvas.view, (900, 700))), Qt.KeyboardModifier.NoModifier)
    assert canvas.cursor().shape() == Qt.CursorShape.BitmapCursor


def test_the_grip_stays_in_sight_where_the_canvas_ends(canvas):
    box = Box(500, 0, 90, 120)
    canvas.set_faces([face(1, box)], 1)
    canvas.zoom(3.0, QPointF(*canvas.view.to_screen(545, 0)))
    canvas.scene.view = canvas.view.moved(0, -canvas.view.to_screen(0, 0)[1])
    grip = grip_at(box, canvas.view, (900, 700))
    assert 0 < grip[1] < 700
    assert grip[1] > canvas.view.to_screen(0, 120)[1]
    assert held_at(box, canvas.view, (900, 700), QPointF(*grip)) == "turn"


def test_a_small_box_can_be_moved_though_its_handles_are_near(canvas, qtbot):
    box = box_about((600, 450), 20)
    show(canvas, box, 1.0)
    got = changed(canvas)
    drag(qtbot, canvas, QPoint(450, 350), QPoint(480, 350))
    assert got[0].width == box.width
    assert got[0].centre[0] == pytest.approx(630)


@pytest.mark.parametrize("how", ["empty place", "middle button", "space"])
def test_the_photo_is_moved_about_by_hand(canvas, qtbot, how):
    box = box_about((600, 450), 200)
    show(canvas, box, 1.0)
    got, chosen = changed(canvas), []
    canvas.face_chosen.connect(chosen.append)
    before = canvas.view
    button = Qt.MouseButton.MiddleButton if how == "middle button" else LEFT
    start = QPoint(200, 200) if how == "empty place" else QPoint(450, 350)
    if how == "space":
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    qtbot.mousePress(canvas, button, pos=start)
    for step in (10, 25, 40):
        qtbot.mouseMove(canvas, start + QPoint(step, -step))
    qtbot.mouseRelease(canvas, button, pos=start + QPoint(40, -40))
    if how == "space":
        qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.view.x, canvas.view.y) == pytest.approx((before.x + 40, before.y - 40))
    assert (got, chosen) == ([], [])


def test_the_wheel_zooms_at_the_cursor_and_with_ctrl_resizes(canvas, qtbot):
    box = box_about((600, 450), 200)
    show(canvas, box, 1.0)
    got = changed(canvas)
    at = QPointF(300, 200)
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        under = canvas.view.to_photo(at.x(), at.y())
        wheel = QWheelEvent(
            at,
            canvas.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, wheel)
        assert canvas.view.to_photo(at.x(), at.y()) == pytest.approx(under)
    assert canvas.view.scale == pytest.approx(1.2)
    assert got[0].width == pytest.approx(206)


def test_escape_lets_go_of_a_box_as_it_was(canvas, qtbot):
    box = box_about((600, 450), 200)
    show(canvas, box, 1.0)
    got, moving = changed(canvas), []
    canvas.box_moving.connect(moving.append)
    drag(qtbot, canvas, QPoint(450, 350), QPoint(500, 350), release=False)
    canvas.cancel()
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(500, 350))
    assert got == []
    assert moving[-1] == box


def test_showing_a_box_in_sight_moves_nothing_even_where_it_reaches_beyond_the_photo(canvas):
    before = canvas.view
    canvas.show_box(Box(1150, 850, 90, 120))
    canvas.show_box(box_about((30, 30), 100, 45))
    assert canvas.view == before
    canvas.zoom(6.0, QPointF(0, 0))
    zoomed = canvas.view
    canvas.show_box(Box(1000, 700, 30, 40))
    assert canvas.view.scale == zoomed.scale
    left, top = canvas.view.to_screen(1000, 700)
    assert 0 <= left <= 900 - 30 * zoomed.scale
    assert 0 <= top <= 700 - 40 * zoomed.scale


def test_near_and_back(canvas):
    box = box_about((600, 450), 40)
    canvas.set_faces([face(1, box)], 1)
    whole = canvas.view
    canvas.toggle_near()
    assert canvas.view.scale > 3 * whole.scale
    assert canvas.view.to_screen(*box.centre) == pytest.approx((450, 350))
    canvas.toggle_near()
    assert canvas.view == whole
