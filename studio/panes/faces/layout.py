"""The middle of the Faces pane: the photo with its strip, or the grid of all faces beside the photo. Layout alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.look import theme
from studio.panes.faces.canvas.box_canvas import BoxCanvas
from studio.panes.faces.grid.face_strip import FaceStrip
from studio.panes.faces.grid.face_view import FaceView
from studio.panes.faces.grid.grid_side import FaceGridSide
from studio.panes.faces.hints import GRID_HINTS, HINTS
from studio.panes.faces.lying import LyingLine
from studio.widgets.empty import EmptyState
from studio.widgets.keys import KeyHints
from studio.widgets.labels import QuietLabel
from studio.widgets.thumb_store import ThumbnailStore

GRID_SHARE = 0.57


class FacesLayout(QStackedWidget):
    """Nothing yet, or the two views over one canvas; share_changed(0 to 1) when the splitter was moved by hand."""

    share_changed = Signal(float)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = BoxCanvas()
        self.canvas.setMinimumWidth(240)
        self.strip = FaceStrip(store)
        self.side = FaceGridSide(store)
        self.side.setMinimumWidth(230)
        self.empty = EmptyState("ph.user-focus", "Faces are found by themselves once there are photos.", "Add photos")
        self._share = GRID_SHARE
        self._sheet = self._build_sheet()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self._sheet)
        self.splitter.splitterMoved.connect(self._on_moved)
        self.addWidget(self.empty)
        self.addWidget(self.splitter)
        self.set_view("photo")
        self.splitter.installEventFilter(self)

    def _build_sheet(self) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "canvas")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        self.lying = LyingLine()
        column.addWidget(self.lying)
        hints = QWidget()
        row = QVBoxLayout(hints)
        row.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, theme.SPACE_8)
        self.hints = KeyHints(HINTS)
        row.addWidget(self.hints)
        column.addWidget(hints)
        self._strip_frame = self._build_strip()
        column.addWidget(self._strip_frame)
        return sheet

    def _build_strip(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "panel")
        frame.setProperty("side", "bottom")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.SPACE_16, 12, theme.SPACE_16, theme.SPACE_8)
        column.setSpacing(2)
        column.addWidget(self.strip)
        column.addWidget(
            QuietLabel("All faces of this photo first, then the next photos. Drag to select many, then press a key.")
        )
        return frame

    @property
    def view(self) -> str:
        """ "photo" or "grid"."""
        return "photo" if self.side.isHidden() else "grid"

    @property
    def front(self) -> FaceView:
        """The cells a person has before them."""
        return self.side.grid if self.view == "grid" else self.strip

    def picked(self) -> list[int]:
        """The many faces selected in the view in front; none when it is one alone."""
        ids = self.front.selected_ids()
        return ids if len(ids) > 1 else []

    def set_view(self, view: str) -> None:
        self.side.setVisible(view == "grid")
        self._strip_frame.setVisible(view != "grid")
        self.hints.set_hints(GRID_HINTS if view == "grid" else HINTS)
        self._divide()

    def set_share(self, share: float) -> None:
        """How much of the width the grid takes."""
        self._share = min(0.9, max(0.1, share))
        self._divide()

    def _divide(self) -> None:
        width = max(1, self.splitter.width())
        self.splitter.setSizes([round(width * self._share), round(width * (1 - self._share))])

    def _on_moved(self) -> None:
        self._share = self.side.width() / max(1, self.splitter.width())
        self.share_changed.emit(self._share)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The split keeps its share when the window grows."""
        if event.type() == QEvent.Type.Resize:
            self._divide()
        return False
