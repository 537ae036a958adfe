"""A grid of thumbnails over any model that answers studio.widgets.roles; cells fill the width exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.widgets.drag_pile import CARD, draw_pile
from studio.widgets.list_steps import runs
from studio.widgets.roles import Role
from studio.widgets.thumb_cells import GAP, ThumbnailDelegate, filled
from studio.widgets.thumb_store import ThumbnailStore

_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Place:
    """What a person looks at: the picture that must stay where it is, and how far it is below the upper edge.

    chosen: whether it is the one that was chosen last, and not merely the first in sight.
    """

    photo_id: int
    top: int
    chosen: bool


class ThumbnailGrid(QListView):
    """opened() on double click or Enter; removed() on Delete; dragged(True), then False, around a drag out of it.

    Selection is extended: Shift, Ctrl, and a rubber band begun between the pictures. draggable: the model's mimeData
    hangs on the mouse.
    """

    opened = Signal()
    removed = Signal()
    dragged = Signal(bool)

    def __init__(
        self,
        store: ThumbnailStore,
        cell: QSize | None = None,
        parent: QWidget | None = None,
        *,
        draggable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.setObjectName("grid")
        self._cell = cell or QSize(136, 150)
        self.setItemDelegate(ThumbnailDelegate(store, self))
        store.ready.connect(self._on_ready)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(draggable)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(40)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(12, 12, 2, 0)
        self.activated.connect(self.opened)

    def _on_ready(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cells as fit at about the wished width, stretched to fill the row."""
        room = self.viewport().width() - 1
        columns = max(1, room // self._cell.width())
        width = room // columns
        size = QSize(width, round(width * self._cell.height() / self._cell.width()))
        if size != self.gridSize():
            self.setGridSize(size)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selectionModel().hasSelection():
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        elif event.text().isalpha() and event.modifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            event.ignore()  # letters are keys of the pane, not a search for a row
        else:
            super().keyPressEvent(event)

    # selection

    def selected_runs(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last) of each run, in the order shown: a thousand side by side are one."""
        return sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())

    def selected_count(self) -> int:
        """How many are selected, without asking for each."""
        return sum(last - first + 1 for first, last in self.selected_runs())

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order shown."""
        model = self.model()
        rows = (row for first, last in self.selected_runs() for row in range(first, last + 1))
        return [model.index(row, 0).data(Role.ID) for row in rows]

    def select_rows(self, rows: Iterable[int]) -> None:
        """Select these rows alone, in one step."""
        chosen = QItemSelection()
        for first, last in runs(rows):
            chosen.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if chosen and not self.currentIndex().isValid():
            front = self.model().index(self.selected_runs()[0][0], 0)
            self.selectionModel().setCurrentIndex(front, QItemSelectionModel.SelectionFlag.NoUpdate)

    # keeping one's place

    def place(self, moving: Collection[int] = ()) -> Place | None:
        """What to keep in its place while rows come and go: the current picture in sight, else the first in sight.

        moving: pictures that go elsewhere by themselves; one's eyes stay where they were. None at the very top, where
        what is new may be seen to come.
        """
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current) and current.data(Role.ID) not in moving:
            rect = self.visualRect(current)
            if rect.intersects(self.viewport().rect()):
                return Place(current.data(Role.ID), rect.top(), True)
        if self.verticalScrollBar().value() == 0:
            return None
        index = super().indexAt(QPoint(GAP, GAP))
        while index.isValid() and index.data(Role.ID) in moving:
            index = self.model().index(index.row() + 1, 0)
        return Place(index.data(Role.ID), self.visualRect(index).top(), False) if index.isValid() else None

    def keep(self, index: QModelIndex, place: Place) -> None:
        """Scroll so that the picture is again where it was."""
        self.doItemsLayout()
        moved = self.visualRect(index).top() - place.top
        if moved:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """The picture there; none between the pictures, where a rubber band begins."""
        index = super().indexAt(place)
        half = GAP // 2
        if index.isValid() and not self.visualRect(index).adjusted(half, half, -half, -half).contains(place):
            return QModelIndex()
        return index

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """A rubber band takes the pictures it touches, not those beside the gap it began in."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            wide, tall = (GAP // 2 if side > GAP else 0 for side in (rect.width(), rect.height()))
            rect = rect.adjusted(wide, tall, -wide, -tall)
        super().setSelection(rect, command)

    def startDrag(self, actions: Qt.DropAction) -> None:
        indexes = [self.model().index(first, 0) for first, _ in self.selected_runs()][:3]
        count = self.selected_count()
        if not count:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        pictures = [self._store.get(one.data(Role.KEY), one.data(Role.SOURCE)) for one in indexes]
        cards = [filled(one, QSize(*CARD), 2) for one in pictures if one is not None and not one.isNull()]
        drag.setPixmap(draw_pile(cards, count))
        drag.setHotSpot(QPoint(-10, -10))
        self.dragged.emit(True)
        drag.exec(actions)
        self.dragged.emit(False)
