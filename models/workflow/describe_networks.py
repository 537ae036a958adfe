"""Say what a training would build: layers, shapes, parameters. Loads torch only when it is asked, best in a child."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from models.events import Event
from models.training.config import TrainConfig
from models.training.machine.devices import wait_calmly
from models.training.network_cache import recall_networks, remember_networks


def describe_networks(wanted: Sequence[tuple[TrainConfig, int]]) -> Generator[Event]:
    """Yields one NetworksDescribed for each settings and width of pictures, and remembers it for later starts.

    Raises UnknownNameError for a network there is none of, ValueError for a width.
    """
    wait_calmly()
    from models.training.loop.description import describe_built

    for config, width in wanted:
        described = recall_networks(config, width)
        if described is None:
            described = describe_built(config, width)
            remember_networks(config, width, described)
        yield described
