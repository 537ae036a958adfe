"""Takes the shown run out as a film or a table: asks where to, runs the job, says where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from models.events import Event, Saved
from models.file_names import slug
from models.records import Run

if TYPE_CHECKING:
    from models.workflow.export_run import Kind
    from studio.state.session import Session

_FILTERS = {
    "mp4": "Films (*.mp4)",
    "webm": "Films for the web (*.webm)",
    "gif": "Animated pictures (*.gif)",
    "csv": "Tables (*.csv)",
}
_WORDS = {"film": "The film", "table": "The table"}


class RunExports(QObject):
    """One export at a time per click; each is a job of its own, with progress and Cancel."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def ask(self, run: Run, kind: str) -> None:
        """Ask for the file, then write it; an existing one is never replaced."""
        folder = Path(self._session.preferences.text("export_folder", str(Path.home())))
        beside = str(folder / f"{slug(run.title, 'run')}.{kind}")
        name, _ = QFileDialog.getSaveFileName(self._parent, f"Export {run.title}", beside, _FILTERS[kind])
        if name:
            out = Path(name)
            self._session.preferences.set_text("export_folder", str(out.parent))
            self.write(run, kind, out)

    def write(self, run: Run, kind: str, out: Path) -> None:
        """Write the run into that file, or beside it under a free name."""
        from models.workflow.export_run import export_run

        project = self._session.project
        self._session.runner.start(
            f"Exporting {run.title}", lambda: export_run(project, run.id, cast("Kind", kind), out), self._on_event
        )

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Saved):
            folder = event.path.parent
            words = f"{_WORDS.get(event.what, 'The file')} is {event.path.name}"
            self._session.say(words, "Open folder", lambda: _open(folder))


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
