"""The Filters pane: every filter on the user's face, live parameters, chains, and the recipe that follows."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.filters import FILTERS, apply_chain, parse_chain, step
from models.recipes import RECIPES
from models.records import CutFrom, Pairing
from studio.panes.filters import FiltersPane
from studio.panes.filters.recipes import recipe_of
from studio.widgets.ladder import Rung
from tests.studio.panes.learning import make_project, open_session, stand_up


@pytest.fixture(scope="module")
def folder(tmp_path_factory, astronaut):
    return make_project(tmp_path_factory.mktemp("filters"), astronaut, 9)


@pytest.fixture
def session(folder, tmp_path, qapp):
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    made = FiltersPane(session)
    window = stand_up(made, qtbot)
    qtbot.waitUntil(lambda: all(made.strip.shown(name) for name in FILTERS.names()), timeout=5000)
    qtbot.waitUntil(lambda: len(made.others.names()) == 7, timeout=5000)
    yield made
    window.close()


def _click(strip, key, qtbot):
    rect = strip.rects()[strip.names().index(key)]
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())


def _settled(pane, qtbot, chain):
    qtbot.waitUntil(lambda: np.array_equal(pane.shown, apply_chain(pane.picture, chain)), timeout=3000)


@pytest.mark.parametrize("name", FILTERS.names())
def test_every_filter_can_be_chosen_and_is_what_training_uses(pane, qtbot, name):
    _click(pane.strip, name, qtbot)
    assert pane.strip.current() == name
    _settled(pane, qtbot, (step(name),))


def test_number_keys_choose_and_n_p_walk_through_the_faces(pane, qtbot):
    qtbot.keyClick(pane.strip, Qt.Key.Key_4)
    assert pane.panel.main().name == FILTERS.names()[3]
    before = pane.top_line()
    qtbot.keyClick(pane.strip, Qt.Key.Key_N)
    assert pane.top_line() != before
    qtbot.keyClick(pane.strip, Qt.Key.Key_P)
    assert pane.top_line() == before


def test_a_slider_changes_the_picture_and_is_kept_when_coming_back(pane, qtbot):
    _click(pane.strip, "contours", qtbot)
    row = pane.panel.form.row("level_1")
    assert isinstance(row, Rung)
    row.move_to(80)
    chosen = pane.panel.main()
    assert dict(chosen.values)["level_1"] == row.value()
    _settled(pane, qtbot, (chosen,))
    _click(pane.strip, "gray", qtbot)
    _click(pane.strip, "contours", qtbot)
    assert pane.panel.main() == chosen


def test_thirty_changes_each_reach_the_screen_within_thirty_milliseconds(pane, qtbot):
    _click(pane.strip, "contours", qtbot)
    _settled(pane, qtbot, (step("contours"),))
    row, times = pane.panel.form.row("level_2"), []
    for value in range(80, 110):
        shown = pane.shown
        start = time.perf_counter()
        row.move_to(value)
        while pane.shown is shown and time.perf_counter() - start < 1:
            QApplication.processEvents()
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.03


def test_a_filter_before_changes_everything_and_can_be_removed(pane, qtbot):
    _click(pane.strip, "gray", qtbot)
    action = next(a for a in pane.panel.add_menu.actions() if a.data() == "blur")
    action.trigger()
    assert pane.panel.chain() == (step("blur"), step("gray"))
    _settled(pane, qtbot, pane.panel.chain())
    pane.panel.remove_before(0)
    _settled(pane, qtbot, (step("gray"),))


def test_space_held_anywhere_shows_the_original(pane, qtbot):
    pane.strip.setFocus()
    qtbot.keyPress(pane.strip, Qt.Key.Key_Space)
    assert pane.view.holding
    qtbot.keyRelease(pane.strip, Qt.Key.Key_Space)
    assert not pane.view.holding


def test_clicking_another_face_brings_it_up(pane, qtbot):
    key = pane.others.names()[2]
    before = pane.picture
    _click(pane.others, key, qtbot)
    qtbot.waitUntil(lambda: pane.picture is not before, timeout=3000)


def test_the_meter_counts_faces_and_people_and_says_the_verdict(pane):
    facts = pane.panel.facts.texts()
    assert facts["Faces"] == "9 in 2 groups"
    assert facts["Verdict"] == "too few"
    assert "9 faces" in pane.panel.verdict.text()


def test_train_from_this_hands_over_the_recipe(pane, session, qtbot):
    _click(pane.strip, "gray", qtbot)
    with qtbot.waitSignal(session.pane_asked) as caught:
        qtbot.mouseClick(pane.train, Qt.MouseButton.LeftButton)
    assert caught.args[0] == "train"
    assert caught.args[1]["recipe"].name == "colourise"


@pytest.mark.parametrize("recipe", [r for r in RECIPES if r.name != "custom"], ids=lambda r: r.name)
def test_a_built_in_recipe_is_recognised(recipe):
    assert recipe_of(recipe.input, recipe.target, recipe.pairing, CutFrom.FACES) == recipe


def test_anything_else_is_a_recipe_of_ones_own():
    made = recipe_of(parse_chain("blur,gray"), parse_chain("canny"), Pairing.SAME, CutFrom.WHOLE)
    assert (made.name, made.title, made.cut_from) == ("custom", "Blur, then Gray to canny", CutFrom.WHOLE)


def test_without_photos_it_says_what_to_do_and_offers_it(tmp_path, qtbot, qapp):
    with open_session(tmp_path / "empty", tmp_path / "settings.ini") as session:
        pane = FiltersPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(pane.empty.isVisible, timeout=3000)
        assert not pane.train.isEnabled()
        assert not pane.panel.isVisible()
        with qtbot.waitSignal(session.pane_asked) as caught:
            qtbot.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)
        assert caught.args[0] == "photos"
        window.close()


def test_a_photo_that_is_gone_is_named_and_the_rest_goes_on(tmp_path, astronaut, qtbot, qapp):
    folder = make_project(tmp_path, astronaut, 3)
    with open_session(folder, tmp_path / "settings.ini") as session:
        gone = session.project.photos.all()[0].path
        gone.unlink()
        pane = FiltersPane(session)
        window = stand_up(pane, qtbot)
        qtbot.waitUntil(lambda: gone.name in pane.view.empty_text, timeout=5000)
        qtbot.keyClick(pane, Qt.Key.Key_N)
        qtbot.waitUntil(lambda: pane.picture is not None, timeout=5000)
        window.close()
