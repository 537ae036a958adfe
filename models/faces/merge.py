"""What a new search may change: reviewed and hand-made boxes stand, the rest is replaced. It knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from models.faces.boxes import haar_from_crop_box, intersection_over_union, same_face
from models.faces.clues import shared_part
from models.records import REVIEWED, Box, Face, FaceState, NewFace, Photo


def is_protected(face: Face) -> bool:
    """Whether a person has decided on this box: confirmed, corrected, rejected, or drawn by hand."""
    return face.state in REVIEWED or face.source == "hand"


def is_way_up_known(photo: Photo, faces: Sequence[Face]) -> bool:
    """Whether a person has said how the photo lies: by turning it, or by what they said of the faces on it."""
    accepted = any(is_protected(face) and face.state is not FaceState.REJECTED for face in faces)
    return photo.turn != 0 or photo.faceless or accepted


def merge(existing: Sequence[Face], found: Sequence[NewFace]) -> list[NewFace]:
    """The found faces that are suggested anew: those that are not a box somebody has decided on already.

    A box that was rejected once is therefore not suggested again, but the face beside or around it is.
    """
    decided = [face for face in existing if is_protected(face)]
    return [face for face in found if not any(_is_settled(face.box, other) for other in decided)]


def _is_settled(found: Box, decided: Face) -> bool:
    if decided.state is FaceState.REJECTED:
        # the double of a face overlaps it as well, and a nose lies at its very middle: only the same box is meant
        return intersection_over_union(haar_from_crop_box(found), haar_from_crop_box(decided.box)) > 0.5
    # a face that was moved or made larger by hand still covers what the detector sees of it
    return same_face(found, decided.box) or shared_part(found, decided.box) > 0.5


def count_new(existing: Sequence[Face], suggested: Sequence[NewFace]) -> int:
    """How many of the suggestions were not on the photo before."""
    return sum(not any(same_face(face.box, old.box) for old in existing) for face in suggested)
