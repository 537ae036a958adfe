"""A Train pane on a project of six real faces, as the tests of it begin."""

from __future__ import annotations

import pytest

from studio.panes.train import TrainPane
from tests.studio.panes.learning import make_project, open_session, standing


@pytest.fixture
def session(tmp_path, astronaut, qapp):
    folder = make_project(tmp_path, astronaut, 6)
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    made = TrainPane(session)
    with standing(made, qtbot, lambda: made.recipe_presenter.has_crops):
        yield made
