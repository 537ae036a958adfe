"""A photo is turned from Photos, Faces, the menu's keys; a proposal is taken with a click, and a turn is undone."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from models.project import Project
from models.workflow.import_photos import import_photos

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lying(make_window, tmp_path, astronaut, qtbot):
    """A window over two photos: one was not searched yet, the other lies on its side, and a turn is proposed for it."""
    folder = tmp_path / "Eileen"
    folder.mkdir()
    face = astronaut[:300, 80:360]
    Image.fromarray(face).save(folder / "a.png", compress_level=1)
    Image.fromarray(np.rot90(face)).save(folder / "b.png", compress_level=1)
    with Project.create(tmp_path / "p") as project:
        list(import_photos(project, [folder]))
        project.faces.replace_suggestions(project.photos.all()[1].id, [], 0, 1)
    window = make_window(tmp_path / "p")
    qtbot.waitUntil(lambda: window.session.library.settled and len(window.session.library.rows) == 2)
    return window


def turns(window):
    return [row.photo.turn for row in sorted(window.session.library.rows.values(), key=lambda row: row.photo.name)]


def wait_until_found(window, qtbot):
    qtbot.waitUntil(lambda: not window.session.runner.jobs and window.session.library.settled)


def test_the_keys_turn_what_is_selected_in_photos_and_undo_brings_it_back(lying, qtbot):
    pane = lying.current_pane
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    pane.grid.selectAll()
    pane.grid.setFocus()
    qtbot.keyClick(pane.grid, Qt.Key.Key_BracketRight, CTRL)
    qtbot.waitUntil(lambda: turns(lying) == [1, 1])
    assert "Turn 2 photos" in lying.session.project.undo_label
    qtbot.waitUntil(lambda: pane.details.measured.texts().get("Turned by you") == "2 of 2")
    wait_until_found(lying, qtbot)
    lying.session.undo()
    qtbot.waitUntil(lambda: turns(lying) == [0, 0])
    pane.grid.select_rows([0])
    pane.selection.menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: turns(lying) == [3, 0])


def test_a_proposal_is_listed_and_taken_for_all_of_them(lying, qtbot):
    pane = lying.current_pane
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    pane.filters.show_only("lying")
    qtbot.waitUntil(lambda: [row.photo.name for row in pane.model.rows()] == ["b.png"])
    pane.grid.selectAll()
    assert pane.details.lying.text() == "It seems to lie on its side."
    pane.chips.acted.emit()
    qtbot.waitUntil(lambda: turns(lying) == [0, 1])
    wait_until_found(lying, qtbot)
    assert not any(row.proposed_turn for row in lying.session.library.rows.values())


def test_faces_proposes_a_turn_and_shows_the_turned_photo_with_its_face(lying, qtbot):
    lying.show_pane("faces")
    pane = lying.current_pane
    photo = next(row.photo for row in lying.session.library.rows.values() if row.proposed_turn)
    pane.review.show_photo(photo.id)
    qtbot.waitUntil(lambda: pane.presenter.loaded is not None and pane.presenter.loaded.key == photo.sha256)
    assert pane.centre.lying.isVisible()
    qtbot.mouseClick(pane.centre.lying.turn, LEFT)
    qtbot.waitUntil(lambda: turns(lying) == [0, 1])
    wait_until_found(lying, qtbot)
    assert not pane.centre.lying.isVisible()
    qtbot.waitUntil(lambda: pane.presenter.loaded is not None and pane.presenter.loaded.key == f"{photo.sha256}-1")
    assert (pane.presenter.loaded.picture == np.rot90(np.asarray(Image.open(photo.path)), -1)).all()
    assert abs(pane.review.face.box.angle) < 1
    lying.session.undo()
    qtbot.waitUntil(pane.centre.lying.isVisible)
    qtbot.mouseClick(pane.centre.lying.leave, LEFT)
    assert not any(row.proposed_turn for row in lying.session.library.rows.values())
    assert lying.session.project.undo_label == "Leave 1 photo unturned"
    qtbot.mouseClick(pane.right, LEFT)
    qtbot.waitUntil(lambda: turns(lying) == [0, 1])
    wait_until_found(lying, qtbot)
