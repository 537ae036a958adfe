"""Everything a recipe is made of can be changed on its page, by mouse and keys, and nothing changed is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from models.filters import parse_chain
from models.recipes import RECIPES
from models.records import CutFrom, FactRange, Pairing
from studio.look import theme
from studio.state.recipes import RecipeEntry
from studio.state.supply import SupplyReport

COLOURISE = RECIPES.get("colourise")
PEOPLE = [("Ada", 4), ("Grace", 2), ("", 1)]
BRIGHTNESS = [float(value) for value in range(40, 200)]


@pytest.fixture
def page(page):
    page.set_people(PEOPLE)
    return page


def click(qtbot, widget, **where):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, **where)


def open_fold(page, key: str):
    page.form.fold(key).set_open(True)


# one setting after the other


def test_every_setting_is_told_at_once_and_kept_when_it_rests(qtbot, page, store):
    open_fold(page, "variety")
    open_fold(page, "size")
    click(qtbot, page.form.pairing.choice("subset"))
    click(qtbot, page.form.variety.row("flip").button)
    click(qtbot, page.form.cut_from.button("whole"))
    click(qtbot, page.form.width_choice.button("128"))
    changed = replace(COLOURISE, pairing=Pairing.SUBSET, flip=False, cut_from=CutFrom.WHOLE, width=128)
    wanted = replace(changed, name="custom", title="Colourise, mine")
    assert page.recipe() == wanted
    assert len(store.told) == 4
    assert store.own() == []
    assert not store.settled()
    qtbot.waitUntil(store.settled)
    assert store.told[-1] == ("own 1", wanted)
    assert store.own() == [wanted]


def test_chains_go_in_and_come_out(qtbot, page, store):
    page.form.input.add_filter("blur")
    page.form.target.add_filter("contours")
    assert page.recipe().input == parse_chain("gray,blur")
    assert page.recipe().target == parse_chain("contours")
    assert "Gray, then blur goes in, contours come out" in page.stage.sentence_text()
    assert page.list.tile("own 1").line == "gray, then blur → contours"


def test_a_recipe_learns_from_some_people(qtbot, page, store):
    click(qtbot, page.form.subset.who.button("some"))
    assert store.told == []
    people = page.form.subset.people
    place = people.view.visualRect(people.view.model().index(1, 0)).center()
    click(qtbot, people.view.viewport(), pos=place)
    assert page.recipe().people == ("Grace",)
    assert page.form.fold("subset").head.words == "Grace"
    assert "2 faces" in page.form.pairing.choice("same").help
    click(qtbot, page.form.subset.who.button("everyone"))
    assert page.recipe().people == ()
    click(qtbot, page.form.subset.who.button("some"))
    assert page.recipe().people == ("Grace",)


def test_someone_who_left_the_project_can_be_taken_out_of_a_recipe(qtbot, page, store):
    store.add(replace(COLOURISE, people=("Emmy", "Ada")))
    people = page.form.subset.people
    assert people.isVisible()
    first = people.view.model().index(0, 0)
    assert first.data() == "Emmy"
    click(qtbot, people.view.viewport(), pos=people.view.visualRect(first).center())
    assert page.recipe().people == ("Ada",)


def test_a_range_is_added_narrowed_and_taken_away(qtbot, page, store):
    rows = page.form.subset.ranges
    assert not rows.add_button.isVisible()
    page.set_fact_values({"brightness": BRIGHTNESS, "year": [1990.0, 1990.0]})
    click(qtbot, rows.add_button)
    (action,) = rows.menu.actions()
    rows.menu.hide()
    action.trigger()
    assert page.recipe().ranges == (FactRange("brightness", 40, 199),)
    slider = rows.rows()[0].slider
    assert slider.hasFocus()
    for _ in range(5):
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    (one,) = page.recipe().ranges
    assert 170 < one.high < 199
    assert rows.rows()[0].head.words == f"40 – {one.high}"
    click(qtbot, rows.rows()[0].head, pos=rows.rows()[0].head.cross().center().toPoint())
    assert page.recipe().ranges == ()
    assert rows.add_button.hasFocus()


def test_a_range_can_be_taken_away_where_nothing_is_known_of_it(qtbot, page, store):
    store.add(replace(COLOURISE, ranges=(FactRange("year", 1920, 1960), FactRange("sharpness", 100, 900))))
    first, second = page.form.subset.ranges.rows()
    assert first.head.words == "1920 – 1960"
    click(qtbot, first.head, pos=QPoint(20, 10))
    assert not first.slider.isVisible()
    second.head.setFocus()
    qtbot.keyClick(second.head, Qt.Key.Key_Delete)
    assert page.recipe().ranges == (FactRange("year", 1920, 1960),)


def test_what_was_picked_by_hand_is_counted_and_let_go(qtbot, page, store):
    store.add(replace(COLOURISE, picked=(4, 8, 15)))
    chip = page.form.subset.picked
    assert chip.text == "3 faces picked by hand"
    click(qtbot, chip)
    assert page.recipe().picked == ()
    assert not chip.isVisible()
    with qtbot.waitSignal(page.pick_wanted):
        click(qtbot, page.form.subset.pick)


def test_faces_picked_by_hand_mean_nothing_among_whole_photos(qtbot, page, store):
    store.add(replace(COLOURISE, picked=(4, 8, 15)))
    open_fold(page, "size")
    click(qtbot, page.form.cut_from.button("whole"))
    assert page.recipe().picked == ()
    assert not page.form.subset.picked.isVisible()


def test_name_and_note_are_typed(qtbot, page, store):
    store.add(COLOURISE)
    page.stage.title.setFocus()
    page.stage.title.selectAll()
    qtbot.keyClicks(page.stage.title, "Old cards ")
    open_fold(page, "note")
    page.form.note.clear()
    qtbot.keyClicks(page.form.note, "Grandmother's box")
    qtbot.waitUntil(store.settled)
    (kept,) = store.own()
    assert (kept.title, kept.help) == ("Old cards", "Grandmother's box")


def test_a_recipe_is_never_left_without_a_name(qtbot, page, store):
    store.add(COLOURISE)
    page.stage.title.selectAll()
    qtbot.keyClick(page.stage.title, Qt.Key.Key_Delete)
    qtbot.keyClick(page.stage.title, Qt.Key.Key_Return)
    assert page.recipe().title == "Colourise"
    assert page.stage.title.text() == "Colourise"


# the list


def test_arrow_keys_go_from_recipe_to_recipe(qtbot, page, store):
    tile = page.list.tile("colourise")
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Down)
    assert page.current_key() == "binary"


def test_what_can_be_done_with_a_recipe(qtbot, page, store):
    told = []
    for name in ("duplicate_wanted", "export_wanted", "remove_wanted"):
        getattr(page, name).connect(lambda key, name=name: told.append((name, key)))
    page.import_wanted.connect(lambda: told.append(("import_wanted", "")))
    assert not page.list.remove.isEnabled()
    store.add(COLOURISE)
    for button in (page.list.duplicate, page.list.export, page.list.remove, page.list.import_button):
        click(qtbot, button)
    qtbot.keyClick(page.list.tile("own 1"), Qt.Key.Key_Delete)
    assert told == [
        ("duplicate_wanted", "own 1"),
        ("export_wanted", "own 1"),
        ("remove_wanted", "own 1"),
        ("import_wanted", ""),
        ("remove_wanted", "own 1"),
    ]


def test_what_was_just_changed_is_what_is_exported(qtbot, page, store):
    exported = []
    page.export_wanted.connect(exported.append)
    page.form.input.add_filter("blur")
    click(qtbot, page.list.export)
    assert exported == ["own 1"]
    assert store.recipes.get("own 1").input == parse_chain("gray,blur")


def test_the_menu_of_a_card_is_about_that_card(qtbot, page, store):
    store.add(COLOURISE)
    removed = []
    page.remove_wanted.connect(removed.append)
    tile = page.list.tile("colourise")
    where = tile.mapToGlobal(tile.rect().center())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, tile.rect().center(), where)
    QApplication.sendEvent(tile, event)
    menu = QApplication.activePopupWidget()
    words = {action.text(): action for action in menu.actions() if action.text()}
    assert list(words) == ["Duplicate", "Export …", "Delete", "Import …"]
    assert not words["Delete"].isEnabled()
    menu.close()
    own = page.list.menu_for("own 1")
    own.actions()[2].trigger()
    assert removed == ["own 1"]


# what the page shows


def test_two_ready_recipes_more_than_the_method_are_offered(page, store):
    assert page.list.keys() == list(RECIPES.names())
    assert page.list.tile("superresolution").line == "downscale → picture"


def test_pictures_stand_on_the_card_and_in_the_middle(page, store):
    gray, colour = np.full((320, 256, 3), 90, np.uint8), np.full((320, 256, 3), 200, np.uint8)
    page.set_step_pictures(gray, colour)
    assert page.list.tile("colourise").has_pictures
    assert page.stage.pair.shown() is not None
    page.set_card_pictures({"noise": (gray, colour), "gone": (gray, colour)})
    assert page.list.tile("noise").has_pictures


def test_a_pair_of_the_twelve_is_seen_large_and_let_go(qtbot, page, store):
    small = np.full((160, 128, 3), 9, np.uint8)
    page.set_step_pictures(np.zeros((320, 256, 3), np.uint8), np.zeros((320, 256, 3), np.uint8))
    page.set_pairs([(small, small)] * 12)
    grid = page.stage.grid
    click(qtbot, grid, pos=grid.rects()[4].center().toPoint())
    assert page.stage.pair.shown()[0].width() == 128
    assert page.stage.pair.labels[0] == "pair 5, goes in: gray"
    page.set_pairs([(small, small)] * 3)
    assert page.stage.pair.shown()[0].width() == 256
    assert grid.count() == 3
    with qtbot.waitSignal(page.reseed_wanted):
        click(qtbot, page.stage.reseed)


def test_the_meter_says_it_twice_where_it_is_set_and_under_the_sentence(page, store):
    page.set_supply(SupplyReport((("Faces", "7"), ("Verdict", "too few")), "7 faces: too few.", "rejected"))
    assert page.stage.verdict.text() == page.form.verdict.text() == "7 faces: too few."
    assert page.stage.verdict.light == "rejected"
    assert page.form.facts.texts()["Verdict"] == "too few"
    assert page.form.fold("supply").head.words == "too few"


def test_a_piece_of_the_sentence_leads_to_where_it_is_set(qtbot, page, store):
    page.resize(1100, 620)
    page.set_subset_words("7 faces of 3 people")
    assert "7 faces of 3 people" in page.stage.sentence_text()
    page.stage.sentence.linkActivated.emit("size")
    fold = page.form.fold("size")
    assert fold.is_open
    assert fold.head.hasFocus()
    qtbot.waitUntil(lambda: 0 <= fold.mapTo(page.form, QPoint()).y() < page.form.height())


def test_a_title_from_a_stranger_s_file_is_text_everywhere(page, store):
    store.add(replace(COLOURISE, title="<img src='/etc/passwd'>", help="<b>x</b>"))
    page.set_supply(SupplyReport((), "7 faces: few for <img src='/etc/passwd'>.", "suggested"))
    named = [label for label in page.findChildren(QLabel) if label.isVisible() and "<img src" in label.text()]
    assert {label.textFormat() for label in named} == {Qt.TextFormat.PlainText}
    assert "&lt;b&gt;" in page.form.fold("note").head.toolTip()
    assert "&lt;img" in page.list.tile("own 1").toolTip()
    assert page.stage.title.text() == "<img src='/etc/passwd'>"


@pytest.mark.parametrize("size", [(1024, 620), (1524, 920)])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_is_cut_off_in_any_size_and_look(qapp, qtbot, page, store, size, name):
    theme.apply(qapp, name)
    try:
        page.resize(*size)
        slim = size[0] < 1200
        qtbot.waitUntil(lambda: (page.list.tile("noise").height() > 60) == slim)
        for widget in (page.list, page.stage, page.form):
            assert page.rect().contains(widget.geometry())
        assert page.stage.width() > page.form.width()
        for part in (page.stage.pair, page.stage.grid, page.stage.sentence, page.stage.verdict):
            assert page.stage.rect().contains(part.geometry())
            assert part.height() >= part.minimumSizeHint().height()
        colour = theme.text_colour("text")
        assert colour in page.stage.sentence.text()
    finally:
        theme.apply(qapp, "dark")


def test_before_anything_is_known_there_is_a_recipe(page):
    assert page.recipe() == RECIPES.get(page.current_key())
    page.set_recipes([RecipeEntry("own 3", COLOURISE, own=True)])
    assert page.current_key() == "own 3"
