"""A Filters pane on a project of twelve real faces, as the tests of it begin."""

from __future__ import annotations

import pytest

from studio.panes.filters import FiltersPane
from tests.studio.panes.learning import make_project, open_session, stand_up


@pytest.fixture
def session(tmp_path, astronaut, qapp):
    folder = make_project(tmp_path, astronaut, 12)
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    made = FiltersPane(session)
    window = stand_up(made, qtbot)
    qtbot.waitUntil(lambda: made.stock.ready and made.bank.shown is not None)
    yield made
    window.close()
