"""Painting noise: a grid of seeds, the neighbours of one, and the way from it to another; one goes into the gallery."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from models.events import Saved
from models.records import PaintOptions
from models.workflow.film_noise import film_noise
from models.workflow.paint_requests import paint_preview
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.noise.page import NoisePage
from studio.panes.paint.noise.panel import NoisePanel
from studio.panes.paint.noise.points import NoisePoint, between, neighbours, seeds_from
from studio.panes.paint.nothing import no_encoder
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.controls import plain_button, primary_button

_ON_THE_WAY = 9
_HIGHEST = 9999


class NoiseScreen(SubScreen):
    """middle: whose neighbours are shown; A and B: the ends of the way; current: what would be painted."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.middle = self.current = NoisePoint(0)
        self.goal = NoisePoint(1)
        self.visited: list[NoisePoint] = []
        self.page = NoisePage()
        self.no_encoder = no_encoder()
        self.panel: NoisePanel = NoisePanel()
        self.others_button = plain_button("Others")
        self.paint_button = primary_button("Paint")
        self.paint_button.setToolTip("Into the Gallery (Ctrl+Enter)")
        self._painted_as: tuple[Path, PaintOptions] | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.no_encoder)
        self._connect()

    def _connect(self) -> None:
        self.no_encoder.pressed.connect(lambda: self.desk.session.go("train"))
        self.page.seeds.chosen.connect(self._on_seed)
        for grid in self.page.grids():
            grid.opened.connect(self._on_opened)
            grid.paired.connect(self._on_paired)
        for grid in (self.page.around, self.page.way):
            grid.chosen.connect(self._take)
        self.page.export.clicked.connect(self._ask_export)
        self.panel.changed.connect(self.refresh)
        self.others_button.clicked.connect(self._on_others)
        self.paint_button.clicked.connect(self.paint)
        self.desk.painter.answered.connect(self._on_answered)
        for keys, function in (("Backspace", self._step_back), ("N", self._on_others)):
            QShortcut(QKeySequence(keys), self, function)

    def top_line(self) -> str:
        way = self.current in self.page.way.points
        return f"Noise, {self.current.name} from {self.middle.name} to {self.goal.name}" if way else self._seed_words()

    def _seed_words(self) -> str:
        return f"Noise, seed {self.current.name}"

    def tools(self) -> list[QWidget]:
        return [self.others_button, self.paint_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("← ↑ → ↓", "take another cell"),
            ("Shift click", "make it B, the other end of the way"),
            ("Enter", "make a neighbour the middle"),
            ("Backspace", "the middle before"),
            ("N", "other seeds"),
        ]

    @property
    def shows_strip(self) -> bool:
        return False

    def settled(self) -> bool:
        return self.desk.painter.idle

    def take(self, options: PaintOptions) -> None:
        self.panel.set_options(options)
        seed = min(_HIGHEST, options.seed)
        self.panel.first.set_value(seed - seed % int(self.panel.count.value()))
        self.middle = NoisePoint(seed)
        label = " + ".join(f"{one.share:.0%}".replace("%", " %") for one in options.walk)
        self.current = NoisePoint(options.seed, options.walk, f"{options.seed}, {label}") if label else self.middle
        if label:
            self.middle = self.current

    # what is shown

    def refresh(self) -> None:
        encoder, page = self.desk.encoder, self.page
        missing = encoder is None and self.desk.shelf.known
        self._pages.setCurrentWidget(self.no_encoder if missing else page)
        page.seeds.set_points(seeds_from(int(self.panel.first.value()), int(self.panel.count.value())))
        page.around.set_points(neighbours(self.middle, float(self.panel.far.value()) / 100))
        page.way.set_points(between(self.middle, self.goal.seed, _ON_THE_WAY))
        page.show_marks(self.middle, self.current, self.goal)
        self.panel.show_encoder(encoder)
        self.paint_button.setEnabled(encoder is not None)
        self.top_line_changed.emit()
        if encoder is not None:
            self._want(encoder.path)

    def leave(self) -> None:
        super().leave()
        self._painted_as = None

    def _want(self, encoder: Path) -> None:
        """Have the cells painted that do not show this encoder with these options yet; the smallest part first."""
        options = self.panel.options()
        if self._painted_as != (encoder, options):
            self._painted_as = (encoder, options)
            for grid in self.page.grids():
                grid.clear()
        wanted = dict.fromkeys(
            point for grid in self.page.grids() for point in grid.points if not grid.has_picture(point)
        )
        each = dict.fromkeys(point.options(options) for point in wanted)  # one noise may stand in several places
        self.desk.painter.want_extras(PreviewRequest("noise", encoder, None, one) for one in each)

    def _on_answered(self, answer: Answer) -> None:
        request = answer.request
        if request.kind != "noise" or self._painted_as is None or request.key != self._painted_as[0]:
            return
        for grid in self.page.grids():
            for point in grid.points:
                if point.options(self._painted_as[1]) == request.options:
                    grid.set_picture(point, answer.after)

    # by hand

    def _on_seed(self, point: NoisePoint) -> None:
        self.middle = point
        self._take(point)

    def _take(self, point: NoisePoint) -> None:
        self.current = point
        self.refresh()

    def _on_opened(self, point: NoisePoint) -> None:
        if point != self.middle:
            self.visited.append(self.middle)
            self.middle = point
        self._take(point)

    def _on_paired(self, point: NoisePoint) -> None:
        if not point.walk:  # a way leads to a seed
            self.goal = point
            self.refresh()

    def _step_back(self) -> None:
        if self.visited:
            self.middle = self.visited.pop()
            self._take(self.middle)

    def _on_others(self) -> None:
        count = int(self.panel.count.value())
        first = (int(self.panel.first.value()) + count) % (_HIGHEST - count)
        self.panel.first.set_value(first)
        self.visited.clear()
        self.middle, self.goal = NoisePoint(first), NoisePoint(first + 1)
        self._take(self.middle)

    def paint(self) -> None:
        if self.desk.encoder is not None:
            self.desk.paint_into_gallery([], self.current.options(self.panel.options()))

    def _ask_export(self) -> None:
        if path := self.panel.loop.ask_file("noise"):
            self.export(path)

    def export(self, path: Path) -> None:
        """Film the way from A to B and back, as a job."""
        session, encoder = self.desk.session, self.desk.encoder
        if encoder is None:
            return
        options, goal = self.middle.options(self.panel.options()), self.goal.seed
        frames = self.panel.loop.frames
        paint = partial(session.child.stream, paint_preview)
        session.runner.start(
            "Filming noise",
            lambda: film_noise(encoder.path, options, goal, frames, path, paint, loop=True),
            lambda event: session.say(f"The film is in {event.path.name}") if isinstance(event, Saved) else None,
        )
