"""The Recipe and Collection pages at work on a project: what is kept, what is drawn, what leads where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from models.datasets import PairSource, load_crops
from models.recipes import RECIPES
from models.recipes.recipe_file import read_recipe, write_recipe
from models.records import FaceState, FactRange, Pairing
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS
from models.workflow.prepare_run import prepare_run
from studio.look.qt_images import to_picture
from studio.window.drops import sort_files


def _go(pane, page, qtbot):
    qtbot.mouseClick(pane.pages.button(page), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane.settled)


def _choose(pane, key, qtbot):
    qtbot.mouseClick(pane.recipe_page.list.tile(key), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane.settled)


def _pair(pane, pairing, qtbot):
    qtbot.mouseClick(pane.recipe_page.form.pairing.choice(pairing.value), Qt.MouseButton.LeftButton)


def _own(session):
    return [recipe for _, recipe in session.project.recipes.all()]


def test_the_twelve_pairs_are_the_first_that_training_will_see(pane, session, qtbot):
    _go(pane, "collection", qtbot)  # measures the crops: near-duplicates are known then
    _go(pane, "recipe", qtbot)
    _choose(pane, "binary", qtbot)
    grid = pane.recipe_page.stage.grid
    assert grid.count() == 12
    shown = [[to_picture(image) for image in grid.images(number)] for number in range(12)]
    events = prepare_run(session.project, pane.recipe(), TrainConfig())
    try:
        while True:
            next(events)
    except StopIteration as end:
        run = end.value
    source = PairSource(load_crops(run.folder / CROPS), run.recipe, TrainConfig().seed)
    for number, pair in enumerate(shown):
        assert all(np.array_equal(one, other) for one, other in zip(pair, source.pair(number, 0), strict=True))


def test_changing_a_ready_recipe_makes_it_ones_own_and_undo_takes_it_back(pane, session, qtbot):
    _go(pane, "recipe", qtbot)
    _choose(pane, "contours", qtbot)
    page = pane.recipe_page
    _pair(pane, Pairing.PERSON, qtbot)
    qtbot.waitUntil(lambda: len(_own(session)) == 1 and page.current_key().startswith("own "))
    (own,) = _own(session)
    assert (own.title, own.pairing, own.input) == ("From contours, mine", Pairing.PERSON, RECIPES.get("contours").input)
    _pair(pane, Pairing.SUBSET, qtbot)
    qtbot.waitUntil(lambda: _own(session)[0].pairing is Pairing.SUBSET)
    assert len(_own(session)) == 1
    session.undo()
    assert _own(session)[0].pairing is Pairing.PERSON
    session.undo()
    assert _own(session) == []


def test_a_deleted_recipe_comes_back_by_undo(pane, session, qtbot):
    key = session.recipes.add(replace(RECIPES.get("canny"), title="Mine"))
    pane.recipes.show_key(key)
    _go(pane, "recipe", qtbot)
    pane.recipe_page.remove_wanted.emit(key)
    assert _own(session) == []
    session.undo()
    assert [recipe.title for recipe in _own(session)] == ["Mine"]


def test_a_recipe_goes_out_as_a_file_and_comes_in_again(pane, session, qtbot, tmp_path, monkeypatch):
    _go(pane, "recipe", qtbot)
    _choose(pane, "inpainting", qtbot)
    path = tmp_path / "out" / "Fill gaps.recipe.json"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    pane.recipe_page.export_wanted.emit("inpainting")
    assert read_recipe(path) == RECIPES.get("inpainting")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    pane.recipe_page.import_wanted.emit()
    (own,) = _own(session)
    assert own.input == RECIPES.get("inpainting").input
    assert pane.recipe_page.current_key().startswith("own ")


def test_a_dropped_recipe_file_opens_the_page_and_a_bad_one_is_one_sentence(pane, session, qtbot, tmp_path):
    good, bad = tmp_path / "a.recipe.json", tmp_path / "b.recipe.json"
    write_recipe(good, replace(RECIPES.get("canny"), title="From a friend"))
    bad.write_text("{}")
    assert sort_files([good, bad]).recipes == (good, bad)
    failed = []
    session.failed.connect(failed.append)
    pane.asked(recipe_files=(bad, good))
    assert [recipe.title for recipe in _own(session)] == ["From a friend"]
    assert [error.path for error in failed] == [bad]
    assert pane.recipe_page.isVisible()


def test_the_chain_of_the_bank_goes_on_as_a_recipe(pane, session, qtbot):
    pane.bank.choose("sobel")
    qtbot.mouseClick(pane.bank.panel.edit, Qt.MouseButton.LeftButton)
    assert pane.recipe_page.isVisible()
    assert pane.recipe().input == pane.bank.chain()
    assert len(_own(session)) == 1
    pane.show_page("bank")
    pane.bank.choose("gray")
    qtbot.mouseClick(pane.bank.panel.edit, Qt.MouseButton.LeftButton)
    assert pane.recipe_page.current_key() == "colourise"  # a ready one needs no copy
    assert len(_own(session)) == 1


def test_train_from_the_recipe_page_trains_what_stands_there_even_just_changed(pane, session, qtbot):
    _go(pane, "recipe", qtbot)
    _choose(pane, "colourise", qtbot)
    _pair(pane, Pairing.RANDOM, qtbot)
    with qtbot.waitSignal(session.pane_asked) as caught:
        qtbot.mouseClick(pane.train, Qt.MouseButton.LeftButton)
    assert caught.args[1]["recipe"].pairing is Pairing.RANDOM
    assert _own(session)[0].pairing is Pairing.RANDOM


def test_the_collection_is_measured_when_it_is_looked_at(pane, session, qtbot):
    assert not any(crop.measured for crop in pane.crops.collection.of())
    _go(pane, "collection", qtbot)
    rows = pane.collection.rows_shown()
    assert len(rows) == 12
    assert all(row.facts is not None for row in rows)
    assert {row.person for row in rows} == {"Eileen", "Nasa"}


def test_a_photo_that_is_gone_is_named_in_its_row(pane, session, qtbot):
    gone = session.project.photos.all()[0]
    gone.path.unlink()
    _go(pane, "collection", qtbot)
    problems = {row.path: row.problem for row in pane.collection.rows_shown()}
    assert problems.pop(gone.path)
    assert not any(problems.values())


def test_learning_from_a_range_or_from_picked_faces_leads_to_a_recipe(pane, session, qtbot):
    _go(pane, "recipe", qtbot)
    _choose(pane, "colourise", qtbot)
    _go(pane, "collection", qtbot)
    bright = (FactRange("brightness", 0.0, 255.0),)
    pane.collection.subset_wanted.emit(bright)
    assert pane.recipe_page.isVisible()
    assert pane.recipe().ranges == bright
    numbers = tuple(row.number for row in pane.collection.rows_shown()[:5])
    pane.collection.subset_wanted.emit(numbers)
    assert (pane.recipe().picked, pane.recipe().ranges) == (numbers, ())
    assert len(_own(session)) == 1
    qtbot.waitUntil(lambda: "5 faces" in pane.recipe_page.stage.sentence_text())


def test_opening_a_row_shows_that_face_in_the_bank(pane, qtbot):
    _go(pane, "collection", qtbot)
    key = pane.collection.rows_shown()[7].key
    pane.collection.opened.emit(key)
    assert pane.bank.isVisible()
    assert pane.top_line().startswith("Face 8 of 12")


def test_the_table_is_written_as_shown(pane, session, qtbot, tmp_path, monkeypatch):
    _go(pane, "collection", qtbot)
    path = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    said = []
    session.said.connect(lambda text, *_: said.append(text))
    pane.collection.export_wanted.emit()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["12 rows written to table.csv"]
    assert len(path.read_text("utf-8-sig").splitlines()) == 13


def test_keys_of_the_bank_do_nothing_on_other_pages(pane, qtbot):
    before = pane.bank.chain()
    _go(pane, "collection", qtbot)
    for key in (Qt.Key.Key_5, Qt.Key.Key_G, Qt.Key.Key_N):
        qtbot.keyClick(pane.collection, key)
    assert pane.bank.chain() == before
    assert pane.collection.isVisible()


def test_the_supply_of_a_subset_is_counted_once_for_the_crops_there_are(pane, session, qtbot):
    recipe = replace(RECIPES.get("colourise"), people=("Eileen",))
    before = pane.crops.collection
    supply = before.supply(recipe)
    assert before.supply(recipe) is supply
    assert supply.crops == 6
    photo = next(photo for photo in session.project.photos.all() if photo.person == "Eileen")
    (face,) = [face for face in session.project.faces.usable() if face.photo_id == photo.id]
    session.edit("Reject", lambda: session.project.faces.set_state([face.id], FaceState.REJECTED))
    qtbot.waitUntil(lambda: pane.crops.collection is not before and pane.crops.ready)
    qtbot.waitUntil(lambda: pane.crops.collection.supply(recipe).crops == 5)
