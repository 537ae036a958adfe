"""The brush with real encoder files: drawn by mouse and by tablet, undone by keys, kept, and drawn on."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from models.drawing_records import Drawing, DrawingStart, Stroke
from models.images import read_picture
from models.records import PaintingRecipe, PaintOptions, PaintSource
from tests.studio.panes.paint.test_pane import encoders, folder, module_session, session, show  # noqa: F401

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_brush(session, qtbot):  # noqa: F811
    pane = show(session, qtbot)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    qtbot.mouseClick(pane.switch.button("brush"), Qt.MouseButton.LeftButton)
    return pane


def take_contours(pane, qtbot):
    brush = pane.front
    path = next(path for path, header in pane.desk.shelf.headers.items() if header.title == "Contours")
    brush.panel.encoder.setCurrentIndex(brush.panel.encoder.findText("Contours"))
    brush.panel.encoder.activated.emit(brush.panel.encoder.currentIndex())
    assert str(pane.desk.encoder.path) == path
    answered(brush, qtbot)
    return brush


def answered(brush, qtbot):
    """Until the right side shows what the encoder makes of the left one."""
    qtbot.waitUntil(lambda: brush.settled() and brush.table.canvas.answer is not None)


def spot(canvas, x, y):
    at = canvas.picture_rect(0)
    return (at.topLeft() + QPointF(x, y) * at.width() / 256).toPoint()


def pull(canvas, qtbot, *places):
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, *places[0]))
    for place in places[1:]:
        qtbot.mouseMove(canvas, spot(canvas, *place))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, *places[-1]))


def drop(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    given = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(QPointF(9, 9) if kind is QDropEvent else QPoint(9, 9), *given)
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()


def test_an_encoder_that_takes_no_lines_is_said_and_one_that_does_is_offered(session, qtbot):  # noqa: F811
    pane = open_brush(session, qtbot)
    pane.desk.shelf.choose(next(one.path for one in pane.desk.shelf.headers.values() if one.title == "Colourise"))
    brush = pane.front
    assert brush.unfit.isVisible()
    assert "Colourise does not paint from lines" in brush.unfit.sentence.text()
    assert not brush.keep_button.isEnabled()
    qtbot.mouseClick(brush.unfit.button, Qt.MouseButton.LeftButton)
    assert pane.desk.encoder.title == "Contours"
    answered(brush, qtbot)
    assert brush.table.canvas.isVisible()


def test_a_stroke_is_repainted_undone_kept_and_drawn_on(session, qtbot):  # noqa: F811
    pane = open_brush(session, qtbot)
    brush = take_contours(pane, qtbot)
    canvas, board, first = brush.table.canvas, brush.hand.board, brush.hand.board.picture()
    pull(canvas, qtbot, (60, 60), (100, 90), (150, 200))
    pull(canvas, qtbot, (200, 60), (100, 300))
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert (board.shown, board.total) == (1, 2)
    assert (board.picture() != first).any()
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL | SHIFT)
    assert board.shown == 2
    answered(brush, qtbot)
    with qtbot.waitSignal(session.runner.ended):
        qtbot.mouseClick(brush.keep_button, Qt.MouseButton.LeftButton)
    painted, drawn = session.project.paintings.all()
    assert painted.recipe.options == PaintOptions(PaintSource.DRAWING)
    assert painted.recipe.drawing.strokes == board.strokes
    assert np.array_equal(read_picture(drawn.path), board.picture())
    kept = board.picture()
    brush.hand.set_strokes(())
    brush.ground.wanted = DrawingStart.BLANK
    pane.show_screen("photo")
    pane.asked(recipe=painted.recipe)
    answered(brush, qtbot)
    assert pane.front is brush
    assert np.array_equal(board.picture(), kept)
    qtbot.waitUntil(lambda: pane.desk.painter.idle)


def test_keys_take_pens_and_channels_and_a_tablet_is_felt(session, qtbot):  # noqa: F811
    pane = open_brush(session, qtbot)
    brush = take_contours(pane, qtbot)
    canvas, pen = brush.table.canvas, brush.tool_column.pen
    for key in (Qt.Key.Key_2, Qt.Key.Key_R, Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight):
        qtbot.keyClick(canvas, key)
    assert (pen.value, pen.channels, pen.size) == (100, "gb", 4)
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure,
        1,
        3,
    )
    for kind, x, pressure in (
        (QEvent.Type.TabletPress, 50, 0.2),
        (QEvent.Type.TabletMove, 100, 1.0),
        (QEvent.Type.TabletRelease, 150, 0.4),
    ):
        at = QPointF(spot(canvas, x, 80))
        event = QTabletEvent(
            kind,
            device,
            at,
            QPointF(canvas.mapToGlobal(at.toPoint())),
            pressure,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
        )
        QApplication.sendEvent(canvas, event)
    (stroke,) = brush.hand.board.strokes
    thin, wide, last = (width for _, _, width in stroke.points)
    assert thin < last < wide == 4 * 16
    assert (stroke.value, stroke.channels) == (100, "gb")
    answered(brush, qtbot)


def test_both_pictures_share_one_zoom_and_space_moves_them(session, qtbot):  # noqa: F811
    pane = open_brush(session, qtbot)
    brush = take_contours(pane, qtbot)
    canvas = brush.table.canvas
    brush.table.foot.zoom.setValue(100)
    assert canvas.zoom.factor == 2
    left, right = canvas.picture_rect(0), canvas.picture_rect(1)
    assert left.size() == right.size()
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    middle = canvas.rect().center() - QPoint(canvas.width() // 4, 0)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(canvas, middle - QPoint(30, 20))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle - QPoint(30, 20))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    moved = canvas.picture_rect(0).topLeft() - left.topLeft()
    assert canvas.picture_rect(1).topLeft() - right.topLeft() == moved
    assert moved.x() < 0
    assert brush.hand.board.strokes == ()
    answered(brush, qtbot)


@pytest.mark.parametrize("dropped", [False, True])
def test_a_photo_or_a_file_is_cleaned_to_lines(session, qtbot, dropped):  # noqa: F811
    pane = open_brush(session, qtbot)
    brush = take_contours(pane, qtbot)
    if dropped:
        drop(brush.panel.starts[DrawingStart.LINES], pane.desk.strip.photos()[1].path)
    else:
        qtbot.mouseClick(brush.panel.scan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: brush.ground.start is not None and brush.ground.start.choice.start is DrawingStart.LINES)
    assert set(np.unique(brush.hand.board.picture())) == {0, 200}
    assert brush.panel.starts[DrawingStart.LINES].isChecked()
    answered(brush, qtbot)


def test_a_drawing_that_no_hand_has_drawn_is_refused_and_the_table_stays(session, qtbot):  # noqa: F811
    pane = open_brush(session, qtbot)
    brush = take_contours(pane, qtbot)
    pull(brush.table.canvas, qtbot, (60, 60), (150, 200))
    encoder, strokes = pane.desk.encoder, brush.hand.board.strokes
    options = PaintOptions(PaintSource.DRAWING)
    hostile = Drawing(strokes=(Stroke((), 200), Stroke(((10**9, 0, 16),), 200)))
    with qtbot.waitSignal(session.failed) as told:
        pane.asked(recipe=PaintingRecipe(encoder.sha256, encoder.title, "", "", options, drawing=hostile))
    assert "none that a pen could draw" in str(told.args[0])
    assert brush.hand.board.strokes == strokes
    answered(brush, qtbot)
