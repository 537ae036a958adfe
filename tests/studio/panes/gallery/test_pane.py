"""The Gallery pane with real files: what a person finds, stars, opens, bins, brings back, exports and drags out."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog

from models.gallery.painting_file import read_painting_recipe
from models.records import PaintOptions, PaintSource
from studio.panes.gallery import GalleryPane
from studio.panes.gallery.painting_model import load_thumbnail
from studio.panes.gallery.painting_rows import Choice, PaintingRows
from studio.panes.gallery.words import facts_of, how_it_was_made, made_words
from studio.widgets.roles import Role
from tests.studio.panes.learning import open_session
from tests.studio.panes.painted import add_painting


@pytest.fixture
def session(tmp_path, qapp, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_session(tmp_path / "project", tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    project = session.project
    add_painting(project, "Colourise", "Anna.jpg", "Summer", 60)
    add_painting(project, "Contours", "Bert.jpg", "School", 120)
    add_painting(project, "Colourise", "Carla.jpg", "School", 180, PaintOptions(colour=1.1))
    return show(session, qtbot)


def show(session, qtbot):
    made = GalleryPane(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.paintings.settled)
    return made


def sources(pane):
    return [painting.recipe.source_name for painting in pane.model.rows()]


def click(pane, qtbot, row, modifier=Qt.KeyboardModifier.NoModifier):
    cell = pane.grid.visualRect(pane.model.index(row))
    qtbot.mouseClick(pane.grid.viewport(), Qt.MouseButton.LeftButton, modifier, cell.center())


def test_the_newest_comes_first_and_its_picture_is_shown(pane, qtbot):
    assert sources(pane) == ["Carla.jpg", "Bert.jpg", "Anna.jpg"]
    assert pane.top_line() == "3 paintings"
    keys = [pane.model.index(row).data(Role.KEY) for row in range(3)]
    qtbot.waitUntil(lambda: all(pane.store.get(key, None) for key in keys))


def test_a_lost_thumbnail_is_made_again_from_the_painting(session, qtbot):
    painting = add_painting(session.project, "Colourise", "Anna.jpg", "Summer", 60)
    shutil.rmtree(session.project.thumbnails_folder)
    session.project.thumbnails_folder.mkdir()
    made = load_thumbnail(session.project, painting)
    assert not made.isNull()


def test_words_find_by_encoder_photo_person_and_recipe(pane, qtbot):
    qtbot.keyClicks(pane.search, "school colour")
    assert sources(pane) == ["Carla.jpg"]
    pane.search.clear()
    qtbot.keyClicks(pane.search, "110 carla")
    assert sources(pane) == ["Carla.jpg"]
    pane.search.clear()
    qtbot.keyClicks(pane.search, "nobody")
    assert pane.pages.currentWidget() is pane.no_match
    qtbot.mouseClick(pane.no_match.button, Qt.MouseButton.LeftButton)
    assert len(sources(pane)) == 3


def test_an_encoder_is_chosen_from_the_list_with_its_count(pane, qtbot):
    rows = {row.text: row for row in pane.encoders.rows()}
    assert {text: row.count for text, row in rows.items()} == {"Colourise": 2, "Contours": 1}
    qtbot.mouseClick(rows["Contours"], Qt.MouseButton.LeftButton)
    assert sources(pane) == ["Bert.jpg"]
    assert pane.top_line() == "3 paintings, 1 shown"


def test_a_click_tells_how_a_painting_was_made(pane, qtbot):
    click(pane, qtbot, 0)
    assert pane.details.how.text() == "Painted from <b>Carla.jpg</b> with <b>Colourise</b>, colour 110 %."
    assert pane.details.facts.texts()["Size"] == "128 × 160"
    qtbot.waitUntil(pane.details.picture.has_picture)


def test_s_stars_what_is_selected_and_stars_are_a_filter(pane, qtbot):
    click(pane, qtbot, 0)
    click(pane, qtbot, 2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pane.grid, Qt.Key.Key_S)
    qtbot.mouseClick(pane.which.button("stars"), Qt.MouseButton.LeftButton)
    assert sources(pane) == ["Carla.jpg", "Anna.jpg"]
    pane.session.undo()
    assert pane.pages.currentWidget() is pane.no_match


def test_delete_goes_to_the_bin_and_undo_brings_back_file_and_row(pane, qtbot):
    click(pane, qtbot, 1)
    path = pane.selected()[0].path
    before = path.read_bytes()
    qtbot.keyClick(pane.grid, Qt.Key.Key_Delete)
    assert sources(pane) == ["Carla.jpg", "Anna.jpg"]
    assert not path.exists()
    pane.session.undo()
    assert sources(pane) == ["Carla.jpg", "Bert.jpg", "Anna.jpg"]
    assert path.read_bytes() == before
    pane.session.redo()
    assert not path.exists()
    pane.session.undo()
    assert path.read_bytes() == before


def test_without_a_system_bin_the_file_is_kept_in_the_project(pane, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    click(pane, qtbot, 0)
    path = pane.selected()[0].path
    qtbot.keyClick(pane.grid, Qt.Key.Key_Delete)
    assert [one.name for one in (pane.session.project.folder / "bin").iterdir()] == [path.name]
    pane.session.undo()
    assert path.exists()


def test_enter_opens_large_page_keys_step_and_escape_returns(pane, qtbot):
    click(pane, qtbot, 0)
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    assert pane.pages.currentWidget() is pane.viewer
    qtbot.waitUntil(lambda: "Colourise" in pane.viewer.view.accessibleName())
    qtbot.keyClick(pane.viewer.view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "Contours" in pane.viewer.view.accessibleName())
    qtbot.keyClick(pane.viewer.view, Qt.Key.Key_Escape)
    assert pane.pages.currentWidget() is pane.grid


def test_export_takes_the_selection_and_leaves_names_at_home(pane, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    click(pane, qtbot, 0)
    with qtbot.waitSignal(pane.session.runner.ended):
        qtbot.mouseClick(pane.export, Qt.MouseButton.LeftButton)
    (file,) = (tmp_path / "out").iterdir()
    assert "Carla" not in file.name
    recipe = read_painting_recipe(file)
    assert (recipe.source_name, recipe.options.colour) == ("", 1.1)


def test_a_bad_name_template_is_refused_while_typing(pane, qtbot):
    pane.details.template.clear()
    qtbot.keyClicks(pane.details.template, "{place}")
    assert "{place}" in pane.details.problem.text()
    assert pane.details.options().template == "{encoder} {source} {number}"


def test_the_names_of_what_is_selected_are_shown_before_it_is_exported(pane, qtbot):
    click(pane, qtbot, 0)
    assert pane.details.preview.text() == "Colourise 001.png"
    pane.details.template.clear()
    qtbot.keyClicks(pane.details.template, "{number} by {encoder}")
    click(pane, qtbot, 1, Qt.KeyboardModifier.ControlModifier)
    assert pane.details.preview.text() == "001 by Colourise.png, 002 by Contours.png"


def test_what_is_dragged_out_are_copies_of_the_files(pane):
    data = pane.model.mimeData([pane.model.index(0), pane.model.index(2)])
    assert [url.toLocalFile() for url in data.urls()] == [str(pane.model.row(pane.model.index(n)).path) for n in (0, 2)]
    assert pane.model.supportedDragActions() == Qt.DropAction.CopyAction


def test_paint_again_hands_the_recipe_to_paint(pane, qtbot):
    click(pane, qtbot, 0)
    with qtbot.waitSignal(pane.session.pane_asked) as asked:
        qtbot.mouseClick(pane.details.again, Qt.MouseButton.LeftButton)
    assert asked.args == ["paint", {"recipe": pane.selected()[0].recipe}]


def test_a_new_painting_appears_without_touching_the_selection(pane, qtbot):
    click(pane, qtbot, 1)
    painting = add_painting(pane.session.project, "Contours", "Dora.jpg")
    pane.session.edit("Star", lambda: pane.session.project.paintings.set_starred([painting.id], True))
    assert sources(pane)[0] == "Dora.jpg"
    assert [one.recipe.source_name for one in pane.selected()] == ["Bert.jpg"]


def test_a_change_costs_the_rows_it_names(pane):
    before = dict(pane.paintings.all.rows)
    one = pane.model.row(pane.model.index(1))
    changes = []
    pane.session.changed.connect(changes.append)
    pane.painting_actions.set_starred([one], True)
    pane.session.undo()
    assert [change.ids for change in changes] == [(one.id,), (one.id,)]
    after = pane.paintings.all.rows
    assert [number for number in after if after[number] is not before[number]] == [one.id]
    assert pane.paintings.all.starred == 0


def test_an_empty_gallery_says_what_to_do(session, qtbot):
    made = show(session, qtbot)
    assert made.pages.currentWidget() is made.nothing
    assert not made.export.isEnabled()
    with qtbot.waitSignal(session.pane_asked) as asked:
        qtbot.mouseClick(made.nothing.button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "paint"


def test_the_model_has_rows_only_at_its_root(pane):
    assert pane.model.rowCount(QModelIndex()) == 3
    assert pane.model.rowCount(pane.model.index(0)) == 0


def test_noise_and_faces_are_told_as_what_they_are(project):
    noise = add_painting(project, options=PaintOptions(PaintSource.NOISE, seed=7))
    assert how_it_was_made(noise.recipe) == "Painted from noise of seed 7 with <b>Colourise</b>."
    assert ("Seed", "7") in facts_of(noise)
    many = PaintOptions(PaintSource.FACES, 0.6, again=2, keep_luma=False)
    faces = add_painting(project, source="a<b>.jpg", options=many)
    assert how_it_was_made(faces.recipe) == (
        "1 face of <b>a&lt;b&gt;.jpg</b> painted with <b>Colourise</b>, 60 % strong, 2 times again, "
        "light and dark repainted too."
    )
    assert PaintingRows().read(project, None).matching(Choice(("noise",))) == [noise]


def test_times_are_told_in_the_persons_own_day():
    rome = timezone(timedelta(hours=2))
    now = datetime(2026, 5, 12, 0, 30, tzinfo=rome)
    assert made_words("2026-05-11T22:10:00+00:00", now) == "today, 00:10"
    assert made_words("2026-05-11T21:10:00+00:00", now) == "yesterday, 23:10"
    assert made_words("2026-03-01T12:00:00+00:00", now) == "1 Mar 2026"
