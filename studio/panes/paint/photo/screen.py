"""Painting a photo or its faces: encoder, photo and options in, a live painting out, compared with the photo."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.records import Box, PaintOptions, PaintSource
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.photo.canvas import PhotoCanvas
from studio.panes.paint.photo.compare_row import SEEN
from studio.panes.paint.photo.guessing import Guessing
from studio.panes.paint.photo.hinting import Hinting, takes_points
from studio.panes.paint.photo.panel import PhotoPanel
from studio.panes.paint.photo.preview import Choice, PhotoPreview
from studio.panes.paint.preview_requests import faces_to_paint
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.comparison import Mode
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.segmented import SegmentedControl


class PhotoScreen(SubScreen):
    """What the canvas shows is painted by the same function that fills the gallery."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self._faces = False
        self._doubtful = False
        self.canvas = PhotoCanvas()
        self.panel: PhotoPanel = PhotoPanel()
        self.hinting = Hinting(self.canvas.view, self.panel.hints, self.refresh, self)
        self.guessing = Guessing(desk.painter, self.canvas.view, self.panel.hints, self)
        self.preview = PhotoPreview(desk, self.canvas, self)
        self.mode = SegmentedControl([("wipe", "Wipe"), ("flip", "Flip"), ("side", "Side")])
        self.mode.button("side").setToolTip("Side by side (S)")
        self.batch = plain_button("Selection")
        self.batch.setToolTip("Paint all photos that are selected in the strip")
        self.paint_button = primary_button("Paint")
        self.paint_button.setToolTip("Into the Gallery (Ctrl+Enter)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.canvas)
        self._connect()

    def _connect(self) -> None:
        session = self.desk.session
        self.panel.changed.connect(self.refresh)
        self.panel.doubtful.review_wanted.connect(self.canvas.faces_wanted)
        self.panel.doubtful.decided.connect(self._on_doubtful_decided)
        self.panel.hints.guesses.changed.connect(self.refresh)
        self.mode.chosen.connect(lambda mode: self._set_mode(cast(Mode, mode)))
        self.canvas.photos_wanted.connect(lambda: session.go("photos"))
        self.canvas.faces_wanted.connect(lambda: session.go("faces", photo=self.desk.strip.current))
        self.canvas.training_wanted.connect(lambda: session.go("train"))
        self.paint_button.clicked.connect(self.paint)
        self.batch.clicked.connect(self._paint_selection)
        for keys, mode in (("W", "wipe"), ("F", "flip"), ("S", "side")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda mode=mode: self._set_mode(mode))
        QShortcut(QKeySequence("H"), self, self.panel.hints.touch.toggle)

    def top_line(self) -> str:
        photo = self.desk.photo
        return f"{photo.person}, {photo.name}" if photo is not None else "No photo yet"

    def tools(self) -> list[QWidget]:
        return [self.mode, self.batch, self.paint_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("W", "wipe"),
            ("F", "flip"),
            ("S", "side by side"),
            ("H", "touch the photo to set a colour"),
            ("Delete", "take the marked colour away"),
            ("Space", "hold for the photo alone"),
            ("Ctrl A", "select all photos of the strip"),
        ]

    def settled(self) -> bool:
        return self.desk.painter.idle

    def shown_as(self, key: str) -> None:
        self._faces = key == "faces"
        self.panel.both.setVisible(self._faces)

    def take(self, options: PaintOptions) -> None:
        self.panel.set_options(options)
        self.hinting.take(options.hints, self.desk.strip.current)

    @property
    def source(self) -> PaintSource:
        if not self._faces:
            return PaintSource.WHOLE
        return PaintSource.BOTH if self.panel.both.value() else PaintSource.FACES

    def choice(self) -> Choice:
        """What would be painted now."""
        desk, photo = self.desk, self.desk.photo
        whole = self.source is PaintSource.WHOLE
        project, judge = desk.session.project, desk.session.library.judge
        boxes: tuple[Box, ...] = ()
        unsure = 0
        if photo is not None and not whole:
            boxes, unsure = faces_to_paint(project, photo, judge, doubtful=self._doubtful)
        compared = self.panel.compare.value()
        other = desk.shelf.headers.get(compared)
        hints = self.hinting.hints(desk.encoder, desk.strip.current)
        options = dataclasses.replace(self.panel.options(self.source), hints=hints)
        return Choice(desk.encoder, photo, options, boxes, compared == SEEN and whole, unsure, other)

    def _on_doubtful_decided(self, taken: bool) -> None:
        self._doubtful = taken
        self.refresh()

    def refresh(self) -> None:
        choice = self.choice()
        self.canvas.setCurrentWidget(self._page(choice))
        self.panel.show_encoder(choice.header)
        self.hinting.show(choice.header, self.desk.strip.current)
        titles = {key: one.title for key, one in self.desk.shelf.headers.items() if one != choice.header}
        self.panel.compare.set_encoders(titles)
        self.panel.show_doubtful(choice.doubtful, taken=self._doubtful)
        self.canvas.show_doubtful(choice.doubtful > 0)
        self._show_buttons(choice)
        self.top_line_changed.emit()
        self.preview.show_choice(choice, self.desk.strip.thumbnail())
        whole = choice.photo if choice.source is not PaintSource.FACES else None
        self.guessing.show(choice.header, whole, takes_points(choice.header))

    def leave(self) -> None:
        super().leave()
        self.preview.forget()
        self.guessing.forget()

    def _page(self, choice: Choice) -> QWidget:
        if choice.header is None and self.desk.shelf.known:
            return self.canvas.no_encoder
        if choice.photo is None:
            return self.canvas.no_photo
        return self.canvas.view if choice.boxes or choice.source is PaintSource.WHOLE else self.canvas.no_face

    def _set_mode(self, mode: Mode) -> None:
        self.mode.set_value(mode)
        self.canvas.view.set_mode(mode)

    def _show_buttons(self, choice: Choice) -> None:
        selected = len(self.desk.strip.selected())
        several = selected > 1
        self.paint_button.setEnabled(choice.paintable)
        self.batch.setText(f"Selection ({selected:,})")
        self.batch.setVisible(several and self.isVisible())
        self.batch.setEnabled(choice.header is not None)

    def paint(self) -> None:
        if self.choice().paintable:
            self._paint_photos([self.desk.strip.current])

    def _paint_selection(self) -> None:
        self._paint_photos(self.desk.strip.selected())

    def _paint_photos(self, photo_ids: Sequence[int]) -> None:
        self.desk.paint_into_gallery(photo_ids, self.choice().options, doubtful=self._doubtful)
