"""What the panel at the right says of one photo or of many, as rows of words. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from models.records import FaceState
from studio.panes.photos.photo_choice import BLURRED_BELOW, DARK_BELOW
from studio.state.photo_rows import PhotoRow

Fact = tuple[str, ...]
"""Label, value and perhaps a tooltip."""


def photo_facts(rows: Sequence[PhotoRow]) -> list[Fact]:
    """Rows of the section Photo."""
    return _one(rows[0]) if len(rows) == 1 else _many(rows)


def _one(row: PhotoRow) -> list[Fact]:
    photo = row.photo
    return [
        ("File", photo.name, str(photo.path)),
        ("Taken", date_words(photo.facts.taken), "By the date inside the file (EXIF)"),
        ("Size", f"{photo.width} × {photo.height}", f"{photo.width * photo.height / 1e6:.1f} megapixels"),
        ("Format", f"{photo.format}, {size_words(photo.file_size)}"),
        ("Folder", photo.path.parent.name or "/", str(photo.path.parent)),
        ("Added", date_words(photo.added)),
    ]


def _many(rows: Sequence[PhotoRow]) -> list[Fact]:
    dates = sorted(row.photo.facts.taken[:10] for row in rows if row.photo.facts.taken)
    pixels = sum(row.photo.width * row.photo.height for row in rows)
    out = sum(row.photo.left_out for row in rows)
    people = {row.photo.person for row in rows}
    return [
        ("Selected", f"{len(rows):,} photos"),
        ("Together", size_words(sum(row.photo.file_size for row in rows)), f"{pixels / 1e6:,.0f} megapixels"),
        ("Taken", _span(dates), f"{len(dates):,} of {len(rows):,} carry a date"),
        ("People", f"{len(people):,}", ", ".join(sorted(people, key=str.casefold)[:12])),
        ("Left out", f"{out:,}"),
    ]


def _span(dates: Sequence[str]) -> str:
    if not dates:
        return "unknown"
    first, last = dates[0][:4], dates[-1][:4]
    return date_words(dates[0]) if dates[0] == dates[-1] else first if first == last else f"{first} – {last}"


def measured_facts(rows: Sequence[PhotoRow]) -> list[Fact]:
    """The metadata of the method; the mean of it for several photos."""
    facts = [row.photo.facts for row in rows]
    red, green, blue, brightness, sharpness = (
        sum(getattr(one, name) for one in facts) / len(facts)
        for name in ("mean_red", "mean_green", "mean_blue", "brightness", "sharpness")
    )
    dominant = Counter(one.dominant for one in facts)
    turned = sum(one.rotated for one in facts)
    mean = "" if len(rows) == 1 else "Mean "
    dark = ", dark" if brightness < DARK_BELOW else ""
    return [
        (f"{mean}brightness".capitalize(), f"{brightness:.0f}{dark}", "Mean of the three channels, 0 to 255"),
        ("Red / green / blue", f"{red:.0f} / {green:.0f} / {blue:.0f}"),
        ("Dominant", _dominant_words(dominant), ", ".join(f"{count:,} {name}" for name, count in dominant.items())),
        (f"{mean}sharpness".capitalize(), sharpness_words(sharpness), f"Variance of the Laplacian: {sharpness:.0f}"),
        ("Turned by EXIF", ("yes" if turned else "no") if len(rows) == 1 else f"{turned:,} of {len(rows):,}"),
        *_turned_by_hand(rows),
    ]


def _turned_by_hand(rows: Sequence[PhotoRow]) -> list[Fact]:
    turned = [row.photo.turn for row in rows if row.photo.turn]
    if not turned:
        return []
    how = {1: "to the right", 2: "upside down", 3: "to the left"}[turned[0]]
    return [("Turned by you", how if len(rows) == 1 else f"{len(turned):,} of {len(rows):,}")]


def _dominant_words(dominant: Counter[str]) -> str:
    if len(dominant) == 1:
        return next(iter(dominant))
    name, count = dominant.most_common(1)[0]
    return f"{name} in {count:,}"


def face_facts(rows: Sequence[PhotoRow]) -> list[Fact]:
    """How the boxes of these photos stand, and whose they are where that is not plain."""
    if not all(row.photo.searched for row in rows):
        return [("Found", "not searched yet")]
    states = Counter(face.state for row in rows for face in row.faces)
    decided = states[FaceState.CONFIRMED] + states[FaceState.CORRECTED]
    facts: list[Fact] = [("Confirmed", f"{decided:,}"), ("To review", f"{states[FaceState.SUGGESTED]:,}")]
    if states[FaceState.REJECTED]:
        facts.append(("Rejected", f"{states[FaceState.REJECTED]:,}"))
    people = sorted(rows[0].people, key=str.casefold) if len(rows) == 1 else []
    if len(people) > 1:
        facts.append(("People", ", ".join(people), ", ".join(people)))
    return facts


def sharpness_words(sharpness: float) -> str:
    if sharpness < BLURRED_BELOW:
        return "blurred"
    return "soft" if sharpness < 2 * BLURRED_BELOW else "good"


def date_words(date: str | None) -> str:
    """ "12 May 1998", or "unknown"; the date is ISO."""
    if not date:
        return "unknown"
    try:
        day = datetime.fromisoformat(date)
        return f"{day.day} {day:%B %Y}"
    except ValueError:
        return date[:10]


def size_words(size: int) -> str:
    if size >= 1_000_000_000:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"
