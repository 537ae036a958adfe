"""`export`: copies a project's paintings."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_output, add_project, note_read_only


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    add_output(command)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.export_gallery import export_gallery

    with Project.open(arguments.project) as project:
        yield from note_read_only(project)
        yield from export_gallery(project, arguments.output)


VERBS.add("export", Verb("export", "Copy a project's paintings, and a contact sheet, to a folder.", declare, run))
