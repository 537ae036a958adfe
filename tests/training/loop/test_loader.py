"""A batch is the same whoever makes it: one thread, many, or several processes each for its part."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.errors import TrainingError
from models.networks.view import WHOLE
from models.training.loop.loader import Loader, to_device, workers_for
from tests.training.runs import config_of, pairs_of

CPU = torch.device("cpu")


@pytest.fixture
def pairs(tmp_path):
    return pairs_of(tmp_path, config_of(batch_size=5), "noise")


def batches(pairs, steps, **options):
    with Loader(pairs, 5, CPU, **options) as loader:
        return [loader.take(step) for step in steps]


def equal(one, other) -> bool:
    return all(torch.equal(left, right) for left, right in zip(one[:2], other[:2], strict=True))


def test_many_threads_make_the_batches_of_one(pairs):
    for one, other in zip(batches(pairs, range(6)), batches(pairs, range(6), workers=4), strict=True):
        assert one[0].shape == (5, 3, 320, 256)
        assert equal(one, other)


def test_a_batch_holds_the_pairs_of_its_step_in_order(pairs):
    source, target, people = batches(pairs, [3])[0]
    made = [pairs.pair(3, index) for index in range(5)]
    assert torch.equal(source, to_device(np.stack([WHOLE.show(seen) for seen, _ in made]), CPU))
    back = [WHOLE.picture_of(answer, made[0][0]) for answer in target.numpy()]
    assert all((one == shown).all() for one, (_, shown) in zip(back, made, strict=True))
    assert people is None


def test_who_is_on_the_targets_is_told_where_it_is_asked_for(tmp_path):
    config = config_of(batch_size=5)
    faces = pairs_of(tmp_path, config, "average")
    (batch,) = batches(faces, [2], names_people=True, workers=4)
    whole = {faces.crops.picture(index).tobytes(): person for index, person in enumerate(faces.crops.persons)}
    assert len(whole) == len(faces.crops)
    shown = [faces.pair_of_person(2, place) for place in range(5)]
    assert batch.people.tolist() == [person for _, person in shown]
    assert set(batch.people.tolist()) <= {0, 1}
    assert faces.crops.people == ("Ann", "Ben")


def test_steps_may_be_asked_for_again_or_out_of_order(pairs):
    forwards = dict(zip(range(4), batches(pairs, range(4)), strict=True))
    for step, batch in zip([3, 0, 0, 2], batches(pairs, [3, 0, 0, 2]), strict=True):
        assert equal(batch, forwards[step])


def test_parts_made_by_several_processes_are_the_whole_batch(pairs):
    whole = batches(pairs, [0, 1])
    parts = [batches(pairs, [0, 1], places=places) for places in ([0, 2, 4], [1, 3])]
    for step in range(2):
        assert torch.equal(parts[0][step][0], whole[step][0][[0, 2, 4]])
        assert torch.equal(parts[1][step][1], whole[step][1][[1, 3]])


def test_what_a_thread_can_not_make_is_told_where_the_batch_is_taken(pairs):
    pairs.crops.store.path.write_bytes(b"")
    with Loader(pairs, 5, CPU, workers=3) as loader, pytest.raises(TrainingError, match="can be read any more"):
        loader.take(0)


def test_beside_a_training_on_the_processor_there_is_one_thread():
    assert workers_for(CPU) == 1
    assert 1 <= workers_for(torch.device("cuda")) <= 8
