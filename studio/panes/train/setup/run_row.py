"""A run as a row: its name and state, chosen by a click, compared or gone on with by its buttons; more in a menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QWidget

from studio.look import theme
from studio.panes.train.setup.dash_tick import DashTick
from studio.widgets.controls import icon_button
from studio.widgets.labels import ElidedLabel


class RunRow(QWidget):
    """pressed(id) shows the run, resumed(id) goes on with it, ticked(id, on) lays its curves behind those shown;

    rename_wanted(id), delete_wanted(id): by the menu, or F2 and Delete.
    """

    rename_wanted = Signal(int)
    delete_wanted = Signal(int)
    pressed = Signal(int)
    resumed = Signal(int)
    ticked = Signal(int, bool)

    def __init__(self, run_id: int, title: str, line: str, state: str, resumable: bool) -> None:
        super().__init__()
        self.run_id = run_id
        self._chosen = self._busy = False
        self._size = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{title}, {line}, {state}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name, what, score = ElidedLabel(title), ElidedLabel(line), QLabel(state)
        what.setProperty("role", "quiet")
        what.setFont(theme.font("small"))
        score.setFont(theme.font("strong"))
        self.resume = icon_button("ph.play", f"Go on with {title}, exactly where it was")
        self.resume.clicked.connect(lambda: self.resumed.emit(self.run_id))
        self.tick = DashTick(f"Compare: lay the curves of {title} behind the ones shown")
        self.tick.toggled.connect(lambda on: self.ticked.emit(self.run_id, on))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 4, 4)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(name, 0, 0)
        grid.addWidget(what, 1, 0)
        grid.addWidget(score, 0, 1, 2, 1)
        grid.addWidget(self.tick, 0, 2, 2, 1)
        grid.addWidget(self.resume, 0, 3, 2, 1)
        self.resume.setVisible(resumable)  # only now that it has a parent: before, it would pop up as a window

    def show_tick(self, place: int | None) -> None:
        """Which kind of dashes its curves have in the plot, 0 for none; None: it can't lie behind itself."""
        self.tick.setVisible(place is not None)
        self.tick.show_place(place or 0)

    def show_size(self, size: str) -> None:
        """What it takes on the disk: "214 MB"."""
        self._size = size
        self.setToolTip(f"{size} on the disk")

    def menu(self) -> QMenu:
        """What else can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = f" ({self._size})" if self._size else ""
        for text, key, wanted in (
            ("Rename run ...", Qt.Key.Key_F2, self.rename_wanted),
            (f"Delete run{size}", Qt.Key.Key_Delete, self.delete_wanted),
        ):
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked=False, wanted=wanted: wanted.emit(self.run_id))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def set_busy(self, busy: bool) -> None:
        """While another run learns, this one can be compared, not shown or gone on with."""
        self._busy = busy
        self.resume.setEnabled(not busy)

    def set_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    @property
    def chosen(self) -> bool:
        return self._chosen

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and not self._busy:
            self.pressed.emit(self.run_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._busy:
            self.pressed.emit(self.run_id)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(self.run_id)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self.run_id)
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
