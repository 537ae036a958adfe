"""What lies on the canvas and where: a photo, its boxes, the view onto them. Knows no widget and no mouse."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from models.faces.boxes import bounds, seen_part
from models.records import Box, Face, FaceState
from studio.panes.faces.canvas.canvas_view import CanvasView, brought_in, centred, fitted
from studio.panes.faces.canvas.levels import Levels

NEAR = 0.4
"""Share of the canvas that a box takes when looked at from near."""


@dataclass(slots=True)
class Scene:
    """screen: asked for the canvas's width and height; size: of the photo in px; ticked: what "accept the rest" takes;

    tag: at the selected box; note: at the foot of the photo; ghosts: proposals; whole: the view shows the whole photo.
    """

    screen: Callable[[], tuple[int, int]]
    levels: Levels | None = None
    size: tuple[int, int] = (1, 1)
    faces: tuple[Face, ...] = ()
    selected: int = 0
    ticked: Collection[int] = frozenset()
    tag: str = ""
    note: str = ""
    ghosts: tuple[Box, ...] = ()
    view: CanvasView = field(default_factory=CanvasView)
    whole: bool = True

    def selected_face(self) -> Face | None:
        return next((face for face in self.faces if face.id == self.selected), None)

    def place(self) -> QRectF:
        """Where the whole photo lies on the screen."""
        left, top = self.view.to_screen(0, 0)
        return QRectF(left, top, self.size[0] * self.view.scale, self.size[1] * self.view.scale)

    def fit(self) -> None:
        """Show the whole photo, and whole boxes where they reach a little over its edges."""
        there = [bounds(face.box) for face in self.faces if face.state is not FaceState.REJECTED]
        self.view = fitted(self.size, self.screen(), there)
        self.whole = True

    def show_box(self, box: Box) -> None:
        """Move by the least that brings what the photo has of the box into sight; no zoom."""
        self.view = brought_in(self.view, seen_part(box, *self.size), self.screen())

    def toggle_near(self) -> None:
        """Near to the selected box, or back to the whole photo."""
        face = self.selected_face()
        if face is None or not self.whole:
            self.fit()
        else:
            near = centred(seen_part(face.box, *self.size), NEAR, self.screen(), self.view.scale)
            self._look_from(near)

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Larger or smaller about a screen point."""
        whole = fitted(self.size, self.screen()).scale
        self._look_from(self.view.zoomed(factor, x, y, min(whole, 1.0) / 2))

    def move_by(self, dx: float, dy: float) -> None:
        self._look_from(self.view.moved(dx, dy))

    def _look_from(self, view: CanvasView) -> None:
        self.whole = False
        self.view = view.kept_in(self.size, self.screen())
