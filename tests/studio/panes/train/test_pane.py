"""The Train pane: from the user's faces to an encoder, with real clicks and a real, short training."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.events import RunStarted, StepDone
from models.filters import step
from models.painting.encoder_file import read_header
from models.recipes import RECIPES
from models.records import CutFrom, Recipe, RunState
from models.training.config import TrainConfig
from models.training.usual import usual_config
from studio.panes.train import TrainPane
from studio.state.speed import settings_key
from tests.studio.panes.learning import make_project, open_session, stand_up
from tests.timing import SOON
from tests.workflow.written_run import write_run


def _press(widget, qtbot):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def _only_run(session):
    (run,) = session.project.runs.all()
    return run


def test_every_recipe_has_a_card_with_the_users_own_face(pane, qtbot):
    for recipe in RECIPES:
        if recipe.name != "custom":
            qtbot.waitUntil(lambda name=recipe.name: pane.panel.card(name).has_pictures)


def test_choosing_a_recipe_shows_what_it_teaches_and_whether_it_is_enough(pane, qtbot):
    _press(pane.panel.card("contours"), qtbot)
    assert pane.recipe().name == "contours"
    assert pane.preview.title.text() == RECIPES.get("contours").title
    assert "6 faces" in pane.preview.verdict.text()
    qtbot.waitUntil(lambda: len(pane.preview.inputs.names()) == 5)


def test_a_face_is_pinned_by_a_click_and_unpinned_by_another(pane, qtbot):
    qtbot.waitUntil(lambda: len(pane.preview.inputs.names()) == 5)
    for expected in (1, 0):
        at = pane.preview.inputs.rects()[1].center().toPoint()
        qtbot.mouseClick(pane.preview.inputs, Qt.MouseButton.LeftButton, pos=at)
        assert len(pane.recipe_presenter.pinned) == expected


def test_size_time_and_expert_settings_reach_the_training(pane, qtbot):
    _press(pane.panel.size_choice.button("master"), qtbot)
    pane.panel.minutes.slider.setValue(44)
    _press(pane.panel.more, qtbot)
    assert pane.panel.expert.isVisible()
    batch = pane.panel.expert.row("batch_size")
    batch.field.setText("6")
    qtbot.keyClick(batch.field, Qt.Key.Key_Return)
    config = pane.panel.config()
    assert (config.size, config.minutes, config.batch_size) == ("master", 45.0, 6)
    assert config.learning_rate == usual_config(pane.recipe(), {}).learning_rate


def test_whether_pictures_are_mirrored_is_changed_beside_the_other_settings(pane, qtbot):
    _press(pane.panel.more, qtbot)
    _press(pane.panel.expert.row("flip").button, qtbot)
    assert pane.recipe() == replace(RECIPES.get("colourise"), flip=False)
    assert pane.cards.find(pane.recipe()) == "colourise"
    _press(pane.panel.card("canny"), qtbot)
    assert pane.recipe() == RECIPES.get("canny")
    pane.asked(recipe=replace(RECIPES.get("contours"), flip=False))
    assert (pane.recipe().name, pane.recipe().flip) == ("contours", False)
    assert pane.panel.card("contours").isChecked()


def test_until_done_is_queued_without_a_time(pane, session, qtbot):
    _press(pane.panel.until_done.button, qtbot)
    _press(pane.pages.switch.button("queue"), qtbot)
    assert pane.pages.queue.add.text() == "Add Colourise, studio, until done"
    _press(pane.pages.queue.add, qtbot)
    assert session.project.queue.all()[0].config.minutes is None
    assert pane.panel.card("colourise").line == "queued, until done"
    assert pane.pages.queue.list.rows()[0].minutes.text() == "until done"
    assert "until done" in pane.pages.queue.total.text()


def test_a_recipe_of_ones_own_gets_a_card(pane, qtbot):
    own = Recipe("custom", "Blur to picture", (step("blur"),), (step("original"),), cut_from=CutFrom.FACES)
    pane.asked(recipe=own)
    assert pane.recipe() == own
    card = pane.panel.card("run Blur to picture")
    assert card.isChecked()
    qtbot.waitUntil(lambda: card.has_pictures)
    pane.asked(recipe=RECIPES.get("canny"))
    assert pane.panel.card("canny").isChecked()


def test_a_recipe_handed_over_before_the_faces_are_counted_is_kept(session, qtbot):
    pane = TrainPane(session)
    window = stand_up(pane, qtbot)
    pane.asked(recipe=RECIPES.get("canny"))
    assert not pane.empty.isVisible()
    qtbot.waitUntil(pane.preview.isVisible)
    assert pane.recipe().name == "canny"
    assert pane.preview.title.text() == RECIPES.get("canny").title
    window.close()


def test_without_faces_it_says_what_to_do_and_offers_it(tmp_path, qtbot, qapp):
    with open_session(tmp_path / "empty", tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(pane.empty.isVisible)
        assert not pane.start.isEnabled()
        with qtbot.waitSignal(session.pane_asked) as caught:
            _press(pane.empty.button, qtbot)
        assert caught.args[0] == "photos"
        window.close()


def test_start_pause_resume_stop_and_keep(pane, session, qtbot):
    """The whole life of a run by its four buttons, while the window answers and loads no torch itself."""
    _press(pane.panel.size_choice.button("sketch"), qtbot)
    torch_before = "torch" in sys.modules
    gaps = _Gaps(qtbot)
    _press(pane.start, qtbot)
    assert not pane.panel.size_choice.isEnabled()
    qtbot.waitUntil(lambda: len(pane.live.plot.run.losses) >= 2 and len(pane.live.sheets.triples) > 0)
    assert pane.run_presenter.speed
    assert "held out" in pane.top_line()

    _press(pane.pause, qtbot)
    assert not pane.pause.isEnabled()
    qtbot.waitUntil(lambda: not session.runner.jobs)
    paused = _only_run(session)
    assert paused.state is RunState.PAUSED
    assert paused.step > 0
    assert pane.start.text() == "Resume"
    assert [row.run_id for row in pane.panel.runs()] == [paused.id]

    _press(pane.panel.runs()[0].resume, qtbot)
    qtbot.waitUntil(lambda: _only_run(session).state is RunState.RUNNING)
    qtbot.waitUntil(lambda: pane.live.plot.run.last("step") > paused.step)

    _press(pane.keep, qtbot)
    qtbot.waitUntil(lambda: _only_run(session).encoder is not None and not session.runner.jobs)
    kept = _only_run(session)
    assert kept.state is RunState.FINISHED
    assert kept.step > paused.step
    card = read_header(session.project.encoders_folder / kept.encoder)
    assert (card.recipe.name, card.size) == ("colourise", "sketch")
    assert ("torch" in sys.modules) == torch_before
    gaps.check()


def test_a_training_that_ends_by_itself_leaves_an_encoder_and_offers_it(pane, session, qtbot):
    pane.panel.size_choice.set_value("sketch")
    pane.panel.expert.set_values({"epochs": 1, "batches": 3})
    with qtbot.waitSignal(session.said) as caught:
        _press(pane.start, qtbot)
    assert "shelf of encoders" in caught.args[0]
    with qtbot.waitSignal(session.pane_asked) as asked:
        caught.args[2]()
    assert (asked.args[0], asked.args[1]["encoder"].is_file()) == ("paint", True)
    qtbot.waitUntil(lambda: not session.runner.jobs)
    run = _only_run(session)
    assert (run.state, run.step) == (RunState.FINISHED, 3)
    assert pane.start.text() == "Resume"
    assert pane.keep.isHidden()


def test_a_training_that_cannot_start_says_why_and_the_pane_is_as_before(pane, session, qtbot):
    for photo in session.project.photos.all():
        photo.path.unlink()
    with qtbot.waitSignal(session.failed) as caught:
        _press(pane.start, qtbot)
    assert str(caught.args[0])
    qtbot.waitUntil(lambda: not session.runner.jobs)
    assert pane.preview.isVisible()
    assert pane.start.isEnabled()
    assert pane.start.text() == "Start"
    assert session.project.runs.all() == []


def test_closing_while_it_learns_pauses_and_reopening_goes_on(tmp_path, astronaut, qtbot, qapp):
    folder = make_project(tmp_path, astronaut, 5)
    with open_session(folder, tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(lambda: pane.recipe_presenter.has_crops)
        pane.panel.size_choice.set_value("sketch")
        _press(pane.start, qtbot)
        qtbot.waitUntil(lambda: len(pane.live.sheets.triples) > 0)
        window.close()
        start = time.monotonic()
    assert time.monotonic() - start < SOON
    with open_session(folder, tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(lambda: len(pane.panel.runs()) == 1)
        row = pane.panel.runs()[0]
        assert _only_run(session).state is RunState.PAUSED
        _press(row, qtbot)
        qtbot.waitUntil(lambda: len(pane.live.plot.run.losses) > 0 and len(pane.live.sheets.triples) > 0)
        assert pane.start.text() == "Resume"
        window.close()


class _Gaps:
    """How long the event loop was away, seen by a timer."""

    def __init__(self, qtbot):
        from PySide6.QtCore import QTimer

        self._last = time.perf_counter()
        self._gaps = []
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self):
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now

    def check(self):
        self._timer.stop()
        QApplication.processEvents()
        assert len(self._gaps) > 50
        assert np.quantile(self._gaps, 0.99) < 0.1, "the window was away too often while it trained"


def test_the_pace_of_a_real_training_is_remembered_for_the_next(pane, session):
    """As its events come: 100 pictures in 25 s, after 5 s for the first."""
    run = write_run(session.project)
    pane.run_presenter.begin("Colourise", TrainConfig())
    pane.run_presenter.take(RunStarted(run.id, run.folder, 6, 1, "CPU"))
    for number, seconds in ((1, 5.0), (50, 17.0), (101, 30.0)):
        pane.run_presenter.take(
            StepDone(number, 1000, {"l1": 0.1, "generator": 1.0, "discriminator": 0.5}, 4.0, seconds)
        )
    pane.run_presenter.end()
    config = session.project.runs.config(run.id)
    assert config.batch_size == 1
    assert session.preferences.text(settings_key(config.size, run.recipe.width)) == "4.0000"
