"""The albums beside the grid: chosen, made, renamed and deleted, and what is dropped on one goes into it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.events import Changed
from models.project.albums import Album
from models.words import plural
from studio.dialogs.ask_name import ask_name, ask_new_name
from studio.look import theme
from studio.state.session import Session
from studio.widgets.controls import link_button
from studio.widgets.count_list import CountList, CountRow
from studio.widgets.dragging import PAINTINGS, numbers

_TABLES = frozenset({"albums", "album_paintings"})


class AlbumList(QWidget):
    """changed() when another album is chosen, or holds other paintings. Edits the project itself, with undo.

    The first row is everything; a right click on an album, or its menu key, renames and deletes it.
    """

    changed = Signal()
    bleeds = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._there: Collection[int] = ()
        self.albums: list[Album] = []
        self.list = CountList()
        self.new = link_button("New album")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.list)
        line = QHBoxLayout()
        line.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
        line.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        self.setAcceptDrops(True)
        self.list.chosen.connect(lambda _: self.changed.emit())
        self.new.clicked.connect(lambda: self.ask_new(()))

    # what is shown

    def note(self, change: Changed) -> None:
        """Read the albums anew where they are others now."""
        if change.tables & _TABLES:
            self.read()
            self.changed.emit()

    def read(self) -> None:
        self.albums = self._session.project.albums.all()
        if self.current is None:
            self.list.set_current("")
        self.count(self._there)

    def count(self, there: Collection[int]) -> None:
        """Say how many of each album's paintings are there."""
        self._there = there
        shown = [(str(one.id), one.title, sum(number in there for number in one.paintings)) for one in self.albums]
        self.list.set_items([("", "Everything", len(there)), *shown])

    @property
    def current(self) -> Album | None:
        """The album that is chosen, None for everything."""
        return self._album(self.list.current())

    def _album(self, key: str) -> Album | None:
        return next((album for album in self.albums if str(album.id) == key), None)

    # what is done with them

    def ask_new(self, paintings: Sequence[int]) -> None:
        """Ask for a name and make an album of these."""
        if name := ask_name(self, "New album", self._free_name()):
            self._session.edit("New album", lambda: self._session.project.albums.create(name, paintings))

    def _free_name(self) -> str:
        taken = {album.title for album in self.albums}
        names = ["Album", *(f"Album {number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    def rename(self, album: Album) -> None:
        if name := ask_new_name(self, "Rename album", album.title):
            self._session.edit("Rename album", lambda: self._session.project.albums.rename(album.id, name))

    def remove(self, album: Album) -> None:
        """Its paintings stay."""
        self._session.edit(f"Delete album {album.title}", lambda: self._session.project.albums.remove(album.id))
        self._session.say(f"Album {album.title} deleted, its paintings stay", "Undo", self._session.undo)

    def add(self, album: Album, paintings: Sequence[int]) -> None:
        new = [number for number in paintings if number not in album.paintings]
        if new:
            label = f"Add {plural(len(new), 'painting')} to {album.title}"
            self._session.edit(label, lambda: self._session.project.albums.add(album.id, new))
        self._session.say(f"{plural(len(new), 'painting')} added to {album.title}")

    def take_out(self, album: Album, paintings: Sequence[int]) -> None:
        label = f"Take {plural(len(paintings), 'painting')} out of {album.title}"
        self._session.edit(label, lambda: self._session.project.albums.take_out(album.id, paintings))

    def menu_of(self, paintings: Sequence[int], parent: QWidget) -> QMenu:
        """Every album with a tick where all of these lie in it: a click puts them in, or takes them out."""
        menu = QMenu(parent)
        for album in self.albums:
            action = menu.addAction(album.title.replace("&", "&&"))
            action.setCheckable(True)
            inside = album.paintings.issuperset(paintings)
            action.setChecked(inside)
            change = self.take_out if inside else self.add
            action.triggered.connect(lambda _, change=change, album=album: change(album, paintings))
        if self.albums:
            menu.addSeparator()
        menu.addAction("New album ...", lambda: self.ask_new(paintings))
        return menu

    def offer(self, paintings: Sequence[int], button: QWidget) -> None:
        """The menu below a button."""
        self.menu_of(paintings, button).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._row_at(event.pos())
        album = self._album(row.key) if row is not None else self.current
        if album is not None:
            menu = QMenu(self)
            menu.addAction("Rename ...", lambda: self.rename(album))
            menu.addAction("Delete album", lambda: self.remove(album))
            menu.exec(event.globalPos())

    # what is dragged here

    def _row_at(self, place: QPoint) -> CountRow | None:
        inside = self.list.mapFrom(self, place)
        return next((row for row in self.list.rows() if row.geometry().contains(inside)), None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(PAINTINGS))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        over = self._row_at(event.position().toPoint())
        self._mark(over)
        event.setAccepted(self._takes(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place, paintings = event.position().toPoint(), numbers(event.mimeData(), PAINTINGS)
        self._mark(None)
        event.acceptProposedAction()
        row = self._row_at(place)
        album = self._album(row.key) if row is not None else None
        if album is not None:
            self.add(album, paintings)
        elif self.new.geometry().contains(place):
            self.ask_new(paintings)

    def _takes(self, place: QPoint) -> bool:
        row = self._row_at(place)
        return bool(row.key) if row is not None else self.new.geometry().contains(place)

    def _mark(self, over: CountRow | None) -> None:
        for row in self.list.rows():
            row.hovered = row is over and bool(row.key)
            row.update()
