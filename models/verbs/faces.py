"""`faces`: finds the faces on a project's photos."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.turn import note_lying
from models.verbs.verb import VERBS, Events, Verb, add_params, add_project, given


def declare(command: argparse.ArgumentParser) -> None:
    from models.faces.haar import PARAMS

    add_project(command)
    add_params(command, PARAMS)


def run(arguments: argparse.Namespace) -> Events:
    from models.faces.haar import PARAMS, DetectorSettings
    from models.workflow.find_faces import find_faces

    settings = DetectorSettings.checked(given(arguments, tuple(param.name for param in PARAMS)))
    with Project.open(arguments.project) as project:
        yield from find_faces(project, settings)
        yield from note_lying(project)


VERBS.add("faces", Verb("faces", "Find the faces on a project's photos.", declare, run))
