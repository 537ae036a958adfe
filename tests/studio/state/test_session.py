"""The session: one project at a time, every edit told and undoable, errors shown and never lost."""

from __future__ import annotations

import os
import time

import pytest

from models.errors import ProjectError
from models.events import Changed, Progress
from models.project import Project
from studio.jobs import JobState
from tests.workflow.streams import tell_and_sit_still


def test_an_edit_is_told_and_undo_brings_the_row_back(session, astronaut_file, qtbot):
    session.importer.add_photos([astronaut_file])
    qtbot.waitUntil(lambda: session.project.photos.count() == 1 and not session.runner.jobs)
    photo = session.project.photos.all()[0]
    told = []
    session.changed.connect(told.append)
    session.edit("Leave out", lambda: session.project.photos.set_left_out([photo.id], True))
    assert told[-1] == Changed(frozenset({"photos"}), (photo.id,), photos=(photo.id,))
    assert session.project.photos.get(photo.id).left_out
    session.undo()
    assert not session.project.photos.get(photo.id).left_out
    session.redo()
    assert session.project.photos.get(photo.id).left_out


def test_a_failing_edit_is_shown_and_changes_nothing(session):
    failures = []
    session.failed.connect(failures.append)

    def fail():
        raise ProjectError("there is no such photo")

    assert session.edit("Break", fail) is None
    assert [str(error) for error in failures] == ["there is no such photo"]
    assert session.project.undo_label is None


def test_undo_with_nothing_to_undo_says_so(session):
    said = []
    session.said.connect(lambda text, *_: said.append(text))
    session.undo()
    assert said == ["Nothing to undo"]


def test_a_project_that_can_not_be_opened_leaves_the_present_one(session, tmp_path):
    told = []
    session.unopened.connect(lambda folder, error: told.append((folder, type(error))))
    before = session.project
    assert not session.open_project(tmp_path / "nowhere", create=False)
    assert session.project is before
    assert told == [(tmp_path / "nowhere", ProjectError)]


def test_a_project_open_elsewhere_is_refused_in_words(session, tmp_path):
    told = []
    session.unopened.connect(lambda *what: told.append(what))
    with Project.create(tmp_path / "Other"):
        assert not session.open_project(tmp_path / "Other")
    assert len(told) == 1


def test_opening_another_project_ends_the_jobs_of_the_first(session, tmp_path, qtbot):
    ends = []

    def endless():
        while True:
            time.sleep(0.005)
            yield Progress(1, 2, "")

    session.runner.start("endless", endless, on_finished=lambda job: ends.append((job.state, session.project.name)))
    assert session.open_project(tmp_path / "Second")
    assert ends == [(JobState.CANCELLED, "My project")]
    assert session.project.name == "Second"
    assert session.preferences.recent[0] == tmp_path / "Second"


def test_files_that_can_not_be_photos_are_reported_with_reasons(session, astronaut_file, tmp_path, qtbot):
    text = tmp_path / "letter.txt"
    text.write_text("no picture")
    reports = []
    session.importer.reported.connect(reports.append)
    session.importer.add_photos([astronaut_file, astronaut_file, text])
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].added == 1
    assert [path for path, _ in reports[0].refused] == [text]
    assert reports[0].refused[0][1]
    assert reports[0].lines() == ["1 photo added", "1 skipped"]


def test_faces_are_found_by_themselves_after_an_import(session, astronaut_file, qtbot):
    session.importer.add_photos([astronaut_file])
    qtbot.waitUntil(lambda: session.project.faces.to_review() >= 1 and not session.runner.jobs)
    assert session.project.photos.all()[0].searched


def test_the_toast_of_an_import_takes_it_back_and_redo_finds_its_faces(session, astronaut_file, qtbot):
    said = []
    session.said.connect(lambda *what: said.append(what))
    session.importer.add_photos([astronaut_file])
    qtbot.waitUntil(lambda: bool(said))
    text, action, undo = said[0]
    assert (text, action) == ("1 photo added", "Undo")
    undo()  # while its faces are looked for
    assert session.project.photos.all() == []
    qtbot.waitUntil(lambda: not session.runner.jobs and session.library.settled)
    assert session.library.rows == {}
    session.redo()
    qtbot.waitUntil(lambda: session.project.faces.to_review() >= 1 and not session.runner.jobs)
    assert [what[0] for what in said[1:]] == ["Undone: 1 photo added", "Done again: 1 photo added"]


def test_a_process_that_paints_is_not_waited_for_at_closing(session, qtbot):
    """As when the window closes while the Paint pane still loads torch."""
    told = []
    session.background.submit(lambda: told.extend(session.child.stream(tell_and_sit_still)))
    qtbot.waitUntil(lambda: bool(told))
    assert session.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(told[0].text), 0)
    assert len(told) == 1
