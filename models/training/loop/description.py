"""The networks of a training described by themselves, without drawing a weight or computing a picture."""

from __future__ import annotations

import torch

from models.events import NetworksDescribed
from models.networks.describe import describe_discriminator, describe_generator
from models.training.config import SETTINGS, TrainConfig
from models.training.loop.state import build_networks


def describe_built(config: TrainConfig, width: int) -> NetworksDescribed:
    """What the trainer builds from these settings. Raises UnknownNameError, ValueError for a width."""
    with torch.device("meta"):
        networks = build_networks(config, width)
    return NetworksDescribed(
        describe_generator(SETTINGS["generator"].title_of(config.generator), networks.generator, width),
        describe_discriminator(SETTINGS["discriminator"].title_of(config.discriminator), networks.discriminator, width),
    )
