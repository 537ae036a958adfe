"""The picture shrunk and grown back: what a small photo looks like at full size, and super-resolution starts from."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("factor", "choice", "4", choices=("2", "3", "4", "8"), help="How many pixels across become one"),
    Param("smooth", "bool", True, help="Grow back in soft steps; otherwise every small pixel is a square"),
)


@register("downscale", "Downscale", "Shrunk and grown back: detail is lost.", PARAMS, kind="damage")
def downscale(picture: Picture, *, factor: str, smooth: bool) -> Picture:
    """Each square of factor x factor px becomes its mean, then grows back: bilinear between the squares' middles,

    or as it is. A picture that is no multiple of the factor is first continued by its last column and row.
    """
    times = int(factor)
    height, width = picture.shape[:2]
    down, across = -height % times, -width % times
    # whole squares only: means and weights are then exact on every machine
    whole = cv2.copyMakeBorder(picture, 0, down, 0, across, cv2.BORDER_REPLICATE) if down or across else picture
    large = (width + across, height + down)
    small = cv2.resize(whole, (large[0] // times, large[1] // times), interpolation=cv2.INTER_AREA)
    grown = cv2.resize(small, large, interpolation=cv2.INTER_LINEAR_EXACT if smooth else cv2.INTER_NEAREST)
    return np.ascontiguousarray(grown[:height, :width], np.uint8)
