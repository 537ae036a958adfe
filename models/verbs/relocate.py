"""`relocate`: finds photos of a project that were moved."""

from __future__ import annotations

import argparse

from models.errors import UsageError
from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_project, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    command.add_argument("paths", type=folder_word, nargs="+", metavar="FOLDER", help="where the photos may lie now")


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.find_missing import find_missing

    for path in arguments.paths:
        if not path.exists():
            raise UsageError("there is no such folder", path=path)
    with Project.open(arguments.project) as project:
        yield from find_missing(project, *arguments.paths)


VERBS.add("relocate", Verb("relocate", "Find photos of a project that were moved, by their content.", declare, run))
