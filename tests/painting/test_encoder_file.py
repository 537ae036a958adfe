"""An encoder file gives back what a training left, is read fast without torch, and refuses what is wrong with it."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys

import pytest
import torch
from safetensors.torch import save

from models.container import MAX_HEADER, write_container
from models.errors import EncoderError
from models.events import Refused
from models.images import encode_png
from models.networks import GENERATORS, parameter_count
from models.painting.encoder_file import KIND, MAX_FILE, read_header, read_network, write_encoder
from models.painting.encoder_header import MAX_SHEET
from models.recipes import recipe_to_json
from models.records import WIDTHS, Scores
from tests.conftest import ROOT
from tests.containers import read_container
from tests.painting.encoders import make_encoder, recipe_of, weights_of
from tests.timing import cpu_seconds


@pytest.fixture
def file(tmp_path):
    return make_encoder(tmp_path / "tiny.bottega").path


def test_the_card_comes_back_whole(tmp_path, astronaut):
    sheet = encode_png(astronaut[:64, :64])
    header = write_encoder(
        tmp_path / "Farbe → 1.bottega",
        weights_of(),
        title="Grandmother, in colour",
        recipe=recipe_of("contours"),
        size="sketch",
        base_channels=4,
        scores=Scores(24.1, 20.7, 0.8, 24.8),
        sheet=sheet,
        summary={"steps": 12800, "minutes": 14.5, "device": "CPU", "paused": True},
        licence="CC0",
    )
    assert read_header(header.path) == header
    assert header.sha256 == hashlib.sha256(header.path.read_bytes()).hexdigest()


def test_the_card_is_read_fast_and_without_torch(tmp_path):
    write_encoder(
        tmp_path / "a.bottega", weights_of(32), title="Studio", recipe=recipe_of(), size="studio", base_channels=32
    )
    code = (
        "import sys; from pathlib import Path; from models.painting.encoder_file import read_header\n"
        "print(read_header(Path(sys.argv[1])).title); sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.bottega"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "Studio")
    assert cpu_seconds(lambda: read_header(tmp_path / "a.bottega")) < 0.5  # 18 ms on two cores
    assert 14e6 < (tmp_path / "a.bottega").stat().st_size < 15.5e6


def test_the_weights_come_back_as_float16_holds_them(file):
    written, (_, network) = weights_of(), read_network(file)
    for name, tensor in network.state_dict().items():
        wanted = written[name].half().float() if written[name].ndim > 1 else written[name]
        assert tensor.dtype == written[name].dtype
        assert torch.equal(tensor, wanted), name
    assert not network.training


def test_writing_twice_gives_the_same_file(file, tmp_path):
    again = make_encoder(tmp_path / "again.bottega")
    assert again.path.read_bytes() == file.read_bytes()


def test_arrays_are_written_like_tensors_and_without_torch(file, tmp_path):
    arrays = save({name: tensor.contiguous() for name, tensor in weights_of().items()})
    (tmp_path / "weights").write_bytes(arrays)
    code = (
        "import sys; from pathlib import Path; from safetensors.numpy import load\n"
        "from models.painting.encoder_file import write_encoder; from models.recipes import RECIPES\n"
        "weights, out = map(Path, sys.argv[1:])\n"
        "write_encoder(out, load(weights.read_bytes()), title='Tiny', recipe=RECIPES.get('colourise'), "
        "size='sketch', base_channels=4); sys.exit('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, tmp_path / "weights", tmp_path / "arrays.bottega"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    written = read_network(tmp_path / "arrays.bottega")[1].state_dict()
    assert all(torch.equal(tensor, written[name]) for name, tensor in read_network(file)[1].state_dict().items())


def test_what_was_read_can_be_written_without_loss(file, tmp_path):
    header, network = read_network(file)
    second = write_encoder(
        tmp_path / "second.bottega",
        network.state_dict(),
        title=header.title,
        recipe=header.recipe,
        size=header.size,
        base_channels=header.base_channels,
    )
    assert second.sha256 == header.sha256


def test_loading_leaves_the_random_numbers_of_a_training_alone(file):
    state = torch.random.get_rng_state()
    read_network(file)
    assert torch.equal(torch.random.get_rng_state(), state)


def test_a_weight_too_large_for_float16_is_kept(tmp_path):
    weights = weights_of()
    weights["last.weight"][0, 0, 0, 0] = 1e6
    header = write_encoder(
        tmp_path / "a.bottega", weights, title="", recipe=recipe_of(), size="sketch", base_channels=4
    )
    assert read_network(header.path)[1].state_dict()["last.weight"].max() == 1e6


def _flip(path, places):
    data = path.read_bytes()
    for place, bit in places:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
        with pytest.raises(EncoderError) as caught:
            read_header(path)
        assert caught.value.path == path
    path.write_bytes(data)
    read_header(path)


def test_flipped_bits_all_over_the_file_are_refused(file):
    chance = random.Random(7)
    size = file.stat().st_size
    _flip(file, [(chance.randrange(size), chance.randrange(8)) for _ in range(200)])


@pytest.mark.slow
def test_a_flipped_bit_in_every_byte_and_every_cut_is_refused(tmp_path):
    path = tmp_path / "smallest.bottega"
    write_encoder(path, weights_of(1), title="Smallest", recipe=recipe_of(), size="sketch", base_channels=1)
    data = path.read_bytes()
    _flip(path, [(place, place * 5 % 8) for place in range(len(data))])
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with pytest.raises(EncoderError):
            read_header(path)


def _with(file, **changes):
    """The file again with some of its header changed, sealed as a hostile person would."""
    header, members = read_container(file, KIND)
    write_container(file, KIND, header | changes, members)
    return file


A_RECIPE = recipe_to_json(recipe_of())
HOSTILE_HEADERS = {
    "a title of a megabyte": {"title": "x" * 1_000_000},
    "a title that moves the cursor": {"title": "\x1b[2J"},
    "a title of two lines": {"title": "a\nb"},
    "a title that turns the reading direction": {"title": "gpj\u202e.exe"},
    "a size nobody knows": {"size": "huge"},
    "a network of a terabyte": {"base_channels": 100_000},
    "no channels": {"base_channels": 0},
    "channels as text": {"base_channels": "4"},
    "a network by path": {"generator": "../../evil"},
    "a network that is not here": {"generator": "evil"},
    "scores of another kind": {"scores": {"psnr": "high", "psnr_input": 1, "ssim": 0}},
    "scores beyond sense": {"scores": {"psnr": 1e300, "psnr_input": 1.0, "ssim": 0.5}},
    "a summary of lists": {"summary": {"steps": [1, 2]}},
    "a summary without end": {"summary": {f"k{i}": i for i in range(1000)}},
    "an unknown field": {"code": "import os"},
    "no recipe": {"recipe": {}},
    "pictures of a terabyte": {"recipe": {**A_RECIPE, "width": 1 << 20}},
    "pictures of no width": {"recipe": {**A_RECIPE, "width": 0}},
    "a width backwards": {"recipe": {**A_RECIPE, "width": -256}},
    "a width nobody knows": {"recipe": {**A_RECIPE, "width": 1024}},
    "a width as text": {"recipe": {**A_RECIPE, "width": "512"}},
    "a width of many": {"recipe": {**A_RECIPE, "width": [512]}},
    "a width that is not there": {"recipe": {**A_RECIPE, "width": None}},
    "a recipe of a filter that is not here": {
        "recipe": {"name": "x", "title": "", "input": [{"name": "evil"}], "target": [{"name": "original"}]}
    },
}


@pytest.mark.parametrize("name", HOSTILE_HEADERS)
def test_hostile_cards_are_refused_with_a_short_reason(file, name):
    with pytest.raises(EncoderError) as caught:
        read_network(_with(file, **HOSTILE_HEADERS[name]))
    assert caught.value.path == file
    assert caught.value.reason
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("own", WIDTHS)
@pytest.mark.parametrize("said", WIDTHS)
def test_an_encoder_of_another_width_than_it_says_is_refused_by_name(tmp_path, own, said):
    file = make_encoder(tmp_path / "a.bottega", width=own).path
    _with(file, recipe={**A_RECIPE, "width": said})
    if own == said:
        assert read_network(file)[0].recipe.width == own
        return
    with pytest.raises(EncoderError, match=f"'unet' for pictures {said} px wide") as caught:
        read_network(file)
    assert caught.value.path == file


def test_an_encoder_from_before_there_were_widths_sees_the_usual_size(file):
    _with(file, recipe={name: value for name, value in A_RECIPE.items() if name != "width"})
    header, network = read_network(file)
    assert header.recipe.size == (256, 320)
    assert network(torch.zeros(1, 3, 320, 256)).shape == (1, 3, 320, 256)


def test_a_file_larger_than_any_encoder_is_refused_before_it_is_read(file):
    with file.open("r+b") as grown:
        grown.truncate(3 << 30)  # takes no room on the disk, but would in memory
    for read in (read_header, read_network):
        with pytest.raises(EncoderError, match="3072 MB"):
            read(file)


def test_the_largest_encoder_there_can_be_fits_in_a_file():
    with torch.device("meta"):
        largest = GENERATORS.get("unet").build(64, max(WIDTHS))
    assert 4 * parameter_count(largest) + MAX_SHEET + MAX_HEADER < MAX_FILE


def test_weights_that_could_not_be_read_again_are_not_written(tmp_path):
    import numpy as np

    weights = {"enormous": np.broadcast_to(np.float32(0), MAX_FILE // 4)}
    with pytest.raises(EncoderError, match="too large"):
        write_encoder(tmp_path / "a", weights, title="", recipe=recipe_of(), size="sketch", base_channels=4)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_field_is_refused(file):
    header, members = read_container(file, KIND)
    del header["recipe"]
    write_container(file, KIND, header, members)
    with pytest.raises(EncoderError, match="recipe"):
        read_header(file)


def test_a_sheet_that_is_no_picture_is_refused(file):
    header, members = read_container(file, KIND)
    write_container(file, KIND, header, members | {"sheet.png": b"<script>"})
    with pytest.raises(EncoderError, match="sample sheet"):
        read_header(file)


def _with_weights(file, data):
    header, members = read_container(file, KIND)
    write_container(file, KIND, header, members | {"weights": data})


def _changed(name, tensor):
    weights = weights_of() | {name: tensor}
    return save({key: value.contiguous() for key, value in weights.items()})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "can't be read"),
        (b"\x80\x04\x95" + b"0" * 90, "can't be read"),
        ((1 << 40).to_bytes(8, "little") + b"{}", "can't be read"),
        (save({"a": torch.zeros(3)}), "don't fit the network"),
        (_changed("last.bias", torch.zeros(4)), "should be"),
        (_changed("last.bias", torch.zeros(3, dtype=torch.int64)), "numbers of the kind"),
        (_changed("last.bias", torch.zeros(3, dtype=torch.float64)), "numbers of the kind"),
        (_changed("last.bias", torch.tensor([0.0, float("nan"), 0.0])), "not finite"),
        (_changed("last.bias", torch.tensor([0.0, float("inf"), 0.0])), "not finite"),
    ],
)
def test_weights_that_do_not_fit_are_refused(file, data, why):
    _with_weights(file, data)
    with pytest.raises(EncoderError, match=why):
        read_network(file)


def test_weights_that_are_not_finite_are_never_written(tmp_path):
    weights = weights_of() | {"last.bias": torch.tensor([0.0, float("nan"), 0.0])}
    with pytest.raises(EncoderError, match="not finite"):
        write_encoder(tmp_path / "a", weights, title="", recipe=recipe_of(), size="sketch", base_channels=4)
    assert list(tmp_path.iterdir()) == []


def test_a_checkpoint_is_not_taken_for_an_encoder(tmp_path):
    write_container(tmp_path / "c", "checkpoint", {}, {})
    with pytest.raises(EncoderError, match="kind 'checkpoint'"):
        read_header(tmp_path / "c")


def _as_newer(path, **changes):
    """The file with a header that a later Bottega might write."""
    header, members = read_container(path, KIND)
    write_container(path, KIND, header | changes, members)


@pytest.mark.parametrize(
    "change",
    [{"palette": "warm"}, {"size": "cathedral"}, {"generator": "transformer"}, {"recipe": "unknown filter"}],
    ids=lambda change: next(iter(change)),
)
def test_an_encoder_of_a_newer_bottega_says_so(file, change):
    if "recipe" in change:
        recipe = recipe_to_json(recipe_of())
        change = {"recipe": recipe | {"input": [{"name": "watercolour", "values": {}}]}}
    _as_newer(file, **change)
    with pytest.raises(EncoderError) as caught:
        read_network(file)
    assert "Update Bottega" in str(caught.value)


def test_a_newer_format_says_so(file):
    data = bytearray(file.read_bytes())
    data[7] += 1
    file.write_bytes(bytes(data))
    for read in (read_header, read_network):
        with pytest.raises(EncoderError, match=r"newer Bottega.*Update Bottega"):
            read(file)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_info_and_check_look_at_the_weights_as_painting_does(project, number):
    from models.workflow.check_project import check_project
    from models.workflow.describe_file import describe_file

    file = make_encoder(project.encoders_folder / "tiny.bottega").path
    assert list(check_project(project))[-1].failed == 0
    header, members = read_container(file, KIND)
    weights = weights_of()
    next(iter(weights.values())).view(-1)[3] = number
    write_container(file, KIND, header, members | {"weights": save(weights)})
    read_header(file)
    with pytest.raises(EncoderError, match="not finite"):
        list(describe_file(file))
    (refused,) = [event for event in check_project(project) if isinstance(event, Refused)]
    assert (refused.path, "not finite" in refused.reason) == (file, True)
