"""What the Paint pane says of encoders and pictures, in words; knows records only."""

from __future__ import annotations

from pathlib import Path

from models.files import disk_use
from models.records import EncoderHeader
from models.words import plural, word_bytes
from studio.panes.paint.encoder_shelf import ShelfItem


def learned_from(header: EncoderHeader) -> str:
    """ "376 faces", from what its training noted."""
    count = next((header.summary[name] for name in ("crops", "faces", "photos") if name in header.summary), None)
    if not isinstance(count, int) or isinstance(count, bool):
        return "not noted"
    word = "face" if header.recipe.cut_from == "faces" else "photo"
    return plural(count, word)


def score_words(header: EncoderHeader) -> tuple[str, str]:
    """The held-out score as it is painted, and what it means for the tooltip."""
    if header.scores is None:
        return "not scored", "No faces were held out of the training"
    scores = header.scores
    best = scores.psnr_luma if scores.psnr_luma is not None else scores.psnr
    tip = f"PSNR against what was held out: {best:.2f} dB painted, {scores.psnr_input:.2f} dB untouched"
    return f"{best:.1f} dB", tip


def shelf_line(header: EncoderHeader, shipped: bool) -> str:
    """ "shipped, 25.9 dB"."""
    score = score_words(header)[0] if header.scores is not None else header.size
    return f"shipped, {score}" if shipped else score


def shelf_item(header: EncoderHeader, shipped: bool, by_file: bool = False) -> ShelfItem:
    """by_file: name it by its file, because another encoder has the same title."""
    tip = f"{header.title}: {header.recipe.title}\n{score_words(header)[1]}\n{header.path.name}"
    title = header.path.stem if by_file else header.title
    size = "" if shipped else word_bytes(disk_use(header.path))
    tip += f", {size}" if size else ""
    return ShelfItem(str(header.path), title, shelf_line(header, shipped), tip, size=size)


def refused_item(path: Path, reason: str, shipped: bool) -> ShelfItem:
    """A file on the shelf that can't be used."""
    size = "" if shipped else word_bytes(disk_use(path))
    return ShelfItem(str(path), path.name, "", refused=reason, size=size)


def corner_words(width: int, height: int, seconds: float) -> str:
    """ "4000 × 3000, 1.2 s"."""
    took = f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
    return f"{width} × {height}, {took}"
