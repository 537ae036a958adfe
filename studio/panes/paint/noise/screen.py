"""Painting noise: a grid of seeds as the encoder paints them; one of them is taken into the gallery."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtWidgets import QStackedLayout, QWidget

from models.records import PaintOptions
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.noise.grid import NoiseGrid
from studio.panes.paint.noise.panel import NoisePanel
from studio.panes.paint.nothing import no_encoder
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.controls import primary_button

SEEDS_SHOWN = 12
_HIGHEST = 9999


class NoiseScreen(SubScreen):
    """The grid shows SEEDS_SHOWN seeds in a row; the panel's seed is the one that is marked and painted."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.grid = NoiseGrid()
        self.no_encoder = no_encoder()
        self.panel: NoisePanel = NoisePanel()
        self.paint_button = primary_button("Paint")
        self.paint_button.setToolTip("Into the Gallery (Ctrl+Enter)")
        self._shown: tuple[Path, PaintOptions] | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.no_encoder)
        self._show_seeds(0)
        self.no_encoder.pressed.connect(lambda: desk.session.go("train"))
        self.grid.chosen.connect(self._on_seed_chosen)
        self.panel.changed.connect(self._on_options_changed)
        self.panel.other_seeds.connect(self._on_other_seeds)
        self.paint_button.clicked.connect(self.paint)
        desk.painter.answered.connect(self._on_answered)

    def top_line(self) -> str:
        return f"Noise, seed {self.panel.options().seed}"

    def tools(self) -> list[QWidget]:
        return [self.paint_button]

    @property
    def shows_strip(self) -> bool:
        return False

    def settled(self) -> bool:
        return self.desk.painter.idle

    def take(self, options: PaintOptions) -> None:
        self.panel.set_options(options)
        self._show_seeds(self.panel.options().seed)

    def refresh(self) -> None:
        encoder = self.desk.encoder
        missing = encoder is None and self.desk.shelf.known
        self._pages.setCurrentWidget(self.no_encoder if missing else self.grid)
        self.panel.show_encoder(encoder)
        self.paint_button.setEnabled(encoder is not None)
        self.top_line_changed.emit()
        if encoder is not None:
            self._want(encoder.path)

    def leave(self) -> None:
        super().leave()
        self._shown = None

    def _want(self, encoder: Path) -> None:
        """Have the seeds painted that do not yet show this encoder with these options."""
        options = dataclasses.replace(self.panel.options(), seed=0)
        if self._shown != (encoder, options):
            self._shown = (encoder, options)
            self.grid.set_seeds(self.grid.seeds, self.grid.current)
        self.desk.painter.want_extras(
            [
                PreviewRequest("noise", encoder, None, dataclasses.replace(options, seed=seed))
                for seed in self.grid.seeds
                if not self.grid.has_picture(seed)
            ]
        )

    def _on_answered(self, answer: Answer) -> None:
        request = answer.request
        options = dataclasses.replace(request.options, seed=0)
        if request.kind == "noise" and (request.key, options) == self._shown:
            self.grid.set_picture(request.options.seed, answer.after)

    def _show_seeds(self, first: int) -> None:
        self.grid.set_seeds(tuple(range(first, first + SEEDS_SHOWN)), first)

    def _on_seed_chosen(self, seed: int) -> None:
        self.panel.seed.set_value(seed)
        self.top_line_changed.emit()

    def _on_other_seeds(self) -> None:
        seed = (self.grid.seeds[-1] + 1) % (_HIGHEST - SEEDS_SHOWN)
        self.panel.seed.set_value(seed)
        self._show_seeds(seed)
        self.refresh()

    def _on_options_changed(self) -> None:
        seed = self.panel.options().seed
        if seed not in self.grid.seeds:
            self._show_seeds(seed)
        self.grid.set_current(seed)
        self.refresh()

    def paint(self) -> None:
        self.desk.paint_into_gallery([], self.panel.options())
