"""A section of a panel that folds up to its heading and one line saying what is set in it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.look import icons, theme
from studio.widgets.pressable import PressableRow

_HEAD = 28


class CollapsibleHead(PressableRow):
    """Heading at the left, what is set while folded at the right, a caret. pressed() by mouse, Space or Return."""

    pressed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(_HEAD, parent=parent)
        self.title, self.words, self.is_open = title, "", True
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def press(self, at: QPointF | None) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hovered or self.hasFocus():
            painter.setPen(theme.colour("quiet") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = self.rect().adjusted(8, 0, -28, 0)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title.upper())
        room = inner.width() - painter.fontMetrics().horizontalAdvance(self.title.upper()) - 16
        if not self.is_open and room > 0:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour("text"))
            shown = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        sign = "ph.caret-up" if self.is_open else "ph.caret-down"
        icons.draw(painter, sign, QRectF(self.width() - 22, _HEAD / 2 - 6, 12, 12), "quiet")


class Collapsible(QWidget):
    """The heading and, while open, what stands below it. toggled(is_open) when a person folded or unfolded it."""

    toggled = Signal(bool)
    bleeds = True
    """Its heading reaches 8 px over the panel's text edge; what stands below it keeps to it, unless it bleeds too."""

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = CollapsibleHead(title)
        self.body = body
        inner = QVBoxLayout()
        inner.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(inner)
        self._inner = inner
        self.head.pressed.connect(self._on_pressed)
        self.set_words("")
        self.set_open(True)

    @property
    def is_open(self) -> bool:
        return self.head.is_open

    def set_open(self, is_open: bool) -> None:
        """Collapsible or unfold without toggled()."""
        self.head.is_open = is_open
        self.body.setVisible(is_open)
        side = 0 if getattr(self.body, "bleeds", False) else theme.SPACE_8
        self._inner.setContentsMargins(*((side, theme.SPACE_4, side, theme.SPACE_8) if is_open else (0, 0, 0, 0)))
        self._name()
        self.head.update()

    def set_words(self, words: str) -> None:
        """What is set in it, shown while it is folded."""
        self.head.words = words
        self._name()
        self.head.update()

    def _name(self) -> None:
        # escaped: a tooltip takes anything that looks like markup for markup
        self.head.setToolTip("" if self.is_open else f"<p>{escape(self.head.words)}</p>")
        state = "unfolded" if self.is_open else "folded"
        self.head.setAccessibleName(", ".join(word for word in (self.head.title, self.head.words, state) if word))

    def _on_pressed(self) -> None:
        self.set_open(not self.is_open)
        self.toggled.emit(self.is_open)
