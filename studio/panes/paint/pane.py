"""The Paint pane: one desk with photos and encoders, and the ways to paint, one of them in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.events import Changed
from models.records import PaintingRecipe, PaintOptions, PaintSource
from studio.look import theme
from studio.panes.base import Pane
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.encoder_shelf import SHORT, TALL
from studio.panes.paint.sub_screen import SUB_SCREENS, SubScreen
from studio.widgets.segmented import SegmentedControl

_TALL_FROM = 820
"""From this height of the pane on the shelf's cards are large."""

_SHOWN_BY = {
    PaintSource.WHOLE: "photo",
    PaintSource.FACES: "faces",
    PaintSource.BOTH: "faces",
    PaintSource.NOISE: "noise",
    PaintSource.DRAWING: "brush",
    PaintSource.AVERAGE: "average",
}
"""The way to paint that makes a painting of that source again."""


class PaintPane(Pane):
    """Everything that is painted for the screen is painted by the same function that fills the gallery."""

    def make(self) -> Iterator[None]:
        session = self.session
        self._asked_recipe: PaintingRecipe | None = None
        self._screens: dict[str, SubScreen] = {}
        self.desk = PaintDesk(session, self)
        yield
        self.switch = SegmentedControl([(entry.key, entry.title) for entry in SUB_SCREENS])
        self.pages = QStackedWidget()
        self.panels = QStackedWidget()
        self.panels.setFixedWidth(280)
        self.tools = QWidget()
        self._tools_row = QHBoxLayout(self.tools)
        self._tools_row.setContentsMargins(0, 0, 0, 0)
        self._tools_row.setSpacing(theme.SPACE_8)
        self._lay_out()
        self._make_keys()
        self.show_screen(SUB_SCREENS[0].key)
        self.switch.chosen.connect(self.show_screen)
        self.desk.changed.connect(self._refresh)
        self.desk.shelf.loaded.connect(self._take_recipe)
        self.desk.shelf.training_wanted.connect(lambda: session.go("train"))
        session.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.desk.strip)
        above.addWidget(self.pages, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above, 1)
        column.addWidget(self.desk.shelf)
        self.set_body(centre=centre, right=self.panels)

    def _make_keys(self) -> None:
        strip = self.desk.strip
        for keys, function in (
            ("Ctrl+Return", self._paint),
            ("[", lambda: self.front.step(-1)),
            ("]", lambda: self.front.step(1)),
            ("PgUp", lambda: strip.step(-1)),
            ("PgDown", lambda: strip.step(1)),
        ):
            QShortcut(QKeySequence(keys), self, function)

    # the ways to paint

    @property
    def front(self) -> SubScreen:
        """The way to paint that is in front."""
        front = self.pages.currentWidget()
        assert isinstance(front, SubScreen)
        return front

    def _paint(self) -> None:
        self.front.paint()

    def show_screen(self, key: str) -> None:
        """Bring a way to paint to the front, by its key in SUB_SCREENS."""
        entry = next(entry for entry in SUB_SCREENS if entry.key == key)
        if entry.room not in self._screens:
            self._add_screen(entry.room, entry.build(self.desk))
        made, before = self._screens[entry.room], self.pages.currentWidget()
        if isinstance(before, SubScreen) and before is not made:
            before.leave()
        self.switch.set_value(key)
        made.shown_as(key)
        self.pages.setCurrentWidget(made)
        self.panels.setCurrentWidget(made.panel)
        for screen in self._screens.values():
            for tool in screen.tools():
                tool.setVisible(screen is made)
        self._refresh()

    def _add_screen(self, room: str, made: SubScreen) -> None:
        self._screens[room] = made
        self.pages.addWidget(made)
        self.panels.addWidget(made.panel)
        for tool in made.tools():
            self._tools_row.addWidget(tool)
        made.top_line_changed.connect(self.top_line_changed)
        made.adopted.connect(self._on_adopted)

    def _on_adopted(self, options: PaintOptions) -> None:
        self.show_screen("photo")
        self.front.take(options)
        self._refresh()

    # what the window asks

    def top_line(self) -> str:
        return self.front.top_line()

    def top_middle(self) -> list[QWidget]:
        return [self.switch]

    def top_right(self) -> list[QWidget]:
        return [self.tools]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl Enter", "paint into the gallery"),
            ("[ ]", self.front.brackets),
            ("PgUp", "photo before"),
            ("PgDown", "next photo"),
            ("F2", "rename the encoder"),
            ("Del", "delete the encoder"),
            *self.front.keys(),
        ]

    def activated(self) -> None:
        self.desk.shelf.refresh()
        self._refresh()

    def settled(self) -> bool:
        return self.desk.shelf.known and self.front.settled()

    def asked(self, **what: object) -> None:
        """photo=id or photos=[ids] to paint; encoder=file to paint with; files=[encoder files] for the shelf;

        recipe=how a painting was made, to make it again.
        """
        strip, shelf = self.desk.strip, self.desk.shelf
        strip.refresh()
        if isinstance(photos := what.get("photos"), Sequence):
            strip.set_selected(list(photos))
        elif isinstance(photo := what.get("photo"), int):
            strip.set_current(photo)
        if isinstance(encoder := what.get("encoder"), str | Path):
            shelf.choose(Path(encoder))
        if isinstance(files := what.get("files"), Sequence):
            shelf.add_files([Path(file) for file in files])
        if isinstance(recipe := what.get("recipe"), PaintingRecipe):
            self._asked_recipe = recipe
        self._take_recipe()
        self._refresh()

    def _take_recipe(self) -> None:
        """Set everything as a painting was made, as far as its photo and encoder are here; else say what is missing."""
        recipe, desk = self._asked_recipe, self.desk
        if recipe is None or not desk.shelf.known:
            return
        self._asked_recipe = None
        photo = self.session.project.photos.by_sha(recipe.source_sha256) if recipe.source_sha256 else None
        if photo is not None:
            desk.strip.set_current(photo.id)
        deleted = recipe.encoder_sha256 in self.session.project.encoders.deleted()
        encoder = f"the encoder {recipe.encoder_title}{', which was deleted' if deleted else ''}"
        missing = [] if desk.shelf.choose_content(recipe.encoder_sha256) else [encoder]
        missing += [f"the photo {recipe.source_name}"] if recipe.source_sha256 and photo is None else []
        self.show_screen("repair" if recipe.options.mask else _SHOWN_BY[recipe.options.source])
        self.front.open_recipe(recipe)
        self._refresh()
        if missing:
            self.session.say(f"Not in this project any more: {' and '.join(missing)}")

    # what is shown

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"photos", "people"}:
            self.desk.strip.stale = True
        if self.isVisible():
            if change.tables & {"runs", "encoders"}:
                self.desk.shelf.refresh()
            self._refresh()

    def _refresh(self) -> None:
        """Show the present choice and have it painted; does nothing while another pane is in front."""
        if self.isVisible():
            strip = self.desk.strip
            strip.refresh()
            strip.setVisible(self.front.shows_strip and strip.count > 0)
            self.desk.shelf.setVisible(self.front.shows_shelf)
            self.front.refresh()
            if self.front.shows_shelf:
                self.desk.fill_shelf()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.desk.shelf.shelf.set_picture_size(TALL if self.height() >= _TALL_FROM else SHORT)
