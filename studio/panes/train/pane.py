"""The Train pane: recipe, size and time at the left, the run that learns in the middle, its buttons in the top bar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.events import Changed
from models.recipes import RECIPES
from models.records import Recipe, Run
from studio import theme
from studio.panes.base import Pane
from studio.panes.train import words
from studio.panes.train.exports import RunExports
from studio.panes.train.learning import Learning
from studio.panes.train.live_view import LiveView
from studio.panes.train.overlays import Overlays
from studio.panes.train.preview_view import PreviewView
from studio.panes.train.recipe_watch import RecipeWatch
from studio.panes.train.run_watch import RunWatch
from studio.panes.train.set_up import SetUpPanel
from studio.widgets.controls import plain_button, primary_button, soft_button
from studio.widgets.empty import EmptyState

if TYPE_CHECKING:
    from studio.session import Session

_TABLES = frozenset({"photos", "faces", "people"})


class TrainPane(Pane):
    """Shows one thing at a time: nothing to learn from, what a recipe will teach, or a run."""

    name: ClassVar[str] = "train"
    title: ClassVar[str] = "Train"
    icon: ClassVar[str] = "ph.chart-line"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._recipes = self._list_recipes()
        self._key = "colourise"
        self._stale = True
        self._make_widgets()
        self.teaching = RecipeWatch(session, self.panel, self.preview, self)
        self.watch = RunWatch(session, self.live, self)
        self.learning = Learning(session, self.watch, self)
        self.exports = RunExports(session, self)
        self.overlays = Overlays(session, self.live.plot, self)
        self.panel.show_doctor(self.watch.diagnosis)
        self._connect()

    # what is on the screen

    def _make_widgets(self) -> None:
        self.panel = SetUpPanel()
        self.panel.set_recipes(self._recipes)
        self.panel.choose_recipe(self._key)
        self.preview = PreviewView()
        self.live = LiveView()
        words = "An encoder learns from faces of your own: there are no faces yet."
        self.empty = EmptyState("ph.chart-line", words, "Add photos")
        self.speed = QLabel()
        self.moment = soft_button("Keep this moment")
        self.pause = soft_button("Pause")
        self.keep = plain_button("Stop and keep")
        self.start = primary_button("Start")
        self.pause.setToolTip("Save everything and stop; go on later exactly there (Ctrl+P)")
        self.keep.setToolTip("Stop, and put what it learned on the shelf of encoders")
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (self.speed, self.moment, self.pause, self.keep, self.start):
            row.addWidget(widget)
        self._stack = QStackedWidget()
        self._blank = QWidget()  # until the crops are counted
        for page in (self._blank, self.empty, self.preview, self.live):
            self._stack.addWidget(page)
        self.set_body(centre=self._make_centre(), left=self.panel, keep="left")

    def _make_centre(self) -> QWidget:
        """Under a head of pages: what is learned, the networks that learn it, the queue."""
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self.live.tools)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(*(4 * [theme.SPACE_16]))
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        return centre

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.panel.recipe_chosen.connect(self._on_recipe_chosen)
        self.panel.own_wanted.connect(lambda: self.session.go("filters"))
        self.panel.run_chosen.connect(self._on_run_chosen)
        self.panel.run_resumed.connect(self._resume)
        self.panel.run_ticked.connect(self._on_run_ticked)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.start.clicked.connect(self._on_start)
        self.pause.clicked.connect(self._on_pause)
        self.keep.clicked.connect(self._on_keep)
        self.moment.clicked.connect(self._on_moment)
        self.learning.changed.connect(self._show_all)
        self.live.moment_changed.connect(self._show_buttons)
        self.live.machine.export_wanted.connect(self._on_export)
        self.teaching.listed.connect(self._on_listed)
        self.watch.started.connect(self._show_all)
        self.watch.told.connect(self._on_told)
        self.watch.kept.connect(self._on_kept)
        for keys, button in (("Ctrl+Return", self.start), ("Ctrl+P", self.pause)):
            # Of the window, as its button is: wherever the focus lies, while this pane is in front.
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda button=button: button.click() if button.isVisible() else None)
        self._show_buttons()

    def top_line(self) -> str:
        if self.learning.running or self.watch.run is not None:
            return self.watch.line
        if self.teaching.has_crops:
            return f"{self._recipes[self._key].title}, from {self.teaching.count(self.recipe())}"
        return "Nothing to learn from yet" if self.teaching.ready else ""

    def top_right(self) -> list[QWidget]:
        return [self.bar]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl Return", "start, or go on"), ("Ctrl P", "pause"),
            ("← →", "what it painted earlier, later"), ("Home End", "the first pictures, now"),
            ("wheel", "zoom the curves"), ("double click", "the whole curve, a slider to its default"),
        ]  # fmt: skip

    def activated(self) -> None:
        if self._stale:
            self._stale = False
            self.teaching.reload()

    def asked(self, **what: object) -> None:
        """session.go("train", recipe=Recipe) chooses that recipe; one that is not kept gets a card of its own."""
        recipe = what.get("recipe")
        if isinstance(recipe, Recipe) and not self.learning.running:
            key = self._key_of(recipe)
            self.panel.choose_recipe(key)
            self._on_recipe_chosen(key)

    # recipes

    def _list_recipes(self) -> dict[str, Recipe]:
        """The ready recipes and the project's own, by key."""
        ready = {recipe.name: recipe for recipe in RECIPES if recipe.name != "custom"}
        return ready | {f"own {number}": recipe for number, recipe in self.session.project.recipes.all()}

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _TABLES:
            self._stale = True
            if self.isVisible():
                self.activated()
        if "recipes" in change.tables:
            self._show_recipes()
        if "runs" in change.tables:
            self._show_runs()

    def _on_listed(self) -> None:
        self.teaching.show_cards(self._recipes)
        self.teaching.show(self.recipe())
        self._show_all()

    def recipe(self) -> Recipe:
        """The recipe of the chosen card, on the crops there are."""
        return self.teaching.fit(self._recipes[self._key])

    def _show_recipes(self, more: dict[str, Recipe] | None = None) -> None:
        """Show the cards anew, with those of runs whose recipe is no longer kept; the chosen one stays chosen."""
        before = self._recipes
        loose = {key: recipe for key, recipe in before.items() if key.startswith("run ")}
        self._recipes = self._list_recipes() | loose | (more or {})
        if self._key not in self._recipes:
            self._key = "colourise"
        if self._recipes != before:
            self.panel.set_recipes(self._recipes)
            self.teaching.show_cards(self._recipes)
        self.panel.choose_recipe(self._key)
        if self.teaching.ready and self._recipes.get(self._key) != before.get(self._key):
            self.teaching.show(self.recipe())
        self._show_runs()

    def _key_of(self, recipe: Recipe) -> str:
        """The card of this recipe; one of its own where there is none."""
        fitting = (key for key, one in self._recipes.items() if replace(one, cut_from=recipe.cut_from) == recipe)
        key = next(fitting, "")
        if not key:
            key = f"run {recipe.title}"
            self._show_recipes({key: recipe})
        return key

    def _on_recipe_chosen(self, key: str) -> None:
        self._key = key
        self.watch.forget()
        self.teaching.show(self.recipe())
        self._show_all()

    # which page, which buttons

    def _show_all(self) -> None:
        showing_run = self.learning.running or self.watch.run is not None
        without_run = self.preview if self.teaching.has_crops else self.empty if self.teaching.ready else self._blank
        self._stack.setCurrentWidget(self.live if showing_run else without_run)
        self._show_runs()
        self._show_buttons()
        self._show_panels()
        self._on_told()

    def _show_panels(self) -> None:
        super()._show_panels()
        if self._stack.currentWidget() is self.empty and not self.session.project.runs.all():
            self.panel.hide()

    def _show_buttons(self) -> None:
        learning, run = self.learning, self.watch.run
        running, stopping = learning.running, learning.stopping
        learned = run is not None and run.step > 0
        self.pause.setVisible(running)
        self.pause.setEnabled(not stopping)
        self.pause.setText("Pausing ..." if stopping and not learning.keeping else "Pause")
        self.keep.setVisible(running or (learned and run is not None and run.encoder is None))
        self.keep.setEnabled(not stopping and not learning.making)
        self.keep.setText("Keeping ..." if stopping and learning.keeping else "Stop and keep" if running else "Keep")
        self.moment.setVisible(run is not None and (running or not self.live.machine.at_now))
        self.start.setVisible(not running)
        self.start.setText("Resume" if run is not None else "Start")
        self.start.setEnabled(self.teaching.has_crops or run is not None)
        self.panel.set_busy(running)
        self._show_moment()

    def _show_moment(self) -> None:
        """What "Keep this moment" would keep: it can keep an earlier one only where it was saved, and says so."""
        machine, kept = self.live.machine, self.live.machine.nearest_kept()
        can = not self.learning.stopping and not self.learning.making
        self.moment.setEnabled(can and (machine.at_now or kept is not None))
        self.moment.setToolTip(words.explain_moment(machine.step, kept))

    def _on_told(self) -> None:
        self.speed.setText(self.watch.speed)
        self.speed.setVisible(bool(self.watch.speed))
        self.panel.show_doctor(self.watch.diagnosis)
        self.top_line_changed.emit()

    def _show_runs(self) -> None:
        runs = self.session.project.runs.all()
        shown = self.watch.run.id if self.watch.run is not None else None
        self.panel.set_runs([run for run in runs if not self.learning.running or run.id != shown], shown)
        self.panel.show_ticks({run.id: self.overlays.place(run.id) for run in runs if run.id != shown})
        for key, recipe in self._recipes.items():
            scores = [run.psnr for run in runs if run.psnr is not None and _is_of(run, recipe)]
            score = f"best {max(scores):.1f} dB" if scores else ""
            self.panel.card(key).set_line("learning" if self.learning.running and key == self._key else score)

    # runs

    def _on_run_chosen(self, run_id: int) -> None:
        if not self.learning.running:
            self.watch.show(run_id)
            self.panel.show_config(self.watch.config)
            self._choose_card_of(run_id)
            self._show_all()

    def _choose_card_of(self, run_id: int) -> None:
        self._key = self._key_of(self.session.project.runs.get(run_id).recipe)
        self.panel.choose_recipe(self._key)

    def _on_start(self) -> None:
        if self.watch.run is not None:
            self._resume(self.watch.run.id)
        else:
            self.learning.start(self.recipe(), self.panel.config(), self.teaching.pinned)

    def _resume(self, run_id: int) -> None:
        if not self.learning.running:
            self._on_run_chosen(run_id)
            self.learning.resume(run_id)

    def _on_pause(self) -> None:
        self.learning.pause()

    def _on_keep(self) -> None:
        self.learning.keep()

    def _on_moment(self) -> None:
        """Keep what it has learned by now, or by the saved moment nearest to where the time machine stands."""
        self.learning.make_encoder(step=self.live.machine.nearest_kept())

    def _on_export(self, kind: str) -> None:
        if self.watch.run is not None:
            self.exports.ask(self.watch.run, kind)

    def _on_run_ticked(self, run_id: int, on: bool) -> None:
        self.overlays.tick(self.session.project.runs.get(run_id), on)
        self._show_runs()

    def _on_kept(self, path: Path) -> None:
        title = self.watch.run.title if self.watch.run is not None else path.stem
        self.session.say(
            f"{title} is on the shelf of encoders", "Paint with it", lambda: self.session.go("paint", encoder=path)
        )


def _is_of(run: Run, recipe: Recipe) -> bool:
    """Whether the run learned this recipe; one that was edited since is still called the same."""
    return (run.recipe.name, run.recipe.title) == (recipe.name, recipe.title)
