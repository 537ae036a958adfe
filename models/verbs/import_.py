"""`import`: brings photos into a project."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_project, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    command.add_argument("paths", type=folder_word, nargs="+", metavar="PATH", help="photos and folders")
    command.add_argument("--person", help="whose photos they are (default: the name of each photo's folder)")


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.import_photos import import_photos

    with Project.open_or_create(arguments.project) as project:
        yield from import_photos(project, arguments.paths, person=arguments.person)


VERBS.add("import", Verb("import", "Bring photos into a project (made when new).", declare, run))
