"""One file per network; importing this registers them all. The first part of the engine that needs torch."""

from models.networks import categorical, patch, unet
from models.networks.network import DISCRIMINATORS, GENERATORS, Discriminator, Generator, parameter_count

__all__ = [
    "DISCRIMINATORS",
    "GENERATORS",
    "Discriminator",
    "Generator",
    "categorical",
    "parameter_count",
    "patch",
    "unet",
]
