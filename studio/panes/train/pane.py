"""The Train pane: recipe, size and time at the left, the run that learns in the middle, its buttons in the top bar.

The training itself runs as a job whose generator lives in a child process; this file starts it and shows its events.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from models.events import Changed, Event, Noted, RunStarted, SampleReady, Saved, Scored, StepDone
from models.recipes import RECIPES, check_recipe, judge_supply
from models.records import CutFrom, Picture, Recipe, Run, RunState
from models.training.config import TrainConfig
from models.training.history import History, read_history
from models.training.samples import list_samples
from studio.face_crops import Crops, Source, count_people, first_shown, list_sources
from studio.jobs import Job, Latest
from studio.panes.base import Pane
from studio.panes.train import words
from studio.panes.train.doctor import diagnose
from studio.panes.train.live_view import LiveView
from studio.panes.train.preview_view import PreviewView
from studio.panes.train.previews import preview_cards, preview_faces
from studio.panes.train.set_up import SetUpPanel
from studio.panes.train.sheets import Triple, read_sheet
from studio.panes.train.training import train_in_child
from studio.widgets.controls import plain_button, primary_button, soft_button
from studio.widgets.empty import EmptyState

if TYPE_CHECKING:
    from studio.session import Session

_SHOWN_FACES = 5
_TABLES = frozenset({"photos", "faces", "people"})
_LIGHTS = {"enough": "confirmed", "few": "suggested", "too few": "rejected"}


class TrainPane(Pane):
    """Shows one thing at a time: nothing to learn from, what a recipe will teach, or a run."""

    name: ClassVar[str] = "train"
    title: ClassVar[str] = "Train"
    icon: ClassVar[str] = "ph.chart-line"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sources: list[Source] = []
        self._cut_from = CutFrom.FACES
        self._crops = Crops()
        self._recipes = {recipe.name: recipe for recipe in RECIPES if recipe.name != "custom"}
        self._recipe_key = "colourise"
        self._shown: Run | None = None
        self._job: Job | None = None
        self._config = TrainConfig()
        self._keeping = False
        self._speed = ""
        self._line = ""
        self._note = ""
        self._stale = True
        self._make_widgets()
        self._make_questions()
        session.changed.connect(self._on_changed)

    # what is on the screen

    def _make_widgets(self) -> None:
        self.panel = SetUpPanel()
        self.panel.set_recipes(self._recipes)
        self.panel.choose_recipe(self._recipe_key)
        self.panel.show_doctor("off", "")
        self.preview = PreviewView()
        self.live = LiveView()
        self.empty = EmptyState("ph.chart-line", "An encoder learns from faces of your own: there are no faces yet.",
                                "Add photos")
        self.speed = QLabel()
        self.pause = soft_button("Pause")
        self.keep = plain_button("Stop and keep")
        self.start = primary_button("Start")
        self._stack = QStackedWidget()
        for page in (self.empty, self.preview, self.live):
            self._stack.addWidget(page)
        self.set_body(centre=self._stack, left=self.panel, keep="left")
        self.panel.recipe_chosen.connect(self._on_recipe_chosen)
        self.panel.own_wanted.connect(lambda: self.session.go("filters"))
        self.panel.run_chosen.connect(self._on_run_chosen)
        self.panel.run_resumed.connect(self._on_run_resumed)
        self.live.sheet_wanted.connect(self._on_sheet_wanted)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.start.clicked.connect(self._on_start)
        self.pause.clicked.connect(self._on_pause)
        self.keep.clicked.connect(self._on_keep)

    def _make_questions(self) -> None:
        background = self.session.background
        self._listing = Latest(background, self)
        self._listing.answered.connect(self._on_listed)
        self._card_pictures = Latest(background, self)
        self._card_pictures.answered.connect(self.panel.show_pictures)
        self._previewing = Latest(background, self)
        self._previewing.answered.connect(self._on_previewed)
        self._reading = Latest(background, self)
        self._reading.answered.connect(self._on_run_read)
        self._sheet = Latest(background, self)
        self._sheet.answered.connect(self._on_sheet)

    def top_line(self) -> str:
        return self._line

    def top_right(self) -> list[QWidget]:
        return [self.speed, self.pause, self.keep, self.start]

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl Return", "start or resume"), ("Ctrl P", "pause"), ("double click", "slider back to its default")]

    def activated(self) -> None:
        if self._stale:
            self._reload()

    def asked(self, **what: object) -> None:
        """session.go("train", recipe=Recipe) chooses that recipe; one that is not built in gets a card of its own."""
        recipe = what.get("recipe")
        if isinstance(recipe, Recipe):
            self._add_recipe(recipe)

    def _add_recipe(self, recipe: Recipe) -> None:
        built_in = self._recipes.get(recipe.name)
        same = built_in is not None and replace(built_in, cut_from=recipe.cut_from) == recipe
        key = recipe.name if same else f"own {recipe.title}"
        if not same and key not in self._recipes:
            self._recipes[key] = recipe
            self.panel.set_recipes(self._recipes)
            self._show_cards()
        self.panel.choose_recipe(key)
        if self._job is None:
            self._on_recipe_chosen(key)

    # what there is to learn from

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _TABLES:
            self._stale = True
            if self.isVisible():
                self._reload()
        if "runs" in change.tables:
            self._show_runs()

    def _reload(self) -> None:
        self._stale = False
        project = self.session.project
        self._listing.ask(lambda: list_sources(project))

    def _on_listed(self, answer: tuple[CutFrom, list[Source]]) -> None:
        self._cut_from, self._sources = answer
        self._show_runs()
        self._show_cards()
        self._show_page()
        if self._shown is None and self._job is None:
            self._show_preview()

    def recipe(self) -> Recipe:
        """The recipe of the chosen card, on the faces there are."""
        return replace(self._recipes[self._recipe_key], cut_from=self._cut_from)

    def _show_cards(self) -> None:
        first = first_shown(self._sources)
        if first is not None:
            at = self._sources.index(first)
            self._card_pictures.ask(preview_cards, self._crops, self._sources, at, dict(self._recipes))

    def _on_recipe_chosen(self, key: str) -> None:
        self._recipe_key = key
        self._shown = None
        self._show_runs()
        self._show_page()
        self._show_preview()

    def _show_preview(self) -> None:
        recipe = self.recipe()
        people = count_people(self._sources)
        self.preview.show_recipe(recipe.title, recipe.help)
        self.preview.show_verdict(_LIGHTS[judge_supply(recipe, people)], " ".join(check_recipe(recipe, people)))
        self._previewing.ask(preview_faces, self._crops, self._sources, recipe, _SHOWN_FACES)
        noun = "faces" if self._cut_from is CutFrom.FACES else "whole photos"
        self._set_line(f"{recipe.title}, from {len(self._sources):,} {noun}" if self._sources else "")

    def _on_previewed(self, pairs: list[tuple[str, Picture, Picture]]) -> None:
        self.preview.show_pairs(pairs, slots=_SHOWN_FACES)

    # which page, which buttons

    def _show_page(self) -> None:
        showing_run = self._job is not None or self._shown is not None
        page = self.live if showing_run else self.preview if self._sources else self.empty
        self._stack.setCurrentWidget(page)
        self._show_buttons()
        self._show_panels()

    def _show_panels(self) -> None:
        super()._show_panels()
        if self._stack.currentWidget() is self.empty:
            self.panel.hide()

    def _show_buttons(self) -> None:
        running = self._job is not None
        stopping = self._job is not None and self._job.cancelling
        shown = self._shown
        self.pause.setVisible(running)
        self.pause.setEnabled(running and not stopping)
        self.pause.setText("Pausing ..." if stopping and not self._keeping else "Pause")
        self.keep.setVisible(running or (shown is not None and shown.step > 0 and shown.encoder is None))
        self.keep.setEnabled(not stopping)
        self.keep.setText("Keeping ..." if stopping and self._keeping else "Stop and keep" if running else "Keep")
        self.start.setVisible(not running)
        self.start.setText("Resume" if shown is not None else "Start")
        self.start.setEnabled(bool(self._sources) or shown is not None)
        self.speed.setText(self._speed if running else "")
        self.speed.setVisible(bool(self.speed.text()))
        self.panel.set_busy(running)
        self.top_line_changed.emit()

    def _set_line(self, text: str) -> None:
        self._line = text
        self.top_line_changed.emit()

    # earlier runs

    def _show_runs(self) -> None:
        runs = self.session.project.runs.all()
        learning = self._shown.id if self._job is not None and self._shown is not None else None
        self.panel.set_runs([run for run in runs if run.id != learning], self._shown.id if self._shown else None)
        best: dict[str, Run] = {}
        for run in runs:
            kept = best.get(run.recipe.name)
            if run.psnr is not None and (kept is None or run.psnr > (kept.psnr or 0.0)):
                best[run.recipe.name] = run
        for key in self._recipes:
            run = best.get(key)
            busy = self._job is not None and self._recipe_key == key
            score = "" if run is None else f"best {run.psnr:.1f} dB"
            self.panel.card(key).set_line("learning" if busy else score)

    def _on_run_chosen(self, run_id: int) -> None:
        if self._job is not None:
            return
        run = self.session.project.runs.get(run_id)
        self._shown = run
        self._config = self.session.project.runs.config(run_id)
        self.panel.show_config(self._config)
        self._show_runs()
        self.live.clear()
        self.live.set_learning(False)
        self._set_line(f"{run.title}, {self._config.size} size, {words.word_run(run)}, step {run.step:,}")
        self._show_page()
        self._reading.ask(_read_run, run.folder)

    def _on_run_read(self, answer: tuple[Path, History, list[tuple[int, Path]]]) -> None:
        folder, history, sheets = answer
        if self._shown is not None and self._shown.folder == folder:
            self.live.show_history(history)
            if self._job is None:
                self.live.set_sheets(sheets)
            self._show_doctor()

    def _on_sheet_wanted(self, step: int, path: object) -> None:
        self._sheet.ask(lambda: (step, read_sheet(Path(str(path)))))

    def _on_sheet(self, answer: tuple[int, list[Triple]]) -> None:
        self.live.show_sheet(*answer)

    # the training

    def _on_start(self) -> None:
        if self._shown is not None:
            self._on_run_resumed(self._shown.id)
            return
        self._config = self.panel.config()
        self._shown = None
        self.live.clear()
        self._begin(self.recipe(), None)

    def _on_run_resumed(self, run_id: int) -> None:
        if self._job is not None:
            return
        if self._shown is None or self._shown.id != run_id:
            self._on_run_chosen(run_id)
        run = self.session.project.runs.get(run_id)
        self._shown = run
        self._config = _with_time_left(self.session.project.runs.config(run_id), run, self.panel.config())
        self._begin(run.recipe, run_id)

    def _begin(self, recipe: Recipe, resume: int | None) -> None:
        project, config = self.session.project, self._config
        self._note, self._speed, self._keeping = "", "", False
        self._job = self.session.runner.start(
            recipe.title, lambda: train_in_child(project, recipe, config, resume), self._on_event, self._on_ended
        )
        self._set_line(f"{recipe.title}, {config.size} size")
        self.live.set_learning(True)
        self._show_page()
        self._show_runs()
        self._show_doctor()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self._on_run_started(event)
        elif isinstance(event, StepDone):
            self._on_step(event)
        elif isinstance(event, Scored):
            self.live.add_scores(event.step, event.scores)
            self._show_doctor()
        elif isinstance(event, SampleReady):
            self.live.add_samples(event)
        elif isinstance(event, Noted):
            self._note = event.text
            self._show_doctor()
        elif isinstance(event, Saved) and event.what == "encoder":
            self._on_kept(event.path)

    def _on_run_started(self, event: RunStarted) -> None:
        self._shown = self.session.project.runs.get(event.run)
        counts = f"{event.crops:,} faces, {event.held_out} held out"
        self._set_line(f"{self._shown.title}, {self._config.size} size, {counts}")
        self.speed.setToolTip(event.device)
        self._reading.ask(_read_run, event.folder)
        self._show_runs()

    def _on_step(self, event: StepDone) -> None:
        self.live.add_step(event)
        left = words.seconds_left(self._config, event.step, event.seconds, event.images_per_second)
        text = words.word_speed(event.images_per_second, left)
        if text != self._speed:
            self._speed = text
            self._show_speed()

    def _show_speed(self) -> None:
        self.speed.setText(self._speed)
        self.speed.setVisible(bool(self._speed))
        self.top_line_changed.emit()

    def _on_kept(self, path: Path) -> None:
        self.session.say(f"{path.stem} is on the shelf of encoders", "Paint with it",
                         lambda: self.session.go("paint", encoder=path))

    def _on_pause(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._show_buttons()

    def _on_keep(self) -> None:
        self._keeping = True
        self._on_pause()

    def _on_ended(self, job: Job) -> None:
        self._job = None
        self.live.set_learning(False)
        if self._shown is not None:
            self._shown = self.session.project.runs.get(self._shown.id)
        self._show_page()
        self._show_runs()
        self._show_doctor()

    def _show_doctor(self) -> None:
        curve = self.live.plot.curve("discriminator")
        steps, seconds, values = curve.points()
        found = diagnose(seconds, steps, values, self.live.scores)
        if self._note:
            self.panel.show_doctor("suggested", self._note)
        elif len(steps) or self._job is not None:
            self.panel.show_doctor(found.light, found.sentence)
        else:
            self.panel.show_doctor("off", "")


def _read_run(folder: Path) -> tuple[Path, History, list[tuple[int, Path]]]:
    return folder, read_history(folder), list_samples(folder)


def _with_time_left(config: TrainConfig, run: Run, chosen: TrainConfig) -> TrainConfig:
    """The run's own settings; one that had used up its time goes on for as long again as the form says."""
    if config.minutes is None or run.state is not RunState.FINISHED:
        return config
    return replace(config, minutes=run.seconds / 60 + (chosen.minutes or config.minutes))
