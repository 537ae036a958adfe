"""The shelf of encoders: cards by mouse, wheel and keys; a refused file is shown and never taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from studio.panes.paint.encoder_shelf import SHORT, EncoderShelf, ShelfItem

ITEMS = [
    ShelfItem("a", "Colourise", "24.6 dB"),
    ShelfItem("b", "broken.bottega", "", refused="it is damaged"),
    ShelfItem("c", "Contours", "sketch"),
]


@pytest.fixture
def shelf(qtbot):
    made = EncoderShelf()
    qtbot.addWidget(made)
    made.set_items(ITEMS, "a")
    made.resize(600, made.height())
    made.show()
    return made


def test_a_click_takes_a_card_and_only_one(shelf, qtbot):
    taken = []
    shelf.chosen.connect(taken.append)
    qtbot.mouseClick(shelf.card("c"), Qt.MouseButton.LeftButton)
    assert (taken, shelf.current) == (["c"], "c")
    assert [card.isChecked() for card in shelf.cards] == [False, False, True]


def test_a_refused_file_says_why_and_is_stepped_over(shelf, qtbot):
    with qtbot.waitSignal(shelf.refused) as refused:
        qtbot.mouseClick(shelf.card("b"), Qt.MouseButton.LeftButton)
    assert refused.args == ["b"]
    assert shelf.current == "a"
    assert shelf.card("b").toolTip() == "it is damaged"
    shelf.step(1)
    assert shelf.current == "c"
    shelf.step(1)
    assert shelf.current == "c"


def test_pictures_stay_when_the_shelf_is_read_again(shelf):
    red = QImage(40, 50, QImage.Format.Format_RGB32)
    red.fill(QColor(200, 0, 0))
    shelf.card("a").set_picture(red)
    shelf.set_items([*ITEMS, ShelfItem("d", "New", "")], "d")
    assert shelf.card("a").has_picture
    assert not shelf.card("d").has_picture
    assert shelf.current == "d"


def test_cards_shrink_in_a_low_window(shelf):
    before = shelf.height()
    shelf.set_picture_size(SHORT)
    assert shelf.height() < before
