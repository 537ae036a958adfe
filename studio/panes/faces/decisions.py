"""What a person decides about faces, written as edits that Undo takes back: states, people, boxes taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.faces.doubt import SURE_BELOW
from models.records import FaceState
from models.words import plural
from studio.panes.faces.review import Review
from studio.state.large_edits import LARGE
from studio.state.session import Session

WORDS = {FaceState.CONFIRMED: "Accept", FaceState.REJECTED: "Reject", FaceState.SUGGESTED: "Put back"}


class Decisions:
    """Each method is one edit, of the chosen face where no others are named."""

    def __init__(self, session: Session, review: Review) -> None:
        self._session = session
        self._review = review

    def decide(self, state: FaceState, ids: Sequence[int] = (), *, go_on: bool = True) -> None:
        """Give these faces (or the chosen one) a state and go on; a corrected box stays corrected when accepted.

        Accepting a photo without a box says that no face is on it.
        """
        chosen = list(ids) or ([self._review.face_id] if self._review.face else [])
        if not chosen:
            self._decide_empty(state)
            return
        if state is FaceState.CONFIRMED:
            written = [one for one in chosen if self._review.state_of(one) is not FaceState.CORRECTED]
        else:
            written = chosen
        alone = len(chosen) == 1 and chosen[0] == self._review.face_id
        faces = self._session.project.faces
        words = f"{WORDS[state]} {plural(len(chosen), 'face')}"
        if self._write(words, lambda: faces.set_state(written, state), len(chosen)) and alone and go_on:
            self._review.next()

    def _decide_empty(self, state: FaceState) -> None:
        row = self._review.row
        if row is None:
            return
        faceless = state is not FaceState.SUGGESTED
        if row.photo.searched and not row.faces and row.photo.faceless != faceless:
            photos, ids = self._session.project.photos, [row.photo.id]
            words = "No face here" if faceless else "Look for a face here again"
            self._session.edit(words, lambda: photos.set_faceless(ids, faceless))
        if faceless:
            self._review.next()

    def reject_others(self) -> None:
        """Reject every other box of this photo that nobody decided on, and confirm nothing by it."""
        row = self._review.row
        others = [face.id for face in row.to_review if face.id != self._review.face_id] if row else []
        if others:
            faces = self._session.project.faces
            words = f"Reject {len(others)} other{'s' * (len(others) != 1)}"
            self._write(words, lambda: faces.set_state(others, FaceState.REJECTED), len(others), told=True)

    def accept_rest(self, threshold: float = SURE_BELOW) -> None:
        """Confirm all that carries less doubt than that, on every photo."""
        ids = self._review.sure_ids(threshold)
        if ids:
            faces = self._session.project.faces
            words = f"Accept {plural(len(ids), 'face')}"
            self._write(words, lambda: faces.set_state(ids, FaceState.CONFIRMED), len(ids), told=True)

    def remove(self, ids: Sequence[int] = ()) -> None:
        """Take boxes away: drawn and rejected ones are gone; found ones are rejected, so no search repeats them."""
        chosen = list(ids) or ([self._review.face_id] if self._review.face else [])
        faces = self._session.project.faces
        found = faces.some(chosen)
        gone = [face.id for face in found if face.source == "hand" or face.state is FaceState.REJECTED]
        rejected = [face.id for face in found if face.id not in gone]
        if found:
            self._write(
                f"Delete {plural(len(found), 'face')}",
                lambda: [faces.remove(gone), faces.set_state(rejected, FaceState.REJECTED)],
                len(found),
            )

    def set_person(self, name: str, ids: Sequence[int]) -> None:
        """Say whose faces these are."""
        faces = self._session.project.faces
        self._write(f"Give {plural(len(ids), 'face')} to {name}", lambda: faces.set_person(list(ids), name), len(ids))

    def _write(self, words: str, write: Callable[[], object], rows: int, told: bool = False) -> bool:
        """One edit, told with Undo when it was of many; whether it is done. Very many go off the GUI thread."""

        def tell() -> None:
            self._session.say(words, "Undo", self._session.undo)

        if rows > LARGE:
            self._session.edit_many(words, write, tell)
            return False
        done = self._session.edit(words, write) is not None
        if done and (told or rows > 1):
            tell()
        return done
