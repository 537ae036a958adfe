"""A photo with face boxes on it: zoom, pan, select, move, resize, turn, draw. Geometry comes from models.faces.boxes.

It shows and emits; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.faces.boxes import bounds, scale_about_centre, seen_part, topmost
from models.records import Box, Face, FaceState
from studio.look import theme
from studio.panes.faces.canvas import box_paint
from studio.panes.faces.canvas.box_hand import NOTCH, Hold, cursor_for, dragged, grip_at, held_at
from studio.panes.faces.canvas.canvas_view import CanvasView, brought_in, centred, fitted
from studio.panes.faces.canvas.levels import Levels

NEAR = 0.4
"""Share of the canvas that a box takes when looked at from near."""


class BoxCanvas(QWidget):
    """face_chosen(id) by a click (0: the empty place); box_moving(Box) live while dragging; box_changed(id, Box) and

    box_drawn(Box) when the mouse is let go; drawing_changed(on).
    """

    face_chosen = Signal(int)
    box_moving = Signal(object)
    box_changed = Signal(int, object)
    box_drawn = Signal(object)
    drawing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photo with face boxes")
        self.view = CanvasView()
        self._levels: Levels | None = None
        self._size = (1, 1)
        self._faces: tuple[Face, ...] = ()
        self._selected = 0
        self._ticked: Collection[int] = frozenset()
        self._tag = self._note = ""
        self._ghosts: tuple[Box, ...] = ()
        self._fitted = True
        self._drawing = False
        self._space = False
        self._hold: Hold | None = None
        self._start = QPointF()
        self._origin: Box | None = None
        self._live: Box | None = None
        self._panned = False

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    # what is shown

    def set_photo(self, levels: Levels | None, size: tuple[int, int], *, keep_view: bool = False) -> None:
        """Show a photo of that size in px; levels may come later (None shows an empty sheet of its shape).

        Its boxes, if they are to be fitted too, are set before.
        """
        self._levels, self._size = levels, size
        if not keep_view:
            self._drop_hold()
            self.fit()
        self.update()

    def set_faces(self, faces: Sequence[Face], selected: int, tag: str = "") -> None:
        """Show these boxes; the selected one has handles and the tag."""
        self._faces, self._selected, self._tag = tuple(faces), selected, tag
        self.update()

    def set_ghosts(self, boxes: Sequence[Box]) -> None:
        """Boxes that are only a proposal."""
        self._ghosts = tuple(boxes)
        self.update()

    def set_ticked(self, ids: Collection[int]) -> None:
        """Mark the boxes that "accept the rest" would take."""
        self._ticked = ids
        self.update()

    def set_note(self, text: str) -> None:
        """One quiet line over the foot of the photo."""
        self._note = text
        self.update()

    def selected_face(self) -> Face | None:
        return next((face for face in self._faces if face.id == self._selected), None)

    def set_drawing(self, on: bool) -> None:
        """The next drag draws a box."""
        if on != self._drawing:
            self._drawing = on
            self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
            self.drawing_changed.emit(on)

    def cancel(self) -> None:
        """Let go of what is held, as it was before, and draw nothing."""
        if self._live is not None and self._origin is not None:
            self.box_moving.emit(self._origin)
        self._drop_hold()
        self.set_drawing(False)
        self.update()

    @property
    def drawing(self) -> bool:
        return self._drawing

    # the view

    def fit(self) -> None:
        """Show the whole photo, and whole boxes where they reach a little over its edges."""
        there = [bounds(face.box) for face in self._faces if face.state is not FaceState.REJECTED]
        self.view = fitted(self._size, self._screen(), there)
        self._fitted = True
        self.update()

    def show_box(self, box: Box) -> None:
        """Move by the least that brings what the photo has of the box into sight; no zoom."""
        self.view = brought_in(self.view, seen_part(box, *self._size), self._screen())
        self.update()

    def toggle_near(self) -> None:
        """Near to the selected box, or back to the whole photo."""
        face = self.selected_face()
        if face is None or not self._fitted:
            self.fit()
            return
        self.view = centred(seen_part(face.box, *self._size), NEAR, self._screen(), self.view.scale)
        self._keep_in()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller about a screen point (the middle when none is given)."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        whole = fitted(self._size, self._screen()).scale
        self.view = self.view.zoomed(factor, point.x(), point.y(), min(whole, 1.0) / 2)
        self._keep_in()

    def _screen(self) -> tuple[int, int]:
        return self.width(), self.height()

    def _keep_in(self) -> None:
        self._fitted = False
        self.view = self.view.kept_in(self._size, self._screen())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        face = self.selected_face()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and face is not None:
            self.box_changed.emit(face.id, scale_about_centre(face.box, 1.03**notches, *self._size))
        else:
            self.zoom(1.2**notches, event.position())

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if self._hold is not None or not (left or event.button() == Qt.MouseButton.MiddleButton):
            return
        self._start = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._hold = self._take_hold(event.position(), shifted) if left and not self._space else "pan"
        face = self.selected_face()
        self._origin = face.box if face is not None and self._hold not in ("draw", "pan") else None
        self.setCursor(cursor_for(self._hold, self._origin.angle if self._origin is not None else 0.0))

    def _take_hold(self, at: QPointF, shifted: bool = False) -> Hold:
        """The grip, handle or inside of the selected box, else another box, which is chosen, else the sheet itself."""
        if self._drawing:
            return "draw"
        face = self.selected_face()
        held = held_at(face.box, self.view, self._screen(), at) if face is not None else None
        if held == "turn":
            return held
        if shifted:
            return "draw"
        under = topmost([face.box for face in self._faces], *self.view.to_photo(at.x(), at.y()))
        if held is not None and (held != "inside" or under is None or self._faces[under] == face):
            return held
        if under is not None:
            self.face_chosen.emit(self._faces[under].id)
            return "inside"
        return "pan"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold is None:
            self._show_cursor(event.position())
        elif self._hold == "pan":
            self._pan(event.position())
        else:
            self._drag(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _pan(self, at: QPointF) -> None:
        step = at - self._start
        if self._panned or step.manhattanLength() >= 3:
            self._panned = True
            self._start = at
            self.view = self.view.moved(step.x(), step.y())
            self._keep_in()

    def _drag(self, at: QPointF, snapping: bool) -> None:
        if self._hold is None or (self._live is None and (at - self._start).manhattanLength() < 3):
            return
        start, to = (self.view.to_photo(point.x(), point.y()) for point in (self._start, at))
        self._live = dragged(self._origin, self._hold, start, to, self._size, NOTCH if snapping else 0.0)
        if self._live is not None:
            self.box_moving.emit(self._live)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        hold, live, face, panned = self._hold, self._live, self.selected_face(), self._panned
        self._drop_hold()
        if hold == "draw":
            self.set_drawing(False)
            if live is not None:
                self.box_drawn.emit(live)
        elif live is not None and face is not None:
            self.box_changed.emit(face.id, live)
        elif hold == "pan" and not panned and not self._space and event.button() == Qt.MouseButton.LeftButton:
            self.face_chosen.emit(0)
        self._show_cursor(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drawing or self._space:
            return
        held, face = self._take_hold(event.position()), self.selected_face()
        if held == "turn" and face is not None and face.box.angle:
            self.box_changed.emit(face.id, replace(face.box, angle=0.0))
        elif held == "pan":
            self.fit()

    def _drop_hold(self) -> None:
        self._hold = self._origin = self._live = None
        self._panned = False

    def _show_cursor(self, at: QPointF) -> None:
        face = self.selected_face()
        if self._drawing:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif face is not None:
            self.setCursor(cursor_for(held_at(face.box, self.view, self._screen(), at), face.box.angle))
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    # the keys: Space held turns the mouse into a hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_space(False)
        super().focusOutEvent(event)

    def _set_space(self, on: bool) -> None:
        if on != self._space:
            self._space = on
            self._show_cursor(QPointF(self.mapFromGlobal(self.cursor().pos())))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        self._paint_photo(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in self._ghosts:
            box_paint.draw_ghost(painter, ghost, self.view)
        for face in self._faces:
            if face.id != self._selected:
                box_paint.draw_face(painter, face, face.box, self.view, ticked=face.id in self._ticked)
        self._paint_selected(painter)
        if self._live is not None and self._hold == "draw":
            box_paint.draw_new(painter, self._live, self.view)
        if self._note:
            box_paint.draw_note(painter, self._note, self._place(), QRectF(self.rect()))

    def _paint_selected(self, painter: QPainter) -> None:
        face = self.selected_face()
        if face is None:
            return
        moving = self._live is not None and self._hold != "draw"
        box = self._live if self._live is not None and moving else face.box
        box_paint.draw_face(painter, face, box, self.view, selected=True)
        if self._hold == "draw":
            return
        box_paint.draw_eyes(painter, face, self.view)
        box_paint.draw_handles(painter, box, self.view, grip_at(box, self.view, self._screen()))
        tag = f"{box.angle:.0f}°" if self._hold == "turn" else "" if moving else self._tag
        if tag:
            box_paint.draw_tag(painter, tag, box, self.view, QRectF(self.rect()))

    def _place(self) -> QRectF:
        """Where the whole photo lies on the screen."""
        left, top = self.view.to_screen(0, 0)
        return QRectF(left, top, self._size[0] * self.view.scale, self._size[1] * self.view.scale)

    def _paint_photo(self, painter: QPainter) -> None:
        place = self._place()
        if self._levels is None:
            if self._size != (1, 1):
                painter.fillRect(place, theme.colour("window"))
            return
        image = self._levels.best_for(self.view.scale * self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.view.scale < 4)
        seen = place.intersected(QRectF(self.rect()))
        share = image.width() / place.width()
        corner = (seen.topLeft() - place.topLeft()) * share
        source = QRectF(corner, seen.size() * share)
        painter.drawImage(seen, image, source)
