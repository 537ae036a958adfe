"""The menus and the window-wide keys; every action calls the session or the window, none does work itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from studio.panes import PANES

if TYPE_CHECKING:
    from studio.window.main_window import MainWindow


def build_menus(window: MainWindow) -> QMenu:
    """The application's menu; its keys work in the whole window whether the menu is open or not."""
    whole = QMenu(window)
    _build_file(window, whole.addMenu("File"))
    _build_edit(window, whole.addMenu("Edit"))
    _build_view(window, whole.addMenu("View"))
    _build_help(window, whole.addMenu("Help"))
    for menu in whole.findChildren(QMenu):
        window.addActions([action for action in menu.actions() if not action.shortcut().isEmpty()])
    return whole


def _add(menu: QMenu, text: str, keys: str, do: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: do())
    return action


def _build_file(window: MainWindow, menu: QMenu) -> None:
    _add(menu, "New project ...", "Ctrl+Shift+N", lambda: _new_project(window))
    _add(menu, "Open project ...", "Ctrl+Shift+O", lambda: _open_project(window))
    recent = menu.addMenu("Recent projects")
    recent.aboutToShow.connect(lambda: _fill_recent(window, recent))
    menu.addSeparator()
    _add(menu, "Add photos ...", "Ctrl+O", lambda: window.session.go("photos", add="files"))
    _add(menu, "Add folder ...", "", lambda: window.session.go("photos", add="folder"))
    _add(menu, "Paste photos", "Ctrl+V", lambda: paste(window))
    menu.addSeparator()
    _add(menu, "Preferences ...", "Ctrl+,", lambda: _show_preferences(window))
    _add(menu, "Quit", "Ctrl+Q", window.close)


def _build_edit(window: MainWindow, menu: QMenu) -> None:
    undo = _add(menu, "Undo", "Ctrl+Z", window.session.undo)
    redo = _add(menu, "Redo", "Ctrl+Shift+Z", window.session.redo)

    def name_them() -> None:
        project = window.session.project
        undo.setText(f"Undo {project.undo_label}" if project.undo_label else "Undo")
        redo.setText(f"Redo {project.redo_label}" if project.redo_label else "Redo")

    menu.aboutToShow.connect(name_them)


def _build_view(window: MainWindow, menu: QMenu) -> None:
    for number, entry in enumerate(PANES, 1):
        _add(menu, entry.title, f"Ctrl+{number}", lambda name=entry.name: window.show_pane(name))
    menu.addSeparator()
    _add(menu, "Side panels", "F9", window.toggle_panels)
    _add(menu, "Menu", "F10", window.show_menu)
    _add(menu, "Full screen", "F11", lambda: _toggle_full_screen(window))


def _build_help(window: MainWindow, menu: QMenu) -> None:
    _add(menu, "Keys of this pane", "?", lambda: _show_keys(window))
    _add(menu, "About Bottega", "", lambda: _show_about(window))


def _new_project(window: MainWindow) -> None:
    beside = str(window.session.project.folder.parent)
    name, _ = QFileDialog.getSaveFileName(window, "New project: name its folder", beside)
    if name:
        window.session.open_project(Path(name))


def _open_project(window: MainWindow) -> None:
    beside = str(window.session.project.folder.parent)
    name = QFileDialog.getExistingDirectory(window, "Open a project's folder", beside)
    if name:
        window.session.open_project(Path(name), create=False)


def _fill_recent(window: MainWindow, menu: QMenu) -> None:
    menu.clear()
    here = window.session.project.folder
    for folder in window.session.preferences.recent:
        action = _add(menu, folder.name, "", lambda folder=folder: window.session.open_project(folder, create=False))
        action.setToolTip(str(folder))
        action.setEnabled(folder != here)


def paste(window: MainWindow) -> None:
    """Take files, or a picture, from the clipboard."""
    from studio.window.drops import paths_of
    from studio.window.pasting import save_pasted

    mime = QApplication.clipboard().mimeData()
    paths = paths_of(mime) or save_pasted(window.session.project, mime)
    if paths:
        window.drops.take(paths)
    else:
        window.session.say("There is no photo in the clipboard")


def _show_preferences(window: MainWindow) -> None:
    from studio.dialogs.preferences import PreferencesDialog

    PreferencesDialog(window.session.preferences, window).open()


def _show_keys(window: MainWindow) -> None:
    from studio.dialogs.keys_sheet import KeysSheet

    KeysSheet(window.current_pane.title, window.current_pane.keys(), window).open()


def _show_about(window: MainWindow) -> None:
    from studio.dialogs.about import About

    About(window).open()


def _toggle_full_screen(window: MainWindow) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()
