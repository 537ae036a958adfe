"""The time machine of the Train pane: one slider, its keys and the plot move cursor and pictures of a run together."""

from __future__ import annotations

import csv

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QFileDialog

from models.events import Changed
from models.painting.encoder_file import read_header
from models.records import RunState
from models.training.run_folder.checkpoint import list_checkpoints
from studio.panes.train.live.triple_view import cells
from tests.workflow.written_run import LAST, write_run


def _row(pane, run):
    return next(row for row in pane.panel.runs() if row.run_id == run.id)


def _show(pane, qtbot, run):
    pane.session.changed.emit(Changed(frozenset({"runs"})))
    qtbot.mouseClick(_row(pane, run), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.run_presenter.settled and len(pane.live.sheets.triples) > 0)
    qtbot.waitUntil(lambda: len(pane.live.plot.lanes) == 2)
    qtbot.waitUntil(lambda: pane.live.plot.lanes["losses"].viewRange()[0] == [0.0, LAST / 2])


def _painted(pane):
    """The level of the painted picture of the first triple, as it is on the screen."""
    view = pane.live.sheets.triples
    at = cells(view.rects()[0])[1].center().toPoint()
    return view.grab().toImage().pixelColor(at).red()


def _stands_at(pane, qtbot, step):
    qtbot.waitUntil(lambda: abs(_painted(pane) - step // 2) <= 1)
    assert pane.live.plot.marked == (None if step == LAST else step)


def test_keys_walk_through_the_run_and_back_to_now(pane, session, qtbot):
    _show(pane, qtbot, write_run(session.project, sheets=5))
    pane.live.plot.setFocus()
    _stands_at(pane, qtbot, LAST)
    for key, step in (("Left", 320), ("Left", 240), ("Home", 80), ("Right", 160), ("End", LAST)):
        qtbot.keyClick(pane.live.plot, getattr(Qt.Key, f"Key_{key}"))
        _stands_at(pane, qtbot, step)
    assert pane.live.machine.moment.text() == "now"


def test_a_click_in_the_plot_and_the_slider_go_to_the_same_moment(pane, session, qtbot):
    _show(pane, qtbot, write_run(session.project, sheets=5))
    lane = pane.live.plot.lanes["losses"]
    box = lane.plotItem.vb
    x = box.mapViewToScene(QPointF(240 / 2, 0)).x()
    at = lane.mapFromScene(QPointF(x, box.sceneBoundingRect().center().y()))
    qtbot.mouseClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    _stands_at(pane, qtbot, 240)
    assert pane.live.machine.moment.text() == "2 min, step 240"
    slider = pane.live.machine.slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(8, slider.height() // 2))
    _stands_at(pane, qtbot, 80)
    qtbot.mouseClick(pane.live.machine.now, Qt.MouseButton.LeftButton)
    _stands_at(pane, qtbot, LAST)


def test_a_moment_that_is_not_saved_can_not_be_kept_and_says_why(pane, session, qtbot):
    _show(pane, qtbot, write_run(session.project))
    assert not pane.moment.isVisible()
    pane.live.machine.go_to_begin()
    assert pane.moment.isVisible()
    assert not pane.moment.isEnabled()
    assert "not saved any more" in pane.moment.toolTip()


def test_earlier_runs_are_compared_by_a_tick_and_let_go_by_another(pane, session, qtbot):
    first, second = (write_run(session.project, title) for title in ("Colourise", "Colourise 2"))
    _show(pane, qtbot, second)
    assert not _row(pane, second).tick.isVisible()
    before = pane.live.plot.grab().toImage()
    qtbot.mouseClick(_row(pane, first).tick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [len(run.losses) for run in pane.live.plot.others] == [LAST])
    qtbot.waitUntil(lambda: pane.live.plot.grab().toImage() != before)
    assert _row(pane, first).tick.place == 1
    qtbot.mouseClick(_row(pane, first).tick, Qt.MouseButton.LeftButton)
    assert pane.live.plot.others == []


def test_the_first_tick_puts_its_run_in_front(pane, session, qtbot):
    run = write_run(session.project)
    pane.session.changed.emit(Changed(frozenset({"runs"})))
    qtbot.mouseClick(_row(pane, run).tick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(pane.live.plot.run.losses) == LAST)
    assert pane.run_presenter.run.id == run.id
    assert pane.live.isVisible()
    assert pane.live.plot.others == []


def test_the_history_is_exported_as_a_table_from_the_menu(pane, session, qtbot, monkeypatch, tmp_path):
    _show(pane, qtbot, write_run(session.project))
    out = tmp_path / "history.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    action = next(one for one in pane.live.machine.export.menu().actions() if "CSV" in one.text())
    with qtbot.waitSignal(session.said) as caught:
        action.trigger()
    assert caught.args[:2] == ["The table is history.csv", "Open folder"]
    assert len(list(csv.reader(out.open()))) == LAST + 1


def test_a_saved_moment_becomes_an_encoder_of_what_it_had_learned_then(pane, session, qtbot):
    """Two short trainings of one run: its curve is one, and the end of the first can still be kept."""
    pane.panel.size_choice.set_value("sketch")
    pane.panel.expert.set_values({"epochs": 1, "batches": 3})
    for last in (3, 6):
        qtbot.mouseClick(pane.start, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: pane.training.running)
        qtbot.waitUntil(lambda: not session.runner.jobs)
        run = session.project.runs.get(pane.run_presenter.run.id)
        assert (run.state, run.step) == (RunState.FINISHED, last)
    qtbot.waitUntil(lambda: pane.run_presenter.settled)
    assert len(pane.live.plot.run.losses) == 6
    assert set(list_checkpoints(run.folder)) >= {3, 6}
    pane.live.machine.go_to(3)
    assert pane.live.machine.step == 3
    assert pane.moment.isEnabled()
    assert "step 3" in pane.moment.toolTip()
    with qtbot.waitSignal(pane.run_presenter.kept) as caught:
        qtbot.mouseClick(pane.moment, Qt.MouseButton.LeftButton)
    assert read_header(caught.args[0]).summary["steps"] == 3
    qtbot.waitUntil(lambda: not session.runner.jobs)
    assert session.project.runs.get(run.id).state is RunState.FINISHED
