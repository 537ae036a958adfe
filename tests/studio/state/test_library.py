"""What the window knows follows every edit at once, large ones too, and the judge learns from decisions."""

from __future__ import annotations

import pytest

from models.records import Box, FaceState, NewFace
from tests.project.rows import new_photo


@pytest.fixture
def stock(session, qtbot):
    """Three hundred photos with one box each, known to the library."""
    photos = session.project.photos.add([new_photo(f"{number}.jpg") for number in range(300)])
    with session.project.database.write():
        for photo in photos:
            found = [NewFace(Box(10, 10, 60, 80), source="haar:frontalface_default", weight=2.0)]
            session.project.faces.replace_suggestions(photo.id, found)
    session.library.renew()
    qtbot.waitUntil(lambda: session.library.settled and session.library.catalogue.to_review == 300)
    return photos


def test_an_edit_is_known_when_the_call_returns(session, stock):
    told = []
    session.library.changed.connect(told.append)
    photo = stock[7]
    (face,) = session.project.faces.of_photo(photo.id)
    session.edit("Reject", lambda: session.project.faces.set_state([face.id], FaceState.REJECTED))
    assert session.library.rows[photo.id].faces[0].state is FaceState.REJECTED
    assert told == [frozenset({photo.id})]
    session.undo()
    assert session.library.rows[photo.id].faces == (face,)
    assert session.library.catalogue.to_review == 300


def test_removing_and_bringing_back_very_many_leaves_the_window_free(session, stock, qtbot):
    ids = [photo.id for photo in stock[:250]]
    done = []
    session.edit_many("Remove", lambda: session.project.photos.remove(ids), lambda: done.append(True))
    assert len(session.library.rows) == 300
    qtbot.waitUntil(lambda: len(session.library.rows) == 50)
    assert done == [True]
    session.undo()
    qtbot.waitUntil(lambda: len(session.library.rows) == 300)
    assert session.library.catalogue.to_review == 300
    session.redo()
    qtbot.waitUntil(lambda: len(session.library.rows) == 50)


def test_large_edits_are_written_in_the_order_they_were_asked_for(session, stock, qtbot):
    ids = [photo.id for photo in stock]
    for name in ("Ada", "Grace", "Emmy"):
        session.edit_many(f"Give to {name}", lambda name=name: session.project.photos.set_person(ids, name))
    qtbot.waitUntil(lambda: session.library.catalogue.people() == [("Emmy", 300)])


def test_a_large_edit_that_fails_is_told_and_leaves_everything_as_it_was(session, stock, qtbot):
    from models.errors import UsageError

    failed = []
    session.failed.connect(failed.append)

    def spoil():
        session.project.photos.remove([photo.id for photo in stock])
        raise UsageError("this can't be done")

    session.edit_many("Spoil", spoil)
    qtbot.waitUntil(lambda: bool(failed))
    assert session.project.photos.count() == 300


def test_coming_back_to_the_window_notes_originals_that_went_or_came(session, stock, qtbot, tmp_path):
    photo = stock[3]
    there = tmp_path / "there.jpg"
    there.write_bytes(b"any")
    session.edit("Find it", lambda: session.project.photos.relocate(photo.id, there))
    assert not session.library.rows[photo.id].missing
    there.unlink()
    session.library.look_for_originals()
    qtbot.waitUntil(lambda: session.library.rows[photo.id].missing)
    there.write_bytes(b"any")
    session.library.look_for_originals()
    qtbot.waitUntil(lambda: not session.library.rows[photo.id].missing)


def test_another_project_starts_with_nothing_of_the_first(session, stock, tmp_path, qtbot):
    assert session.open_project(tmp_path / "Other")
    qtbot.waitUntil(lambda: session.library.ready)
    assert session.library.rows == {}
    assert session.library.catalogue.boxes == 0
