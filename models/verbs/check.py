"""`check`: looks for damage in a project, or puts back a snapshot of its database."""

from __future__ import annotations

import argparse

from models.events import Finished
from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_project, note_read_only


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    words = "put back the snapshot of a day (2026-11-24, tuesday; default the newest); what stood there is kept"
    command.add_argument("--restore", metavar="DAY", nargs="?", const="", help=words)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.check_project import check_project

    if arguments.restore is not None:
        snapshot, aside = Project.restore(arguments.project, arguments.restore)
        former = f" What stood there lies in {aside}." if aside is not None else ""
        yield Finished("restore", f"The database is as it was on {snapshot.title}.{former}", 1)
        return
    with Project.open(arguments.project) as project:
        yield from note_read_only(project)
        yield from check_project(project)


VERBS.add("check", Verb("check", "Look for damage and missing originals in a project.", declare, run))
