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
    generator, discriminator = (
        SETTINGS[name].title_of(getattr(config, name)) for name in ("generator", "discriminator")
    )
    judge = networks.discriminator
    return NetworksDescribed(
        describe_generator(generator, networks.generator, width, networks.view),
        describe_discriminator(discriminator, judge, width) if judge is not None else None,
    )
