"""The settings of a training, each declared once: the command line, the forms, files and checks follow from it.

No torch: whoever only shows or writes settings reads this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.errors import ParameterError
from models.network_names import DISCRIMINATOR_NAMES, GENERATOR_NAMES, generator_named
from models.params import Kind, Param, Value

BASE_CHANNELS: dict[str, int] = {"sketch": 16, "studio": 32, "master": 64}
"""Base channels of the three sizes."""

Size = Literal["sketch", "studio", "master"]
NO_DISCRIMINATOR = "none"
_WHOLE = "generator=" + "|".join(one.name for one in GENERATOR_NAMES if not one.colour_only)
_JUDGED = "generator=" + "|".join(one.name for one in GENERATOR_NAMES if one.judged)
_HOW_OFTEN = "How often"
_HOUR = 3600.0
_MOST_LOST = 60.0
"""Seconds of learning that a crash may cost, whatever a person sets."""
_DECLARED = "declared"


def _setting(default: Value | None, low: float | None = None, high: float | None = None, /, **declared: Any) -> Any:
    """A field of TrainConfig with the rest of its Param; its name and its kind are the field's own."""
    return dataclasses.field(default=default, metadata={_DECLARED: {"low": low, "high": high, **declared}})


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train; what to learn is the Recipe. The order is that of forms and flags."""

    size: Size = _setting(
        "studio",
        choices=tuple(BASE_CHANNELS),
        reason="3.2x faster than master on a CPU for a barely visible loss",
        titles=("Sketch", "Studio", "Master"),
        helps=(
            "16 base channels: quick, for trying out",
            "32 base channels: the right one on a computer without a graphics card",
            "64 base channels: for a graphics card",
        ),
        help="Size of the network",
    )
    minutes: float | None = _setting(
        None,
        0.01,
        100_000.0,
        default=15.0,
        none="until done",
        soft_low=1,
        soft_high=240,
        unit="min",
        reason="its epochs alone decide",
        label="Time",
        help="The training ends by itself after so many minutes, pauses left out, if its epochs are not done before",
    )
    generator: str = _setting(
        "unet",
        choices=tuple(one.name for one in GENERATOR_NAMES),
        titles=tuple(one.title for one in GENERATOR_NAMES),
        helps=tuple(one.help for one in GENERATOR_NAMES),
        section="Networks",
        reason="the method's own; from gray to colour it is chroma, towards any other true picture the smooth one",
        help="The network that paints",
    )
    discriminator: str = _setting(
        "patch",
        choices=(*(one.name for one in DISCRIMINATOR_NAMES), NO_DISCRIMINATOR),
        titles=(*(one.title for one in DISCRIMINATOR_NAMES), "None"),
        helps=(*(one.help for one in DISCRIMINATOR_NAMES), "Only closeness to the true picture counts"),
        section="Networks",
        needs=_JUDGED,
        reason="pix2pix; categorical is the author's alternative",
        help="What tells painted from real: patch by patch (pix2pix), or by category",
    )
    categories: Literal["real_fake", "people"] = _setting(
        "real_fake",
        choices=("real_fake", "people"),
        titles=("real or fake", "person or fake"),
        helps=("Whether a picture is real", "Who is on it: one category for each person, and one for painted"),
        section="Networks",
        needs="discriminator=categorical",
        reason="works with any photos; people needs several pictures of each",
        help="What a categorical discriminator tells apart: real from fake, or each person, and fake",
    )
    pooling: bool = _setting(
        False,
        section="Networks",
        needs="discriminator=categorical",
        reason="strides are faster",
        label="Max pooling",
        help="A categorical discriminator halves its pictures by max pooling in place of strides",
    )
    critic_share: float = _setting(
        1.0,
        0.0,
        1.0,
        step=0.05,
        section="The order of things",
        needs=_JUDGED,
        reason="pix2pix: both networks learn from the first step",
        label="The critic's part",
        help="First it learns to copy; for this share of its time, at the end, the discriminator joins. 1: all of it",
    )
    critic_rate: float = _setting(
        1.0,
        0.01,
        1.0,
        step=0.05,
        section="The order of things",
        needs=_JUDGED,
        reason="pix2pix: one rate for all",
        label="Rate beside the critic",
        help="The share of the learning rate that is left once the critic has joined",
    )
    feature_weight: float = _setting(
        0.0,
        0.0,
        1e6,
        soft_high=50,
        section="The order of things",
        needs=_WHOLE,
        reason="pix2pix: closeness is closeness of pixels",
        label="Weight of likeness",
        help="How much likeness counts beside closeness: what our own colouriser sees in both pictures",
    )
    warm_start: bool = _setting(
        False,
        section="The order of things",
        reason="as published: from nothing",
        help="Begin from a shipped encoder of the same recipe and networks, where there is one",
    )
    epochs: int = _setting(
        200,
        1,
        1_000_000,
        soft_high=2000,
        section="Learning",
        reason="the author's colouriser needed 200",
        help="The training also ends after so many epochs",
    )
    batches: int = _setting(
        64,
        1,
        1_000_000,
        soft_high=1024,
        section="Learning",
        reason="the author's figure; an epoch is not a pass over all crops",
        help="Batches per epoch",
    )
    batch_size: int = _setting(
        1,
        1,
        1024,
        soft_high=32,
        section="Learning",
        reason="learns most per picture seen; 4 to 8 is faster per picture",
        help="Pictures per step: 1 learns most per picture, more is faster per picture",
    )
    learning_rate: float = _setting(
        2e-4,
        1e-8,
        1.0,
        soft_low=1e-5,
        soft_high=2e-3,
        scale="log",
        section="Learning",
        reason="pix2pix",
        help="Learning rate of Adam",
    )
    beta1: float = _setting(
        0.5,
        0.0,
        0.999,
        soft_high=0.99,
        step=0.01,
        section="Learning",
        reason="pix2pix",
        label="Beta 1",
        help="Momentum of Adam: how long it goes on in the direction it went",
    )
    warm_up: int = _setting(
        0,
        0,
        100_000,
        soft_high=500,
        section="Learning",
        reason="pix2pix has none",
        label="Warm-up",
        unit="steps",
        help="Over how many first steps the learning rate rises to its value",
    )
    weight_decay: float = _setting(
        0.0,
        0.0,
        1.0,
        soft_high=0.1,
        step=0.005,
        section="Learning",
        reason="pix2pix has none",
        help="How fast weights that nothing holds shrink (AdamW); 0 is plain Adam",
    )
    l1_weight: float = _setting(
        100.0,
        0.0,
        1e6,
        soft_high=500,
        step=5,
        section="Learning",
        reason="pix2pix",
        label="Weight of L1",
        help="How much closeness to the true picture counts against fooling the discriminator",
    )
    ema: float = _setting(
        0.999,
        0.0,
        0.99999,
        soft_low=0.99,
        soft_high=0.9999,
        step=0.0001,
        section="Learning",
        reason="+0.5 to 1 dB held out early on",
        label="Averaging",
        help="What is kept is an average of the generator over its last steps (EMA): how slowly that follows",
    )
    held_out: int = _setting(
        20,
        0,
        100_000,
        soft_high=200,
        section="Faces",
        reason="enough for a steady score; never more than a fifth of all",
        label="Held-out faces",
        help="The last faces by photo name, never learned from, only for scoring; never more than a fifth",
    )
    seed: int = _setting(
        0,
        0,
        2**31 - 1,
        soft_high=9999,
        section="Faces",
        reason="the same training every time",
        help="Same seed, same faces, same training (on a CPU bit for bit)",
    )
    precision: Literal["auto", "fp32", "bf16"] = _setting(
        "auto",
        choices=("auto", "fp32", "bf16"),
        section="Computer",
        reason="bf16 where the CPU has avx512_bf16/AMX, or on CUDA",
        help="Number format; auto takes bf16 where it is faster",
    )
    device: str = _setting(
        "auto",
        choices=("auto", "cpu", "cuda", *(f"cuda:{number}" for number in range(16)), "xpu", "mps"),
        offered=("auto", "cpu", "cuda"),
        section="Computer",
        reason="a graphics card is used only where it has proved itself",
        help="Where to compute; auto takes a graphics card that works",
    )
    sample_seconds: float = _setting(
        5.0,
        0.0,
        _HOUR,
        soft_low=1,
        soft_high=60,
        unit="s",
        section=_HOW_OFTEN,
        reason="often enough to feel alive, under 3 % of the time",
        label="Samples every",
        help="Seconds between two sheets of samples",
    )
    score_seconds: float = _setting(
        60.0,
        0.0,
        _HOUR,
        soft_low=5,
        soft_high=600,
        step=5,
        unit="s",
        section=_HOW_OFTEN,
        reason="held-out PSNR once a minute",
        label="Scores every",
        help="Seconds between two scores of the held-out faces",
    )
    checkpoint_seconds: float = _setting(
        _MOST_LOST,
        0.0,
        _MOST_LOST,
        soft_low=5,
        step=5,
        unit="s",
        section=_HOW_OFTEN,
        reason="what a crash may cost; the writing begins early enough to be done by then",
        label="Saved every",
        help="Seconds between two checkpoints: what a crash may cost, never more than a minute",
    )

    @property
    def base_channels(self) -> int:
        return BASE_CHANNELS[self.size]

    @property
    def steps(self) -> int:
        return self.epochs * self.batches

    @property
    def names_people(self) -> bool:
        """Whether the discriminator has a category for each person, so that it must be told who is on a picture."""
        return self.is_judged and self.discriminator == "categorical" and self.categories == "people"

    @property
    def is_judged(self) -> bool:
        """Whether a discriminator takes part."""
        generator = generator_named(self.generator)
        return self.discriminator != NO_DISCRIMINATOR and (generator is None or generator.judged)

    @property
    def critic_part(self) -> float:
        """For what share of the training, at its end, a discriminator takes part."""
        return self.critic_share if self.is_judged else 0.0


NETWORK_SETTINGS = ("base_channels", "generator", "discriminator", "categories", "pooling")
"""What of it the networks are built from, besides the width of the recipe: another value, another network."""

_KINDS: dict[type, Kind] = {bool: "bool", int: "int", float: "float", str: "choice"}


def _param(field: dataclasses.Field[Any]) -> Param:
    declared = {"default": field.default, **field.metadata[_DECLARED]}
    return Param(field.name, _KINDS[type(declared["default"])], **declared)


SETTINGS: dict[str, Param] = {field.name: _param(field) for field in dataclasses.fields(TrainConfig)}
"""What each setting may be, however it comes in."""


def config_from(values: Mapping[str, object]) -> TrainConfig:
    """These settings, others at their defaults; text is parsed. Raises ParameterError, naming the setting."""
    checked: dict[str, Any] = {name: SETTINGS[name].check_optional(value) for name, value in values.items()}
    return TrainConfig(**checked)


def check_config(config: TrainConfig) -> None:
    """Raise ParameterError, naming the setting, when one is out of bounds."""
    config_from(dataclasses.asdict(config))


def resumed_config(config: TrainConfig) -> TrainConfig:
    """The settings a run goes on with, or that waited in the queue: how often it saves, scores and shows is brought

    within today's bounds.

    Raises ParameterError, naming the setting, for any other that is out of bounds: a stranger may have written it.
    """
    values = dataclasses.asdict(config)
    for param in SETTINGS.values():
        if param.section == _HOW_OFTEN and param.high is not None and values[param.name] > param.high:
            values[param.name] = param.high
    return config_from(values)


def allowed_config(config: TrainConfig) -> TrainConfig:
    """The settings with the default in place of each that is not allowed: files of other versions may hold such."""
    given: dict[str, Any] = {}
    for name, value in dataclasses.asdict(config).items():
        try:
            given[name] = SETTINGS[name].check_optional(value)
        except ParameterError:
            continue
    return TrainConfig(**given)
