"""What is done with paintings of the Gallery: starred, binned, painted again, exported. Knows the session, no view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from models.events import Event, Finished
from models.gallery.export import ExportOptions
from models.records import Painting
from models.words import plural
from models.workflow.export_gallery import export_gallery
from studio.state.bin import Bin
from studio.state.large_edits import LARGE
from studio.state.session import Session


class GalleryActions(QObject):
    """leaving(ids): these are about to go into the bin."""

    leaving = Signal(tuple)

    def __init__(self, session: Session, options: Callable[[], ExportOptions], parent: QWidget) -> None:
        """options: how to export."""
        super().__init__(parent)
        self._session = session
        self._options = options
        self._window = parent
        self.bin = Bin(session.project.folder / "bin")

    def toggle_starred(self, paintings: Sequence[Painting]) -> None:
        self.set_starred(paintings, not all(one.starred for one in paintings))

    def set_starred(self, paintings: Sequence[Painting], starred: bool) -> None:
        ids = [painting.id for painting in paintings if painting.starred != starred]
        table = self._session.project.paintings
        if ids:
            label = f"{'Star' if starred else 'Unstar'} {plural(len(ids), 'painting')}"
            edit = self._session.edit_many if len(ids) > LARGE else self._session.edit
            edit(label, lambda: table.set_starred(ids, starred))

    def delete(self, paintings: Sequence[Painting]) -> None:
        """Put them into the bin; undo brings back file and row."""
        ids = tuple(painting.id for painting in paintings if self.bin.throw(painting.path))
        if not ids:
            return
        self.leaving.emit(ids)
        words = plural(len(ids), "painting")
        self._session.edit(f"Delete {words}", lambda: self._session.project.paintings.remove(ids))
        self._session.say(f"{words} in the bin", "Undo", self._session.undo)

    def paint_again(self, paintings: Sequence[Painting]) -> None:
        if len(paintings) == 1:
            self._session.go("paint", recipe=paintings[0].recipe)

    def paint_others(self, paintings: Sequence[Painting]) -> None:
        """The same on other photos: all is set in Paint as one was made, and the photos are picked there."""
        if len(paintings) == 1:
            self._session.go("paint", recipe=paintings[0].recipe)
            self._session.say("All is set as it was painted. Pick other photos in the strip")

    def export(self, paintings: Sequence[Painting]) -> None:
        """Ask for a folder and write copies into it."""
        before = self._session.preferences.text("export_folder", str(Path.home()))
        folder = QFileDialog.getExistingDirectory(self._window, "Export paintings into", before)
        if folder:
            self._session.preferences.set_text("export_folder", folder)
            self._export_into(Path(folder), [painting.id for painting in paintings])

    def _export_into(self, folder: Path, ids: Sequence[int]) -> None:
        project, options = self._session.project, self._options()
        self._session.runner.start(
            f"Exporting {plural(len(ids), 'painting')}",
            lambda: export_gallery(project, folder, ids, options),
            lambda event: self._on_export_event(event, folder),
        )

    def _on_export_event(self, event: Event, folder: Path) -> None:
        if isinstance(event, Finished):
            failed = f", {event.failed} could not be read" if event.failed else ""
            words = f"{plural(event.done, 'painting')} exported{failed}"
            self._session.say(words, "Open folder", lambda: open_folder(folder))


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
