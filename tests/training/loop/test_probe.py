"""The short measurement before a training: what it says, how long it takes, and that the window can ask a child."""

from __future__ import annotations

import time

import pytest

from models.errors import ParameterError
from models.events import Probed, Progress
from models.training.loop.probe import probe_training
from models.workflow.child import Child
from tests.timing import cpu_seconds


def test_it_tells_how_fast_this_computer_trains() -> None:
    began = time.perf_counter()
    *_, result = probe_training("sketch", 128, 2, seconds=1.0)
    took = time.perf_counter() - began
    assert result.images_per_second == pytest.approx(2 / result.seconds_per_step)
    assert 0 < result.seconds_per_step < took
    assert result.device.startswith("CPU")


def test_a_batch_too_large_to_wait_for_is_told_from_a_smaller_one() -> None:
    events = []
    assert cpu_seconds(lambda: events.extend(probe_training("sketch", 128, 1024, seconds=0.5))) < 15
    result = events[-1]
    assert result.seconds_per_step == pytest.approx(1024 / result.images_per_second)


def test_it_stops_when_it_is_closed() -> None:
    events = probe_training("sketch", 128, 1, seconds=1000.0)
    assert isinstance(next(events), Progress)
    assert isinstance(next(events), Progress)
    events.close()
    assert list(events) == []


def test_a_child_process_measures_for_the_window() -> None:
    child = Child()
    try:
        events = list(child.stream(probe_training, "sketch", 128, 1, seconds=0.5))
    finally:
        child.close()
    assert isinstance(events[-1], Probed)
    assert (events[-1].size, events[-1].width, events[-1].batch_size) == ("sketch", 128, 1)
    assert events[-1].images_per_second > 0


def test_what_cannot_be_measured_is_named() -> None:
    with pytest.raises(ParameterError, match="toaster"):
        list(probe_training("sketch", 128, 1, "toaster"))
    with pytest.raises(ParameterError, match="batch_size"):
        list(probe_training("sketch", 128, 0))
    with pytest.raises(ValueError, match="300"):
        list(probe_training("sketch", 300, 1))
