"""One row per declared parameter: a slider with a typed value, a choice, a switch. All have the same interface."""

from __future__ import annotations

import math
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSlider, QVBoxLayout, QWidget

from models.errors import ParameterError
from models.params import Param, Value
from studio.look import icons, theme

_FACTORS = 100
"""Notches of a slider that moves by factors."""


class BareSlider(QSlider):
    """A horizontal slider: ochre up to the knob, a click jumps there."""

    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(20)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _knob(self) -> QPointF:
        span = max(1, self.maximum() - self.minimum())
        left, right = 7.0, self.width() - 7.0
        return QPointF(left + (self.value() - self.minimum()) / span * (right - left), self.height() / 2)

    def _go_to(self, x: float) -> None:
        share = min(1.0, max(0.0, (x - 7.0) / max(1.0, self.width() - 14.0)))
        self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.reset_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls; a value never changes because it passed under the wheel

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        knob = self._knob()
        y = knob.y() - 1.5
        painter.setBrush(theme.colour("edge"))
        painter.drawRoundedRect(QRectF(0, y, self.width(), 3), 1.5, 1.5)
        painter.setBrush(theme.colour("accent" if self.isEnabled() else "off"))
        painter.drawRoundedRect(QRectF(0, y, knob.x(), 3), 1.5, 1.5)
        if self.hasFocus():
            painter.drawEllipse(knob, 8, 8)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("knob" if self.isEnabled() else "off"))
        painter.drawEllipse(knob, 6, 6)


class _Scale:
    """Notches of a slider, from 0 to `last`, <-> numbers of its parameter: by steps, or by factors."""

    def __init__(self, param: Param) -> None:
        if param.slider_low is None or param.slider_high is None:
            raise ValueError(f"a slider needs bounds: {param.name}")
        self._low, self._high = param.slider_low, param.slider_high
        self._by_factors = param.scale == "log"
        self.step = _notch(param, self._high - self._low)
        self.last = _FACTORS if self._by_factors else round((self._high - self._low) / self.step)

    def notch(self, number: float) -> int:
        """The nearest one: where a number lies beyond, the slider stands at its end."""
        number = min(max(number, self._low), self._high)
        if self._by_factors:
            return round(math.log(number / self._low) / math.log(self._high / self._low) * self.last)
        return round((number - self._low) / self.step)

    def number(self, notch: int) -> float:
        if self._by_factors:
            return float(f"{self._low * (self._high / self._low) ** (notch / self.last):.2g}")
        return round(self._low + notch * self.step, 6)

    def write(self, number: float) -> str:
        """As it reads on the slider; a number between its notches or beyond its ends with all that tells it apart."""
        if self._by_factors or abs(self.number(self.notch(number)) - number) > 1e-9:
            return f"{float(f'{number:.6g}'):.12f}".rstrip("0").rstrip(".")
        fine = 0.0001 if self.step < 0.01 else 0.01 if self.step < 0.1 else 0.1 if self.step < 1 else 1
        return f"{number:.{round(-math.log10(fine))}f}"


class LabelledSlider(QWidget):
    """Title at the left, value at the right (type into it), slider below. changed(value) while it moves.

    A value is kept exactly as it was set or typed, also where the slider does not reach it.
    """

    changed = Signal(object)

    def __init__(self, param: Param, value: Value | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self._value: Value = param.default
        self._scale = _Scale(param)
        self._written = ""
        self.title = QLabel(param.title)
        self.title.setProperty("role", "quiet")
        self.field = QLineEdit()
        self.field.setProperty("role", "value")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(96)
        self.field.setAccessibleName(param.title)
        self.slider = BareSlider()
        self.slider.setRange(0, self._scale.last)
        self.slider.setAccessibleName(param.title)
        self.setToolTip(_explain(param))
        row = QHBoxLayout()
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.reset_asked.connect(self.reset)
        self.field.editingFinished.connect(self._on_typed)
        self.title.installEventFilter(self)
        self.set_value(param.default if value is None else value)

    def value(self) -> Value:
        return self._value

    def set_value(self, value: Value) -> None:
        """Show the value without changed(); raises ParameterError outside the bounds."""
        self._value = self.param.check(value)
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.notch(float(self._value)))
        self.slider.blockSignals(False)
        self.slider.update()
        self._write()

    def show_nearest(self, number: float) -> None:
        """As set_value, of the nearest number that is allowed: what others wrote may lie beyond."""
        low, high = (number if bound is None else bound for bound in (self.param.low, self.param.high))
        self.set_value(min(max(low, number), high))

    def reset(self) -> None:
        """Back to the default, as a change."""
        if self._value != self.param.default:
            self.set_value(self.param.default)
            self.changed.emit(self._value)

    def _write(self) -> None:
        number = f"{self._value}" if self.param.kind == "int" else self._scale.write(float(self._value))
        self._written = f"{number} {self.param.unit}".strip()
        self.field.setText(self._written)

    def _on_moved(self, notch: int) -> None:
        number = self._scale.number(notch)
        self._value = self.param.check(round(number) if self.param.kind == "int" else number)
        self._write()
        self.changed.emit(self._value)

    def _on_typed(self) -> None:
        if self.field.text() == self._written:
            return  # only the focus went elsewhere, and what is written may be rounded
        text = self.field.text().removesuffix(self.param.unit).strip().replace(",", ".")
        try:
            value = self.param.check(text)
        except ParameterError:
            self._write()
            return
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)
        else:
            self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.title and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return False


