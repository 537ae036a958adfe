"""The loop as its user sees it: events, budgets, and what happens when numbers or memory fail."""

from __future__ import annotations

import dataclasses
import itertools
import signal

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from models.errors import DeviceError, TrainingError
from models.events import Finished, Noted, RunStarted, SampleReady, Saved, Scored, StepDone
from models.training.loop import trainer
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.loop.step import train_step
from models.training.machine.device_selection import open_backend
from tests.training.histories import read_history
from tests.training.runs import config_of, newest, pairs_of, run, small_networks, steps_of


def of_kind(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_a_run_tells_shows_judges_saves_and_ends(tmp_path) -> None:
    events = list(run(tmp_path, config_of(3)))
    assert of_kind(events, RunStarted)[0].crops == 8
    assert of_kind(events, RunStarted)[0].held_out == 2
    last = of_kind(events, StepDone)[-1]
    assert (last.step, last.steps) == (3, 3)
    assert set(last.losses) == {"l1", "generator", "discriminator"}
    assert last.images_per_second > 0
    assert isinstance(events[-1], Finished)
    assert "PSNR" in events[-1].summary
    assert of_kind(events, Saved)[-1].path == newest(tmp_path).path


def test_scores_are_those_of_the_held_out_crops(tmp_path) -> None:
    scores = of_kind(list(run(tmp_path, config_of(1))), Scored)[-1].scores
    pairs = pairs_of(tmp_path, config_of(1))
    wanted = []
    for number in range(2):
        source, target = (side.astype(float) for side in pairs.held_out_pair(number))
        wanted.append(10 * np.log10(255**2 / ((source - target) ** 2).mean()))
    assert scores.psnr_input == pytest.approx(np.mean(wanted), abs=1e-3)
    assert scores.psnr_luma > scores.psnr  # nothing is learned yet, so the photo's own luma must help
    assert 1 < scores.ciede2000 < 100
    assert read_history(tmp_path).scores == [(1, scores)]


def test_samples_are_triples_with_the_pinned_first_and_lie_on_the_disk(tmp_path) -> None:
    sample = of_kind(list(run(tmp_path, config_of(1), pinned=(0, 3))), SampleReady)[-1]
    assert (sample.pinned, len(sample.triples)) == (2, 4)
    assert {picture.shape for row in sample.triples for picture in row} == {(320, 256, 3)}
    assert {picture.dtype for row in sample.triples for picture in row} == {np.dtype(np.uint8)}
    source, _, target = sample.triples[0]
    assert (source == source[:, :, :1]).all()
    assert not (target == target[:, :, :1]).all()
    with Image.open(sample.path) as sheet:
        assert sheet.size == (3 * 256, 4 * 320)
        assert (np.asarray(sheet)[:320, :256] == source).all()


def test_fast_steps_are_told_ten_times_a_second_but_all_are_remembered(tmp_path) -> None:
    events = list(run(tmp_path, config_of(16)))
    seconds = events[-1].seconds
    assert len(steps_of(events)) <= 10 * seconds + 2
    assert read_history(tmp_path).steps == list(range(1, 17))


def test_what_is_told_can_be_read_at_once(tmp_path) -> None:
    """Long before the next checkpoint: whoever looks at the run reads its history, not its events."""
    for event in run(tmp_path, config_of(4, checkpoint_seconds=1000)):
        if isinstance(event, StepDone):
            assert read_history(tmp_path).steps[-1] == event.step


def test_the_time_budget_ends_it(tmp_path) -> None:
    events = list(run(tmp_path, config_of(100_000, minutes=0.01)))
    assert 0 < newest(tmp_path).step < 100_000
    assert isinstance(events[-1], Finished)


def test_training_lowers_the_distance_to_the_target(tmp_path) -> None:
    list(run(tmp_path, config_of(24, learning_rate=4e-3)))
    l1 = read_history(tmp_path).losses["l1"]
    assert np.mean(l1[-6:]) < 0.7 * np.mean(l1[:6])


def test_the_average_is_not_the_first_weights(tmp_path) -> None:
    """With a plain decay of 0.999 the average of a short run would still be what the seed drew."""
    from safetensors.numpy import load

    networks = small_networks()
    begun = {name: tensor.clone().numpy() for name, tensor in networks.generator.state_dict().items()}
    list(run(tmp_path, config_of(20), networks=networks))
    members = newest(tmp_path).members
    average, last = load(members["average"]), load(members["generator"])
    for name in ("last.bias", "down.1.1.running_mean"):
        assert np.abs(average[name] - last[name]).mean() < np.abs(average[name] - begun[name]).mean()


class FailsAt(nn.Module):
    """A generator with a defect: `harm` happens to what it paints at these calls, counted from 1."""

    def __init__(self, network: nn.Module, calls: range, harm) -> None:
        super().__init__()
        self.network = network
        self._calls, self._harm, self._count = calls, harm, 0

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        painted = self.network(picture)
        if not self.training:
            return painted
        self._count += 1
        return self._harm(painted) if self._count in self._calls else painted


def with_defect(calls: range, harm):
    networks = small_networks()
    return dataclasses.replace(networks, generator=FailsAt(networks.generator, calls, harm))


def test_nan_goes_back_to_the_last_good_state_at_half_the_rate_and_names_the_photos(tmp_path) -> None:
    networks = with_defect(range(4, 5), lambda painted: painted * float("nan"))
    config = config_of(6, checkpoint_seconds=0)
    events = list(run(tmp_path, config, networks=networks))
    note = of_kind(events, Noted)[0].text
    names = [pairs_of(tmp_path, config).name_of(3, place) for place in (0, 1)]
    assert note == (
        f"The losses were no longer numbers at step 4, learning from {names[0]} and {names[1]}: "
        "back to step 3, at 0.5 of the learning rate."
    )
    assert newest(tmp_path).header["rate"] == 0.5
    history = read_history(tmp_path)
    assert history.steps == [1, 2, 3, 4, 5, 6]
    assert np.isfinite(history.losses["l1"]).all()


def test_nan_three_times_in_a_row_is_overcome(tmp_path) -> None:
    networks = with_defect(range(4, 7), lambda painted: painted * float("nan"))
    events = list(run(tmp_path, config_of(6, checkpoint_seconds=0), networks=networks))
    assert len(of_kind(events, Noted)) == 3
    assert (newest(tmp_path).step, newest(tmp_path).header["rate"]) == (6, 1 / 8)
    assert newest(tmp_path).header["tries"] == 0


def test_nan_that_stays_stops_after_three_tries_with_the_last_good_state(tmp_path) -> None:
    networks = with_defect(range(4, 1000), lambda painted: painted * float("nan"))
    config = config_of(8, checkpoint_seconds=0)
    with pytest.raises(TrainingError, match="lower learning rate") as caught:
        list(run(tmp_path, config, networks=networks))
    assert "step 4 failed 4 times" in caught.value.why
    assert pairs_of(tmp_path, config).name_of(3, 0) in caught.value.why
    assert newest(tmp_path).step == 3
    assert newest(tmp_path).header["tries"] == 3
    assert np.isfinite(read_history(tmp_path).losses["l1"]).all()


def test_the_tries_are_counted_across_a_crash(tmp_path) -> None:
    """Someone who resumes again and again after the same breakdown is told the same, not given three new tries."""
    config = config_of(8, checkpoint_seconds=0)
    for resume in (False, True):
        networks = with_defect(range(1 if resume else 4, 1000), lambda painted: painted * float("nan"))
        events = run(tmp_path, config, networks=networks, resume=resume)
        notes: list[Noted] = []
        with pytest.raises(TrainingError):
            notes.extend(event for event in events if isinstance(event, Noted))
        assert len(notes) == (0 if resume else 3)


def test_weights_that_are_no_numbers_never_become_a_checkpoint(tmp_path) -> None:
    """A loss can be a number while the step after it spoils the weights."""
    networks = small_networks()
    gradients = itertools.count(1)
    networks.generator.last.bias.register_hook(lambda slope: slope * float("nan") if next(gradients) == 3 else slope)
    events = list(run(tmp_path, config_of(6, checkpoint_seconds=0), networks=networks))
    assert [event.text.split(":")[1] for event in of_kind(events, Noted)] == [
        " back to step 2, at 0.5 of the learning rate."
    ]
    assert newest(tmp_path).step == 6


def _exhaust(painted: torch.Tensor) -> torch.Tensor:
    """Ask the real allocator for more than any machine has, when the batch is over 2."""
    return painted + torch.empty(1 << 55).sum() if len(painted) > 2 else painted


def test_out_of_memory_halves_the_pictures_at_once_and_goes_on(tmp_path) -> None:
    networks = with_defect(range(2, 1000), _exhaust)
    events = list(run(tmp_path, config_of(4, batch_size=4), networks=networks))
    assert [event.text for event in of_kind(events, Noted)] == [
        "Out of memory: taking 2 pictures at once, and adding up to a batch of 4."
    ]
    assert newest(tmp_path).step == 4
    assert newest(tmp_path).header["part"] == 2


def _card_is_full(painted: torch.Tensor) -> torch.Tensor:
    """What a graphics card's allocator raises."""
    if len(painted) > 1:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
    return painted


def test_a_full_graphics_card_halves_as_often_as_it_takes(tmp_path) -> None:
    networks = with_defect(range(2, 1000), _card_is_full)
    events = list(run(tmp_path, config_of(3, batch_size=6), networks=networks))
    assert [event.text.split(",")[0] for event in of_kind(events, Noted)] == [
        f"Out of memory: taking {pictures} at once" for pictures in ("3 pictures", "2 pictures", "1 picture")
    ]
    assert (newest(tmp_path).step, newest(tmp_path).header["part"]) == (3, 1)


def test_a_batch_in_parts_learns_what_the_whole_batch_teaches(tmp_path) -> None:
    """Without batch norm and chance, adding up is exact but for the order of sums."""
    learned = []
    for part in (4, 2):
        networks = small_networks()
        for network in (networks.generator, networks.discriminator):
            for layer in network.modules():
                if isinstance(layer, nn.BatchNorm2d | nn.Dropout):
                    layer.eval()
                    layer.train = lambda mode=True, layer=layer: layer  # type: ignore[method-assign]
        config = config_of(1, batch_size=4, precision="fp32")
        backend = open_backend(config)
        state = TrainState(networks, config, backend)
        state.part = part
        losses = train_step(state, Batch(*torch.rand(2, 4, 3, 320, 256)), config, backend)
        learned.append((losses["l1"], [weight.detach().clone() for weight in state.generator.parameters()]))
    assert learned[0][0] == pytest.approx(learned[1][0], rel=1e-5)
    moved = [float((one - other).abs().max()) for one, other in zip(learned[0][1], learned[1][1], strict=True)]
    assert np.median(moved) < 1e-5


def test_out_of_memory_for_a_single_picture_says_what_to_do(tmp_path) -> None:
    networks = with_defect(range(2, 1000), lambda painted: painted + torch.empty(1 << 55).sum())
    with pytest.raises(DeviceError, match="smaller size"):
        list(run(tmp_path, config_of(4, checkpoint_seconds=0), networks=networks))
    assert newest(tmp_path).step == 1


def test_a_device_that_is_not_there_is_named(tmp_path) -> None:
    for device in ("cuda:7", "toaster"):
        with pytest.raises(DeviceError, match=device):
            list(run(tmp_path, config_of(1, device=device)))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_waits_for_the_end_of_the_step_and_keeps_it(tmp_path, monkeypatch, number: int) -> None:
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)
    networks = with_defect(range(3, 4), lambda painted: signal.raise_signal(number) or painted)
    before = signal.signal(number, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(run(tmp_path, config_of(6), networks=networks))
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, before)
    assert newest(tmp_path).step == 3


@pytest.mark.parametrize("discriminator", ["patch", "categorical"])
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_every_combination_trains(tmp_path, discriminator: str, precision: str) -> None:
    networks = small_networks(discriminator=discriminator)
    list(run(tmp_path, config_of(2, precision=precision), networks=networks))
    assert newest(tmp_path).step == 2
