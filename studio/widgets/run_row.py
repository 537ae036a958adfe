"""A run as a row: its name and state, chosen by a click, gone on with by the button at its right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio import theme
from studio.widgets.controls import icon_button
from studio.widgets.labels import ElidedLabel


class RunRow(QWidget):
    """pressed(id) shows the run, resumed(id) goes on with it."""

    pressed = Signal(int)
    resumed = Signal(int)

    def __init__(self, run_id: int, title: str, line: str, state: str, resumable: bool) -> None:
        super().__init__()
        self.run_id = run_id
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{title}, {line}, {state}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name, what, score = ElidedLabel(title), ElidedLabel(line), QLabel(state)
        what.setProperty("role", "quiet")
        what.setFont(theme.font("small"))
        score.setFont(theme.font("strong"))
        self.resume = icon_button("ph.play", f"Go on with {title}, exactly where it was")
        self.resume.clicked.connect(lambda: self.resumed.emit(self.run_id))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 4, 4)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(name, 0, 0)
        grid.addWidget(what, 1, 0)
        grid.addWidget(score, 0, 1, 2, 1)
        grid.addWidget(self.resume, 0, 2, 2, 1)
        self.resume.setVisible(resumable)  # only now that it has a parent: before, it would pop up as a window

    def set_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    @property
    def chosen(self) -> bool:
        return self._chosen

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.run_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(self.run_id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        token = "raised" if self._chosen else "hover" if self.underMouse() or self.hasFocus() else ""
        if not token:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
