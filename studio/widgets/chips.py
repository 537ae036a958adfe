"""A line of what narrows the view down: one chip per filter, each taken away by a click; words and a button beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio.look import icons, theme
from studio.widgets.controls import link_button, soft_button
from studio.widgets.labels import QuietLabel


class Chip(QWidget):
    """A rounded word with a cross. pressed(key) by mouse, Space or Delete."""

    pressed = Signal(str)

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.text = key, text
        self.setFixedHeight(22)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{text}, take away")
        self.setToolTip("Take this filter away")
        self.setFont(theme.font("small"))

    def sizeHint(self) -> QSize:
        return QSize(min(240, self.fontMetrics().horizontalAdvance(self.text) + 34), 22)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pressed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent") if self.hasFocus() else theme.colour("raised"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 11, 11)
        painter.setPen(theme.colour("text"))
        words = self.rect().adjusted(10, 0, -22, 0)
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        icons.draw(painter, "ph.x", QRectF(self.width() - 20, 5, 12, 12), "quiet")


class ChipLine(QFrame):
    """taken(key) when a chip was pressed; cleared() for all of them; acted() for the button. Hidden when empty."""

    taken = Signal(str)
    cleared = Signal()
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(38)
        self._chips: list[Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE_16, 8, theme.SPACE_16, 0)
        self._row.setSpacing(6)
        self.clear = link_button("Clear all")
        self.words = QuietLabel()
        self.words.setWordWrap(False)
        self.button = soft_button("")
        self._row.addWidget(self.clear)
        self._row.addStretch(1)
        self._row.addWidget(self.words)
        self._row.addWidget(self.button)
        self.clear.clicked.connect(self.cleared)
        self.button.clicked.connect(self.acted)
        self.set_content((), "", "")

    def set_content(self, chips: Sequence[tuple[str, str]], words: str, button: str, enabled: bool = True) -> None:
        """chips: (key, text); words stand at the right, before the button; an empty one is not there."""
        if [(chip.key, chip.text) for chip in self._chips] != list(chips):
            self._rebuild(chips)
        self.clear.setVisible(len(chips) > 1)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setEnabled(enabled)
        self.setVisible(bool(chips or words or button))

    def _rebuild(self, chips: Sequence[tuple[str, str]]) -> None:
        """Chips that stay keep their widget: the one under the mouse may not vanish while it is pressed."""
        known = {chip.key: chip for chip in self._chips}
        for key in known.keys() - {key for key, _ in chips}:
            gone = known.pop(key)
            gone.hide()
            gone.deleteLater()
        self._chips = []
        for place, (key, text) in enumerate(chips):
            chip = known.get(key) or Chip(key, text, self)
            if key not in known:
                chip.pressed.connect(self.taken)
            chip.text = text
            chip.updateGeometry()
            chip.update()
            self._row.insertWidget(place, chip)
            self._chips.append(chip)

    def chips(self) -> list[Chip]:
        return list(self._chips)
