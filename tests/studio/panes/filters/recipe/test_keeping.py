"""What is changed on the Recipe page stands there at once and is kept soon: a copy, a name, an undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt

from models.filters import parse_chain
from models.recipes import RECIPES

COLOURISE = RECIPES.get("colourise")


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def jitter_row(page):
    page.form.fold("variety").set_open(True)
    return page.form.variety.row("jitter")


def test_a_ready_recipe_becomes_a_copy_while_its_slider_is_still_being_dragged(qtbot, page, store):
    slider = jitter_row(page).slider
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    for x in range(60, 100, 6):
        qtbot.mouseMove(slider, QPoint(x, 10))
    qtbot.waitUntil(lambda: page.current_key() == "own 1")
    between = page.recipe().jitter
    assert slider.isSliderDown()
    for x in range(100, 160, 6):
        qtbot.mouseMove(slider, QPoint(x, 10))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(154, 10))
    qtbot.waitUntil(store.settled)
    assert page.form.variety.row("jitter").slider is slider
    assert page.recipe().jitter > between
    assert {key for key, _ in store.told} == {"own 1"}
    assert store.own() == [page.recipe()]
    assert page.list.tile("own 1").isChecked()


def test_typing_a_name_goes_on_while_the_copy_is_made(qtbot, page, store):
    title = page.stage.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Ol")
    qtbot.waitUntil(lambda: page.current_key() == "own 1")
    assert title.text() == "Ol"
    qtbot.keyClicks(title, "d cards")
    assert title.text() == "Old cards"
    qtbot.waitUntil(store.settled)
    assert [recipe.title for recipe in store.own()] == ["Old cards"]


def test_changes_that_follow_each_other_end_in_one_copy_of_the_newest(qtbot, page, store):
    page.form.input.add_filter("blur")
    page.left.emit()
    page.form.input.add_filter("canny")
    page.left.emit()
    assert not store.settled()
    qtbot.waitUntil(store.settled)
    assert {key for key, _ in store.told} == {"own 1"}
    assert [recipe.input for recipe in store.own()] == [parse_chain("gray,blur,canny")]


def test_what_is_written_meanwhile_does_not_move_a_slider_back(qtbot, page, store):
    store.add(COLOURISE)
    row = jitter_row(page)
    row.slider.setFocus()
    for number in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
        page.left.emit()
        assert row.value() == page.recipe().jitter == 17 + number
    qtbot.waitUntil(store.settled)
    assert row.value() == page.recipe().jitter == store.own()[0].jitter == 19
    assert row.slider.hasFocus()


def test_an_undo_is_shown(qtbot, page, store):
    key = store.add(COLOURISE)
    page.form.input.add_filter("blur")
    store.recipes.flush()
    store.recipes.note(
        store.project.recipes.update(int(key.removeprefix("own ")), replace(store.own()[0], input=COLOURISE.input))
    )
    assert page.recipe().input == COLOURISE.input
    assert len(page.form.input.cards()) == 1
    assert len(store.told) == 1


def test_going_to_another_recipe_keeps_the_change_first(qtbot, page, store):
    chosen = []
    page.chosen.connect(chosen.append)
    page.form.input.add_filter("blur")
    click(qtbot, page.list.tile("noise"))
    qtbot.waitUntil(store.settled, timeout=200)  # sooner than it would have rested
    assert store.own()[0].input == parse_chain("gray,blur")
    assert (page.current_key(), chosen) == ("noise", ["noise"])
    assert page.recipe() == RECIPES.get("noise")
    assert page.list.tile("noise").isChecked()


def test_a_copy_that_is_written_late_does_not_call_one_back(qtbot, page, store):
    page.form.input.add_filter("blur")
    click(qtbot, page.list.tile("noise"))
    qtbot.waitUntil(store.settled)
    assert page.current_key() == "noise"
    assert page.list.tile("noise").isChecked()
    assert page.list.keys()[-1] == "own 1"


def test_leaving_the_page_keeps_the_change(qtbot, page, store):
    page.form.input.add_filter("blur")
    page.hide()
    qtbot.waitUntil(store.settled, timeout=200)
    assert len(store.own()) == 1


def test_undoing_the_first_change_leads_back_to_the_ready_recipe(qtbot, page, store):
    page.form.input.add_filter("blur")
    store.recipes.flush()
    store.recipes.note(store.project.recipes.remove(1))
    assert (page.current_key(), page.recipe()) == ("colourise", COLOURISE)
    assert page.stage.title.text() == "Colourise"


def test_a_deleted_recipe_gives_way_to_the_first(qtbot, page, store):
    store.add(COLOURISE)
    store.recipes.note(store.project.recipes.remove(1))
    assert page.current_key() == RECIPES.names()[0]
