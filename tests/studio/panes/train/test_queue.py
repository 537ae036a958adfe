"""The queue of the Train pane: filled, put in order and undone by hand; trained, with a report in the morning."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from models.recipes import RECIPES
from models.records import RunState
from models.training.config import TrainConfig
from studio.panes.train import TrainPane
from tests.studio.panes.learning import make_project, open_session, stand_up

QUICK = TrainConfig(size="sketch", epochs=1, batches=3, minutes=5.0)
QUICK_NOT = replace(QUICK, batches=1000)


def _press(widget, qtbot):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def _queue_page(pane, qtbot):
    _press(pane.pages.switch.button("queue"), qtbot)
    return pane.pages.queue


def _titles(pane):
    return [row.item.title for row in pane.pages.queue.list.rows()]


def _fill(pane, qtbot, *names):
    for name in names:
        _press(pane.panel.card(name), qtbot)
        _press(pane.bar.queue, qtbot)
    return _queue_page(pane, qtbot)


def test_what_is_chosen_at_the_left_is_added_with_its_minutes(pane, session, qtbot):
    page = _queue_page(pane, qtbot)
    assert page.nothing.isVisible()
    assert not pane.start.isEnabled()
    _press(pane.panel.card("canny"), qtbot)
    pane.panel.minutes.slider.setValue(29)
    assert page.add.text() == "Add From edges, studio, 30 min"
    _press(page.add, qtbot)
    (one,) = session.project.queue.all()
    assert (one.recipe.name, one.config.size, one.config.minutes) == ("canny", "studio", 30.0)
    assert pane.pages.switch.button("queue").text() == "Queue, 1"
    assert pane.panel.card("canny").line == "queued, 30 min"
    assert "30 min in all" in page.total.text()
    assert (pane.start.text(), pane.start.isEnabled()) == ("Start the queue", True)
    session.undo()
    assert page.list.rows() == []


def test_a_drag_changes_the_order_and_so_do_the_arrow_keys(pane, session, qtbot):
    page = _fill(pane, qtbot, "colourise", "contours", "canny")
    first, second, last = page.list.rows()
    qtbot.waitUntil(lambda: last.y() > second.y() > first.y())
    grip, start = first.grip, first.grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    for target in (second, last):
        below = grip.mapFromGlobal(QPoint(0, target.middle() + 4)).y()
        qtbot.mouseMove(grip, QPoint(start.x(), below))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)
    assert [one.recipe.name for one in session.project.queue.all()] == ["contours", "canny", "colourise"]
    qtbot.keyClick(page.list.rows()[1].grip, Qt.Key.Key_Up)
    assert [one.recipe.name for one in session.project.queue.all()] == ["canny", "contours", "colourise"]
    session.undo()
    session.undo()
    assert _titles(pane) == ["Colourise", "From contours", "From edges"]


def test_minutes_are_typed_and_one_is_taken_out(pane, session, qtbot):
    page = _fill(pane, qtbot, "colourise", "canny")
    field = page.list.rows()[1].minutes
    field.selectAll()
    qtbot.keyClicks(field, "75")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.project.queue.all()[1].config.minutes == 75.0
    _press(page.list.rows()[0].remove, qtbot)
    assert _titles(pane) == ["From edges"]
    session.undo()
    assert _titles(pane) == ["Colourise", "From edges"]


def test_a_night_with_a_failure_in_it_and_the_report_of_the_morning(pane, session, qtbot):
    """The first has learned enough before its time, the second fails, the third is trained to its end."""
    nobody = replace(RECIPES.get("colourise"), name="custom", title="Nobody", people=("Nobody",))
    queue = session.project.queue
    session.edit("Add", lambda: queue.add(RECIPES.get("colourise"), QUICK_NOT))
    for recipe in (nobody, RECIPES.get("autoencoder")):
        session.edit("Add", lambda recipe=recipe: queue.add(recipe, QUICK))
    page = _queue_page(pane, qtbot)
    _press(pane.start, qtbot)
    qtbot.waitUntil(lambda: pane.live.plot.run.last("step") > 0)
    assert not page.list.rows()[0].remove.isEnabled()
    assert pane.keep.text() == "Keep and go on"
    with qtbot.waitSignal(session.said, check_params_cb=lambda text, *_: "queue is done" in text):
        _press(pane.keep, qtbot)
    qtbot.waitUntil(lambda: not session.runner.jobs)
    assert page.list.rows() == []
    told = page.report.text()
    assert "2 trained, 1 failed" in told
    assert "failed: nothing is left to learn Nobody from" in told
    assert [run.state for run in session.project.runs.all()] == [RunState.FINISHED] * 2
    assert len(list(session.project.encoders_folder.iterdir())) == 2
    with qtbot.waitSignal(session.pane_asked) as asked:
        button = next(one for one in page.report.findChildren(QPushButton) if one.text() == "Paint with it")
        _press(button, qtbot)
    assert (asked.args[0], asked.args[1]["encoder"].is_file()) == ("paint", True)
    _press(page.report.put_away, qtbot)
    assert not page.report.isVisible()
    assert session.project.queue.report() == []


def test_a_queue_is_paused_by_closing_and_waits_where_it_stopped(tmp_path, astronaut, qtbot, qapp):
    folder = make_project(tmp_path, astronaut, 5)
    with open_session(folder, tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(lambda: pane.recipe_presenter.has_crops)
        for name in ("colourise", "autoencoder"):
            session.edit("Add", lambda name=name: session.project.queue.add(RECIPES.get(name), QUICK_NOT))
        _queue_page(pane, qtbot)
        _press(pane.start, qtbot)
        qtbot.waitUntil(lambda: pane.live.plot.run.last("step") > 0)
        window.close()
    with open_session(folder, tmp_path / "settings.ini") as session:
        pane = TrainPane(session)
        window = stand_up(pane, qtbot)
        page = _queue_page(pane, qtbot)
        assert _titles(pane) == ["Colourise", "Autoencoder"]
        assert "goes on at minute" in page.list.rows()[0].item.line
        assert session.project.runs.all()[0].state is RunState.PAUSED
        qtbot.waitUntil(pane.start.isEnabled)
        window.close()
