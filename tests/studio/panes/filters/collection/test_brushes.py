"""Histogram and scatter as a person brushes them, by mouse and keys; what they count and what they say."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from studio.look import theme
from studio.panes.filters.collection.brush_histogram import BINS, BrushHistogram
from studio.panes.filters.collection.brush_scatter import BrushScatter, stamp
from studio.panes.filters.collection.spans import Scale
from tests.studio.hands import drag

LEVELS = Scale(0.0, 255.0)
MEANS = np.array([[200.0, 150, 60], [60, 80, 100], [120, 110, 100], [np.nan] * 3])


def _shown(plot, qtbot, size=(270, 90)):
    qtbot.addWidget(plot)
    plot.setFixedSize(*size)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


@pytest.fixture
def histogram(qapp, qtbot):
    plot = _shown(BrushHistogram(LEVELS, "How bright", ("dark", "bright")), qtbot)
    plot.set_values(np.array([0.0, 101, 102, 103, 255, np.nan]))
    return plot


@pytest.fixture
def scatter(qapp, qtbot):
    plot = _shown(BrushScatter("Warm or cool"), qtbot, (270, 180))
    plot.set_means(MEANS)
    return plot


def _across(plot, qtbot, low: float, high: float) -> None:
    drag(plot, qtbot, (plot.place(0, low), 30), (plot.place(0, high), 30))


def test_a_drag_marks_a_range_and_every_move_tells(histogram, qtbot):
    got = []
    histogram.brushed.connect(lambda: got.append(histogram.spans()))
    _across(histogram, qtbot, 200, 100)
    ((low, high),) = got[-1]
    assert (low, high) == (pytest.approx(100, abs=1), pytest.approx(200, abs=1))
    assert len(got) == 4


def test_an_edge_and_the_whole_brush_can_be_moved(histogram, qtbot):
    histogram.set_spans(((100, 200),))
    _across(histogram, qtbot, 200, 150)
    assert histogram.spans()[0] == (100, pytest.approx(150, abs=1))
    _across(histogram, qtbot, 120, 220)
    assert histogram.spans()[0] == (pytest.approx(200, abs=2), pytest.approx(250, abs=2))
    _across(histogram, qtbot, 220, 400)
    assert histogram.spans()[0][1] == 255


def test_a_click_beside_the_brush_takes_it_away_a_click_on_it_does_not(histogram, qtbot):
    histogram.set_spans(((100, 200),))
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(round(histogram.place(0, 150)), 30))
    assert histogram.spans() == ((100, 200),)
    with qtbot.waitSignal(histogram.brushed):
        qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(round(histogram.place(0, 30)), 30))
    assert histogram.spans() is None


def test_a_double_click_and_escape_mean_everything_again(histogram, qtbot):
    histogram.set_spans(((100, 200),))
    qtbot.mouseDClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(round(histogram.place(0, 150)), 30))
    assert histogram.spans() is None
    histogram.set_spans(((100, 200),))
    qtbot.keyClick(histogram, Qt.Key.Key_Escape)
    assert histogram.spans() is None


def test_a_click_alone_marks_nothing(histogram, qtbot):
    got = []
    histogram.brushed.connect(lambda: got.append(1))
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    assert (got, histogram.spans()) == ([], None)


def test_arrows_mark_move_and_widen(histogram, qtbot):
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    low, high = histogram.spans()[0]
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert histogram.spans()[0] == (low + 5, high + 5)
    qtbot.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert histogram.spans()[0] == (low + 5, high)


def test_every_arrow_tells_on_a_scale_of_decades(qapp, qtbot):
    plot = _shown(BrushHistogram(Scale(0.0, 1e4, log=True), "How sharp", ("blurred", "sharp")), qtbot)
    plot.set_spans(((0.0, 3.0),))
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.spans()[0] > (0.0, 3.0)


def test_bars_count_what_is_known_and_what_is_shown(histogram):
    assert histogram.counts.sum() == 5
    assert histogram.counts[20] == 3
    assert (histogram.counts[0], histogram.counts[BINS - 1]) == (1, 1)
    histogram.set_shown(np.array([False, True, False, False, False, True]))
    assert (histogram.shown.sum(), histogram.shown[20]) == (1, 1)
    at = QPoint(round(histogram.place(0, 102)), 30)
    assert histogram.words_at(at) == "1 of 3 faces from 100 to 105"


@pytest.mark.parametrize("values", [[], [np.nan], [7.0], [9.0] * 500])
def test_any_number_of_values_is_drawn(histogram, qtbot, values):
    histogram.set_values(np.array(values, np.float64))
    assert not histogram.grab().isNull()
    assert histogram.counts.sum() == sum(not np.isnan(one) for one in values)


def test_a_rectangle_marks_red_and_blue(scatter, qtbot):
    start, end = (scatter.place(0, 100), scatter.place(1, 90)), (scatter.place(0, 220), scatter.place(1, 120))
    drag(scatter, qtbot, start, end)
    red, blue = scatter.spans()
    assert red == (pytest.approx(100, abs=2), pytest.approx(220, abs=2))
    assert blue == (pytest.approx(90, abs=2), pytest.approx(120, abs=2))


def test_one_side_of_the_rectangle_moves_alone(scatter, qtbot):
    scatter.set_spans(((100, 150), (90, 120)))
    top = (scatter.place(0, 125), scatter.place(1, 120))
    drag(scatter, qtbot, top, (top[0] + 40, scatter.place(1, 150)))
    assert scatter.spans() == ((100, 150), (90, pytest.approx(150, abs=2)))


def test_a_dot_has_its_own_colour_and_becomes_gray_when_it_is_not_shown(scatter, qtbot):
    at = QPoint(round(scatter.place(0, 200)), round(scatter.place(1, 60)))
    assert scatter.grab().toImage().pixelColor(at).getRgb()[:3] == (200, 150, 60)
    scatter.set_shown(np.array([False, True, True, True]))
    assert scatter.grab().toImage().pixelColor(at) == theme.colour("edge")


def test_the_scales_are_the_same_and_reach_round_every_dot(scatter):
    red, blue = scatter.scales
    assert red == blue
    assert red.low <= 60
    assert red.high >= 200
    scatter.set_means(np.zeros((0, 3)))
    assert scatter.scales[0] == LEVELS


def test_dots_on_the_edge_are_cut_not_carried_to_the_other_side():
    raster = np.zeros((20, 20), np.uint32)
    stamp(raster, np.array([10]), np.array([19]), np.array([7], np.uint32), 3.0)
    assert raster[10, 19] == 7
    assert not raster[:, :10].any()


def test_the_arrows_of_the_scatter_move_it_up_and_right(scatter, qtbot):
    scatter.set_spans(((100, 150), (90, 120)))
    qtbot.keyClick(scatter, Qt.Key.Key_Up)
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    red, blue = scatter.spans()
    assert red[0] > 100
    assert blue[0] > 90
