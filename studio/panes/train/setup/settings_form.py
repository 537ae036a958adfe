"""The settings of a training as declared parameters for forms, both ways. No widget, no torch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.params import Param, Value
from models.training.config import TrainConfig

_DEFAULT = TrainConfig()
_RATE = 1e-6

SIZES = (
    ("sketch", "Sketch", "16 base channels: quick, for trying out"),
    ("studio", "Studio", "32 base channels: the right one on a computer without a graphics card"),
    ("master", "Master", "64 base channels: for a graphics card"),
)

MINUTES = Param(
    "minutes",
    "int",
    15,
    1,
    240,
    "The training ends by itself after so many minutes, pauses left out",
    label="Time",
    unit="min",
)

EXPERT = (
    Param(
        "batch_size",
        "int",
        _DEFAULT.batch_size,
        1,
        32,
        "Pictures per step: 1 learns most per picture, more is faster per picture",
        label="Batch size",
    ),
    Param("epochs", "int", _DEFAULT.epochs, 1, 2000, "The training also ends after so many epochs"),
    Param("batches", "int", _DEFAULT.batches, 1, 1024, "Batches per epoch"),
    Param(
        "rate",
        "int",
        round(_DEFAULT.learning_rate / _RATE),
        10,
        2000,
        "Learning rate of Adam, in millionths",
        label="Learning rate",
        unit="× 10⁻⁶",
        step=10,
    ),
    Param(
        "l1_weight",
        "int",
        round(_DEFAULT.l1_weight),
        0,
        500,
        "How much closeness to the true picture counts against fooling the judge",
        label="Weight of L1",
        step=5,
    ),
    Param(
        "held_out",
        "int",
        _DEFAULT.held_out,
        0,
        200,
        "The last faces by photo name, never learned from, only for judging; never more than a fifth",
        label="Held-out faces",
    ),
    Param("seed", "int", _DEFAULT.seed, 0, 9999, "Same seed, same faces, same training (on a CPU bit for bit)"),
    Param(
        "discriminator",
        "choice",
        _DEFAULT.discriminator,
        choices=("patch", "categorical"),
        help="The judge: patch by patch (pix2pix), or by category",
        label="Judge",
    ),
    Param(
        "precision",
        "choice",
        _DEFAULT.precision,
        choices=("auto", "fp32", "bf16"),
        help="Number format; auto takes bf16 where it is faster",
        label="Precision",
    ),
    Param(
        "device",
        "choice",
        _DEFAULT.device,
        choices=("auto", "cpu", "cuda"),
        help="Where to compute; auto takes a graphics card that works",
        label="Device",
    ),
)


def config_from(size: str, minutes: int, values: dict[str, Value]) -> TrainConfig:
    """The settings the form shows."""
    given: dict[str, Any] = dict(values)
    rate = round(float(given.pop("rate")) * _RATE, 9)
    given["l1_weight"] = float(given["l1_weight"])
    return replace(_DEFAULT, size=size, minutes=float(minutes), learning_rate=rate, **given)


def values_of(config: TrainConfig) -> dict[str, Value]:
    """What the expert form shows for these settings; out-of-bounds ones at the nearest bound."""
    values: dict[str, Value] = {}
    for param in EXPERT:
        value = config.learning_rate / _RATE if param.name == "rate" else getattr(config, param.name)
        if param.kind == "int":
            value = round(min(max(float(value), param.low or 0.0), param.high or float(value)))
        elif value not in param.choices:
            value = param.default
        values[param.name] = value
    return values
