"""A grid of faces that fills its width; ten thousand of them scroll like ten."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from studio.panes.faces.grid.face_cells import FOOT
from studio.panes.faces.grid.face_view import FaceView
from studio.widgets.cell_layout import CellLayout
from studio.widgets.thumb_store import ThumbnailStore

AIMED_WIDTH = 84
"""Width of a cell that is aimed at; cells grow until they fill the row."""
GAP = 8
EDGE = 14


class FaceGrid(FaceView):
    """Rows of crops at 3:4."""

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.setAccessibleName("All faces")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def layout_of_cells(self) -> CellLayout:
        room = self.viewport().width() - 2 * EDGE + GAP
        columns = max(1, room // (AIMED_WIDTH + GAP))
        width = room // columns - GAP
        return CellLayout(len(self.cells), columns, QSize(width, width * 4 // 3 + FOOT + 1), GAP, EDGE)
