"""The small widgets of the Train pane: networks as drawn, minutes as typed, dashes as ticked, triples of any width."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt

from models.records import WIDTHS
from models.training.config import TrainConfig
from models.training.loop.description import describe_built
from studio.look import theme
from studio.panes.train.live.triple_view import TripleView, cells
from studio.panes.train.queue.queue_row import MinutesField
from studio.panes.train.setup.dash_tick import DashTick
from studio.panes.train.setup.gan_drawing import GanDrawing
from studio.panes.train.setup.gan_layout import place, thumbs
from studio.panes.train.setup.network_drawing import NetworkDrawing, slabs, thickness, word_count
from studio.panes.train.words import word_budget

BOTH = [describe_built(TrainConfig(discriminator=name), width) for name in ("patch", "categorical") for width in WIDTHS]
NETWORKS = [one for both in BOTH for one in (both.generator, both.discriminator)]


@given(st.sampled_from(NETWORKS), st.integers(300, 2500), st.integers(110, 900))
def test_layers_stand_in_a_row_and_never_overlap(network, width, height):
    area = QRectF(0, 0, width, height)
    rects = slabs(network, area)
    assert len(rects) == len(network.blocks) + 1
    step = width / len(rects)
    for one, other, block in zip(rects, rects[1:], [network.source, *network.blocks], strict=False):
        assert one.right() + thickness(block, step) <= other.left() + step * 0.5
        assert one.left() >= 0
    nothing = 1e-9 * height  # what the sum of two fractions may be off by
    assert all(area.top() - nothing <= rect.top() and rect.bottom() <= area.bottom() + nothing for rect in rects)


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("network", NETWORKS[:2], ids=lambda network: network.title)
def test_a_network_can_be_read_and_explains_its_layers(qtbot, qapp, network, look):
    theme.apply(qapp, look)
    drawing = NetworkDrawing("corrected")
    qtbot.addWidget(drawing)
    drawing.resize(1100, 320)
    drawing.show_description(network)
    drawing.show()
    image = drawing.grab().toImage()
    assert len({image.pixelColor(x, 200).name() for x in range(0, 1100, 7)}) >= 3
    step = drawing._area().width() / (len(network.blocks) + 1)
    words = drawing.words_at(QPointF(8 + step * 1.5, 100))
    assert f"{network.blocks[0].parameters:,} parameters" in words
    assert f"{network.blocks[0].channels} channels of {network.blocks[0].width} x {network.blocks[0].height}" in words
    theme.apply(qapp, "dark")


def _crosses(one, other) -> bool:
    """Whether two lines, each along an axis, meet in more than an end of theirs."""
    first, second = (QRectF(*points).normalized() for points in (one, other))
    upright = [first.width() < 1, second.width() < 1]
    if upright[0] == upright[1]:
        return False
    down, across = (first, second) if upright[0] else (second, first)
    return across.left() + 1 < down.left() < across.right() - 1 and down.top() + 1 < across.top() < down.bottom() - 1


@given(st.integers(600, 2200), st.integers(380, 1200))
def test_how_they_learn_is_drawn_without_anything_over_anything(width, height):
    area = QRectF(0, 0, width, height)
    places = place(area)
    rects = [getattr(places, name) for name in places.__slots__]
    for number, rect in enumerate(rects):
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(rect)
        assert not any(rect.intersects(other) for other in rects[number + 1 :])
    assert all(places.painted_pair.contains(thumb.center()) for thumb in thumbs(places.painted_pair))
    lines = [(a, b) for way in places.ways() + places.lessons() for a, b in pairwise(way)]
    for number, line in enumerate(lines):
        assert line[0].x() == line[1].x() or line[0].y() == line[1].y()
        assert not any(_crosses(line, other) for other in lines[number + 1 :])


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", [(708, 505), (1230, 700)])
@pytest.mark.parametrize("both", [BOTH[1], BOTH[4]], ids=["patch", "categorical"])
def test_how_they_learn_shows_the_pictures_and_the_figures(qtbot, qapp, both, size, look):
    theme.apply(qapp, look)
    drawing = GanDrawing()
    qtbot.addWidget(drawing)
    drawing.resize(*size)
    drawing.show()
    assert drawing.texts() == {}
    drawing.grab()
    drawing.show_training(both.generator, both.discriminator, 37.5)
    words = drawing.accessibleName()
    assert "37.5 × the distance" in words
    assert both.discriminator.prediction in words
    red, blue = (np.full((320, 256, 3), colour, np.uint8) for colour in ((200, 10, 10), (10, 10, 200)))
    drawing.show_pictures(red, blue)
    image = drawing.grab().toImage()
    places = place(QRectF(drawing.rect()).adjusted(2, 4, -2, -4))
    for rect, colour in ((places.source, red), (places.target, blue), (thumbs(places.true_pair)[1], blue)):
        assert image.pixelColor(rect.center().toPoint()).getRgb()[:3] == tuple(colour[0, 0])
    theme.apply(qapp, "dark")


@pytest.mark.parametrize(("count", "words"), [(29_240_000, "29.2 M"), (83_400, "83 k"), (12, "12")])
def test_counts_in_words(count, words):
    assert word_count(count) == words


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("75", 75),
        ("90 min", 90),
        ("7.5", 7.5),
        ("0", 15),
        ("99999", 99_999),
        ("999999", 15),
        ("soon", 15),
        ("", 15),
        ("15", 15),
        ("1,440 min", 1440),
        ("until done", None),
    ],
)
def test_minutes_are_typed_within_reason(qtbot, typed, minutes):
    field = MinutesField()
    qtbot.addWidget(field)
    field.show_minutes(15)
    told = []
    field.minutes_set.connect(told.append)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ([minutes] if minutes != 15 else [])
    assert field.text() == word_budget(minutes)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert told[-1] == (max(1, minutes - 5) if minutes is not None else None)


def test_minutes_that_are_shown_rounded_stay_what_they_were(qtbot):
    field = MinutesField()
    qtbot.addWidget(field)
    field.show_minutes(12.34567)
    told = []
    field.minutes_set.connect(told.append)
    assert field.text() == "12.35 min"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert told == [17.34567]


def test_a_tick_shows_the_dashes_of_its_run(qtbot):
    tick = DashTick("Compare")
    qtbot.addWidget(tick)
    tick.show()
    off = tick.grab().toImage()
    with qtbot.waitSignal(tick.toggled):
        qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    tick.show_place(1)
    first = tick.grab().toImage()
    tick.show_place(2)
    assert len({bytes(image.constBits()) for image in (off, first, tick.grab().toImage())}) == 3


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_of_every_width_are_averaged_not_picked_from(qtbot, width):
    """A checkerboard of single pixels is gray from afar: none of its black or white may be left when it is shrunk."""
    fine = np.indices((width * 5 // 4, width)).sum(0) % 2 * 255
    board = np.repeat(fine[..., None], 3, axis=2).astype(np.uint8)
    view = TripleView()
    qtbot.addWidget(view)
    view.set_triples([(board, board, board)])
    view.resize(330, view.heightForWidth(330))
    view.show()
    image = view.grab().toImage()
    cell = cells(view.rects()[0])[1]
    assert abs(cell.height() / cell.width() - 1.25) < 0.02
    middle = cell.center().toPoint()
    shades = [image.pixelColor(middle.x() + dx, middle.y() + dy).red() for dx in range(6) for dy in range(6)]
    if width > 2 * cell.width():
        assert min(shades) > 110
        assert max(shades) < 145
    assert 110 < np.mean(shades) < 145
