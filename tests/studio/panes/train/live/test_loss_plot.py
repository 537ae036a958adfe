"""The loss plot: live, by step or time, smooth or raw, other runs behind, in the theme's colours, at a flat cost."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from models.records import Scores
from models.training.run_folder.history_reader import HistoryPart
from studio.look import theme
from studio.panes.train.live.lane_plot import LanePlot, Moments
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.run_curves import RunCurves
from studio.panes.train.words import word_moment
from tests.timing import cpu_seconds


@pytest.fixture
def plot(qtbot, qapp):
    theme.apply(qapp, "dark")
    made = LossPlot()
    qtbot.addWidget(made)
    made.draw_with(LanePlot)
    made.resize(600, 340)
    return made


def _feed(plot, count, start=0):
    steps = np.arange(start, start + count, dtype=float)
    flat = np.ones(count)
    losses = {"l1": 0.2 + 0.1 * (steps % 7), "generator": flat, "discriminator": 0.5 * flat, "other": 3 * flat}
    plot.run.take(HistoryPart(start == 0, steps, steps * 0.2, losses))
    plot.refresh()


def _judge(plot, *scores):
    nothing = np.zeros(0)
    plot.run.take(HistoryPart(False, nothing, nothing, {}, list(scores)))
    plot.refresh()


def _shown(plot, qtbot):
    plot.show()
    qtbot.waitExposed(plot)
    qtbot.waitUntil(lambda: len(plot.lanes) == 2 and plot.lanes["scores"].viewRange()[0][0] == 0.0)
    QApplication.processEvents()
    return plot.grab().toImage()


def _at(lane, place, y=0.5):
    """Where on the lane that step or second is, in its pixels."""
    box = lane.plotItem.vb
    rect = box.sceneBoundingRect()
    x = box.mapViewToScene(QPointF(place, 0)).x()
    return lane.mapFromScene(QPointF(x, rect.top() + y * rect.height()))


def test_losses_and_scores_appear_while_it_is_shown(plot, qtbot):
    empty = _shown(plot, qtbot)
    _feed(plot, 50)
    qtbot.waitUntil(lambda: plot.grab().toImage() != empty)
    losses = plot.grab().toImage()
    _judge(plot, (40, Scores(23.0, 20.0, 0.8)))
    qtbot.waitUntil(lambda: plot.grab().toImage() != losses)


def test_what_came_while_hidden_is_there_when_shown(plot, qtbot):
    _feed(plot, 50)
    shown = _shown(plot, qtbot)
    plot.set_run(RunCurves())
    qtbot.waitUntil(lambda: plot.grab().toImage() != shown)


@pytest.mark.parametrize("change", [lambda p: p.look(axis="step"), lambda p: p.look(smooth=0.0)])
def test_axis_and_smoothing_change_the_picture(plot, qtbot, change):
    _feed(plot, 200)
    before = _shown(plot, qtbot)
    change(plot)
    qtbot.waitUntil(lambda: plot.grab().toImage() != before)


def test_another_run_lies_behind_and_widens_the_axis(plot, qtbot):
    _feed(plot, 100)
    before = _shown(plot, qtbot)
    other = RunCurves()
    other.take(HistoryPart(True, np.arange(1.0, 301.0), np.arange(1.0, 301.0), {"l1": np.full(300, 0.3)}))
    plot.set_others([other])
    assert plot.grab().toImage() != before
    assert [lane.viewRange()[0] for lane in plot.lanes.values()] == 2 * [[0.0, 300.0]]


def _click_name(plot, qtbot, name):
    qtbot.mouseClick(plot.names[name], Qt.MouseButton.LeftButton)


def test_a_click_on_a_name_hides_its_curve_and_another_brings_it_back(plot, qtbot):
    _feed(plot, 100)
    before = _shown(plot, qtbot)
    _click_name(plot, qtbot, "generator")
    hidden = plot.grab().toImage()
    assert plot.view.hidden == {"generator"}
    assert hidden != before
    _click_name(plot, qtbot, "generator")
    assert not plot.view.hidden


def test_a_name_says_what_its_curve_means(plot, qtbot):
    _shown(plot, qtbot)
    name = plot.names["l1"]
    at = name.rect().center()
    QApplication.sendEvent(name, QHelpEvent(QEvent.Type.ToolTip, at, name.mapToGlobal(at)))
    qtbot.waitUntil(lambda: "in levels of 255" in QToolTip.text())
    assert "Click to show or hide it" in QToolTip.text()
    QToolTip.hideText()


def test_the_note_stands_over_the_scores(plot, qtbot):
    _shown(plot, qtbot)
    plot.note.setText("held out 24.07 dB, best 24.12")
    assert plot.note.isVisible()
    assert plot.lanes["losses"].geometry().bottom() <= plot.note.y() < plot.lanes["scores"].y()


def test_one_curve_always_stays(plot, qtbot):
    _shown(plot, qtbot)
    for title in ("psnr", "ssim", "generator", "discriminator", "l1"):
        _click_name(plot, qtbot, title)
    assert plot.view.hidden == {"psnr", "ssim", "generator", "discriminator"}
    assert plot.names["l1"].isChecked()


def test_a_lane_without_curves_gives_way_and_its_names_stay_in_reach(plot, qtbot):
    _feed(plot, 100)
    _shown(plot, qtbot)
    tall = plot.lanes["losses"].height()
    for title in ("psnr", "ssim"):
        _click_name(plot, qtbot, title)
    qtbot.waitUntil(lambda: plot.lanes["losses"].height() > tall + 40)
    assert not plot.lanes["scores"].isVisible()
    assert plot.lanes["losses"].below.height() > 20  # its own figures below
    _click_name(plot, qtbot, "ssim")
    qtbot.waitUntil(lambda: plot.lanes["losses"].height() < tall + 20)
    assert plot.lanes["scores"].isVisible()


def _words(plot):
    return plot.moment.text(), [name.text().removeprefix("— ") for name in plot.names.values()]


def test_pointing_reads_every_curve_at_that_moment(plot, qtbot):
    _feed(plot, 101)
    _judge(plot, (40, Scores(23.0, 20.0, 0.8)))
    _shown(plot, qtbot)
    lane = plot.lanes["losses"]
    before = _words(plot)
    assert before == ("", ["L1", "generator", "discriminator", "held out", "SSIM"])
    places = [name.geometry() for name in plot.names.values()]
    qtbot.mouseMove(lane.viewport(), _at(lane, 50 * 0.2))
    said = ["L1 38.3", "generator 1.00", "discriminator 0.50", "held out 23.00 dB", "SSIM 0.800"]
    qtbot.waitUntil(lambda: _words(plot) == ("10 s, step 50", said))
    assert [name.geometry() for name in plot.names.values()] == places  # nothing jumps
    QApplication.sendEvent(lane, QEvent(QEvent.Type.Leave))
    assert _words(plot) == before
    plot.mark(50)
    assert _words(plot) == ("10 s, step 50", said)


def test_a_click_stands_there_and_a_drag_scrubs(plot, qtbot):
    _feed(plot, 101)
    _shown(plot, qtbot)
    lane = plot.lanes["losses"]
    at = _at(lane, 50 * 0.2)
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mouseClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert abs(caught.args[0] - 50) <= 1
    qtbot.mousePress(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mouseMove(lane.viewport(), at - QPoint(60, 0))
    assert caught.args[0] < 45
    qtbot.mouseRelease(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.assertNotEmitted(plot.scrubbed):
        qtbot.mouseMove(lane.viewport(), at)


def test_the_time_machines_line_stands_in_both_lanes_also_while_the_mouse_is_elsewhere(plot, qtbot):
    _feed(plot, 101)
    without = _shown(plot, qtbot)
    plot.mark(50)
    assert [lane.marked.value() for lane in plot.lanes.values()] == [10.0, 10.0]
    marked = plot.grab().toImage()
    assert marked != without
    plot.look(axis="step")
    assert [lane.marked.value() for lane in plot.lanes.values()] == [50.0, 50.0]
    plot.look(axis="second")
    plot.mark(None)
    qtbot.waitUntil(lambda: plot.grab().toImage() == without)


def _turn(lane, at, by, keys=Qt.KeyboardModifier.NoModifier):
    where = QPointF(at)
    event = QWheelEvent(
        where,
        lane.viewport().mapToGlobal(where),
        QPoint(),
        by,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(lane.viewport(), event)


@pytest.mark.parametrize("name", ["losses", "scores"])
def test_the_wheel_zooms_about_the_mouse_and_a_double_click_shows_all(plot, qtbot, name):
    _feed(plot, 1000)
    _shown(plot, qtbot)
    lane = plot.lanes[name]
    at = _at(lane, 100)
    for _ in range(5):
        _turn(lane, at, QPoint(0, 120))
    low, high = plot.view.span
    assert high - low < 100
    assert abs(_at(lane, 100).x() - at.x()) <= 2
    assert [one.viewRange()[0] for one in plot.lanes.values()] == 2 * [pytest.approx([low, high])]
    _turn(lane, at, QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    moved = plot.view.span
    assert moved[0] > low
    _turn(lane, at, QPoint(120, 0))
    assert plot.view.span[0] < moved[0]
    for _ in range(60):
        _turn(lane, at, QPoint(0, 120))
    assert plot.view.span[1] - plot.view.span[0] >= 4.99
    for _ in range(60):
        _turn(lane, at, QPoint(120, 0))
    assert plot.view.span[0] >= 0
    qtbot.mouseDClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert plot.view.span is None
    _turn(lane, at, QPoint(0, -120))
    assert plot.view.span is None  # there is no more than all


def test_a_zoomed_plot_stays_where_it_is_while_the_run_goes_on(plot, qtbot):
    _feed(plot, 1000)
    _shown(plot, qtbot)
    plot.look(span=(50.0, 60.0))
    _feed(plot, 500, start=1000)
    assert plot.lanes["losses"].viewRange()[0] == [50.0, 60.0]
    plot.look(span=None)
    assert plot.lanes["losses"].viewRange()[0][1] >= 1499 * 0.2


def test_curves_have_at_most_2000_points_whatever_the_width(plot, qtbot):
    plot.resize(3000, 340)
    _feed(plot, 20_000)
    _judge(plot, *((step, Scores(20.0, 20.0, 0.8)) for step in range(0, 20_000, 100)))
    _shown(plot, qtbot)
    for smooth in (0.0, 1 / 30):
        plot.look(smooth=smooth)
        counts = [
            len(curve.xData) for lane in plot.lanes.values() for curve in lane.listDataItems() if curve.isVisible()
        ]
        assert len(counts) >= 4
        assert max(counts) <= 2000


def test_before_pyqtgraph_is_there_the_rest_of_it_stands_and_the_curves_come_later(qtbot):
    early = LossPlot()
    qtbot.addWidget(early)
    early.resize(600, 340)
    early.show()
    qtbot.waitExposed(early)
    _feed(early, 100)
    early.mark(50)
    _click_name(early, qtbot, "generator")
    empty = early.grab().toImage()
    early.draw_with(LanePlot)
    qtbot.waitUntil(lambda: len(early.lanes) == 2 and early.grab().toImage() != empty)
    qtbot.waitUntil(lambda: early.lanes["losses"].viewRange()[0] == pytest.approx([0.0, 19.8], abs=0.06))
    assert early.lanes["losses"].marked.value() == 10.0


def _dominant(plot):
    return plot.grab().toImage().pixelColor(plot.lanes["losses"].geometry().topLeft() + QPoint(6, 6)).name()


def test_it_follows_the_theme(plot, qtbot, qapp):
    _shown(plot, qtbot)
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name())
    theme.apply(qapp, "light")
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name())
    theme.apply(qapp, "dark")


def test_a_long_run_costs_no_more_to_draw_than_a_short_one(plot, qtbot):
    _feed(plot, 2000)
    _shown(plot, qtbot)
    short = _drawing_time(plot)
    steps = np.arange(2001.0, 200_001.0)
    noise = np.random.default_rng(1).normal(1, 0.2, len(steps))
    losses = {"l1": noise, "generator": noise, "discriminator": noise}
    plot.run.take(HistoryPart(False, steps, steps * 0.2, losses))
    assert _drawing_time(plot) < max(3 * short, 0.02)


def _drawing_time(plot):
    def draw():
        plot.refresh()
        plot.grab()

    return sorted(cpu_seconds(draw) for _ in range(7))[3]


@pytest.mark.parametrize(
    ("width", "axis", "values", "words"),
    [
        (60, "second", [0, 10, 60], ["0 s", "10 s", "60 s"]),
        (1800, "second", [0, 300, 1800], ["0 min", "5 min", "30 min"]),
        (90_000, "second", [0, 1800, 90_000], ["0 h", "0.5 h", "25 h"]),
        (90_000, "step", [0, 50_000, 1_500_000], ["0", "50,000", "1,500,000"]),
    ],
)
def test_moments_have_the_unit_that_suits_the_width(qapp, width, axis, values, words):
    below = Moments("bottom")
    below.show_units(width, axis)
    assert below.tickStrings(values, below.scale, 1) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0"), (40, "40 s"), (120, "2 min"), (150, "2 min 30"), (3600, "1 h"), (5400, "1 h 30")]
)
def test_times_on_the_axis(seconds, words):
    assert word_moment(seconds) == words


def test_the_phases_of_a_run_are_shaded_and_named_by_time_and_by_step(plot, qtbot):
    _feed(plot, 200)
    one_phase = _shown(plot, qtbot)
    bands = [lane.phases for lane in plot.lanes.values()]
    assert not any(band.edge.isVisible() for band in bands)
    nothing = np.zeros(0)
    plot.run.take(HistoryPart(False, nothing, nothing, {}, critic=(100, 20.0)))
    plot.refresh()
    assert [band.edge.value() for band in bands] == [20.0, 20.0]
    assert [name.isVisible() for name in bands[0].names] == [True, True]
    plot.look(axis="step")
    assert [band.ground.getRegion() for band in bands] == [(0.0, 100.0)] * 2
    assert plot.grab().toImage() != one_phase
    plot.look(span=(99.0, 199.0))  # no room for the name of the first
    assert [name.isVisible() for name in bands[0].names] == [False, True]
