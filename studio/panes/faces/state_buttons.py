"""The four states of a face as buttons: line style, word and key; the one that is true stands out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from models.records import FaceState
from studio.look import theme
from studio.widgets.keys import CAP_HEIGHT, draw_cap


class StateButton(QAbstractButton):
    """One state: its line as on the photo, its word, its key."""

    def __init__(self, state: FaceState, key: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.key = state, key
        self.setText(state.value.capitalize())
        self.setAccessibleName(self.text())
        self.setToolTip(tip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(120, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "raised" if self.isChecked() else "hover" if self.underMouse() and self.isEnabled() else "canvas"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        colour = theme.state_colour(self.state) if self.isEnabled() else theme.colour("off")
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(colour if self.isChecked() else theme.colour("quiet"), 1.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        middle = self.height() / 2
        pen = QPen(colour, 3, theme.state_pen_style(self.state))
        if pen.style() is Qt.PenStyle.DashLine:
            pen.setDashPattern([1.4, 0.6])  # more than one dash where the line is short
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(10, middle), QPointF(26, middle))
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("text" if self.isChecked() else "quiet" if self.isEnabled() else "off"))
        painter.drawText(self.rect().adjusted(34, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.key and self.isEnabled():
            draw_cap(painter, QRectF(self.width() - 26, middle - CAP_HEIGHT / 2, CAP_HEIGHT, CAP_HEIGHT), self.key)


class StateButtons(QWidget):
    """items: (state, key, tip); without a key it only tells. chosen(FaceState) by a click or Space."""

    chosen = Signal(FaceState)

    def __init__(self, items: Sequence[tuple[FaceState, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._buttons: dict[FaceState, StateButton] = {}
        self._state: FaceState | None = None
        for number, item in enumerate(items):
            button = self._buttons[item[0]] = StateButton(*item)
            button.clicked.connect(self._on_clicked)
            grid.addWidget(button, number // 2, number % 2)
        self.set_state(None)

    def button(self, state: FaceState) -> StateButton:
        return self._buttons[state]

    def set_state(self, state: FaceState | None) -> None:
        """Mark what is true; None when there is no face."""
        self._state = state
        for one, button in self._buttons.items():
            button.setEnabled(state is not None and (bool(button.key) or one is state))
            button.setChecked(one is state)
            button.update()

    def set_many(self) -> None:
        """For faces of several states: none is marked, all that have a key can be chosen."""
        self._state = None
        for button in self._buttons.values():
            button.setEnabled(bool(button.key))
            button.setChecked(False)
            button.update()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StateButton):
            button.setChecked(button.state is self._state)  # what is true is told by the project, not by the click
            if button.key:
                self.chosen.emit(button.state)
