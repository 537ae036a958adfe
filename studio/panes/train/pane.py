"""The Train pane: recipe, size and time at the left, the run that learns in the middle, its buttons in the top bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.events import Changed
from models.records import Recipe
from studio.panes.base import Pane
from studio.panes.train import words
from studio.panes.train.learning import Learning
from studio.panes.train.live.doctor import Doctor
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.pages import Pages
from studio.panes.train.queue.controller import QueueController
from studio.panes.train.run_list import RunList
from studio.panes.train.setup.network_presenter import NetworkPresenter
from studio.panes.train.setup.panel import SetUpPanel
from studio.panes.train.setup.recipe_cards import RecipeCards
from studio.panes.train.setup.recipe_presenter import RecipePresenter
from studio.panes.train.top_buttons import TopButtons
from studio.state.collection import Collection

if TYPE_CHECKING:
    from studio.state.session import Session


class TrainPane(Pane):
    """Shows one thing at a time: nothing to learn from, what a recipe will teach, or a run."""

    name: ClassVar[str] = "train"
    title: ClassVar[str] = "Train"
    icon: ClassVar[str] = "ph.chart-line"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: Collection | None = None
        self._cards_stale = False
        self.panel = SetUpPanel()
        self.pages = Pages()
        self.preview, self.live, self.empty = self.pages.preview, self.pages.live, self.pages.empty
        self.bar = TopButtons()
        self.start, self.pause, self.keep, self.moment = self.bar.start, self.bar.pause, self.bar.keep, self.bar.moment
        self.speed = self.bar.speed
        self.set_body(centre=self.pages, left=self.panel, keep="left")
        self.cards = RecipeCards(session, self.panel, self)
        self.teaching = RecipePresenter(session, self.panel, self.preview, self)
        self.networks = NetworkPresenter(session, self.pages.network, self)
        self.watch = RunPresenter(session, self.live, self)
        self.learning = Learning(session, self.watch, self)
        self.runs = RunList(session, self.panel, self.live, self.watch, self.learning)
        self.queue = QueueController(
            session,
            self.pages.queue,
            self.learning,
            lambda recipe: self.teaching.pictures.get(self.cards.find(recipe)),
            self,
        )
        self.doctor = Doctor(session, self.live.doctor, self.watch, self.learning, self)
        self._connect()
        self.queue.show()

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.panel.recipe_chosen.connect(self._on_recipe_chosen)
        self.panel.own_wanted.connect(lambda: self.session.go("filters"))
        self.panel.settings_changed.connect(self._show_settings)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.preview.verdict.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.pages.turned.connect(self._on_page_turned)
        self.pages.queue.add.clicked.connect(self._on_queued)
        self.queue.counted.connect(self._on_queue_counted)
        self.bar.queue.clicked.connect(self._on_queued)
        self.start.clicked.connect(self._on_start)
        self.runs.chosen.connect(self._on_run_chosen)
        self.pause.clicked.connect(lambda: self.learning.pause())  # noqa: PLW0108 - not with what clicked() tells
        self.keep.clicked.connect(lambda: self.learning.keep())  # noqa: PLW0108
        self.moment.clicked.connect(lambda: self.learning.make_encoder(step=self.live.machine.nearest_kept()))
        self.learning.changed.connect(self._show_all)
        self.live.moment_changed.connect(self._show_buttons)
        self.teaching.listed.connect(self._on_listed)
        self.teaching.pictured.connect(self._show_pictures)
        self.watch.started.connect(self._on_run_started)
        self.watch.told.connect(self._on_told)
        self.watch.paced.connect(self.session.speed.learn)
        self.session.speed.measured.connect(self._show_settings)
        self.session.recipes.changed.connect(self._on_recipes_changed)
        for keys, button in (("Ctrl+Return", self.start), ("Ctrl+P", self.pause)):
            # Of the window, as its button is: wherever the focus lies, while this pane is in front.
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda button=button: button.click() if button.isVisible() else None)

    def top_line(self) -> str:
        if self.learning.running or self.watch.run is not None:
            return self.watch.line
        if self.teaching.has_crops:
            return f"{self.cards.chosen.title}, from {self.teaching.count(self.recipe())}"
        return "Nothing to learn from yet" if self.teaching.ready else ""

    def top_right(self) -> list[QWidget]:
        return [self.bar]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl Return", "start, or go on"),
            ("Ctrl P", "pause"),
            ("← →", "what it painted earlier, later"),
            ("Home End", "the first pictures, now"),
            ("wheel", "zoom the curves"),
            ("double click", "the whole curve, a slider to its default"),
        ]

    def activated(self) -> None:
        if self._cards_stale:
            self._reload_cards()
        if self.session.crops.stale:
            self.session.crops.reload()
        elif self.teaching.ready and self._shown is not self.session.crops.collection:
            self._on_listed()  # it was listed while another pane was in front
        self._show_settings()

    def settled(self) -> bool:
        return self.watch.settled and self.teaching.settled and self.networks.settled

    def hideEvent(self, event: QHideEvent) -> None:
        self.session.speed.pause(self.name)
        super().hideEvent(event)

    def asked(self, **what: object) -> None:
        """session.go("train", recipe=Recipe) chooses that recipe; one that is not kept gets a card of its own."""
        recipe = what.get("recipe")
        if isinstance(recipe, Recipe) and not self.learning.running:
            self._on_recipe_chosen(self._key_of(recipe))
            self.panel.show_flip(recipe.flip)

    # recipes

    def recipe(self) -> Recipe:
        """The recipe of the chosen card, on the crops there are."""
        return self.teaching.fit(self.cards.chosen)

    def _on_changed(self, change: Changed) -> None:
        if self.session.crops.stale and self.isVisible():
            self.activated()
        if "runs" in change.tables:
            self._show_runs()

    def _on_recipes_changed(self) -> None:
        """They are edited in Filters: the cards follow when they are looked at."""
        if self.isVisible():
            self._reload_cards()
        else:
            self._cards_stale = True

    def _on_listed(self) -> None:
        if not self.isVisible():
            return  # activated() shows it
        self._shown = self.session.crops.collection
        self.teaching.show_cards(self.cards.recipes)
        self.teaching.show(self.recipe())
        self._show_all()

    def _reload_cards(self, more: dict[str, Recipe] | None = None) -> None:
        self._cards_stale = False
        before = self.cards.chosen
        if self.cards.reload(more):
            self.teaching.show_cards(self.cards.recipes)
        if self.teaching.ready and self.cards.chosen != before:
            self.teaching.show(self.recipe())
        self._show_runs()

    def _key_of(self, recipe: Recipe) -> str:
        """The card of this recipe; one of its own where there is none."""
        key = self.cards.find(recipe)
        if not key:
            key = f"run {recipe.title}"
            self._reload_cards({key: recipe})
        return key

    def _on_recipe_chosen(self, key: str) -> None:
        self.cards.choose(key)
        if not self.learning.running:  # while one learns, what is chosen may still be queued or looked at
            self.watch.forget()
        self.teaching.show(self.recipe())
        self._show_all()

    def _show_pictures(self) -> None:
        self.pages.network.show_pictures(self.teaching.pictures.get(self.cards.key))
        self.queue.show_pictures()

    # what is in front, which buttons

    def _show_all(self) -> None:
        has_run = self.learning.running or self.watch.run is not None
        without = self.preview if self.teaching.has_crops else self.empty if self.teaching.ready else self.pages.blank
        self.pages.show_learning(self.live if has_run else without)
        self._show_runs()
        self._show_buttons()
        self._show_panels()
        self._show_settings()
        self._on_told()

    def _show_panels(self) -> None:
        super()._show_panels()
        if self.pages.in_front is self.empty and not self.session.runs.all():
            self.panel.hide()

    def _show_buttons(self) -> None:
        can_start = self.teaching.has_crops
        self.bar.show_state(self.learning, self.watch.run, self.live.machine, can_start=can_start)
        if self.pages.page == "queue":
            self.bar.show_queue(self.learning, len(self.queue.waiting), can_start=can_start)
        self.pages.queue.add.setEnabled(can_start)
        self.panel.set_busy(self.learning.running, fixed=self.pages.page == "learning")

    def _on_page_turned(self, page: str) -> None:
        if page == "learning" and self.learning.running and self.watch.run is not None:
            self._show_settings_of(self.watch.run.id)
        self._show_all()

    def _on_told(self) -> None:
        self.bar.show_speed(self.watch.speed)
        self.doctor.show(self.watch.diagnosis)
        self.top_line_changed.emit()

    def _show_settings(self) -> None:
        """What follows from recipe and settings: how long it takes here, the networks, what would be queued."""
        recipe, config = self.recipe(), self.panel.config()
        ask = self.isVisible() and self.teaching.has_crops and not self.learning.running
        self.panel.show_speed(self.session.speed.ask(self.name, config.size, recipe.width) if ask else None)
        self.networks.show(recipe, config)
        self._show_pictures()
        self.pages.queue.add.setText(f"Add {recipe.title}, {config.size}, {words.word_budget(config.minutes)}")

    def _on_queue_counted(self, waiting: int) -> None:
        self.pages.count_queue(waiting)
        self._show_runs()
        self._show_buttons()

    def _show_runs(self) -> None:
        self.runs.show()
        learning = ""
        if self.learning.running:
            learning = self.cards.find(self.watch.run.recipe) if self.watch.run is not None else self.cards.key
        queued = {self.cards.find(one.recipe): words.word_budget(one.config.minutes) for one in self.queue.waiting}
        self.cards.show_lines(self.session.runs.all(), learning, queued)

    # runs

    def _on_run_chosen(self, run_id: int) -> None:
        self.pages.turn_to("learning")
        self._show_settings_of(run_id)
        self._show_all()

    def _show_settings_of(self, run_id: int) -> None:
        run = self.session.project.runs.get(run_id)
        self.panel.show_config(self.session.project.runs.config(run_id))
        self.cards.choose(self._key_of(run.recipe))
        self.panel.show_flip(run.recipe.flip)

    def _on_run_started(self) -> None:
        if self.watch.run is not None and self.pages.page == "learning":
            self._show_settings_of(self.watch.run.id)
        self._show_all()

    def _on_start(self) -> None:
        if self.pages.page == "queue":
            self.learning.start_queue(self.teaching.pinned)
        elif self.watch.run is not None:
            self.runs.resume(self.watch.run.id)
        else:
            self.pages.turn_to("learning")
            self.learning.start(self.recipe(), self.panel.config(), self.teaching.pinned)

    def _on_queued(self) -> None:
        self.queue.add(self.recipe(), self.panel.config())
