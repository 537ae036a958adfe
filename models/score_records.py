"""What an encoder is scored by, as plain figures: handed from where it is measured to where it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a real picture its painting is, as `paint` would show it; see models.images.likeness.

    psnr_raw: of the network's own answer, before anything of the photo is put back; _input: of what went in; _mean: of
    the mean of the other pictures, with the photo's luma where that is put back; _face, _rest: within the face's
    ellipse and outside it, None where no face is known. The ratios are over the real picture's, None of a gray one.
    """

    psnr: float
    psnr_raw: float
    psnr_input: float
    psnr_mean: float | None
    psnr_face: float | None
    psnr_rest: float | None
    ssim: float
    ciede2000: float
    ciede2000_input: float
    ciede2000_mean: float | None
    ciede2000_face: float | None
    ciede2000_rest: float | None
    colourfulness_ratio: float | None
    chroma_ratio: float | None
