"""The table as a person handles it: sorted by its titles, walked by keys, copied, and never losing what is selected."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from studio.look import theme
from studio.panes.filters.collection.crop_columns import CropColumns
from studio.panes.filters.collection.crop_table import NAMES, CropTable
from studio.panes.filters.collection.crop_table_view import FREE, CropTableView, column_widths
from tests.studio.crops import facts, many_rows, row

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 200


@pytest.fixture
def view(qapp, qtbot):
    made = CropTableView(CropTable())
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    _show(made, many_rows(COUNT))
    return made


def _show(view, rows, shown=None) -> None:
    view.table.set_columns(CropColumns(rows), np.ones(len(rows), np.bool_) if shown is None else shown)


def _click_title(view, qtbot, name: str) -> None:
    at = QPoint(view.header.sectionViewportPosition(NAMES.index(name)) + 12, 16)
    qtbot.mouseClick(view.header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _click_row(view, qtbot, line: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    at = view.visualRect(view.table.index(line, NAMES.index("photo"))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at)


def _column(view, name: str) -> list[float]:
    return [getattr(one.facts, name) for one in view.table.rows_shown()]


def test_a_click_on_a_title_sorts_and_the_next_turns_it_round(view, qtbot):
    view.verticalScrollBar().setValue(900)
    _click_title(view, qtbot, "brightness")
    assert _column(view, "brightness") == sorted(_column(view, "brightness"))
    assert view.verticalScrollBar().value() == 0
    before = view.header.grab().toImage()
    _click_title(view, qtbot, "brightness")
    assert _column(view, "brightness") == sorted(_column(view, "brightness"), reverse=True)
    assert view.header.grab().toImage() != before


def test_what_is_selected_stays_selected_through_orders_and_new_rows(view, qtbot):
    for line in (1, 4, 7):
        _click_row(view, qtbot, line, CTRL)
    keys = {one.key for one in view.selected_rows()}
    front = view.front()
    assert len(keys) == 3
    _click_title(view, qtbot, "sharpness")
    assert {one.key for one in view.selected_rows()} == keys
    _show(view, [row(999, "New", measured=facts(sharpness=1)), *many_rows(COUNT)])
    assert {one.key for one in view.selected_rows()} == keys
    assert view.front() == front


def test_selected_rows_that_are_no_longer_shown_are_let_go_and_that_is_told(view, qtbot):
    _click_row(view, qtbot, 0)
    _click_row(view, qtbot, 9, SHIFT)
    with qtbot.waitSignal(view.selected):
        view.table.set_shown(np.arange(COUNT) >= 5)
    assert [one.number for one in view.selected_rows()] == [6, 7, 8, 9, 10]


def test_the_row_in_front_is_told_and_another_takes_its_place_when_it_goes(view, qtbot):
    with qtbot.waitSignal(view.current) as caught:
        _click_row(view, qtbot, 3)
    assert caught.args == ["f4"]
    with qtbot.waitSignal(view.current) as caught:
        view.table.set_shown(np.arange(COUNT) >= 100)
    assert caught.args == ["f101"]
    with qtbot.waitSignal(view.current) as caught:
        view.table.set_shown(np.zeros(COUNT, np.bool_))
    assert (caught.args, view.front()) == ([""], "")


def test_keys_walk_to_the_ends_and_open(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.front() == f"f{COUNT}"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [f"f{COUNT - 1}"]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.front() == "f1"
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert len(view.selected_rows()) == COUNT


def test_s_sorts_by_the_column_the_arrows_went_to(view, qtbot):
    view.setFocus()
    _click_row(view, qtbot, 2)
    _click_row(view, qtbot, 5, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.header.marked == NAMES.index("mean_red")
    assert len(view.selected_rows()) == 4
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert view.table.sorts[0] == ("mean_red", False)
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert view.table.sorts[0] == ("mean_red", True)


def test_a_double_click_opens(view, qtbot):
    at = view.visualRect(view.table.index(5, 2)).center()
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == ["f6"]


def test_selected_rows_are_copied_in_the_order_shown(view, qtbot):
    _click_title(view, qtbot, "photo")
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Person\tPhoto\tRed")
    assert [line.split("\t")[1] for line in lines[1:]] == sorted(one.name for one in many_rows(COUNT))


def test_escape_selects_nothing(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_rows() == []


def test_letters_typed_into_the_table_do_nothing(view, qtbot):
    _click_row(view, qtbot, 3)
    qtbot.keyClicks(view, "img")
    assert view.front() == "f4"


def test_every_second_row_selected_is_kept_among_thousands(view):
    rows = many_rows(10_000)
    _show(view, rows)
    wanted = {one.key for one in rows[::2]}
    view.select_keys(list(wanted))
    view.sort_by(NAMES.index("sharpness"))
    assert {one.key for one in view.selected_rows()} == wanted


@pytest.mark.parametrize("room", [300, 765, 1194])
def test_columns_fill_the_width_and_never_fall_below_what_they_need(room):
    widths = column_widths(room)
    assert sum(widths.values()) >= room
    assert all(widths[name] >= least for name, (least, _) in FREE.items())
    assert room < 700 or sum(widths.values()) == room


def test_the_mean_colour_is_seen_and_the_selected_row_stands_out(view, qtbot):
    _show(view, [row(1, measured=facts(200, 40, 90)), row(2)])
    middle = view.visualRect(view.table.index(0, 0)).center()
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(middle).getRgb()[:3] == (200, 40, 90)
    _click_row(view, qtbot, 1)
    edge = view.visualRect(view.table.index(1, 1)).topRight() + QPoint(-3, 5)
    assert view.viewport().grab().toImage().pixelColor(edge) == theme.colour("raised")
