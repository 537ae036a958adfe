"""Albums beside the grid, by mouse, drag and menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from studio.panes.gallery import GalleryPane
from tests.studio.panes.learning import open_session
from tests.studio.panes.painted import add_painting
from tests.studio.panes.photos.hands import drop


@pytest.fixture
def pane(tmp_path, qapp, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_session(tmp_path / "project", tmp_path / "settings.ini") as session:
        for name in ("Anna.jpg", "Bert.jpg", "Carla.jpg"):
            add_painting(session.project, source=name)
        session.project.albums.create("Summer")
        made = GalleryPane(session)
        qtbot.addWidget(made)
        made.resize(1200, 800)
        made.show()
        made.activated()
        qtbot.waitUntil(lambda: made.paintings.settled)
        yield made


def counts(pane):
    return {row.text: row.count for row in pane.albums.list.rows()}


def drop_rows(pane, rows, place):
    """What is dragged out of the grid is let go there."""
    drop(pane.albums, pane.model.mimeData([pane.model.index(row) for row in rows]), place)


def test_paintings_are_dropped_on_an_album_which_then_shows_them_alone(pane, qtbot):
    row = pane.albums.list.rows()[1]
    place = row.mapTo(pane.albums, row.rect().center())
    drop_rows(pane, (0, 2), place)
    assert counts(pane) == {"Everything": 3, "Summer": 2}
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [one.recipe.source_name for one in pane.model.rows()] == ["Carla.jpg", "Anna.jpg"]
    pane.session.undo()
    assert pane.pages.currentWidget() is pane.no_match
    qtbot.mouseClick(pane.no_match.button, Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 3


def test_an_album_is_made_of_what_is_dropped_renamed_and_deleted_with_undo(pane, qtbot, monkeypatch):
    names = iter([("Exhibition", True), ("Show", True)])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: next(names))
    drop_rows(pane, (1,), pane.albums.new.geometry().center())
    assert counts(pane) == {"Everything": 3, "Exhibition": 1, "Summer": 0}
    pane.albums.rename(pane.albums.albums[0])
    pane.albums.remove(pane.session.project.albums.find("show"))
    assert counts(pane) == {"Everything": 3, "Summer": 0}
    pane.session.undo()
    assert counts(pane) == {"Everything": 3, "Show": 1, "Summer": 0}


def test_a_painting_lies_in_several_albums_by_the_menu(pane, qtbot):
    pane.session.project.albums.create("Winter")
    pane.albums.read()
    one = pane.model.row(pane.model.index(0)).id
    for action in pane.albums.menu_of([one], pane).actions()[:2]:
        action.trigger()
    assert counts(pane) == {"Everything": 3, "Summer": 1, "Winter": 1}
    ticked = pane.albums.menu_of([one], pane).actions()
    assert [action.isChecked() for action in ticked[:2]] == [True, True]
    ticked[0].trigger()
    assert counts(pane) == {"Everything": 3, "Summer": 0, "Winter": 1}
