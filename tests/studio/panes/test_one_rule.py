"""The command line, Filters and Train learn the same recipe from the same crops, whatever the project has."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from models.datasets import load_crops
from models.errors import TrainingError
from models.events import Noted
from models.project import Project
from models.recipes import RECIPES, assess_supply
from models.recipes.supply import BLURRED
from models.records import Box, CutFrom, Evidence, FaceState, FactRange, NewFace, Pairing, Recipe
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS
from models.verbs.training_words import recipe_said
from models.workflow.import_photos import import_photos
from models.workflow.prepare_run import prepare_run
from models.workflow.project_crops import choose_crops
from studio.panes.filters import FiltersPane
from studio.panes.train import TrainPane
from studio.state.collection import Collection
from tests.studio.panes.learning import make_project, open_session, standing

OWN = replace(RECIPES.get("colourise"), name="custom", title="Drawn")


def ending(events: Generator) -> tuple[list, object]:
    """Every event, and what the generator returned."""
    told = []
    while True:
        try:
            told.append(next(events))
        except StopIteration as end:
            return told, end.value


def told_by_command_line(project: Project, recipe: Recipe) -> tuple[Recipe, set[int] | None]:
    """The recipe as `train --recipe Drawn` takes it, and the photos of its run, if one begins."""
    number = project.recipes.add(recipe)
    title = project.recipes.get(number).title
    words = argparse.Namespace(recipe=title, cut=None, flip=None, people=None, doubtful=None, old=None)
    fitted = ending(recipe_said(words, project))[1]
    project.recipes.remove(number)
    try:
        run = ending(prepare_run(project, fitted, TrainConfig()))[1]
    except TrainingError:
        return replace(fitted, title=recipe.title), None
    crops = load_crops(run.folder / CROPS)
    return replace(fitted, title=recipe.title), {
        photo for photo, on in zip(crops.photos, crops.chosen, strict=True) if on
    }


def told_by_window(collection: Collection, fitted: Recipe) -> tuple[Recipe, set[int]]:
    """The recipe as a pane has it, and the photos that the pane says it learns from."""
    chosen = choose_crops(fitted, collection.of(fitted.cut_from))
    assert collection.supply(fitted).crops == len(chosen)
    return fitted, {crop.photo_id for crop in chosen}


def add_what_is_left_out(folder: Path, gray: Path, astronaut) -> None:
    """Two boxes that are likely no faces, where nobody has looked, and a photo without colour."""
    poor = NewFace(Box(10, 280, 120, 160), source="haar:a", weight=0.3, evidence=Evidence(2, 0, 12.0, bytes(128)))
    with Project.open(folder) as project:
        for photo in project.photos.all()[:2]:
            project.faces.add(photo.id, [poor])
        Image.fromarray(astronaut).convert("L").save(gray)
        list(import_photos(project, [gray]))
        (photo,) = (photo for photo in project.photos.all() if photo.facts.gray)
        project.faces.add(photo.id, [NewFace(Box(120, 40, 180, 240), FaceState.CONFIRMED)])


@pytest.fixture
def panes(tmp_path, astronaut, qapp, qtbot):
    """Filters and Train on one session, both shown."""
    folder = make_project(tmp_path, astronaut, 8)
    add_what_is_left_out(folder, tmp_path / "pictures" / "Eileen" / "gray.png", astronaut)
    with open_session(folder, tmp_path / "settings.ini") as session:
        filters, train = FiltersPane(session), TrainPane(session)
        with (
            standing(filters, qtbot, lambda: session.crops.ready),
            standing(train, qtbot, lambda: session.crops.ready),
        ):
            filters.show_page("recipe")
            yield session, filters, train


def check_all_three(panes, qtbot, recipe: Recipe) -> tuple[Recipe, set[int]]:
    session, filters, train = panes
    qtbot.waitUntil(lambda: session.crops.settled and not session.crops.stale)
    filters.recipes.show_recipe(recipe)
    train.asked(recipe=recipe)
    fitted = [replace(one, title=recipe.title) for one in (filters.recipes.recipe(), train.recipe())]
    told = [told_by_window(session.crops.collection, one) for one in fitted]
    wanted, photos = told_by_command_line(session.project, recipe)
    assert [one for one, _ in told] == [wanted, wanted]
    assert told[0] == told[1]
    if photos is None:
        assert assess_supply(wanted, session.crops.collection.supply(wanted)) == "too few"
    else:
        assert told[0][1] == photos
    return told[0]


def lose_all_faces(session) -> None:
    ids = [face.id for face in session.project.faces.usable()]
    session.edit("Delete boxes", lambda: session.project.faces.remove(ids))


def test_faces_picked_by_hand_that_are_gone_are_no_photos_of_these_numbers(panes, qtbot):
    session, _, train = panes
    picked = replace(OWN, picked=(1, 2))
    assert len(check_all_three(panes, qtbot, picked)[1]) == 2
    lose_all_faces(session)
    assert check_all_three(panes, qtbot, picked) == (picked, set())
    assert "No faces to learn from yet" in train.preview.verdict.text()
    with pytest.raises(TrainingError, match="no faces"):
        list(prepare_run(session.project, train.recipe(), TrainConfig()))


def test_while_no_face_was_found_all_three_learn_from_whole_photos(panes, qtbot):
    session, *_ = panes
    assert check_all_three(panes, qtbot, OWN)[0].cut_from is CutFrom.FACES
    lose_all_faces(session)
    recipe, photos = check_all_three(panes, qtbot, OWN)
    assert (recipe.cut_from, len(photos)) == (CutFrom.WHOLE, 8)


def test_what_is_left_out_is_said_with_a_click_that_takes_it_in(panes, qtbot):
    session, filters, train = panes
    check_all_three(panes, qtbot, OWN)
    stage, preview = filters.recipes._page.stage, train.preview
    gone = []
    session.pane_asked.connect(lambda pane, what: gone.append(pane))
    for doubtful, verdict in ((stage.doubtful, stage.verdict), (preview.doubtful, preview.verdict)):
        qtbot.waitUntil(lambda verdict=verdict: "2 doubtful faces nobody has looked at are left out" in verdict.text())
        assert "1 face without colour is left out" in verdict.text()
        doubtful.review.click()
        doubtful.take.click()
        qtbot.waitUntil(lambda verdict=verdict: "are learned from too" in verdict.text())
        assert doubtful.take.text() == "Leave them out"
        doubtful.take.click()
        qtbot.waitUntil(lambda verdict=verdict: "are left out" in verdict.text())
    preview.doubtful.take.click()
    assert train.recipe().doubtful
    assert gone == ["faces", "faces"]
    assert session.crops.collection.supply(train.recipe()).crops == 10
    preview.doubtful.take.click()
    assert not train.recipe().doubtful
    reviewed = [face.id for face in session.project.faces.all() if face.state is FaceState.SUGGESTED]
    session.edit("Reject", lambda: session.project.faces.set_state(reviewed, FaceState.REJECTED))
    qtbot.waitUntil(lambda: not preview.doubtful.isVisibleTo(preview))
    assert "doubtful" not in preview.verdict.text()


def test_the_command_line_says_that_it_takes_whole_photos_unless_it_was_told_which(panes):
    session, *_ = panes
    words = argparse.Namespace(recipe="colourise", cut=None, flip=None, people="Nasa, Eileen", doubtful=None, old=None)
    assert ending(recipe_said(words, session.project))[0] == []
    lose_all_faces(session)
    (note,), recipe = ending(recipe_said(words, session.project))
    assert isinstance(note, Noted)
    assert (recipe.cut_from, recipe.people) == (CutFrom.WHOLE, ("Nasa", "Eileen"))
    words.cut = "faces"
    told, recipe = ending(recipe_said(words, session.project))
    assert (told, recipe.cut_from) == ([], CutFrom.FACES)


def test_any_recipe_is_the_same_for_all_three_with_faces_and_without(panes, qtbot):
    session, *_ = panes
    drawn = st.builds(
        replace,
        st.just(OWN),
        input=st.sampled_from((OWN.input, OWN.target)),
        doubtful=st.booleans(),
        pairing=st.sampled_from(Pairing),
        cut_from=st.sampled_from(CutFrom),
        people=st.lists(st.sampled_from(("Nasa", "Eileen", "Nobody")), max_size=2, unique=True).map(tuple),
        picked=st.lists(st.integers(1, 9), max_size=4, unique=True).map(tuple),
        ranges=st.sampled_from(((), (FactRange("sharpness", 0, BLURRED),), (FactRange("brightness", 60, 255),))),
        width=st.sampled_from((128, 256)),
    )

    @given(recipe=drawn)
    @settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
    def check(recipe: Recipe) -> None:
        check_all_three(panes, qtbot, recipe)

    check()
    lose_all_faces(session)
    check()
