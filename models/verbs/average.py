"""`average`: the mean of people's faces, and what an encoder makes of it."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_output, add_project, note_read_only


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    words = "whose faces; may be said again for another (default: everyone's)"
    command.add_argument("--person", metavar="NAME", action="append", help=words)
    words = (
        "what it makes of the mean goes beside it: a file, or the name of a shipped or one of the project's encoders"
    )
    command.add_argument("--encoder", metavar="E", help=words)
    command.add_argument("--again", type=int, default=0, metavar="N", help="feed the painting back N times")
    add_output(command)


def run(arguments: argparse.Namespace) -> Events:
    from models.painting.shelf import find_encoder
    from models.workflow.average_faces import average_people

    with Project.open(arguments.project) as project:
        yield from note_read_only(project)
        encoder = None if arguments.encoder is None else find_encoder(arguments.encoder, project.encoders_folder)
        people = arguments.person or []
        yield from average_people(project, people, arguments.output, encoder, arguments.again)


VERBS.add("average", Verb("average", "Average people's faces, with or without an encoder.", declare, run))
