"""A Filters pane on a project of twelve real faces, and its Recipe page alone, as the tests of them begin."""

from __future__ import annotations

import pytest

from studio.panes.filters import FiltersPane
from studio.panes.filters.recipe.page import RecipePage
from tests.studio.panes.filters.recipe.recipe_store import RecipeStore
from tests.studio.panes.learning import make_project, open_session, standing


@pytest.fixture
def session(tmp_path, astronaut, qapp):
    folder = make_project(tmp_path, astronaut, 12)
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.fixture
def pane(session, qtbot):
    made = FiltersPane(session)
    with standing(made, qtbot, lambda: made.crops.ready and made.bank.shown is not None):
        yield made


@pytest.fixture
def page(qapp, qtbot):
    made = RecipePage()
    qtbot.addWidget(made)
    made.resize(1500, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def store(page, project):
    made = RecipeStore(project, page)
    yield made
    made.recipes.close()
