"""Where everything stands in the drawing of how both networks learn, and which ways lead between. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

CAPTION = 20.0
"""Height of the line of words above a picture."""

_FOOT = 30.0
_LOSS = 84.0
_RATIO = 1.25


@dataclass(frozen=True, slots=True)
class Places:
    """From left to right: what goes in; the generator, its loss below; its painting, the target below, their distance

    between; what the discriminator sees of each, beside what went in; that one, its loss above.
    """

    source: QRectF
    generator: QRectF
    generator_loss: QRectF
    painting: QRectF
    distance: QRectF
    target: QRectF
    painted_pair: QRectF
    true_pair: QRectF
    discriminator: QRectF
    discriminator_loss: QRectF

    def ways(self) -> list[list[QPointF]]:
        """What is handed on: each a line whose end is an arrow. None crosses another."""
        return self._ways_of_pictures() + self._ways_of_losses()

    def _ways_of_pictures(self) -> list[list[QPointF]]:
        """Input to generator to painting; painting and target into the pairs, and those to the discriminator."""
        middle, other = self.source.center().y(), self.target.center().y()
        pair = self.painted_pair.center().x()
        return [
            [QPointF(self.source.right(), middle), QPointF(self.generator.left(), middle)],
            [QPointF(self.generator.right(), middle), QPointF(self.painting.left(), middle)],
            [QPointF(self.painting.right(), middle), QPointF(pair, middle), QPointF(pair, self.painted_pair.top())],
            [QPointF(self.target.right(), other), QPointF(pair, other), QPointF(pair, self.true_pair.bottom())],
            *(
                [QPointF(one.right(), one.center().y()), QPointF(self.discriminator.left(), one.center().y())]
                for one in (self.painted_pair, self.true_pair)
            ),
        ]

    def _ways_of_losses(self) -> list[list[QPointF]]:
        """Painting and target to their distance; distance and discriminator to the losses."""
        across, beside = self.painting.center().x(), self.generator_loss.right() - 24
        middle, foot = self.distance.center().y(), self.target.bottom() + _FOOT / 2
        down, up = self.discriminator.center().x(), self.discriminator.left() + self.discriminator.width() / 3
        return [
            [QPointF(across, self.painting.bottom()), QPointF(across, self.distance.top())],
            [QPointF(across, self.target.top() - CAPTION), QPointF(across, self.distance.bottom())],
            [
                QPointF(self.distance.left(), middle),
                QPointF(beside, middle),
                QPointF(beside, self.generator_loss.top()),
            ],
            [
                QPointF(down, self.discriminator.bottom()),
                QPointF(down, foot),
                QPointF(beside, foot),
                QPointF(beside, self.generator_loss.bottom()),
            ],
            [QPointF(up, self.discriminator.top()), QPointF(up, self.discriminator_loss.bottom())],
        ]

    def lessons(self) -> list[list[QPointF]]:
        """Which network learns from which loss."""
        up, down = self.generator.center().x(), self.discriminator.right() - self.discriminator.width() / 3
        return [
            [QPointF(up, self.generator_loss.top()), QPointF(up, self.generator.bottom())],
            [QPointF(down, self.discriminator_loss.bottom()), QPointF(down, self.discriminator.top())],
        ]


def place(area: QRectF) -> Places:
    """Everything within the area, from 600 x 380 on."""
    gap = max(26.0, area.width() * 0.035)
    wide = min(area.width() * 0.155, (area.height() * 0.72 - _FOOT - 2 * CAPTION) / 2 / _RATIO)
    tall = wide * _RATIO
    free = area.width() - 4 * gap - 2 * wide
    lefts = [area.left()]
    for width in (wide, free * 0.36, wide, free * 0.22):
        lefts.append(lefts[-1] + width + gap)
    top, bottom, height = area.top() + CAPTION, area.bottom(), area.height()
    painting = QRectF(lefts[2], top, wide, tall)
    target = QRectF(lefts[2], bottom - _FOOT - tall, wide, tall)
    middle = (painting.bottom() + target.top() - CAPTION) / 2
    loss = QRectF(lefts[0], 0, wide + gap + free * 0.36, _LOSS)
    loss.moveCenter(QPointF(loss.center().x(), max(target.center().y(), middle + _LOSS / 2 + gap)))
    discriminator = QRectF(lefts[4], area.top() + height * 0.32, free * 0.42, height * 0.5)
    thumb = min((free * 0.22 - 4) / 2 * _RATIO, height * 0.15)
    pair = QRectF(lefts[3], 0, free * 0.22, thumb)
    painted_pair, true_pair = QRectF(pair), QRectF(pair)
    painted_pair.moveCenter(QPointF(pair.center().x(), discriminator.top() + discriminator.height() * 0.25))
    true_pair.moveCenter(QPointF(pair.center().x(), discriminator.top() + discriminator.height() * 0.75))
    return Places(
        source=QRectF(lefts[0], top, wide, tall),
        generator=QRectF(lefts[1], top, free * 0.36, max(tall, height * 0.34)),
        generator_loss=loss,
        painting=painting,
        distance=QRectF(lefts[2], middle - 20, wide, 40),
        target=target,
        painted_pair=painted_pair,
        true_pair=true_pair,
        discriminator=discriminator,
        discriminator_loss=QRectF(lefts[4], area.top(), free * 0.42, _LOSS),
    )


def thumbs(pair: QRectF) -> tuple[QRectF, QRectF]:
    """The two pictures of a pair, side by side."""
    width = min((pair.width() - 4) / 2, pair.height() / _RATIO)
    left = pair.center().x() - width - 2
    return QRectF(left, pair.top(), width, pair.height()), QRectF(left + width + 4, pair.top(), width, pair.height())
