"""The real command under torchrun: two processes leave one run and one encoder, and one alone can go on with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import TrainingError
from models.painting.encoder_file import read_header
from models.project import Project
from models.records import Box, NewFace, RunState
from models.training.run_folder.checkpoint import load_checkpoint
from models.workflow.import_photos import import_photos
from models.workflow.train_together import is_assistant, shared_drive
from tests.conftest import ROOT
from tests.training.histories import read_history


@pytest.fixture
def folder(tmp_path, astronaut_file) -> Path:
    """A closed project with six faces."""
    with Project.create(tmp_path / "project") as project:
        list(import_photos(project, [astronaut_file]))
        photo = project.photos.all()[0]
        project.faces.add(photo.id, [NewFace(Box(120 + 9 * number, 20 + 6 * number, 180, 240)) for number in range(6)])
    return tmp_path / "project"


def start(folder: Path, *words: str, together: bool = True) -> subprocess.Popen[str]:
    launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"] if together else []
    command = [sys.executable, *launcher, "-m", "models", "train", str(folder), *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors[-2000:]
    return output


NEW = ("--size", "sketch", "--epochs", "1", "--batches", "4", "--batch-size", "2")


def test_two_processes_leave_one_run_and_one_encoder_and_one_alone_goes_on_with_it(folder) -> None:
    output = finish(start(folder, *NEW))
    assert output.count("run 1:") == 1, "only the first process speaks"
    with Project.open(folder) as project:
        run = project.runs.all()[0]
        assert (run.state, run.step) == (RunState.FINISHED, 4)
        assert read_header(project.encoders_folder / run.encoder).summary["steps"] == 4
    finish(start(folder, "--resume", "1", "--epochs", "1", together=False))
    assert load_checkpoint(run.folder).step == 8
    assert read_history(run.folder).steps == list(range(1, 9))


def test_a_batch_that_cannot_be_shared_is_refused_before_anything_is_begun(folder) -> None:
    process = start(folder, "--size", "sketch", "--batch-size", "1")
    _, errors = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "a batch of 1 can't be shared by 2 processes" in errors
    with Project.open(folder) as project:
        assert project.runs.all() == []


@pytest.mark.slow
def test_when_one_of_them_dies_all_end_and_the_run_goes_on_from_its_checkpoint(folder) -> None:
    process = start(folder, *NEW[:4], "--batches", "100000", "--batch-size", "2", "--checkpoint-seconds", "0.1")
    assert process.stdout is not None
    while "step-0000000" not in (line := process.stdout.readline()) or "step-00000000" in line:
        assert line, "it ended by itself"
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode != 0
    with Project.open(folder) as project:
        run = project.runs.all()[0]
        assert run.state is not RunState.RUNNING
    reached = load_checkpoint(run.folder).step
    assert reached >= 1
    finish(start(folder, "--resume", "1", "--minutes", "0.02", together=False))
    assert load_checkpoint(run.folder).step > reached


def test_a_single_process_needs_nobody(monkeypatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    assert shared_drive(1) is None
    assert not is_assistant()
    monkeypatch.setenv("WORLD_SIZE", "3")
    monkeypatch.setenv("RANK", "2")
    assert is_assistant()
    assert shared_drive(3) is not None
    with pytest.raises(TrainingError, match="--batch-size 3"):
        shared_drive(2)
