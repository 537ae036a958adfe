"""A discriminator that names people: who is on a picture reaches the losses, and a pause changes nothing."""

from __future__ import annotations

import json

import pytest
import torch

from models.networks.losses import category_loss
from models.training.loop import trainer
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState, build_networks
from models.training.loop.step import train_step
from models.training.machine.device_selection import open_backend
from models.training.run_folder.run_file import CROPS
from tests.training.runs import PEOPLE, config_of, crops_in, newest, pairs_of, people_networks, run, stop_after


@pytest.fixture(autouse=True)
def _tell_every_step(monkeypatch) -> None:
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)


def test_only_the_right_person_is_right() -> None:
    sure = torch.tensor([[-9.0, 9.0, -9.0], [-9.0, -9.0, 9.0]])
    assert category_loss(sure, True, torch.tensor([0, 1])) < 0.01
    assert category_loss(sure, True, torch.tensor([1, 0])) > 5
    assert category_loss(sure, True) < 0.01
    assert category_loss(sure, False, torch.tensor([0, 1])) == category_loss(sure, False)


@pytest.mark.parametrize(
    ("values", "categories", "pooled"),
    [({}, 2, False), ({"pooling": True}, 2, True), ({"categories": "people"}, 4, False)],
)
def test_the_settings_build_the_categories_and_the_pooling(values, categories, pooled) -> None:
    with torch.device("meta"):
        built = build_networks(config_of(discriminator="categorical", **values), 256, people=3).discriminator
    assert built.prediction[-1].out_features == categories
    assert any(isinstance(layer, torch.nn.MaxPool2d) for layer in built.modules()) is pooled


def test_a_training_that_names_people_goes_on_bit_for_bit_after_a_pause(tmp_path) -> None:
    config = config_of(4, **PEOPLE)
    list(run(tmp_path / "straight", config, networks=people_networks()))
    stop_after(run(tmp_path / "paused", config, networks=people_networks()), 2)
    list(run(tmp_path / "paused", config, networks=people_networks(), resume=True))
    assert newest(tmp_path / "straight").members == newest(tmp_path / "paused").members


def test_who_is_on_a_picture_matters_only_to_one_that_names_people(tmp_path) -> None:
    list(run(tmp_path / "named", config_of(1, **PEOPLE), networks=people_networks()))
    list(run(tmp_path / "real", config_of(1, discriminator="categorical"), networks=people_networks()))
    named, real = newest(tmp_path / "named"), newest(tmp_path / "real")
    assert named.members["discriminator"] != real.members["discriminator"]


def test_people_are_split_with_their_pictures(tmp_path) -> None:
    """Taken part by part, as when memory is short, the losses are those of the whole batch."""
    config = config_of(batch_size=4, precision="fp32", **PEOPLE)
    backend = open_backend(config)
    batch = Batch(*(torch.rand(2, 4, 3, 320, 256) * 2 - 1), torch.tensor([0, 1, 1, 0]))
    losses = []
    for part in (4, 2):
        state = TrainState(people_networks(), config, backend)
        state.part = part
        state.discriminator.eval()
        state.generator.eval()
        losses.append(train_step(state, batch, config, backend))
    assert losses[0]["l1"] == pytest.approx(losses[1]["l1"], rel=1e-4)
    assert losses[0]["discriminator"] == pytest.approx(losses[1]["discriminator"], rel=1e-3)


def test_a_person_keeps_the_number_when_the_crops_of_others_are_lost(tmp_path) -> None:
    crops_in(tmp_path)
    listed = json.loads((tmp_path / CROPS).read_text())
    ann = [number for number, person in enumerate(listed["persons"]) if person == "Ann"]
    for number in ann:
        listed["keys"][number] = "ff" * (len(listed["keys"][number]) // 2)
    (tmp_path / CROPS).write_text(json.dumps(listed))
    pairs = pairs_of(tmp_path, config_of())
    assert pairs.crops.missing == len(ann)
    assert pairs.crops.people == ("Ann", "Ben")
    assert {pairs.pair_of_person(step, 0)[1] for step in range(4)} == {1}
