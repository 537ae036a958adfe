"""The Photos pane: a grid of everything brought in, people and filters at the left, the photo's facts at the right."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.records import Photo
from studio.jobs import Latest, Refresher
from studio.panes.base import Pane
from studio.panes.photos.actions import PhotoActions, photos
from studio.panes.photos.arranging import Arranger
from studio.panes.photos.chosen import chip_line
from studio.panes.photos.details import DetailsPanel
from studio.panes.photos.file_dialogs import ask_files, ask_folder, ask_place, ask_where
from studio.panes.photos.left_panel import PeoplePanel
from studio.panes.photos.loading import load_preview, load_thumbnail
from studio.panes.photos.photo_axes import values_of
from studio.panes.photos.photo_choice import DUPLICATES, PhotoChoice, spare
from studio.panes.photos.photo_model import PhotoModel
from studio.panes.photos.sorting import SortButton
from studio.panes.photos.tally import Tally
from studio.state.importing import ImportReport
from studio.state.session import Session
from studio.widgets.chips import ChipLine
from studio.widgets.controls import plain_button, primary_button, search_field
from studio.widgets.empty import EmptyState
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_grid import ThumbnailGrid
from studio.widgets.thumb_store import ThumbnailStore

VIEWS = (("", "All"), ("to_review", "To review"), ("no_face", "No face"), (DUPLICATES, "Near-duplicates"))
EMPTY = "Drop photos or folders here. Each folder's name becomes a person; the files are never changed."
MANY = 300
"""Selected photos from which on their sums wait for a moment of rest: held keys and rubber bands go ahead of them."""
REST_MS = 80


class PhotosPane(Pane):
    """Shows the library as it is wished for; what a person does goes through `deeds`."""

    name = "photos"
    title = "Photos"
    icon = "ph.image"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._library = session.library
        self.model = PhotoModel(self)
        self.deeds = PhotoActions(session, self)
        self._tally = Tally()
        self._news: set[int] | None = None  # photos whose row is another now; None: any
        self.store = ThumbnailStore(session.background, partial(load_thumbnail, session.project), self)
        self._build()
        self._refresher = Refresher(session.background, self)
        self._refresher.due.connect(self.refresh)
        self._previewing = Latest(session.background, self)
        self._previewing.answered.connect(self.details.set_image)
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._show_selected)
        self._library.changed.connect(self._on_changed)
        for news in (self._library.loaded, self._library.rejudged):
            news.connect(self._on_news)
        session.dragged_over.connect(self.empty.set_over)
        session.importer.reported.connect(self._on_reported)
        self.panel.set_report(session.importer.report)
        self.refresh()

    def _build(self) -> None:
        self.grid = ThumbnailGrid(self.store, draggable=True)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName("Photos")
        self._arranger = Arranger(self.grid, self.model)
        self.empty = EmptyState("ph.image", EMPTY, "Add photos")
        self.nothing = EmptyState("ph.funnel", "No photo is like that.", "Show all")
        self.stack = QStackedWidget()
        for widget in (self.grid, self.empty, self.nothing):
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(self.empty)
        self.chips = ChipLine()
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self.stack, 1)
        self.panel = PeoplePanel(self.deeds.all_left_out)
        self.details = DetailsPanel()
        self.set_body(left=self.panel, centre=centre, right=self.details)
        self._build_top()
        self._connect()

    def _connect(self) -> None:
        self.grid.opened.connect(self.review)
        self.grid.removed.connect(self.remove)
        self.grid.dragged.connect(self._on_dragged)
        self.grid.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._on_selected)
        self.empty.pressed.connect(partial(ask_files, self.session, self))
        self.nothing.pressed.connect(self.show_all)
        self.panel.chosen.connect(self._on_wished)
        self.panel.range_opened.connect(self._fill_ranges)
        self.panel.why_asked.connect(self.show_report)
        self.chips.taken.connect(self._on_chip)
        self.chips.cleared.connect(self.show_all)
        self.chips.acted.connect(self._on_chip_button)
        people = self.panel.people
        people.renamed.connect(self.deeds.rename)
        people.merged.connect(self.deeds.merge)
        people.photos_given.connect(self.deeds.give_photos)
        people.faces_given.connect(self.deeds.give_faces)
        people.left_out_asked.connect(self.deeds.leave_people_out)
        people.select_asked.connect(self._on_select_people)
        self.details.review_asked.connect(self.review)
        self.details.left_out_asked.connect(self.leave_out)
        self.details.remove_asked.connect(self.remove)
        self.details.person_named.connect(self.name_person)
        self.details.relocate_asked.connect(self.relocate)
        self.details.folder_asked.connect(self._show_file)

    def _build_top(self) -> None:
        self.search = search_field("Search person, file, date")
        self.search.textChanged.connect(self._on_wished)
        self.views = SegmentedControl(VIEWS)
        self.views.chosen.connect(self._on_wished)
        self.sort = SortButton(self.session.preferences.text("photos/order", "person"))
        self.sort.chosen.connect(self._on_sorted)
        self.add_folder = plain_button("Add folder")
        self.add_folder.clicked.connect(lambda: ask_folder(self.session, self))
        self.add_photos = primary_button("Add photos")
        self.add_photos.clicked.connect(lambda: ask_files(self.session, self))

    # what the window asks of a pane

    def top_line(self) -> str:
        rows = self._library.rows
        if not rows:
            return "adding photos" if self.session.importer.importing else "none yet"
        left_out, shown = self._tally.counts["left_out"], self.model.rowCount()
        words = [photos(len(rows)), f"{self._library.catalogue.faces:,} faces"]
        words += [f"{left_out:,} left out"] if left_out else []
        words += [f"{shown:,} shown"] if shown != len(rows) else []
        selected = self.grid.selected_count()
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
            ("F2", "rename the person chosen in the list"),
            ("Esc", "everyone again, in the list of people"),
        ]

    def settled(self) -> bool:
        return self._library.settled and self.store.idle and not self._previewing.busy

    def asked(self, **what: object) -> None:
        if what.get("add") == "files":
            ask_files(self.session, self)
        elif what.get("add") == "folder":
            ask_folder(self.session, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "l" and self.grid.selected_count():
            self.leave_out(not all(photo.left_out for photo in self.selected()))
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    # showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._news is None or self._news:
            self.refresh()

    def refresh(self) -> None:
        """Count and arrange what is new; a pane that nobody sees waits until it comes to the front."""
        if not self.isVisible():
            return
        news, self._news = self._news, set()
        moved = self._tally.take(self._library.rows, news)
        people = self._library.catalogue.people()
        self.panel.set_counts(len(self._library.rows), people, self._tally.counts)
        self.details.set_people([name for name, _ in people])
        if moved:
            self._fill_ranges()
        for key, words in VIEWS[1:]:
            self.views.set_text(key, f"{words} {self._tally.counts[key]:,}")
        if moved or news is None or not self._replace(news):
            self._arrange(news or ())

    def _replace(self, ids: Collection[int]) -> bool:
        """Put a few changed rows in their places; False when one of them moves, comes or goes."""
        choice = self._choice()
        if len(ids) > MANY or not self._arranger.replace(self._library.rows, choice, ids):
            return False
        if choice.view or choice.show:
            self._say_chosen(choice)
        self._on_selected()
        return True

    def _say_chosen(self, choice: PhotoChoice) -> None:
        self.chips.set_content(*chip_line(choice, self.model.rows(), self.panel.axes))

    def _on_changed(self, ids: frozenset[int]) -> None:
        if self._news is not None:
            self._news |= ids
        if len(ids) > MANY:
            QTimer.singleShot(0, self._refresher.ask)  # the library took its time already: others first
        else:
            self._refresher.ask()

    def _on_news(self) -> None:
        self._news = None
        self._refresher.ask()

    def _fill_ranges(self) -> None:
        rows = self._library.rows.values()
        for name, axis in self.panel.axes.items():
            axis.set_values(values_of(rows, name))

    def _choice(self) -> PhotoChoice:
        panel = self.panel
        shown = panel.people.people(), panel.show_filter(), self.views.value(), self.search.text(), panel.ranges()
        return PhotoChoice(*shown, order=self.sort.order)

    def _on_wished(self) -> None:
        self._arrange()

    def _arrange(self, moving: Collection[int] = ()) -> None:
        """Choose and order the rows. moving: photos that changed, and may go elsewhere by that."""
        choice, rows = self._choice(), self._library.rows
        self._arranger.show(rows, choice, moving)
        self._say_chosen(choice)
        self.stack.setCurrentWidget(self.grid if self.model.rowCount() else self.nothing if rows else self.empty)
        self._on_selected()

    def _on_selected(self) -> None:
        """One photo is shown at once; the sums of many wait for a moment of rest."""
        if self.grid.selected_count() <= MANY:
            self._resting.stop()
            self._show_selected()
        else:
            self._resting.start()
        self.top_line_changed.emit()

    def _show_selected(self) -> None:
        rows = self._arranger.selected()
        before = self.details.rows()
        self.details.set_rows(rows)
        if rows and (not before or rows[0].photo.id != before[0].photo.id):
            self._previewing.ask(load_preview, self.session.project, rows[0])

    def selected(self) -> list[Photo]:
        return [row.photo for row in self._arranger.selected()]

    def _ids(self) -> list[int]:
        return [photo.id for photo in self.selected()]

    # choosing

    def _on_sorted(self, order: str) -> None:
        self.session.preferences.set_text("photos/order", order)
        self._arrange()

    def show_all(self) -> None:
        """Drop every filter."""
        self.panel.reset()
        self.views.set_value("")
        self.search.clear()
        self._arrange()

    def _on_chip(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "person":
            self.panel.people.set_current([one for one in self.panel.people.people() if one != name])
        elif kind == "show":
            self.panel.shows.set_current("")
        else:
            self.panel.axes[name].reset()
        self._arrange()

    def _on_chip_button(self) -> None:
        if self.views.value() == DUPLICATES:
            self.keep_best()
        else:
            ask_where(self.deeds, self)

    def _on_dragged(self, on: bool) -> None:
        self.panel.people.set_dragging(on)

    def _on_select_people(self, people: tuple[str, ...]) -> None:
        """Show them alone, and select all of that."""
        self.views.set_value("")
        self.search.clear()
        self.panel.reset()
        self.panel.people.set_current(people)
        self._arrange()
        self.grid.selectAll()
        self.grid.setFocus()

    # doing

    def review(self) -> None:
        """Show the selected photo in Faces."""
        if self.grid.selected_count():
            self.session.go("faces", photo=self.selected()[0].id)

    def leave_out(self, left_out: bool) -> None:
        """Keep the selected photos out of training, or take them in again."""
        self.deeds.leave_out(self._ids(), left_out)

    def keep_best(self) -> None:
        """Leave all but the best of each group of near-duplicates shown out of training."""
        ids = spare(self.model.rows())
        if ids:
            self.deeds.leave_out(ids, True, f"The best of each kept, {photos(len(ids))} left out of training")

    def remove(self) -> None:
        """Forget the selected photos; their files stay, and Undo brings them back."""
        if self.grid.selected_count():
            self.deeds.remove(self._ids())

    def name_person(self, name: str) -> None:
        """Give the selected photos to a person."""
        self.deeds.give_photos(self._ids(), name)

    def relocate(self) -> None:
        """Ask where the selected photo's file lies now; for several, below which folder all missing ones do."""
        chosen = self.selected()
        if len(chosen) > 1:
            ask_where(self.deeds, self)
        else:
            ask_place(self.deeds, chosen[0], self)

    def show_report(self) -> None:
        """Why files of the last drop were skipped."""
        from studio.panes.photos.import_report import ImportReportDialog

        if self.session.importer.report is not None:
            ImportReportDialog(self.session.importer.report, self.window()).open()

    def _on_reported(self, report: ImportReport) -> None:
        self.panel.set_report(report)

    def _show_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.selected()[0].path.parent)))
