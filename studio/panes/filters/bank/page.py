"""The Bank page of Filters: all filters and presets on one face, one of them large, and on other faces.

Shows pictures that bank.pictures makes and asks for others; it computes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.filters import apply_chain, step, title_chain
from models.recipes.matching import plain
from models.records import Chain, Picture
from models.workflow.project_crops import ProjectCrop
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.filters.bank.crop_grid import CropGrid
from studio.panes.filters.bank.filter_strip import FilterStrip
from studio.panes.filters.bank.panel import FilterPanel
from studio.panes.filters.bank.pictures import OTHERS, BankPictures, Filtered
from studio.state.crops import Crops
from studio.widgets.controls import plain_button
from studio.widgets.labels import SectionLabel
from studio.widgets.picture_strip import PictureStrip
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore
from studio.widgets.wipe_view import WipeView

if TYPE_CHECKING:
    from studio.state.session import Session

_SLIMMEST = 72.0


class BankPage(QWidget):
    """crop_chosen(ProjectCrop): a face was clicked; chain_changed(): another chain."""

    crop_chosen = Signal(ProjectCrop)
    chain_changed = Signal()

    def __init__(self, session: Session, crops: Crops) -> None:
        super().__init__()
        self._crops = crops
        self._shown: Picture | None = None
        self._before_shown: Chain = ()
        self._by_key: dict[str, ProjectCrop] = {}  # while every face is shown
        self._pictures = BankPictures(session.background, crops, self)
        self._make_widgets(session)
        self._lay_out()
        self._connect()
        self.choose("gray")

    # what is on the screen

    def _make_widgets(self, session: Session) -> None:
        self.strip = FilterStrip(tallest=150.0, slimmest=_SLIMMEST)
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

    def _connect(self) -> None:
        self.strip.chosen.connect(self.choose)
        for chooser in (self.others, self.grid):
            chooser.chosen.connect(self._on_other_chosen)
        self.panel.changed.connect(self._on_chain_changed)
        self.modes.chosen.connect(self.view.set_mode)
        self.many.chosen.connect(self._show_many)
        self.fit.clicked.connect(self.view.fit)
        self.actual.clicked.connect(self.view.show_actual)
        self._pictures.cut.connect(self._on_cut)
        self._pictures.failed.connect(self._on_cut_failed)
        self._pictures.filtered.connect(self._on_filtered)
        self._pictures.tile.connect(self.strip.set_picture)
        self._pictures.others.connect(self._on_others_filtered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_tallest(max(_SLIMMEST * 1.25, self.height() * 0.16))
        self.others.set_tallest(max(64.0, self.height() * 0.15))

    @property
    def picture(self) -> Picture | None:
        """The chosen crop as a network sees it, (320, 256, 3)."""
        return self._pictures.picture

    @property
    def shown(self) -> Picture | None:
        """What the filters made of it, as it stands on the screen."""
        return self._shown

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown."""
        return self._pictures.settled and self._thumbs.idle

    # presets

    def set_presets(self, presets: Sequence[tuple[str, Chain]]) -> None:
        """Show these behind the filters."""
        self.strip.set_presets(presets)
        if self.strip.current() not in self.strip.names():  # it was deleted: what it did is a filter again
            self.strip.set_current(self.panel.main().name)
        self._ask_all()

    # one face

    def show_crop(self, crop: ProjectCrop | None) -> None:
        """Bring this crop up; None: there is none."""
        self._pictures.show_crop(crop)

    def _on_cut(self) -> None:
        self._ask_all()
        self._pictures.ask(self.chain())
        self._ask_others()

    def _on_cut_failed(self, error: Exception) -> None:
        self._shown = None
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
        preset = self.strip.preset(key)
        if preset is not None:
            *before, main = preset or (step("original"),)
            self.panel.set_before(tuple(before))
            self.panel.set_main(main)
        else:
            if self.strip.is_preset(self.panel.chain()):
                self.panel.set_before(())
            self.panel.set_main(self.strip.step(key))
        self._follow()

    def _on_chain_changed(self) -> None:
        if self.strip.preset(self.strip.current()) is not None:  # a preset that is changed is a filter again
            self.strip.set_current(self.panel.main().name)
        self.strip.remember(self.panel.main())
        self._follow()

    def _follow(self) -> None:
        """The chain is another one."""
        self._pictures.ask(self.chain())
        self._ask_others()
        if self._before_shown != self.panel.chain()[:-1]:
            self._ask_all()
        self.grid.set_version(self.chain())
        self.chain_changed.emit()

    def _ask_all(self) -> None:
        in_preset = self.strip.preset(self.strip.current()) is not None
        self._before_shown = () if in_preset else self.panel.chain()[:-1]
        self._pictures.ask_all(self.strip.chains(self._before_shown))

    def _ask_others(self) -> None:
        if self.many.value() == "one":
            self._pictures.ask_others(self.chain())

    def _on_filtered(self, answer: Filtered) -> None:
        picture, chain, filtered, milliseconds = answer
        self._shown = filtered
        self.view.set_pictures(picture, filtered)
        height, width = picture.shape[:2]
        words = title_chain(plain(chain)).lower()
        self.view.set_labels("original, hold Space", words, f"{width} × {height}, {milliseconds:.1f} ms")
        self.panel.show_filtered(picture, filtered)
        self.strip.set_picture(self.strip.current() or chain[-1].name, filtered)

    def _on_others_filtered(self, answer: list[tuple[str, Picture]]) -> None:
        self.others.set_items([(key, "") for key, _ in answer], slots=OTHERS)
        for key, picture in answer:
            self.others.set_picture(key, picture)

    def _on_other_chosen(self, key: str) -> None:
        self.others.set_current("")
        crop = next((crop for crop in self._crops.collection.of() if crop.key == key), None)
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
            self.show_crops()
            self.grid.setFocus()
        else:
            self._ask_others()

    def show_crops(self) -> None:
        """The crops are other ones now."""
        if self.many.value() == "all":
            self._by_key = {crop.key: crop for crop in self._crops.collection.of()}
            self.grid.set_items(list(self._by_key), self._pictures.crop.key if self._pictures.crop else "")

    def _request(self, key: str) -> tuple[Crops, ProjectCrop, Chain]:
        return self._crops, self._by_key[key], self.chain()


def _filtered_image(request: Any) -> QImage:
    crops, crop, chain = request
    return to_image(apply_chain(crops.picture(crop), chain))
