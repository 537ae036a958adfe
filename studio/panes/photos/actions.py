"""What the Photos pane does to the project: every edit is one step of undo and says so. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from models.events import Changed, Event, Finished, Refused
from models.files import sha256_of
from models.images import page_key
from models.project import Project
from models.records import Photo
from models.words import plural
from studio.jobs import Job, JobState, Questions
from studio.panes.photos.photo_choice import PhotoChoice, choose
from studio.state.large_edits import LARGE
from studio.state.photo_rows import PhotoRow
from studio.state.session import Session


class PhotoActions(QObject):
    """Each method is one thing a person asked for."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._comparing = Questions(session.background, self).answered_by(self._on_compared)

    def _write(self, words: str, rows: int, edit: Callable[[], object], say: bool = True) -> None:
        """Do the edit, off the GUI thread where it is of very many rows; say it with an Undo."""

        def told() -> None:
            if say:
                self.session.say(words, "Undo", self.session.undo)

        if rows > LARGE:
            self.session.edit_many(words, edit, told)
        elif self.session.edit(words, edit) is not None:
            told()

    # photos

    def leave_out(self, ids: Sequence[int], left_out: bool, words: str = "") -> None:
        """Keep photos out of training, or take them in again."""
        said = words or f"{photos(len(ids))} {'left out of training' if left_out else 'taken in again'}"
        table = self.session.project.photos
        self._write(said, len(ids), lambda: table.set_left_out(ids, left_out), say=len(ids) > 1 or bool(words))

    def remove(self, ids: Sequence[int]) -> None:
        """Forget photos; their files stay, and Undo brings them back."""
        table = self.session.project.photos
        self._write(f"{photos(len(ids))} removed", 4 * len(ids), lambda: table.remove(ids))

    def give_photos(self, ids: Sequence[int], name: str) -> None:
        table = self.session.project.photos
        self._write(f"{photos(len(ids))} given to {name}", len(ids), lambda: table.set_person(ids, name))

    def give_faces(self, ids: Sequence[int], name: str) -> None:
        table = self.session.project.faces
        words = f"{plural(len(ids), 'face')} given to {name}"
        self._write(words, len(ids), lambda: table.set_person(ids, name))

    # people

    def all_left_out(self, people: Sequence[str]) -> bool:
        """Whether no photo of these people is trained on."""
        return all(row.photo.left_out for row in self._of(people))

    def leave_people_out(self, people: Sequence[str], left_out: bool) -> None:
        """The same for all photos of these people."""
        ids = [row.photo.id for row in self._of(people) if row.photo.left_out != left_out]
        if ids:
            how = "left out of training" if left_out else "taken in again"
            self.leave_out(ids, left_out, f"{photos(len(ids))} {how}")

    def _of(self, people: Sequence[str]) -> list[PhotoRow]:
        return choose(self.session.library.rows.values(), PhotoChoice(people=tuple(people)))

    def rename(self, name: str, new: str) -> None:
        """Another name for a person; the name of another makes them one."""
        wanted = " ".join(new.split())
        people = self.session.project.people.counts()
        words = f"Merged {name} into {wanted}" if wanted in people else f"{name} is now {wanted}"
        self._write(words, people.get(name, 0), lambda: self.session.project.people.rename(name, new))

    def merge(self, names: Sequence[str], into: str) -> None:
        people = self.session.project.people.counts()
        who = names[0] if len(names) == 1 else f"{len(names)} people"
        rows = sum(people.get(name, 0) for name in names)
        self._write(f"Merged {who} into {into}", rows, lambda: self.session.project.people.merge(names, into))

    # originals that were changed or moved

    def renew(self, ids: Sequence[int]) -> None:
        """Take what the files of these photos hold now, as a job; Undo brings back what was known of them."""
        project = self.session.project
        told: list[Event] = []

        def on_finished(job: Job) -> None:
            refused = [event for event in told if isinstance(event, Refused)]
            words = [event.summary for event in told if isinstance(event, Finished)]
            if refused:
                words.append(f"{refused[0].path.name}: {refused[0].reason}")
            undo = ("Undo", self.session.undo) if any(isinstance(event, Changed) for event in told) else ("", None)
            if job.state is JobState.DONE and words:
                self.session.say(". ".join(words), *undo)

        self.session.runner.start("Taking new pictures", lambda: _renew(project, ids), told.append, on_finished)

    def relocate(self, photo: Photo, path: Path) -> None:
        """Point the photo at where its file lies now; only the same content is taken."""
        self._comparing.ask(_compare, photo, path)

    def _on_compared(self, answer: tuple[Photo, Path, bool]) -> None:
        photo, path, same = answer
        if not same:
            self.session.say(f"{path.name} is another picture: add it as a new photo instead")
            return
        words = f"{photo.name} found again"
        self._write(words, 1, lambda: self.session.project.photos.relocate(photo.id, path))

    def find_missing(self, folder: Path) -> None:
        """Look for all missing originals below a folder, as a job."""
        project = self.session.project
        words: list[str] = []

        def on_event(event: Event) -> None:
            if isinstance(event, Finished):
                words.append(event.summary)
            elif isinstance(event, Changed):
                words.append("Undo")

        def on_finished(job: Job) -> None:
            if job.state is JobState.DONE and words:
                undo = (words[0], self.session.undo) if len(words) > 1 else ("", None)
                self.session.say(words[-1], *undo)

        self.session.runner.start("Looking for photos", lambda: _find(project, folder), on_event, on_finished)


def _find(project: Project, folder: Path) -> Iterator[Event]:
    """Runs in the worker, which opens what it needs."""
    from models.workflow.find_missing import find_missing

    return find_missing(project, folder)


def _renew(project: Project, ids: Sequence[int]) -> Iterator[Event]:
    """Runs in the worker, which opens what it needs."""
    from models.workflow.renew_photos import renew_photos

    return renew_photos(project, ids)


def _compare(photo: Photo, path: Path) -> tuple[Photo, Path, bool]:
    """Runs in a background thread."""
    return photo, path, path.stat().st_size == photo.file_size and _holds(path, photo)


def _holds(path: Path, photo: Photo) -> bool:
    return page_key(sha256_of(path.read_bytes()), photo.page) == photo.sha256


def photos(number: int) -> str:
    """ "1 photo", "3 photos"."""
    return plural(number, "photo")
