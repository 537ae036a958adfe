"""The encoder that comes with Bottega, and that those of the method's U-Net go on painting exactly as they did."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from skimage.metrics import peak_signal_noise_ratio

import resources
from models.cv import cv2
from models.faces.crops import cut_crop, cut_whole, training_picture
from models.filters import apply_chain
from models.painting.blending import put_back
from models.painting.encoder import Encoder, fold_norms, read_encoder
from models.painting.encoder_file import read_network
from models.painting.painter import paint_noise, paint_picture
from models.records import Box, PaintOptions, PaintSource
from tests.networks.method import MethodUNet

SHIPPED = resources.path("encoders") / "colourise.bottega"


def as_it_was(path: Path) -> Encoder:
    """Its weights in the network written out as the method has it."""
    header, network = read_network(path)
    known = MethodUNet(header.base_channels)
    known.load_state_dict(network.state_dict())
    kind = read_encoder(path).kind
    folded = fold_norms(known.eval().requires_grad_(False)).to(kind)
    folded.to(memory_format=torch.channels_last)
    return Encoder(header, folded, kind)


def test_the_shipped_encoder_says_and_sees_the_usual_size():
    encoder = read_encoder(SHIPPED)
    assert encoder.header.recipe.size == (256, 320)
    assert encoder.header.base_channels in (16, 32, 64)


def test_the_shipped_encoder_comes_near_the_true_colours(astronaut):
    gray = np.repeat(cv2.cvtColor(astronaut, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2)
    painted = paint_picture(read_encoder(SHIPPED), gray, PaintOptions())
    assert peak_signal_noise_ratio(astronaut, painted) > peak_signal_noise_ratio(astronaut, gray) + 1


def test_an_encoder_of_the_method_paints_bit_for_bit_as_before_there_were_widths(astronaut, encoder_file):
    now, before = read_encoder(encoder_file), as_it_was(encoder_file)
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
