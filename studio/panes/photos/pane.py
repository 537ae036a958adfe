"""The Photos pane: a grid of everything brought in, people and filters at the left, the photo's facts at the right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.jobs import Refresher
from studio.panes.base import Pane
from studio.panes.photos.actions import PhotoActions, photos
from studio.panes.photos.arranging import Arranger
from studio.panes.photos.details import DetailsPanel
from studio.panes.photos.file_dialogs import ask_files, ask_folder, ask_where
from studio.panes.photos.left_panel import PeoplePanel
from studio.panes.photos.loading import load_thumbnail
from studio.panes.photos.photo_axes import values_of
from studio.panes.photos.photo_choice import DUPLICATES, spare
from studio.panes.photos.photo_filters import PhotoFilters
from studio.panes.photos.photo_model import PhotoModel
from studio.panes.photos.selected_photos import SelectedPhotos
from studio.panes.photos.tally import Tally
from studio.state.turning import turn_photos
from studio.widgets.chips import ChipLine
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.empty import EmptyState
from studio.widgets.thumb_grid import ThumbnailGrid
from studio.widgets.thumb_store import ThumbnailStore

EMPTY = "Drop photos or folders here. Each folder's name becomes a person; the files are never changed."
MANY = 300
"""Changed photos from which on all rows are arranged anew, and others go first."""


class PhotosPane(Pane):
    """Shows the library as `filters` chooses; what a person does goes through `photo_actions`."""

    def make(self) -> Iterator[None]:
        session = self.session
        self._library = session.library
        self.model = PhotoModel(self)
        self.photo_actions = PhotoActions(session, self)
        self._tally = Tally()
        self._asked_about: set[str] = set()
        self._known_lying: set[int] = set()
        self._news: set[int] | None = None  # photos whose row is another now; None: any
        self.store = ThumbnailStore(session.background, partial(load_thumbnail, session.project), self)
        self._build()
        yield
        self._build_top()
        self._connect()
        self._refresher = Refresher(session.background, self)
        self._refresher.due.connect(self.refresh)
        self._library.changed.connect(self._on_changed)
        for news in (self._library.loaded, self._library.rejudged):
            news.connect(self._on_news)
        self._library.loaded.connect(lambda: self._ask_about_changed(self._library.rows))
        session.dragged_over.connect(self.empty.set_over)
        session.importer.reported.connect(self.panel.set_report)
        self.panel.set_report(session.importer.report)
        session.importer.faces_found.connect(self._ask_about_lying)
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
        self.panel = PeoplePanel(self.photo_actions.all_left_out)
        self.details = DetailsPanel()
        self.filters = PhotoFilters(self.panel, self.chips, self.session.preferences, self)
        self.selection = SelectedPhotos(self.session, self.photo_actions, self.grid, self._arranger, self.details)
        self.set_body(left=self.panel, centre=centre, right=self.details)

    def _connect(self) -> None:
        self.model.modelReset.connect(self.selection.show)
        self.selection.changed.connect(self.top_line_changed)
        self.filters.changed.connect(self._on_filters_changed)
        self.chips.acted.connect(self._on_chip_button)
        self.empty.pressed.connect(partial(ask_files, self.session, self))
        self.nothing.pressed.connect(self.filters.clear)
        self.panel.range_opened.connect(self._fill_ranges)
        self.panel.why_asked.connect(self.show_report)
        people, do = self.panel.people, self.photo_actions
        self.grid.dragged.connect(people.set_dragging)
        people.renamed.connect(do.rename)
        people.merged.connect(do.merge)
        people.photos_given.connect(do.give_photos)
        people.faces_given.connect(do.give_faces)
        people.left_out_asked.connect(do.leave_people_out)
        people.select_asked.connect(self._on_select_people)

    def _build_top(self) -> None:
        self.search, self.views, self.sort = self.filters.search, self.filters.views, self.filters.sort
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
            ("Ctrl [ ]", "turn left, right (the file stays as it is)"),
            ("Delete", "remove from the project (the file stays)"),
            ("Ctrl A", "select all"),
            ("Ctrl F", "search"),
            ("F2", "rename the person chosen in the list"),
            ("Esc", "everyone again, in the list of people"),
        ]

    def settled(self) -> bool:
        return self._library.settled and self.store.idle and self.selection.idle

    def turn_photo(self, quarters: int) -> None:
        self.selection.turn(quarters)

    def asked(self, **what: object) -> None:
        if what.get("add") == "files":
            ask_files(self.session, self)
        elif what.get("add") == "folder":
            ask_folder(self.session, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "l" and self.grid.selected_count():
            self.selection.turn_left_out()
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
        self.filters.show_counts(self._tally.counts)
        if moved or news is None or not self._replace(news):
            self._arrange(news or ())

    def _replace(self, ids: Collection[int]) -> bool:
        """Put a few changed rows in their places; False when one of them moves, comes or goes."""
        choice = self.filters.choice()
        if len(ids) > MANY or not self._arranger.replace(self._library.rows, choice, ids):
            return False
        if choice.view or choice.show:
            self.filters.show_chips(self.model.rows())
        self.selection.show()
        return True

    def _on_changed(self, ids: frozenset[int]) -> None:
        if self._news is not None:
            self._news |= ids
        self._ask_about_changed(ids)
        if len(ids) > MANY:
            QTimer.singleShot(0, self._refresher.ask)  # the library took its time already: others first
        else:
            self._refresher.ask()

    def _ask_about_changed(self, ids: Iterable[int]) -> None:
        """Say once of every file that it is another one now; the list at the left keeps them."""
        rows = self._library.rows
        new = {rows[one].photo.sha256 for one in ids if one in rows and rows[one].changed} - self._asked_about
        if new:
            self._asked_about |= new
            self.session.say(f"{photos(len(new))} changed on disk", "Show", lambda: self.filters.show_only("changed"))

    def _ask_about_lying(self) -> None:
        """Say of photos that were just searched that they seem to be turned the wrong way; the list keeps them."""
        lying = {photo_id for photo_id, row in self._library.rows.items() if row.proposed_turn}
        if lying - self._known_lying:
            words = f"{photos(len(lying))} may be turned the wrong way"
            self.session.say(words, "Show", lambda: self.filters.show_only("lying"))
        self._known_lying = lying

    def _on_news(self) -> None:
        self._news = None
        self._refresher.ask()

    def _fill_ranges(self) -> None:
        rows = self._library.rows.values()
        for name, axis in self.panel.axes.items():
            axis.set_values(values_of(rows, name))

    def _on_filters_changed(self) -> None:
        self._arrange()

    def _arrange(self, moving: Collection[int] = ()) -> None:
        """Choose and order the rows. moving: photos that changed, and may go elsewhere by that."""
        choice, rows = self.filters.choice(), self._library.rows
        self._arranger.show(rows, choice, moving)
        self.filters.show_chips(self.model.rows())
        self.stack.setCurrentWidget(self.grid if self.model.rowCount() else self.nothing if rows else self.empty)
        self.selection.show()

    def _on_chip_button(self) -> None:
        if self.views.value() == DUPLICATES:
            self.keep_best()
        elif self.filters.choice().show == "changed":
            self.photo_actions.renew([row.photo.id for row in self.model.rows()])
        elif self.filters.choice().show == "lying":
            turn_photos(self.session, {row.photo.id: row.proposed_turn for row in self.model.rows()})
        else:
            ask_where(self.photo_actions, self)

    def _on_select_people(self, people: tuple[str, ...]) -> None:
        """Show them alone, and select all of that."""
        self.filters.show_people(people)
        self.grid.selectAll()
        self.grid.setFocus()

    def keep_best(self) -> None:
        """Leave all but the best of each group of near-duplicates shown out of training."""
        ids = spare(self.model.rows())
        if ids:
            self.photo_actions.leave_out(ids, True, f"The best of each kept, {photos(len(ids))} left out of training")

    def show_report(self) -> None:
        """Why files of the last drop were skipped."""
        from studio.panes.photos.import_report import ImportReportDialog

        if self.session.importer.report is not None:
            ImportReportDialog(self.session.importer.report, self.window()).open()
