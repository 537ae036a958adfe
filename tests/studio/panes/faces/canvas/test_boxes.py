"""Boxes turned, pasted on, drawn where none was found, and tried with other settings: each by its keys and buttons."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from models.faces.boxes import box_about
from models.faces.crops import cut_crop
from models.images import read_picture
from models.records import FaceState
from studio.look.qt_images import to_picture
from studio.panes.faces.canvas.box_hand import grip_at

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def key(pane, qtbot, code, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(pane.canvas, code, modifier)


def stored(pane, face_id):
    return pane.session.project.faces.get(face_id)


def at(pane, x, y):
    return QPointF(*pane.canvas.view.to_screen(x, y)).toPoint()


def drag(pane, qtbot, start, end, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mousePress(pane.canvas, LEFT, modifier, start)
    for share in (0.4, 0.8, 1.0):
        qtbot.mouseMove(pane.canvas, start + (end - start) * share)
    qtbot.mouseRelease(pane.canvas, LEFT, modifier, end)


def test_comma_and_period_turn_by_1_degree_shift_by_5_and_0_sets_upright(pane, qtbot):
    face = pane.review.face
    key(pane, qtbot, Qt.Key.Key_Period)
    key(pane, qtbot, Qt.Key.Key_Period)
    key(pane, qtbot, Qt.Key.Key_Comma)
    assert stored(pane, face.id).box.angle == 1
    assert stored(pane, face.id).state is FaceState.CORRECTED
    key(pane, qtbot, Qt.Key.Key_Greater, SHIFT)
    key(pane, qtbot, Qt.Key.Key_Semicolon, SHIFT)  # Shift and the comma's key, on many keyboards
    key(pane, qtbot, Qt.Key.Key_Less, SHIFT)
    assert stored(pane, face.id).box.angle == -4
    assert "angle -4" in pane.panel.facts.text()
    key(pane, qtbot, Qt.Key.Key_0)
    assert stored(pane, face.id).box == face.box


def test_the_crop_follows_the_grip_exactly(pane, qtbot):
    face = pane.review.face
    size = (pane.canvas.width(), pane.canvas.height())
    start = QPointF(*grip_at(face.box, pane.canvas.view, size)).toPoint()
    drag(pane, qtbot, start, start + QPoint(60, 10))
    turned = stored(pane, face.id)
    assert 5 < turned.box.angle < 60
    assert turned.box.centre == pytest.approx(face.box.centre)
    wanted = cut_crop(read_picture(pane.review.row.photo.path), turned.box)
    crop = pane.panel.crop  # empty while the moved box's crop is being cut
    qtbot.waitUntil(lambda: crop.has_picture() and np.array_equal(to_picture(crop._pixmap.toImage()), wanted))


def test_shift_v_pastes_a_turned_box_on_the_next_photo(pane, qtbot):
    key(pane, qtbot, Qt.Key.Key_Period, SHIFT)
    box, photo = pane.review.face.box, pane.review.row.photo.id
    assert box.angle == 5
    key(pane, qtbot, Qt.Key.Key_C)
    key(pane, qtbot, Qt.Key.Key_V, SHIFT)
    assert pane.review.row.photo.id != photo
    assert (pane.review.face.box, pane.review.face.source) == (box, "hand")


def test_a_box_drawn_or_chosen_by_mouse_near_the_edge_moves_no_photo(pane, qtbot):
    pane.canvas.zoom(4.0)
    view = pane.canvas.view
    size = QPoint(pane.canvas.width(), pane.canvas.height())
    drag(pane, qtbot, size - QPoint(90, 90), size - QPoint(4, 4), SHIFT)
    drawn = pane.review.face
    assert drawn.source == "hand"
    assert pane.canvas.view == view
    drag(pane, qtbot, at(pane, *drawn.box.centre), at(pane, *drawn.box.centre) + QPoint(30, 20))
    assert stored(pane, drawn.id).box != drawn.box
    assert pane.canvas.view == view


def test_accepting_goes_to_the_next_face_in_sight_without_moving_the_photo(pane, qtbot):
    view = pane.canvas.view
    first = pane.review.face_id
    key(pane, qtbot, Qt.Key.Key_A)
    assert pane.review.face_id != first
    assert pane.canvas.view == view


@pytest.fixture
def empty_photo(pane, qtbot):
    """The photo in front has lost all its boxes: the search found none."""
    photo = pane.review.row.photo.id
    pane.session.edit("Search", lambda: pane.session.project.faces.replace_suggestions(photo, []))
    assert pane.review.row.lacks_face
    return photo


@pytest.mark.parametrize("how", ["key", "button"])
def test_a_photo_without_a_box_is_noted_as_such_and_the_review_goes_on(pane, qtbot, empty_photo, how, window):
    assert pane.canvas.scene.note == "No face found here. D draws one, A says there is none."
    assert pane.panel.nobody.isVisible()
    if how == "key":
        key(pane, qtbot, Qt.Key.Key_A)
    else:
        qtbot.mouseClick(pane.panel.nobody, LEFT)
    assert pane.session.project.photos.get(empty_photo).faceless
    assert pane.review.row.photo.id != empty_photo
    key(pane, qtbot, Qt.Key.Key_PageUp)
    assert pane.review.row.photo.id == empty_photo
    assert pane.canvas.scene.note.startswith("You said that no face is here")
    key(pane, qtbot, Qt.Key.Key_U)
    assert not pane.session.project.photos.get(empty_photo).faceless


def test_the_panel_tells_all_four_states_and_sets_three(pane, qtbot):
    face = pane.review.face_id
    buttons = pane.panel.states
    for state in (FaceState.REJECTED, FaceState.CONFIRMED, FaceState.SUGGESTED):
        pane.review.choose(face)
        qtbot.mouseClick(buttons.button(state), LEFT)
        assert stored(pane, face).state is state
    pane.review.choose(face)
    assert not buttons.button(FaceState.CORRECTED).isEnabled()
    key(pane, qtbot, Qt.Key.Key_Right)
    assert buttons.button(FaceState.CORRECTED).isChecked()


def test_settings_are_tried_on_this_photo_and_taken_by_a_button(pane, qtbot):
    before = pane.session.project.faces.all()
    slider = pane.panel.form.row("neighbours").slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(9, 10))
    qtbot.waitUntil(lambda: "here" in pane.panel.found.text())
    words = pane.panel.found.text()
    qtbot.mouseClick(slider, LEFT, pos=QPoint(60, 10))
    qtbot.waitUntil(lambda: pane.panel.found.text() != words and not pane.searching.trials.busy)
    assert pane.session.project.faces.all() == before
    others = [face for face in before if face.photo_id != pane.review.row.photo.id]
    qtbot.mouseClick(pane.panel.take, LEFT)
    qtbot.waitUntil(lambda: "new" in pane.panel.found.text() and not pane.session.runner.jobs)
    after = pane.session.project.faces.all()
    assert [face for face in after if face.photo_id != pane.review.row.photo.id] == others
    assert pane.canvas.scene.ghosts == ()


def test_all_photos_are_searched_anew_and_no_decision_changes(pane, qtbot):
    kept = pane.review.face_id
    key(pane, qtbot, Qt.Key.Key_A)
    decided = stored(pane, kept)
    qtbot.mouseClick(pane.panel.take_all, LEFT)
    qtbot.waitUntil(lambda: "0 of your 1 changed" in pane.panel.found.text())
    assert stored(pane, kept) == decided


def test_the_time_left_stands_in_the_top_line_once_the_pace_is_known(pane, qtbot):
    for _ in range(6):
        key(pane, qtbot, Qt.Key.Key_A)
    assert pane.top_line() == "6 of 8 reviewed, less than a minute left"


def test_z_goes_near_to_a_face_and_back(pane, qtbot):
    whole = pane.canvas.view
    key(pane, qtbot, Qt.Key.Key_Z)
    assert pane.canvas.view.scale > whole.scale
    key(pane, qtbot, Qt.Key.Key_Z)
    assert pane.canvas.view == whole


def test_a_turned_face_has_its_upright_crop_in_the_strip(pane, qtbot):
    face = pane.review.face
    pane.boxes.move(face.id, box_about(face.box.centre, face.box.width, 60))
    cell = next(cell for cell in pane.strip.cells if cell.face.id == face.id)
    pane.strip.grab()
    qtbot.waitUntil(lambda: pane.store.idle)
    small = to_picture(pane.store.get(cell.key, cell).toImage()).astype(int)
    wanted = cut_crop(read_picture(cell.photo.path), cell.face.box)[::3, ::3].astype(int)
    height, width = min(small.shape[0], wanted.shape[0]), min(small.shape[1], wanted.shape[1])
    rows = np.linspace(0, small.shape[0] - 1, height).astype(int)
    columns = np.linspace(0, small.shape[1] - 1, width).astype(int)
    picked = wanted[np.linspace(0, wanted.shape[0] - 1, height).astype(int)][
        :, np.linspace(0, wanted.shape[1] - 1, width).astype(int)
    ]
    assert np.abs(small[rows][:, columns] - picked).mean() < 14
