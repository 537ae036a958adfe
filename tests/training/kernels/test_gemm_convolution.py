"""A convolution by products is the same layer: same numbers, same slopes, whatever its shape, kernel and stride."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from models.networks import DISCRIMINATORS, GENERATORS
from models.training.kernels.gemm_convolution import ProductConv, ProductConvTranspose, offer_products, use_products

SHAPES = st.tuples(
    st.integers(1, 3), st.integers(1, 5), st.integers(64, 70), st.integers(2, 6), st.integers(2, 6)
)  # pictures, channels in, channels out, height, width
KERNELS = st.sampled_from([(4, 2, 1), (4, 1, 1), (3, 1, 1), (2, 2, 0), (3, 3, 0), (6, 2, 2), (1, 1, 0)])


def slopes(layer: nn.Module, pictures: torch.Tensor) -> list[torch.Tensor]:
    """What comes out, and how it changes with the pictures and the weights."""
    given = pictures.detach().requires_grad_()
    made = layer(given)
    wave = torch.arange(made.numel(), dtype=made.dtype).sin().view(made.shape)
    return [made.detach(), *torch.autograd.grad((made * wave).sum(), [given, *layer.parameters()])]


def check(usual: nn.Module, pictures: torch.Tensor, kind: type) -> None:
    wanted = slopes(usual, pictures)
    layer = offer_products(nn.Sequential(usual))[0]
    assert isinstance(layer, kind)
    layer.by_products = True
    for got, want in zip(slopes(layer, pictures), wanted, strict=True):
        torch.testing.assert_close(got, want)


@given(shape=SHAPES, how=KERNELS, bias=st.booleans())
def test_a_convolution_is_the_same(shape, how, bias: bool) -> None:
    count, before, after, height, width = shape
    kernel, stride, pad = how
    layer = nn.Conv2d(before, after, kernel, stride, pad, bias=bias).double()
    pictures = torch.rand(count, before, stride * height + kernel, stride * width + kernel, dtype=torch.float64)
    check(layer, pictures, ProductConv)


@given(shape=SHAPES, how=KERNELS, bias=st.booleans())
def test_its_transpose_is_the_same(shape, how, bias: bool) -> None:
    count, after, before, height, width = shape
    kernel, stride, pad = how
    layer = nn.ConvTranspose2d(before, after, kernel, stride, pad, bias=bias).double()
    check(layer, torch.rand(count, before, height + 2, width + 2, dtype=torch.float64), ProductConvTranspose)


@pytest.mark.parametrize(
    "layer",
    [
        nn.Conv2d(8, 8, 4, 2, 1, groups=2),
        nn.Conv2d(8, 8, 3, 2, 1),
        nn.Conv2d(8, 8, 4, 2, 1, dilation=2),
        nn.Conv2d(8, 8, 4, 2, 1, padding_mode="reflect"),
        nn.Conv2d(8, 8, (4, 2), 2, 1),
        nn.Conv2d(8, 8, 3, padding="same"),
        nn.ConvTranspose2d(8, 8, 4, 2, 1, output_padding=1),
        nn.Linear(8, 8),
    ],
)
def test_layers_of_another_kind_stay_what_they_are(layer) -> None:
    assert offer_products(nn.Sequential(layer))[0] is layer


def test_the_networks_keep_their_names_and_weights_and_compute_the_same() -> None:
    torch.manual_seed(0)
    for network, pictures in (
        (GENERATORS.get("unet").build(16), (torch.rand(1, 3, 320, 256),)),
        (DISCRIMINATORS.get("patch").build(16), (torch.rand(1, 3, 320, 256), torch.rand(1, 3, 320, 256))),
    ):
        network.eval()
        names = list(network.state_dict())
        with torch.inference_mode():
            wanted = network(*pictures)
            offer_products(network)
            assert torch.equal(network(*pictures), wanted), "it is offered, not used"
            use_products(network, True)
            got = network(*pictures)
        assert list(network.state_dict()) == names
        assert sum(isinstance(layer, ProductConv | ProductConvTranspose) for layer in network.modules()) >= 5
        torch.testing.assert_close(got, wanted, rtol=1e-3, atol=1e-4)


def test_in_bf16_it_rounds_no_worse_than_the_usual_one() -> None:
    torch.manual_seed(0)
    layer = nn.ConvTranspose2d(512, 64, 4, 2, 1, bias=False)
    pictures = torch.randn(1, 512, 10, 8).contiguous(memory_format=torch.channels_last)
    true = layer(pictures)
    with torch.autocast("cpu", torch.bfloat16):
        usual = layer(pictures).float()
        product = offer_products(nn.Sequential(layer.to(memory_format=torch.channels_last)))[0]
        product.by_products = True
        made = product(pictures)
    assert made.dtype is torch.bfloat16
    assert (made.float() - true).abs().mean() < 1.3 * (usual - true).abs().mean()
