"""Histogram and scatter as a person brushes them, by mouse and keys; what they count and what they say."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from studio.look import theme
from studio.panes.filters.collection.brush_histogram import BINS, BrushHistogram
from studio.panes.filters.collection.brush_plot import Scale
from studio.panes.filters.collection.brush_scatter import FEW, BrushScatter
from tests.studio.hands import drag_in, spot
from tests.timing import cpu_seconds

LEVELS = Scale(0.0, 255.0)
MEANS = np.array([[200.0, 150, 60], [60, 80, 100], [120, 110, 100], [np.nan] * 3])
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _every_move_counts():
    """A hand is slower than these tests: no move of theirs is left out for being too quick."""
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)


def _shown(plot, qtbot, size=(270, 90)):
    plot.host = host = QWidget()
    qtbot.addWidget(host)
    plot.setParent(host)
    plot.setFixedSize(*size)
    host.show()
    qtbot.waitExposed(host)
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
    drag_in(plot, qtbot, (low, 0.5), (high, 0.5))


def _click(plot, qtbot, x: float, y: float = 0.5) -> None:
    qtbot.mouseClick(plot.viewport(), LEFT, pos=QPoint(*spot(plot, x, y)))


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
    assert histogram.spans()[0] == (pytest.approx(205, abs=3), 255)


def test_an_edge_may_cross_the_other_and_stops_at_the_end_of_the_scale(histogram, qtbot):
    histogram.set_spans(((100, 150),))
    _across(histogram, qtbot, 100, 200)
    assert histogram.spans()[0] == (150, pytest.approx(200, abs=1))
    _across(histogram, qtbot, 150, -90)
    assert histogram.spans()[0] == (0, pytest.approx(200, abs=1))


@pytest.mark.parametrize(("start", "end"), [(99, 60), (99, 140), (101, 60), (101, 140)])
def test_a_brush_too_slim_to_aim_at_can_be_widened_from_either_side(histogram, qtbot, start, end):
    histogram.set_spans(((100, 100),))
    _across(histogram, qtbot, start, end)
    assert histogram.spans()[0] == (pytest.approx(min(100, end), abs=2), pytest.approx(max(100, end), abs=2))


@pytest.mark.parametrize(("start", "end"), [(40, 900), (40, -900), (150, 900), (150, -900), (102, 900), (198, -900)])
def test_no_drag_leaves_the_scale(histogram, qtbot, start, end):
    histogram.set_spans(((100, 200),))
    _across(histogram, qtbot, start, end)
    ((low, high),) = histogram.spans()
    assert 0 <= low <= high <= 255
    assert (low, high)[end > 0] == (0, 255)[end > 0]


def test_a_click_beside_the_brush_takes_it_away_a_click_on_it_does_not(histogram, qtbot):
    histogram.set_spans(((100, 200),))
    _click(histogram, qtbot, 150)
    _click(histogram, qtbot, 98)
    assert histogram.spans() == ((100, 200),)
    with qtbot.waitSignal(histogram.brushed):
        _click(histogram, qtbot, 30)
    assert histogram.spans() is None


def test_a_double_click_and_escape_mean_everything_again(histogram, qtbot):
    histogram.set_spans(((100, 200),))
    _click(histogram, qtbot, 150)
    assert histogram.spans() is not None
    at = QPoint(*spot(histogram, 150, 0.5))
    qtbot.mouseDClick(histogram.viewport(), LEFT, pos=at)
    qtbot.mouseRelease(histogram.viewport(), LEFT, pos=at)
    assert histogram.spans() is None
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        histogram.set_spans(((100, 200),))
        qtbot.keyClick(histogram, key)
        assert histogram.spans() is None


def test_a_click_alone_marks_nothing(histogram, qtbot):
    got = []
    histogram.brushed.connect(lambda: got.append(1))
    _click(histogram, qtbot, 120)
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
    at = QPoint(*spot(histogram, 102, 0.5))
    assert histogram.words_at(at) == "1 of 3 faces from 100 to 105"


@pytest.mark.parametrize("values", [[], [np.nan], [7.0], [9.0] * 500])
def test_any_number_of_values_is_drawn(histogram, qtbot, values):
    histogram.set_values(np.array(values, np.float64))
    assert not histogram.grab().isNull()
    assert histogram.counts.sum() == sum(not np.isnan(one) for one in values)


def test_a_rectangle_marks_red_and_blue(scatter, qtbot):
    drag_in(scatter, qtbot, (100, 90), (220, 120))
    red, blue = scatter.spans()
    assert red == (pytest.approx(100, abs=2), pytest.approx(220, abs=2))
    assert blue == (pytest.approx(90, abs=2), pytest.approx(120, abs=2))


def test_one_side_of_the_rectangle_moves_alone_and_may_cross_the_other(scatter, qtbot):
    scatter.set_spans(((100, 150), (90, 120)))
    drag_in(scatter, qtbot, (125, 120), (165, 150))
    assert scatter.spans() == ((100, 150), (90, pytest.approx(150, abs=2)))
    drag_in(scatter, qtbot, (100, 120), (180, 120))
    assert scatter.spans()[0] == (150, pytest.approx(180, abs=2))


def test_a_corner_of_the_rectangle_moves_both(scatter, qtbot):
    scatter.set_spans(((100, 150), (90, 120)))
    drag_in(scatter, qtbot, (150, 120), (180, 140))
    assert scatter.spans() == ((100, pytest.approx(180, abs=2)), (90, pytest.approx(140, abs=2)))


def test_the_rectangle_moves_as_it_is_and_stops_at_the_ends(scatter, qtbot):
    scatter.set_spans(((100, 150), (80, 120)))
    drag_in(scatter, qtbot, (125, 100), (900, 110))
    red, blue = scatter.spans()
    high = scatter.scales[0].high
    assert red == (pytest.approx(high - 50, abs=1), high)
    assert blue == (pytest.approx(90, abs=2), pytest.approx(130, abs=2))
    drag_in(scatter, qtbot, (red[1], blue[0]), (900, -900))
    assert scatter.spans()[1][0] == scatter.scales[1].low


def test_a_click_beside_the_rectangle_takes_it_away_a_click_on_it_does_not(scatter, qtbot):
    scatter.set_spans(((100, 150), (80, 120)))
    _click(scatter, qtbot, 125, 100)
    assert scatter.spans() is not None
    _click(scatter, qtbot, 125, 160)
    assert scatter.spans() is None


def test_a_dot_has_its_own_colour_and_becomes_gray_when_it_is_not_shown(scatter, qtbot):
    at = QPoint(*spot(scatter, 200, 60))
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


def test_the_arrows_of_the_scatter_move_it_up_and_right(scatter, qtbot):
    scatter.set_spans(((100, 150), (90, 120)))
    qtbot.keyClick(scatter, Qt.Key.Key_Up)
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    red, blue = scatter.spans()
    assert red[0] > 100
    assert blue[0] > 90


def test_ten_thousand_dots_are_fluid(scatter, qtbot):
    many = np.random.default_rng(0).normal((130, 110, 100), 30, (10_000, 3)).clip(0, 255)
    assert len(many) > FEW
    scatter.set_means(many)

    def narrow(red: float) -> None:
        scatter.set_shown(many[:, 0] > red)
        scatter.viewport().grab()

    assert min(cpu_seconds(lambda red=red: narrow(red)) for red in range(100, 120)) < 0.016


def test_gray_dots_follow_the_theme(scatter, qapp):
    at = QPoint(*spot(scatter, 200, 60))
    scatter.set_shown(np.zeros(len(MEANS), np.bool_))
    theme.apply(qapp, "light")
    try:
        assert scatter.grab().toImage().pixelColor(at) == theme.colour("edge")
    finally:
        theme.apply(qapp, "dark")


def test_the_wheel_over_a_plot_scrolls_what_it_lies_in(histogram, qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.resize(300, 60)
    area.setWidget(histogram)
    area.show()
    qtbot.waitExposed(area)
    at = QPointF(100, 20)
    wheel = QWheelEvent(
        at,
        histogram.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = histogram.plotItem.vb.viewRange()
    QApplication.sendEvent(histogram.viewport(), wheel)
    assert histogram.plotItem.vb.viewRange() == before
    assert not wheel.isAccepted()
