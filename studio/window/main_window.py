"""The window: a rail of panes, a top bar, the pane in front, a status bar. It knows panes by name, not by content."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from studio.jobs import Questions, unsaid
from studio.look import theme
from studio.panes import PANES, import_all
from studio.panes.base import Pane
from studio.state.importing import warm_up
from studio.state.session import Session
from studio.window.drops import Drops
from studio.window.offered import is_welcome
from studio.window.opening import Opening
from studio.window.pane_stack import PaneStack
from studio.window.rail import Rail
from studio.window.rail_counts import RailCounts
from studio.window.status_bar import StatusBar
from studio.window.top_bar import TopBar

if TYPE_CHECKING:
    from studio.window.toast import Toast

SMALLEST = (1100, 700)
FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Built empty; panes come as they are first wanted. `session` stays open until the application ends it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.setParent(self)
        self.drops = Drops(session, self)
        self._opening = Opening(session, self)
        self._titles = {entry.name: entry.title for entry in PANES}
        self.setWindowTitle("Bottega")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._restore_size()

    def _build(self) -> None:
        self.rail = Rail((entry.name, entry.title, entry.icon) for entry in PANES)
        self.top_bar = TopBar()
        self.status_bar = StatusBar()
        self.stack = PaneStack(self.session)
        self.stack.setObjectName("panes")
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.top_bar)
        body.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(body, 1)
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status_bar)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        session = self.session
        session.project_opened.connect(self._on_project_opened)
        session.pane_asked.connect(self.open_pane)
        session.said.connect(self._on_said)
        session.failed.connect(self._on_failed)
        session.runner.started.connect(self.status_bar.add_job)
        session.runner.ended.connect(self.status_bar.remove_job)
        self.stack.made.connect(self._on_made)
        self.stack.ready.connect(self.show_pane)
        self.rail.chosen.connect(self.open_pane)
        self._counts = RailCounts(session, self)
        self._counts.counted.connect(self.rail.set_count)
        self.top_bar.panels_toggled.connect(self._on_panels_toggled)
        questions = Questions(session.background, self)
        self._device = questions.answered_by(self._on_device, failed=unsaid)
        QTimer.singleShot(0, self._finish)

    def _finish(self) -> None:
        """What may wait until the window stands: menus, toast, the device."""
        from studio.window.device_chip import describe
        from studio.window.letter_keys import LetterKeys

        LetterKeys(self)
        self._menu = self._build_menu()
        self.rail.menu_asked.connect(self.show_menu)
        self._device.ask(describe)
        self.session.background.submit(warm_up)
        self.session.background.submit(import_all)

    def _build_menu(self) -> QMenu:
        from studio.window.actions import ProjectActions, help_menu, view_menu
        from studio.window.menus import build_menus

        project = ProjectActions(self.session, self.drops, self._opening, self)
        view = view_menu(self, self.open_pane, self.toggle_panels, self.show_menu)
        edit = project.edit_menu(lambda: self.current_pane)
        menus = [("File", project.file_menu()), ("Edit", edit), ("View", view)]
        return build_menus(self, [*menus, ("Help", help_menu(self, lambda: self.current_pane))])

    def _restore_size(self) -> None:
        if not self.restoreGeometry(self.session.preferences.geometry):
            self.resize(*FIRST_SIZE)

    # panes

    @property
    def current_name(self) -> str:
        """The name of the pane in front."""
        return next((name for name, pane in self.stack.whole.items() if pane is self.stack.currentWidget()), "")

    @property
    def current_pane(self) -> Pane:
        return self.stack.whole[self.current_name]

    def pane(self, name: str) -> Pane:
        """The pane of that name, made now if it was never wanted."""
        return self.stack.pane(name)

    def show_pane(self, name: str) -> None:
        """Bring a pane to the front, at once."""
        pane = self.stack.bring(name)
        self.rail.set_current(name)
        self.top_bar.show_page(name, self._titles[name])
        pane.activated()
        self._on_top_line_changed()
        self._fold()

    def open_pane(self, name: str, what: dict[str, object] | None = None) -> None:
        """Bring a pane to the front as soon as it stands, and ask it for something; the window goes on meanwhile."""
        self.rail.set_current(name)
        self.stack.ask(name, what or {})

    def _on_made(self, name: str, pane: Pane) -> None:
        self.top_bar.add_page(name, pane.top_middle(), pane.top_right())
        pane.top_line_changed.connect(self._on_top_line_changed)
        pane.progressed.connect(lambda percent: self.rail.set_progress(name, percent))
        pane.set_narrow(self.width() < theme.NARROW)

    def _on_top_line_changed(self) -> None:
        if self.current_name:
            self.top_bar.set_line(self.current_pane.top_line())

    def _fold(self) -> None:
        narrow = self.width() < theme.NARROW
        for pane in self.stack.whole.values():
            pane.set_narrow(narrow)
        pane = self.current_pane
        self.top_bar.set_panels(narrow and pane.has_folding_panels, pane.panels_shown)

    def _on_panels_toggled(self, shown: bool) -> None:
        self.current_pane.show_panels(shown)

    def toggle_panels(self) -> None:
        """F9: fold the side panels away or bring them back."""
        self.current_pane.show_panels(not self.current_pane.panels_shown)
        self._fold()

    def show_menu(self) -> None:
        """F10, or the button at the foot of the rail."""
        button = self.rail.menu_button
        self._menu.popup(button.mapToGlobal(button.rect().topRight()) - QPoint(0, self._menu.sizeHint().height()))

    # the session's news

    def _on_project_opened(self) -> None:
        project = self.session.project
        self.setWindowTitle(project.name)
        self.status_bar.project.setText(project.name)
        self.status_bar.project.setToolTip(str(project.folder))
        self.status_bar.set_read_only(project.read_only)
        for name in self.stack.whole:
            self.top_bar.remove_page(name)
        self.stack.clear()
        self.rail.set_progress("train", None)
        self.show_pane("photos")
        self._counts.renew()

    def _on_device(self, device: tuple[str, bool, str]) -> None:
        self.status_bar.device.set_device(*device)

    def _on_said(self, text: str, action: str, function: Callable[[], object] | None) -> None:
        self._toast.say(text, action, function)

    @cached_property
    def _toast(self) -> Toast:
        from studio.window.toast import Toast

        return Toast(self)

    def _on_failed(self, error: Exception) -> None:
        from studio.dialogs.error import show_error

        show_error(self, error)

    # the window's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.current_name:
            self._fold()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self.session.dragged_over.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.session.dragged_over.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.session.dragged_over.emit(False)
        event.acceptProposedAction()
        self.drops.take_dropped(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is always safe: jobs leave everything whole, and nothing waits to be saved."""
        self.session.preferences.geometry = self.saveGeometry()
        event.accept()
