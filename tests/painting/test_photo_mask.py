"""Any mask survives as text, and no text from outside does more than be refused."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.errors import UsageError
from models.painting.photo_mask import mask_from_text, mask_to_text


@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 40), st.integers(1, 40))))
def test_any_mask_survives_as_text(mask):
    assert np.array_equal(mask_from_text(mask_to_text(mask), mask.shape[1], mask.shape[0]), mask)


def packed(runs):
    return base64.b64encode(zlib.compress(np.array(runs, "<u4").tobytes())).decode()


BOMB = base64.b64encode(zlib.compress(bytes(40_000_000))).decode()


@pytest.mark.parametrize("body", ["", "!!", "AAAA", packed([3]), packed([2**32 - 1] * 3), packed([1, 4])[:-6], BOMB])
def test_a_damaged_mask_is_refused(body):
    with pytest.raises(UsageError, match="damaged"):
        mask_from_text("2x2:" + body, 2, 2)
