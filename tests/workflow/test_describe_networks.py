"""The networks of a training are told as events, also from another process, and remembered."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from models.errors import UnknownNameError
from models.events import NetworksDescribed
from models.training.config import TrainConfig
from models.training.network_cache import recall_networks
from models.workflow.child import Child
from models.workflow.describe_networks import describe_networks


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # for another process
    return tmp_path / "cache"


def test_each_settings_and_width_has_its_event_and_is_remembered() -> None:
    wanted = [(TrainConfig(size="sketch"), 128), (TrainConfig(size="sketch", discriminator="categorical"), 256)]
    first, second = describe_networks(wanted)
    assert isinstance(first, NetworksDescribed)
    assert isinstance(second, NetworksDescribed)
    assert (first.generator.title, first.generator.source.width) == ("U-Net", 128)
    assert second.discriminator.title == "Categorical"
    assert [recall_networks(*one) for one in wanted] == [first, second]
    assert list(describe_networks(wanted)) == [first, second]


def test_another_process_tells_the_same() -> None:
    child = Child()
    try:
        (told,) = child.stream(describe_networks, [(TrainConfig(size="sketch"), 128)])
    finally:
        child.close()
    assert [told] == list(describe_networks([(TrainConfig(size="sketch"), 128)]))


def test_what_can_not_be_built_is_named() -> None:
    with pytest.raises(UnknownNameError, match="nothing"):
        list(describe_networks([(TrainConfig(generator="nothing"), 128)]))
    with pytest.raises(ValueError, match="100"):
        list(describe_networks([(TrainConfig(), 100)]))
