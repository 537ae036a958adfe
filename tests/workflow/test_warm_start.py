"""A training that begins from an encoder: its weights are those, it says so, and what does not fit is refused."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from PIL import Image
from safetensors.torch import load

import resources
from models.errors import TrainingError
from models.events import Noted, RunStarted
from models.painting.encoder_file import read_header, read_network
from models.painting.starts import list_starts, usual_start
from models.recipes import RECIPES
from models.records import Box, NewFace
from models.training.config import TrainConfig
from models.training.run_folder.checkpoint import load_checkpoint
from models.training.run_folder.run_file import START
from models.workflow.import_photos import import_photos
from models.workflow.train_encoder import train_encoder

COLOURISE = dataclasses.replace(RECIPES.get("colourise"), width=128)
CONFIG = TrainConfig(size="sketch", epochs=1, batches=1, batch_size=1, held_out=1, checkpoint_seconds=60.0)


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def filled(project, astronaut_file, astronaut):
    negative = astronaut_file.with_name("the negative.png")
    Image.fromarray(255 - astronaut).save(negative)
    list(import_photos(project, [astronaut_file, negative]))
    for photo in project.photos.all():
        project.faces.add(photo.id, [NewFace(Box(120 + 9 * number, 20, 180, 240)) for number in range(3)])
    return project


def test_its_first_weights_are_the_encoders_and_its_own_encoder_says_so(filled) -> None:
    list(train_encoder(filled, COLOURISE, CONFIG))
    first = next(filled.encoders_folder.glob("*.bottega"))
    assert "begun_from" not in read_header(first).summary

    told, started = [], False
    events = train_encoder(filled, COLOURISE, CONFIG, start=first)
    for event in events:
        told += [event.text] if isinstance(event, Noted) else []
        if isinstance(event, RunStarted):
            started = True
            run = filled.runs.all()[0]
            begun = load(load_checkpoint(run.folder).members["generator"])
            assert not (run.folder / START).exists()
    wanted = read_network(first)[1].state_dict()
    assert started
    assert all(torch.equal(begun[name], wanted[name]) for name in wanted)
    assert any("Colourise" in text for text in told)
    second = next(path for path in filled.encoders_folder.glob("*.bottega") if path != first)
    assert read_header(second).summary["begun_from"] == "Colourise"

    with pytest.raises(TrainingError, match="size"):
        list(train_encoder(filled, COLOURISE, dataclasses.replace(CONFIG, size="studio"), start=first))


def test_the_usual_start_is_a_shipped_encoder_of_the_same_recipe_and_networks() -> None:
    shipped = [read_header(path) for path in sorted(resources.path("encoders").glob("*.bottega"))]
    for header in shipped:
        config = TrainConfig(size=header.size, generator=header.generator, warm_start=True)
        assert usual_start(header.recipe, config) == header
        assert usual_start(header.recipe, dataclasses.replace(config, warm_start=False)) is None
        other = dataclasses.replace(header.recipe, target=RECIPES.get("custom").target)
        assert list_starts(other, config) == []
