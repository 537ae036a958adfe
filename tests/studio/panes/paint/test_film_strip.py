"""The film strip: one is current, many may be selected, by mouse and keys, however long it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from studio.panes.paint.film_strip import FilmStrip

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def asked():
    return []


@pytest.fixture
def strip(qtbot, asked):
    def picture(key):
        asked.append(key)
        return QPixmap(20, 30)

    made = FilmStrip(picture)
    qtbot.addWidget(made)
    made.resize(made.width(), 420)
    made.set_items([(key, f"photo {key}") for key in range(1, 1001)])
    made.set_current(1)
    made.show()
    return made


def click(strip, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, modifier, strip.cell(key).center())


def test_ctrl_adds_shift_takes_a_row_and_a_click_begins_anew(strip, qtbot):
    click(strip, qtbot, 2)
    click(strip, qtbot, 4, CTRL)
    assert strip.selected() == [2, 4]
    click(strip, qtbot, 2)
    click(strip, qtbot, 5, SHIFT)
    assert (strip.selected(), strip.current) == ([2, 3, 4, 5], 5)
    click(strip, qtbot, 1)
    assert strip.selected() == [1]
    qtbot.keyClick(strip, Qt.Key.Key_A, CTRL)
    assert len(strip.selected()) == 1000


def test_only_what_is_seen_is_asked_for(strip, qtbot, asked):
    strip.grab()
    assert max(asked) < 10
    strip.set_current(900)
    asked.clear()
    strip.grab()
    assert asked
    assert min(asked) > 890


def test_arrow_keys_walk_and_the_current_one_stays_in_sight(strip, qtbot):
    moved = []
    strip.current_changed.connect(moved.append)
    for _ in range(20):
        qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert moved == list(range(2, 22))
    assert strip.viewport().rect().contains(strip.cell(21))
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert strip.current == 20


def test_what_is_gone_is_neither_current_nor_selected(strip, qtbot):
    click(strip, qtbot, 3)
    strip.set_items([(1, "one"), (2, "two")])
    assert (strip.current, strip.selected()) == (0, [])
    strip.set_selected([2, 77])
    assert (strip.current, strip.selected()) == (2, [2])
