"""What a recipe can't learn from is left out, counted and said: boxes likely to be no faces, photos without colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.datasets import load_crops
from models.datasets.split import split_crops
from models.errors import TrainingError
from models.events import Noted
from models.faces.doubt import doubts, find_doubtful
from models.faces.judge import learn_judge
from models.project import Project
from models.recipes import RECIPES, check_recipe, count_supply
from models.recipes.colour import learns_colour
from models.records import Box, CutFrom, Evidence, FaceState, NewFace, PaintOptions, PaintSource, Pairing
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_into_gallery
from models.workflow.prepare_run import prepare_run
from models.workflow.project_crops import choose_crops, list_entries, read_crops
from tests.flow.command import bottega
from tests.painting.encoders import make_encoder
from tests.workflow.test_gather_crops import drain

COLOURISE = RECIPES.get("colourise")
CONFIG = TrainConfig(size="sketch")
GOOD, FLAT = Evidence(60, 60, 55.0, bytes(128)), Evidence(2, 0, 12.0, bytes(128))
SURE = NewFace(Box(120, 20, 180, 240), source="haar:a", weight=6.0, eyes=((1.0, 1.0),) * 2, evidence=GOOD)
POOR = NewFace(Box(10, 280, 150, 200), source="haar:a", weight=0.3, evidence=FLAT)


@pytest.fixture
def filled(project, tmp_path, astronaut):
    """Ten photos in colour with a sure face each, and a poor one on the first two."""
    rng = np.random.default_rng(1)
    _save(tmp_path / "Anna", [astronaut * _pattern(rng) for _ in range(10)])
    list(import_photos(project, [tmp_path / "Anna"]))
    for number, photo in enumerate(project.photos.all()):
        project.faces.add(photo.id, [SURE, POOR] if number < 2 else [SURE])
    return project


def _pattern(rng):
    return 0.3 + 0.7 * np.kron(rng.integers(0, 2, (9, 9, 1)), np.ones((57, 57, 1)))[:512, :512]


def _save(folder: Path, pictures) -> None:
    folder.mkdir(exist_ok=True)
    for number, picture in enumerate(pictures):
        Image.fromarray(picture.astype(np.uint8)).save(folder / f"{folder.name}{number:02}.png", compress_level=1)


def add_grays(project, folder, astronaut, count):
    rng = np.random.default_rng(2)
    gray = np.repeat(astronaut.mean(axis=2, keepdims=True), 3, axis=2)
    _save(folder, [gray * _pattern(rng) for _ in range(count)])
    list(import_photos(project, [folder]))
    for photo in project.photos.all():
        if photo.path.parent == folder:
            project.faces.add(photo.id, [SURE])


def begin(project, recipe):
    """The crops of a new run, and what was said before."""
    events, run = drain(prepare_run(project, recipe, CONFIG, told=True))
    return load_crops(run.folder / CROPS), [event.text for event in events if isinstance(event, Noted)]


def said(project, recipe):
    crops = read_crops(project, recipe.cut_from)
    return check_recipe(recipe, count_supply(recipe, [crop.learnable() for crop in crops]))


def test_boxes_nobody_looked_at_are_left_out_and_counted_until_told_or_looked_at(filled):
    crops, words = begin(filled, COLOURISE)
    assert len(crops) == 10
    assert "2 doubtful faces nobody has looked at are left out." in words
    assert words == said(filled, COLOURISE)

    crops, words = begin(filled, replace(COLOURISE, doubtful=True))
    assert (len(crops), sum(crops.doubtful)) == (12, 2)
    assert "2 doubtful faces nobody has looked at are learned from too." in words

    poor = sorted(find_doubtful(filled.faces.all()))
    filled.faces.set_state(poor[:1], FaceState.CONFIRMED)
    crops, words = begin(filled, COLOURISE)
    assert len(crops) == 11
    assert "1 doubtful face nobody has looked at is left out." in words
    filled.faces.set_state(poor[1:], FaceState.REJECTED)
    assert not [word for word in begin(filled, COLOURISE)[1] if "doubtful" in word]


def test_a_box_picked_by_hand_was_looked_at(filled):
    poor = sorted(find_doubtful(filled.faces.all()))
    crops = read_crops(filled, CutFrom.FACES)
    assert {crop.number for crop in choose_crops(replace(COLOURISE, picked=tuple(poor)), crops)} == set(poor)


def test_any_picture_is_painted_towards_but_no_doubtful_one(filled):
    anyone = replace(COLOURISE, pairing=Pairing.RANDOM, people=("Anna",))
    poor = find_doubtful(filled.faces.all())
    listed = list_entries(anyone, read_crops(filled, CutFrom.FACES))
    assert len(listed) == 10
    assert not {crop.number for crop, _ in listed} & poor


@pytest.mark.parametrize("held_out", [1, 2, 20])
def test_doubtful_ones_are_never_held_out(filled, held_out):
    crops, _ = begin(filled, replace(COLOURISE, doubtful=True))
    split = split_crops(crops, COLOURISE, held_out)
    assert len(split.held_out) == min(held_out, 2)
    unsure = {crops.photos[index] for index, doubtful in enumerate(crops.doubtful) if doubtful}
    assert not {crops.photos[index] for index in split.held_out} & unsure
    backwards = replace(crops, names=tuple(f"{99 - index}" for index in range(len(crops))))
    held = {crops.photos[index] for index in split_crops(backwards, COLOURISE, held_out).held_out}
    assert held
    assert not held & unsure


def test_where_all_are_doubtful_nothing_is_trained_and_it_is_said(filled):
    sure = [face.id for face in filled.faces.all() if face.weight == SURE.weight]
    filled.faces.remove(sure)
    with pytest.raises(TrainingError, match="nothing is left") as caught:
        begin(filled, COLOURISE)
    assert "nobody has looked" in caught.value.why
    assert filled.runs.all() == []
    assert said(filled, COLOURISE)[0] == "No faces are left to learn Colourise from."


def test_the_judge_is_the_same_whoever_asks(filled):
    """A box is doubted by what was decided elsewhere, in training as in Faces."""
    lone = [photo.id for photo in filled.photos.all()[2:]]
    for number, photo in enumerate(lone):
        state = FaceState.REJECTED if number % 2 else FaceState.CONFIRMED
        alike = replace(POOR, state=state, evidence=Evidence(2, 0, 12.0, bytes([number % 2 * 90] * 128)))
        filled.faces.add(photo, [alike])
    faces = filled.faces.all()
    judge = learn_judge(faces)
    assert judge is not None
    told = {}
    for photo in filled.photos.all():
        told |= doubts(filled.faces.of_photo(photo.id), judge)
    assert find_doubtful(faces) == {number for number, doubt in told.items() if doubt.is_grave}


def test_gray_photos_teach_no_colour_but_everything_else(filled, tmp_path, astronaut):
    add_grays(filled, tmp_path / "Old", astronaut, 3)
    crops, words = begin(filled, COLOURISE)
    assert (len(crops), set(crops.persons)) == (10, {"Anna"})
    assert "3 faces without colour are left out: no colour can be learned from them." in words
    for other in ("autoencoder", "superresolution", "inpainting"):
        crops, words = begin(filled, RECIPES.get(other))
        assert len(crops) == 13
        assert not [word for word in words if "colour" in word]


def test_where_all_are_gray_one_sentence_says_so(project, tmp_path, astronaut):
    add_grays(project, tmp_path / "Old", astronaut, 4)
    for cut_from in CutFrom:
        with pytest.raises(TrainingError, match="no colour can be learned from black-and-white photos"):
            begin(project, replace(COLOURISE, cut_from=cut_from))
    assert project.runs.all() == []
    assert not project.crops_folder.exists()  # nothing was cut for it


def test_which_recipes_teach_colour():
    colour = {name for name in RECIPES.names() if learns_colour(RECIPES.get(name))}
    assert colour == {"colourise", "noise"}
    assert not learns_colour(replace(COLOURISE, target=COLOURISE.input))
    assert not learns_colour(replace(COLOURISE, input=COLOURISE.target, target=COLOURISE.input))


def test_doubtful_faces_are_painted_only_when_told(filled):
    encoder = make_encoder(filled.encoders_folder / "tiny.bottega", "average").path
    photo = filled.photos.all()[0]
    requested = []

    def drive(_path, requests, _folder):
        requested.extend(requests)
        yield from ()

    options = PaintOptions(source=PaintSource.FACES)
    events = list(paint_into_gallery(filled, encoder, [photo.id], options, drive))
    assert [event.text for event in events if isinstance(event, Noted)] == [
        "1 doubtful face nobody has looked at is left out"
    ]
    events = list(paint_into_gallery(filled, encoder, [photo.id], options, drive, doubtful=True))
    assert not [event for event in events if isinstance(event, Noted)]
    assert [request.boxes for request in requested] == [(SURE.box,), (SURE.box, POOR.box)]


def test_the_command_line_takes_them_in_by_a_flag_and_says_what_it_leaves_out(filled):
    folder = filled.folder
    filled.close()
    assert bottega("queue", folder, "--add").code == 0
    assert bottega("queue", folder, "--add", "--doubtful").code == 0
    words = ("--size", "sketch", "--epochs", 1, "--batches", 1, "--batch-size", 1)
    answer = bottega("train", folder, *words)
    assert answer.code == 0
    assert "2 doubtful faces nobody has looked at are left out." in [note["text"] for note in answer.of("note")]
    with Project.open(folder) as project:
        assert [one.recipe.doubtful for one in project.queue.all()] == [False, True]
        (run,) = project.runs.all()
        project.faces.set_state([face.id for face in project.faces.all()], FaceState.REJECTED)
    answer = bottega("train", folder, "--resume", run.id, "--epochs", 1)
    assert answer.code == 0  # it keeps what it learned from
    assert [begun["crops"] for begun in answer.of("run_started")] == [8]
