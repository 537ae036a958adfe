"""A chain is put together by mouse and by keys, and nothing loses its place when the same chain comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea

from models.filters import FILTERS, parse_chain, step
from models.filters.chain import MAX_STEPS
from studio.panes.filters.chain_editor import ChainEditor
from studio.panes.filters.filter_menu import FilterMenu


@pytest.fixture
def editor(qapp, qtbot):
    made = ChainEditor()
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    qtbot.waitExposed(made)
    made.told = []
    made.changed.connect(made.told.append)
    return made


def shown(editor, text: str):
    editor.set_chain(parse_chain(text))
    editor.told.clear()
    return editor.cards()


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_a_filter_it_is_the_picture_itself(editor):
    assert editor.chain() == (step("original"),)
    assert editor.nothing.isVisible()
    shown(editor, "gray")
    assert editor.chain() == (step("gray"),)
    assert not editor.nothing.isVisible()
    shown(editor, "original")
    assert editor.cards() == []
    assert editor.told == []


def test_the_menu_offers_every_filter_that_does_something(qtbot):
    menu = FilterMenu()
    qtbot.addWidget(menu)
    offered = [action.data() for action in menu.actions() if not action.isSeparator()]
    assert offered == [name for name in FILTERS.names() if name != "original"]
    assert all(menu.action_of(name).toolTip() for name in offered)


def test_filters_are_added_from_the_menu_at_the_end(qtbot, editor):
    shown(editor, "gray")
    click(qtbot, editor.add_button)
    assert editor.menu.isVisible()
    editor.menu.setActiveAction(editor.menu.action_of("blur"))
    qtbot.keyClick(editor.menu, Qt.Key.Key_Return)
    assert editor.told == [parse_chain("gray,blur")]
    assert editor.cards()[1].name.hasFocus()


def test_a_slider_in_a_step_changes_the_chain_while_it_moves(qtbot, editor):
    (card,) = shown(editor, "blur")
    row = card.form.row("sigma")
    row.slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Left)
    assert len(editor.told) == 3
    assert editor.told[-1] == editor.chain() == (step("blur", sigma=row.value()),)


def test_another_filter_can_take_a_step_s_place(qtbot, editor):
    first, second = shown(editor, "gray,blur")
    click(qtbot, first.name)
    first.menu.action_of("contours").trigger()
    first.menu.hide()
    assert editor.told == [parse_chain("contours,blur")]
    assert editor.cards() == [first, second]
    assert first.name.text() == "Contours"


def test_steps_are_removed_by_button_and_key_and_the_focus_goes_on(qtbot, editor):
    first, second, _third = shown(editor, "gray,blur,canny")
    click(qtbot, second.remove)
    assert editor.told[-1] == parse_chain("gray,canny")
    assert editor.cards()[1].remove.hasFocus()
    first.grip.setFocus()
    qtbot.keyClick(first.grip, Qt.Key.Key_Delete)
    click(qtbot, editor.cards()[0].remove)
    assert editor.told[-1] == (step("original"),)
    assert editor.add_button.hasFocus()


def test_steps_change_places_by_button_and_by_arrow_keys(qtbot, editor):
    first, second = shown(editor, "gray,blur")
    assert not first.up.isEnabled()
    assert not second.down.isEnabled()
    click(qtbot, second.up)
    assert editor.told == [parse_chain("blur,gray")]
    second.grip.setFocus()
    qtbot.keyClick(second.grip, Qt.Key.Key_Down)
    assert editor.told[-1] == parse_chain("gray,blur")
    assert second.grip.hasFocus()
    qtbot.keyClick(second.grip, Qt.Key.Key_Down)
    assert len(editor.told) == 2


def test_a_step_is_dragged_past_others_and_the_picture_follows_at_once(qtbot, editor):
    first, second, third = shown(editor, "gray,blur,canny")
    grip, start = third.grip, third.grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    for target in (second, first):
        above = grip.mapFromGlobal(QPoint(0, target.middle() - 4)).y()
        qtbot.mouseMove(grip, QPoint(start.x(), above))
    assert editor.told == [parse_chain("gray,canny,blur"), parse_chain("canny,gray,blur")]
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grip, QPoint(start.x(), 900))
    assert editor.chain() == parse_chain("canny,gray,blur")
    tops = [card.y() for card in editor.cards()]
    assert tops == sorted(tops)


def test_one_step_alone_has_nothing_to_be_moved_by(editor):
    (card,) = shown(editor, "gray")
    assert not card.grip.isVisible()
    assert not card.up.isVisible()


def test_the_same_chain_with_other_values_keeps_every_widget_and_the_focus(editor):
    cards = shown(editor, "blur,contours")
    row = cards[1].form.row("level_2")
    row.setFocus()
    editor.set_chain(parse_chain("blur:kernel=9,contours:level_2=120"))
    assert editor.cards() == cards
    assert row.hasFocus()
    assert row.value() == 120
    assert editor.told == []


def test_another_chain_is_shown_whole(editor):
    shown(editor, "blur,contours,gray")
    for text in ("gray", "canny,blur:sigma=2", "noise"):
        editor.set_chain(parse_chain(text))
        assert editor.chain() == parse_chain(text)


def test_a_chain_has_an_end(editor):
    shown(editor, ",".join(["gray"] * MAX_STEPS))
    editor.add_filter("blur")
    assert len(editor.chain()) == MAX_STEPS
    assert not editor.add_button.isEnabled()
    assert str(MAX_STEPS) in editor.add_button.toolTip()


def test_what_is_added_below_the_edge_of_a_panel_comes_into_view(qapp, qtbot):
    area, editor = QScrollArea(), ChainEditor()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(editor)
    area.resize(320, 220)
    area.show()
    qtbot.waitExposed(area)
    for _ in range(3):
        editor.add_filter("contours")
    last = editor.cards()[-1]
    qtbot.waitUntil(lambda: 0 <= last.name.mapTo(area, QPoint()).y() < 220)
