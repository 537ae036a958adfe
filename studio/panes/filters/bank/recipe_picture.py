"""A recipe as two pictures with an arrow between them and words beside: what goes in -> what comes out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import icons, theme
from studio.look.qt_images import to_image

_THUMB = QSize(84, 105)
_ARROW = 39.0


class RecipePicture(QWidget):
    """Both pictures are 4:5 as a network sees them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[QImage | None, QImage | None] = (None, None)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(280, _THUMB.height())

    def set_pictures(self, source: Picture | None, target: Picture | None) -> None:
        self._images = (_image(source), _image(target))
        self.update()

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words.replace("\n", " "))
        self.update()

    @property
    def words(self) -> str:
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        at = QRectF(0, 0, _THUMB.width(), _THUMB.height())
        self._paint_thumb(painter, at, self._images[0])
        icons.draw(painter, "arrow-right", QRectF(at.right() + _ARROW / 2 - 9, at.center().y() - 9, 18, 18), "accent")
        at.translate(_THUMB.width() + _ARROW, 0)
        self._paint_thumb(painter, at, self._images[1])
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("quiet"))
        room = QRectF(at.right() + 10, 0, self.width() - at.right() - 10, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self._words)

    def _paint_thumb(self, painter: QPainter, at: QRectF, image: QImage | None) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(at, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(outline)
        if image is None:
            painter.fillRect(at, theme.colour("canvas"))
        else:
            painter.drawImage(at, image)
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def _image(picture: Picture | None) -> QImage | None:
    return None if picture is None else to_image(picture)
