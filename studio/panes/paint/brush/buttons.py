"""The painted buttons of the brush: a channel, a pen, a tool, a start. Each shows what it does; none does it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSlider, QWidget

from models.painting.encoder_file import SUFFIX as ENCODER_SUFFIX
from studio.look import icons, theme
from studio.panes.paint.encoder_shelf import covering

CHANNELS = {"r": "rejected", "g": "confirmed", "b": "corrected"}
"""The colours of the theme that are red, green and blue."""


class _Painted(QAbstractButton):
    """Fixed in size, with a mark where the keys are."""

    def __init__(self, text: str, size: QSize, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(tip or text)
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        return painter

    def _frame(self, painter: QPainter, at: QRectF) -> None:
        """2 px ochre round what is chosen, 1 px round what has the focus."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2 if self.isChecked() else 1))
            painter.drawRoundedRect(at, 5, 5)

    def _words(self, painter: QPainter, at: QRectF, text: str) -> None:
        face = theme.font("small")
        face.setPixelSize(11)
        painter.setFont(face)
        painter.setPen(theme.colour("off" if not self.isEnabled() else "text" if self.isChecked() else "quiet"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class ChannelButton(_Painted):
    """A channel to draw in: a line in its colour while it is on."""

    def __init__(self, channel: str, parent: QWidget | None = None) -> None:
        name = {"r": "red", "g": "green", "b": "blue"}[channel]
        super().__init__(channel.upper(), QSize(18, 24), f"Draw in {name} ({channel.upper()})", parent)
        self.channel = channel
        self.setCheckable(True)
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("text" if self.isChecked() else "off"))
        painter.drawText(QRectF(0, 0, 18, 20), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(QRectF(1, 20, 16, 3), theme.colour(CHANNELS[self.channel]))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(QRectF(0.5, 0.5, 17, 23))


class PenButton(_Painted):
    """A pen by its value: in gray above, in each channel alone below."""

    def __init__(self, value: int, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(str(value), QSize(56, 60), tip, parent)
        self.value = value
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, value = self._painter(), self.value
        swatch = QRectF(8, 2, 40, 38)
        painter.setClipRect(swatch)
        painter.fillRect(QRectF(8, 2, 40, 20), QColor(value, value, value))
        for place in range(3):
            colour = QColor(*(value if place == channel else 0 for channel in range(3)))
            painter.fillRect(QRectF(8 + place * 40 / 3, 22, 40 / 3 + 1, 18), colour)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("edge"))
        painter.drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5))
        self._frame(painter, swatch.adjusted(-2, -1, 2, 2))
        self._words(painter, QRectF(0, 43, 56, 15), self.text())


class ToolButton(_Painted):
    """An icon over its word."""

    def __init__(self, icon: str, text: str, tip: str, *, stays: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, QSize(56, 42), tip, parent)
        self._icon = icon
        self.setCheckable(stays)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        token = "off" if not self.isEnabled() else "accent" if self.isChecked() else "text"
        icons.draw(painter, self._icon, QRectF(18, 3, 20, 20), token)
        self._words(painter, QRectF(0, 25, 56, 14), self.text())
        self._frame(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))


class StartButton(_Painted):
    """What the strokes lie on: its picture over a word. dropped(Path) where files may be dropped on it."""

    dropped = Signal(Path)

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(text, QSize(78, 118), tip, parent)
        self._picture: QImage | None = None
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def set_picture(self, image: QImage | None) -> None:
        self._picture = image
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _file_in(event)
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, at = self._painter(), QRectF(3, 3, 72, 90)
        if self._picture is None:
            painter.fillRect(at, theme.colour("canvas"))
            icons.draw(painter, "pencil-line", QRectF(27, 36, 24, 24), "off")
        else:
            painter.drawImage(at, self._picture, covering(self._picture.width(), self._picture.height(), at))
        self._frame(painter, at.adjusted(-2, -2, 2, 2))
        self._words(painter, QRectF(0, 98, 78, 16), self.text())


def _file_in(event: QDropEvent) -> Path | None:
    """The one picture file that is dragged; encoders and several files are the window's."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].is_file() and files[0].suffix != ENCODER_SUFFIX else None


class SizeSlider(QSlider):
    """The pen's size: ochre from the foot up to the knob."""

    def __init__(self, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setRange(lowest, highest)
        self.setFixedWidth(20)
        self.setMinimumHeight(40)
        self.setMaximumHeight(170)
        self.setAccessibleName("Size of the pen")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        top, bottom = 7.0, self.height() - 7.0
        knob = QPointF(self.width() / 2, bottom - share * (bottom - top))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawRoundedRect(QRectF(knob.x() - 1.5, top, 3, bottom - top), 1.5, 1.5)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(knob.x() - 1.5, knob.y(), 3, bottom - knob.y()), 1.5, 1.5)
        if self.hasFocus():
            painter.drawEllipse(knob, 8, 8)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("knob"))
        painter.drawEllipse(knob, 6, 6)
