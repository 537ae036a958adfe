"""Paints the cells of a grid of thumbnails: the picture filling it, a note at its top right, ochre when selected."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.look import icons, theme
from studio.widgets.roles import Role
from studio.widgets.thumb_store import ThumbnailStore

GAP = 8
CELLS_KEPT = 400


@dataclass(frozen=True, slots=True)
class _Face:
    """What a cell says besides its picture: see studio.widgets.roles. came: whether the picture was tried."""

    readable: bool
    came: bool
    note: str
    alert: bool
    faded: bool
    mark: str
    group: tuple[bool, ...]


class ThumbnailDelegate(QStyledItemDelegate):
    """Asks a model for studio.widgets.roles, and the store for pictures."""

    def __init__(self, store: ThumbnailStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._store = store
        self._cells: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._look = theme.current()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The finished cell is kept and only copied: scrolling paints a hundred of them in a blink."""
        key = index.data(Role.KEY)
        pixmap = self._store.get(key, index.data(Role.SOURCE))
        face = _Face(
            pixmap is not None and not pixmap.isNull(),
            pixmap is not None,
            index.data(Role.NOTE),
            bool(index.data(Role.ALERT)),
            bool(index.data(Role.FADED)),
            index.data(Role.MARK),
            tuple(index.data(Role.GROUP) or ()),
        )
        painter.drawPixmap(option.rect.topLeft(), self._cell(key, option.rect.size(), pixmap, face))
        rect = option.rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        if option.state & QStyle.StateFlag.State_Selected:
            self._draw_outline(painter, rect, "accent", 2)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            self._draw_outline(painter, rect, "quiet", 1)

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

    def _cell(self, key: Hashable, size: QSize, pixmap: QPixmap | None, face: _Face) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        wanted = (key, pixmap.cacheKey() if pixmap is not None else 0, size.width(), size.height(), ratio, face)
        if self._look != theme.current():
            self._look = theme.current()
            self._cells.clear()
        cell = self._cells.get(wanted)
        if cell is None:
            cell = self._cells[wanted] = self._draw_cell(size, ratio, pixmap, face)
            while len(self._cells) > CELLS_KEPT:
                self._cells.popitem(last=False)
        else:
            self._cells.move_to_end(wanted)
        return cell

    def _draw_cell(self, size: QSize, ratio: float, pixmap: QPixmap | None, face: _Face) -> QPixmap:
        """Everything of a cell but its outline, on the grid's own gray: opaque, it is copied and not mixed."""
        cell = QPixmap(size * ratio)
        cell.setDevicePixelRatio(ratio)
        cell.fill(theme.colour("window"))
        painter = QPainter(cell)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRect(0, 0, size.width(), size.height())
        rect = whole.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        if face.group:
            self._draw_band(painter, whole, *face.group)
        painter.setOpacity(0.3 if face.faded else 1.0)
        if pixmap is None or not face.readable:
            self._draw_place(painter, rect, unreadable=face.came)
        else:
            _fill(painter, rect, pixmap)
        painter.setOpacity(1.0)
        self._draw_note(painter, rect, face)
        painter.end()
        return cell

    def _draw_note(self, painter: QPainter, rect: QRect, face: _Face) -> None:
        note, alert = face.note, face.alert
        if note:
            painter.setFont(theme.font("badge"))
            width = max(18, painter.fontMetrics().horizontalAdvance(note) + 10)
            pill = QRectF(rect.right() - width - 5, rect.top() + 6, width, 15)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if alert else "pill"))
            painter.drawRoundedRect(pill, 7.5, 7.5)
            painter.setPen(theme.colour("on_accent" if alert else "on_pill"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, note)
        if face.mark:
            spot = QRectF(rect.left() + 6, rect.top() + 6, 20, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pill"))
            painter.drawEllipse(spot)
            icons.draw(painter, face.mark, spot.adjusted(3, 3, -3, -3), "on_pill")

    def _draw_outline(self, painter: QPainter, rect: QRect, token: str, width: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(theme.colour(token))
        pen.setWidth(width)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(half - 1, half - 1, 1 - half, 1 - half), 5, 5)


def _fill(painter: QPainter, rect: QRect, pixmap: QPixmap) -> None:
    """The picture's middle, a little more of its top, where faces are, with rounded corners."""
    scale = max(rect.width() / pixmap.width(), rect.height() / pixmap.height())
    left = rect.left() - (pixmap.width() * scale - rect.width()) / 2
    top = rect.top() - (pixmap.height() * scale - rect.height()) / 3
    brush = QBrush(pixmap)
    brush.setTransform(QTransform(scale, 0, 0, scale, left, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(rect), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)


def filled(pixmap: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """The same as a picture of its own."""
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    _fill(painter, QRect(0, 0, size.width(), size.height()), pixmap)
    painter.end()
    return made
