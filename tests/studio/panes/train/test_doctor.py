"""The doctor of the Train pane: every diagnosis has the button that its sentence promises, and the button does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.events import Changed
from models.painting.encoder_file import read_header
from models.records import RunState, Scores
from models.training.loop.health import Diagnosis, Finding, Light, Remedy
from models.training.run_folder.history import HISTORY, HistoryWriter
from models.training.run_folder.run_file import read_run_file
from studio.panes.train.live.doctor import LONGER, OFFERS
from tests.workflow.written_run import LAST, write_run

RISING = (22.0, 22.5, 23.0, 23.5, 24.0)


def _rewrite(run, psnr=RISING, discriminator=0.5, variety=None, broken=()):
    """Another history for the run: so many scores evenly over it."""
    (run.folder / HISTORY).unlink()
    writer = HistoryWriter(run.folder)
    for step in range(1, LAST + 1):
        writer.add_step(step, step * 0.5, {"l1": 0.2, "generator": 1.0, "discriminator": discriminator})
        if step % (LAST // len(psnr)) == 0:
            score = Scores(psnr[step * len(psnr) // LAST - 1], 20.0, 0.8, variety=variety)
            writer.add_scores(step, score)
    for back, failed in broken:
        writer.add_breakdown(back, failed)
    writer.flush()


def _show(pane, qtbot, run):
    pane.session.changed.emit(Changed(frozenset({"runs"})))
    row = next(row for row in pane.panel.runs() if row.run_id == run.id)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.run_presenter.settled and len(pane.live.plot.run.losses) == LAST)


@pytest.mark.parametrize(
    ("history", "finding", "offer"),
    [
        ({"psnr": (22, 24, 24, 24, 24.01, 24)}, Finding.PLATEAU, OFFERS[Remedy.STOP_AND_KEEP]),
        ({"psnr": (22, 24.5, 23.8, 23.5, 23.2)}, Finding.BY_HEART, OFFERS[Remedy.KEEP_BEST]),
        ({"discriminator": 0.001}, Finding.DISCRIMINATOR_WINS, OFFERS[Remedy.ANEW_SLOWER]),
        ({"variety": 0.02}, Finding.COLLAPSED, OFFERS[Remedy.ANEW_CLOSER]),
        ({"broken": [(300, 390)]}, Finding.NO_NUMBERS, OFFERS[Remedy.ANEW_SLOWER]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_run_suffers_from_is_said_with_the_button_for_it(pane, session, qtbot, history, finding, offer):
    run = write_run(session.project)
    _rewrite(run, **history)
    _show(pane, qtbot, run)
    assert pane.run_presenter.diagnosis.finding is finding
    assert pane.live.doctor.text() == pane.run_presenter.diagnosis.sentence
    assert (pane.live.doctor.button.isVisible(), pane.live.doctor.button.text()) == (True, offer.text)


def test_a_healthy_run_needs_no_button_and_one_that_ended_too_early_may_go_on(pane, session, qtbot):
    run = write_run(session.project)
    _show(pane, qtbot, run)
    assert pane.run_presenter.diagnosis.light is Light.HEALTHY
    assert not pane.live.doctor.button.isVisible()
    session.project.runs.update(run.id, state=RunState.FINISHED)
    _show(pane, qtbot, run)
    assert pane.live.doctor.button.text() == LONGER.text


def test_the_remedies_are_done_on_real_runs(pane, session, qtbot):
    """Anew and slower than a run whose discriminator wins; then the best kept of the new one."""
    first = write_run(session.project)
    _rewrite(first, discriminator=0.001)
    _show(pane, qtbot, first)
    qtbot.mouseClick(pane.live.doctor.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.run_presenter.run is not None and pane.run_presenter.run.id != first.id)
    begun = read_run_file(pane.run_presenter.run.folder)
    assert begun.config.learning_rate == pytest.approx(2e-4 / 3)
    assert (begun.recipe.title, begun.config.size) == (first.recipe.title, "sketch")
    assert session.project.runs.get(first.id).state is RunState.PAUSED
    qtbot.waitUntil(lambda: pane.live.plot.run.last("step") > 1)

    pane.run_presenter.diagnosis = Diagnosis(Light.AILING, "By heart.", Finding.BY_HEART, Remedy.KEEP_BEST)
    pane.run_presenter.told.emit()
    qtbot.mouseClick(pane.live.doctor.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.run_presenter.run.encoder is not None and not session.runner.jobs)
    run = session.project.runs.get(pane.run_presenter.run.id)
    assert run.state is RunState.FINISHED
    assert read_header(session.project.encoders_folder / run.encoder).summary["steps"] <= run.step
    assert not pane.live.doctor.button.isVisible()


def test_too_few_faces_are_said_before_the_start_with_the_way_to_more(pane, session, qtbot):
    assert pane.preview.verdict.button.text() == "Add photos"
    with qtbot.waitSignal(session.pane_asked) as asked:
        qtbot.mouseClick(pane.preview.verdict.button, Qt.MouseButton.LeftButton)
    assert (asked.args[0], asked.args[1]) == ("photos", {"add": "files"})
