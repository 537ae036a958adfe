"""Repairing: damage is marked by hand or found, an encoder paints what lies under it, and nothing else changes."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from models.errors import UsageError, reason_of
from models.painting.photo_mask import Mask, mask_from_text, mask_to_text
from models.photos.damage import FoundDamage, find_damage
from models.photos.originals import read_original
from models.records import PaintOptions, Photo, Picture
from models.words import plural
from studio.jobs import Questions
from studio.look import theme
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.nothing import no_encoder, no_photo
from studio.panes.paint.repair.canvas import RepairCanvas, Tool
from studio.panes.paint.repair.foot import RepairFoot
from studio.panes.paint.repair.marks import Marks, Stroke
from studio.panes.paint.repair.panel import RepairPanel
from studio.panes.paint.repair.preview import Choice, RepairPreview
from studio.panes.paint.repair.tool_column import ToolColumn
from studio.panes.paint.step_keys import StepKeys
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.comparison import Mode
from studio.widgets.controls import primary_button
from studio.widgets.segmented import SegmentedControl

_LARGER = 1.25


class RepairScreen(SubScreen):
    """The marks are of one photo; another photo begins without any."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.marks = Marks(1, 1)
        self.place = 0
        self._photo: Photo | None = None
        self._picture: Picture | None = None
        self._options = PaintOptions()
        self._taken: PaintOptions | None = None
        self.panel: RepairPanel = RepairPanel()
        self.canvas = RepairCanvas()
        self._step_keys = StepKeys(self._on_stepped, self)
        self.preview = RepairPreview(desk, self.canvas, self)
        self.tool_column = ToolColumn(self.canvas)
        self.foot = RepairFoot()
        self.mode = SegmentedControl([("wipe", "Wipe"), ("flip", "Flip"), ("side", "Side by side")])
        self.repair_button = primary_button("Repair")
        self.repair_button.setToolTip("Into the Gallery (Ctrl+Enter)")
        self.no_encoder = no_encoder()
        self.no_photo = no_photo("Bring a photo, and its damage is repaired here.")
        questions = Questions(desk.session.background, self)
        self._reading = questions.answered_by(self._on_read, failed=self._on_problem)
        self._finding = questions.answered_by(self._on_found, failed=self._on_problem)
        self._writing = questions.answered_by(self._on_written, failed=self._on_problem)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.foot)
        self.tool_column.move(theme.SPACE_16, theme.SPACE_16)
        self.middle = middle
        self._pages = QStackedLayout(self)
        for page in (middle, self.no_encoder, self.no_photo):
            self._pages.addWidget(page)

    def _connect(self) -> None:
        session, panel = self.desk.session, self.panel
        self.no_encoder.pressed.connect(lambda: session.go("train"))
        self.no_photo.pressed.connect(lambda: session.go("photos"))
        self.canvas.drawn.connect(self._on_drawn)
        self.canvas.installEventFilter(self._step_keys)
        self.tool_column.chosen.connect(lambda tool: self.canvas.set_tool(cast(Tool, tool)))
        self.foot.stepped.connect(self._on_place)
        self.foot.undo.connect(lambda: self._on_stepped(-1))
        panel.find_wanted.connect(self.look_for_damage)
        panel.clear_wanted.connect(self._on_cleared)
        panel.kinds_changed.connect(self._on_kinds)
        panel.brush_changed.connect(self._on_brush)
        panel.options_changed.connect(self._want)
        self.mode.chosen.connect(lambda mode: self.canvas.set_mode(cast(Mode, mode)))
        self.repair_button.clicked.connect(self.paint)
        steps = {"N": 1, "Shift+N": -1}
        for keys, by in steps.items():
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self._on_place(by))

    # what the pane asks

    def top_line(self) -> str:
        photo, count = self.desk.photo, len(self.marks.places)
        if photo is None:
            return "No photo yet"
        return f"{photo.name}: {plural(count, 'place')} marked" if count else f"{photo.person}, {photo.name}"

    def tools(self) -> list[QWidget]:
        return [self.mode, self.repair_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("B L O", "brush, line, lasso"),
            ("E", "take marks away"),
            ("H", "move the picture"),
            ("N", "next place"),
            ("Shift N", "place before"),
            ("Space", "hold for the photo alone"),
            ("Ctrl Z", "undo a stroke"),
            ("Ctrl Shift Z", "draw it again"),
        ]

    brackets = "smaller, larger brush"

    def step(self, by: int) -> None:
        self.panel.step_size(_LARGER**by)

    def settled(self) -> bool:
        asked = (self._reading, self._finding, self._writing)
        return self.desk.painter.idle and not any(question.busy for question in asked)

    def take(self, options: PaintOptions) -> None:
        self.panel.soft.set_value(options.soft)
        self._taken = options

    def refresh(self) -> None:
        desk, photo = self.desk, self.desk.photo
        missing = desk.encoder is None and desk.shelf.known
        self._pages.setCurrentWidget(self.no_encoder if missing else self.middle if photo else self.no_photo)
        self.panel.show_encoder(desk.encoder)
        if photo != self._photo:
            self._begin(photo)
        elif self._taken is not None and self._picture is not None:
            self._restore()
        self._want()
        self._show_state()

    def leave(self) -> None:
        super().leave()
        self.preview.forget()

    # the photo

    def _begin(self, photo: Photo | None) -> None:
        """Start on another photo: its thumbnail until it is read."""
        self._photo, self._picture, self.place = photo, None, 0
        for question in (self._reading, self._finding, self._writing):
            question.forget()
        self._options = PaintOptions()
        self.preview.forget()
        self.marks = Marks(1, 1)
        self.panel.show_found((), None)
        self.canvas.set_mask(None)
        self.canvas.set_pictures(self.desk.strip.thumbnail(), None)
        self.canvas.set_labels(photo.name if photo is not None else "")
        if photo is not None:
            self._reading.ask(_read, photo)

    def _on_read(self, answer: tuple[Photo, Picture]) -> None:
        photo, picture = answer
        if photo != self._photo:
            return
        self._picture = picture
        self.marks = Marks(picture.shape[1], picture.shape[0])
        self.marks.set_kinds(self.panel.kinds())
        self.canvas.set_pictures(picture, None)
        if self._taken is not None:
            self._restore()
        self._show_state()

    def _restore(self) -> None:
        """The marks of a painting made earlier."""
        options, self._taken = self._taken, None
        if options is None or self._picture is None:
            return
        height, width = self._picture.shape[:2]
        try:
            self.marks = Marks.of_mask(mask_from_text(options.mask, width, height))
        except UsageError as error:
            self.desk.session.say(error.reason)
        self._on_marked()

    # the marks

    def _on_drawn(self, stroke: Stroke) -> None:
        if self._picture is not None:
            self.marks.draw(stroke)
            self._on_marked()

    def _on_stepped(self, by: int) -> None:
        if self.marks.step(by):
            self._on_marked()

    def _on_cleared(self) -> None:
        self.panel.show_found((), None)
        self.marks.clear()
        self._on_marked()

    def _on_kinds(self) -> None:
        self.marks.set_kinds(self.panel.kinds())
        self._on_marked()

    def _on_brush(self) -> None:
        self.canvas.size_px = int(self.panel.size_row.value())
        self.canvas.marks_shown = bool(self.panel.show_marks.value())
        self.canvas.update()

    def look_for_damage(self) -> None:
        """Look for damage on the photo."""
        if self._picture is not None and self._photo is not None:
            self.panel.show_looking()
            self._finding.ask(_find, self._photo, self._picture, float(self.panel.thorough.value()) / 100)

    def _on_found(self, answer: tuple[Photo, FoundDamage, float]) -> None:
        photo, found, seconds = answer
        if photo == self._photo:
            self.place = 0
            self.marks.set_found(found)
            self.panel.show_found(found.places, seconds)
            self._on_marked()

    def _on_marked(self) -> None:
        """The mask is another one: show it, and have it written down for painting."""
        self.canvas.set_mask(self.marks.mask)
        self._show_state()
        self._writing.ask(_write, self._photo, self.marks.mask)

    def _on_written(self, answer: tuple[Photo, str]) -> None:
        photo, text = answer
        if photo == self._photo:
            self._options = replace(self._options, mask=text)
            self._want()
            self._show_state()

    def _on_place(self, by: int) -> None:
        places = self.marks.places
        if places:
            self.place = (self.place - 1 + by) % len(places) + 1 if self.place else (1 if by > 0 else len(places))
            self.canvas.look_at(places[self.place - 1])
            self._show_state()

    def _show_state(self) -> None:
        places = self.marks.places
        self.place = min(self.place, len(places))
        place = places[self.place - 1] if self.place else None
        self.foot.show_place(self.place, len(places), place)
        self.foot.undo_button.setEnabled(self.marks.can_undo)
        self.canvas.set_place(place, self.place)
        self.panel.show_share(self.marks.share)
        self.repair_button.setEnabled(self.ready)
        self.top_line_changed.emit()

    # the repair

    @property
    def ready(self) -> bool:
        """Whether something is marked that an encoder can repair."""
        return self.desk.encoder is not None and self._picture is not None and bool(self._options.mask)

    def options(self) -> PaintOptions:
        """How the photo is repaired."""
        return replace(self._options, soft=int(self.panel.soft.value()))

    def _want(self) -> None:
        """Have it repaired for the canvas."""
        encoder, photo, picture = self.desk.encoder, self._photo, self._picture
        if self.isVisible() and picture is not None and encoder is not None and photo is not None:
            self.preview.show_choice(Choice(encoder.path, photo, picture, self.options()))

    def _on_problem(self, error: Exception) -> None:
        self.desk.session.say(reason_of(error))

    def paint(self) -> None:
        if self.ready and self._photo is not None:
            self.desk.paint_into_gallery([self._photo.id], self.options())


def _read(photo: Photo) -> tuple[Photo, Picture]:
    """Runs in a background thread."""
    return photo, read_original(photo)


def _find(photo: Photo, picture: Picture, thorough: float) -> tuple[Photo, FoundDamage, float]:
    """Runs in a background thread."""
    started = time.perf_counter()
    return photo, find_damage(picture, thorough), time.perf_counter() - started


def _write(photo: Photo, mask: Mask) -> tuple[Photo, str]:
    """Runs in a background thread: the mask as a recipe keeps it, "" where nothing is marked."""
    return photo, mask_to_text(mask) if np.any(mask) else ""
