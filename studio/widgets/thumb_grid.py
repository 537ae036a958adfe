"""A grid of thumbnails over any model that answers studio.item_models.roles; cells fill the width exactly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QDrag, QKeyEvent, QPainter, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio import icons, theme
from studio.item_models.list_steps import runs
from studio.item_models.roles import Role
from studio.widgets.drag_pile import CARD, draw_pile
from studio.widgets.thumb_store import ThumbnailStore

GAP = 8
CELLS_KEPT = 300


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints one cell: the picture filling it, a note at its top right, ochre when selected."""

    def __init__(self, store: ThumbnailStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._cells: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        group = index.data(Role.GROUP)
        if group is not None:
            self._draw_band(painter, option.rect, *group)
        pixmap = self._store.get(index.data(Role.KEY), index.data(Role.SOURCE))
        painter.setOpacity(0.3 if index.data(Role.FADED) else 1.0)
        if pixmap is None or pixmap.isNull():
            self._draw_place(painter, rect, unreadable=pixmap is not None)
        else:
            painter.drawPixmap(rect.topLeft(), self._cell(index.data(Role.KEY), rect.size(), pixmap))
        painter.setOpacity(1.0)
        self._draw_note(painter, rect, index)
        if option.state & QStyle.StateFlag.State_Selected:
            self._draw_outline(painter, rect, "accent", 2)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_outline(painter, rect, "quiet", 1)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        return view.gridSize() if isinstance(view, QListView) else QSize(136, 150)

    def _draw_band(self, painter: QPainter, rect: QRect, first: bool, last: bool) -> None:
        """What holds the pictures of a group together: a band behind them, round at its ends."""
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("band"))
        ends = QRectF(rect).adjusted(1 if first else -16, 0, -1 if last else 16, 0)
        painter.drawRoundedRect(ends, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.restore()

    def _draw_place(self, painter: QPainter, rect: QRect, unreadable: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if unreadable:
            third = rect.height() / 3
            icons.draw(painter, "ph.image-square", QRectF(rect).adjusted(0, third, 0, -third), "off")

    def _cell(self, key: Hashable, size: QSize, pixmap: QPixmap) -> QPixmap:
        """The picture as it fills a cell, kept: scrolling then only copies pixels."""
        ratio = self.parent().devicePixelRatioF()
        wanted = (key, pixmap.cacheKey(), size.width(), size.height(), ratio)
        cell = self._cells.get(wanted)
        if cell is None:
            cell = self._cells[wanted] = _filled(pixmap, size, ratio)
            while len(self._cells) > CELLS_KEPT:
                self._cells.popitem(last=False)
        else:
            self._cells.move_to_end(wanted)
        return cell

    def _draw_note(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        note, alert = index.data(Role.NOTE), index.data(Role.ALERT)
        if note:
            painter.setFont(theme.font("badge"))
            width = max(18, painter.fontMetrics().horizontalAdvance(note) + 10)
            pill = QRectF(rect.right() - width - 5, rect.top() + 6, width, 15)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if alert else "pill"))
            painter.drawRoundedRect(pill, 7.5, 7.5)
            painter.setPen(theme.colour("on_accent" if alert else "on_pill"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, note)
        if index.data(Role.MARK):
            spot = QRectF(rect.left() + 6, rect.top() + 6, 20, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pill"))
            painter.drawEllipse(spot)
            icons.draw(painter, index.data(Role.MARK), spot.adjusted(3, 3, -3, -3), "on_pill")

    def _draw_outline(self, painter: QPainter, rect: QRect, token: str, width: int) -> None:
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(theme.colour(token))
        pen.setWidth(width)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(half - 1, half - 1, 1 - half, 1 - half), 5, 5)


def _filled(pixmap: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """The picture's middle, a little more of its top, where faces are, with rounded corners."""
    cell = QPixmap(size * ratio)
    cell.setDevicePixelRatio(ratio)
    cell.fill(Qt.GlobalColor.transparent)
    scale = max(size.width() / pixmap.width(), size.height() / pixmap.height())
    left = -(pixmap.width() * scale - size.width()) / 2
    top = -(pixmap.height() * scale - size.height()) / 3
    brush = QBrush(pixmap)
    brush.setTransform(QTransform(scale, 0, 0, scale, left, top))
    painter = QPainter(cell)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    painter.end()
    return cell


@dataclass(frozen=True, slots=True)
class Place:
    """What a person looks at: the picture that must stay where it is, and how far it is below the upper edge."""

    photo_id: int
    top: int


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
        elif event.text().isalpha():
            event.ignore()  # letters are keys of the pane, not a search for a row
        else:
            super().keyPressEvent(event)

    # selection

    def selected_runs(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last) of each run, in the order shown: a thousand side by side are one."""
        return sorted((part.top(), part.bottom()) for part in self.selectionModel().selection())

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

    # keeping one's place

    def place(self) -> Place | None:
        """What to keep in its place while rows come and go: the current picture in sight, else the first in sight.

        None at the very top, where what is new may be seen to come.
        """
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            rect = self.visualRect(current)
            if rect.intersects(self.viewport().rect()):
                return Place(current.data(Role.ID), rect.top())
        if self.verticalScrollBar().value() == 0:
            return None
        first = super().indexAt(self._inside)
        return Place(first.data(Role.ID), self.visualRect(first).top()) if first.isValid() else None

    def keep(self, index: QModelIndex, place: Place) -> None:
        """Scroll so that the picture is again where it was."""
        self.doItemsLayout()
        moved = self.visualRect(index).top() - place.top
        if moved:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    @property
    def _inside(self) -> QPoint:
        return QPoint(GAP, GAP)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """The picture there; none between the pictures, where a rubber band begins."""
        index = super().indexAt(place)
        half = GAP // 2
        if index.isValid() and not self.visualRect(index).adjusted(half, half, -half, -half).contains(place):
            return QModelIndex()
        return index

    def startDrag(self, actions: Qt.DropAction) -> None:
        indexes = [self.model().index(first, 0) for first, _ in self.selected_runs()][:3]
        count = self.selected_count()
        if not count:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        pictures = [self._store.get(one.data(Role.KEY), one.data(Role.SOURCE)) for one in indexes]
        cards = [_filled(one, QSize(*CARD), 2) for one in pictures if one is not None and not one.isNull()]
        drag.setPixmap(draw_pile(cards, count))
        drag.setHotSpot(QPoint(-10, -10))
        self.dragged.emit(True)
        drag.exec(Qt.DropAction.MoveAction)
        self.dragged.emit(False)
