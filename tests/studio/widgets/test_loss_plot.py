"""The loss plot: live, by step or minutes, smooth or raw, in the theme's colours, at a flat cost."""

from __future__ import annotations

import time

import pytest

from studio import theme
from studio.widgets.loss_plot import LossPlot


@pytest.fixture
def plot(qtbot, qapp):
    theme.apply(qapp, "dark")
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(600, 300)
    return made


def _feed(plot, count, start=0):
    for i in range(start, start + count):
        plot.add(i, i * 0.2, {"l1": 0.2, "generator": 1.0, "discriminator": 0.5, "other": 3.0})


def _dominant(plot):
    image = plot.grab().toImage()
    return image.pixelColor(2, 2).name()


def test_losses_appear_while_it_is_shown(plot, qtbot):
    plot.show()
    empty = plot.grab().toImage()
    _feed(plot, 50)
    qtbot.waitUntil(lambda: plot.grab().toImage() != empty, timeout=2000)
    assert len(plot.curve("l1")) == 50


def test_what_came_while_hidden_is_there_when_shown(plot, qtbot):
    _feed(plot, 50)
    plot.show()
    qtbot.waitExposed(plot)
    shown = plot.grab().toImage()
    plot.clear()
    qtbot.waitUntil(lambda: plot.grab().toImage() != shown, timeout=2000)


@pytest.mark.parametrize("change", [lambda p: p.set_axis("steps"), lambda p: p.set_smooth(False)])
def test_axis_and_smoothing_change_the_picture(plot, qtbot, change):
    for i in range(200):
        plot.add(i, i * 0.2, {"l1": 0.2 + 0.1 * (i % 7)})
    plot.show()
    qtbot.waitExposed(plot)
    before = plot.grab().toImage()
    change(plot)
    qtbot.waitUntil(lambda: plot.grab().toImage() != before, timeout=2000)


def test_it_follows_the_theme(plot, qtbot, qapp):
    plot.show()
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name(), timeout=2000)
    theme.apply(qapp, "light")
    qtbot.waitUntil(lambda: _dominant(plot) == theme.colour("canvas").name(), timeout=2000)
    theme.apply(qapp, "dark")


def test_a_long_run_costs_no_more_to_draw_than_a_short_one(plot, qtbot):
    plot.show()
    _feed(plot, 2000)
    short = _drawing_time(plot)
    _feed(plot, 40_000, 2000)
    assert _drawing_time(plot) < max(3 * short, 0.02)


def _drawing_time(plot):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        plot._redraw()
        plot.grab()
        times.append(time.perf_counter() - start)
    return sorted(times)[2]
