"""What the menus of the window do: every action calls the session, the window or a dialog, none does work itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from studio.panes import PANES
from studio.panes.base import Pane
from studio.state.session import Session
from studio.window.drops import Drops
from studio.window.menus import Action, Entry, Submenu
from studio.window.opening import Opening


class ProjectActions:
    """The menus File and Edit: projects, photos, undo."""

    def __init__(self, session: Session, drops: Drops, opening: Opening, window: QWidget) -> None:
        self._session = session
        self._drops = drops
        self._opening = opening
        self._window = window

    def file_menu(self) -> Sequence[Entry]:
        session = self._session
        return (
            Action("New project ...", self._opening.make_project, "Ctrl+Shift+N"),
            Action("Open project ...", self._open_project, "Ctrl+Shift+O"),
            Submenu("Recent projects", self._recent),
            Action("Restore a snapshot ...", self._opening.choose_snapshot),
            None,
            Action("Add photos ...", lambda: session.go("photos", add="files"), "Ctrl+O"),
            Action("Add folder ...", lambda: session.go("photos", add="folder")),
            Action("Paste photos", self._paste, "Ctrl+V"),
            None,
            Action("Preferences ...", self._show_preferences, "Ctrl+,"),
            Action("Quit", self._window.close, "Ctrl+Q"),
        )

    def edit_menu(self, current_pane: Callable[[], Pane]) -> Sequence[Entry]:
        session = self._session
        return (
            Action("Undo", session.undo, "Ctrl+Z", title=lambda: _named("Undo", session.project.undo_label)),
            Action("Redo", session.redo, "Ctrl+Shift+Z", title=lambda: _named("Redo", session.project.redo_label)),
            None,
            Action("Turn photo left", lambda: current_pane().turn_photo(-1), "Ctrl+[", repeats=False),
            Action("Turn photo right", lambda: current_pane().turn_photo(1), "Ctrl+]", repeats=False),
        )

    def _open_project(self) -> None:
        beside = str(self._session.project.folder.parent)
        name = QFileDialog.getExistingDirectory(self._window, "Open a project's folder", beside)
        if name:
            self._session.open_project(Path(name), create=False)

    def _recent(self) -> Sequence[Action]:
        session, here = self._session, self._session.project.folder
        return [
            Action(
                folder.name,
                partial(session.open_project, folder, create=False),
                tip=str(folder),
                enabled=folder != here,
            )
            for folder in session.preferences.recent
        ]

    def _paste(self) -> None:
        """Take files, or a picture, from the clipboard."""
        self._drops.take_pasted(QApplication.clipboard().mimeData())

    def _show_preferences(self) -> None:
        from studio.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._session.preferences, self._window).open()


def view_menu(
    window: QWidget,
    show_pane: Callable[[str], object],
    toggle_panels: Callable[[], object],
    show_menu: Callable[[], object],
) -> Sequence[Entry]:
    """The panes in the order of the work, and what is seen beside them."""
    panes = [
        Action(entry.title, partial(show_pane, entry.name), f"Ctrl+{number}") for number, entry in enumerate(PANES, 1)
    ]
    return (
        *panes,
        None,
        Action("Side panels", toggle_panels, "F9"),
        Action("Menu", show_menu, "F10"),
        Action("Full screen", lambda: _toggle_full_screen(window), "F11"),
    )


def help_menu(window: QWidget, current_pane: Callable[[], Pane]) -> Sequence[Entry]:
    return (
        Action("Keys of this pane", lambda: _show_keys(window, current_pane()), "?"),
        Action("About Bottega", lambda: _show_about(window)),
    )


def _named(step: str, label: str | None) -> str:
    return f"{step} {label}" if label else step


def _toggle_full_screen(window: QWidget) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _show_keys(window: QWidget, pane: Pane) -> None:
    from studio.dialogs.keys_sheet import KeysSheet

    title = next(entry.title for entry in PANES if entry.name == pane.name)
    KeysSheet(title, pane.keys(), window).open()


def _show_about(window: QWidget) -> None:
    from studio.dialogs.about import About

    About(window).open()
