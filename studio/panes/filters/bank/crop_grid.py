"""A grid of pictures of one shape that fills its width; only what is in sight is made.

Knows keys, not what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from studio.look import theme
from studio.widgets.cell_layout import CellLayout
from studio.widgets.thumb_store import ThumbnailStore

WISHED = 128
"""Width of a cell that is aimed at; cells grow until they fill the row."""
_GAP = 8
_EDGE = 2


class CropGrid(QAbstractScrollArea):
    """set_items shows keys; request(key) says what the store makes the picture from. chosen(key) by click or Enter.

    A new version of all pictures (another filter) is asked for with set_version: the old ones stand until it comes.
    """

    chosen = Signal(str)

    def __init__(
        self,
        store: ThumbnailStore,
        request: Callable[[str], object],
        shape: float = 320 / 256,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._request = request
        self._shape = shape
        self._keys: list[str] = []
        self._version: Hashable = None
        self._last: dict[str, QPixmap] = {}
        self._current = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        store.ready.connect(self._on_ready)

    def set_items(self, keys: Sequence[str], current: str = "") -> None:
        self._keys, self._current = list(keys), current
        self._fit()

    def set_version(self, version: Hashable) -> None:
        """All pictures are other ones now."""
        if version != self._version:
            self._version = version
            self._store.drop_requests()
            self.viewport().update()

    def keys(self) -> list[str]:
        return list(self._keys)

    def shown(self, key: str) -> bool:
        """Whether the picture of that key stands there in its newest version."""
        return self._store.has((key, self._version))

    def rect_of(self, key: str) -> QRect:
        """Where a picture stands in the viewport."""
        return self._layout().rect(self._keys.index(key)).translated(0, -self.verticalScrollBar().value())

    def _layout(self) -> CellLayout:
        room = self.viewport().width() - 2 * _EDGE + _GAP
        columns = max(1, room // (WISHED + _GAP))
        width = room // columns - _GAP
        return CellLayout(len(self._keys), columns, QSize(width, round(width * self._shape)), _GAP, _EDGE)

    def _fit(self) -> None:
        layout, bar = self._layout(), self.verticalScrollBar()
        bar.setRange(0, max(0, layout.extent().height() - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _on_ready(self, key: object) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        top, layout, last = self.verticalScrollBar().value(), self._layout(), {}
        for number in layout.within(event.rect().translated(0, top)):
            key = self._keys[number]
            rect = layout.rect(number).translated(0, -top)
            made = self._store.get((key, self._version), self._request(key))
            pixmap = made if made is not None else self._last.get(key)
            if pixmap is not None and not pixmap.isNull():
                last[key] = pixmap
                painter.drawPixmap(rect, pixmap)
            else:
                painter.fillRect(rect, theme.colour("canvas"))
            if key == self._current:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if event.rect() == self.viewport().rect():
            self._last = last

    def _key_at(self, at: QPoint) -> str:
        place = at + QPoint(0, self.verticalScrollBar().value())
        layout = self._layout()
        return next((self._keys[number] for number in layout.within(QRect(place, QSize(1, 1)))), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self._set_current(key)
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._layout().columns
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        if event.key() in moves and self._keys:
            at = self._keys.index(self._current) if self._current in self._keys else 0
            self._set_current(self._keys[max(0, min(at + moves[Qt.Key(event.key())], len(self._keys) - 1))])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _set_current(self, key: str) -> None:
        """Put a picture in front, and into sight."""
        self._current = key
        rect, bar = self.rect_of(key), self.verticalScrollBar()
        below, above = rect.bottom() + _EDGE - self.viewport().height(), rect.top() - _EDGE
        bar.setValue(bar.value() + (above if above < 0 else max(0, below)))
        self.viewport().update()
