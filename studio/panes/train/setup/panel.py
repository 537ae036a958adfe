"""The panel beside the canvas: recipes on the user's own face, size, time, expert settings, earlier runs.

Shows and emits; it knows no project and starts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records import Picture, Recipe, Run, RunState
from models.training.config import BASE_CHANNELS, TrainConfig
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.train import words
from studio.panes.train.setup.run_row import RunRow
from studio.panes.train.setup.settings_form import EXPERT, MINUTES, SIZES, config_from, values_of
from studio.widgets.controls import link_button
from studio.widgets.form import ParamForm
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.recipe_card import RecipeCard
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import LabelledSlider


class SetUpPanel(SidePanel):
    """recipe_chosen(key), own_wanted(), run_chosen(id), run_resumed(id), run_ticked(id, on), settings_changed()."""

    recipe_chosen = Signal(str)
    own_wanted = Signal()
    run_chosen = Signal(int)
    run_resumed = Signal(int)
    run_ticked = Signal(int, bool)
    settings_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("left", 284, parent)
        self._cards: dict[str, RecipeCard] = {}
        self._rows: list[RunRow] = []
        self._told: list[tuple[int, str, str, str, bool]] = []
        self._busy = False
        self._add_recipes()
        self._add_settings()
        self._add_runs()
        self.add_stretch()

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
        self.size_choice = SegmentedControl([(key, text) for key, text, _ in SIZES])
        for key, _, help in SIZES:
            self.size_choice.button(key).setToolTip(help)
        self.size_choice.set_value("studio")
        self.add_row(self.size_choice)
        self.minutes = LabelledSlider(MINUTES)
        self.add(self.minutes)
        self.takes = QuietLabel()
        self.takes.setFont(theme.font("small"))
        self.add(self.takes)
        self.more = link_button("More settings")
        self.more.clicked.connect(lambda: self.show_expert(self.expert.isHidden()))
        self.add_row(self.more)
        self.expert = ParamForm(EXPERT)
        self.expert.hide()
        self.add(self.expert)
        self.size_choice.chosen.connect(self.settings_changed)
        for widget in (self.minutes, self.expert):
            widget.changed.connect(self.settings_changed)
        self.add_space()

    def _add_runs(self) -> None:
        self._runs_label = SectionLabel("Earlier runs")
        self.add(self._runs_label)
        self._run_box, self._run_column = _column(self, spacing=2)

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
        minutes = int(self.minutes.value())
        return config_from(self.size_choice.value(), minutes, self.expert.values())

    def show_config(self, config: TrainConfig) -> None:
        if config.size in BASE_CHANNELS:
            self.size_choice.set_value(config.size)
        if config.minutes is not None:
            self.minutes.set_value(round(min(max(config.minutes, MINUTES.low or 1), MINUTES.high or 240)))
        self.expert.set_values(values_of(config))

    def show_speed(self, images_per_second: float | None) -> None:
        """How long the chosen epochs take on this computer; nothing while that is not known."""
        config = self.config()
        told = words.word_epochs(config, images_per_second)
        self.takes.setText(told)
        self.takes.setToolTip("Measured by real steps on this computer; the time above ends it earlier" if told else "")

    def set_busy(self, busy: bool, *, fixed: bool) -> None:
        """While a training runs, what it was started with can be read; unless `fixed`, another can be prepared."""
        for widget in (self._recipe_box, self.own, self.size_choice, self.minutes, self.expert):
            widget.setEnabled(not (busy and fixed))
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
            self._run_column.addWidget(row)

    def show_ticks(self, places: Mapping[int, int]) -> None:
        """How each run is dashed in the plot, 0 for not shown there; those left out can't be laid behind."""
        for row in self._rows:
            row.show_tick(places.get(row.run_id))

    def runs(self) -> list[RunRow]:
        return list(self._rows)


def _column(panel: SidePanel, spacing: int) -> tuple[QWidget, QVBoxLayout]:
    """A box in the panel that reaches 8 px over its text edge, for rows with a ground of their own."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    box.bleeds = True  # type: ignore[attr-defined]
    panel.add(box)
    return box, column
