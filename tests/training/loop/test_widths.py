"""A recipe of any width trains, shows, judges, resumes and paints: nothing on the way believes in one size only."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import load

from models.datasets import PairSource
from models.events import Finished, SampleReady, Scored
from models.images import read_picture
from models.painting.encoder import read_encoder
from models.painting.encoder_file import write_encoder
from models.painting.encoder_header import MAX_SHEET, PNG_HEAD
from models.painting.painter import paint_picture
from models.records import WIDTHS, Box, PaintOptions, PaintSource, Recipe
from models.training.config import TrainConfig
from models.training.loop.evaluation import paint_pictures
from models.training.loop.state import build_networks
from models.training.loop.trainer import train
from models.training.machine.device_selection import open_backend
from models.training.run_folder.checkpoint import AVERAGE
from models.training.run_folder.samples import MOST_KEPT, Sampler, list_samples, sheet_for_header
from tests.training.histories import read_history
from tests.training.runs import config_of, crops_in, newest, recipe_of


def recipe_for(width: int) -> Recipe:
    return dataclasses.replace(recipe_of(), width=width)


def pairs_for(folder, width: int, config: TrainConfig) -> PairSource:
    return PairSource(
        crops_in(folder), recipe_for(width), config.seed, held_out=config.held_out, batch_size=config.batch_size
    )


@pytest.mark.parametrize(("width", "steps"), [(128, 3), (256, 1), (512, 1)])
def test_an_encoder_of_every_width_is_trained_and_paints(tmp_path, astronaut, width, steps) -> None:
    config = config_of(steps, batch_size=1)
    events = list(train(config, pairs_for(tmp_path, width, config), tmp_path, pinned=(0,)))
    assert isinstance(events[-1], Finished)
    assert [event for event in events if isinstance(event, Scored)][-1].scores.psnr_input > 5
    sample = [event for event in events if isinstance(event, SampleReady)][-1]
    assert {picture.shape for row in sample.triples for picture in row} == {(width * 5 // 4, width, 3)}
    with Image.open(sample.path) as sheet:
        assert sheet.size == (3 * width, 3 * width * 5 // 4)

    header = write_encoder(
        tmp_path / "left.bottega",
        load(newest(tmp_path).members[AVERAGE]),
        title="Left",
        recipe=recipe_for(width),
        size=config.size,
        base_channels=config.base_channels,
        sheet=sheet_for_header(sample.path),
    )
    encoder = read_encoder(header.path)
    box = Box(150, 20, 160, 160 * 4 / 3)
    for options in (PaintOptions(), PaintOptions(source=PaintSource.FACES), PaintOptions(source=PaintSource.NOISE)):
        painting = paint_picture(encoder, astronaut, options, (box,))
        size = (width * 5 // 4, width, 3) if options.source is PaintSource.NOISE else astronaut.shape
        assert painting.shape == size


def test_a_run_of_small_pictures_goes_on_where_it_stopped(tmp_path) -> None:
    config = config_of(2)
    list(train(config, pairs_for(tmp_path, 128, config), tmp_path))
    longer = dataclasses.replace(config, batches=4)
    list(train(longer, pairs_for(tmp_path, 128, longer), tmp_path, resume=True))
    straight = tmp_path / "straight"
    list(train(longer, pairs_for(straight, 128, longer), straight))
    assert read_history(tmp_path).losses == read_history(straight).losses
    assert newest(tmp_path).members[AVERAGE] == newest(straight).members[AVERAGE]


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_painted_many_at_once_or_one_by_one_are_alike(tmp_path, width) -> None:
    config = TrainConfig(size="sketch", precision="fp32")
    backend = open_backend(config)
    network = build_networks(config, width).generator.eval()
    pairs = pairs_for(tmp_path, width, config_of())
    given = [pairs.pinned_pair(number)[0] for number in range(3)]
    together = paint_pictures(network, given, backend)
    alone = [paint_pictures(network, [picture], backend)[0] for picture in given]
    assert all(np.abs(a.astype(int) - b).max() <= 1 for a, b in zip(together, alone, strict=True))
    assert paint_pictures(network, [], backend) == []


@pytest.mark.parametrize(("width", "most"), [(128, MOST_KEPT), (256, MOST_KEPT), (512, MOST_KEPT // 4)])
def test_large_pictures_are_kept_less_often(tmp_path, width, most) -> None:
    """240 sheets of 512 wide pictures would take 800 MB; a quarter of them takes what usual ones take."""
    (tmp_path / "samples").mkdir()
    sampler = Sampler(tmp_path, pairs_for(tmp_path, width, config_of()))
    for step in range(most - 1):
        (tmp_path / "samples" / f"step-{step:08d}.png").touch()
    sampler.take(most - 1, list)
    assert len(list_samples(tmp_path)) == most
    sampler.take(most, list)
    steps = [step for step, _ in list_samples(tmp_path)]
    assert (steps[0], steps[-1]) == (0, most)
    assert most // 2 < len(steps) < most // 2 + 3


@pytest.mark.parametrize(
    ("width", "rows", "wanted"),
    [
        (128, 4, (384, 640)),
        (256, 4, (768, 1280)),
        (512, 4, (768, 1280)),
        (512, 12, (768, 2560)),
        (256, 12, (768, 2560)),
    ],
)
def test_a_card_never_carries_a_sheet_that_is_too_large_for_it(tmp_path, width, rows, wanted) -> None:
    """Pictures of noise do not compress: an encoder with such a sheet could not be read again."""
    path = tmp_path / "step-00000001.png"
    noise = np.random.default_rng(0).integers(0, 256, (rows * width * 5 // 4, 3 * width, 3), np.uint8)
    Image.fromarray(noise).save(path, compress_level=0)
    data = sheet_for_header(path)
    assert data.startswith(PNG_HEAD)
    assert len(data) < MAX_SHEET
    (tmp_path / "card.png").write_bytes(data)
    assert read_picture(tmp_path / "card.png").shape[1::-1] == wanted
    if wanted == noise.shape[1::-1]:
        assert data == path.read_bytes()


def test_a_sheet_that_is_damaged_does_not_cost_the_encoder(tmp_path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    assert sheet_for_header(tmp_path / "bad.png") == sheet_for_header(tmp_path / "away.png") == b""
