"""What is told when a project opens (bad rows, that it is read-only), or when it can't be, and what to do then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import ProjectLockedError
from models.project import Project
from models.project.read_only import READ_ONLY
from models.project.snapshots import Snapshot
from models.words import plural
from studio.jobs import Questions, unsaid
from studio.state.session import Session


class Opening(QObject):
    """Lives as long as its window, over which its dialogs open."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._looking = Questions(session.background, self).answered_by(self._on_looked, failed=unsaid)
        session.project_opened.connect(self._on_opened)
        session.unopened.connect(self._on_unopened)

    def _on_opened(self) -> None:
        project = self._session.project
        if project.read_only:
            self._session.say(READ_ONLY)
        self._looking.ask(project.bad_rows)

    def _on_looked(self, sentences: Sequence[str]) -> None:
        if sentences:
            words = f"{plural(len(sentences), 'row')} of this project can't be read"
            self._session.say(words, "Details", partial(self._show_rows, sentences))

    def _show_rows(self, sentences: Sequence[str]) -> None:
        from studio.dialogs.bad_rows import BadRows

        BadRows(sentences, self._window).open()

    def _on_unopened(self, folder: Path, error: Exception) -> None:
        from studio.dialogs.unopened import Unopened

        for former in self._window.findChildren(Unopened):
            former.close()
        session, folder = self._session, folder.expanduser().absolute()
        dialog = Unopened(
            error,
            snapshots=[] if isinstance(error, ProjectLockedError) else snapshots_of(folder),
            others=[other for other in session.preferences.recent if other != folder],
            parent=self._window,
        )
        dialog.again.connect(partial(session.open_project, folder, create=False))
        dialog.restored.connect(partial(session.restore_snapshot, folder))
        dialog.opened.connect(partial(session.open_project, create=False))
        dialog.made.connect(self.make_project)
        dialog.open()

    def make_project(self) -> None:
        """Ask where a new project goes, and open it."""
        beside = str(self._session.project.folder.parent)
        name, _ = QFileDialog.getSaveFileName(self._window, "New project: name its folder", beside)
        if name:
            self._session.open_project(Path(name))

    def choose_snapshot(self) -> None:
        """Offer the snapshots of the open project."""
        from studio.dialogs.snapshots import Snapshots

        folder = self._session.project.folder
        dialog = Snapshots(snapshots_of(folder), self._window)
        dialog.chosen.connect(partial(self._session.restore_snapshot, folder))
        dialog.open()


def snapshots_of(folder: Path) -> list[Snapshot]:
    """Those that can be listed; none for a folder that is gone or closed to us."""
    try:
        return Project.snapshots(folder)
    except OSError:
        return []
