"""The panel beside the canvas: recipes on the user's own face, size, time, expert settings, earlier runs.

Shows and emits; it knows no project and starts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.params import Param
from models.recipes import RECIPES
from models.recipes.variety import FLIP
from models.records import Picture, Recipe, Run, RunState
from models.training.config import (
    SETTINGS,
    TrainConfig,
    allowed_config,
    config_from,
)
from models.training.presets import PRESET, preset_of, with_preset
from models.training.usual import can_paint, with_generator
from models.words import word_bytes
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.train import words
from studio.panes.train.setup.order_of_things import OrderOfThings
from studio.panes.train.setup.run_row import RunRow
from studio.widgets.controls import link_button
from studio.widgets.form import ParamForm
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.recipe_card import RecipeCard
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import LabelledSlider, SwitchRow

_SIZE, _MINUTES = SETTINGS["size"], SETTINGS["minutes"]
_ELSEWHERE = ("size", "minutes", "warm_start")
"""Settings with a place of their own above the drawer."""
_UNTIL_DONE = Param(
    "until_done",
    "bool",
    False,
    help="No time is set: the training ends when its epochs are done",
    label=_MINUTES.none.capitalize(),
)


def _drawer() -> Iterator[Param]:
    """The settings that are rarely needed, under their headings; among them what is the recipe's, but replaced here."""
    for name, param in SETTINGS.items():
        if param.section and name not in _ELSEWHERE:
            yield param
        if name == "held_out":
            yield replace(FLIP, section=param.section)


