"""One crop as a line of the collection: whose it is, what was measured of it, what to know about it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.records import PhotoFacts


@dataclass(frozen=True, slots=True)
class CropRow:
    """key: "f12" of a face, "p7" of a whole photo; number: its id; name: of the photo's file.

    facts: measured on the crop, None while that has not been done or can't be; alike: all but repeats another;
    problem: why it can't be read, "" otherwise.
    """

    key: str
    number: int
    person: str
    name: str
    path: Path
    facts: PhotoFacts | None
    alike: bool
    blurred: bool
    problem: str


NOTES: dict[str, tuple[str, Callable[[CropRow], bool]]] = {
    "problem": ("can't be read", lambda row: bool(row.problem)),
    "blurred": ("blurred", lambda row: row.blurred),
    "alike": ("near-duplicate", lambda row: row.alike),
    "gray": ("gray", lambda row: row.facts is not None and row.facts.gray),
    "turned": ("turned", lambda row: row.facts is not None and row.facts.rotated),
}
"""What may be said of a crop, the gravest first: name -> (in words, whether it holds)."""


def note_words(row: CropRow) -> str:
    """ "blurred, near-duplicate"; "" when there is nothing to say."""
    return ", ".join(words for words, holds in NOTES.values() if holds(row))


def person_words(person: str) -> str:
    """The name, or what is said of crops that are nobody's."""
    return person or "unsorted"
