"""One training that waits, as a row: what goes in and comes out, its name, its minutes; dragged, timed, removed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.errors import ParameterError
from models.records import Picture
from models.training.config import SETTINGS
from studio.look import icons, theme
from studio.panes.train.words import word_budget
from studio.widgets.controls import icon_button
from studio.widgets.fitted_image import FittedImage, paint_empty
from studio.widgets.grip import Grip
from studio.widgets.labels import ElidedLabel

_THUMB = (38, 47)
_MINUTES = SETTINGS["minutes"]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """id: in the queue; line: what is true of it ("studio size, goes on at minute 3.1"); minutes: None until it is
    done; learning: by now."""

    id: int
    title: str
    line: str
    minutes: float | None
    learning: bool = False


class MinutesField(QLineEdit):
    """Minutes to type: "15 min", or "until done"; the up and down keys change them by five. minutes_set(float | None)

    when they are others; a number shown rounded stays what it was.
    """

    minutes_set = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._minutes: float | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(84)
        self.setAccessibleName("Minutes")
        self.setToolTip(f"How long it may learn; pauses left out. Type “{_MINUTES.none}” for no limit but its epochs")
        self.editingFinished.connect(self._on_typed)

    def show_minutes(self, minutes: float | None) -> None:
        """Without minutes_set()."""
        self._minutes = minutes
        if not self.hasFocus() or not self.isModified():
            self.setText(word_budget(minutes))

    def _on_typed(self) -> None:
        text = self.text().strip()
        if text != word_budget(self._minutes):
            self._take(text if text == _MINUTES.none else text.removesuffix("min").replace(",", "").strip())

    def _take(self, value: object) -> None:
        before = self._minutes
        with contextlib.suppress(ParameterError):  # what it may not be leaves it as it is
            minutes = _MINUTES.check_optional(value)
            self._minutes = None if minutes is None else float(minutes)
        self.setText(word_budget(self._minutes))
        if self._minutes != before:
            self.minutes_set.emit(self._minutes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 5.0, Qt.Key.Key_Down: -5.0}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        elif self._minutes is not None:
            self._take(max(1.0, self._minutes + by))


class _Pair(QWidget):
    """What goes in, an arrow, what must come out."""

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[FittedImage, ...] = ()
        self.setFixedSize(2 * _THUMB[0] + 28, _THUMB[1])

    def show_pictures(self, pictures: tuple[Picture, Picture] | None) -> None:
        self._images = tuple(FittedImage(picture) for picture in pictures) if pictures is not None else ()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        places = [QRectF(left, 0, *_THUMB) for left in (0, _THUMB[0] + 28)]
        for number, place in enumerate(places):
            if self._images:
                self._images[number].paint(painter, place)
            else:
                paint_empty(painter, place)
        icons.draw(painter, "arrow-right", QRectF(_THUMB[0] + 7, _THUMB[1] / 2 - 7, 14, 14), "accent")


class QueueRow(QWidget):
    """removed(); moved(by); minutes_set(float | None); pulled(y on the screen), let_go() while the mouse carries it."""

    removed = Signal()
    moved = Signal(int)
    minutes_set = Signal(object)
    pulled = Signal(int)
    let_go = Signal()

    def __init__(self, item: QueueItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._carried = False
        self.grip = Grip()
        self.pair = _Pair()
        self.title = ElidedLabel()
        self.title.setFont(theme.font("strong"))
        self.line = ElidedLabel()
        self.line.setFont(theme.font("small"))
        self.line.setProperty("role", "quiet")
        self.minutes = MinutesField()
        self.remove = icon_button("ph.x", "Take it out of the queue")
        words = QVBoxLayout()
        words.setSpacing(0)
        for widget in (self.title, self.line):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.grip)
        row.addWidget(self.pair)
        row.addLayout(words, 1)
        row.addWidget(self.minutes)
        row.addWidget(self.remove)
        self.grip.pulled.connect(self.pulled)
        self.grip.let_go.connect(self.let_go)
        self.grip.moved.connect(self.moved)
        self.grip.removed.connect(self.removed)
        self.remove.clicked.connect(self.removed)
        self.minutes.minutes_set.connect(self.minutes_set)
        self.show_item(item)

    def show_item(self, item: QueueItem) -> None:
        """Show another state of the same training, without signals."""
        self.item = item
        self.title.setText(item.title)
        self.line.setText(item.line)
        self.minutes.show_minutes(item.minutes)
        for widget in (self.grip, self.minutes, self.remove):
            widget.setEnabled(not item.learning)
        self.setAccessibleName(f"{item.title}, {word_budget(item.minutes)}, {item.line}")
        self.grip.setAccessibleName(f"{item.title}: arrow keys move it, Delete removes it")
        self.grip.setToolTip("Drag to another place (arrow keys move it too)")
        self.update()

    def set_carried(self, carried: bool) -> None:
        """Whether the mouse carries it now."""
        self._carried = carried
        self.update()

    def middle(self) -> int:
        """Its middle, as a y on the screen."""
        return self.mapToGlobal(QPoint(0, self.height() // 2)).y()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = "accent" if self._carried else ""
        painter.setPen(QPen(theme.colour(outline), 2) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
        if self.item.learning:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(1, 10, 3, self.height() - 20), 1.5, 1.5)
