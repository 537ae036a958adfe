"""One filter of a chain as a card: its name (another may be taken), its parameters, how to move or remove it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.filter_records import FilterStep
from models.filters import FILTERS, step
from studio.look import icons, theme
from studio.panes.filters.filter_menu import FilterMenu
from studio.widgets.controls import icon_button
from studio.widgets.form import ParamForm
from studio.widgets.grip import Grip
from studio.widgets.labels import QuietLabel


class _NameButton(QPushButton):
    """The filter's name with a caret: another filter can be taken in its place."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setFont(theme.font("strong"))
        self.setToolTip("Take another filter in its place")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 28, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(theme.colour("quiet") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self.font())
        painter.setPen(theme.colour("text"))
        words = self.rect().adjusted(4, 0, -18, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        icons.draw(painter, "caret-down", QRectF(self.width() - 16, self.height() / 2 - 6, 12, 12), "quiet")


class StepCard(QWidget):
    """changed() when its filter or a value is another (read `step()`); removed(); moved(by) one up or down;

    pulled(y on the screen), let_go() while the mouse carries it.
    """

    changed = Signal()
    removed = Signal()
    moved = Signal(int)
    pulled = Signal(int)
    let_go = Signal()

    def __init__(self, shown: FilterStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = shown
        self._carried = False
        self.grip = Grip()
        self.name = _NameButton("")
        self.menu = FilterMenu(self)
        self.up = icon_button("ph.caret-up", "Earlier")
        self.down = icon_button("ph.caret-down", "Later")
        self.remove = icon_button("ph.x", "Remove this filter")
        self.help = QuietLabel()
        self.form = ParamForm()
        self._lay_out()
        self._connect()
        self.show_step(shown)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.grip)
        head.addWidget(self.name)
        head.addStretch(1)
        for button in (self.up, self.down, self.remove):
            button.setFixedSize(24, 24)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_8)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_4, 0)
        inner.addWidget(self.help)
        inner.addWidget(self.form)
        column.addLayout(inner)

    def _connect(self) -> None:
        self.name.clicked.connect(lambda: self.menu.open_below(self.name))
        self.menu.picked.connect(self._on_picked)
        self.form.changed.connect(self._on_form_changed)
        self.remove.clicked.connect(self.removed)
        self.grip.removed.connect(self.removed)
        self.grip.moved.connect(self.moved)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.grip.pulled.connect(self.pulled)
        self.grip.let_go.connect(self.let_go)

    def step(self) -> FilterStep:
        return self._step

    def show_step(self, shown: FilterStep) -> None:
        """Show another filter or other values, without changed()."""
        self._step = shown
        entry = FILTERS.get(shown.name)
        self.name.setText(entry.title)
        self.name.setAccessibleName(f"{entry.title}, take another filter in its place")
        self.help.setText(entry.help)
        self.help.setVisible(not entry.params)
        self.form.setVisible(bool(entry.params))
        self.form.set_params(entry.params, dict(shown.values))
        self.name.updateGeometry()

    def show_place(self, place: int, count: int) -> None:
        """Where it stands in the chain, from 0; one alone can't be moved."""
        for widget in (self.grip, self.up, self.down):
            widget.setVisible(count > 1)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        title = FILTERS.get(self._step.name).title
        self.grip.setAccessibleName(f"{title}, {place + 1} of {count}: arrow keys move it, Delete removes it")
        self.grip.setToolTip("Drag to another place (arrow keys move it too)")

    def set_carried(self, carried: bool) -> None:
        """Whether the mouse carries it now."""
        self._carried = carried
        self.update()

    def middle(self) -> int:
        """Its middle, as a y on the screen."""
        return self.mapToGlobal(QPoint(0, self.height() // 2)).y()

    def _on_picked(self, name: str) -> None:
        if name != self._step.name:
            self.show_step(step(name))
            self.changed.emit()

    def _on_form_changed(self, values: dict[str, object]) -> None:
        self._step = step(self._step.name, **values)
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2) if self._carried else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
