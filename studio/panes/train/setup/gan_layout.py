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
    """From left to right: what goes in; the painter, its loss below; its painting, the target below, their distance

    between; what the judge sees of each, beside what went in; the judge, its loss above.
    """

    source: QRectF
    painter: QRectF
    painter_loss: QRectF
    painting: QRectF
    distance: QRectF
    target: QRectF
    painted_pair: QRectF
    true_pair: QRectF
    judge: QRectF
    judge_loss: QRectF

    def ways(self) -> list[list[QPointF]]:
        """What is handed on: each a line whose end is an arrow. None crosses another."""
        source, painting, target, distance = self.source, self.painting, self.target, self.distance
        middle = source.center().y()
        pair = self.painted_pair.center().x()
        foot = target.bottom() + _FOOT / 2
        return [
            [QPointF(source.right(), middle), QPointF(self.painter.left(), middle)],
            [QPointF(self.painter.right(), middle), QPointF(painting.left(), middle)],
            [
                QPointF(painting.right(), middle),
                QPointF(pair, middle),
                QPointF(pair, self.painted_pair.top()),
            ],
            [
                QPointF(target.right(), target.center().y()),
                QPointF(pair, target.center().y()),
                QPointF(pair, self.true_pair.bottom()),
            ],
            *(
                [QPointF(one.right(), one.center().y()), QPointF(self.judge.left(), one.center().y())]
                for one in (self.painted_pair, self.true_pair)
            ),
            [QPointF(painting.center().x(), painting.bottom()), QPointF(painting.center().x(), distance.top())],
            [QPointF(target.center().x(), target.top() - CAPTION), QPointF(target.center().x(), distance.bottom())],
            [
                QPointF(distance.left(), distance.center().y()),
                QPointF(self.painter_loss.right() - 24, distance.center().y()),
                QPointF(self.painter_loss.right() - 24, self.painter_loss.top()),
            ],
            [
                QPointF(self.judge.center().x(), self.judge.bottom()),
                QPointF(self.judge.center().x(), foot),
                QPointF(self.painter_loss.right() - 24, foot),
                QPointF(self.painter_loss.right() - 24, self.painter_loss.bottom()),
            ],
            [QPointF(self._third(), self.judge.top()), QPointF(self._third(), self.judge_loss.bottom())],
        ]

    def lessons(self) -> list[list[QPointF]]:
        """Which network learns from which loss."""
        up, down = self.painter.center().x(), self.judge.right() - self.judge.width() / 3
        return [
            [QPointF(up, self.painter_loss.top()), QPointF(up, self.painter.bottom())],
            [QPointF(down, self.judge_loss.bottom()), QPointF(down, self.judge.top())],
        ]

    def _third(self) -> float:
        return self.judge.left() + self.judge.width() / 3


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
    judge = QRectF(lefts[4], area.top() + height * 0.32, free * 0.42, height * 0.5)
    thumb = min((free * 0.22 - 4) / 2 * _RATIO, height * 0.15)
    pair = QRectF(lefts[3], 0, free * 0.22, thumb)
    painted_pair, true_pair = QRectF(pair), QRectF(pair)
    painted_pair.moveCenter(QPointF(pair.center().x(), judge.top() + judge.height() * 0.25))
    true_pair.moveCenter(QPointF(pair.center().x(), judge.top() + judge.height() * 0.75))
    return Places(
        source=QRectF(lefts[0], top, wide, tall),
        painter=QRectF(lefts[1], top, free * 0.36, max(tall, height * 0.34)),
        painter_loss=loss,
        painting=painting,
        distance=QRectF(lefts[2], middle - 20, wide, 40),
        target=target,
        painted_pair=painted_pair,
        true_pair=true_pair,
        judge=judge,
        judge_loss=QRectF(lefts[4], area.top(), free * 0.42, _LOSS),
    )


def thumbs(pair: QRectF) -> tuple[QRectF, QRectF]:
    """The two pictures of a pair, side by side."""
    width = min((pair.width() - 4) / 2, pair.height() / _RATIO)
    left = pair.center().x() - width - 2
    return QRectF(left, pair.top(), width, pair.height()), QRectF(left + width + 4, pair.top(), width, pair.height())
