"""A network as a drawing: every layer a slab as high as its picture and as thick as its channels, skips as arcs.

Knows a NetworkDescription, no training.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.network_records import Block, NetworkDescription
from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image

_ARCS, _WORDS, _TAIL = 0.30, 40.0, 8.0
_DEPTH = 0.35  # how slanted a slab's side is, of its thickness


def slabs(description: NetworkDescription, area: QRectF) -> list[QRectF]:
    """The front face of the source and of every block, evenly apart, standing on one middle line.

    Heights follow the square root of the picture's height, so that 5 cells can still be seen beside 320.
    """
    blocks = [description.source, *description.blocks]
    tallest = math.sqrt(max(block.height for block in blocks))
    step = area.width() / len(blocks)
    room = area.height() * (1 - (_ARCS if description.skips else 0.0)) - _WORDS
    middle = area.bottom() - _WORDS - room / 2
    rects = []
    for number, block in enumerate(blocks):
        height = max(6.0, room * math.sqrt(block.height) / tallest)
        width = max(4.0, min(height * block.width / max(1, block.height), step * 0.5))
        rects.append(QRectF(area.left() + step * (number + 0.5) - width / 2, middle - height / 2, width, height))
    return rects


def thickness(block: Block, step: float) -> float:
    """How deep a slab is: by the logarithm of its channels, within its room."""
    return min(step * 0.42, 2.0 + 2.2 * math.log2(max(2, block.channels)))


def word_count(parameters: int) -> str:
    """ "29.2 M", "83 k"."""
    if parameters >= 1e6:
        return f"{parameters / 1e6:.1f} M"
    return f"{parameters / 1e3:.0f} k" if parameters >= 1e3 else f"{parameters}"


class NetworkDrawing(QWidget):
    """Shows a network; the pointer tells what a layer is. Pictures may stand where the source and the painting are."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        """token: the colour of its layers."""
        super().__init__(parent)
        self._token = token
        self._description: NetworkDescription | None = None
        self._source: QImage | None = None
        self._result: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)

    def sizeHint(self) -> QSize:
        return QSize(640, 260)

    def show_description(self, description: NetworkDescription) -> None:
        self._description = description
        figures = f"{len(description.blocks)} layers, {word_count(description.parameters)} parameters"
        self.setAccessibleName(f"{description.title}: {figures}")
        self.update()

    @property
    def description(self) -> NetworkDescription | None:
        return self._description

    def show_pictures(self, source: Picture | None, result: Picture | None) -> None:
        self._source = to_image(source) if source is not None else None
        self._result = to_image(result) if result is not None else None
        self.update()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(8, 8, -8 - _TAIL, -4)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._description is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rects = slabs(self._description, self._area())
        self._paint_skips(painter, self._description, rects)
        blocks = [self._description.source, *self._description.blocks]
        step = self._area().width() / len(blocks)
        for number, (block, rect) in enumerate(zip(blocks, rects, strict=True)):
            self._paint_slab(painter, block, rect, thickness(block, step))
            if number in (0, len(blocks) - 1):
                self._paint_picture(painter, self._source if number == 0 else self._result, rect)
            self._paint_words(painter, block, rect, step)

    def _paint_slab(self, painter: QPainter, block: Block, rect: QRectF, depth: float) -> None:
        """A box seen a little from the right: its depth stands for the channels."""
        front, lift = theme.colour(self._token), depth * _DEPTH
        painter.setPen(QPen(theme.colour("window"), 1))
        side = QPainterPath(rect.topRight())
        for across, down in ((depth, -lift), (depth, rect.height() - lift), (0, rect.height())):
            side.lineTo(rect.topRight() + QPointF(across, down))
        top = QPainterPath(rect.topLeft())
        for at in (rect.topLeft() + QPointF(depth, -lift), rect.topRight() + QPointF(depth, -lift), rect.topRight()):
            top.lineTo(at)
        painter.fillPath(side, _mixed(front, 0.35))
        painter.fillPath(top, _mixed(front, 0.5))
        painter.fillRect(rect, _mixed(front, 0.7) if block.parameters else theme.colour("raised"))

    def _paint_picture(self, painter: QPainter, image: QImage | None, rect: QRectF) -> None:
        """The middle of the picture, as much as covers the face of the slab."""
        if image is not None:
            width = min(image.width(), image.height() * rect.width() / rect.height())
            shown = QRectF(0, 0, width, width * rect.height() / rect.width())
            shown.moveCenter(QRectF(image.rect()).center())
            painter.drawImage(rect, image, shown)

    def _paint_words(self, painter: QPainter, block: Block, rect: QRectF, step: float) -> None:
        """Channels and size below; the size only where there is room for it."""
        painter.setFont(theme.font("small"))
        bottom = self._area().bottom() - _WORDS + 8
        below = QRectF(rect.center().x() - step / 2, bottom, step, 16)
        painter.setPen(theme.colour("text"))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{block.channels}")
        small = theme.font("label")
        small.setWeight(QFont.Weight.Normal)
        painter.setFont(small)
        size = f"{block.width}×{block.height}"
        if QFontMetricsF(painter.font()).horizontalAdvance(size) <= step:
            painter.setPen(theme.colour("quiet"))
            painter.drawText(below.translated(0, 15), Qt.AlignmentFlag.AlignCenter, size)

    def _paint_skips(self, painter: QPainter, description: NetworkDescription, rects: list[QRectF]) -> None:
        """An arc over everything between, ending in an arrow; the outermost highest."""
        top = self._area().top() + 4
        painter.setBrush(Qt.BrushStyle.NoBrush)
        widest = max((end - start for start, end in description.skips), default=1)
        for start, end in description.skips:
            one, other = rects[start + 1], rects[end + 1]
            begin, stop = QPointF(one.center().x(), one.top() - 8), QPointF(other.center().x(), other.top() - 8)
            share = (end - start) / widest
            height = top + (1 - share) * (begin.y() - top) * 0.7
            path = QPainterPath(begin)
            path.cubicTo(QPointF(begin.x(), height), QPointF(stop.x(), height), stop)
            painter.setPen(QPen(theme.colour("quiet"), 1.2))
            painter.drawPath(path)
            arrow = QPainterPath(stop + QPointF(-3.5, -5))
            arrow.lineTo(stop)
            arrow.lineTo(stop + QPointF(3.5, -5))
            painter.drawPath(arrow)

    def words_at(self, at: QPointF) -> str:
        """What the layer under the pointer is."""
        if self._description is None:
            return ""
        blocks = [self._description.source, *self._description.blocks]
        step = self._area().width() / len(blocks)
        number = int((at.x() - self._area().left()) // step)
        if not 0 <= number < len(blocks):
            return ""
        block = blocks[number]
        learned = f"\n{block.parameters:,} parameters" if block.parameters else ""
        return f"{block.what}\n{block.channels} channels of {block.width} x {block.height}{learned}"

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        return super().event(event)


def _mixed(colour: QColor, share: float) -> QColor:
    """The colour mixed with the ground: darker on dark, lighter on light."""
    ground = theme.colour("window")
    pairs = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(one * share + other * (1 - share)) for one, other in pairs))
