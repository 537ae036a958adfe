"""The Filters pane: all filters on the chosen crop, one of them large before/after, live parameters, its recipe.

Pictures are made by the engine's own functions, in the background; this file shows them and asks for others.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.events import Changed
from models.filters import FILTERS, apply_chain, step, title_chain
from models.records import Chain, CutFrom, FilterStep, Picture, Recipe
from studio import theme
from studio.face_crops import Crops, Source, count_people, first_shown, list_sources
from studio.jobs import Latest
from studio.panes.base import Pane
from studio.panes.filters.panel import FilterPanel
from studio.panes.filters.recipes import plain, recipe_of
from studio.panes.filters.steady import Steady
from studio.panes.filters.supply import SupplyReport, near_duplicates, report_supply
from studio.widgets.controls import icon_button, primary_button
from studio.widgets.empty import EmptyState
from studio.widgets.labels import SectionLabel
from studio.widgets.picture_strip import PictureStrip
from studio.widgets.segmented import SegmentedControl
from studio.widgets.wipe_view import WipeView

if TYPE_CHECKING:
    from studio.session import Session

_OTHERS = 7
_OTHERS_WAIT_MS = 60
"""The other faces follow when a slider rests this long: until then the large picture has the processor for itself."""
_TABLES = frozenset({"photos", "faces", "people"})


class FiltersPane(Pane):
    """One crop through every filter, one filter over several crops."""

    name: ClassVar[str] = "filters"
    title: ClassVar[str] = "Filters"
    icon: ClassVar[str] = "ph.sliders"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sources: list[Source] = []
        self._cut_from = CutFrom.FACES
        self._source: Source | None = None
        self._picture: Picture | None = None
        self._shown: Picture | None = None
        self._people: dict[str, int] = {}
        self._duplicates = 0
        self._wanted = ""
        self._before_shown: Chain = ()
        self._crops = Crops()
        self._steps = {name: step(name) for name in FILTERS.names()}
        self._stale = True
        self._make_widgets()
        self._lay_out()
        self._make_questions()
        session.changed.connect(self._on_changed)
        self._choose_filter("gray")

    # what is on the screen

    def _make_widgets(self) -> None:
        self.strip = PictureStrip()
        self.strip.set_items([(entry.name, entry.title.lower()) for entry in FILTERS])
        self.strip.setAccessibleName("All filters on this face")
        self.view = WipeView()
        self.others = PictureStrip()
        self.others.setAccessibleName("The same filter on other faces")
        self.panel = FilterPanel()
        self.modes = SegmentedControl([("wipe", "Wipe"), ("flip", "Flip"), ("side", "Side by side")])
        self.previous = icon_button("ph.caret-left", "The face before (P)")
        self.next = icon_button("ph.caret-right", "The next face (N)")
        self.train = primary_button("Train from this")
        self.empty = EmptyState("ph.sliders", "Filters show what goes in and what comes out, on faces of your own. "
                                "Bring some photos first.", "Add photos")
        self.strip.chosen.connect(self._choose_filter)
        self.others.chosen.connect(self._on_other_chosen)
        self.panel.changed.connect(self._on_chain_changed)
        self.panel.recipe_changed.connect(self._on_recipe_changed)
        self.modes.chosen.connect(self.view.set_mode)
        self.previous.clicked.connect(lambda: self._walk(-1))
        self.next.clicked.connect(lambda: self._walk(1))
        self.train.clicked.connect(self._on_train)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*(4 * [theme.SPACE_16]))
        column.setSpacing(theme.SPACE_16)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        below = QVBoxLayout()
        below.setSpacing(theme.SPACE_4)
        below.addWidget(SectionLabel("The same filter on other faces"))
        below.addWidget(self.others)
        column.addLayout(below)
        self._stack = QStackedWidget()
        for page in (QWidget(), self.empty, content):  # blank until the crops are counted
            self._stack.addWidget(page)
        self.set_body(centre=self._stack, right=self.panel)
        self._enable(False)

    def _make_questions(self) -> None:
        background = self.session.background
        self._listing = Latest(background, self)
        self._listing.answered.connect(self._on_listed)
        self._cutting = Latest(background, self)
        self._cutting.answered.connect(self._on_cut)
        self._cutting.failed.connect(self._on_cut_failed)
        self._filtering = Steady(background, self)
        self._filtering.answered.connect(self._on_filtered)
        self._filtering_all = Latest(background, self)
        self._filtering_all.answered.connect(self._on_all_filtered)
        self._filtering_others = Latest(background, self)
        self._filtering_others.answered.connect(self._on_others_filtered)
        self._others_timer = QTimer(self, singleShot=True, interval=_OTHERS_WAIT_MS)
        self._others_timer.timeout.connect(self._on_others_due)

    def _show_whether_empty(self) -> None:
        self._stack.setCurrentIndex(2 if self._sources else 1)
        self._enable(bool(self._sources))
        self._show_panels()

    def _enable(self, enabled: bool) -> None:
        for button in (self.train, self.previous, self.next, self.modes):
            button.setEnabled(enabled)

    def _show_panels(self) -> None:
        super()._show_panels()
        if not self._sources:
            self.panel.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for strip in (self.strip, self.others):
            strip.set_tallest(max(72.0, self.height() * 0.23))

    @property
    def picture(self) -> Picture | None:
        """The chosen crop as a network sees it, (320, 256, 3)."""
        return self._picture

    @property
    def shown(self) -> Picture | None:
        """What the filters made of it, as it stands on the screen."""
        return self._shown

    # what the window asks

    def top_line(self) -> str:
        if self._source is None:
            return "What goes in, what comes out"
        thing = "Face" if self._cut_from is CutFrom.FACES else "Photo"
        at = self._sources.index(self._source) + 1
        return f"{thing} {at:,} of {len(self._sources):,}, {self._source.person or 'unsorted'}"

    def top_middle(self) -> list[QWidget]:
        return [self.modes]

    def top_right(self) -> list[QWidget]:
        return [self.previous, self.next, self.train]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Space", "hold for the original"), ("1 … 7", "choose a filter"), ("N", "next face"),
            ("P", "the face before"), ("← →", "move the wipe, or along the strip"), ("0", "fit the picture"),
        ]

    def activated(self) -> None:
        if self._stale:
            self._reload()

    def asked(self, **what: object) -> None:
        """session.go("filters", face=<face id>) shows that face."""
        if "face" in what:
            self._wanted = f"f{what['face']}"
            self._reload()

    # the project's crops

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _TABLES:
            self._stale = True
            if self.isVisible():
                self._reload()

    def _reload(self) -> None:
        self._stale = False
        project = self.session.project

        def ask() -> tuple[CutFrom, list[Source], int]:
            cut_from, sources = list_sources(project)
            return cut_from, sources, near_duplicates(project, sources)

        self._listing.ask(ask)

    def _on_listed(self, answer: tuple[CutFrom, list[Source], int]) -> None:
        self._cut_from, self._sources, self._duplicates = answer
        self._people = count_people(self._sources)
        wanted = self._wanted or (self._source.key if self._source else "")
        self._wanted = ""
        self._show_whether_empty()
        found = next((source for source in self._sources if source.key == wanted), None)
        self._go_to(found or first_shown(self._sources))
        self._show_supply()

    def _go_to(self, source: Source | None) -> None:
        self._source = source
        self.top_line_changed.emit()
        if source is not None:
            crops = self._crops
            self._cutting.ask(lambda: (source, crops.get(source)))

    def _walk(self, by: int) -> None:
        if self._source is not None:
            at = (self._sources.index(self._source) + by) % len(self._sources)
            self._go_to(self._sources[at])

    def _on_cut(self, answer: tuple[Source, Picture]) -> None:
        source, picture = answer
        if source is self._source:
            self._picture = picture
            self._ask_all()
            self._ask_preview()
            self._ask_others()

    def _on_cut_failed(self, error: Exception) -> None:
        self._picture = None
        self.view.set_empty_text(str(error))
        self.view.set_labels()
        self.view.set_pictures(None, None)

    # filters

    def _choose_filter(self, name: str) -> None:
        self.strip.set_current(name)
        self.panel.set_main(self._steps[name])
        self._ask_preview()
        self._ask_others()
        self._show_supply()

    def _on_chain_changed(self) -> None:
        before_changed = self._before_shown != self.panel.chain()[:-1]
        self._steps[self.panel.main().name] = self.panel.main()
        self._ask_preview()
        self._ask_others()
        self._show_supply()
        if before_changed:
            self._ask_all()

    def _ask_preview(self) -> None:
        if self._picture is not None:
            self._filtering.ask(_filter, self._picture, self.panel.chain(), self.panel.target())

    def _ask_all(self) -> None:
        self._before_shown = self.panel.chain()[:-1]
        if self._picture is not None:
            self._filtering_all.ask(_filter_all, self._picture, self._before_shown, dict(self._steps))

    def _ask_others(self) -> None:
        self._others_timer.start()

    def _on_others_due(self) -> None:
        if self._source is None or self._picture is None:
            return
        at = self._sources.index(self._source)
        following = (self._sources[at + 1 :] + self._sources[:at])[: _OTHERS * 3]
        chain, crops = self.panel.chain(), self._crops
        self._filtering_others.ask(crops.get_some, following, _OTHERS, _through(chain))

    def _on_filtered(self, answer: tuple[Picture, Chain, Picture, Picture, float]) -> None:
        picture, chain, filtered, target, milliseconds = answer
        if picture is not self._picture:
            return
        self._shown = filtered
        self.view.set_pictures(picture, filtered)
        height, width = picture.shape[:2]
        words = title_chain(plain(chain)).lower()
        self.view.set_labels("original, hold Space", words, f"{width} × {height}, {milliseconds:.1f} ms")
        self.panel.histogram.set_picture(filtered)
        self.panel.show_recipe(filtered, target)
        self.strip.set_picture(chain[-1].name, filtered)

    def _on_all_filtered(self, answer: dict[str, Picture]) -> None:
        for name, picture in answer.items():
            self.strip.set_picture(name, picture)

    def _on_others_filtered(self, answer: list[tuple[str, Picture]]) -> None:
        self.others.set_items([(key, "") for key, _ in answer], slots=_OTHERS)
        for key, picture in answer:
            self.others.set_picture(key, picture)

    def _on_other_chosen(self, key: str) -> None:
        self.others.set_current("")
        self._go_to(next((source for source in self._sources if source.key == key), self._source))

    # the recipe

    def recipe(self) -> Recipe:
        """What "Train from this" would train."""
        return recipe_of(self.panel.chain(), self.panel.target(), self.panel.pairing(), self._cut_from)

    def _on_recipe_changed(self) -> None:
        self._ask_preview()
        self._show_supply()

    def _show_supply(self) -> None:
        report: SupplyReport = report_supply(self.recipe(), self._people, self._duplicates)
        self.panel.show_supply(report)

    def _on_train(self) -> None:
        self.session.go("train", recipe=self.recipe())

    # keys that work wherever the focus is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
        names = FILTERS.names()
        number = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Space:
            self.view.hold_left(True)
        elif event.key() in moves and not event.modifiers():
            self._walk(moves[Qt.Key(event.key())])
        elif 0 <= number < len(names) and not event.modifiers():
            self._choose_filter(names[number])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.view.hold_left(False)
        else:
            super().keyReleaseEvent(event)


def _filter(picture: Picture, chain: Chain, target: Chain) -> tuple[Picture, Chain, Picture, Picture, float]:
    """(picture, chain, filtered, target picture, milliseconds of the chain)."""
    start = time.perf_counter()
    filtered = apply_chain(picture, chain)
    milliseconds = (time.perf_counter() - start) * 1000
    return picture, chain, filtered, apply_chain(picture, target), milliseconds


def _filter_all(picture: Picture, before: Chain, steps: dict[str, FilterStep]) -> dict[str, Picture]:
    return {name: apply_chain(picture, (*before, chosen)) for name, chosen in steps.items()}


def _through(chain: Chain) -> Callable[[Picture], Picture]:
    return lambda picture: apply_chain(picture, chain)
