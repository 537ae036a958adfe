"""Bars with words: one is chosen by a press, more with Ctrl, and let go by another press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.panes.filters.collection.bar_list import Bar, BarList


@pytest.fixture
def bars(qapp, qtbot):
    widget = BarList("Who")
    qtbot.addWidget(widget)
    widget.set_bars([Bar("a", "Ada", 9, 9), Bar("b", "Ben", 4, 2), Bar("", "unsorted", 1, 0)], "3 more", "Cleo 1")
    widget.resize(240, widget.sizeHint().height())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def _press(bars, qtbot, number, keys=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, keys, bars.row_rect(number).center().toPoint())
    return bars.chosen_keys()


def test_a_press_takes_one_alone_and_the_next_press_lets_it_go(bars, qtbot):
    assert _press(bars, qtbot, 0) == ("a",)
    assert _press(bars, qtbot, 1) == ("b",)
    assert _press(bars, qtbot, 1) == ()


def test_with_ctrl_several_are_chosen(bars, qtbot):
    _press(bars, qtbot, 0)
    assert _press(bars, qtbot, 2, Qt.KeyboardModifier.ControlModifier) == ("a", "")
    assert _press(bars, qtbot, 0, Qt.KeyboardModifier.ControlModifier) == ("",)


def test_the_last_line_only_tells(bars, qtbot):
    got = []
    bars.chosen.connect(lambda: got.append(1))
    assert _press(bars, qtbot, 3) == ()
    assert got == []


def test_keys_do_the_same(bars, qtbot):
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    with qtbot.waitSignal(bars.chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Space)
    assert bars.chosen_keys() == ("b",)
    with qtbot.waitSignal(bars.chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Escape)
    assert bars.chosen_keys() == ()


def test_other_counts_leave_the_choice_and_change_the_picture(bars, qtbot):
    _press(bars, qtbot, 1)
    before = bars.grab().toImage()
    bars.set_bars([Bar("a", "Ada", 9, 1), Bar("b", "Ben", 4, 4)])
    assert bars.chosen_keys() == ("b",)
    assert bars.grab().toImage() != before


def test_no_bars_at_all_can_be_shown(bars):
    bars.set_bars([])
    assert bars.sizeHint().height() == 0
    assert not bars.grab().isNull()
