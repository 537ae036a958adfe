"""The group photo that fools Haar, put right by hand: counted in key presses and clicks."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt

from models.faces.boxes import haar_from_crop_box
from models.faces.doubt import SURE_BELOW
from models.records import USABLE, FaceState


def is_on(box, true) -> bool:
    """Whether the box's centre lies within half the true box's size of its centre."""
    x, y, width, height = haar_from_crop_box(box)
    return (
        abs(x + width / 2 - true[0] - true[2] / 2) < true[2] / 2
        and abs(y + height / 2 - true[1] - true[3] / 2) < true[3] / 2
    )


def claimed(faces, true):
    """The numbers of the boxes that are on a true face which no surer box has claimed."""
    left, numbers = list(true), set()
    for face in sorted(faces, key=lambda face: -face.weight):
        found = next((one for one in left if is_on(face.box, one)), None)
        if found is not None:
            left.remove(found)
            numbers.add(face.id)
    return numbers


def test_from_detection_to_29_right_faces_in_at_most_twelve_presses(make_window, tmp_path, shared_data, solvay, qtbot):
    true = json.loads((shared_data / "faces_truth.json").read_text())[solvay.name]
    window = make_window(tmp_path / "Solvay")
    window.session.importer.add_photos([solvay])
    faces = window.session.project.faces
    qtbot.waitUntil(lambda: faces.to_review() >= 29 and not window.session.runner.jobs)
    right = claimed(faces.all(), true)
    assert (len(faces.all()), len(right)) == (36, 29)
    window.show_pane("faces")
    pane = window.current_pane
    qtbot.waitUntil(lambda: pane.presenter.loaded is not None and pane.review.face is not None)

    presses = 0
    while pane.review.doubt().score >= SURE_BELOW:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_A if pane.review.face_id in right else Qt.Key.Key_X)
        presses += 1
    qtbot.mouseClick(pane.accept, Qt.MouseButton.LeftButton)
    presses += 1

    print(f"{presses} presses and clicks")
    assert presses <= 12
    kept = [face for face in faces.all() if face.state in USABLE]
    assert {face.state for face in kept} == {FaceState.CONFIRMED}
    assert {face.id for face in kept} == right
