"""A strip of faces, one row high."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from studio.panes.faces.grid.face_cells import FOOT
from studio.panes.faces.grid.face_view import FaceView
from studio.widgets.cell_layout import CellLayout
from studio.widgets.thumb_store import ThumbnailStore

CELL = QSize(54, 72 + FOOT + 1)


class FaceStrip(FaceView):
    """Faces side by side; the wheel moves along."""

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(CELL.height() + 4 + 14)

    def layout_of_cells(self) -> CellLayout:
        return CellLayout(len(self.cells), 0, CELL, gap=6, edge=2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.y() or delta.x()))
