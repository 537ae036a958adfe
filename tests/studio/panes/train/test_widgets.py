"""The small widgets of the Train pane: networks as drawn, minutes as typed, dashes as ticked, triples of any width."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt

from models.records import WIDTHS
from models.training.network_description import sketch_discriminator, sketch_generator
from studio.look import theme
from studio.panes.train.live.triple_view import TripleView, cells
from studio.panes.train.queue.queue_row import LONGEST, MinutesField
from studio.panes.train.setup.dash_tick import DashTick
from studio.panes.train.setup.network_drawing import NetworkDrawing, slabs, thickness, word_count

SKETCHES = [sketch_generator("unet", 32, width) for width in WIDTHS] + [
    sketch_discriminator(name, 64, width) for name in ("patch", "categorical") for width in WIDTHS
]


@given(st.sampled_from(SKETCHES), st.integers(300, 2500), st.integers(110, 900))
def test_layers_stand_in_a_row_and_never_overlap(sketch, width, height):
    area = QRectF(0, 0, width, height)
    rects = slabs(sketch, area)
    assert len(rects) == len(sketch.blocks) + 1
    step = width / len(rects)
    for one, other, block in zip(rects, rects[1:], [sketch.source, *sketch.blocks], strict=False):
        assert one.right() + thickness(block, step) <= other.left() + step * 0.5
        assert one.left() >= 0
    nothing = 1e-9 * height  # what the sum of two fractions may be off by
    assert all(area.top() - nothing <= rect.top() and rect.bottom() <= area.bottom() + nothing for rect in rects)


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("sketch", SKETCHES[:1] + SKETCHES[3:4], ids=lambda sketch: sketch.title)
def test_a_network_can_be_read_and_explains_its_layers(qtbot, qapp, sketch, look):
    theme.apply(qapp, look)
    drawing = NetworkDrawing("corrected")
    qtbot.addWidget(drawing)
    drawing.resize(1100, 320)
    drawing.show_sketch(sketch)
    drawing.show()
    image = drawing.grab().toImage()
    assert len({image.pixelColor(x, 200).name() for x in range(0, 1100, 7)}) >= 3
    step = drawing._area().width() / (len(sketch.blocks) + 1)
    words = drawing.words_at(QPointF(8 + step * 1.5, 100))
    assert f"{sketch.blocks[0].parameters:,} parameters" in words
    assert f"{sketch.blocks[0].channels} channels of {sketch.blocks[0].width} x {sketch.blocks[0].height}" in words
    theme.apply(qapp, "dark")


@pytest.mark.parametrize(("count", "words"), [(29_240_000, "29.2 M"), (83_400, "83 k"), (12, "12")])
def test_counts_in_words(count, words):
    assert word_count(count) == words


@pytest.mark.parametrize(
    ("typed", "minutes"), [("75", 75), ("90 min", 90), ("0", 1), ("99999", LONGEST), ("soon", 15), ("", 15), ("15", 15)]
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
    assert field.text() == f"{minutes:,} min"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert told[-1] == max(1, minutes - 5) if minutes > 1 else told == [1]


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
