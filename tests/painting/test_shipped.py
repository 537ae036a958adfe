"""The encoder that comes with Bottega goes on painting exactly as it did, whatever becomes of the networks."""

from __future__ import annotations

import numpy as np
import torch

import resources
from models.faces.crops import cut_crop, cut_whole, training_picture
from models.filters import apply_chain
from models.painting.blending import put_back
from models.painting.encoder import Encoder, fold_norms, read_encoder
from models.painting.encoder_file import read_network
from models.painting.painter import paint_noise, paint_picture
from models.records import Box, PaintOptions, PaintSource
from tests.networks.method import MethodUNet

SHIPPED = resources.path("encoders") / "colourise.bottega"


def as_it_was() -> Encoder:
    """The shipped weights in the network written out as the method has it."""
    header, network = read_network(SHIPPED)
    known = MethodUNet(header.base_channels)
    known.load_state_dict(network.state_dict())
    kind = read_encoder(SHIPPED).kind
    folded = fold_norms(known.eval().requires_grad_(False)).to(kind)
    folded.to(memory_format=torch.channels_last)
    return Encoder(header, folded, kind)


def test_the_shipped_encoder_says_and_sees_the_usual_size():
    encoder = read_encoder(SHIPPED)
    assert encoder.header.recipe.size == (256, 320)
    assert encoder.header.base_channels in (16, 32, 64)


def test_the_shipped_encoder_paints_bit_for_bit_as_before_there_were_widths(astronaut):
    now, before = read_encoder(SHIPPED), as_it_was()
    wanted = paint_picture(before, astronaut, PaintOptions())
    assert np.array_equal(paint_picture(now, astronaut, PaintOptions()), wanted)
    assert np.array_equal(paint_noise(now, 3), paint_noise(before, 3))
    # what goes in is what always went in: the usual cuts, at the usual size
    whole = cut_whole(astronaut)
    given = apply_chain(whole, now.header.recipe.input, 0)
    options = PaintOptions(keep_luma=False)
    assert np.array_equal(paint_picture(now, whole, options), before.paint(given))
    box = Box(150, 20, 160, 160 * 4 / 3)
    face = before.paint(apply_chain(training_picture(cut_crop(astronaut, box)), now.header.recipe.input, 0))
    wanted = astronaut.copy()
    put_back(wanted, box, face, 1.0, colour=1.0)
    options = PaintOptions(source=PaintSource.FACES, keep_luma=False)
    assert np.array_equal(paint_picture(now, astronaut, options, (box,)), wanted)
