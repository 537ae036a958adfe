"""The order in which faces are reviewed, as pure functions over rows. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.records import FaceState
from studio.state.photo_rows import PhotoRow


def order_queue(rows: Iterable[PhotoRow], order: str) -> list[int]:
    """The photos' numbers; order: "doubt" (doubtful first, done last), "photo" (by file name) or "person"."""
    if order == "doubt":
        named = sorted(rows, key=lambda row: (row.photo.person, row.photo.name))
        ordered = sorted(named, key=lambda row: -row.doubt if row.waits else 1.0)
    elif order == "photo":
        ordered = sorted(rows, key=lambda row: (row.photo.name.casefold(), row.photo.id))
    else:
        ordered = sorted(rows, key=lambda row: (row.photo.person.casefold(), row.photo.name))
    return [row.photo.id for row in ordered]


def next_to_review(row: PhotoRow, after: int | None, order: str = "photo") -> int | None:
    """The id of the next suggested face of a photo; None when none is left but `after` itself, or none at all.

    By doubt it is the most doubtful one, so that false boxes go first; else the next behind `after`, going round.
    """
    ids = [face.id for face in row.faces]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [face for face in row.faces[start:] + row.faces[:start] if face.state is FaceState.SUGGESTED]
    others = [face for face in turned if face.id != after]
    if not others:
        return None
    if order == "doubt":
        return max(others, key=lambda face: row.doubts[face.id].score).id
    return others[0].id


def tail_by_doubt(queue: Sequence[int], passed: int, scores: dict[int, float]) -> list[int]:
    """The queue with what lies behind its first `passed` photos ordered by doubt anew; equal ones keep their order."""
    return [*queue[:passed], *sorted(queue[passed:], key=lambda photo_id: -scores[photo_id])]
