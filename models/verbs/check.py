"""`check`: looks for damage in a project."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_project


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.check_project import check_project

    with Project.open(arguments.project) as project:
        yield from check_project(project)


VERBS.add("check", Verb("check", "Look for damage and missing originals in a project.", add_project, run))