class _Combo(QComboBox):
    """The chosen word flush with the values of the other rows, a caret behind it; the wheel is left to the panel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(theme.colour("edge") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        token = "text" if self.isEnabled() else "off"
        icons.draw(painter, "caret-down", QRectF(self.width() - 15, self.height() / 2 - 6, 12, 12), token)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(token))
        words = QRectF(4, 0, self.width() - 22, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.currentText())


def _explain(param: Param) -> str:
    """What it does, and why it is usually as it is."""
    if not param.reason or param.none:  # a form begins with a value where the usual one is none
        return param.help
    return f"{param.help}\nUsually {param.default_word}: {param.reason}"


def _notch(param: Param, span: float) -> float:
    """What one notch is worth: as declared, but a slider of a small span must not jump."""
    if param.kind == "int":
        return max(param.step, 1)
    return param.step if param.step <= span / 20 else span / 100


def _lay_out(row: QWidget, param: Param, field: QWidget) -> None:
    """Title at the left, the field at the right, the help as tooltip."""
    title = QLabel(param.title)
    title.setProperty("role", "quiet")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(title)
    line.addStretch(1)
    line.addWidget(field)
    row.setToolTip(_explain(param))


class ChoiceRow(QWidget):
    """Title at the left, one of the declared words at the right."""

    changed = Signal(object)

    def __init__(self, param: Param, value: Value | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self.combo = _Combo()
        self.combo.setAccessibleName(param.title)
        for word in param.offered or param.choices:
            self._add(word)
        _lay_out(self, param, self.combo)
        self.set_value(param.default if value is None else value)
        self.combo.activated.connect(self._on_activated)

    def _add(self, word: str) -> None:
        self.combo.addItem(self.param.title_of(word), word)
        if self.param.helps:
            help = self.param.helps[self.param.choices.index(word)]
            self.combo.setItemData(self.combo.count() - 1, help, Qt.ItemDataRole.ToolTipRole)

    def _on_activated(self) -> None:
        self.changed.emit(self.value())

    def value(self) -> Value:
        return str(self.combo.currentData())

    def set_value(self, value: Value) -> None:
        word = str(self.param.check(value))
        if self.combo.findData(word) < 0:  # allowed, though not offered
            self._add(word)
        self.combo.setCurrentIndex(self.combo.findData(word))


class SwitchRow(QWidget):
    """Title at the left, "on" or "off" at the right; a click or Space turns it."""

    changed = Signal(object)

    def __init__(self, param: Param, value: Value | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self.button = QPushButton()
        self.button.setProperty("role", "segment")
        self.button.setCheckable(True)
        self.button.setAccessibleName(param.title)
        _lay_out(self, param, self.button)
        self.set_value(param.default if value is None else value)
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.set_value(self.button.isChecked())
        self.changed.emit(self.value())

    def value(self) -> Value:
        return self.button.isChecked()

    def set_value(self, value: Value) -> None:
        checked = bool(self.param.check(value))
        self.button.setChecked(checked)
        self.button.setText("on" if checked else "off")


ParamRow: TypeAlias = LabelledSlider | ChoiceRow | SwitchRow


def row_for(param: Param, value: Value | None = None) -> ParamRow:
    """The row that edits a parameter of this kind."""
    if param.kind == "bool":
        return SwitchRow(param, value)
    return ChoiceRow(param, value) if param.kind == "choice" else LabelledSlider(param, value)
