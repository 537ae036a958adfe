"""A photographed drawing becomes thin lines where they were drawn, whatever the light; hostile lines are refused."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest

from models.cv import cv2
from models.drawing_records import Drawing, DrawingStart
from models.errors import UsageError
from models.painting.drawing import draw
from models.painting.scan import clean_scan, thin_lines, unpack_ink
from tests.painting.encoders import recipe_of


def photographed(light_on_dark: bool = False):
    """A circle and a stroke of a 9 px pen on a page of 1000x1250 that lies half in the shadow."""
    page = np.full((1250, 1000), 235.0, np.float32)
    cv2.circle(page, (500, 500), 300, 60, 9, cv2.LINE_AA)
    cv2.line(page, (200, 1000), (800, 1000), 60, 9, cv2.LINE_AA)
    page *= np.linspace(0.55, 1, 1000, dtype=np.float32)
    page += np.random.default_rng(1).normal(0, 3, page.shape)
    page = 255 - page if light_on_dark else page
    return np.repeat(page.clip(0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


@pytest.mark.parametrize("light_on_dark", [False, True])
def test_lines_come_out_where_they_were_drawn_and_nothing_else(light_on_dark):
    lines = clean_scan(photographed(light_on_dark))
    drawn = draw(recipe_of("contours"), Drawing(DrawingStart.LINES, (), lines), None)
    assert set(np.unique(drawn)) == {0, 200}
    wanted = np.zeros((320, 256), np.uint8)
    cv2.circle(wanted, (128, 128), 77, 255, 1)
    cv2.line(wanted, (51, 256), (205, 256), 255, 1)
    near = cv2.dilate(wanted, np.ones((5, 5), np.uint8)) > 0
    found = drawn[:, :, 0] > 0
    assert not found[~near].any()
    assert cv2.dilate(found.astype(np.uint8), np.ones((5, 5), np.uint8))[wanted > 0].mean() > 0.97
    assert found.sum() < 1.3 * (wanted > 0).sum()  # one pixel wide


def test_a_sketch_encoder_gets_the_ink_itself_on_white():
    drawn = draw(recipe_with_sketch(), Drawing(DrawingStart.LINES, (), clean_scan(photographed())), None)
    assert np.median(drawn) == 255
    assert drawn.min() < 40


def recipe_with_sketch():
    import dataclasses

    from models.filters import parse_chain

    return dataclasses.replace(recipe_of("contours"), input=parse_chain("sketch"))


def test_an_empty_page_is_said_to_be_one():
    with pytest.raises(UsageError, match="no lines"):
        clean_scan(np.full((400, 300, 3), 230, np.uint8))


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "not base64!",
        base64.b64encode(b"no zlib").decode(),
        base64.b64encode(zlib.compress(b"short")).decode(),
        base64.b64encode(zlib.compress(bytes(50_000_000))).decode(),
    ],
)
def test_damaged_lines_are_refused(lines):
    with pytest.raises(UsageError, match="damaged"):
        unpack_ink(lines, 256)


def test_thinning_keeps_a_line_whole():
    ink = np.zeros((60, 80), np.uint8)
    cv2.line(ink, (8, 10), (70, 48), 255, 7)
    thin = thin_lines(ink)
    assert cv2.connectedComponents(thin, connectivity=8)[0] == 2
    assert 50 <= cv2.countNonZero(thin) <= 75
