"""The loss plot: live, by step or time, smooth or raw, other runs behind, in the theme's colours, at a flat cost."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from models.records import Scores
from studio.look import theme
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.run_curves import RunCurves
from studio.panes.train.plot_ticks import number_ticks, time_ticks, word_time_tick
from tests.timing import cpu_seconds


@pytest.fixture
def plot(qtbot, qapp):
    theme.apply(qapp, "dark")
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(600, 340)
    return made


def _feed(plot, count, start=0):
    for i in range(start, start + count):
        plot.add(i, i * 0.2, {"l1": 0.2 + 0.1 * (i % 7), "generator": 1.0, "discriminator": 0.5, "other": 3.0})


def _shown(plot, qtbot):
    plot.show()
    qtbot.waitExposed(plot)
    return plot.grab().toImage()


def _dominant(plot):
    return plot.grab().toImage().pixelColor(6, 6).name()


def test_losses_and_scores_appear_while_it_is_shown(plot, qtbot):
    empty = _shown(plot, qtbot)
    _feed(plot, 50)
    qtbot.waitUntil(lambda: plot.grab().toImage() != empty)
    losses = plot.grab().toImage()
    plot.set_scores([(40, Scores(23.0, 20.0, 0.8))])
    qtbot.waitUntil(lambda: plot.grab().toImage() != losses)


def test_what_came_while_hidden_is_there_when_shown(plot, qtbot):
    _feed(plot, 50)
    shown = _shown(plot, qtbot)
    plot.clear()
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
    other = RunCurves("Earlier")
    other.extend(np.arange(1.0, 301.0), np.arange(1.0, 301.0), {"l1": np.full(300, 0.3)})
    plot.set_others([other])
    plot.refresh()
    assert plot.grab().toImage() != before
    assert plot._scene.span == (0.0, 300.0)


def _click_name(plot, qtbot, title):
    rect = next(rect for rect, line, _ in plot._names(plot._scene) if line.title == title)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())


def test_a_click_on_a_name_hides_its_curve_and_another_brings_it_back(plot, qtbot):
    _feed(plot, 100)
    before = _shown(plot, qtbot)
    _click_name(plot, qtbot, "generator")
    hidden = plot.grab().toImage()
    assert plot.view.hidden == {"generator"}
    assert hidden != before
    _click_name(plot, qtbot, "generator")
    assert not plot.view.hidden


def test_one_curve_always_stays(plot, qtbot):
    _shown(plot, qtbot)
    for title in ("held out", "SSIM", "generator", "discriminator", "L1"):
        _click_name(plot, qtbot, title)
    assert plot.view.hidden == {"psnr", "ssim", "generator", "discriminator"}


def test_pointing_reads_the_curves_and_a_drag_scrubs(plot, qtbot):
    _feed(plot, 101)
    _shown(plot, qtbot)
    area = plot._scene.area
    at = QPoint(round(plot._scene.x_of(50 * 0.2)), round(area.center().y()))
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=at)
    assert abs(caught.args[0] - 50) <= 1
    assert plot.words_at(50).startswith("10 s, step 50: L1 38.3, generator 1.00, discriminator 0.50")
    with qtbot.waitSignal(plot.scrubbed) as caught:
        qtbot.mouseMove(plot, at - QPoint(60, 0))
    assert caught.args[0] < 45
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=at)


def _turn(plot, x, by, modifiers=Qt.KeyboardModifier.NoModifier):
    at = QPointF(x, plot.height() / 2)
    event = QWheelEvent(
        at,
        plot.mapToGlobal(at),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, event)


def test_the_wheel_zooms_about_the_mouse_and_a_double_click_shows_all(plot, qtbot):
    _feed(plot, 1000)
    _shown(plot, qtbot)
    x = plot._scene.area.center().x()
    at = plot._scene.place_of(x)
    for _ in range(5):
        _turn(plot, x, 120)
    low, high = plot.view.span
    assert high - low < 100
    assert abs(plot._scene.place_of(x) - at) < 0.5
    _turn(plot, x, -120, Qt.KeyboardModifier.ShiftModifier)
    assert plot.view.span[0] > low
    for _ in range(60):
        _turn(plot, x, 120)
    assert plot.view.span[1] - plot.view.span[0] >= 5.0
    qtbot.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(x), plot.height() // 2))
    assert plot.view.span is None


def test_it_follows_the_theme(plot, qtbot, qapp):
    plot.show()
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name())
    theme.apply(qapp, "light")
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name())
    theme.apply(qapp, "dark")


def test_a_long_run_costs_no_more_to_draw_than_a_short_one(plot, qtbot):
    plot.show()
    _feed(plot, 2000)
    short = _drawing_time(plot)
    steps = np.arange(2001.0, 200_001.0)
    noise = np.random.default_rng(1).normal(1, 0.2, len(steps))
    plot.run.extend(steps, steps * 0.2, {"l1": noise, "generator": noise, "discriminator": noise})
    assert _drawing_time(plot) < max(3 * short, 0.02)


def _drawing_time(plot):
    def draw():
        plot.refresh()
        plot.grab()

    return sorted(cpu_seconds(draw) for _ in range(7))[3]


@given(st.floats(0, 1e6, allow_subnormal=False), st.floats(1e-3, 1e6), st.integers(2, 12))
def test_ticks_are_few_in_order_and_inside(low, width, most):
    for ticks in (number_ticks(low, low + width, most), time_ticks(low, low + width, most)):
        assert len(ticks) <= most + 1
        assert ticks == sorted(ticks)
        slack = 1e-6 * (1 + low + width)
        assert all(low - slack <= tick <= low + width + slack for tick in ticks)
    assert math.isclose(number_ticks(0, 60, 6)[1], 10)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0"), (40, "40 s"), (120, "2 min"), (150, "2 min 30"), (3600, "1 h"), (5400, "1 h 30")]
)
def test_times_on_the_axis(seconds, words):
    assert word_time_tick(seconds) == words
