"""Grays of more than eight bits, black and white where the scanner had them, whatever the byte order."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.errors import PictureError
from models.images import read_picture
from tests.images.tiffs import page, tiff

RAMP = np.linspace(0, 1, 256)[None].repeat(4, axis=0)
ORDERS = st.sampled_from("<>")


def shown(tmp_path, *pages, order="<"):
    (tmp_path / "gray.tif").write_bytes(tiff(*pages, order=order))
    picture = read_picture(tmp_path / "gray.tif")
    assert (picture == picture[:, :, :1]).all()
    return picture[:, :, 0]


def deep(white, kind=np.uint16):
    return np.round(RAMP * white).astype(kind)


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_white_is_zero_is_no_negative(tmp_path, kind, order):
    samples = deep(np.iinfo(kind).max, kind)
    gray = shown(tmp_path, page(samples, t262=0), order=order)
    assert np.abs(gray.astype(int) - (255 - 255 * RAMP)).max() <= 1


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("inverted", [False, True])
def test_white_is_zero_in_compressed_files_too(tmp_path, order, inverted):
    samples = deep(65535)
    strip = zlib.compress(samples.astype(samples.dtype.newbyteorder(order)).tobytes())
    gray = shown(tmp_path, page(samples, strip=strip, t259=8, t262=int(not inverted)), order=order)
    assert np.abs(gray.astype(int) - 255 * (1 - RAMP if inverted else RAMP)).max() <= 1


@pytest.mark.parametrize("order", "<>")
def test_twelve_packed_bits_are_read_in_either_order(tmp_path, order):
    first, second = (deep(4095)[:, place::2].astype(np.uint32) for place in (0, 1))
    packed = first << 12 | second
    strip = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=-1).astype(np.uint8).tobytes()
    gray = shown(tmp_path, page(deep(4095), strip=strip, t258=12), order=order)
    assert np.abs(gray.astype(int) - 255 * RAMP).max() <= 1


@given(bits=st.integers(9, 16), order=ORDERS, inverted=st.booleans())
def test_the_white_that_the_file_names_is_white(tmp_path, bits, order, inverted):
    samples = deep(2**bits - 1)
    gray = shown(tmp_path, page(samples, t281=2**bits - 1, t262=int(not inverted)), order=order)
    assert np.abs(gray.astype(int) - 255 * (1 - RAMP if inverted else RAMP)).max() <= 1


@given(white=st.integers(1, 65535), order=ORDERS)
def test_a_white_that_the_picture_goes_beyond_is_no_white(tmp_path, white, order):
    gray = shown(tmp_path, page(deep(65535), t281=white), order=order)
    assert np.abs(gray.astype(int) - 255 * RAMP).max() <= 1


@pytest.mark.parametrize("bits", [8, 12])
@pytest.mark.parametrize("ending", ["tif", "png"])
def test_twelve_bits_in_sixteen_are_seen_by_what_the_file_holds(tmp_path, bits, ending):
    Image.fromarray(deep(2**bits - 1)).save(tmp_path / f"held.{ending}")
    gray = read_picture(tmp_path / f"held.{ending}")[:, :, 0]
    assert np.abs(gray.astype(int) - 255 * RAMP).max() <= 1


def test_a_dark_photo_and_a_black_one_stay_as_they_are(tmp_path):
    assert shown(tmp_path, page(deep(16383))).max() == 63
    assert shown(tmp_path, page(np.zeros((4, 4), np.uint16))).max() == 0


@pytest.mark.parametrize("order", "<>")
def test_signed_samples_run_from_their_lowest_or_from_zero(tmp_path, order):
    signed = (deep(65535).astype(np.int32) - 32768).astype(np.int16)
    assert np.abs(shown(tmp_path, page(signed), order=order) - 255 * RAMP).max() <= 1
    assert np.abs(shown(tmp_path, page(deep(32767, np.int16)), order=order) - 255 * RAMP).max() <= 1
    assert np.abs(shown(tmp_path, page(deep(4095, np.int16)), order=order) - 255 * RAMP).max() <= 1


def test_more_than_sixteen_bits_are_refused_for_what_they_are(tmp_path):
    (tmp_path / "wide.tif").write_bytes(tiff(page(np.full((4, 4), 1 << 20, np.int32))))
    with pytest.raises(PictureError, match="more than 16 bits"):
        read_picture(tmp_path / "wide.tif")
