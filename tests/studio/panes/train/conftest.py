"""A Train pane on a project of six real faces, as the tests of it begin."""

from __future__ import annotations

import pytest

from studio.panes.train import TrainPane
from tests.studio.panes.learning import make_project, open_session, stand_up


@pytest.fixture
def session(tmp_path, astronaut, qapp):
    folder = make_project(tmp_path, astronaut, 6)
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    made = TrainPane(session)
    window = stand_up(made, qtbot)
    qtbot.waitUntil(lambda: made.teaching.has_crops)
    yield made
    window.close()
