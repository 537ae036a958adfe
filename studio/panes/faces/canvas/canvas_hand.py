"""The mouse on the canvas: what a press takes hold of, what dragging it does, and which cursor says so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from models.faces.boxes import topmost
from models.records import Box
from studio.panes.faces.canvas.box_hand import NOTCH, Hold, cursor_for, dragged, held_at
from studio.panes.faces.canvas.scene import Scene


class CanvasHand(QObject):
    """The signals of the canvas that a mouse can cause. hold, live: what is held, and the box as it is dragged now."""

    face_chosen = Signal(int)
    box_moving = Signal(Box)
    box_changed = Signal(int, Box)
    box_drawn = Signal(Box)
    drawing_changed = Signal(bool)

    def __init__(self, scene: Scene, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._scene = scene
        self._canvas = canvas
        self.drawing = False
        self.hold: Hold | None = None
        self.live: Box | None = None
        self._space = False
        self._start = QPointF()
        self._origin: Box | None = None
        self._panned = False

    def set_drawing(self, on: bool) -> None:
        """The next drag draws a box."""
        if on != self.drawing:
            self.drawing = on
            self._canvas.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
            self.drawing_changed.emit(on)

    def set_space(self, on: bool) -> None:
        """Space held turns the mouse into a hand that moves the photo about."""
        if on != self._space:
            self._space = on
            self._show_cursor(QPointF(self._canvas.mapFromGlobal(self._canvas.cursor().pos())))

    def cancel(self) -> None:
        """Let go of what is held, as it was before, and draw nothing."""
        if self.live is not None and self._origin is not None:
            self.box_moving.emit(self._origin)
        self.let_go()
        self.set_drawing(False)

    def let_go(self) -> None:
        self.hold = self._origin = self.live = None
        self._panned = False

    def press(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if self.hold is not None or not (left or event.button() == Qt.MouseButton.MiddleButton):
            return
        self._start = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.hold = self._take_hold(event.position(), shifted) if left and not self._space else "pan"
        face = self._scene.selected_face()
        self._origin = face.box if face is not None and self.hold not in ("draw", "pan") else None
        self._canvas.setCursor(cursor_for(self.hold, self._origin.angle if self._origin is not None else 0.0))

    def _take_hold(self, at: QPointF, shifted: bool = False) -> Hold:
        """The grip, handle or inside of the selected box, else another box, which is chosen, else the sheet itself."""
        if self.drawing:
            return "draw"
        scene, face = self._scene, self._scene.selected_face()
        held = held_at(face.box, scene.view, scene.screen(), at) if face is not None else None
        if held == "turn":
            return held
        if shifted:
            return "draw"
        under = topmost([face.box for face in scene.faces], *scene.view.to_photo(at.x(), at.y()))
        if held is not None and (held != "inside" or under is None or scene.faces[under] == face):
            return held
        if under is not None:
            self.face_chosen.emit(scene.faces[under].id)
            return "inside"
        return "pan"

    def move(self, event: QMouseEvent) -> None:
        if self.hold is None:
            self._show_cursor(event.position())
        elif self.hold == "pan":
            self._pan(event.position())
        else:
            self._drag(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _pan(self, at: QPointF) -> None:
        step = at - self._start
        if self._panned or step.manhattanLength() >= 3:
            self._panned = True
            self._start = at
            self._scene.move_by(step.x(), step.y())
            self._canvas.update()

    def _drag(self, at: QPointF, snapping: bool) -> None:
        if self.hold is None or (self.live is None and (at - self._start).manhattanLength() < 3):
            return
        start, to = (self._scene.view.to_photo(point.x(), point.y()) for point in (self._start, at))
        self.live = dragged(self._origin, self.hold, start, to, self._scene.size, NOTCH if snapping else 0.0)
        if self.live is not None:
            self.box_moving.emit(self.live)
            self._canvas.update()

    def release(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        hold, live, face, panned = self.hold, self.live, self._scene.selected_face(), self._panned
        self.let_go()
        if hold == "draw":
            self.set_drawing(False)
            if live is not None:
                self.box_drawn.emit(live)
        elif live is not None and face is not None:
            self.box_changed.emit(face.id, live)
        elif hold == "pan" and not panned and not self._space and event.button() == Qt.MouseButton.LeftButton:
            self.face_chosen.emit(0)
        self._show_cursor(event.position())
        self._canvas.update()

    def double_click(self, event: QMouseEvent) -> None:
        """On the grip: upright again; beside all boxes: the whole photo."""
        if event.button() != Qt.MouseButton.LeftButton or self.drawing or self._space:
            return
        held, face = self._take_hold(event.position()), self._scene.selected_face()
        if held == "turn" and face is not None and face.box.angle:
            self.box_changed.emit(face.id, replace(face.box, angle=0.0))
        elif held == "pan":
            self._scene.fit()
            self._canvas.update()

    def _show_cursor(self, at: QPointF) -> None:
        scene, face = self._scene, self._scene.selected_face()
        if self.drawing:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        elif self._space:
            self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
        elif face is not None:
            self._canvas.setCursor(cursor_for(held_at(face.box, scene.view, scene.screen(), at), face.box.angle))
        else:
            self._canvas.setCursor(Qt.CursorShape.ArrowCursor)
