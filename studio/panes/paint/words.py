"""What the Paint pane says of encoders and pictures, in words; knows records only."""

from __future__ import annotations

from models.records import EncoderHeader
from models.words import plural
from studio.panes.paint.encoder_shelf import ShelfItem


def learned_from(card: EncoderHeader) -> str:
    """ "376 faces", from what its training noted."""
    count = next((card.summary[name] for name in ("crops", "faces", "photos") if name in card.summary), None)
    if not isinstance(count, int) or isinstance(count, bool):
        return "not noted"
    word = "face" if card.recipe.cut_from == "faces" else "photo"
    return plural(count, word)


def score_words(card: EncoderHeader) -> tuple[str, str]:
    """The held-out score as it is painted, and what it means for the tooltip."""
    if card.scores is None:
        return "not scored", "No faces were held out of the training"
    scores = card.scores
    best = scores.psnr_luma if scores.psnr_luma is not None else scores.psnr
    tip = f"PSNR against what was held out: {best:.2f} dB painted, {scores.psnr_input:.2f} dB untouched"
    return f"{best:.1f} dB", tip


def shelf_line(card: EncoderHeader, shipped: bool) -> str:
    """ "shipped, 25.9 dB"."""
    score = score_words(card)[0] if card.scores is not None else card.size
    return f"shipped, {score}" if shipped else score


def shelf_item(card: EncoderHeader, shipped: bool, by_file: bool = False) -> ShelfItem:
    """by_file: name it by its file, because another encoder has the same title."""
    tip = f"{card.title}: {card.recipe.title}\n{score_words(card)[1]}\n{card.path.name}"
    title = card.path.stem if by_file else card.title
    return ShelfItem(str(card.path), title, shelf_line(card, shipped), tip)


def corner_words(width: int, height: int, seconds: float) -> str:
    """ "4000 × 3000, 1.2 s"."""
    took = f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
    return f"{width} × {height}, {took}"
