"""The Paint pane: encoder, photo and options in, a live painting out; Paint puts that painting into the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.events import Changed, Painted
from models.records import PaintingRecipe, PaintSource
from models.words import plural
from models.workflow.paint_photos import one_by_one, paint_into_gallery
from models.workflow.paint_requests import paint_requests
from studio.panes.base import Pane
from studio.panes.paint.canvas import PaintCanvas
from studio.panes.paint.encoder_shelf import SHORT, TALL
from studio.panes.paint.options_panel import PaintOptionsPanel
from studio.panes.paint.photo_strip import PhotoStrip
from studio.panes.paint.preview import Choice, Preview
from studio.panes.paint.preview_requests import faces_to_paint
from studio.panes.paint.shelf_panel import ShelfPanel
from studio.state.session import Session
from studio.widgets.comparison import Mode
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.segmented import SegmentedControl

SEEDS_SHOWN = 12
_TALL_FROM = 820
"""From this height of the pane on the shelf's cards are large."""


class PaintPane(Pane):
    """Everything that is painted for the screen is painted by the same function that fills the gallery."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked_recipe: PaintingRecipe | None = None
        self.canvas = PaintCanvas()
        self.strip = PhotoStrip(session)
        self.shelf = ShelfPanel(session)
        self.options = PaintOptionsPanel()
        self.preview = Preview(session, self.canvas, self.shelf, self)
        self.source = SegmentedControl([("whole", "Photo"), ("faces", "Faces"), ("noise", "Noise")])
        self.mode = SegmentedControl([("wipe", "Wipe"), ("flip", "Flip"), ("side", "Side by side")])
        self.batch = plain_button("Whole selection")
        self.paint = primary_button("Paint")
        self.paint.setToolTip("Into the Gallery (Ctrl+Enter)")
        self._lay_out()
        self._connect()
        self._make_keys()
        self._set_source(PaintSource.WHOLE)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.strip)
        above.addWidget(self.canvas, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above, 1)
        column.addWidget(self.shelf)
        self.set_body(centre=centre, right=self.options)

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.strip.current_changed.connect(self._refresh)
        self.strip.selection_changed.connect(self._show_buttons)
        self.shelf.chosen.connect(self._refresh)
        self.shelf.loaded.connect(self._on_shelf_loaded)
        self.options.changed.connect(self._on_options_changed)
        self.options.other_seeds.connect(self._on_other_seeds)
        self.source.chosen.connect(lambda source: self._set_source(PaintSource(source)))
        self.mode.chosen.connect(lambda mode: self._set_mode(cast(Mode, mode)))
        self.canvas.grid.chosen.connect(self._on_seed_chosen)
        self.canvas.photos_wanted.connect(lambda: self.session.go("photos"))
        self.canvas.faces_wanted.connect(lambda: self.session.go("faces", photo=self.strip.current))
        for signal in (self.canvas.training_wanted, self.shelf.training_wanted):
            signal.connect(lambda: self.session.go("train"))
        self.paint.clicked.connect(lambda: self._paint([self.strip.current]))
        self.batch.clicked.connect(lambda: self._paint(self.strip.selected()))

    def _make_keys(self) -> None:
        for keys, function in (
            ("Ctrl+Return", self.paint.click),
            ("[", lambda: self.shelf.shelf.step(-1)),
            ("]", lambda: self.shelf.shelf.step(1)),
            ("PgUp", lambda: self.strip.step(-1)),
            ("PgDown", lambda: self.strip.step(1)),
            ("W", lambda: self._set_mode("wipe")),
            ("F", lambda: self._set_mode("flip")),
            ("S", lambda: self._set_mode("side")),
        ):
            QShortcut(QKeySequence(keys), self, function)

    # what the window asks

    def top_line(self) -> str:
        photo = self.strip.photo
        if self.chosen_source is PaintSource.NOISE:
            return f"Noise, seed {self.options.seed.value()}"
        return f"{photo.person}, {photo.name}" if photo is not None else "No photo yet"

    def top_middle(self) -> list[QWidget]:
        return [self.source, self.mode]

    def top_right(self) -> list[QWidget]:
        return [self.batch, self.paint]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl Enter", "paint into the gallery"),
            ("[ ]", "encoder before, next encoder"),
            ("PgUp", "photo before"),
            ("PgDown", "next photo"),
            ("W", "wipe"),
            ("F", "flip"),
            ("S", "side by side"),
            ("Space", "hold for the photo alone"),
            ("Ctrl A", "select all photos of the strip"),
        ]

    def activated(self) -> None:
        self.shelf.refresh()
        self._refresh()

    def settled(self) -> bool:
        return self.shelf.known and self.preview.painter.idle

    def asked(self, **what: object) -> None:
        """photo=id or photos=[ids] to paint; encoder=file to paint with; files=[encoder files] for the shelf;

        recipe=how a painting was made, to make it again.
        """
        self.strip.refresh()
        if isinstance(photos := what.get("photos"), Sequence):
            self.strip.set_selected(list(photos))
        elif isinstance(photo := what.get("photo"), int):
            self.strip.set_current(photo)
        if isinstance(encoder := what.get("encoder"), str | Path):
            self.shelf.choose(Path(encoder))
        if isinstance(files := what.get("files"), Sequence):
            self.shelf.add_files([Path(file) for file in files])
        if isinstance(recipe := what.get("recipe"), PaintingRecipe):
            self._asked_recipe = recipe
        self._take_recipe()
        self._refresh()

    def _take_recipe(self) -> None:
        """Set everything as a painting was made, as far as its photo and encoder are here; else say what is missing."""
        recipe = self._asked_recipe
        if recipe is None or not self.shelf.known:
            return
        self._asked_recipe = None
        self.options.set_options(recipe.options)
        photo = self.session.project.photos.by_sha(recipe.source_sha256) if recipe.source_sha256 else None
        if photo is not None:
            self.strip.set_current(photo.id)
        missing = [] if self.shelf.choose_content(recipe.encoder_sha256) else [f"the encoder {recipe.encoder_title}"]
        missing += [f"the photo {recipe.source_name}"] if recipe.source_sha256 and photo is None else []
        self._set_source(recipe.options.source)
        if missing:
            self.session.say(f"Not in this project any more: {' and '.join(missing)}")

    # the present choice

    @property
    def chosen_source(self) -> PaintSource:
        return PaintSource(self.source.value())

    def choice(self) -> Choice:
        """What would be painted now."""
        source, photo = self.chosen_source, self.strip.photo
        project, judge = self.session.project, self.session.library.judge
        boxes = faces_to_paint(project, photo, judge) if photo and source is PaintSource.FACES else ()
        against = self.options.compares_input and source is PaintSource.WHOLE
        return Choice(self.shelf.current, photo, self.options.options(source), boxes, against)

    def _set_source(self, source: PaintSource) -> None:
        self.source.set_value(source.value)
        self.options.set_source(source)
        self._show_seeds(int(self.options.seed.value()))
        self._refresh()

    def _set_mode(self, mode: Mode) -> None:
        self.mode.set_value(mode)
        self.canvas.view.set_mode(mode)

    def _show_seeds(self, first: int) -> None:
        self.canvas.grid.set_seeds(tuple(range(first, first + SEEDS_SHOWN)), first)

    def _on_seed_chosen(self, seed: int) -> None:
        self.options.seed.set_value(seed)
        self.top_line_changed.emit()

    def _on_other_seeds(self) -> None:
        seed = (self.canvas.grid.seeds[-1] + 1) % (9999 - SEEDS_SHOWN)
        self.options.seed.set_value(seed)
        self._show_seeds(seed)
        self._refresh()

    def _on_options_changed(self) -> None:
        seed = int(self.options.seed.value())
        if seed not in self.canvas.grid.seeds:
            self._show_seeds(seed)
        self.canvas.grid.set_current(seed)
        self._refresh()

    def _on_shelf_loaded(self) -> None:
        self._take_recipe()
        self._refresh()
        self.preview.fill_in()

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"photos", "people"}:
            self.strip.stale = True
        if self.isVisible():
            if "runs" in change.tables:
                self.shelf.refresh()
            self._refresh()

    # what is shown

    def _refresh(self) -> None:
        """Show the present choice and have it painted; does nothing while another pane is in front."""
        if self.isVisible():
            self.strip.refresh()
            choice = self.choice()
            self._show(choice)
            self.preview.show(choice, self.strip.thumbnail())

    def _show(self, choice: Choice) -> None:
        noise = choice.source is PaintSource.NOISE
        self.canvas.setCurrentWidget(self._page(choice))
        self.strip.setVisible(not noise and self.strip.count > 0)
        self.mode.setEnabled(not noise)
        self.options.show_encoder(choice.header)
        self._show_buttons()
        self.top_line_changed.emit()

    def _page(self, choice: Choice) -> QWidget:
        if choice.header is None and self.shelf.known:
            return self.canvas.no_encoder
        if choice.source is PaintSource.NOISE:
            return self.canvas.grid
        if choice.photo is None:
            return self.canvas.no_photo
        return self.canvas.view if choice.boxes or choice.source is PaintSource.WHOLE else self.canvas.no_face

    def _show_buttons(self) -> None:
        choice, selected = self.choice(), len(self.strip.selected())
        several = selected > 1 and choice.source is not PaintSource.NOISE
        self.paint.setEnabled(choice.paintable)
        self.batch.setText(f"Whole selection ({selected:,})" if several else "Whole selection")
        self.batch.setEnabled(several and choice.header is not None)
        self.batch.setToolTip("" if several else "Select several photos in the strip: Ctrl, Shift or Ctrl+A")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shelf.shelf.set_picture_size(TALL if self.height() >= _TALL_FROM else SHORT)

    # painting into the gallery

    def _paint(self, photo_ids: Sequence[int]) -> None:
        """Paint these photos, or the chosen seed, into the gallery as a job."""
        choice, project = self.choice(), self.session.project
        if choice.header is None:
            return
        encoder, options, ids = choice.header.path, choice.options, tuple(photo_ids)
        drive = one_by_one(partial(self.session.child.stream, paint_requests))
        painted: list[str] = []
        self.session.runner.start(
            f"Painting with {choice.header.title}",
            lambda: paint_into_gallery(project, encoder, ids, options, drive),
            lambda event: painted.append(event.source) if isinstance(event, Painted) else None,
            lambda _job: self._on_painted(len(painted)),
        )

    def _on_painted(self, count: int) -> None:
        if count:
            self.session.say(
                f"{plural(count, 'painting')} went into the Gallery", "Show", lambda: self.session.go("gallery")
            )
