"""The loss plot: live, by step or time, smooth or raw, other runs behind, in the theme's colours, at a flat cost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
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


@pytest.mark.parametrize("change", [lambda p: p.set_axis("steps"), lambda p: p.set_smooth(0.0)])
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


def _name(plot, title):
    return next(name for name in plot.names if name.text() == title)


def _click_name(plot, qtbot, title):
    qtbot.mouseClick(_name(plot, title), Qt.MouseButton.LeftButton)


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
    name = _name(plot, "L1")
    at = name.rect().center()
    QApplication.sendEvent(name, QHelpEvent(QEvent.Type.ToolTip, at, name.mapToGlobal(at)))
    qtbot.waitUntil(lambda: "in levels of 255" in QToolTip.text())
    assert "Click to show or hide it" in QToolTip.text()
    QToolTip.hideText()


def test_the_note_stands_over_the_scores_with_its_help(plot, qtbot):
    _shown(plot, qtbot)
    plot.set_note("held out 24.07 dB, best 24.12", "What it means")
    assert (plot.note.text(), plot.note.toolTip()) == ("held out 24.07 dB, best 24.12", "What it means")
    assert plot.note.isVisible()
    assert plot.lanes["losses"].geometry().bottom() <= plot.note.y() < plot.lanes["scores"].y()


def test_one_curve_always_stays(plot, qtbot):
    _shown(plot, qtbot)
    for title in ("held out", "SSIM", "generator", "discriminator", "L1"):
        _click_name(plot, qtbot, title)
    assert plot.view.hidden == {"psnr", "ssim", "generator", "discriminator"}
    assert _name(plot, "L1").isChecked()


def test_a_lane_without_curves_gives_way_and_its_names_stay_in_reach(plot, qtbot):
    _feed(plot, 100)
    _shown(plot, qtbot)
    tall = plot.lanes["losses"].height()
    for title in ("held out", "SSIM"):
        _click_name(plot, qtbot, title)
    qtbot.waitUntil(lambda: plot.lanes["losses"].height() > tall + 40)
    assert not plot.lanes["scores"].isVisible()
    assert plot.lanes["losses"].below.height() > 20  # its own figures below
    _click_name(plot, qtbot, "SSIM")
    qtbot.waitUntil(lambda: plot.lanes["losses"].height() < tall + 20)
    assert plot.lanes["scores"].isVisible()


def test_pointing_reads_the_curves_and_a_drag_scrubs(plot, qtbot):
    _feed(plot, 101)
    _shown(plot, qtbot)
    lane = plot.lanes["losses"]
    at = _at(lane, 50 * 0.2)
    before = plot.grab().toImage()
    qtbot.mouseMove(lane.viewport(), at)
    qtbot.waitUntil(lambda: plot.grab().toImage() != before)
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mousePress(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert abs(caught.args[0] - 50) <= 1
    assert plot.words_at(50).startswith("10 s, step 50: L1 38.3, generator 1.00, discriminator 0.50")
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mouseMove(lane.viewport(), at - QPoint(60, 0))
    assert caught.args[0] < 45
    qtbot.mouseRelease(lane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.assertNotEmitted(plot.scrubbed):
        qtbot.mouseMove(lane.viewport(), at)


def test_the_words_of_the_moment_fit_on_the_lane_wherever_it_is(plot, qtbot):
    _feed(plot, 101)
    _shown(plot, qtbot)
    lane = plot.lanes["losses"]
    for second in (0.5, 5, 10, 15, 19.5):
        qtbot.mouseMove(lane.viewport(), _at(lane, second))
        qtbot.waitUntil(lambda at=second: abs(lane._under.value() - at) < 0.3)
        text = lane._words.mapRectToScene(lane._words.boundingRect())
        box = lane.plotItem.vb.sceneBoundingRect()
        assert box.left() - 1 <= text.left()
        assert text.right() <= box.right() + 1


def test_the_time_machines_line_stands_in_both_lanes_also_while_the_mouse_is_elsewhere(plot, qtbot):
    _feed(plot, 101)
    without = _shown(plot, qtbot)
    plot.mark(50)
    assert [lane._marked.value() for lane in plot.lanes.values()] == [10.0, 10.0]
    marked = plot.grab().toImage()
    assert marked != without
    plot.set_axis("steps")
    assert [lane._marked.value() for lane in plot.lanes.values()] == [50.0, 50.0]
    plot.set_axis("time")
    plot.mark(None)
    qtbot.waitUntil(lambda: plot.grab().toImage() == without)


def _turn(lane, at, by, modifiers=Qt.KeyboardModifier.NoModifier):
    where = QPointF(at)
    event = QWheelEvent(
        where,
        lane.viewport().mapToGlobal(where),
        QPoint(),
        by,
        Qt.MouseButton.NoButton,
        modifiers,
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
    assert abs(lane.place_of(QPointF(at)) - 100) < 0.5
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
    assert plot.view.span is None
    _turn(lane, at, QPoint(0, -120))
    assert plot.view.span is None  # there is no more than all


def test_a_zoomed_plot_stays_where_it_is_while_the_run_goes_on(plot, qtbot):
    _feed(plot, 1000)
    _shown(plot, qtbot)
    plot.set_span((50.0, 60.0))
    _feed(plot, 500, start=1000)
    assert plot.lanes["losses"].viewRange()[0] == [50.0, 60.0]
    plot.set_span(None)
    assert plot.lanes["losses"].viewRange()[0][1] >= 1499 * 0.2


def test_curves_have_at_most_2000_points_whatever_the_width(plot, qtbot):
    plot.resize(3000, 340)
    _feed(plot, 20_000)
    _judge(plot, *((step, Scores(20.0, 20.0, 0.8)) for step in range(0, 20_000, 100)))
    _shown(plot, qtbot)
    for smooth in (0.0, 1 / 30):
        plot.set_smooth(smooth)
        counts = [len(curve.xData) for lane in plot.lanes.values() for curve in lane._curves if curve.isVisible()]
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
    assert early.lanes["losses"]._marked.value() == 10.0


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


@given(st.floats(0, 1e6, allow_subnormal=False), st.floats(5, 1e6), st.integers(330, 2000), st.booleans())
def test_ticks_are_few_in_order_and_inside(low, width, pixels, by_step):
    axis = Moments("bottom")
    axis.by_step = by_step
    ((_, ticks),) = axis.tickValues(low, low + width, pixels)
    assert len(ticks) <= max(4, pixels / 40)
    assert ticks == sorted(ticks)
    slack = 1e-6 * (1 + low + width)
    assert all(low - slack <= tick <= low + width + slack for tick in ticks)


def test_times_are_marked_at_round_ones_and_figures_say_no_more_than_they_have(qapp):
    axis = Moments("bottom")
    ((_, ticks),) = axis.tickValues(0, 60, 700)
    assert axis.tickStrings(ticks, 1, 10) == ["0", "10 s", "20 s", "30 s", "40 s", "50 s", "1 min"]
    axis.by_step = True
    assert axis.tickStrings([0.25, 10, 20000], 1, 1) == ["0.25", "10", "20,000"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0"), (40, "40 s"), (120, "2 min"), (150, "2 min 30"), (3600, "1 h"), (5400, "1 h 30")]
)
def test_times_on_the_axis(seconds, words):
    assert word_moment(seconds) == words
