"""The Train pane: recipe, size and time at the left, the run that learns in the middle, its buttons in the top bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.events import Changed
from models.records import Recipe
from studio.panes.base import Pane
from studio.panes.train import words
from studio.panes.train.live.doctor import Doctor
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.pages import Pages
from studio.panes.train.queue.controller import QueueController
from studio.panes.train.run_list import RunList
from studio.panes.train.setup.network_presenter import NetworkPresenter
from studio.panes.train.setup.panel import SetUpPanel
from studio.panes.train.setup.recipe_cards import RecipeCards
from studio.panes.train.setup.recipe_presenter import RecipePresenter
from studio.panes.train.setup.start_presenter import StartPresenter
from studio.panes.train.top_buttons import TopButtons
from studio.panes.train.training_controller import TrainingController
from studio.state.collection import Collection

if TYPE_CHECKING:
    pass


class TrainPane(Pane):
    """Shows one thing at a time: nothing to learn from, what a recipe will teach, or a run."""

    def make(self) -> Iterator[None]:
        self._shown: Collection | None = None
        self._cards_stale = False
        self.panel = SetUpPanel()
        yield
        self.pages = Pages()
        yield
        self.preview, self.live, self.empty = self.pages.preview, self.pages.live, self.pages.empty
        self.bar = TopButtons()
        self.start, self.pause, self.keep, self.moment = self.bar.start, self.bar.pause, self.bar.keep, self.bar.moment
        self.speed = self.bar.speed
        self.set_body(centre=self.pages, left=self.panel, keep="left")
        yield
        session = self.session
        self.cards = RecipeCards(session, self.panel, self)
        self.recipe_presenter = RecipePresenter(session, self.panel, self.preview, self)
        self.networks = NetworkPresenter(session, self.pages.network, self)
        self.starts = StartPresenter(session, self.panel.order, self)
        self.run_presenter = RunPresenter(session, self.live, self)
        self.training = TrainingController(session, self.run_presenter, self)
        self.runs = RunList(session, self.panel, self.live, self.run_presenter, self.training)
        self.queue = QueueController(
            session,
            self.pages.queue,
            self.training,
            lambda recipe: self.recipe_presenter.pictures.get(self.cards.find(recipe)),
            self,
        )
        self.doctor = Doctor(session, self.live.doctor, self.run_presenter, self.training, self)
        self._connect()
        self.queue.show()

    def _connect(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.panel.recipe_chosen.connect(self._on_recipe_chosen)
        self.panel.own_wanted.connect(lambda: self.session.go("filters"))
        self.panel.settings_changed.connect(self._show_settings)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.preview.verdict.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.preview.doubtful.review_wanted.connect(lambda: self.session.go("faces"))
        for decided in (self.cards.set_doubtful, self._on_listed):
            self.preview.doubtful.decided.connect(decided)
        self.pages.turned.connect(self._on_page_turned)
        self.pages.queue.add.clicked.connect(self._on_queued)
        self.queue.counted.connect(self._on_queue_counted)
        self.bar.queue.clicked.connect(self._on_queued)
        self.start.clicked.connect(self._on_start)
        self.runs.chosen.connect(self._on_run_chosen)
        self.runs.left.connect(self._show_all)
        self.pause.clicked.connect(lambda: self.training.pause())  # noqa: PLW0108 - not with what clicked() tells
        self.keep.clicked.connect(lambda: self.training.keep())  # noqa: PLW0108
        self.moment.clicked.connect(lambda: self.training.make_encoder(step=self.live.machine.nearest_kept()))
        self.training.changed.connect(self._show_all)
        self.live.moment_changed.connect(self._show_buttons)
        self.recipe_presenter.listed.connect(self._on_listed)
        self.recipe_presenter.pictured.connect(self._show_pictures)
        self.run_presenter.started.connect(self._on_run_started)
        self.run_presenter.told.connect(self._on_told)
        self.run_presenter.paced.connect(self.session.speed.learn)
        self.session.speed.measured.connect(self._show_settings)
        self.session.recipes.changed.connect(self._on_recipes_changed)
        for keys, button in (("Ctrl+Return", self.start), ("Ctrl+P", self.pause)):
            # Of the window, as its button is: wherever the focus lies, while this pane is in front.
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda button=button: button.click() if button.isVisible() else None)

    def top_line(self) -> str:
        if self.training.running or self.run_presenter.run is not None:
            return self.run_presenter.line
        if self.recipe_presenter.has_crops:
            return f"{self.cards.chosen.title}, from {self.recipe_presenter.count(self.recipe())}"
        return "Nothing to learn from yet" if self.recipe_presenter.ready else ""

    def top_right(self) -> list[QWidget]:
        return [self.bar]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl Return", "start, or go on"),
            ("Ctrl P", "pause"),
            ("← →", "what it painted earlier, later"),
            ("Home End", "the first pictures, now"),
            ("wheel", "zoom the curves"),
            ("F2", "rename the run with the focus"),
            ("Del", "delete the run with the focus"),
            ("double click", "the whole curve, a slider to its default"),
        ]

    def activated(self) -> None:
        if self._cards_stale:
            self._reload_cards()
        if self.session.crops.stale:
            self.session.crops.reload()
        elif self.recipe_presenter.ready and self._shown is not self.session.crops.collection:
            self._on_listed()  # it was listed while another pane was in front
        self._show_settings()

    def settled(self) -> bool:
        return (
            self.run_presenter.settled
            and self.recipe_presenter.settled
            and self.networks.settled
            and self.starts.settled
        )

    def hideEvent(self, event: QHideEvent) -> None:
        self.session.speed.pause(self.name)
        super().hideEvent(event)

    def asked(self, **what: object) -> None:
        """session.go("train", recipe=Recipe) chooses that recipe; one that is not kept gets a card of its own."""
        recipe = what.get("recipe")
        if isinstance(recipe, Recipe) and not self.training.running:
            self._on_recipe_chosen(self._key_of(recipe))
            self.cards.set_as(recipe)
            self.recipe_presenter.show(self.recipe())

    # recipes

    def recipe(self) -> Recipe:
        """The recipe of the chosen card, on the crops there are."""
        return self.recipe_presenter.fit(self.cards.chosen)

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
        self.recipe_presenter.show_cards(self.cards.recipes)
        self.recipe_presenter.show(self.recipe())
        self._show_all()

    def _reload_cards(self, more: dict[str, Recipe] | None = None) -> None:
        self._cards_stale = False
        before = self.cards.chosen
        if self.cards.reload(more):
            self.recipe_presenter.show_cards(self.cards.recipes)
        if self.recipe_presenter.ready and self.cards.chosen != before:
            self.recipe_presenter.show(self.recipe())
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
        self.panel.suit(self.cards.chosen)
        if not self.training.running:  # while one learns, what is chosen may still be queued or looked at
            self.run_presenter.forget()
        self.recipe_presenter.show(self.recipe())
        self._show_all()

    def _show_pictures(self) -> None:
        self.pages.network.show_pictures(self.recipe_presenter.pictures.get(self.cards.key))
        self.queue.show_pictures()

    # what is in front, which buttons

    def _show_all(self) -> None:
        has_run = self.training.running or self.run_presenter.run is not None
        nothing = self.empty if self.recipe_presenter.ready else self.pages.blank
        without = self.preview if self.recipe_presenter.has_crops else nothing
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
        can_start = self.recipe_presenter.has_crops
        self.bar.show_state(self.training, self.run_presenter.run, self.live.machine, can_start=can_start)
        if self.pages.page == "queue":
            self.bar.show_queue(self.training, len(self.queue.waiting), can_start=can_start)
        self.pages.queue.add.setEnabled(can_start)
        self.panel.set_busy(self.training.running, fixed=self.pages.page == "learning")

    def _on_page_turned(self, page: str) -> None:
        if page == "learning" and self.training.running and self.run_presenter.run is not None:
            self._show_settings_of(self.run_presenter.run.id)
        self._show_all()

    def _on_told(self) -> None:
        self.bar.show_speed(self.run_presenter.speed)
        self.doctor.show(self.run_presenter.diagnosis)
        self.progressed.emit(self.run_presenter.percent if self.training.running else None)
        self.top_line_changed.emit()

    def _show_settings(self) -> None:
        """What follows from recipe and settings: how long it takes here, the networks, what would be queued."""
        recipe, config = self.recipe(), self.panel.config()
        ask = self.isVisible() and self.recipe_presenter.has_crops and not self.training.running
        network = config.size, recipe.width, config.generator
        self.panel.show_speed(self.session.speed.ask(self.name, *network) if ask else None)
        self.networks.show(recipe, config)
        self.starts.show(recipe, config)
        self._show_pictures()
        self.pages.queue.add.setText(f"Add {recipe.title}, {config.size}, {words.word_budget(config.minutes)}")

    def _on_queue_counted(self, waiting: int) -> None:
        self.pages.count_queue(waiting)
        self._show_runs()
        self._show_buttons()

    def _show_runs(self) -> None:
        self.runs.show()
        learning = ""
        if self.training.running:
            run = self.run_presenter.run
            learning = self.cards.find(run.recipe) if run is not None else self.cards.key
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
        self.cards.set_as(run.recipe)

    def _on_run_started(self) -> None:
        if self.run_presenter.run is not None and self.pages.page == "learning":
            self._show_settings_of(self.run_presenter.run.id)
        self._show_all()

    def _on_start(self) -> None:
        if self.pages.page == "queue":
            self.training.start_queue(self.recipe_presenter.pinned)
        elif self.run_presenter.run is not None:
            self.runs.resume(self.run_presenter.run.id)
        else:
            self.pages.turn_to("learning")
            start = self.panel.order.start()
            self.training.start(self.recipe(), self.panel.config(), self.recipe_presenter.pinned, start)

    def _on_queued(self) -> None:
        self.queue.add(self.recipe(), self.panel.config())
