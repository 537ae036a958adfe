"""The Gallery pane: all paintings, newest first; found, starred, opened, painted again, exported, binned and undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.events import Changed
from models.records import Painting
from models.words import plural
from studio.look import theme
from studio.panes.base import Pane, SidePanel
from studio.panes.gallery.actions import GalleryActions, open_folder
from studio.panes.gallery.album_list import AlbumList
from studio.panes.gallery.compare import MODES, MOST, ComparePage
from studio.panes.gallery.details import GalleryDetails
from studio.panes.gallery.painting_list import PaintingList
from studio.panes.gallery.painting_model import PaintingModel, load_thumbnail
from studio.panes.gallery.painting_rows import Choice, PaintingRows
from studio.panes.gallery.viewer import PaintingViewer
from studio.panes.gallery.words import encoder_counts, top_line
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
        self.paintings = PaintingList(session, self)
        self._asked: int | None = None
        self._current_after: int | None = None
        self.model = PaintingModel(self)
        self.store = ThumbnailStore(session.background, partial(load_thumbnail, session.project), self)
        self.grid = ThumbnailGrid(self.store, _CELL, draggable=True)
        self.grid.setModel(self.model)
        self.viewer = PaintingViewer(session)
        self.compare = ComparePage(session)
        self.nothing = EmptyState(
            "ph.squares-four",
            "Nothing is painted yet. What you paint comes here by itself, with the recipe that made it.",
            "Paint a photo",
        )
        self.no_match = EmptyState("ph.magnifying-glass", "No painting matches.", "Show everything")
        yield
        self.details = GalleryDetails(session)
        self.painting_actions = GalleryActions(session, self.details.options, self)
        self.albums = AlbumList(session)
        self.encoders = CountList(may_be_none=True)
        self.search = search_field("Search encoder, photo, person")
        self.which = SegmentedControl([("all", "All"), ("stars", "Stars")])
        self.compare_mode = SegmentedControl([(one, one.capitalize()) for one in MODES])
        self.comparing = plain_button("Compare")
        self.folder = plain_button("Open folder")
        self.export = primary_button("Export")
        yield
        self._lay_out()
        self._connect()
        self._on_page()

    def _lay_out(self) -> None:
        left = SidePanel("left", 208)
        left.add(SectionLabel("Albums"))
        left.add(self.albums)
        left.add_space()
        left.add(SectionLabel("Encoder"))
        left.add(self.encoders)
        left.add_space()
        left.add(QuietLabel("Drag paintings onto an album, or out of the window to copy them elsewhere."))
        left.add_stretch()
        self.pages = QStackedWidget()
        for page in (self.grid, self.viewer, self.compare, self.nothing, self.no_match):
            self.pages.addWidget(page)
        self._left, self._right = left, QStackedWidget()
        for panel in (self.details, self.compare.panel):
            self._right.addWidget(panel)
        self._right.setFixedWidth(self.details.width())
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (self.search, self.which, self.compare_mode):
            row.addWidget(widget)
        self.set_body(centre=self.pages, left=left, right=self._right)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.paintings.changed.connect(self._on_paintings)
        self.search.textChanged.connect(self._filter)
        self.which.chosen.connect(self._filter)
        self.encoders.chosen.connect(self._filter)
        self.albums.changed.connect(self._filter)
        self.details.albums_asked.connect(lambda button: self.albums.offer([one.id for one in self.selected()], button))
        self.details.others.connect(lambda: self.painting_actions.paint_others(self.selected()))
        self.grid.selectionModel().selectionChanged.connect(self._show_selection)
        self.model.modelReset.connect(self._show_selection)
        self.pages.currentChanged.connect(self._on_page)
        self.comparing.clicked.connect(self._on_comparing)
        self.compare_mode.chosen.connect(self.compare.view.set_mode)
        self.compare.closed.connect(self._on_viewer_closed)
        self.compare.star_asked.connect(lambda one: self.painting_actions.toggle_starred([one]))
        self.compare.changed.connect(self._show_selection)
        self.compare.panel.paint_again.connect(lambda: self.painting_actions.paint_again(self.selected()))
        self.compare.panel.others.connect(lambda: self.painting_actions.paint_others(self.selected()))
        self.grid.opened.connect(self._on_opened)
        self.grid.removed.connect(lambda: self.painting_actions.delete(self.selected()))
        self.viewer.closed.connect(self._on_viewer_closed)
        self.viewer.stepped.connect(self._on_stepped)
        self.nothing.pressed.connect(lambda: self.session.go("paint"))
        self.no_match.pressed.connect(self._on_show_everything)
        self.painting_actions.leaving.connect(self._on_leaving)
        self.details.paint_again.connect(lambda: self.painting_actions.paint_again(self.selected()))
        self.details.star.connect(lambda starred: self.painting_actions.set_starred(self.selected(), starred))
        self.details.bin.connect(lambda: self.painting_actions.delete(self.selected()))
        self.folder.clicked.connect(lambda: open_folder(self.session.project.gallery_folder))
        self.export.clicked.connect(self._on_export)
        QShortcut(QKeySequence("S"), self, lambda: self.painting_actions.toggle_starred(self.selected()))
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("V"), self, self._on_comparing)
        QShortcut(QKeySequence("P"), self, lambda: self.painting_actions.paint_again(self.selected()))

    # what the window asks

    def top_line(self) -> str:
        if not self.paintings.ready:
            return ""
        if self.is_comparing:
            return f"Compare {len(self.compare.paintings)} of {plural(len(self.paintings.all.rows), 'painting')}"
        return top_line(len(self.paintings.all.rows), self.model.rowCount(), self.grid.selected_count())

    def top_middle(self) -> list[QWidget]:
        return [self._tools]

    def top_right(self) -> list[QWidget]:
        return [self.comparing, self.folder, self.export]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", "open large, and back"),
            ("PgUp", "painting before"),
            ("PgDown", "next painting"),
            ("S", "star, unstar"),
            ("P", "paint again"),
            ("V", "compare two to nine, and back"),
            ("A to I", "hold: one of those compared, large"),
            ("X", "compare it no more"),
            ("Space", "stop blinking, and go on"),
            ("Del", "delete to the bin"),
            ("Ctrl Z", "undo"),
            ("Ctrl F", "search"),
            ("Ctrl A", "select all"),
        ]

    def activated(self) -> None:
        self.paintings.refresh()

    def settled(self) -> bool:
        return self.store.idle and self.paintings.settled and self.compare.settled

    def asked(self, **what: object) -> None:
        """painting=id to select it."""
        if isinstance(painting := what.get("painting"), int):
            self._asked = painting
            self.paintings.refresh()
            if self.paintings.settled:
                self._go_on()

    # what is shown

    @property
    def is_comparing(self) -> bool:
        return self.pages.currentWidget() is self.compare

    def selected(self) -> list[Painting]:
        """What a key or a button means: of those compared the current one, else the selected ones."""
        return [self.compare.current] if self.is_comparing else self._chosen()

    def _chosen(self) -> list[Painting]:
        return [painting for run in self.grid.selected_runs() for painting in self.model.slice(*run)]

    def _on_changed(self, change: Changed) -> None:
        self.paintings.note(change)
        if self.paintings.ready:
            self.albums.note(change)
        if self.isVisible():
            self.paintings.refresh()

    def _on_paintings(self, before: PaintingRows, ids: frozenset[int] | None) -> None:
        if ids is None:
            self.albums.read()
        held = self.paintings.all
        self.painting_actions.bin.settle(held.paths)
        titles = encoder_counts(held.encoders)
        self.encoders.set_items(titles)
        self.albums.count(held.rows.keys())
        if self.encoders.current() not in held.encoders:
            self.encoders.set_current("")
        self.which.set_text("stars", f"Stars {held.starred or ''}".strip())
        if self.is_comparing:
            self.compare.follow({number: row.painting for number, row in held.rows.items()})
        few = None if ids is None else held.in_place(before, ids, self._choice())
        if few is None or not self.model.rowCount():
            self._filter()
        else:
            self.model.put(few)
            self._show_selection()
        self._go_on()

    def _go_on(self) -> None:
        """To the painting that was asked for, or the one after those that went."""
        if self._asked is not None:
            index, self._asked = self.model.index_of(self._asked), None
            self.grid.setCurrentIndex(index)
        elif self._current_after is not None:
            row, self._current_after = self._current_after, None
            self.grid.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def _choice(self) -> Choice:
        sought = tuple(self.search.text().casefold().split())
        album = self.albums.current
        among = None if album is None else album.paintings
        return Choice(sought, self.encoders.current(), self.which.value() == "stars", among)

    def _filter(self) -> None:
        held = self.paintings.all
        shown = held.matching(self._choice())
        chosen = [painting.id for painting in self._chosen()]
        if not self.model.show(shown) and chosen:
            places = (self.model.place_of(one) for one in chosen)
            self.grid.select_rows(sorted(place for place in places if place is not None))
        if self.is_comparing and held.rows:
            return
        if not shown and self.paintings.ready:
            self.pages.setCurrentWidget(self.no_match if held.rows else self.nothing)
        elif self.pages.currentWidget() is not self.viewer:
            self.pages.setCurrentWidget(self.grid)
        self._show_selection()

    def _show_selection(self) -> None:
        chosen = self.compare.paintings if self.is_comparing else self._chosen()
        number = len(chosen) or self.model.rowCount()
        self.export.setText("Export" if number < 2 else f"Export {number:,}" if chosen else "Export all")
        self.export.setEnabled(number > 0)
        may = 2 <= len(chosen) <= MOST
        words = f"Compare {len(chosen)}" if may else "Compare"
        self.comparing.setText("Back to the grid" if self.is_comparing else words)
        self.comparing.setEnabled(may)
        self.comparing.setToolTip("" if may else "Select two to nine paintings")
        if not self.is_comparing:
            self.details.show_paintings(chosen)
        self.top_line_changed.emit()

    def _on_show_everything(self) -> None:
        self.search.clear()
        self.which.set_value("all")
        self.encoders.set_current("")
        self.albums.list.set_current("")
        self._filter()

    # several, side by side

    def _on_comparing(self) -> None:
        """Compare the selected ones, or go back from there."""
        chosen = self._chosen()
        if self.is_comparing:
            self._on_viewer_closed()
        elif 2 <= len(chosen) <= MOST:
            self.pages.setCurrentWidget(self.compare)
            self.compare.open(chosen)

    def _on_page(self) -> None:
        """While some are compared, nothing narrows down the grid, and their differences stand at the right."""
        comparing = self.is_comparing
        for widget in (self.search, self.which):
            widget.setVisible(not comparing)
        self.compare_mode.setVisible(comparing)
        self._right.setCurrentWidget(self.compare.panel if comparing else self.details)
        self._show_panels()
        self._show_selection()

    def _show_panels(self) -> None:
        super()._show_panels()
        self._left.setVisible(self.panels_shown and not self.is_comparing)

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

    def _on_export(self) -> None:
        chosen = self.compare.paintings if self.is_comparing else self._chosen()
        self.painting_actions.export(chosen or self.model.rows())

    def _on_leaving(self, ids: tuple[int, ...]) -> None:
        """The one after those that go is the current one then."""
        if self.is_comparing:
            return
        if self.pages.currentWidget() is self.viewer:
            self._on_viewer_closed()
        self._current_after = max(0, self.model.index_of(ids[0]).row())

    # what is dragged here from here stays here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.source() is self.grid)

    def dropEvent(self, event: QDropEvent) -> None:
        event.accept()
