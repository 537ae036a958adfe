"""A grid of thumbnails over any model that answers studio.item_models.roles; cells fill the width exactly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio import icons, theme
from studio.item_models.roles import Role
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


class ThumbnailGrid(QListView):
    """opened() on double click or Enter; removed() on Delete. Selection is extended (Shift, Ctrl, rubber band)."""

    opened = Signal()
    removed = Signal()

    def __init__(
        self, store: ThumbnailStore, cell: QSize | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self._cell = cell or QSize(136, 150)
        self.setItemDelegate(ThumbnailDelegate(store, self))
        store.ready.connect(self._on_ready)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
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

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order shown."""
        return [index.data(Role.ID) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]
