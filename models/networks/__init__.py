"""One file per network; importing this registers all that models.network_names lists. Needs torch."""

from importlib import import_module

from models.network_names import DISCRIMINATOR_NAMES, GENERATOR_NAMES
from models.networks.network import DISCRIMINATORS, GENERATORS, Discriminator, Generator, parameter_count

for _network in (*GENERATOR_NAMES, *DISCRIMINATOR_NAMES):
    import_module(f"{__name__}.{_network.name}")

__all__ = ["DISCRIMINATORS", "GENERATORS", "Discriminator", "Generator", "parameter_count"]
