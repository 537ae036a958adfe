"""`turn`: turns photos of a project that lie on their side or head."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping

from models.errors import UsageError
from models.events import Noted
from models.project import Project
from models.records import Photo
from models.verbs.verb import VERBS, Events, Verb, add_project
from models.words import plural

_NAMED = 10
"""So many are named in a sentence."""


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    command.add_argument("photos", nargs="*", metavar="PHOTO", help="their files, or just the names of these")
    command.add_argument("--by", type=int, choices=(90, 180, 270), help="degrees clockwise (default 90)")
    command.add_argument("--proposed", action="store_true", help="all photos on which faces are seen only when turned")


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.find_faces import find_faces
    from models.workflow.turn_photos import proposed_turns, turn_photos

    if arguments.proposed == bool(arguments.photos) or (arguments.proposed and arguments.by is not None):
        raise UsageError("say which photos to turn", remedy="Name them, or say --proposed alone")
    with Project.open(arguments.project) as project:
        turns = proposed_turns(project) if arguments.proposed else _turns_said(project, arguments)
        searched = [photo.id for photo in project.photos.some(list(turns)) if photo.searched]
        yield from turn_photos(project, turns)
        if searched:
            yield from find_faces(project, photo_ids=searched)


def _turns_said(project: Project, arguments: argparse.Namespace) -> Mapping[int, int]:
    quarters = (arguments.by or 90) // 90
    photos = project.photos.all()
    return {photo.id: quarters for name in arguments.photos for photo in _named(photos, name)}


def _named(photos: list[Photo], name: str) -> list[Photo]:
    """Every photo of that file: a scan may hold several. Raises UsageError."""
    whole = os.path.abspath(os.path.expanduser(name))
    found = [photo for photo in photos if str(photo.path) == whole or name in (photo.name, photo.path.name)]
    if not found:
        raise UsageError(f"there is no photo {name!r} in this project", remedy="Name its file as it was imported")
    return found


def note_lying(project: Project) -> Events:
    """Say which photos seem to lie on their side or head, and how to turn them."""
    from models.workflow.turn_photos import proposed_turns

    lying = proposed_turns(project)
    if lying:
        names = [photo.name for photo in project.photos.some(list(lying))]
        listed = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        seem = "seems" if len(lying) == 1 else "seem"
        what = f"{plural(len(lying), 'photo')} {seem} to be turned the wrong way: {listed}"
        yield Noted(f"{what}. `bottega turn PROJECT --proposed` turns what is proposed; the files stay as they are")


VERBS.add("turn", Verb("turn", "Turn photos of a project by quarters; their files stay as they are.", declare, run))
