"""The Bank page of Filters: all filters and presets on one face, one of them large, and on other faces.

Pictures are made by the engine's own functions, in the background; this file shows them and asks for others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.filters import FILTERS, apply_chain, step, title_chain
from models.records import Chain, Picture
from studio.jobs import Latest
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.filters.bank.crop_grid import CropGrid
from studio.panes.filters.bank.panel import FilterPanel
from studio.panes.filters.bank_recipe import plain
from studio.panes.filters.steady import Steady
from studio.state.crops import CropStock, StockCrop
from studio.widgets.controls import plain_button
from studio.widgets.labels import SectionLabel
from studio.widgets.picture_strip import PictureStrip
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore
from studio.widgets.wipe_view import WipeView

if TYPE_CHECKING:
    from studio.state.session import Session

_OTHERS = 10
_OTHERS_WAIT_MS = 60
"""The other faces follow when a slider rests this long: until then the large picture has the processor for itself."""
_PRESET = "preset "
_SLIMMEST = 72.0


class BankPage(QWidget):
    """crop_chosen(StockCrop): a face was clicked; chain_changed(): another chain; preset_menu_asked, preset_removed."""

    crop_chosen = Signal(object)
    chain_changed = Signal()
    preset_menu_asked = Signal(str, QPoint)
    preset_removed = Signal(str)

    def __init__(self, session: Session, stock: CropStock) -> None:
        super().__init__()
        self._stock = stock
        self._crop: StockCrop | None = None
        self._picture: Picture | None = None
        self._shown: Picture | None = None
        self._before_shown: Chain = ()
        self._by_key: dict[str, StockCrop] = {}  # while every face is shown
        self._presets: dict[str, Chain] = {}
        self._steps = {name: step(name) for name in FILTERS.names()}
        self._make_widgets(session)
        self._lay_out()
        self._make_questions(session)
        self.choose("gray")

    # what is on the screen

    def _make_widgets(self, session: Session) -> None:
        self.strip = PictureStrip(tallest=150.0, slimmest=_SLIMMEST)
        self.strip.setAccessibleName("All filters on this face")
        self.view = WipeView()
        self.others = PictureStrip(tallest=130.0)
        self.others.setAccessibleName("The same filter on other faces")
        self._thumbs = ThumbnailStore(session.background, _filtered_image, self)
        self.grid = CropGrid(self._thumbs, self._request)
        self.grid.setAccessibleName("The same filter on every face")
        self.panel = FilterPanel()
        self.modes = SegmentedControl([("wipe", "Wipe"), ("flip", "Flip"), ("side", "Side by side")])
        self.many = SegmentedControl([("one", "One face"), ("all", "Every face")])
        self.fit, self.actual = plain_button("Fit"), plain_button("1:1")
        self.many.setToolTip("One face large, or the same filter on every face (G)")
        self.fit.setToolTip("The whole picture (0)")
        self.actual.setToolTip("Every pixel of the picture as whole pixels of the screen, none blurred (Z)")
        self.strip.chosen.connect(self.choose)
        self.strip.menu_asked.connect(self._on_menu_asked)
        self.strip.removed.connect(self._on_removed)
        for chooser in (self.others, self.grid):
            chooser.chosen.connect(self._on_other_chosen)
        self.panel.changed.connect(self._on_chain_changed)
        self.modes.chosen.connect(self.view.set_mode)
        self.many.chosen.connect(self._show_many)
        self.fit.clicked.connect(self.view.fit)
        self.actual.clicked.connect(self.view.show_actual)
        self._show_strip()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_8)
        bar.addWidget(self.many)
        bar.addStretch(1)
        for widget in (self.modes, self.fit, self.actual):
            bar.addWidget(widget)
        one = QWidget()
        below = QVBoxLayout(one)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.SPACE_4)
        below.addWidget(self.view, 1)
        below.addSpacing(theme.SPACE_8)
        below.addWidget(SectionLabel("The same filter on other faces"))
        below.addWidget(self.others)
        self._stack = QStackedWidget()
        for page in (one, self.grid):
            self._stack.addWidget(page)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*(4 * [theme.SPACE_16]))
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.strip)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(content, 1)
        row.addWidget(self.panel)

    def _make_questions(self, session: Session) -> None:
        background = session.background
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_tallest(max(_SLIMMEST * 1.25, self.height() * 0.16))
        self.others.set_tallest(max(64.0, self.height() * 0.15))

    @property
    def picture(self) -> Picture | None:
        """The chosen crop as a network sees it, (320, 256, 3)."""
        return self._picture

    @property
    def shown(self) -> Picture | None:
        """What the filters made of it, as it stands on the screen."""
        return self._shown

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown."""
        asked = (self._cutting, self._filtering_all, self._filtering_others)
        return not any(question.busy for question in asked) and not self._others_timer.isActive() and self._thumbs.idle

    # presets

    def set_presets(self, presets: Sequence[tuple[str, Chain]]) -> None:
        """Show these behind the filters."""
        self._presets = {_PRESET + name: chain for name, chain in presets}
        self._show_strip()
        if self.strip.current() not in self.strip.names():  # it was deleted: what it did is a filter again
            self.strip.set_current(self.panel.main().name)
        self._ask_all()

    def _show_strip(self) -> None:
        filters = [(entry.name, entry.title.lower()) for entry in FILTERS]
        self.strip.set_items([*filters, *((key, key.removeprefix(_PRESET)) for key in self._presets)])

    def _on_menu_asked(self, key: str, place: QPoint) -> None:
        if key in self._presets:
            self.preset_menu_asked.emit(key.removeprefix(_PRESET), place)

    def _on_removed(self, key: str) -> None:
        if key in self._presets:
            self.preset_removed.emit(key.removeprefix(_PRESET))

    def preset(self, name: str) -> Chain:
        """The chain of a preset; KeyError when there is none of that name."""
        return self._presets[_PRESET + name]

    def choose_preset(self, name: str) -> None:
        self.choose(_PRESET + name)

    # one face

    def show_crop(self, crop: StockCrop | None) -> None:
        """Bring this crop up; None: there is none."""
        self._crop = crop
        if crop is not None:
            self._cutting.ask(lambda: (crop, self._stock.picture(crop)))

    def _on_cut(self, answer: tuple[StockCrop, Picture]) -> None:
        crop, picture = answer
        if crop is self._crop:
            self._picture = picture
            self._ask_all()
            self._ask_preview()
            self._ask_others()

    def _on_cut_failed(self, error: Exception) -> None:
        self._picture = self._shown = None
        self.strip.clear_pictures()  # they are of another face
        self.view.set_empty_text(str(error))
        self.view.set_labels()
        self.view.set_pictures(None, None)

    # filters

    def chain(self) -> Chain:
        return self.panel.chain()

    def choose(self, key: str) -> None:
        """Bring a filter to the front with the parameters it had last, or a preset with its own."""
        self.strip.set_current(key)
        if key in self._presets:
            *before, main = self._presets[key] or (step("original"),)
            self.panel.set_before(tuple(before))
            self.panel.set_main(main)
        else:
            if self._is_preset_shown():
                self.panel.set_before(())
            self.panel.set_main(self._steps[key])
        self._follow()

    def _is_preset_shown(self) -> bool:
        return bool(self.panel.chain()) and self.panel.chain() in self._presets.values()

    def _on_chain_changed(self) -> None:
        if self.strip.current() in self._presets:  # a preset that is changed is a filter again
            self.strip.set_current(self.panel.main().name)
        self._steps[self.panel.main().name] = self.panel.main()
        self._follow()

    def _follow(self) -> None:
        """The chain is another one."""
        self._ask_preview()
        self._ask_others()
        if self._before_shown != self.panel.chain()[:-1]:
            self._ask_all()
        self.grid.set_version(self.chain())
        self.chain_changed.emit()

    def _ask_preview(self) -> None:
        if self._picture is not None:
            self._filtering.ask(_filter, self._picture, self.chain())

    def _ask_all(self) -> None:
        in_preset = self.strip.current() in self._presets
        self._before_shown = () if in_preset else self.panel.chain()[:-1]
        if self._picture is not None:
            chains: dict[str, Chain] = {name: (*self._before_shown, one) for name, one in self._steps.items()}
            self._filtering_all.ask(_filter_all, self._picture, chains | self._presets)

    def _ask_others(self) -> None:
        self._others_timer.start()

    def _on_others_due(self) -> None:
        if self._crop is None or self._picture is None or self.many.value() == "all":
            return
        crops = self._stock.stock.of()
        at = next((place for place, crop in enumerate(crops) if crop.key == self._crop.key), 0)
        following = (crops[at + 1 :] + crops[:at])[: _OTHERS * 3]
        self._filtering_others.ask(self._stock.pictures, following, _OTHERS, _through(self.chain()))

    def _on_filtered(self, answer: tuple[Picture, Chain, Picture, float]) -> None:
        picture, chain, filtered, milliseconds = answer
        if picture is not self._picture:
            return
        self._shown = filtered
        self.view.set_pictures(picture, filtered)
        height, width = picture.shape[:2]
        words = title_chain(plain(chain)).lower()
        self.view.set_labels("original, hold Space", words, f"{width} × {height}, {milliseconds:.1f} ms")
        self.panel.show_filtered(picture, filtered)
        self.strip.set_picture(self.strip.current() or chain[-1].name, filtered)

    def _on_all_filtered(self, answer: dict[str, Picture]) -> None:
        for key, picture in answer.items():
            self.strip.set_picture(key, picture)

    def _on_others_filtered(self, answer: list[tuple[str, Picture]]) -> None:
        self.others.set_items([(key, "") for key, _ in answer], slots=_OTHERS)
        for key, picture in answer:
            self.others.set_picture(key, picture)

    def _on_other_chosen(self, key: str) -> None:
        self.others.set_current("")
        crop = next((crop for crop in self._stock.stock.of() if crop.key == key), None)
        if crop is not None:
            self.show_one()
            self.crop_chosen.emit(crop)

    # every face

    def toggle_many(self) -> None:
        self.many.set_value("one" if self.many.value() == "all" else "all")
        self._show_many(self.many.value())

    def show_one(self) -> None:
        self.many.set_value("one")
        self._show_many("one")

    def _show_many(self, which: str) -> None:
        for widget in (self.modes, self.fit, self.actual):
            widget.setVisible(which == "one")
        self._stack.setCurrentIndex(int(which == "all"))
        if which == "all":
            self.show_stock()
            self.grid.setFocus()
        else:
            self._ask_others()

    def show_stock(self) -> None:
        """The crops are other ones now."""
        if self.many.value() == "all":
            self._by_key = {crop.key: crop for crop in self._stock.stock.of()}
            self.grid.set_items(list(self._by_key), self._crop.key if self._crop is not None else "")

    def _request(self, key: str) -> tuple[CropStock, StockCrop, Chain]:
        return self._stock, self._by_key[key], self.chain()


def _filter(picture: Picture, chain: Chain) -> tuple[Picture, Chain, Picture, float]:
    """(picture, chain, filtered, milliseconds of the chain)."""
    start = time.perf_counter()
    filtered = apply_chain(picture, chain)
    return picture, chain, filtered, (time.perf_counter() - start) * 1000


def _filter_all(picture: Picture, chains: dict[str, Chain]) -> dict[str, Picture]:
    return {key: apply_chain(picture, chain) for key, chain in chains.items()}


def _through(chain: Chain) -> Callable[[Picture], Picture]:
    return lambda picture: apply_chain(picture, chain)


def _filtered_image(request: Any) -> QImage:
    stock, crop, chain = request
    return to_image(apply_chain(stock.picture(crop), chain))
