"""What was described once is there at the next start, and gone as soon as another network would be built."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from models.networks import DISCRIMINATORS
from models.training import network_cache
from models.training.config import SETTINGS, TrainConfig
from models.training.loop.description import describe_built
from models.training.network_cache import network_key, recall_networks, remember_networks


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """A cache folder of its own."""
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_it_comes_back_as_it_was() -> None:
    config = TrainConfig(size="sketch", discriminator="categorical")
    assert recall_networks(config, 128) is None
    described = describe_built(config, 128)
    remember_networks(config, 128, described)
    assert recall_networks(config, 128) == described
    assert recall_networks(dataclasses.replace(config, minutes=3, batch_size=4), 128) == described
    assert recall_networks(config, 256) is None
    other = describe_built(config, 256)
    remember_networks(config, 256, other)
    assert (recall_networks(config, 128), recall_networks(config, 256)) == (described, other)


@pytest.mark.parametrize("spoil", [b"", b"[]", b"\xff\xfe", b'{"stamp": 3}', b"{" * 100_000])
def test_a_file_that_makes_no_sense_is_no_description(folder, spoil) -> None:
    folder.mkdir()
    (folder / "networks.json").write_bytes(spoil)
    assert recall_networks(TrainConfig(), 256) is None


def test_what_other_code_said_is_forgotten(folder) -> None:
    remember_networks(TrainConfig(size="sketch"), 128, describe_built(TrainConfig(size="sketch"), 128))
    path = folder / "networks.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"stamp": "older"}))
    assert recall_networks(TrainConfig(size="sketch"), 128) is None


def test_a_folder_that_can_not_be_written_is_no_trouble(folder) -> None:
    folder.write_bytes(b"a file where the folder would be")
    remember_networks(TrainConfig(), 128, describe_built(TrainConfig(size="sketch"), 128))
    assert recall_networks(TrainConfig(), 128) is None


def _others(name: str, value: object) -> list[object]:
    """Some other values of that setting."""
    if SETTINGS[name].choices:
        return [choice for choice in SETTINGS[name].choices if choice != value]
    if isinstance(value, bool):
        return [not value]
    return [value + 1] if isinstance(value, int) else []


@pytest.mark.parametrize("discriminator", DISCRIMINATORS.names())
def test_settings_that_build_another_network_have_another_key(discriminator) -> None:
    config = TrainConfig(size="sketch", discriminator=discriminator)
    described = describe_built(config, 128)
    for setting in dataclasses.fields(config):
        for value in _others(setting.name, getattr(config, setting.name)):
            other = dataclasses.replace(config, **{setting.name: value})
            if describe_built(other, 128) != described:
                assert network_key(other, 128) != network_key(config, 128), setting.name


def test_recalling_loads_no_torch() -> None:
    code = f"import sys, {network_cache.__name__}, models.workflow.describe_networks; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
