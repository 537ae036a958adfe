"""Letter keys on keyboards without Latin letters: the place of the key decides; Latin letters stay where they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.records import FaceState
from studio.window.letter_keys import latin_key

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _event(letter: str, scan_code: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    text = "" if modifiers & CTRL else letter
    return QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), modifiers, scan_code, 0, 0, text)


def _press(window, letter: str, scan_code: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """As the system delivers it: to the window, which hands it to the widget in focus."""
    QApplication.sendEvent(window.windowHandle(), _event(letter, scan_code, modifiers))


@pytest.mark.parametrize(
    ("letter", "scan_code", "key"),
    [
        ("ф", 38, "A"),
        ("ч", 53, "X"),
        ("х", 34, "["),
        ("ю", 60, "."),
        ("σ", 39, "S"),  # Greek
        ("ش", 38, "A"),  # Arabic
        ("ש", 38, "A"),  # Hebrew
        ("ф", 0, "A"),  # a remote desktop tells no place
        ("ω", 0, "V"),
        ("ش", 0, ""),
        ("a", 24, ""),  # AZERTY: A lies where Q does elsewhere, and stays A
        ("ö", 47, ""),
        ("é", 11, ""),
        ("7", 16, ""),
    ],
)
def test_the_place_decides_where_there_is_no_latin_letter(letter, scan_code, key):
    assert latin_key(_event(letter, scan_code)) == key


def test_a_key_that_is_no_letter_stays_itself():
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Shift, Qt.Key.Key_Space):
        assert latin_key(QKeyEvent(QEvent.Type.KeyPress, key, NONE, 38, 0, 0, "")) == ""


def test_faces_are_accepted_and_rejected_in_cyrillic_and_taken_back(window, qtbot):
    window.show_pane("faces")
    pane = window.pane("faces")
    qtbot.waitUntil(lambda: pane.review.face is not None)
    faces = window.session.project.faces
    first = pane.review.face.id
    _press(window, "ф", 38)
    qtbot.waitUntil(lambda: faces.get(first).state is FaceState.CONFIRMED)
    second = pane.review.face.id
    assert second != first
    _press(window, "Ч", 53)
    qtbot.waitUntil(lambda: faces.get(second).state is FaceState.REJECTED)
    _press(window, "я", 52, CTRL)
    qtbot.waitUntil(lambda: faces.get(second).state is FaceState.SUGGESTED)


def test_single_letter_shortcuts_and_letters_of_lists_work_in_greek_and_cyrillic(window, qtbot):
    window.show_pane("paint")
    paint = window.pane("paint")
    _press(window, "ы", 39)
    assert paint.front.mode.value() == "side"
    _press(window, "ς", 25)
    assert paint.front.mode.value() == "wipe"
    window.show_pane("photos")
    photos = window.pane("photos")
    qtbot.waitUntil(lambda: photos.grid.model().rowCount() == 6)
    photos.grid.setFocus()
    photos.grid.selectAll()
    _press(window, "д", 46)
    qtbot.waitUntil(lambda: all(photo.left_out for photo in window.session.project.photos.all()))


def test_what_is_typed_into_a_field_stays_as_it_is_typed(window, qtbot):
    window.show_pane("photos")
    search = window.pane("photos").search
    search.setFocus()
    for letter, scan_code in (("ф", 38), ("ч", 53)):
        _press(window, letter, scan_code)
    assert search.text() == "фч"
    _press(window, "ф", 38, CTRL)
    assert search.selectedText() == "фч"


def test_a_latin_letter_is_left_to_its_layout(window, qtbot):
    window.show_pane("faces")
    pane = window.pane("faces")
    qtbot.waitUntil(lambda: pane.review.face is not None)
    first = pane.review.face.id
    _press(window, "q", 38)  # AZERTY: where A lies elsewhere
    assert window.session.project.faces.get(first).state is FaceState.SUGGESTED
