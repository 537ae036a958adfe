"""`queue`: trains what waits, one after the other."""

from __future__ import annotations

import argparse

from models.errors import UsageError
from models.project import Project
from models.verbs.training_words import add_settings, config_said, recipe_said, settings_said
from models.verbs.verb import VERBS, Events, Verb, add_project


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    command.add_argument("--add", action="store_true", help="put one more at its end, and train nothing now")
    add_settings(command)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.train_queue import add_to_queue, train_queue

    given = settings_said(arguments)
    if given and not arguments.add:
        remedy = "Say --add to put one more into the queue"
        raise UsageError(f"what waits has its own settings, so {given} can't be given", remedy=remedy)
    with Project.open(arguments.project) as project:
        if arguments.add:
            recipe = yield from recipe_said(arguments, project)
            yield from add_to_queue(project, recipe, config_said(arguments, recipe))
        else:
            yield from train_queue(project)


VERBS.add("queue", Verb("queue", "Train what waits in a project's queue, one after the other.", declare, run))
