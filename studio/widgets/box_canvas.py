"""A photo with face boxes on it: zoom, pan, select, move, resize, draw. Geometry comes from models.faces.boxes.

It shows and emits; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.faces.boxes import Handle, box_from_drag, hit, nudge, resize_from_handle, scale_about_centre, topmost
from models.records import Box, Face
from studio import theme
from studio.widgets import box_paint
from studio.widgets.canvas_view import CanvasView, brought_in, fitted
from studio.widgets.levels import Levels

REACH = 9
"""How near to a handle, in screen px, a press takes hold of it."""
CURSORS: dict[str, Qt.CursorShape] = {
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor, "w": Qt.CursorShape.SizeHorCursor,
    "inside": Qt.CursorShape.SizeAllCursor,
}  # fmt: skip


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
        self._tag = ""
        self._ghosts: tuple[Box, ...] = ()
        self._fitted = True
        self._drawing = False
        self._hold: Handle | str | None = None
        self._start = QPointF()
        self._origin: Box | None = None
        self._live: Box | None = None

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    # what is shown

    def set_photo(self, levels: Levels | None, size: tuple[int, int], *, keep_view: bool = False) -> None:
        """Show a photo of that size in px; levels may come later (None shows an empty sheet of its shape)."""
        self._levels, self._size = levels, size
        self._drop_hold()
        if not keep_view:
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

    def selected_face(self) -> Face | None:
        return next((face for face in self._faces if face.id == self._selected), None)

    def set_drawing(self, on: bool) -> None:
        """The next drag draws a box."""
        if on != self._drawing:
            self._drawing = on
            self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
            self.drawing_changed.emit(on)

    @property
    def drawing(self) -> bool:
        return self._drawing

    # the view

    def fit(self) -> None:
        """Show the whole photo."""
        self.view = fitted(self._size, (self.width(), self.height()))
        self._fitted = True
        self.update()

    def show_box(self, box: Box) -> None:
        """Move by the least that brings the box into sight; no zoom."""
        self.view = brought_in(self.view, (box.x, box.y, box.width, box.height), (self.width(), self.height()))
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller about a screen point (the middle when none is given)."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        whole = fitted(self._size, (self.width(), self.height())).scale
        self.view = self.view.zoomed(factor, point.x(), point.y(), min(whole, 1.0) / 2)
        self._keep_in()

    def _keep_in(self) -> None:
        self._fitted = False
        self.view = self.view.kept_in(self._size, (self.width(), self.height()))
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
        self._start = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._hold = "pan"
        elif event.button() == Qt.MouseButton.LeftButton:
            drawing = self._drawing or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._hold = "draw" if drawing else self._take_hold(event.position())
        face = self.selected_face()
        self._origin = face.box if face is not None and self._hold not in ("draw", "pan") else None

    def _take_hold(self, at: QPointF) -> Handle | str:
        """The handle or inside of the selected box, else another box, which is chosen, else the sheet itself."""
        x, y = self.view.to_photo(at.x(), at.y())
        under = topmost([face.box for face in self._faces], x, y)
        face = self.selected_face()
        held = hit(face.box, x, y, REACH / self.view.scale) if face is not None else None
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
            self._drag(event.position())

    def _pan(self, at: QPointF) -> None:
        step = at - self._start
        self._start = at
        self.view = self.view.moved(step.x(), step.y())
        self._keep_in()

    def _drag(self, at: QPointF) -> None:
        if self._live is None and (at - self._start).manhattanLength() < 3:
            return
        x0, y0 = self.view.to_photo(self._start.x(), self._start.y())
        x, y = self.view.to_photo(at.x(), at.y())
        if self._hold == "draw":
            self._live = box_from_drag(x0, y0, x, y, *self._size)
        elif self._origin is not None and self._hold == "inside":
            self._live = nudge(self._origin, x - x0, y - y0, *self._size)
        elif self._origin is not None:
            self._live = resize_from_handle(self._origin, self._hold, x, y, *self._size)  # type: ignore[arg-type]
        if self._live is not None:
            self.box_moving.emit(self._live)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hold, live, face = self._hold, self._live, self.selected_face()
        click = (event.position() - self._start).manhattanLength() < 3
        self._drop_hold()
        if hold == "draw":
            self.set_drawing(False)
            if live is not None:
                self.box_drawn.emit(live)
        elif live is not None and face is not None:
            self.box_changed.emit(face.id, live)
        elif hold == "pan" and click and event.button() == Qt.MouseButton.LeftButton:
            self.face_chosen.emit(0)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._take_hold(event.position()) == "pan":
            self.fit()

    def _drop_hold(self) -> None:
        self._hold = self._origin = self._live = None

    def _show_cursor(self, at: QPointF) -> None:
        face = self.selected_face()
        held = None
        if face is not None and not self._drawing:
            held = hit(face.box, *self.view.to_photo(at.x(), at.y()), REACH / self.view.scale)
        if not self._drawing:
            self.setCursor(CURSORS.get(held or "", Qt.CursorShape.ArrowCursor))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        self._paint_photo(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in self._ghosts:
            box_paint.draw_ghost(painter, ghost, self.view)
        chosen = self.selected_face()
        for face in self._faces:
            if face is not chosen:
                box_paint.draw_face(painter, face, face.box, self.view, selected=False)
        if chosen is not None:
            box = self._live if self._live is not None and self._hold != "draw" else chosen.box
            box_paint.draw_face(painter, chosen, box, self.view, selected=True)
            if self._tag and self._live is None:
                box_paint.draw_tag(painter, self._tag, box, self.view, QRectF(self.rect()))
        if self._live is not None and self._hold == "draw":
            painter.setPen(theme.colour("corrected"))
            painter.drawPolygon(box_paint.outline(self._live, self.view))

    def _paint_photo(self, painter: QPainter) -> None:
        left, top = self.view.to_screen(0, 0)
        place = QRectF(left, top, self._size[0] * self.view.scale, self._size[1] * self.view.scale)
        if self._levels is None:
            if self._size != (1, 1):
                painter.fillRect(place, theme.colour("window"))
            return
        image = self._levels.best_for(self.view.scale * self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.view.scale < 4)
        seen = place.intersected(QRectF(self.rect()))
        share = image.width() / place.width()
        corner = QPointF((seen.x() - left) * share, (seen.y() - top) * share)
        source = QRectF(corner, seen.size() * share)
        painter.drawImage(seen, image, source)
