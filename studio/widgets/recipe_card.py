"""A recipe as a card: a picture of what goes in, an arrow, a picture of what comes out, its name and one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.records import Picture
from studio.look import icons, theme
from studio.look.qt_images import to_image

_THUMB = QSize(34, 42)
_ARROW = 28.0


class RecipeCard(QAbstractButton):
    """One card of a list where one is chosen: checkable, by mouse and by keys."""

    def __init__(self, name: str, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._line = line
        self._pictures: list[QImage | None] = [None, None]
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(208, _THUMB.height() + 12)

    @property
    def line(self) -> str:
        return self._line

    def set_line(self, line: str) -> None:
        """What is true of it now ("learning", "24.1 dB")."""
        self._line = line
        self.setAccessibleDescription(line)
        self.update()

    def set_pictures(self, source: Picture | None, target: Picture | None) -> None:
        """What goes in and what comes out, on a face of the user's own."""
        size = _THUMB * 2
        self._pictures = [
            None
            if picture is None
            else to_image(picture).scaled(
                size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            for picture in (source, target)
        ]
        self.update()

    @property
    def has_pictures(self) -> bool:
        return all(image is not None for image in self._pictures)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter)
        at = QRectF(8, 6, _THUMB.width(), _THUMB.height())
        self._paint_thumb(painter, at, self._pictures[0])
        icons.draw(painter, "arrow-right", QRectF(at.right() + 7, at.center().y() - 7, 14, 14), "accent")
        at.translate(_THUMB.width() + _ARROW, 0)
        self._paint_thumb(painter, at, self._pictures[1])
        self._paint_words(painter, QRectF(at.right() + 10, 0, self.width() - at.right() - 14, self.height()))

    def _paint_ground(self, painter: QPainter) -> None:
        token = "raised" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(theme.colour("quiet") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token) if token else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_thumb(self, painter: QPainter, at: QRectF, image: QImage | None) -> None:
        if image is None:
            painter.fillRect(at, theme.colour("canvas"))
            return
        shown = QRectF(0, 0, image.width(), image.width() * at.height() / at.width())
        shown.moveCenter(QRectF(image.rect()).center())
        painter.drawImage(at, image, shown.intersected(QRectF(image.rect())))

    def _paint_words(self, painter: QPainter, at: QRectF) -> None:
        strong, small = theme.font("strong"), theme.font("small")
        lines = [(self.text(), strong, "text")] + ([(self._line, small, "quiet")] if self._line else [])
        top = at.center().y() - 9.0 * len(lines)
        for text, font, token in lines:
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(at.width()))
            painter.drawText(QRectF(at.left(), top, at.width(), 18), Qt.AlignmentFlag.AlignVCenter, shown)
            top += 18

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