class SetUpPanel(SidePanel):
    """recipe_chosen(key), own_wanted(), run_chosen(id), run_resumed(id), run_ticked(id, on), settings_changed();

    run_rename_wanted(id), run_delete_wanted(id).
    """

    recipe_chosen = Signal(str)
    own_wanted = Signal()
    run_chosen = Signal(int)
    run_resumed = Signal(int)
    run_ticked = Signal(int, bool)
    run_rename_wanted = Signal(int)
    run_delete_wanted = Signal(int)
    settings_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("left", 284, parent)
        self._cards: dict[str, RecipeCard] = {}
        self._rows: list[RunRow] = []
        self._told: list[tuple[int, str, str, str, bool]] = []
        self._busy, self._open = False, True
        self._generator = str(SETTINGS["generator"].default)
        self._recipe = RECIPES.get("custom")
        self._add_recipes()
        self._add_settings()
        self._add_runs()
        self.add_stretch()
        self.show_config(with_preset(self.config(), self._recipe, str(PRESET.default)))

    def _add_recipes(self) -> None:
        self.add(SectionLabel("Recipes"))
        self._recipe_box, self._recipe_column = _column(self, spacing=2)
        self.own = link_button("+ your own recipe")
        self.own.setToolTip("Choose what goes in and what comes out among the filters")
        self.own.clicked.connect(self.own_wanted)
        self.add_row(self.own)
        self.add_space()

    def _add_settings(self) -> None:
        self.add(SectionLabel("Size"))
        self.size_choice = SegmentedControl(list(zip(_SIZE.choices, _SIZE.titles, strict=True)))
        for key, help in zip(_SIZE.choices, _SIZE.helps, strict=True):
            self.size_choice.button(key).setToolTip(help)
        self.size_choice.set_value(str(_SIZE.default))
        self.add_row(self.size_choice)
        self.minutes = LabelledSlider(_MINUTES)
        self.add(self.minutes)
        self.until_done = SwitchRow(_UNTIL_DONE)
        self.add(self.until_done)
        self.order = OrderOfThings()
        self.add(self.order)
        self.takes = QuietLabel()
        self.takes.setFont(theme.font("small"))
        self.add(self.takes)
        self.expert = ParamForm(_drawer())
        self.more = link_button("More settings")
        self.more.clicked.connect(lambda: self.show_expert(self.expert.isHidden()))
        self.add_row(self.more)
        self.expert.hide()
        self.add(self.expert)
        self.size_choice.chosen.connect(self.settings_changed)
        for widget in (self.minutes, self.until_done, self.expert, self.order):
            widget.changed.connect(self._on_changed)
        self.order.preset_chosen.connect(self._on_preset_chosen)
        self.add_space()

    def _add_runs(self) -> None:
        self._runs_label = SectionLabel("Earlier runs")
        self.add(self._runs_label)
        _, self._run_column = _column(self, spacing=2)

    def show_expert(self, shown: bool) -> None:
        self.expert.setVisible(shown)
        self.more.setText("Fewer settings" if shown else "More settings")

    # recipes

    def set_recipes(self, recipes: dict[str, Recipe]) -> None:
        """A card each, by key, in this order."""
        for card in self._cards.values():
            self._recipe_column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {key: RecipeCard(key, recipe.title) for key, recipe in recipes.items()}
        for key, card in self._cards.items():
            card.setToolTip(recipes[key].help or recipes[key].title)
            card.clicked.connect(lambda _checked=False, key=key: self.recipe_chosen.emit(key))
            self._recipe_column.addWidget(card)

    def card(self, key: str) -> RecipeCard:
        return self._cards[key]

    def choose_recipe(self, key: str) -> None:
        """Mark a card, without recipe_chosen()."""
        self._cards[key].setChecked(True)

    def show_pictures(self, pictures: dict[str, tuple[Picture, Picture]]) -> None:
        for key, (source, target) in pictures.items():
            if key in self._cards:
                self._cards[key].set_pictures(source, target)

    # settings

    def config(self) -> TrainConfig:
        values: dict[str, object] = {**self.expert.values(), "size": self.size_choice.value()}
        values["minutes"] = None if self.until_done.value() else self.minutes.value()
        values["warm_start"] = self.order.warm
        return config_from({name: value for name, value in values.items() if name in SETTINGS})

    def show_config(self, config: TrainConfig) -> None:
        """Every setting as it is, without settings_changed()."""
        values = asdict(allowed_config(config))
        self._show_order(allowed_config(config))
        size, minutes, _ = (values.pop(name) for name in _ELSEWHERE)
        self.size_choice.set_value(size)
        self.until_done.set_value(minutes is None)
        if minutes is not None:
            self.minutes.set_value(minutes)
        self.minutes.setEnabled(self._open and minutes is not None)
        self._generator = values["generator"]
        self.expert.set_values(values)

    def _show_order(self, config: TrainConfig) -> None:
        self.order.show_config(config, preset_of(config, self._recipe))

    def suit(self, recipe: Recipe) -> None:
        """Take the preset as it is for this recipe; settings of one's own stay, unless their network can't paint it."""
        config = self.config()
        preset = preset_of(config, self._recipe)
        if not preset and not can_paint(config.generator, recipe):
            preset = str(PRESET.default)
        self._recipe = recipe
        self.show_config(with_preset(config, recipe, preset) if preset else config)

    def flip(self) -> bool:
        """Whether pictures are mirrored: what the recipe says, until it is changed here."""
        return bool(self.expert.values()[FLIP.name])

    def show_flip(self, flip: bool) -> None:
        self.expert.set_values({FLIP.name: flip})

    def _on_preset_chosen(self, name: str) -> None:
        self.show_config(with_preset(self.config(), self._recipe, name))
        self.settings_changed.emit()

    def _on_changed(self) -> None:
        self._show_order(self.config())
        self.minutes.setEnabled(self._open and not self.until_done.value())
        config = self.config()
        if config.generator != self._generator:
            self.show_config(with_generator(config, config.generator))
        self.settings_changed.emit()

    def show_speed(self, images_per_second: float | None) -> None:
        """How long the chosen epochs take on this computer; nothing while that is not known."""
        config = self.config()
        told = words.word_epochs(config, images_per_second)
        self.takes.setText(told)
        tip = "Measured by real steps on this computer; a time set above may end it earlier"
        self.takes.setToolTip(tip if told else "")

    def set_busy(self, busy: bool, *, fixed: bool) -> None:
        """While a training runs, what it was started with can be read; unless `fixed`, another can be prepared."""
        self._open = not (busy and fixed)
        for widget in (self._recipe_box, self.own, self.size_choice, self.until_done, self.order, self.expert):
            widget.setEnabled(self._open)
        self.minutes.setEnabled(self._open and not self.until_done.value())
        self._busy = busy
        for row in self._rows:
            row.set_busy(busy)

    # runs

    def set_runs(self, runs: Sequence[Run], chosen: int | None) -> None:
        """The runs that are not learning now, newest first; rows are made anew only when one says another thing."""
        told = [
            (run.id, run.title, words.word_run(run), words.word_state(run), run.state is not RunState.RUNNING)
            for run in runs
        ]
        if told != self._told:
            self._told = told
            self._make_rows()
        for row in self._rows:
            row.set_chosen(row.run_id == chosen)
        self._runs_label.setVisible(bool(self._rows))

    def _make_rows(self) -> None:
        for row in self._rows:
            self._run_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [RunRow(*one) for one in self._told]
        for row in self._rows:
            row.set_busy(self._busy)
            row.pressed.connect(self.run_chosen)
            row.resumed.connect(self.run_resumed)
            row.ticked.connect(self.run_ticked)
            row.rename_wanted.connect(self.run_rename_wanted)
            row.delete_wanted.connect(self.run_delete_wanted)
            self._run_column.addWidget(row)

    def show_sizes(self, sizes: Mapping[int, int]) -> None:
        """What the runs take on the disk, each and together; those that are not known are left out."""
        known = [row for row in self._rows if row.run_id in sizes]
        for row in known:
            row.show_size(word_bytes(sizes[row.run_id]))
        total = sum(sizes[row.run_id] for row in known)
        self._runs_label.set_text(f"Earlier runs, {word_bytes(total)}" if known else "Earlier runs")

    def show_ticks(self, places: Mapping[int, int]) -> None:
        """How each run is dashed in the plot, 0 for not shown there; those left out can't be laid behind."""
        for row in self._rows:
            row.show_tick(places.get(row.run_id))

    def runs(self) -> list[RunRow]:
        return list(self._rows)


class _Rows(QWidget):
    """A box that reaches 8 px over the text edge of its panel, for rows with a ground of their own."""

    bleeds = True


def _column(panel: SidePanel, spacing: int) -> tuple[QWidget, QVBoxLayout]:
    box = _Rows()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    panel.add(box)
    return box, column
