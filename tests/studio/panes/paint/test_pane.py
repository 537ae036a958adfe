"""The Paint pane with real encoder files: what is on the canvas is what lands in the gallery, by mouse and by keys."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

import resources
from models.images import read_picture
from models.records import Box, FaceState, NewFace, PaintingRecipe, PaintOptions, PaintSource
from studio.panes.paint import PaintPane
from tests.studio.panes.learning import make_project, open_session
from tests.studio.panes.painted import make_encoders

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def encoders(tmp_path_factory):
    return make_encoders(tmp_path_factory.mktemp("encoders"), "colourise", "contours")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, astronaut, encoders):
    made = make_project(tmp_path_factory.mktemp("paint"), astronaut, 3)
    for file in encoders:
        shutil.copy(file, made / "encoders")
    (made / "encoders" / "broken.bottega").write_bytes(encoders[0].read_bytes()[:5000])
    return made


@pytest.fixture(scope="module")
def module_session(folder, tmp_path_factory, qapp):
    with open_session(folder, tmp_path_factory.mktemp("settings") / "settings.ini") as opened:
        together = threading.Barrier(3)
        for _ in range(2):  # both background threads start here, so that no single test seems to leave them behind
            opened.background.submit(together.wait)
        together.wait()
        yield opened  # one for all tests: its child loads torch once


@pytest.fixture
def session(module_session, tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / "nothing ships" / name)
    yield module_session
    project = module_session.project
    project.paintings.remove([painting.id for painting in project.paintings.all()])
    project.faces.set_state([face.id for face in project.faces.all()], FaceState.CONFIRMED)


@pytest.fixture
def pane(session, qtbot):
    made = show(session, qtbot)
    qtbot.waitUntil(lambda: made.front.preview.answer is not None)
    return made


def show(session, qtbot):
    made = PaintPane(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.desk.shelf.known)
    return made


def settled(pane, qtbot):
    """Until the canvas shows the present choice."""
    qtbot.waitUntil(
        lambda: (
            pane.front.preview.answer.request.options == pane.front.choice().options
            and pane.front.preview.answer.request.photo == pane.desk.strip.photo
            and pane.front.preview.answer.request.key == pane.desk.shelf.current.path
        )
    )


def card(pane, title):
    return next(card for card in pane.desk.shelf.shelf.cards if card.item.title == title)


def paint(pane, qtbot, button):
    with qtbot.waitSignal(pane.session.runner.ended):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return pane.session.project.paintings.all()


def test_doubtful_faces_are_painted_by_one_click_and_left_out_by_another(pane, qtbot):
    project, photo = pane.session.project, pane.desk.strip.current
    false_box = NewFace(Box(0, 0, 36, 48), source="haar:default", weight=0.1)
    (face,) = project.faces.add(photo, [false_box])
    try:
        qtbot.mouseClick(pane.switch.button("faces"), Qt.MouseButton.LeftButton)
        front, panel = pane.front, pane.front.panel
        assert "1 doubtful face nobody has looked at is left out" in panel.doubtful_words.text()
        sure = len(front.choice().boxes)
        panel.doubtful.take.click()
        assert len(front.choice().boxes) == sure + 1
        (painting,) = paint(pane, qtbot, front.paint_button)
        assert len(painting.recipe.boxes) == sure + 1
        panel.doubtful.take.click()
        assert len(front.choice().boxes) == sure
    finally:
        project.faces.remove([face.id])


@pytest.mark.parametrize(("key", "source"), [("photo", PaintSource.WHOLE), ("faces", PaintSource.FACES)])
def test_what_the_canvas_shows_is_what_lands_in_the_gallery(pane, qtbot, key, source):
    qtbot.mouseClick(card(pane, "Colourise"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.switch.button(key), Qt.MouseButton.LeftButton)
    pane.front.panel.colour.field.setFocus()
    pane.front.panel.colour.field.selectAll()
    qtbot.keyClicks(pane.front.panel.colour.field, "140")
    qtbot.keyClick(pane.front.panel.colour.field, Qt.Key.Key_Return)
    settled(pane, qtbot)
    (painting,) = paint(pane, qtbot, pane.front.paint_button)
    assert painting.recipe.options == PaintOptions(source, colour=1.4)
    assert len(painting.recipe.boxes) == (source is PaintSource.FACES)
    assert np.array_equal(read_picture(painting.path), pane.front.preview.answer.after)
    assert not np.array_equal(pane.front.preview.answer.before, pane.front.preview.answer.after)


def test_sliders_repaint_and_the_newest_wins(pane, qtbot):
    before = pane.front.preview.answer
    for value in range(100, 40, -1):
        pane.front.panel.strength.slider.setValue(value)
    settled(pane, qtbot)
    assert pane.front.preview.answer.request.options.strength == 0.41
    assert pane.front.preview.answer is not before
    qtbot.waitUntil(lambda: pane.desk.painter.idle)


def test_another_photo_is_taken_in_the_strip_by_mouse_and_by_keys(pane, qtbot):
    first = pane.desk.strip.current
    second = pane.desk.strip.cell(first).center()
    second.setY(pane.desk.strip.cell(first).bottom() + 20)
    qtbot.mouseClick(pane.desk.strip.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert pane.desk.strip.current != first
    settled(pane, qtbot)
    assert pane.desk.strip.photo.path.name in pane.top_line()
    qtbot.keyClick(pane.desk.strip, Qt.Key.Key_Up)
    assert pane.desk.strip.current == first


def test_brackets_take_the_next_encoder_and_every_card_shows_the_users_photo(pane, qtbot):
    chosen = pane.desk.shelf.current.title
    key = Qt.Key.Key_BracketRight if pane.desk.shelf.shelf.cards[0].isChecked() else Qt.Key.Key_BracketLeft
    qtbot.keyClick(pane, key)
    assert pane.desk.shelf.current.title != chosen
    settled(pane, qtbot)
    assert pane.front.panel.made_with.facts.texts()["Encoder"] == pane.desk.shelf.current.title
    usable = [one for one in pane.desk.shelf.shelf.cards if not one.item.refused]
    qtbot.waitUntil(lambda: all(one.has_picture for one in usable))


def test_a_damaged_encoder_stands_on_the_shelf_with_its_reason(pane, qtbot):
    broken = card(pane, "broken.bottega")
    assert broken.item.refused
    before = pane.desk.shelf.current
    with qtbot.waitSignal(pane.session.said) as said:
        qtbot.mouseClick(broken, Qt.MouseButton.LeftButton)
    assert broken.item.refused in said.args[0]
    assert pane.desk.shelf.current == before


def test_the_whole_selection_is_painted_and_told(pane, qtbot):
    first = pane.desk.strip.cell(pane.desk.strip.current).center()
    qtbot.mouseClick(pane.desk.strip.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.keyClick(pane.desk.strip, Qt.Key.Key_A, CTRL)
    assert (pane.front.batch.text(), pane.front.batch.isEnabled()) == ("Selection (3)", True)
    with qtbot.waitSignal(pane.session.said) as said:
        paintings = paint(pane, qtbot, pane.front.batch)
    assert len({painting.recipe.source_sha256 for painting in paintings}) == 3
    assert said.args[:2] == ["3 paintings went into the Gallery", "Show"]


def test_a_photo_without_faces_leads_to_faces(pane, qtbot):
    project = pane.session.project
    faces = project.faces.of_photo(pane.desk.strip.current)
    project.faces.set_state([face.id for face in faces], FaceState.REJECTED)
    qtbot.mouseClick(pane.switch.button("faces"), Qt.MouseButton.LeftButton)
    assert pane.front.canvas.currentWidget() is pane.front.canvas.no_face
    assert not pane.front.paint_button.isEnabled()
    with qtbot.waitSignal(pane.session.pane_asked) as asked:
        qtbot.mouseClick(pane.front.canvas.no_face.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["faces", {"photo": pane.desk.strip.current}]


def test_a_recipe_is_opened_again_with_photo_encoder_and_sliders(pane, qtbot):
    photo = pane.session.project.photos.all()[-1]
    other = next(header for header in pane.desk.shelf.headers.values() if header != pane.desk.shelf.current)
    options = PaintOptions(strength=0.7, colour=1.3, again=1, keep_luma=False)
    pane.asked(recipe=PaintingRecipe(other.sha256, other.title, photo.sha256, photo.path.name, options))
    assert (pane.desk.strip.photo, pane.desk.shelf.current, pane.front.choice().options) == (photo, other, options)
    settled(pane, qtbot)


def test_a_recipe_whose_parts_are_gone_says_which(pane, qtbot):
    with qtbot.waitSignal(pane.session.said) as said:
        pane.asked(recipe=PaintingRecipe("ee" * 32, "Lost", "ff" * 32, "gone.jpg", PaintOptions()))
    assert said.args[0] == "Not in this project any more: the encoder Lost and the photo gone.jpg"


def test_an_encoder_file_is_added_chosen_and_never_twice(pane, qtbot, encoders, tmp_path):
    folder = pane.session.project.encoders_folder
    there = sorted(folder.iterdir())
    foreign = shutil.copy(encoders[1], tmp_path / "from a friend.bottega")
    pane.desk.shelf.choose(folder / "colourise.bottega")
    with qtbot.waitSignal(pane.desk.shelf.loaded):
        pane.asked(files=[foreign])
    assert sorted(folder.iterdir()) == there
    assert pane.desk.shelf.current.title == "Contours"


def test_a_damaged_file_is_refused_by_name(pane, qtbot, encoders, tmp_path):
    bad = tmp_path / "bad.bottega"
    bad.write_bytes(encoders[0].read_bytes()[:-3])
    with qtbot.waitSignal(pane.session.failed) as failed:
        pane.asked(files=[bad])
    assert failed.args[0].path == bad


def test_a_lost_original_is_said_where_the_painting_would_be(pane, qtbot):
    photo = pane.session.project.photos.all()[1]
    hidden = photo.path.rename(photo.path.with_suffix(".away"))
    try:
        pane.asked(photo=photo.id)
        qtbot.waitUntil(lambda: pane.front.preview.problem != "")
        assert pane.front.canvas.view.picture_rect().isEmpty()
    finally:
        hidden.rename(photo.path)


def test_before_can_be_what_the_encoder_sees(pane, qtbot):
    qtbot.mouseClick(card(pane, "Colourise"), Qt.MouseButton.LeftButton)
    row = pane.front.panel.compare
    row.combo.setFocus()
    qtbot.keyClick(row.combo, Qt.Key.Key_Down)
    assert pane.front.choice().against_input
    qtbot.waitUntil(lambda: pane.front.preview.answer.request.input_of is not None)
    before = pane.front.preview.answer.before
    assert before.shape == pane.front.preview.answer.after.shape
    assert np.array_equal(before[..., 0], before[..., 2])  # gray is what a colouriser gets


def test_the_panes_and_what_they_paint_with_load_no_torch():
    code = "import sys, studio.panes.paint, studio.panes.gallery; sys.exit('torch' in sys.modules)"
    root = Path(resources.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_without_an_encoder_the_pane_leads_to_training(session, qtbot, folder):
    away = folder / "encoders away"
    session.project.encoders_folder.rename(away)
    session.project.encoders_folder.mkdir()
    try:
        made = show(session, qtbot)
        assert made.front.canvas.currentWidget() is made.front.canvas.no_encoder
        assert not made.front.paint_button.isEnabled()
        with qtbot.waitSignal(session.pane_asked) as asked:
            qtbot.mouseClick(made.front.canvas.no_encoder.button, Qt.MouseButton.LeftButton)
        assert asked.args[0] == "train"
    finally:
        session.project.encoders_folder.rmdir()
        away.rename(session.project.encoders_folder)


def test_without_a_photo_the_pane_leads_to_photos(qtbot, qapp, tmp_path, encoders, monkeypatch):
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / "nothing ships" / name)
    with open_session(tmp_path / "empty", tmp_path / "settings.ini") as session:
        shutil.copy(encoders[0], session.project.encoders_folder)
        made = show(session, qtbot)
        assert made.front.canvas.currentWidget() is made.front.canvas.no_photo
        with qtbot.waitSignal(session.pane_asked) as asked:
            qtbot.mouseClick(made.front.canvas.no_photo.button, Qt.MouseButton.LeftButton)
        assert asked.args[0] == "photos"


def test_an_encoder_is_renamed_and_deleted_and_undo_brings_it_back(pane, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    session, shelf = pane.session, pane.desk.shelf.shelf
    path = pane.desk.shelf.headers[card(pane, "Contours").item.key].path
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **given: ("Grandma's lines", True))
    qtbot.keyClick(card(pane, "Contours"), Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: any(one.item.title == "Grandma's lines" for one in shelf.cards))
    item = card(pane, "Grandma's lines").item
    assert [action.text() for action in shelf.menu(item).actions()] == [
        "Rename encoder ...",
        f"Delete encoder ({item.size})",
    ]
    content = pane.desk.shelf.headers[item.key].sha256
    qtbot.keyClick(card(pane, "Grandma's lines"), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: all(one.item.key != item.key for one in shelf.cards))
    assert not path.exists()
    said = []
    session.said.connect(lambda text, action, function: said.append(text))
    pane.asked(recipe=PaintingRecipe(content, "Grandma's lines", "", "", PaintOptions(PaintSource.NOISE)))
    assert said == ["Not in this project any more: the encoder Grandma's lines, which was deleted"]
    session.undo()
    qtbot.waitUntil(lambda: any(one.item.title == "Grandma's lines" for one in shelf.cards))
    session.undo()
    qtbot.waitUntil(lambda: any(one.item.title == "Contours" for one in shelf.cards))
    assert path.exists()


def test_an_encoder_that_ships_stays_as_it_is(pane, qtbot, monkeypatch):
    key = card(pane, "Contours").item.key
    monkeypatch.setattr(resources, "path", lambda name: Path(key).parent)
    said = []
    pane.session.said.connect(lambda text, action, function: said.append(text))
    pane.desk.shelf.edits.delete(key)
    pane.desk.shelf.edits.rename(key)
    assert said == ["This encoder ships with Bottega, and stays as it is"] * 2
    assert Path(key).exists()


def test_before_can_be_what_another_encoder_paints(pane, qtbot):
    qtbot.mouseClick(card(pane, "Colourise"), Qt.MouseButton.LeftButton)
    combo = pane.front.panel.compare.combo
    combo.setFocus()
    for _ in range(2):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    other = pane.front.choice().other
    assert (combo.currentText(), other.title) == ("Contours", "Contours")
    qtbot.waitUntil(lambda: pane.front.preview.answer.request.other == other.path)
    compared = pane.front.preview.answer.before
    qtbot.mouseClick(card(pane, "Contours"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.front.preview.answer.request.key == other.path)
    assert np.array_equal(pane.front.preview.answer.after, compared)
    assert combo.currentText() == "the photo"  # an encoder is not compared with itself
