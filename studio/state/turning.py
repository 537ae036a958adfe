"""Turns photos by quarters for whichever pane is asked: as a job, undone as one, after which their faces are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.events import Changed, Event, Finished, Refused
from models.project import Project
from models.words import plural
from studio.jobs import Job, JobState
from studio.state.session import Session


def lies(quarters: Sequence[int]) -> str:
    """A sentence for photos that seem to have to be turned by so many quarters each."""
    if len(quarters) > 1:
        return f"{len(quarters):,} photos seem to be turned the wrong way."
    return "It seems to be upside down." if quarters[0] == 2 else "It seems to lie on its side."


def turn_photos(session: Session, turns: Mapping[int, int]) -> None:
    """Turn photos by so many quarters clockwise; turns: by their numbers. Faces are looked for anew where they were."""
    rows, project = session.library.rows, session.project
    searched = [one for one in turns if one in rows and rows[one].photo.searched]
    told: list[Event] = []

    def on_finished(job: Job) -> None:
        if job.state is JobState.DONE:
            _tell(session, told, len(turns))
            if any(isinstance(event, Changed) for event in told) and searched:
                session.importer.find_faces(searched)

    session.runner.start("Turning photos", lambda: _turn(project, turns), told.append, on_finished)


def leave_as_they_lie(session: Session, ids: Sequence[int]) -> None:
    """These photos are right as they are: nothing is proposed for them any more."""
    table = session.project.photos
    session.edit(f"Leave {plural(len(ids), 'photo')} unturned", lambda: table.leave_as_it_lies(ids))


def _tell(session: Session, told: Sequence[Event], asked: int) -> None:
    """What was done, where a person can't see it at a glance."""
    words = [event.summary for event in told if isinstance(event, Finished) and asked > 1 and event.done]
    words += [f"{event.path.name}: {event.reason}" for event in told if isinstance(event, Refused)][:1]
    undo = ("Undo", session.undo) if any(isinstance(event, Changed) for event in told) else ("", None)
    if words:
        session.say(". ".join(words), *undo)


def _turn(project: Project, turns: Mapping[int, int]) -> Iterator[Event]:
    """Runs in the worker, which opens what it needs."""
    from models.workflow.turn_photos import turn_photos as turning

    return turning(project, turns)
