"""Runs in the panel: renamed by F2, deleted by Delete or the menu that says what they take, brought back by undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from models.recipes import RECIPES
from models.records import RunState
from models.training.config import TrainConfig
from models.words import word_bytes
from tests.workflow.written_run import write_run


@pytest.fixture
def runs(pane, monkeypatch, tmp_path):
    """Two runs; a file of 3 MB in the newest, and a bin."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = [write_run(pane.session.project, title) for title in ("Colourise", "Contours")]
    (made[1].folder / "weights").write_bytes(bytes(3_000_000))
    pane.session.runs.outdate()
    pane._show_runs()
    return made


def row(pane, run):
    return next(row for row in pane.panel.runs() if row.run_id == run.id)


def settled(pane, qtbot):
    qtbot.waitUntil(lambda: not pane.session._large_edits.busy)


def test_a_deleted_run_goes_to_the_bin_and_comes_back_with_its_folder(pane, runs, qtbot):
    kept, run = runs
    files = sorted(path.relative_to(run.folder) for path in run.folder.rglob("*"))
    qtbot.mouseClick(row(pane, run), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Delete run (3." in row(pane, run).menu().actions()[1].text())
    assert word_bytes(3_000_000)[:2] in pane.panel._runs_label.text()
    said = []
    pane.session.said.connect(lambda text, action, function: said.append((text, action)))
    qtbot.keyClick(row(pane, run), Qt.Key.Key_Delete)
    settled(pane, qtbot)
    assert pane.session.project.runs.all() == [kept]
    assert not run.folder.exists()
    assert pane.run_presenter.run is None
    assert said[0][0].startswith("Contours is in the bin (3.")
    pane.session.undo()
    assert pane.session.project.runs.all() == [run, kept]
    assert sorted(path.relative_to(run.folder) for path in run.folder.rglob("*")) == files
    pane.session.redo()
    assert not run.folder.exists()
    pane.session.undo()


def test_a_run_that_learns_or_waits_in_the_queue_stays(pane, runs, qtbot):
    kept, run = runs
    project, said = pane.session.project, []
    pane.session.said.connect(lambda text, action, function: said.append(text))
    project.queue.add(RECIPES.get("colourise"), TrainConfig())
    project.queue.begin(project.queue.all()[0], run.id)
    pane.runs.edits.delete(run.id)
    assert said == ["Contours waits in the queue: take it out there first"]
    project.runs.update(kept.id, state=RunState.RUNNING)
    failed = []
    pane.session.failed.connect(failed.append)
    pane.runs.edits.delete(kept.id)
    settled(pane, qtbot)
    assert "is learning now" in str(failed[0])
    assert len(project.runs.all()) == 2
    assert kept.folder.exists()
    assert run.folder.exists()


def test_a_run_is_renamed_by_key(pane, runs, qtbot, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **given: (f"{given['text']} of Grandma", True))
    qtbot.keyClick(row(pane, runs[1]), Qt.Key.Key_F2)
    assert row(pane, runs[1]).accessibleName().startswith("Contours of Grandma,")
    assert pane.session.project.undo_label == "Rename Contours"
