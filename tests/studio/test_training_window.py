"""The real window while it trains: closed in the middle, its training killed; nothing is lost and it says so."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from models.project import Project
from models.records import FaceState, RunState
from models.training.run_folder.checkpoint import has_checkpoint, load_checkpoint
from tests.timing import SOON


@pytest.fixture
def training(window, qtbot):
    """The Train pane of the real window, its training under way; a person has looked at the faces."""
    faces = window.session.project.faces
    window.session.edit("Accept", lambda: faces.set_state([face.id for face in faces.all()], FaceState.CONFIRMED))
    window.show_pane("train")
    pane = window.current_pane
    qtbot.waitUntil(pane.start.isEnabled)
    pane.panel.size_choice.set_value("sketch")
    qtbot.mouseClick(pane.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.live.plot.run.last("step") > 1)
    return pane


def test_closing_while_it_trains_pauses_saves_and_quits_soon(window, training, stocked, qtbot):
    assert "GB" in window.top_bar.line.text()
    seen = training.live.plot.run.last("step")
    started = time.monotonic()
    window.close()
    assert window.session.close()
    assert time.monotonic() - started < SOON
    assert multiprocessing.active_children() == []
    with Project.open(stocked) as project:
        (run,) = project.runs.all()
        assert run.state is RunState.PAUSED
        assert run.step >= seen
        assert load_checkpoint(run.folder, keep=()).step == run.step


def test_closing_ends_a_training_that_does_not_answer_and_what_it_had_saved_is_whole(window, training, stocked, qtbot):
    (child,) = multiprocessing.active_children()
    os.kill(child.pid, signal.SIGSTOP)
    started = time.monotonic()
    window.close()
    assert window.session.close()
    assert time.monotonic() - started < SOON
    assert multiprocessing.active_children() == []
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
    assert not window.findChildren(QDialog)
    with Project.open(stocked) as project:
        (run,) = project.runs.all()
        assert run.state is RunState.PAUSED
        assert run.step == (load_checkpoint(run.folder, keep=()).step if has_checkpoint(run.folder) else 0)


def test_a_killed_training_is_noticed_told_in_a_sentence_and_can_go_on(window, training, qtbot):
    (child,) = multiprocessing.active_children()
    started = time.monotonic()
    os.kill(child.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)
    assert time.monotonic() - started < SOON
    (dialog,) = window.findChildren(QDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "ended unexpectedly" in said
    dialog.close()
    (run,) = window.session.project.runs.all()
    assert run.state is RunState.PAUSED
    assert training.start.text() == "Resume"
    assert training.start.isEnabled()
