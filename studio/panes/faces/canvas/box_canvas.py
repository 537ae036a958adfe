"""A photo with face boxes on it: zoom, pan, select, move, resize, turn, draw. Geometry comes from models.faces.boxes.

It shows and emits; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.faces.boxes import scale_about_centre
from models.records import Box, Face
from studio.panes.faces.canvas.canvas_hand import CanvasHand
from studio.panes.faces.canvas.canvas_view import CanvasView
from studio.panes.faces.canvas.levels import Levels
from studio.panes.faces.canvas.scene import Scene
from studio.panes.faces.canvas.scene_paint import paint_scene


class BoxCanvas(QWidget):
    """face_chosen(id) by a click (0: the empty place); box_moving(Box) live while dragging; box_changed(id, Box) and

    box_drawn(Box) when the mouse is let go; drawing_changed(on).
    """

    face_chosen = Signal(int)
    box_moving = Signal(Box)
    box_changed = Signal(int, Box)
    box_drawn = Signal(Box)
    drawing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photo with face boxes")
        self.scene = Scene(lambda: (self.width(), self.height()))
        self._hand = CanvasHand(self.scene, self)
        self._hand.face_chosen.connect(self.face_chosen)
        self._hand.box_moving.connect(self.box_moving)
        self._hand.box_changed.connect(self.box_changed)
        self._hand.box_drawn.connect(self.box_drawn)
        self._hand.drawing_changed.connect(self.drawing_changed)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    # what is shown

    def set_photo(self, levels: Levels | None, size: tuple[int, int], *, keep_view: bool = False) -> None:
        """Show a photo of that size in px; levels may come later (None shows an empty sheet of its shape).

        Its boxes, if they are to be fitted too, are set before.
        """
        self.scene.levels, self.scene.size = levels, size
        if not keep_view:
            self._hand.let_go()
            self.scene.fit()
        self.update()

    def set_faces(self, faces: Sequence[Face], selected: int, tag: str = "") -> None:
        """Show these boxes; the selected one has handles and the tag."""
        self.scene.faces, self.scene.selected, self.scene.tag = tuple(faces), selected, tag
        self.update()

    def set_ghosts(self, boxes: Sequence[Box]) -> None:
        """Boxes that are only a proposal."""
        self.scene.ghosts = tuple(boxes)
        self.update()

    def set_ticked(self, ids: Collection[int]) -> None:
        """Mark the boxes that "accept the rest" would take."""
        self.scene.ticked = ids
        self.update()

    def set_note(self, text: str) -> None:
        """One quiet line over the foot of the photo."""
        self.scene.note = text
        self.update()

    def selected_face(self) -> Face | None:
        return self.scene.selected_face()

    # the view

    @property
    def view(self) -> CanvasView:
        return self.scene.view

    def fit(self) -> None:
        """Show the whole photo, and whole boxes where they reach a little over its edges."""
        self.scene.fit()
        self.update()

    def show_box(self, box: Box) -> None:
        """Move by the least that brings what the photo has of the box into sight; no zoom."""
        self.scene.show_box(box)
        self.update()

    def toggle_near(self) -> None:
        """Near to the selected box, or back to the whole photo."""
        self.scene.toggle_near()
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller about a screen point (the middle when none is given)."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        self.scene.zoom(factor, point.x(), point.y())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.scene.whole:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        face = self.selected_face()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and face is not None:
            self.box_changed.emit(face.id, scale_about_centre(face.box, 1.03**notches, *self.scene.size))
        else:
            self.zoom(1.2**notches, event.position())

    # the mouse, and Space that turns it into a hand

    @property
    def drawing(self) -> bool:
        return self._hand.drawing

    def set_drawing(self, on: bool) -> None:
        """The next drag draws a box."""
        self._hand.set_drawing(on)

    def cancel(self) -> None:
        """Let go of what is held, as it was before, and draw nothing."""
        self._hand.cancel()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double_click(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._hand.set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hand.set_space(False)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_scene(QPainter(self), self.scene, self._hand.hold, self._hand.live)
