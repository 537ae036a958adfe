"""Triples of pictures as a training yields them: what goes in, what is painted, what is true. Knows no run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from models.records import Picture
from studio.look import theme
from studio.widgets.fitted_image import FittedImage
from studio.widgets.picture_label import paint_label

Triple = tuple[Picture, Picture, Picture]

_INNER = 2.0
_BETWEEN = float(theme.SPACE_8)
_SHAPE = 320 / 256
_NARROWEST = 330  # logical px a triple needs to be judged
_THREE = 1500  # from this width on three triples stand side by side: before, two are seen better
_WORDS = ("What goes in", "What is painted", "What is true")


def arranged(count: int, width: float, between: float = _BETWEEN) -> list[QRectF]:
    """Where each of `count` triples lies in a column of this width: as many side by side as stay readable."""
    columns = max(1, min(count, int((width + between) // (_NARROWEST + between)), 3 if width >= _THREE else 2))
    each = (width - between * (columns - 1)) / columns
    height = (each - 2 * _INNER) / 3 * _SHAPE
    return [
        QRectF((i % columns) * (each + between), (i // columns) * (height + between), each, height)
        for i in range(count)
    ]


def cells(triple: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    """The three pictures inside a triple's rectangle."""
    width = (triple.width() - 2 * _INNER) / 3
    first = QRectF(triple.left(), triple.top(), width, triple.height())
    return first, first.translated(width + _INNER, 0), first.translated(2 * (width + _INNER), 0)


def _images(triple: Triple, before: tuple[Triple, tuple[FittedImage, ...]] | None) -> tuple[FittedImage, ...]:
    """What goes in and what is true stays the same for a whole run: it is scaled once, only the painting anew."""
    if before is None:
        return tuple(FittedImage(picture) for picture in triple)
    return tuple(
        image if np.array_equal(picture, shown) else FittedImage(picture)
        for picture, shown, image in zip(triple, *before, strict=True)
    )


class TripleView(QWidget):
    """All triples in one painted sheet; a click on one emits `chosen` with its index."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._triples: list[Triple] = []
        self._images: list[tuple[FittedImage, ...]] = []
        self._pinned = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("What goes in, what is painted, what is true")

    def set_triples(self, triples: Sequence[Triple], pinned: int = 0) -> None:
        """Show these; the first `pinned` of them carry a label. The view keeps its place while the count stays."""
        known = [*zip(self._triples, self._images, strict=True)]
        self._images = [_images(triple, known[i] if i < len(known) else None) for i, triple in enumerate(triples)]
        self._triples = list(triples)
        self._pinned = pinned
        self.updateGeometry()
        self.update()

    def __len__(self) -> int:
        return len(self._images)

    @property
    def pinned(self) -> int:
        return self._pinned

    def rects(self) -> list[QRectF]:
        return arranged(len(self._images), float(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rects = arranged(len(self._images), float(width))
        return round(rects[-1].bottom()) if rects else 0

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        visible = QRectF(event.rect())
        for i, rect in enumerate(self.rects()):
            if not rect.intersects(visible):
                continue
            for cell, image in zip(cells(rect), self._images[i], strict=True):
                image.paint(painter, cell)
            if i < self._pinned:
                paint_label(painter, rect.adjusted(8, 8, -8, -8), "pinned", Qt.Corner.BottomLeftCorner)

    def index_at(self, at: QPointF) -> int:
        """Which triple lies there, -1 for none."""
        return next((i for i, rect in enumerate(self.rects()) if rect.contains(at)), -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.chosen.emit(index)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._explain(event)
            return True
        return super().event(event)

    def _explain(self, event: QHelpEvent) -> None:
        at = QPointF(event.pos())
        index = self.index_at(at)
        cell = -1 if index < 0 else next((i for i, c in enumerate(cells(self.rects()[index])) if c.contains(at)), -1)
        QToolTip.showText(event.globalPos(), _WORDS[cell] if cell >= 0 else "", self)


class TripleScroll(QScrollArea):
    """A TripleView that scrolls. Room for the scroll bar is always kept: were the width to depend on whether it is

    needed, the height on the width and the need on the height, the three could chase each other without end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.triples = TripleView()
        self.setWidget(self.triples)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_triples(self, triples: Sequence[Triple], pinned: int = 0) -> None:
        """Show these; the first `pinned` of them carry a label. The view keeps its place while the count stays."""
        self.triples.set_triples(triples, pinned)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(1, self.width() - self.verticalScrollBar().sizeHint().width())
        self.triples.resize(width, max(1, self.triples.heightForWidth(width)))
