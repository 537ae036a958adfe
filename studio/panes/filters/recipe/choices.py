"""Choices of which one is taken, each with a sentence that says what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from studio.look import theme

_LEFT, _MARK, _LINE, _EDGE = 8, 28, 20, 4
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Choice(QAbstractButton):
    """A round mark, a title, and below it a wrapping sentence."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._help = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_help("")

    @property
    def help(self) -> str:
        return self._help

    def set_help(self, text: str) -> None:
        self._help = text
        self.setAccessibleDescription(text)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _words(self) -> QRect:
        """Where the sentence stands."""
        return QRect(_MARK, _EDGE + _LINE, max(40, self.width() - _MARK - _LEFT), 400)

    def _fit(self) -> None:
        tall = 2 * _EDGE + _LINE
        if self._help:
            tall += QFontMetrics(theme.font("small")).boundingRect(self._words(), _WRAPPED, self._help).height()
        self.setFixedHeight(tall)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(theme.colour("quiet") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        mark = QRectF(_LEFT, _EDGE + _LINE / 2 - 6, 12, 12)
        painter.setPen(theme.colour("accent" if self.isChecked() else "quiet"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(mark.adjusted(3, 3, -3, -3))
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("text"))
        title = QRect(_MARK, _EDGE, self.width() - _MARK, _LINE)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(self._words(), _WRAPPED, self._help)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class Choices(QWidget):
    """chosen(key) when a person took another one; arrow keys go from one to the next."""

    chosen = Signal(str)
    bleeds = True

    def __init__(self, items: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._choices = {key: Choice(key, title) for key, title in items}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for choice in self._choices.values():
            self._group.addButton(choice)
            column.addWidget(choice)
        next(iter(self._choices.values())).setChecked(True)
        self._shown = self.value()
        self._group.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        if self.value() != self._shown:
            self._shown = self.value()
            self.chosen.emit(self._shown)

    def value(self) -> str:
        """The key of the one that is taken."""
        return next(key for key, choice in self._choices.items() if choice.isChecked())

    def set_value(self, key: str) -> None:
        """Take one without chosen()."""
        self._choices[key].setChecked(True)
        self._shown = key

    def choice(self, key: str) -> Choice:
        return self._choices[key]
