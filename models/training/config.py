"""The settings of a training, each default with its reason. No torch: forms and the command line read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.params import Param, check_values

BASE_CHANNELS: dict[str, int] = {"sketch": 16, "studio": 32, "master": 64}
"""Base channels of the three sizes."""

Size = Literal["sketch", "studio", "master"]


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train; what to learn is the Recipe."""

    size: Size = "studio"  # 3.2x faster than master on a CPU for a barely visible loss
    generator: str = "unet"
    discriminator: str = "patch"  # pix2pix; "categorical" is the author's alternative
    epochs: int = 200  # the author's colouriser needed 200
    batches: int = 64  # batches per epoch, the author's figure; an epoch is not a pass over all crops
    batch_size: int = 1  # batch 1 learns most per picture seen; 4 to 8 is faster per picture
    learning_rate: float = 2e-4  # pix2pix
    beta1: float = 0.5  # pix2pix
    l1_weight: float = 100.0  # pix2pix
    ema: float = 0.999  # +0.5 to 1 dB held out early on
    held_out: int = 20  # the last crops by photo name; never more than a fifth of all
    seed: int = 0
    minutes: float | None = None  # a time budget; the run ends at whichever comes first
    device: str = "auto"  # "auto", "cpu", "cuda", "cuda:1", "mps"
    precision: Literal["auto", "fp32", "bf16"] = "auto"  # bf16 where the CPU has avx512_bf16/AMX, or on CUDA
    sample_seconds: float = 5.0  # pictures on the screen often enough to feel alive, under 3 % of the time
    score_seconds: float = 60.0  # held-out PSNR once a minute
    checkpoint_seconds: float = 60.0  # what a crash may cost; the writing begins early enough to be done by then

    @property
    def base_channels(self) -> int:
        return BASE_CHANNELS[self.size]

    @property
    def steps(self) -> int:
        return self.epochs * self.batches


NETWORK_SETTINGS = ("base_channels", "generator", "discriminator")
"""What of it the networks are built from, besides the width of the recipe: another value, another network."""

BOUNDS: tuple[Param, ...] = (
    Param("size", "choice", "studio", choices=tuple(BASE_CHANNELS)),
    Param("epochs", "int", 200, 1, 1_000_000),
    Param("batches", "int", 64, 1, 1_000_000),
    Param("batch_size", "int", 1, 1, 1024),
    Param("learning_rate", "float", 2e-4, 1e-8, 1.0),
    Param("beta1", "float", 0.5, 0.0, 0.999),
    Param("l1_weight", "float", 100.0, 0.0, 1e6),
    Param("ema", "float", 0.999, 0.0, 0.99999),
    Param("held_out", "int", 20, 0, 100_000),
    Param("seed", "int", 0, 0, 2**31 - 1),
    Param("precision", "choice", "auto", choices=("auto", "fp32", "bf16")),
)
"""What each setting may be, however it came in."""


def check_config(config: TrainConfig) -> None:
    """Raise ParameterError, naming the setting, when one is out of bounds."""
    check_values(BOUNDS, {param.name: getattr(config, param.name) for param in BOUNDS})
    if config.minutes is not None:
        Param("minutes", "float", 10.0, 0.01, 100_000.0).check(config.minutes)
