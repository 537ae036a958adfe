"""How the cells of the collection's table look: colour swatch, words, figures, the dominant channel's mark, notes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.look import icons, theme
from studio.panes.filters.collection.crop_rows import CropRow
from studio.panes.filters.collection.crop_table import NAMES, UNKNOWN, CropTable, alignment, cell_text, mean_colour

ROW = 28
PAD = 8
SWATCH = 16
MARK = 10
MARKS = {"red": "rejected", "green": "confirmed", "blue": "corrected", "none": "off"}
"""The tokens nearest to the channels' colours; the word stands beside them always."""


class CropDelegate(QStyledItemDelegate):
    """Paints straight from the row: one question per cell instead of Qt's eight."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, CropTable)
        rect, name = option.rect, NAMES[index.column()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("raised"))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.colour("accent"))
        draw_cell(painter, rect, model.row(index.row()), name)


def draw_cell(painter: QPainter, rect: QRect, row: CropRow, name: str) -> None:
    """One cell in the table's font."""
    if name == "colour":
        _draw_swatch(painter, rect, row)
        return
    inner = rect.adjusted(PAD, 0, -PAD, 0)
    text = cell_text(row, name)
    if name == "dominant" and row.facts is not None:
        _draw_mark(painter, inner, text)
        inner.setLeft(inner.left() + MARK + 6)
    elif name == "notes" and row.problem:
        icons.draw(painter, "ph.warning", QRectF(inner.left(), rect.center().y() - 7, 14, 14), "rejected")
        painter.setFont(theme.font())
        inner.setLeft(inner.left() + 20)
    quiet = name == "notes" or text == UNKNOWN or (name == "person" and not row.person)
    painter.setPen(theme.colour("quiet" if quiet else "text"))
    if painter.fontMetrics().horizontalAdvance(text) > inner.width():
        mode = Qt.TextElideMode.ElideMiddle if name == "photo" else Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(text, mode, inner.width())
    painter.drawText(inner, alignment(name), text)


def _draw_swatch(painter: QPainter, rect: QRect, row: CropRow) -> None:
    """The mean colour behind a thin edge; where it is not known, the edge alone."""
    place = QRectF(0, 0, SWATCH, SWATCH)
    place.moveCenter(rect.toRectF().center())
    mean = mean_colour(row)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("edge"))
    painter.setBrush(QColor(*(round(one) for one in mean)) if mean else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _draw_mark(painter: QPainter, inner: QRect, lead: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(MARKS.get(lead, "off")))
    painter.drawRoundedRect(QRectF(inner.left(), inner.center().y() - MARK / 2 + 0.5, MARK, MARK), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
