"""The recipes at the left of the Recipe page: the ready ones and one's own, each with a pair of pictures of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from models.records import Picture, Recipe
from studio.look import icons, theme
from studio.panes.filters.recipe.rule import Rule
from studio.panes.filters.recipe.words import short_line
from studio.state.recipes import RecipeEntry
from studio.widgets.controls import icon_button, plain_button
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.recipe_card import RecipeCard

WIDE, SLIM = 264, 132
_TILE = 80

Pair = tuple[Picture | None, Picture | None]


class RecipeTile(RecipeCard):
    """A card that also comes slim: its title below its pictures."""

    slim = False

    def sizeHint(self) -> QSize:
        return QSize(SLIM - 16, _TILE) if self.slim else super().sizeHint()

    def set_slim(self, slim: bool) -> None:
        self.slim = slim
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.slim:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter)
        left = QRectF(self.width() / 2 - 47, 6, 34, 42)
        self._paint_thumb(painter, left, self._pictures[0])
        icons.draw(painter, "arrow-right", QRectF(left.right() + 6, left.center().y() - 7, 14, 14), "accent")
        self._paint_thumb(painter, left.translated(60, 0), self._pictures[1])
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text"))
        words = self.rect().adjusted(4, 52, -4, -4)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)


class RecipeList(QFrame):
    """chosen(key) by click or arrow keys; duplicate_wanted, export_wanted, remove_wanted(key), import_wanted()

    by the buttons below and the menu of a card, for which Delete also stands.
    """

    chosen = Signal(str)
    duplicate_wanted = Signal(str)
    remove_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setProperty("side", "left")
        self._entries: dict[str, RecipeEntry] = {}
        self._tiles: dict[str, RecipeTile] = {}
        self._current = ""
        self._slim = False
        self._make_list()
        self._make_buttons()
        self._lay_out()
        self.set_slim(False)
        self._show_what_can_be_done()

    def _make_list(self) -> None:
        inner = QWidget()
        self._ready, self._own = QVBoxLayout(), QVBoxLayout()
        self._none = QuietLabel("Change a ready recipe, and a copy of it stands here.")
        self._labels = (SectionLabel("Ready"), SectionLabel("Yours"))
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.SPACE_8, theme.SPACE_16, theme.SPACE_8, theme.SPACE_8)
        column.setSpacing(theme.SPACE_4)
        for label, tiles in zip(self._labels, (self._ready, self._own), strict=True):
            label.setContentsMargins(theme.SPACE_8, 0, 0, 2)
            tiles.setSpacing(2)
            column.addWidget(label)
            column.addLayout(tiles)
            column.addSpacing(theme.SPACE_8)
        self._none.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
        column.addWidget(self._none)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)

    def _make_buttons(self) -> None:
        self.duplicate = icon_button("ph.copy", "Duplicate this recipe")
        self.export = icon_button("ph.upload-simple", "Export this recipe as a file")
        self.remove = icon_button("ph.trash", "Delete this recipe (Delete)")
        self.import_button = plain_button("Import …", "ph.download-simple")
        self.import_button.setToolTip("Bring in a recipe from a .recipe.json file")
        self.duplicate.clicked.connect(lambda: self.duplicate_wanted.emit(self._current))
        self.export.clicked.connect(lambda: self.export_wanted.emit(self._current))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self._current))
        self.import_button.clicked.connect(self.import_wanted)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_4)
        buttons.addStretch(1)
        for button in (self.duplicate, self.export, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        below = QVBoxLayout()
        below.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        below.setSpacing(theme.SPACE_8)
        below.addLayout(buttons)
        below.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(below)

    def set_slim(self, slim: bool) -> None:
        """Titles below the pictures, half as wide: for a narrow window."""
        if slim == self._slim and self.width() in (WIDE, SLIM):
            return
        self._slim = slim
        self.setFixedWidth(SLIM if slim else WIDE)
        for tile in self._tiles.values():
            tile.set_slim(slim)
        for tiles in (self._ready, self._own):
            tiles.invalidate()  # told while a window is being shown, a column in a column keeps its old heights

    # recipes

    def set_entries(self, entries: Sequence[RecipeEntry], current: str) -> None:
        """A tile each, the ready ones first; tiles that stay keep their widgets and pictures."""
        self._entries = {entry.key: entry for entry in entries}
        for key in self._tiles.keys() - self._entries.keys():
            self._drop(key)
        places = {True: 0, False: 0}
        for entry in entries:
            tile = self._tiles.get(entry.key) or self._make_tile(entry)
            column = self._own if entry.own else self._ready
            if column.indexOf(tile) != places[entry.own]:
                column.insertWidget(places[entry.own], tile)
            places[entry.own] += 1
            self.show_recipe(entry.key, entry.recipe)
        self._none.setVisible(not places[True])
        self.set_current(current)

    def _make_tile(self, entry: RecipeEntry) -> RecipeTile:
        tile = RecipeTile(entry.key, entry.recipe.title)
        tile.set_slim(self._slim)
        tile.clicked.connect(lambda: self._on_clicked(entry.key))
        self._tiles[entry.key] = tile
        return tile

    def _drop(self, key: str) -> None:
        tile = self._tiles.pop(key)
        (self._own if self._own.indexOf(tile) >= 0 else self._ready).removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def show_recipe(self, key: str, recipe: Recipe) -> None:
        """What a tile says, also while its recipe is being changed."""
        tile = self._tiles[key]
        title, line = recipe.title or "No name yet", short_line(recipe)
        if tile.text() != title:
            tile.setText(title)
        if tile.line != line:
            tile.set_line(line)
        tip = f"<b>{escape(title)}</b><br>{escape(line)}<br>{escape(recipe.help)}"
        tile.setToolTip(tip.removesuffix("<br>"))

    def set_pictures(self, pictures: Mapping[str, Pair]) -> None:
        """(input, target) on one of the user's faces, by key."""
        for key, pair in pictures.items():
            if key in self._tiles:
                self._tiles[key].set_pictures(*pair)

    def set_current(self, key: str) -> None:
        """Mark one, without chosen()."""
        if key in self._tiles and (key != self._current or not self._tiles[key].isChecked()):
            self._tiles[key].setChecked(True)
            self._scroll.ensureWidgetVisible(self._tiles[key], 0, theme.SPACE_16)
        self._current = key
        self._show_what_can_be_done()

    def tile(self, key: str) -> RecipeTile:
        return self._tiles[key]

    def keys(self) -> list[str]:
        return list(self._entries)

    def _show_what_can_be_done(self) -> None:
        entry = self._entries.get(self._current)
        self.duplicate.setEnabled(entry is not None)
        self.export.setEnabled(entry is not None)
        self.remove.setEnabled(entry is not None and entry.own)
        ready = "A ready recipe stays; only your own can be deleted"
        self.remove.setToolTip("Delete this recipe (Delete)" if self.remove.isEnabled() else ready)

    # what a person does

    def _on_clicked(self, key: str) -> None:
        if key != self._current:
            self.set_current(key)
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.remove.isEnabled():
            self.remove_wanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = next(
            (key for key, tile in self._tiles.items() if tile.rect().contains(tile.mapFromGlobal(event.globalPos()))),
            self._current,
        )
        if under in self._entries:
            self.menu_for(under).popup(event.globalPos() or QPoint())

    def menu_for(self, key: str) -> QMenu:
        """What can be done with one recipe."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Duplicate", lambda: self.duplicate_wanted.emit(key))
        menu.addAction("Export …", lambda: self.export_wanted.emit(key))
        removal = menu.addAction("Delete", lambda: self.remove_wanted.emit(key))
        removal.setEnabled(self._entries[key].own)
        menu.addSeparator()
        menu.addAction("Import …", self.import_wanted.emit)
        return menu
