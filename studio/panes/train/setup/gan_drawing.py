"""How generator, discriminator and losses are joined, as a drawing: who sees what, and who learns from what.

Knows two descriptions and the weight of the distance, no training.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.network_records import NetworkDescription
from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.train.setup.gan_layout import CAPTION, Places, place, thumbs
from studio.panes.train.setup.network_drawing import slabs, word_count

_GENERATOR, _DISCRIMINATOR, _DISTANCE = "corrected", "confirmed", "accent"  # as their curves in the plot
_PAD = 10.0
_HINT = 24  # a painting early on: so many cells wide

Lines = list[tuple[str, str, str]]
"""Font, colour and text of each."""


class GanDrawing(QWidget):
    """Shows a training of both networks; pictures may stand where the input and the target are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._generator: NetworkDescription | None = None
        self._discriminator: NetworkDescription | None = None
        self._weight = 0.0
        self._source: QImage | None = None
        self._target: QImage | None = None
        self._painting: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(560, 380)

    def sizeHint(self) -> QSize:
        return QSize(900, 560)

    def show_training(self, generator: NetworkDescription, discriminator: NetworkDescription, l1_weight: float) -> None:
        self._generator, self._discriminator, self._weight = generator, discriminator, l1_weight
        self.setAccessibleName(". ".join(text for lines in self.texts().values() for _, _, text in lines))
        self.update()

    def show_pictures(self, source: Picture | None, target: Picture | None) -> None:
        self._source = to_image(source) if source is not None else None
        self._target = to_image(target) if target is not None else None
        self._painting = _hint(self._target) if self._target is not None else None
        self.update()

    def texts(self) -> dict[str, Lines]:
        """What stands in each box, by its place; nothing before there is something to show."""
        if self._generator is None or self._discriminator is None:
            return {}
        return {
            "generator": _network_lines("Generator", self._generator),
            "discriminator": [
                *_network_lines("Discriminator", self._discriminator),
                ("small", "text", f"Says: {self._discriminator.prediction}"),
            ],
            "distance": [("strong", _DISTANCE, "Distance (L1)")],
            "generator_loss": [
                ("strong", _GENERATOR, "Generator's loss"),
                ("small", "text", f"{self._weight:g} × the distance from the target"),
                ("small", "text", "+ how surely the discriminator says: painted"),
            ],
            "discriminator_loss": [
                ("strong", _DISCRIMINATOR, "Discriminator's loss"),
                ("small", "text", "½ × (the target taken for painted + the painting taken for real)"),
            ],
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        texts = self.texts()
        if self._generator is None or self._discriminator is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        places = place(QRectF(self.rect()).adjusted(2, 4, -2, -4))
        for points in places.ways():
            _paint_way(painter, points, "quiet", Qt.PenStyle.SolidLine)
        for points, colour in zip(places.lessons(), (_GENERATOR, _DISCRIMINATOR), strict=True):
            _paint_way(painter, points, colour, Qt.PenStyle.DashLine)
        self._paint_pictures(painter, places)
        for rect, name, colour, network in (
            (places.generator, "generator", _GENERATOR, self._generator),
            (places.discriminator, "discriminator", _DISCRIMINATOR, self._discriminator),
            (places.distance, "distance", _DISTANCE, None),
            (places.generator_loss, "generator_loss", _GENERATOR, None),
            (places.discriminator_loss, "discriminator_loss", _DISCRIMINATOR, None),
        ):
            bottom = _paint_box(painter, rect, colour, texts[name])
            if network is not None:
                _paint_layers(
                    painter, QRectF(rect.left(), bottom, rect.width(), rect.bottom() - bottom), colour, network
                )

    def _paint_pictures(self, painter: QPainter, places: Places) -> None:
        for rect, image, words in (
            (places.source, self._source, "What goes in"),
            (places.painting, self._painting, "Its painting"),
            (places.target, self._target, "The target"),
        ):
            _paint_picture(painter, rect, image)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("quiet"))
            above = QRectF(rect.left() - 20, rect.top() - CAPTION, rect.width() + 40, CAPTION - 2)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, words)
        for pair, image in ((places.painted_pair, self._painting), (places.true_pair, self._target)):
            for rect, shown in zip(thumbs(pair), (self._source, image), strict=True):
                _paint_picture(painter, rect, shown)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        return super().event(event)


def _network_lines(role: str, network: NetworkDescription) -> Lines:
    return [
        ("strong", "text", role),
        ("small", "quiet", f"{network.title}, {word_count(network.parameters)} parameters"),
    ]


def _hint(target: QImage) -> QImage:
    """What a generator makes of it early on: no more than a blur."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return target.scaledToWidth(_HINT, smooth).scaledToWidth(target.width(), smooth)


def _paint_picture(painter: QPainter, rect: QRectF, image: QImage | None) -> None:
    """The middle of the picture, as much as covers its place; without one the place itself."""
    if image is None:
        painter.fillRect(rect, theme.colour("raised"))
        return
    width = min(image.width(), image.height() * rect.width() / rect.height())
    shown = QRectF(0, 0, width, width * rect.height() / rect.width())
    shown.moveCenter(QRectF(image.rect()).center())
    painter.drawImage(rect, image, shown)


def _paint_box(painter: QPainter, rect: QRectF, colour: str, lines: Lines) -> float:
    """A card with its lines from the top; returns where the last one ends."""
    painter.setPen(QPen(theme.colour(colour), 1.2))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)
    inner = rect.adjusted(_PAD, _PAD, -_PAD, -4)
    side = Qt.AlignmentFlag.AlignLeft if len(lines) > 1 else Qt.AlignmentFlag.AlignHCenter
    wrap = Qt.TextFlag.TextWordWrap | side
    for font, token, text in lines:
        painter.setFont(theme.font(font))
        painter.setPen(theme.colour(token))
        drawn = painter.boundingRect(inner, wrap, text)
        painter.drawText(drawn, wrap, text)
        inner.setTop(drawn.bottom() + 4)
    return inner.top()


def _paint_layers(painter: QPainter, rect: QRectF, colour: str, network: NetworkDescription) -> None:
    """The network in small, where there is room for it: a bar for each block."""
    area = rect.adjusted(_PAD, 0, -_PAD, 24)  # below its layers a network has words: not here
    if area.height() < 70:
        return
    for bar in slabs(replace(network, skips=()), area)[1:]:
        painter.fillRect(bar, theme.colour(colour))


def _paint_way(painter: QPainter, points: list[QPointF], colour: str, style: Qt.PenStyle) -> None:
    """A line from corner to corner with an arrow at its end."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(colour), 1.4, style))
    painter.drawPolyline(QPolygonF(points))
    before, end = points[-2], points[-1]
    length = max(1.0, abs(end.x() - before.x()) + abs(end.y() - before.y()))
    along = (end - before) / length
    across = QPointF(-along.y(), along.x())
    painter.setPen(QPen(theme.colour(colour), 1.4))
    painter.drawPolyline(QPolygonF([end - along * 6 + across * 4, end, end - along * 6 - across * 4]))
