"""What a new search may change: reviewed and hand-made boxes stand, the rest is replaced. It knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from models.faces.boxes import same_face
from models.records import REVIEWED, Face, NewFace


def is_protected(face: Face) -> bool:
    """Whether a person has decided on this box: confirmed, corrected, rejected, or drawn by hand."""
    return face.state in REVIEWED or face.source == "hand"


def merge(existing: Sequence[Face], found: Sequence[NewFace]) -> list[NewFace]:
    """The found faces that are suggested anew: those that are not a face somebody has decided on already.

    A box that was rejected once is therefore not suggested again.
    """
    decided = [face.box for face in existing if is_protected(face)]
    return [face for face in found if not any(same_face(face.box, box) for box in decided)]


def count_new(existing: Sequence[Face], suggested: Sequence[NewFace]) -> int:
    """How many of the suggestions were not on the photo before."""
    return sum(not any(same_face(face.box, old.box) for old in existing) for face in suggested)
