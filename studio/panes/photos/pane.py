"""The Photos pane: a grid of everything brought in, people and filters at the left, the photo's facts at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from models.records import Photo
from studio.importing import ImportReport
from studio.item_models.photo_choice import ORDERS, SHOWS, Wish, choose
from studio.item_models.photos import PhotoModel
from studio.jobs import Latest, Refresher
from studio.panes.base import Pane
from studio.panes.photos.details import DetailsPanel
from studio.panes.photos.loading import load_preview, load_thumbnail
from studio.panes.photos.sides import PeoplePanel
from studio.session import Session
from studio.widgets.controls import plain_button, primary_button, search_field
from studio.widgets.empty import EmptyState
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_grid import ThumbnailGrid
from studio.widgets.thumb_store import ThumbnailStore

VIEWS = (("", "All"), ("to_review", "To review"), ("no_face", "No face"), ("duplicates", "Near-duplicates"))
EMPTY = "Drop photos or folders here. Each folder's name becomes a person; the files are never changed."


class PhotosPane(Pane):
    """Reads the project in the background after every change; writes only through session.edit."""

    name = "photos"
    title = "Photos"
    icon = "ph.image"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._library = session.library
        self.model = PhotoModel(self)
        self._counts = dict.fromkeys(SHOWS, 0)
        self._stale = True
        self.store = ThumbnailStore(session.background, partial(load_thumbnail, session.project), self)
        self._build()
        self._refresher = Refresher(session.background, self)
        self._refresher.due.connect(self.refresh)
        self._previewing = Latest(session.background, self)
        self._previewing.answered.connect(self.details.set_image)
        for news in (self._library.loaded, self._library.changed, self._library.rejudged):
            news.connect(self._on_news)
        session.dragged_over.connect(self.empty.set_over)
        session.importer.reported.connect(self._on_reported)
        self.panel.set_report(session.importer.report)
        self.refresh()

    def _build(self) -> None:
        self.grid = ThumbnailGrid(self.store)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName("Photos")
        self.empty = EmptyState("ph.image", EMPTY, "Add photos")
        self.nothing = EmptyState("ph.funnel", "No photo is like that.", "Show all")
        self.stack = QStackedWidget()
        for widget in (self.grid, self.empty, self.nothing):
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(self.empty)
        self.panel = PeoplePanel()
        self.details = DetailsPanel()
        self.set_body(left=self.panel, centre=self.stack, right=self.details)
        self._build_top()
        self.grid.opened.connect(self.review)
        self.grid.removed.connect(self.remove)
        self.grid.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._on_selected)
        self.empty.pressed.connect(self.ask_files)
        self.nothing.pressed.connect(self.show_all)
        self.panel.chosen.connect(self._arrange)
        self.panel.why_asked.connect(self.show_report)
        self.details.review_asked.connect(self.review)
        self.details.left_out_asked.connect(self.leave_out)
        self.details.remove_asked.connect(self.remove)
        self.details.person_named.connect(self.name_person)
        self.details.relocate_asked.connect(self.relocate)
        self.details.folder_asked.connect(self._show_file)

    def _build_top(self) -> None:
        self.search = search_field("Search person, file, date")
        self.search.textChanged.connect(self._arrange)
        self.views = SegmentedControl(VIEWS)
        self.views.chosen.connect(self._arrange)
        self._order = self.session.settings.text("photos/order", "person")
        if self._order not in ORDERS:
            self._order = "person"
        self.sort = plain_button("")
        self.sort.setMenu(self._sort_menu())
        self.sort.setText(f"Sort: {ORDERS[self._order].words}")
        self.add_folder = plain_button("Add folder")
        self.add_folder.clicked.connect(self.ask_folder)
        self.add_photos = primary_button("Add photos")
        self.add_photos.clicked.connect(self.ask_files)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, order in ORDERS.items():
            action = menu.addAction(order.words.capitalize())
            action.triggered.connect(lambda _checked=False, key=key: self.sort_by(key))
        return menu

    # what the window asks of a pane

    def top_line(self) -> str:
        rows = self._library.rows
        if not rows:
            return "adding photos" if self.session.importer.importing else "none yet"
        left_out = self._counts["left_out"]
        words = [f"{len(rows):,} photo{'s' * (len(rows) != 1)}", f"{self._library.catalogue.faces:,} faces"]
        words += [f"{left_out:,} left out"] if left_out else []
        selected = len(self.details.rows())
        return ", ".join(words + ([f"{selected:,} selected"] if selected > 1 else []))

    def set_narrow(self, narrow: bool) -> None:
        """Adding a folder steps back into the menu before a word of the views is cut off."""
        super().set_narrow(narrow)
        self.add_folder.setHidden(narrow)

    def top_middle(self) -> list[QWidget]:
        return [self.search, self.views]

    def top_right(self) -> list[QWidget]:
        return [self.sort, self.add_folder, self.add_photos]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", "review the faces of the photo"),
            ("L", "leave out of training, or take in again"),
            ("Delete", "remove from the project (the file stays)"),
            ("Ctrl A", "select all"),
            ("Ctrl F", "search"),
        ]

    def asked(self, **what: object) -> None:
        if what.get("add") == "files":
            self.ask_files()
        elif what.get("add") == "folder":
            self.ask_folder()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "l" and self.details.rows():
            self.leave_out(not all(row.photo.left_out for row in self.details.rows()))
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    # reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Count and arrange anew; a pane that nobody sees waits until it comes to the front."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        rows = self._library.rows.values()
        self._counts = {name: sum(map(test, rows)) for name, test in SHOWS.items()}
        self.panel.set_counts(len(rows), self._library.catalogue.people(), self._counts)
        for key, words in VIEWS[1:]:
            self.views.set_text(key, f"{words} {self._counts[key]:,}")
        self._arrange()

    def _on_news(self) -> None:
        self._refresher.ask()

    def _arrange(self) -> None:
        """Choose and order the rows; what was selected stays selected."""
        people = (self.panel.person(),) if self.panel.person() else ()
        wish = Wish(people, self.panel.show_filter(), self.views.value(), self.search.text(), order=self._order)
        rows = choose(list(self._library.rows.values()), wish)
        selected = self.grid.selected_ids()
        self.model.set_rows(rows)
        if selected and not self.grid.selectionModel().hasSelection():
            self._select(selected)
        self.stack.setCurrentWidget(self.grid if rows else self.nothing if self._library.rows else self.empty)
        self._on_selected()

    def _select(self, ids: list[int]) -> None:
        select = QItemSelectionModel.SelectionFlag.Select
        for photo_id in ids:
            index = self.model.index_of(photo_id)
            if index.isValid():
                self.grid.selectionModel().select(index, select)

    def _on_selected(self) -> None:
        rows = [self.model.row(index) for index in self.grid.selectionModel().selectedIndexes()]
        before = self.details.rows()
        self.details.set_rows(rows)
        if rows and [row.photo.id for row in rows] != [row.photo.id for row in before]:
            self._previewing.ask(load_preview, self.session.project, rows[0])
        self.top_line_changed.emit()

    # doing

    def ask_files(self) -> None:
        """Let a person choose photos."""
        names, _ = QFileDialog.getOpenFileNames(self, "Add photos")
        if names:
            self.session.importer.add_photos([Path(name) for name in names])

    def ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Add a folder of photos")
        if name:
            self.session.importer.add_photos([Path(name)])

    def sort_by(self, order: str) -> None:
        self._order = order
        self.session.settings.set_text("photos/order", order)
        self.sort.setText(f"Sort: {ORDERS[order].words}")
        self._arrange()

    def show_all(self) -> None:
        """Drop every filter."""
        self.panel.people.set_current("")
        self.panel.shows.set_current("")
        self.views.set_value("")
        self.search.clear()
        self._arrange()

    def selected(self) -> list[Photo]:
        return [row.photo for row in self.details.rows()]

    def review(self) -> None:
        """Show the selected photo in Faces."""
        if self.selected():
            self.session.go("faces", photo=self.selected()[0].id)

    def leave_out(self, left_out: bool) -> None:
        """Keep the selected photos out of training, or take them in again."""
        ids = [photo.id for photo in self.selected()]
        words = f"{_photos(len(ids))} left out of training" if left_out else f"{_photos(len(ids))} taken in again"
        done = self.session.edit(words, lambda: self.session.project.photos.set_left_out(ids, left_out))
        if done is not None and len(ids) > 1:
            self.session.say(words, "Undo", self.session.undo)

    def remove(self) -> None:
        """Forget the selected photos; their files stay, and Undo brings them back."""
        ids = [photo.id for photo in self.selected()]
        words = f"{_photos(len(ids))} removed"
        if ids and self.session.edit(words, lambda: self.session.project.photos.remove(ids)) is not None:
            self.session.say(words, "Undo", self.session.undo)

    def name_person(self, name: str) -> None:
        ids = [photo.id for photo in self.selected()]
        words = f"{_photos(len(ids))} given to {name}"
        self.session.edit(words, lambda: self.session.project.photos.set_person(ids, name))

    def relocate(self) -> None:
        """Point the photo at where its file lies now; only the same content is taken."""
        photo = self.selected()[0]
        name, _ = QFileDialog.getOpenFileName(self, f"Where is {photo.path.name} now?")
        if name:
            self.relocate_to(photo, Path(name))

    def relocate_to(self, photo: Photo, path: Path) -> None:
        from models.files import sha256_of

        if sha256_of(path.read_bytes()) != photo.sha256:
            self.session.say(f"{path.name} is another picture: add it as a new photo instead")
            return
        words = f"{photo.path.name} found again"
        self.session.edit(words, lambda: self.session.project.photos.relocate(photo.id, path))

    def show_report(self) -> None:
        """Why files of the last drop were skipped."""
        from studio.dialogs.import_report import ImportReportDialog

        if self.session.importer.report is not None:
            ImportReportDialog(self.session.importer.report, self.window()).open()

    def _on_reported(self, report: ImportReport) -> None:
        self.panel.set_report(report)

    def _show_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.selected()[0].path.parent)))


def _photos(number: int) -> str:
    return f"{number:,} photo{'s' * (number != 1)}"
