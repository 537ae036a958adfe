"""Which photos to show in which order: filters, ranges, words, near-duplicates side by side. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.panes.photos.photo_axes import AXES, Range
from studio.state.photo_rows import PhotoRow

BLURRED_BELOW = 120.0
"""Variance of the Laplacian of the 256 px thumbnail: soft portraits lie under it, plainly sharp ones over 300."""
DARK_BELOW = 70.0
DUPLICATES = "duplicates"

SHOWS: dict[str, Callable[[PhotoRow], bool]] = {
    "gray": lambda row: row.photo.facts.gray,
    "blurred": lambda row: row.photo.facts.sharpness < BLURRED_BELOW,
    "dark": lambda row: row.photo.facts.brightness < DARK_BELOW,
    "left_out": lambda row: row.photo.left_out,
    "missing": lambda row: row.missing,
    "changed": lambda row: row.changed,
    "lying": lambda row: row.proposed_turn != 0,
    "to_review": lambda row: bool(row.to_review),
    "no_face": lambda row: row.no_face,
    DUPLICATES: lambda row: row.near_duplicate,
}


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort. key: rising; rising, falling: what comes first either way; known: rows without it come last."""

    words: str
    key: Callable[[PhotoRow], Any]  # values of one kind, which compare
    rising: str
    falling: str
    known: Callable[[PhotoRow], bool] = lambda row: True


ORDERS: dict[str, Order] = {
    "doubt": Order(
        "doubt", lambda row: (-row.doubt, row.photo.person, row.photo.name), "most doubtful first", "surest first"
    ),
    "name": Order("name", lambda row: (row.photo.name.casefold(), row.photo.id), "A to Z", "Z to A"),
    "person": Order("person", lambda row: (row.photo.person.casefold(), row.photo.name), "A to Z", "Z to A"),
    "taken": Order(
        "date taken",
        lambda row: (row.photo.facts.taken or "", row.photo.id),
        "oldest first",
        "newest first",
        known=lambda row: bool(row.photo.facts.taken),
    ),
    "added": Order("date added", lambda row: -row.photo.id, "newest first", "oldest first"),
    "brightness": Order("brightness", lambda row: row.photo.facts.brightness, "darkest first", "brightest first"),
    "sharpness": Order("sharpness", lambda row: row.photo.facts.sharpness, "most blurred first", "sharpest first"),
}
"""Name -> order. A leading "-" of the name turns it round: see `split_order`."""


def split_order(order: str) -> tuple[str, bool]:
    """("taken", False) of "taken", ("taken", True) of "-taken"; an unknown name is sorted by person."""
    name = order.removeprefix("-")
    return (name, order.startswith("-")) if name in ORDERS else ("person", False)


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """Which rows, in which order. Empty is everyone, everything; words: each must occur in person, name or date."""

    people: tuple[str, ...] = ()
    show: str = ""
    view: str = ""
    words: str = ""
    ranges: tuple[Range, ...] = ()
    order: str = "person"


def choose(rows: Iterable[PhotoRow], choice: PhotoChoice) -> list[PhotoRow]:
    """The rows that are chosen, in order; near-duplicates stand together, the best of each group first."""
    chosen = [row for row in rows if _fits(row, choice)] if choice != PhotoChoice(order=choice.order) else list(rows)
    name, falling = split_order(choice.order)
    order = ORDERS[name]
    ordered = sorted(chosen, key=order.key, reverse=falling)
    if name == "taken":
        ordered.sort(key=lambda row: not order.known(row))
    return gather(ordered) if DUPLICATES in (choice.view, choice.show) else ordered


def _fits(row: PhotoRow, choice: PhotoChoice) -> bool:
    photo = row.photo
    if choice.people and row.people.isdisjoint(choice.people):
        return False
    if not all(SHOWS[name](row) for name in (choice.show, choice.view) if name):
        return False
    for axis, low, high in choice.ranges:
        value = AXES[axis].value(photo)
        if value is None or not low <= value <= high:
            return False
    if choice.words:
        text = f"{' '.join(row.people)} {photo.name} {photo.facts.taken or ''}".casefold()
        return all(word in text for word in choice.words.casefold().split())
    return True


def stands_still(before: PhotoRow | None, after: PhotoRow | None, choice: PhotoChoice) -> bool:
    """Whether what is shown keeps its order when this row, shown as `before` (None: not shown), is `after` now."""
    if before is None or after is None:
        return before is None and (after is None or not _fits(after, choice))
    order = ORDERS[split_order(choice.order)[0]]
    return before.alike == after.alike and order.key(before) == order.key(after) and _fits(after, choice)


def gather(rows: Sequence[PhotoRow]) -> list[PhotoRow]:
    """Bring near-duplicates together where the first of their group stands, the best of each group first."""
    place: dict[int, int] = {}
    for number, row in enumerate(rows):
        place.setdefault(row.alike, number)
    return sorted(rows, key=lambda row: (place[row.alike], *worth(row)))


def worth(row: PhotoRow) -> tuple[float, int, int]:
    """Sorts the best first: the sharpest, then the largest, then the oldest here."""
    photo = row.photo
    return -photo.facts.sharpness, -photo.width * photo.height, photo.id


def spare(rows: Iterable[PhotoRow]) -> list[int]:
    """The photos that may be left out of training when only the best of each group of near-duplicates is kept.

    What a person left out already is not taken for the best while another of its group is in.
    """
    groups: dict[int, list[PhotoRow]] = {}
    for row in rows:
        if row.alike and not row.photo.left_out:
            groups.setdefault(row.alike, []).append(row)
    return [row.photo.id for group in groups.values() for row in sorted(group, key=worth)[1:]]
