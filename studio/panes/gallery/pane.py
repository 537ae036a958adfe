"""The Gallery pane: all paintings, newest first; found, starred, opened, painted again, exported, binned and undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from models.events import Changed, Event, Finished
from models.records import Painting
from models.words import plural
from models.workflow.export_gallery import export_gallery
from studio.panes.base import Pane, SidePanel
from studio.panes.gallery.details import GalleryDetails
from studio.panes.gallery.painting_model import PaintingModel, load_thumbnail
from studio.panes.gallery.viewer import PaintingViewer
from studio.panes.gallery.words import encoder_counts, matching, top_line
from studio.state.bin import Bin
from studio.widgets.controls import plain_button, primary_button, search_field
from studio.widgets.count_list import CountList
from studio.widgets.empty import EmptyState
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_grid import ThumbnailGrid
from studio.widgets.thumb_store import ThumbnailStore

_CELL = QSize(152, 190)


class GalleryPane(Pane):
    """What is selected is what Export, Star and Delete mean; with nothing selected Export means what is shown."""

    def make(self) -> Iterator[None]:
        session = self.session
        self._paintings: list[Painting] = []
        self._stale = True
        self.bin = Bin(session.project.folder / "bin")
        self.model = PaintingModel(self)
        self.store = ThumbnailStore(session.background, partial(load_thumbnail, session.project), self)
        self.grid = ThumbnailGrid(self.store, _CELL)
        self.grid.setModel(self.model)
        self.grid.setDragEnabled(True)
        self.viewer = PaintingViewer(session)
        self.nothing = EmptyState(
            "ph.squares-four",
            "Nothing is painted yet. What you paint comes here by itself, with the recipe that made it.",
            "Paint a photo",
        )
        self.no_match = EmptyState("ph.magnifying-glass", "No painting matches.", "Show everything")
        yield
        self.details = GalleryDetails(session)
        self.encoders = CountList()
        self.search = search_field("Search encoder, photo, person")
        self.which = SegmentedControl([("all", "All"), ("stars", "Stars")])
        self.folder = plain_button("Open folder")
        self.export = primary_button("Export")
        yield
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = SidePanel("left", 208)
        left.add(SectionLabel("Encoder"))
        left.add(self.encoders)
        left.add_space()
        left.add(QuietLabel("Drag a painting out of the grid to copy it elsewhere."))
        left.add_stretch()
        self.pages = QStackedWidget()
        for page in (self.grid, self.viewer, self.nothing, self.no_match):
            self.pages.addWidget(page)
        self.set_body(centre=self.pages, left=left, right=self.details)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.search.textChanged.connect(self._filter)
        self.which.chosen.connect(self._filter)
        self.encoders.chosen.connect(self._filter)
        self.grid.selectionModel().selectionChanged.connect(self._show_selection)
        self.model.modelReset.connect(self._show_selection)
        self.grid.opened.connect(self._on_opened)
        self.grid.removed.connect(self.delete)
        self.viewer.closed.connect(self._on_viewer_closed)
        self.viewer.stepped.connect(self._on_stepped)
        self.nothing.pressed.connect(lambda: self.session.go("paint"))
        self.no_match.pressed.connect(self._on_show_everything)
        self.details.paint_again.connect(self._on_paint_again)
        self.details.star.connect(self._set_starred)
        self.details.bin.connect(self.delete)
        self.folder.clicked.connect(lambda: open_folder(self.session.project.gallery_folder))
        self.export.clicked.connect(self._on_export)
        QShortcut(QKeySequence("S"), self, lambda: self._set_starred(not all(p.starred for p in self.selected())))
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("P"), self, self._on_paint_again)

    # what the window asks

    def top_line(self) -> str:
        return top_line(len(self._paintings), self.model.rowCount(), len(self.selected()))

    def top_middle(self) -> list[QWidget]:
        return [self.search, self.which]

    def top_right(self) -> list[QWidget]:
        return [self.folder, self.export]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", "open large, and back"),
            ("PgUp", "painting before"),
            ("PgDown", "next painting"),
            ("S", "star, unstar"),
            ("P", "paint again"),
            ("Del", "delete to the bin"),
            ("Ctrl Z", "undo"),
            ("Ctrl F", "search"),
            ("Ctrl A", "select all"),
        ]

    def activated(self) -> None:
        self._refresh()

    def settled(self) -> bool:
        return self.store.idle

    def asked(self, **what: object) -> None:
        """painting=id to select it."""
        if isinstance(painting := what.get("painting"), int):
            self._refresh()
            self.grid.setCurrentIndex(self.model.index_of(painting))

    # what is shown

    def selected(self) -> list[Painting]:
        return [self.model.row(index) for index in sorted(self.grid.selectedIndexes(), key=lambda index: index.row())]

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"paintings", "encoders"}:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        self._paintings = self.session.project.paintings.all()
        self.bin.settle(painting.path for painting in self._paintings)
        titles = encoder_counts(self._paintings)
        self.encoders.set_items([("", "Everything", len(self._paintings)), *titles])
        if self.encoders.current() not in {key for key, _, _ in titles}:
            self.encoders.set_current("")
        self._filter()

    def _filter(self) -> None:
        shown = matching(
            self._paintings,
            text=self.search.text(),
            encoder=self.encoders.current(),
            starred=self.which.value() == "stars",
        )
        chosen = [painting.id for painting in self.selected()]
        self.model.set_rows(shown)
        if not self.grid.selectedIndexes():
            self._select(chosen)
        if not shown:
            self.pages.setCurrentWidget(self.no_match if self._paintings else self.nothing)
        elif self.pages.currentWidget() is not self.viewer:
            self.pages.setCurrentWidget(self.grid)
        self._show_selection()

    def _select(self, ids: list[int]) -> None:
        for painting_id in ids:
            index = self.model.index_of(painting_id)
            if index.isValid():
                self.grid.selectionModel().select(index, self.grid.selectionModel().SelectionFlag.Select)

    def _show_selection(self) -> None:
        chosen = self.selected()
        self.details.show_paintings(chosen)
        number = len(chosen) or self.model.rowCount()
        self.export.setText("Export" if number < 2 else f"Export {number:,}" if chosen else "Export all")
        self.export.setEnabled(number > 0)
        self.which.set_text("stars", f"Stars {sum(painting.starred for painting in self._paintings) or ''}".strip())
        self.top_line_changed.emit()

    def _on_show_everything(self) -> None:
        self.search.clear()
        self.which.set_value("all")
        self.encoders.set_current("")
        self._filter()

    # one painting, large

    def _on_opened(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self.pages.setCurrentWidget(self.viewer)
            self.viewer.open(self.model.row(index))

    def _on_viewer_closed(self) -> None:
        self.pages.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def _on_stepped(self, by: int) -> None:
        row = self.grid.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(row))
            self._on_opened()

    # what is done with them

    def _set_starred(self, starred: bool) -> None:
        ids = [painting.id for painting in self.selected()]
        if ids:
            label = f"{'Star' if starred else 'Unstar'} {plural(len(ids), 'painting')}"
            self.session.edit(label, lambda: self.session.project.paintings.set_starred(ids, starred))

    def delete(self) -> None:
        """Put the selected ones into the bin; undo brings back file and row."""
        thrown = [painting for painting in self.selected() if self.bin.throw(painting.path)]
        if not thrown:
            return
        row = self.model.index_of(thrown[0].id).row()
        ids = [painting.id for painting in thrown]
        if self.pages.currentWidget() is self.viewer:
            self._on_viewer_closed()
        self.session.edit(f"Delete {plural(len(ids), 'painting')}", lambda: self.session.project.paintings.remove(ids))
        self.grid.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))
        self.session.say(f"{plural(len(ids), 'painting')} in the bin", "Undo", self.session.undo)

    def _on_paint_again(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1:
            self.session.go("paint", recipe=chosen[0].recipe)

    def _on_export(self) -> None:
        before = self.session.preferences.text("export_folder", str(Path.home()))
        folder = QFileDialog.getExistingDirectory(self, "Export paintings into", before)
        if folder:
            self.session.preferences.set_text("export_folder", folder)
            self._export_into(Path(folder))

    def _export_into(self, folder: Path) -> None:
        ids = [painting.id for painting in self.selected() or self.model.rows()]
        project, options = self.session.project, self.details.options()
        self.session.runner.start(
            f"Exporting {plural(len(ids), 'painting')}",
            lambda: export_gallery(project, folder, ids, options),
            lambda event: self._on_export_event(event, folder),
        )

    def _on_export_event(self, event: Event, folder: Path) -> None:
        if isinstance(event, Finished):
            failed = f", {event.failed} could not be read" if event.failed else ""
            self.session.say(
                f"{plural(event.done, 'painting')} exported{failed}", "Open folder", lambda: open_folder(folder)
            )

    # what is dragged here from here stays here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.source() is self.grid)

    def dropEvent(self, event: QDropEvent) -> None:
        event.accept()


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
