"""Runs are renamed and deleted by edits; what a training noted of them since is not taken back with the edit."""

from __future__ import annotations

import pytest

from models.errors import ProjectError, UsageError
from models.files import disk_use
from models.recipes import RECIPES
from models.records import RunState
from models.training.config import TrainConfig

COLOURISE = RECIPES.get("colourise")


def test_a_rename_is_undone_without_what_was_learned_since(project):
    run = project.runs.add("Colourise", COLOURISE, TrainConfig())
    with project.edit("Rename"):
        project.runs.rename(run.id, "  Grandma\n1934 ")
    project.runs.update(run.id, step=500, seconds=60.0, encoder="colourise.bottega")
    assert project.runs.get(run.id).title == "Grandma 1934"
    project.undo()
    undone = project.runs.get(run.id)
    assert (undone.title, undone.step, undone.encoder, undone.folder) == (
        "Colourise",
        500,
        "colourise.bottega",
        run.folder,
    )
    with pytest.raises(UsageError, match="at least one letter"):
        project.runs.rename(run.id, " \t")


def test_a_run_that_learns_is_not_deleted(project):
    run = project.runs.add("Colourise", COLOURISE, TrainConfig())
    project.runs.update(run.id, state=RunState.RUNNING)
    with pytest.raises(ProjectError, match="Colourise is learning now"):
        project.runs.remove(run.id)
    project.runs.update(run.id, state=RunState.PAUSED, step=7)
    before = project.runs.all()
    with project.edit("Delete"):
        project.runs.remove(run.id)
    assert project.runs.all() == []
    project.undo()
    assert project.runs.all() == before


def test_what_a_folder_takes_does_not_follow_links(tmp_path):
    (tmp_path / "run" / "samples").mkdir(parents=True)
    (tmp_path / "outside").write_bytes(bytes(9000))
    (tmp_path / "run" / "samples" / "sheet").write_bytes(bytes(500))
    (tmp_path / "run" / "file").symlink_to(tmp_path / "outside")
    (tmp_path / "run" / "folder").symlink_to(tmp_path)
    assert disk_use(tmp_path / "run") == 500
    assert disk_use(tmp_path / "gone") == 0
