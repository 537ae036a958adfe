"""The networks there are, by name and as people choose them. No torch: forms and the command line read this.

A new network is a file of its name in models/networks, which registers it under that name, and a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.params import Value


@dataclass(frozen=True, slots=True)
class Usual:
    """A setting that a network usually has another value of than trainings have; reason: for people."""

    name: str
    value: Value
    reason: str


@dataclass(frozen=True, slots=True)
class NetworkName:
    """name: of the network and of its file; title, help: for people; usual: settings that are its own.

    colour_only: a generator paints nothing but colours, over the luma of what it is given: for recipes that want that,
    which it then is the usual one for; takes_points: it paints by colours that a person sets at places; copies_first:
    the usual one where there is one true picture to copy; judged: a discriminator can be set against it.
    """

    name: str
    title: str
    help: str
    usual: tuple[Usual, ...] = ()
    colour_only: bool = False
    takes_points: bool = False
    copies_first: bool = False
    judged: bool = True


_COPY_FIRST = (
    Usual("critic_share", 0.2, "a critic from the first step costs 1 dB and judges what is not worth judging yet"),
    Usual("critic_rate", 0.2, "by the time it joins the pictures are good: small steps"),
    Usual("feature_weight", 10.0, "eyes, mouths and teeth: what pixels alone average away"),
    Usual("warm_start", True, "a minute from there is worth ten from nothing"),
    Usual("batch_size", 4, "without a critic steadier steps learn more than many"),
    Usual("learning_rate", 1e-3, "a generator that only copies bears five times the rate of pix2pix"),
    Usual("warm_up", 40, "the first steps at the full rate would throw the norms about"),
)

_CHROMA = (
    Usual("batch_size", 16, "steady enough for a high rate; 4 loses 0.1 dB in the same time"),
    Usual("learning_rate", 2e-3, "a small network without a critic bears ten times the rate of pix2pix"),
    Usual("beta1", 0.9, "pix2pix's 0.5 is for the contest with a discriminator"),
    Usual("warm_up", 40, "the first steps at the full rate would throw the norms about"),
    Usual("weight_decay", 0.01, "AdamW's own; hundreds of faces are few"),
    Usual("ema", 0.998, "a minute has some 800 steps: +0.2 dB over a rate that falls to zero"),
)

GENERATOR_NAMES = (
    NetworkName("unet", "U-Net", "As published: halvings down to 5x4 cells, doublings, skips between"),
    NetworkName(
        "chroma",
        "Chroma",
        "A small U-Net that paints only the colours, an eighth as wide, over the photo's own light and dark: good "
        "after a minute; takes colour points",
        _CHROMA,
        colour_only=True,
        takes_points=True,
        judged=False,
    ),
    NetworkName(
        "unet_resize",
        "U-Net, smooth",
        "Halvings down to 5x4 cells, doublings that enlarge before they draw, skips between: no grid on plain surfaces",
        _COPY_FIRST,
        copies_first=True,
    ),
)
"""The one as published first, the usual one for pictures last."""

DISCRIMINATOR_NAMES = (
    NetworkName("patch", "Patch", "A map of real or painted, region by region: sharp detail"),
    NetworkName("categorical", "Categorical", "One probability per category for the whole picture"),
)


def generator_named(name: str) -> NetworkName | None:
    return next((one for one in GENERATOR_NAMES if one.name == name), None)
