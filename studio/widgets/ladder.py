"""Several levels of one picture as handles under one ramp from black to white, none of which passes another."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from models.errors import ParameterError
from models.params import Param, Value
from studio.look import theme
from studio.widgets.flow import FlowLayout

_WHITE = 255
_RAMP = 10
_HANDLE = 18
_REACH = 9.0
"""px from a handle's middle that still take hold of it where it stands."""
_SAME = 2.0
"""px between handles that lie on each other: the direction of the pull decides which of them comes along."""
_BESIDE = 5
"""So many typed values have room beside the title."""
_FAST = 10


class Rung(QWidget):
    """One handle: the row of one parameter. changed(value) while a person moves it, by mouse, keys or typing.

    field: where its value can be typed; what is typed goes as far as the neighbours let it.
    """

    changed = Signal(object)

    def __init__(self, param: Param, value: Value, track: _Track) -> None:
        super().__init__(track)
        self.param = param
        self._track = track
        self._value = int(param.check(value))
        self.field = QLineEdit()
        self.field.setProperty("role", "value")
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(38 if (param.high or 0) < 1000 else 46)
        self.field.editingFinished.connect(self._on_typed)
        for widget in (self, self.field):
            widget.setAccessibleName(param.title)
            widget.setToolTip(f"{param.title}: {param.help}" if param.help else param.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._write()

    def value(self) -> Value:
        return self._value

    def set_value(self, value: Value) -> None:
        """Show the value without changed(), wherever the others stand; raises ParameterError outside the bounds."""
        self._value = int(self.param.check(value))
        self._write()
        self._track.place(self)

    def move_to(self, value: float, limits: tuple[float, float] | None = None) -> None:
        """As far that way as the neighbours and the bounds (or these limits) let it, as a change."""
        low, high = limits or self._track.limits(self)
        reached = round(min(max(value, low), high))
        if reached != self._value:
            self.set_value(reached)
            self.changed.emit(reached)

    def reset(self) -> None:
        """Back to the default, as a change."""
        self.move_to(float(self.param.default))

    def _write(self) -> None:
        self.field.setText(f"{self._value} {self.param.unit}".strip())
        self.setAccessibleDescription(self.field.text())

    def _on_typed(self) -> None:
        text = self.field.text().removesuffix(self.param.unit).strip()
        with contextlib.suppress(ParameterError):
            self.move_to(float(self.param.check(text)))
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        notch = max(1.0, self.param.step)
        far = _FAST * notch
        ups = {Qt.Key.Key_Right: notch, Qt.Key.Key_Up: notch, Qt.Key.Key_PageUp: far}
        downs = {Qt.Key.Key_Left: -notch, Qt.Key.Key_Down: -notch, Qt.Key.Key_PageDown: -far}
        ends = {Qt.Key.Key_Home: float("-inf"), Qt.Key.Key_End: float("inf")}
        by = {**ups, **downs, **ends}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.reset()
        elif by is None:
            super().keyPressEvent(event)
        else:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.move_to(self._value + by * (_FAST if shifted else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() - _HANDLE / 2)
        token = "accent" if self.isEnabled() else "off"
        painter.fillRect(QRectF(middle.x() - 1, 0, 2, middle.y()), theme.colour(token))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(middle, 8, 8)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("knob" if self.isEnabled() else "off"))
        painter.drawEllipse(middle, 6, 6)


class _Track(QWidget):
    """The ramp, and the mouse on it: a handle is pulled from where it is taken, a press beside one brings it there."""

    def __init__(self, high: float) -> None:
        super().__init__()
        self.setFixedHeight(_RAMP + _HANDLE + 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._high = max(high, _WHITE)
        self._rungs: list[Rung] = []
        self._held: list[Rung] = []
        self._limits: tuple[float, float] | None = None
        self._offset = 0.0

    def set_rungs(self, rungs: Sequence[Rung]) -> None:
        self._rungs = list(rungs)

    def limits(self, rung: Rung) -> tuple[float, float]:
        """How far it may go: the handles that lie before and behind it now stay there."""
        order = sorted(self._rungs, key=lambda one: (one.value(), self._rungs.index(one)))
        at = order.index(rung)
        low = max([float(rung.param.low or 0)] + [float(one.value()) for one in order[:at]])
        high = min([float(rung.param.high or _WHITE)] + [float(one.value()) for one in order[at + 1 :]])
        return low, high

    def place(self, rung: Rung) -> None:
        rung.setGeometry(QRect(round(self.x_of(rung) - _HANDLE / 2), 0, _HANDLE, self.height()))
        rung.update()

    def x_of(self, rung: Rung) -> float:
        """Where its middle stands."""
        return _HANDLE / 2 + float(rung.value()) / self._high * (self.width() - _HANDLE)

    def _value_at(self, x: float) -> float:
        return (x - _HANDLE / 2) / max(1.0, self.width() - _HANDLE) * self._high

    def resizeEvent(self, event: QResizeEvent) -> None:
        for rung in self._rungs:
            self.place(rung)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        there = [rung for rung in self._rungs if rung.isEnabled()]
        if event.button() != Qt.MouseButton.LeftButton or not there:
            return
        x = event.position().x()
        nearest = min(there, key=lambda rung: abs(self.x_of(rung) - x))
        self._limits = None
        self._held = [rung for rung in there if abs(self.x_of(rung) - self.x_of(nearest)) <= _SAME]
        self._offset = self.x_of(nearest) - x
        if abs(self._offset) > _REACH:
            self._offset = 0.0
            self._pull(x)
        self._show_held()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._pull(event.position().x())

    def _pull(self, x: float) -> None:
        aim = x + self._offset
        if len(self._held) > 1:
            middle = self.x_of(self._held[0])
            if abs(aim - middle) < 1:
                return
            self._held.sort(key=lambda rung: (rung.value(), self._rungs.index(rung)))
            self._held = [self._held[-1] if aim > middle else self._held[0]]
            self._show_held()
        # asked once a pull: where two meet it can't be told any more who came from which side
        self._limits = self._limits or self.limits(self._held[0])
        self._held[0].move_to(self._value_at(aim), self._limits)

    def _show_held(self) -> None:
        self._held[0].setFocus(Qt.FocusReason.MouseFocusReason)
        self._held[0].raise_()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = []

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        there = [rung for rung in self._rungs if rung.isEnabled()]
        x = event.position().x()
        nearest = min(there, key=lambda rung: abs(self.x_of(rung) - x), default=None)
        self._held = []
        if nearest is not None and abs(self.x_of(nearest) - x) <= _REACH:
            nearest.reset()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ramp = QRectF(_HANDLE / 2, 0.5, self.width() - _HANDLE, _RAMP)
        shades = QLinearGradient(ramp.topLeft(), QPointF(ramp.left() + ramp.width() * _WHITE / self._high, ramp.top()))
        shades.setColorAt(0, Qt.GlobalColor.black)
        shades.setColorAt(1, Qt.GlobalColor.white)
        painter.setOpacity(1.0 if any(rung.isEnabled() for rung in self._rungs) else 0.4)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(shades)
        painter.drawRoundedRect(ramp, 2, 2)


class LadderRow(QWidget):
    """Title and typed values, the ramp below. changed(name, value) while a person moves a handle.

    Takes whole-number parameters; each stays reachable as `rung(name)`, which has the interface of a form's row.
    """

    changed = Signal(str, object)

    def __init__(
        self, params: Sequence[Param], values: Mapping[str, Value] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        given = values or {}
        self.track = _Track(max(float(param.high or _WHITE) for param in params))
        self._rungs = {param.name: Rung(param, given.get(param.name, param.default), self.track) for param in params}
        self.track.set_rungs(self.rungs())
        self.title = QLabel(_from_to(params[0].title, params[-1].title))
        self.title.setProperty("role", "quiet")
        self.title.installEventFilter(self)
        self._lay_out()
        for name, rung in self._rungs.items():
            rung.changed.connect(lambda value, name=name: self.changed.emit(name, value))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.track)
        fields: QLayout = head
        if len(self._rungs) > _BESIDE:
            fields = FlowLayout(spacing=2)
            column.addLayout(fields)
        for rung in self._rungs.values():
            fields.addWidget(rung.field)

    def rung(self, name: str) -> Rung:
        return self._rungs[name]

    def rungs(self) -> list[Rung]:
        """From the first parameter to the last."""
        return list(self._rungs.values())

    def values(self) -> dict[str, Value]:
        return {name: rung.value() for name, rung in self._rungs.items()}

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Whether that one counts now."""
        rung = self._rungs[name]
        for widget in (rung, rung.field):
            widget.setEnabled(enabled)
        self.title.setEnabled(any(one.isEnabled() for one in self._rungs.values()))
        self.track.update()

    def reset(self) -> None:
        """Every handle back to its default, as changes: twice, because one may stand in the way of another."""
        for rung in [*reversed(self.rungs()), *self.rungs()]:
            rung.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.title and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return False


def _from_to(first: str, last: str) -> str:
    """ "Level 1 – 4", "Low – High"."""
    word, _, number = last.rpartition(" ")
    return f"{first} – {number if word and first.startswith(word) else last}"
